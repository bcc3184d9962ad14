"""Deciding: by whom, on what, with how much money; and telling it, once and together."""

import pytest
from django.core import mail

from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory
from subsidie.aanvragen.services import withdraw_open
from subsidie.besluit.models import Besluit, Uitkomst
from subsidie.besluit.services import decide, sum_toegekend, take_back, tell
from subsidie.besluit.tests.factories import (
    BIJDRAGE,
    assign,
    besluit,
    criteria,
    make_beoordelaar,
    make_beslisser,
    make_klaar,
    make_ronde,
    straks,
)
from subsidie.models import Belangverklaring
from subsidie.tests.factories import AanvraagFactory, InzendingFactory
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
NEE = ("nee", "Er doen vier mensen mee, en meer komen er niet.")
ANDERS = ("uitzondering", "De groep begon voordat dit gold, en groeit nog.")


@pytest.mark.parametrize("uitkomst", Uitkomst)
def test_a_decision_waits_and_is_then_told(uitkomst):
    aanvraag = make_klaar()

    rij = besluit(aanvraag, uitkomst=uitkomst)

    aanvraag.refresh_from_db()
    assert aanvraag.status == Status.BESLOTEN
    assert rij.inzending == aanvraag.inzendingen.get()
    assert not Besluit.objects.verteld().exists()
    tell([rij], by=rij.door)
    aanvraag.refresh_from_db()
    assert aanvraag.status == uitkomst.value
    assert Besluit.objects.verteld().get() == rij
    assert [regel.stap for regel in aanvraag.spoor.order_by("nummer")] == ["besluiten", uitkomst.stap]


# --- By whom -----------------------------------------------------------------------------------------------------


def test_another_academie_and_no_beslisser_decide_nothing():
    aanvraag = make_klaar()
    for persoon in (
        make_beoordelaar(), PersoonFactory(), PersoonFactory(platformrol="beheer"),
        PersoonFactory(platformrol="academie", academie_sector="po", is_beslisser=True),
        make_beslisser(is_active=False),
    ):  # fmt: skip
        with pytest.raises(DomainError, match="Alleen een beslisser"):
            besluit(aanvraag, persoon)


@pytest.mark.parametrize("vervallen", [False, True])
def test_who_advised_never_decides(vervallen):
    """Also when their assignment lapsed after they filed."""
    aanvraag = make_klaar()
    persoon = make_beslisser(is_beoordelaar=True)
    toewijzing = assign(aanvraag, persoon)
    if vervallen:
        toewijzing.adviezen.create(
            inzending=aanvraag.inzendingen.get(), uitkomst="toekennen", tekst="Goed.", oordelen={}, op=nu()
        )
        type(toewijzing).objects.filter(pk=toewijzing.pk).update(vervallen_op=nu(), vervallen_reden="teruggenomen")

    with pytest.raises(DomainError, match="adviseert"):
        besluit(aanvraag, persoon)


def test_who_belongs_to_the_netwerk_or_has_an_interest_never_decides():
    aanvraag = make_klaar()
    lid, eerder, verklaard = make_beslisser(), make_beslisser(), make_beslisser()
    bestuur = OrganisatieFactory(soort="bestuur")
    collega = make_beslisser(organisatie=OrganisatieFactory(soort="school", deel_van=bestuur))
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=lid)
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=eerder, status="uitgestapt", beeindigd_op=lokale_dag(nu()))
    school = OrganisatieFactory(soort="school", deel_van=bestuur)
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=PersoonFactory(organisatie=school))
    Belangverklaring.objects.create(aanvraag=aanvraag, persoon=verklaard, op=nu())

    for persoon, waarom in ((lid, "hoort bij"), (eerder, "hoort bij"), (collega, "bestuur"), (verklaard, "oordelen")):
        with pytest.raises(DomainError, match=waarom):
            besluit(aanvraag, persoon)


@pytest.mark.parametrize("status", [s for s in Status if s not in {"concept", "verlopen", "advies_klaar"}])
def test_only_when_all_advices_are_in(status):
    aanvraag = AanvraagFactory(ronde=make_ronde(), binnen=status)
    InzendingFactory(aanvraag=aanvraag, antwoorden={"begroting.1.sprekers.bijdrage": BIJDRAGE})

    with pytest.raises(DomainError, match="Dit kan nu niet"):
        besluit(aanvraag)


# --- On what -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "uitkomst", "bericht"),
    [
        ({"deelnemers": ("", "")}, "toegekend", "Zeg van «Minstens zes"),
        ({"deelnemers": ("zomaar", "")}, "toegekend", "Zeg van «Minstens zes"),
        ({"deelnemers": NEE}, "toegekend", "kun je niet toekennen"),
        ({"deelnemers": NEE}, "voorwaarde", "kun je niet toekennen"),
        ({"deelnemers": ("nee", "Te klein.")}, "afgewezen", "uit waarom"),
        ({"monitoring": ANDERS}, "toegekend", "geen uitzondering mogelijk"),
        ({"deelnemers": ("uitzondering", " ")}, "toegekend", "uit waarom"),
        ({"deelnemers": NEE}, "afgewezen", None),
        ({"deelnemers": ANDERS}, "toegekend", None),
        ({"academie": NEE}, "toegekend", None),  # not met, and no knock-out
    ],
)
def test_the_decision_follows_from_the_criteria(anders, uitkomst, bericht):
    aanvraag = make_klaar()
    velden = {"uitkomst": Uitkomst(uitkomst), "criteria": criteria(aanvraag, **anders)}
    if bericht is None:
        rij = besluit(aanvraag, **velden)
        code = next(iter(anders))
        assert next(o for o in rij.criteria if o["code"] == code)["reden"] == anders[code][1]
        return
    with pytest.raises(DomainError, match=bericht):
        besluit(aanvraag, **velden)
    aanvraag.refresh_from_db()
    assert (aanvraag.status, aanvraag.besluiten.count()) == (Status.ADVIES_KLAAR, 0)


@pytest.mark.parametrize(
    ("uitkomst", "velden", "bericht"),
    [
        ("toegekend", {"motivering": " Goed. "}, "paar zinnen"),
        ("voorwaarde", {"voorwaarden": []}, "minstens één voorwaarde"),
        ("toegekend", {"voorwaarden": [("Iets", straks())]}, "horen geen voorwaarden"),
        ("voorwaarde", {"voorwaarden": [("Iets", lokale_dag(nu()))]}, "nog komt"),
        ("afgewezen", {"bedrag": 1}, "geen bedrag"),
        ("toegekend", {"bedrag": 0}, "Kies een bedrag"),
        ("toegekend", {"bedrag": BIJDRAGE + 1}, "Kies een bedrag"),
    ],
)
def test_what_does_not_fit_together(uitkomst, velden, bericht):
    with pytest.raises(DomainError, match=bericht):
        besluit(make_klaar(), uitkomst=Uitkomst(uitkomst), **velden)


def test_there_is_no_more_money_than_the_round_has():
    """Decisions that are not told yet count; what is taken back, refused or withdrawn does not."""
    ronde, by = make_ronde(budget=BIJDRAGE + 5_000_00), make_beslisser()
    eerste, tweede, derde = (make_klaar(ronde) for _ in range(3))
    besluit(eerste, by)
    besluit(derde, by, uitkomst=Uitkomst.AFGEWEZEN)

    with pytest.raises(DomainError, match=r"nog €.5\.000 over"):
        besluit(tweede, by)
    besluit(tweede, by, bedrag=5_000_00)
    assert sum_toegekend(ronde) == ronde.budget

    take_back(tweede, by=by)
    assert sum_toegekend(ronde) == BIJDRAGE
    withdraw_open(eerste.netwerk, by)
    assert sum_toegekend(ronde) == 0


# --- Telling -----------------------------------------------------------------------------------------------------


def test_taking_back_is_only_possible_until_it_is_told():
    aanvraag, by = make_klaar(), make_beslisser()
    eerste = besluit(aanvraag, by)

    take_back(aanvraag, by=by)
    tweede = besluit(aanvraag, by, uitkomst=Uitkomst.AFGEWEZEN)
    assert tell([eerste, tweede], by=by) == [tweede]

    with pytest.raises(DomainError, match="Dit kan nu niet"):
        take_back(aanvraag, by=by)
    with pytest.raises(DomainError, match="Alleen een beslisser"):
        take_back(aanvraag, by=make_beoordelaar())


def test_telling_twice_is_once():
    aanvraag, by = make_klaar(), make_beslisser()
    rij = besluit(aanvraag, by)

    assert tell([rij], by=by) == [rij]
    assert tell([rij], by=by) == []
    assert aanvraag.spoor.filter(stap="toekennen").count() == 1


def test_only_a_beslisser_of_the_sector_tells():
    rij = besluit(make_klaar())
    for persoon in (
        make_beoordelaar(), PersoonFactory(platformrol="academie", academie_sector="po", is_beslisser=True),
    ):  # fmt: skip
        with pytest.raises(DomainError, match="Alleen een beslisser"):
            tell([rij], by=persoon)

    assert not Besluit.objects.verteld().exists()


def test_what_was_withdrawn_meanwhile_is_not_told():
    aanvraag, by = make_klaar(), make_beslisser()
    rij = besluit(aanvraag, by)
    withdraw_open(aanvraag.netwerk, by)

    assert tell([rij], by=by) == []
    assert not Besluit.objects.verteld().exists()


def test_who_guides_gets_the_mail_and_who_takes_part_does_not(django_capture_on_commit_callbacks):
    aanvraag = make_klaar()
    wie = {rol: PersoonFactory() for rol in ("penvoerder", "eigenaar", "facilitator", "deelnemer")}
    for rol, persoon in wie.items():
        DeelnameFactory(netwerk=aanvraag.netwerk, persoon=persoon, rol=rol)
    rij = besluit(aanvraag)
    assert not mail.outbox

    with django_capture_on_commit_callbacks(execute=True):
        tell([rij], by=rij.door)

    adressen = {m.to[0].rpartition("<")[2].rstrip(">") for m in mail.outbox}
    assert adressen == {wie[rol].email for rol in ("penvoerder", "eigenaar", "facilitator")}
    tekst = mail.outbox[0].body
    assert aanvraag.netwerk.naam in tekst
    assert rij.motivering not in tekst  # the reasons are behind signing in
    assert "toegekend" not in mail.outbox[0].subject.lower()


def test_who_left_since_it_was_told_gets_no_mail():
    aanvraag = make_klaar()
    weg, blijft = (DeelnameFactory(netwerk=aanvraag.netwerk, rol=rol).persoon for rol in ("penvoerder", "eigenaar"))
    rij = besluit(aanvraag)
    tell([rij], by=rij.door)
    leave(aanvraag.netwerk, weg)
    mail.outbox.clear()

    carry_out_due()

    over = [m.to[0] for m in mail.outbox if "besluit" in m.subject]
    assert (len(over), blijft.email in over[0]) == (1, True)
    assert Bericht.objects.get(soort="subsidie.besluit", aan=weg).reden.startswith("Deze persoon begeleidt")


def test_the_second_of_two_who_decide_hears_that_it_is_done():
    aanvraag, een, twee = make_klaar(), make_beslisser(), make_beslisser()
    besluit(aanvraag, een)

    with pytest.raises(DomainError, match="iemand anders"):
        decide(
            aanvraag, Uitkomst.AFGEWEZEN, bedrag=0, motivering="Te weinig mensen doen mee.",
            criteria=criteria(aanvraag), voorwaarden=[], by=twee,
        )  # fmt: skip
    assert aanvraag.besluiten.get().door == een
