"""What was handed in before ``gevraagd`` was kept, says in its answers what it asks."""

from importlib import import_module

import pytest
from django.apps import apps

from subsidie.begroting.lezen import read_begroting
from subsidie.tests.factories import AanvraagFactory, InzendingFactory

pytestmark = pytest.mark.django_db
EERST = {"begroting.1.zaal.bijdrage": 900_00, "begroting.1.zaal.eigen": 100_00}
LAATST = EERST | {"begroting.1.sprekers.bijdrage": 50_00, "begroting.tarief": 60_00, "waarom.bijdrage": "Samen leren"}


def test_the_last_inzending_says_what_is_asked():
    aanvraag, concept = AanvraagFactory(binnen="ingediend"), AanvraagFactory()
    for nummer, antwoorden in ((2, LAATST), (1, EERST)):
        InzendingFactory(aanvraag=aanvraag, nummer=nummer, antwoorden=antwoorden)

    import_module("subsidie.migrations.0007_academie").count_gevraagd(apps, None)
    aanvraag.refresh_from_db()
    concept.refresh_from_db()

    assert aanvraag.gevraagd == read_begroting(LAATST).som().bijdrage == 950_00
    assert concept.gevraagd is None
