import threading
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from bijeenkomsten.models import Aantekening, Afspraak, Bijeenkomst, Bloktijd, Uitvoering, Uitvoerstap
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from bijeenkomsten.uitvoeren.services import MEESTE_AANTEKENINGEN, Stap, delete_aantekening, take_step
from bijeenkomsten.uitvoeren.tests.factories import AantekeningFactory
from kern.models import Logregel
from kern.tijd import nu

pytestmark = pytest.mark.django_db


@pytest.fixture
def b(cast):
    begin = nu() - timedelta(minutes=10)
    b = BijeenkomstFactory(netwerk=cast.netwerk, begint_op=begin, eindigt_op=begin + timedelta(hours=3))
    for titel in ("Koffie", "Vraag", "Lunch"):
        ProgrammaonderdeelFactory(bijeenkomst=b, titel=titel)
    return b


@pytest.fixture
def doe(cast, b):
    def neem(soort, *, blok=None, sleutel=None, op=None, by=None, **gegevens):
        gegevens |= {"blok": blok and blok.pk}
        return take_step(b, Stap(sleutel or uuid4(), soort, op or nu(), gegevens), by=by or cast.facilitator)

    return neem


def blokken(b):
    return list(b.onderdelen.order_by("volgorde"))


def test_from_block_to_block_with_the_times_at_which_it_really_happened(doe, b):
    koffie, vraag, _ = blokken(b)
    begin = nu() - timedelta(minutes=8)

    assert doe("naar", blok=koffie, op=begin).uitkomst == "gedaan"
    doe("naar", blok=vraag, van=koffie.pk, op=begin + timedelta(minutes=5))

    u = Uitvoering.objects.get()
    assert (u.huidig, u.begonnen_op, u.klaar_op, u.versie) == (vraag, begin, None, 2)
    assert koffie.bloktijd.eindigde_op == Bloktijd.objects.get(onderdeel=vraag).begon_op == begin + timedelta(minutes=5)
    assert (
        list(Logregel.objects.filter(actie__contains="uitvoering").values_list("actie", flat=True))
        == ["bijeenkomsten.uitvoering.naar"] * 2
    )


def test_the_same_step_twice_is_one_step_with_one_answer(doe, b):
    koffie, vraag, _ = blokken(b)
    doe("naar", blok=koffie)
    sleutel, ander = uuid4(), uuid4()

    for _ in range(2):
        assert doe("extra", blok=koffie, van=0, naar=5, sleutel=sleutel).uitkomst == "gedaan"
        assert doe("notitie", blok=koffie, tekst="Eén keer", sleutel=ander).uitkomst == "gedaan"

    assert (koffie.bloktijd.extra_minuten, Aantekening.objects.count(), Uitvoerstap.objects.count()) == (5, 1, 3)


def test_two_devices_add_the_same_five_minutes_once(doe, b):
    koffie = blokken(b)[0]

    assert [doe("extra", blok=koffie, van=0, naar=5).uitkomst for _ in range(2)] == ["gedaan"] * 2
    assert koffie.bloktijd.extra_minuten == 5
    laat = doe("extra", blok=koffie, van=0, naar=10)
    assert (laat.uitkomst, laat.zin) == ("botsing", "Iemand anders gaf “Koffie” al 5 minuten extra. Dat blijft zo.")


def test_who_saw_another_block_changes_nothing_and_hears_why(doe, b):
    koffie, vraag, lunch = blokken(b)
    doe("naar", blok=koffie)
    doe("naar", blok=lunch, van=koffie.pk)

    laat = doe("naar", blok=vraag, van=koffie.pk)
    assert (laat.uitkomst, laat.zin) == ("botsing", "Iemand anders is al bij “Lunch”. Daar gaan we verder.")
    assert doe("naar", blok=lunch, van=koffie.pk).uitkomst == "gedaan"
    assert doe("klaar", van=koffie.pk).uitkomst == "botsing"
    assert Uitvoering.objects.get().huidig == lunch


def test_the_end_and_back(doe, b):
    koffie, vraag, lunch = blokken(b)
    assert doe("klaar").zin == "Deze bijeenkomst is nog niet begonnen."
    doe("naar", blok=lunch)
    assert [doe("klaar", van=lunch.pk).uitkomst for _ in range(2)] == ["gedaan"] * 2
    assert doe("naar", blok=koffie, van=lunch.pk).zin == "Iemand anders heeft de bijeenkomst al afgesloten."

    doe("naar", blok=vraag)
    u = Uitvoering.objects.get()
    assert (u.huidig, u.klaar_op) == (vraag, None)
    assert Bloktijd.objects.get(onderdeel=lunch).begon_op is None


def test_a_block_that_is_gone(doe, b, cast):
    koffie, vraag, lunch = blokken(b)
    doe("naar", blok=vraag)
    pk = vraag.pk
    vraag.delete()
    vraag.pk = pk

    assert doe("extra", blok=vraag, van=0, naar=5).uitkomst == "botsing"
    notitie = doe("notitie", blok=vraag, tekst="Toch <b>waar</b>")
    assert (notitie.uitkomst, notitie.zin.endswith("Je aantekening is wel bewaard.")) == ("gedaan", True)
    assert doe("afspraak", blok=vraag, afspraak={"tekst": "Bel <b>'m</b>", "wie": None, "voor": None}).zin == ""
    assert (Aantekening.objects.get().onderdeel, Afspraak.objects.get().onderdeel) == (None, None)
    assert doe("naar", blok=vraag, van=pk).uitkomst == "botsing"
    assert doe("naar", blok=lunch, van=pk).uitkomst == "gedaan"
    assert Uitvoering.objects.get().begonnen_op


def test_a_promise_of_who_left_meanwhile_is_everybodys(doe, b, cast):
    weg = cast.add()
    cast.netwerk.deelnames.filter(persoon=weg).delete()

    antwoord = doe("afspraak", afspraak={"tekst": "Bel de school", "wie": weg, "voor": None})
    assert (antwoord.uitkomst, antwoord.zin) == (
        "gedaan",
        f"{weg.naam} doet niet meer mee. De afspraak is nu van iedereen.",
    )
    assert (Afspraak.objects.get().wie, Afspraak.objects.get().was_van) == (None, weg)


def test_a_cancelled_meeting_takes_nothing(doe, b):
    Bijeenkomst.objects.filter(pk=b.pk).update(status="afgelast", reden_afgelast="Sneeuw")

    assert (doe("notitie", tekst="Toch").uitkomst, doe("notitie", tekst="Toch").zin) == (
        "geweigerd",
        "Deze bijeenkomst is afgelast.",
    )
    assert not Aantekening.objects.exists()


def test_a_key_of_another_meeting_is_refused_and_changes_nothing(doe, b, cast):
    ander = BijeenkomstFactory(netwerk=cast.netwerk)
    sleutel = uuid4()
    take_step(ander, Stap(sleutel, "notitie", nu(), {"tekst": "Daar"}), by=cast.facilitator)

    assert doe("notitie", tekst="Hier", sleutel=sleutel).uitkomst == "geweigerd"
    assert Aantekening.objects.get().bijeenkomst == ander


def test_too_many_notes(doe, b):
    Aantekening.objects.bulk_create(AantekeningFactory.build_batch(MEESTE_AANTEKENINGEN, bijeenkomst=b))

    assert doe("notitie", tekst="Nog een").zin == "Er staan al 400 aantekeningen bij deze bijeenkomst."


def test_a_clock_that_is_wrong_does_not_spoil_the_times(doe, b):
    koffie, vraag, lunch = blokken(b)
    with time_machine.travel(nu(), tick=False):
        doe("naar", blok=koffie, op=nu() + timedelta(days=3))
        assert Uitvoering.objects.get().begonnen_op == nu()
        doe("naar", blok=vraag, van=koffie.pk, op=nu() - timedelta(days=900))
        assert Bloktijd.objects.get(onderdeel=vraag).begon_op == nu()


@pytest.mark.parametrize(
    ("naam", "maak"),
    [
        ("uitvoering_ends_after_begin", lambda b: Uitvoering(
            bijeenkomst=b, begonnen_op=nu(), klaar_op=nu() - timedelta(1))),
        ("bloktijd_extra_in_range", lambda b: Bloktijd(onderdeel=blokken(b)[0], extra_minuten=241)),
        ("bloktijd_ends_after_begin", lambda b: Bloktijd(
            onderdeel=blokken(b)[0], begon_op=nu(), eindigde_op=nu() - timedelta(1))),
        ("aantekening_has_text", lambda b: Aantekening(bijeenkomst=b, tekst="")),
        ("uitvoerstap_uitkomst_is_known", lambda b: Uitvoerstap(
            bijeenkomst=b, sleutel=uuid4(), soort="naar", uitkomst="misschien", op=nu())),
    ],
)  # fmt: skip
def test_the_database_refuses(b, naam, maak):
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        maak(b).save()


def test_take_a_note_away(b, cast):
    a = AantekeningFactory(bijeenkomst=b, door=cast.facilitator)
    Uitvoering.objects.create(bijeenkomst=b)

    for _ in range(2):
        delete_aantekening(a, by=cast.facilitator)
    assert (Aantekening.objects.count(), Uitvoering.objects.get().versie) == (0, 1)
    assert [str(rij) for rij in (a, Uitvoering.objects.get())] == [f"aantekening bij {b.pk}", f"uitvoering van {b.pk}"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_phones_in_the_same_instant(b, cast):
    """Both begin, both add five minutes, and one sends its note twice at once."""
    koffie = blokken(b)[0]
    sleutel, samen, fouten = uuid4(), threading.Barrier(2), []

    def telefoon():
        try:
            samen.wait(10)
            for soort, gegevens, key in (
                ("naar", {"blok": koffie.pk}, uuid4()),
                ("extra", {"blok": koffie.pk, "van": 0, "naar": 5}, uuid4()),
                ("notitie", {"blok": koffie.pk, "tekst": "Eén keer"}, sleutel),
            ):
                stap = take_step(b, Stap(key, soort, nu(), gegevens), by=cast.facilitator)
                assert stap.uitkomst == "gedaan"
        except BaseException as fout:  # noqa: BLE001 - told in the test itself
            fouten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=telefoon) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)

    assert fouten == []
    assert (Aantekening.objects.count(), koffie.bloktijd.extra_minuten, Uitvoering.objects.get().versie) == (1, 5, 5)
