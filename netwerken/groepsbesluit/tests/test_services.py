from datetime import timedelta

import pytest
from django.utils import timezone

from berichten.models import Bericht, Verzending
from kern.errors import DomainError
from kern.tijd import nu
from netwerken import services as netwerken
from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.models import Groepsbesluit, Groepsbezwaar, Groepsstem
from netwerken.groepsbesluit.services import AlGeantwoordError
from netwerken.groepsbesluit.tests.conftest import answer_all, close_at_end, make_cast
from netwerken.models import Deelname, Netwerk
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
VRAAG, BERAAD, UITKOMST = (f"netwerken.groepsbesluit_{wat}" for wat in ("vraag", "beraad", "uitkomst"))


def status_of(deelname):
    deelname.refresh_from_db()
    return deelname.status


def ontvangers(soort):
    return set(Bericht.objects.filter(soort=soort).values_list("aan", flat=True))


# --- Asking -----------------------------------------------------------------------------------------------------------


def test_asking_mails_the_deelnemers_for_a_week(cast, besluit):
    assert besluit.laatste_dag == timezone.localdate() + timedelta(days=7)
    assert ontvangers(VRAAG) == {persoon.pk for persoon in cast.groep}
    assert set(besluit.stemmen.values_list("persoon", "geantwoord")) == {(p.pk, False) for p in cast.groep}
    assert status_of(cast.deelname) == "aangemeld"


def test_asking_twice_is_one_question(cast, besluit):
    assert services.ask_group(cast.deelname, by=cast.facilitator) == besluit
    assert Groepsstem.objects.count() == 7


@pytest.mark.parametrize(("dagen", "goed"), [(2, False), (3, True), (42, True), (43, False)])
def test_how_long(cast, dagen, goed):
    tot = timezone.localdate() + timedelta(days=dagen)
    if goed:
        assert services.ask_group(cast.deelname, tot=tot, by=cast.facilitator).laatste_dag == tot
    else:
        with pytest.raises(DomainError, match="minstens 3 dagen|langer dan 6 weken"):
            services.ask_group(cast.deelname, tot=tot, by=cast.facilitator)


def test_asking_about_who_is_done_with_or_where_nobody_need_be_asked(cast):
    Netwerk.objects.update(toegang="open")
    with pytest.raises(DomainError, match="hoeft hier niet"):
        services.ask_group(cast.deelname, by=cast.facilitator)
    Deelname.objects.filter(pk=cast.deelname.pk).update(status="afgewezen")
    with pytest.raises(DomainError, match="al afgehandeld"):
        services.ask_group(cast.deelname, by=cast.facilitator)


def test_a_new_question_after_an_old_one(cast, besluit):
    netwerken.decline(cast.deelname, by=cast.facilitator)
    netwerken.sign_up(cast.netwerk, cast.sanne, motivatie="Toch graag.")

    assert services.ask_group(cast.deelname, by=cast.facilitator) != besluit


# --- Answering --------------------------------------------------------------------------------------------------------


def test_answers_are_counted_and_never_changed(cast, besluit):
    services.answer(besluit, cast.groep[0], "akkoord", tekst="Dit telt niet mee.")
    services.answer(besluit, cast.groep[1], "bezwaar", tekst="Te veel van één school.")
    with pytest.raises(AlGeantwoordError):
        services.answer(besluit, cast.groep[0], "bezwaar")

    besluit.refresh_from_db()
    assert (besluit.akkoord, besluit.bezwaar) == (1, 1)
    assert [rij.tekst for rij in Groepsbezwaar.objects.all()] == ["Te veel van één school."]
    assert besluit.stemmen.filter(geantwoord=True).count() == 2


def test_who_may_not_answer(cast, besluit):
    for persoon in (cast.sanne, cast.facilitator, DeelnameFactory(netwerk=cast.netwerk).persoon):
        with pytest.raises(DomainError, match="niet aan jou"):
            services.answer(besluit, persoon, "akkoord")
    with pytest.raises(DomainError, match="Kies een"):
        services.answer(besluit, cast.groep[0], "misschien")


def test_not_a_moment_too_late(cast, besluit):
    services.answer(besluit, cast.groep[0], "akkoord", now=besluit.sluit_op - timedelta(seconds=1))
    with pytest.raises(DomainError, match="gesloten"):
        services.answer(besluit, cast.groep[1], "akkoord", now=besluit.sluit_op)


def test_in_a_small_group_no_text_is_kept(db):
    cast = make_cast(4)
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)

    services.answer(besluit, cast.groep[0], "bezwaar", tekst="Dan weten ze dat ik het was.")

    assert not Groepsbezwaar.objects.exists()


# --- Counting and deciding --------------------------------------------------------------------------------------------


def test_nobody_objects(cast, besluit):
    answer_all(besluit, cast.groep[:4])

    besluit = close_at_end(besluit)

    assert (besluit.status, besluit.gevraagd, besluit.geantwoord) == ("toegelaten", 7, 4)
    assert status_of(cast.deelname) == "actief"
    assert ontvangers("netwerken.welkom") == {cast.sanne.pk}
    assert ontvangers(UITKOMST) == {p.pk for p in [*cast.groep, cast.facilitator]}
    assert not Groepsstem.objects.exists()


def test_closing_before_the_hour_does_nothing_and_twice_is_once(cast, besluit):
    answer_all(besluit, cast.groep)
    assert services.close(besluit).status == "loopt"

    close_at_end(besluit)
    aantal = Bericht.objects.count()
    close_at_end(besluit)

    assert Bericht.objects.count() == aantal


def test_closing_by_hand_needs_everybody(cast, besluit):
    answer_all(besluit, cast.groep[:6])
    with pytest.raises(DomainError, match="Nog niet iedereen"):
        services.close(besluit, by=cast.facilitator)
    services.answer(besluit, cast.groep[6], "akkoord")

    assert services.close(besluit, by=cast.facilitator).status == "toegelaten"


def test_with_an_objection_a_facilitator_decides(cast, besluit):
    answer_all(besluit, cast.groep, bezwaren=2, teksten=["Wij zijn net veilig."])
    besluit = close_at_end(besluit)
    assert (besluit.status, besluit.akkoord, besluit.bezwaar, besluit.mag_vertellen) == ("beraad", 5, 2, True)
    assert ontvangers(BERAAD) == {cast.facilitator.pk}
    assert status_of(cast.deelname) == "aangemeld"

    with pytest.raises(DomainError, match="waarom"):
        services.decide(besluit, toelaten=True, reden=" ", by=cast.facilitator)
    besluit = services.decide(besluit, toelaten=True, reden="We spraken erover.", by=cast.facilitator)

    assert (besluit.status, besluit.bezwaar, besluit.reden) == ("toegelaten", None, "We spraken erover.")
    assert status_of(cast.deelname) == "actief"
    assert not Groepsbezwaar.objects.exists()


def test_a_no_is_kind_and_says_nothing_else(cast, besluit):
    answer_all(besluit, cast.groep, bezwaren=1)
    besluit = close_at_end(besluit)

    for _ in range(2):
        services.decide(besluit, toelaten=False, reden="Nu even niet.", bericht="Dank je.", by=cast.facilitator)

    cast.deelname.refresh_from_db()
    assert (cast.deelname.status, cast.deelname.toelichting_afwijzing) == ("afgewezen", "Dank je.")
    assert Bericht.objects.filter(soort="netwerken.afgewezen").count() == 1
    with pytest.raises(DomainError, match="intussen iets besloten"):
        services.decide(besluit, toelaten=True, reden="Toch wel.", by=cast.facilitator)


def test_deciding_while_the_group_answers(cast, besluit):
    with pytest.raises(DomainError, match="De groep antwoordt nog"):
        services.decide(besluit, toelaten=True, reden="Ik vind het goed.", by=cast.facilitator)


def test_in_a_small_group_an_objection_has_no_number(db):
    cast = make_cast(6)
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)
    answer_all(besluit, cast.groep[:4], bezwaren=1, teksten=["Niet doen."])

    besluit = close_at_end(besluit)

    assert (besluit.status, besluit.uitslag, besluit.bezwaar) == ("beraad", "bezwaar", None)
    assert not besluit.mag_vertellen
    assert not Groepsbezwaar.objects.exists()


# --- Too few ----------------------------------------------------------------------------------------------------------


def test_too_few_answers_may_have_a_week_more_once(cast, besluit):
    answer_all(besluit, cast.groep[:3], bezwaren=1, teksten=["Bewaar dit."])
    besluit = close_at_end(besluit)
    assert (besluit.status, besluit.uitslag) == ("te_weinig", "")
    assert not besluit.mag_vertellen
    with pytest.raises(DomainError, match="gesloten"):
        services.answer(besluit, cast.groep[3], "akkoord")

    for _ in range(2):
        besluit = services.extend(besluit, by=cast.facilitator)
    answer_all(besluit, cast.groep[3:])
    besluit = close_at_end(besluit)

    assert (besluit.status, besluit.akkoord, besluit.bezwaar) == ("beraad", 6, 1)
    with pytest.raises(DomainError, match="intussen iets besloten"):
        services.extend(besluit, by=cast.facilitator)


def test_still_too_few(cast, besluit):
    answer_all(besluit, cast.groep[:3])
    services.extend(close_at_end(besluit), by=cast.facilitator)
    besluit.refresh_from_db()

    besluit = close_at_end(besluit)

    assert (besluit.status, besluit.uitslag, besluit.akkoord) == ("beraad", "te_weinig", None)


def test_stop_asking(cast, besluit):
    answer_all(besluit, cast.groep[:3])
    besluit = close_at_end(besluit)

    for _ in range(2):
        besluit = services.stop_asking(besluit, by=cast.facilitator)

    assert (besluit.status, besluit.geantwoord, besluit.akkoord) == ("beraad", 3, None)
    assert not Groepsstem.objects.exists()
    besluit = services.decide(besluit, toelaten=True, reden="Wie er was, vond het goed.", by=cast.facilitator)
    with pytest.raises(DomainError, match="intussen iets besloten"):
        services.stop_asking(besluit, by=cast.facilitator)


def test_of_a_large_group_too_few_is_still_enough_to_show(db):
    cast = make_cast(7)
    groep = cast.groep + [DeelnameFactory(netwerk=cast.netwerk).persoon for _ in range(5)]
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)
    answer_all(besluit, groep[:5], bezwaren=1)

    besluit = services.stop_asking(close_at_end(besluit), by=cast.facilitator)

    assert (besluit.uitslag, besluit.akkoord, besluit.bezwaar, besluit.mag_vertellen) == ("te_weinig", 4, 1, True)


# --- The clock --------------------------------------------------------------------------------------------------------


def test_the_clock_counts_what_is_over(cast, besluit):
    answer_all(besluit, cast.groep)
    assert services.close_due() == 0
    assert services.close_due(now=besluit.sluit_op) == 1
    assert services.close_due(now=besluit.sluit_op) == 0


def test_one_that_cannot_be_counted_does_not_stop_the_others(cast, besluit, monkeypatch, caplog):
    anders = make_cast(7, slug="de-andere")
    ander = services.ask_group(anders.deelname, by=anders.facilitator)
    answer_all(ander, anders.groep)
    echt = services.close
    monkeypatch.setattr(services, "close", lambda b, now: 1 / 0 if b == besluit else echt(b, now=now))

    assert services.close_due(now=besluit.sluit_op) == 1
    assert "cannot be closed" in caplog.text


def test_every_netwerk_status_is_known_to_the_constraint(cast, besluit):
    assert set(Groepsbesluit.LOPEND) | {"toegelaten", "afgewezen", "vervallen"} == set(Groepsbesluit.Status.values)
    assert not besluit.verlengd
    assert besluit.opent_op <= nu()
    assert Verzending.objects.filter(aanleiding=besluit.aanleiding).count() == 1
    assert str(besluit) == f"groepsbesluit {besluit.pk}"
    assert str(besluit.stemmen.first()).startswith("groepsstem")
    assert str(Groepsbezwaar(tekst="Geheim.")) == "bezwaar"
