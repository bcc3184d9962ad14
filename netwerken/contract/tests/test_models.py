import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from netwerken.models import Akkoord, Contractversie, Contractvraag


def breaks(naam, make):
    with pytest.raises(IntegrityError) as fout, transaction.atomic():
        make()
    assert naam in str(fout.value) or "UNIQUE" in str(fout.value)


def test_one_of_each_question(contract):
    breaks("contractvraag_once", lambda: Contractvraag.objects.create(contract=contract, code="CON-1", volgorde=9))
    Contractvraag.objects.create(contract=contract, volgorde=9, vraag="Een?")
    Contractvraag.objects.create(contract=contract, volgorde=9, vraag="Twee?")


def test_numbers_are_once(cast, versie):
    dag, nu = versie.herzien_op, timezone.now()
    breaks(
        "contractversie_one",
        lambda: Contractversie.objects.create(
            netwerk=cast.netwerk, nummer=1, artikelen=[], herzien_op=dag, vastgelegd_op=nu
        ),
    )


def test_ratified_before_it_was_settled(cast, versie):
    eerder = versie.vastgelegd_op - timezone.timedelta(days=1)
    breaks(
        "contractversie_bekrachtigd_after",
        lambda: Contractversie.objects.filter(pk=versie.pk).update(bekrachtigd_op=eerder),
    )


@pytest.mark.parametrize("velden", [{"is_akkoord": True, "bezwaar": "Toch"}, {"is_akkoord": False, "bezwaar": ""}])
def test_a_reason_only_with_not_yet(cast, versie, velden):
    breaks("akkoord_bezwaar", lambda: Akkoord.objects.create(versie=versie, persoon=cast.noor, **velden))


def test_one_answer_per_person(cast, versie):
    Akkoord.objects.create(versie=versie, persoon=cast.noor, is_akkoord=True)
    breaks("akkoord_once", lambda: Akkoord.objects.create(versie=versie, persoon=cast.noor, is_akkoord=True))


def test_names_for_the_log(cast, contract, versie):
    vraag = contract.vragen.first()
    akkoord = Akkoord.objects.create(versie=versie, persoon=cast.noor, is_akkoord=True)
    rijen = (contract, vraag, versie, akkoord)

    assert "Haan" not in " ".join(map(str, rijen))
    assert str(versie) == f"contract van {cast.netwerk.pk}, versie 1"
