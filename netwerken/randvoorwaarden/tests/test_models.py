import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from netwerken.models import Randvoorwaarde, Startbesluit


def breaks(naam, make):
    with pytest.raises(IntegrityError) as fout, transaction.atomic():
        make()
    assert naam in str(fout.value) or "UNIQUE" in str(fout.value)


@pytest.mark.parametrize("van", ["organisatie", "netwerk"])
def test_once(cast, van):
    velden = {
        "netwerk": cast.netwerk,
        "code": "RV-01",
        "organisatie": cast.scholen[0] if van == "organisatie" else None,
    }
    rij = Randvoorwaarde.objects.create(**velden)

    breaks(f"randvoorwaarde_once_per_{van}", lambda: Randvoorwaarde.objects.create(**velden))
    assert "College" not in str(rij)


@pytest.mark.parametrize(("status", "naam"), [("risico", "risico_has_aanpak"), ("voldaan", "voldaan_has_bewijs")])
def test_a_state_without_its_words(cast, status, naam):
    breaks(naam, lambda: Randvoorwaarde.objects.create(netwerk=cast.netwerk, code="RV-21", status=status))


def test_a_beginning_without_a_reason(cast):
    velden = {"netwerk": cast.netwerk, "open": 1, "risico": 0, "op": timezone.now()}

    breaks("startbesluit_has_reden", lambda: Startbesluit.objects.create(reden="", **velden))
    assert str(Startbesluit.objects.create(reden="Toch.", **velden)) == f"begin van {cast.netwerk.pk}"
