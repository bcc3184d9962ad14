"""The competences that a leervraag can be about have the codes and names of the questions about them."""

import pytest

from evaluatie.vragenlijst.bron import get_shipped
from leren.competenties import LIJSTEN


@pytest.mark.parametrize("sector", ["po", "vo"])
def test_same_codes_and_names(sector):
    vragen = get_shipped(f"competenties-{sector}").vragen

    assert [(c.code, c.naam) for c in LIJSTEN[sector]] == [(v.code, v.kort) for v in vragen if v.soort != "open"]
