"""Writing, signing, giving back, settling and what came after: by whom, on what, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from berichten.models import Bericht
from berichten.soorten import SlaOver, get_soort
from kern.errors import DomainError, EditConflict
from kern.tijd import lokale_dag, nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.besluit.tests.factories import assign, make_beoordelaar, make_beslisser
from subsidie.lopend.tests.factories import BEDRAG, WijzigingFactory, add_penvoerder, make_staf
from subsidie.models import Belangverklaring, Ondertekening, Verantwoording
from subsidie.spoor.services import find_break
from subsidie.toestand import Status
from subsidie.verantwoording.inhoud import read_verslag
from subsidie.verantwoording.services import (
    Onvolledig,
    find_mist_of,
    give_back,
    read_concept,
    save_velden,
    settle,
    sign,
    tell_vervolg,
)
from subsidie.verantwoording.tests.factories import (
    INVOER,
    VRAAG,
    add_deelnemer,
    hold,
    make_getekend,
    make_lopend,
    make_vast,
    sign_now,
    write,
)

pytestmark = pytest.mark.django_db
UITLEG = "Er is een bijeenkomst minder begeleid dan gepland."
PROCES = "begroting.1.procesbegeleiding.bijdrage"


# --- Writing -----------------------------------------------------------------------------------------------------


def test_two_people_write_beside_each_other_and_the_same_field_collides():
    aanvraag = make_lopend()
    een, twee = PersoonFactory(), PersoonFactory()
    save_velden(aanvraag, {"verhaal.opbrengst": "Van een."}, gezien={}, by=een)

    ander = save_velden(aanvraag, {"verhaal.anders": "Van twee."}, gezien={}, by=twee)
    botst = save_velden(aanvraag, {"verhaal.opbrengst": "Ook van twee."}, gezien={}, by=twee)

    assert ander.botst == {}
    assert botst.botst == {"verhaal.opbrengst": "Van een."}
    assert Verantwoording.objects.get().invoer == {"verhaal.opbrengst": "Van een.", "verhaal.anders": "Van twee."}


def test_saving_the_same_again_changes_nothing_and_emptying_takes_it_out():
    aanvraag = make_lopend()
    write(aanvraag)
    vorige = Verantwoording.objects.get().updated_at
    write(aanvraag)
    assert Verantwoording.objects.get().updated_at == vorige

    gezien = {PROCES: make_afdruk(INVOER[PROCES])}
    save_velden(aanvraag, {PROCES: None}, gezien=gezien, by=None)
    assert PROCES not in Verantwoording.objects.get().invoer


@pytest.mark.parametrize("status", [s for s in Status if s not in {"concept", "verlopen", "lopend"}])
def test_only_while_it_runs(status):
    aanvraag = make_lopend(status)
    with pytest.raises(DomainError, match="nu niet te veranderen"):
        write(aanvraag)
    with pytest.raises(DomainError, match="Dit kan nu niet"):
        sign(aanvraag, gezien="", by=None)
    assert not Verantwoording.objects.exists()


# --- Signing -----------------------------------------------------------------------------------------------------


def test_what_is_signed_is_frozen():
    aanvraag = make_lopend()
    hold(aanvraag.netwerk, [add_deelnemer(aanvraag.netwerk)])
    write(aanvraag)
    rij = sign_now(aanvraag)

    hold(aanvraag.netwerk, dagen=-60)
    WijzigingFactory(
        aanvraag=aanvraag, soort="begroting", antwoorden={"begroting.1.sprekers.bijdrage": 1}, uitkomst="toegekend",
        reden="Mag.", besloten_op=nu(),
    )  # fmt: skip

    verslag = read_verslag(Ondertekening.objects.get().inhoud)
    assert {g.code: g.geldt for g in verslag.getallen}["bijeenkomsten"] == "1"
    assert verslag.begroot.bijdrage == 9_000_00
    assert verslag.werkelijk.totaal == 8_500_00 + 18 * 50_00
    aanvraag.refresh_from_db()
    assert aanvraag.status == Status.VERANTWOORD
    regel = aanvraag.spoor.get(stap="verantwoorden")
    assert regel.feiten["afdruk"] == make_afdruk(rij.inhoud)
    assert find_break(aanvraag) is None
    with pytest.raises(TypeError):
        rij.save()


def test_a_change_that_was_granted_is_what_it_is_held_beside():
    aanvraag = make_lopend()
    WijzigingFactory(
        aanvraag=aanvraag, soort="begroting", antwoorden={"begroting.1.sprekers.bijdrage": 100_00}, besloten_op=nu(),
        uitkomst="toegekend", reden="Mag.",
    )  # fmt: skip
    assert read_verslag(read_concept(aanvraag)).begroot.bijdrage == 100_00


def test_signing_what_is_not_what_was_read_is_refused():
    aanvraag = make_lopend()
    write(aanvraag)
    gezien = make_afdruk(read_concept(aanvraag))
    hold(aanvraag.netwerk)

    with pytest.raises(EditConflict, match="veranderde intussen"):
        sign(aanvraag, gezien=gezien, by=None)
    assert not Ondertekening.objects.exists()


@pytest.mark.parametrize(
    ("anders", "mist"),
    [
        ({}, []),
        ({"verhaal__opbrengst": None}, ["Vertel: wat leverde het jaar op?"]),
        ({"begroting__1__procesbegeleiding__bijdrage": None, "begroting__1__vervanging__uren": None}, ["Vul in wat"]),
        ({"begroting__1__procesbegeleiding__bijdrage": BEDRAG + 1}, ["Jullie schrijven"]),
        ({"begroting__1__procesbegeleiding__bijdrage": BEDRAG}, []),
        ({"telling__bijeenkomsten__waarde": 3}, ["Schrijf bij «Bijeenkomsten»"]),
        ({"telling__bijeenkomsten__waarde": 0}, []),  # the same as counted
        ({"telling__bijeenkomsten__waarde": 3, "telling__bijeenkomsten__toelichting": "Zonder lijst."}, []),
        ({"telling__leervragen__waarde": 2}, ["Schrijf bij «Leervragen"]),
    ],
)
def test_what_is_missing(anders, mist):
    aanvraag = make_lopend()
    write(aanvraag, **anders)
    gevonden = [rij.tekst for rij in find_mist_of(aanvraag, read_concept(aanvraag))]
    assert len(gevonden) == len(mist)
    assert all(zin.startswith(begin) for zin, begin in zip(gevonden, mist, strict=True))
    if mist:
        with pytest.raises(Onvolledig) as fout:
            sign_now(aanvraag)
        assert fout.value.mist
    else:
        assert sign_now(aanvraag).nummer == 1


def test_signing_before_the_year_is_over_only_when_the_netwerk_is():
    aanvraag = make_lopend(dagen=200)
    write(aanvraag)
    with pytest.raises(Onvolledig) as fout:
        sign_now(aanvraag)
    assert [rij.onderdeel for rij in fout.value.mist] == ["periode"]

    type(aanvraag.netwerk).objects.update(status="gestopt", reden_afsluiting="Klaar.", is_openbaar=False)
    assert sign_now(type(aanvraag).objects.get(pk=aanvraag.pk)).nummer == 1


# --- Giving back and settling ------------------------------------------------------------------------------------


def test_a_question_comes_back_signed_again_and_is_then_settled():
    aanvraag, penvoerder = make_getekend()
    staf = make_staf()

    give_back(aanvraag, f" {VRAAG} ", by=staf)
    aanvraag.refresh_from_db()
    assert aanvraag.status == Status.LOPEND
    eerste = Ondertekening.objects.get()
    assert (eerste.vraag, eerste.teruggegeven_door) == (VRAAG, staf)

    write(aanvraag, penvoerder, verhaal__anders="Een begeleider werd ziek.")
    sign_now(aanvraag, penvoerder)
    rij = settle(aanvraag, BEDRAG - 500_00, UITLEG, by=staf)
    assert aanvraag.afrekening.bedrag == BEDRAG - 500_00

    aanvraag.refresh_from_db()
    assert aanvraag.status == Status.VASTGESTELD
    assert (rij.bedrag, rij.reden, rij.vastgesteld_door) == (BEDRAG - 500_00, UITLEG, staf)
    assert [o.nummer for o in rij.ondertekeningen.all()] == [2, 1]
    assert rij.ondertekeningen.get(nummer=1).inhoud["verhaal"][1]["tekst"] == ""
    stappen = [regel.stap for regel in aanvraag.spoor.order_by("nummer")]
    assert stappen == ["verantwoorden", "teruggeven", "verantwoorden", "vaststellen"]
    assert UITLEG not in str([regel.feiten for regel in aanvraag.spoor.all()])
    assert find_break(aanvraag) is None


def test_what_does_not_fit_is_refused():
    aanvraag, _ = make_getekend()
    staf = make_staf()
    for bedrag, reden, bericht in (
        (BEDRAG + 1, UITLEG, "Kies een bedrag"), (-1, UITLEG, "Kies een bedrag"), (BEDRAG - 1, " Minder. ", "minder"),
    ):  # fmt: skip
        with pytest.raises(DomainError, match=bericht):
            settle(aanvraag, bedrag, reden, by=staf)
    with pytest.raises(DomainError, match="wat je wilt weten"):
        give_back(aanvraag, " Hoezo? ", by=staf)
    aanvraag.refresh_from_db()
    assert aanvraag.status == Status.VERANTWOORD
    assert settle(aanvraag, 0, UITLEG, by=staf).bedrag == 0


def test_the_second_of_two_who_settle_hears_that_it_is_done():
    aanvraag, _ = make_getekend()
    settle(aanvraag, BEDRAG, "", by=make_staf())
    with pytest.raises(DomainError, match="iemand anders"):
        settle(aanvraag, 0, UITLEG, by=make_staf())
    with pytest.raises(DomainError, match="iemand anders"):
        give_back(aanvraag, VRAAG, by=make_staf())
    assert Verantwoording.objects.get().bedrag == BEDRAG


def test_who_settles_is_of_the_academie_and_has_no_interest_and_did_not_advise():
    aanvraag, _ = make_getekend()
    bestuur = OrganisatieFactory(soort="bestuur")
    school = OrganisatieFactory(soort="school", deel_van=bestuur)
    add_deelnemer(aanvraag.netwerk, persoon__organisatie=school)
    lid, eerder, adviseur, verklaard = make_staf(), make_staf(), make_beoordelaar(), make_staf()
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=lid)
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=eerder, status="uitgestapt", beeindigd_op=lokale_dag(nu()))
    assign(aanvraag, adviseur)
    Belangverklaring.objects.create(aanvraag=aanvraag, persoon=verklaard, op=nu())

    for persoon, waarom in (
        (PersoonFactory(), "Alleen de academie"), (PersoonFactory(platformrol="beheer"), "Alleen de academie"),
        (make_staf(academie_sector="po"), "Alleen de academie"), (make_staf(is_active=False), "Alleen de academie"),
        (lid, "hoort bij"), (eerder, "hoort bij"), (verklaard, "oordelen"), (adviseur, "adviseerde"),
        (make_staf(organisatie=OrganisatieFactory(soort="school", deel_van=bestuur)), "bestuur"),
    ):  # fmt: skip
        with pytest.raises(DomainError, match=waarom):
            settle(aanvraag, BEDRAG, "", by=persoon)
        with pytest.raises(DomainError, match=waarom):
            give_back(aanvraag, VRAAG, by=persoon)

    assert settle(aanvraag, BEDRAG, "", by=make_beslisser()).vastgesteld_op  # who decided may settle


def test_the_database_keeps_a_settlement_whole():
    aanvraag, _ = make_getekend()
    for velden in (
        {"bedrag": 1},
        {"vastgesteld_op": nu()},
        {"gaat_door": "ja"},
        {"vervolg_op": nu(), "gaat_door": "ja"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verantwoording.objects.update(**velden)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ondertekening.objects.update(vraag="Wat?")


# --- Mails -------------------------------------------------------------------------------------------------------


def addresses():
    return {m.to[0].rpartition("<")[2].rstrip(">") for m in mail.outbox}


def test_who_guides_hears_of_each_step(django_capture_on_commit_callbacks):
    aanvraag = make_lopend()
    penvoerder = add_penvoerder(aanvraag)
    facilitator = add_penvoerder(aanvraag, "facilitator")
    add_deelnemer(aanvraag.netwerk)
    staf = make_staf()
    write(aanvraag, penvoerder)

    with django_capture_on_commit_callbacks(execute=True):
        sign_now(aanvraag, penvoerder)
    assert addresses() == {facilitator.email}
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        give_back(aanvraag, VRAAG, by=staf)
    assert addresses() == {penvoerder.email, facilitator.email}
    assert VRAAG in " ".join(mail.outbox[0].body.split())
    mail.outbox.clear()

    sign_now(aanvraag, penvoerder)
    with django_capture_on_commit_callbacks(execute=True):
        settle(aanvraag, BEDRAG - 100, UITLEG, by=staf)
    assert {m.subject for m in mail.outbox} >= {f"De bijdrage van {aanvraag.netwerk.naam} staat vast"}
    tekst = " ".join(m.body for m in mail.outbox)
    assert UITLEG not in tekst
    assert "8.999" not in tekst


def test_a_mail_that_comes_too_late_or_to_who_left_is_skipped():
    aanvraag = make_lopend()
    penvoerder, facilitator = add_penvoerder(aanvraag), add_penvoerder(aanvraag, "facilitator")
    write(aanvraag, penvoerder)
    rij = sign_now(aanvraag, penvoerder)
    bericht = Bericht.objects.get(aan=facilitator)
    maak = get_soort(bericht.soort).inhoud

    assert not isinstance(maak(bericht), SlaOver)
    aanvraag.netwerk.deelnames.filter(persoon=facilitator).update(rol="deelnemer")
    assert "begeleidt" in maak(bericht).reden
    aanvraag.netwerk.deelnames.filter(persoon=facilitator).update(rol="facilitator")
    give_back(aanvraag, VRAAG, by=make_staf())
    assert "verder" in maak(bericht).reden
    Ondertekening.objects.filter(pk=rij.pk).delete()
    assert "verder" in maak(bericht).reden


# --- The year after it -------------------------------------------------------------------------------------------


def test_how_it_went_on_is_told_after_it_was_settled_and_can_be_told_again():
    staf = make_staf()
    aanvraag, penvoerder = make_vast(staf)

    rij = tell_vervolg(aanvraag, "anders", betaalt=" De besturen. ", bijeenkomsten=4, by=penvoerder)
    assert (rij.gaat_door, rij.betaalt, rij.bijeenkomsten) == ("anders", "De besturen.", 4)
    rij = tell_vervolg(aanvraag, "nee", betaalt="Niemand", bijeenkomsten=9, by=penvoerder)
    assert (rij.gaat_door, rij.betaalt, rij.bijeenkomsten) == ("nee", "", None)
    assert [r.feiten["gaat_door"] for r in aanvraag.spoor.filter(stap="vervolg")] == ["anders", "nee"]


def test_how_it_went_on_is_not_told_too_early_or_by_half():
    aanvraag, penvoerder = make_getekend()
    with pytest.raises(DomainError, match="als de bijdrage vaststaat"):
        tell_vervolg(aanvraag, "nee", betaalt="", bijeenkomsten=None, by=penvoerder)
    aanvraag, penvoerder = make_vast(make_staf())
    for keuze, betaalt, bericht in (("", "Wij", "of jullie doorgaan"), ("ja", "  ", "wie het vervolg betaalt")):
        with pytest.raises(DomainError, match=bericht):
            tell_vervolg(aanvraag, keuze, betaalt=betaalt, bijeenkomsten=None, by=penvoerder)
    assert not aanvraag.spoor.filter(stap="vervolg").exists()


def test_the_period_is_not_before_the_decision():
    aanvraag = make_lopend(dagen=30, netwerk__start_datum=lokale_dag(nu()) - timedelta(days=900))
    assert read_concept(aanvraag)["van"] == (lokale_dag(nu()) - timedelta(days=30)).isoformat()
