from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from berichten.models import Bericht, Verzending, Voorkeur
from berichten.tests.factories import BerichtFactory, VerzendingFactory, VoorkeurFactory
from kern.tijd import nu

pytestmark = pytest.mark.django_db


def breaks(name, function, *args, **kwargs):
    """The database refuses, and it is this promise that it keeps."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        function(*args, **kwargs)
    # SQLite names the columns of a unique constraint, PostgreSQL the constraint
    assert name in str(refused.value) or name.replace("_", ".", 1) in str(refused.value)


def test_verzending_constraints():
    verzending = VerzendingFactory()
    rows = Verzending.objects.filter(pk=verzending.pk)

    breaks("verzending_uitgevoerd_has_time", rows.update, status="uitgevoerd")
    breaks("verzending_uitgevoerd_has_time", rows.update, uitgevoerd_op=nu())
    breaks("verzending_known_status", rows.update, status="onderweg")
    breaks("sleutel", VerzendingFactory, sleutel=verzending.sleutel)


def test_bericht_constraints():
    bericht = BerichtFactory()
    rows = Bericht.objects.filter(pk=bericht.pk)

    breaks("bericht_one_receiver", rows.update, aan=None)
    breaks("bericht_one_receiver", rows.update, adres="noor@school.test")
    breaks("bericht_verstuurd_has_time", rows.update, status="verstuurd")
    breaks("bericht_verstuurd_has_time", rows.update, verstuurd_op=nu())
    breaks("bericht_known_status", rows.update, status="onderweg")
    breaks("bericht_claim_has_end", rows.update, claim=uuid4())
    breaks("bericht_claim_has_end", rows.update, claim_tot=nu())
    breaks("bericht_gebundeld_has_bundel", rows.update, status="gebundeld")
    breaks("bericht_only_verstuurd_telt", rows.update, telt=True)
    breaks("sleutel", BerichtFactory, sleutel=bericht.sleutel)
    breaks("uuid", BerichtFactory, uuid=bericht.uuid)


def test_voorkeur_constraints():
    voorkeur = VoorkeurFactory()

    breaks("onderwerp", VoorkeurFactory, persoon=voorkeur.persoon)
    breaks("voorkeur_known_onderwerp", Voorkeur.objects.update, onderwerp="alles")
    breaks("voorkeur_known_keuze", Voorkeur.objects.update, keuze="direct")


def test_verzending_with_mails_cannot_be_thrown_away():
    verzending = VerzendingFactory(uitgevoerd=True)
    BerichtFactory(verzending=verzending)

    with pytest.raises(IntegrityError), transaction.atomic():
        verzending.delete()


def test_names_of_rows():
    bericht = BerichtFactory(aan=None, adres="noor@school.test")

    assert (str(bericht), bericht.naar, str(VoorkeurFactory())) == (
        bericht.sleutel,
        "noor@school.test",
        "bijeenkomsten: niet",
    )
