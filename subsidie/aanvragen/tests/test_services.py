"""What happens to an aanvraag, and what is refused."""

from datetime import timedelta

import pytest

from kern.errors import DomainError, EditConflict
from kern.tijd import nu
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory
from subsidie.aanvragen import services
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.aanvragen.services import Onvolledig
from subsidie.aanvragen.tests.factories import VOLLEDIG, ConceptFactory, RondeFactory, add_rollen
from subsidie.begroting.lezen import read_begroting
from subsidie.bijlagen.tests.factories import BijlageFactory
from subsidie.models import Aanvraag, Aanvraagronde
from subsidie.spoor.services import find_break
from subsidie.tasks import expire_concepten_task, remove_wezen_task
from subsidie.tests.factories import RegelingversieFactory
from subsidie.toestand import NIET_VERTELD, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return PersoonFactory()


def hand_in(aanvraag, by, **anders):
    kwargs = {"gezien": make_afdruk(aanvraag.antwoorden), "aangekomen": nu(), "by": by} | anders
    return services.submit(aanvraag, **kwargs)


# --- Beginning -------------------------------------------------------------------------------------------------------


def test_begin_fills_in_what_is_known(by):
    netwerk = NetwerkFactory(sector="vo", centrale_vraag="Hoe 't <b>kan</b>?")
    (leider,) = add_rollen(netwerk, "facilitator")

    aanvraag = services.begin(netwerk, RondeFactory(), by=by)

    assert aanvraag.antwoorden == {
        "waarom.vraag": "Hoe 't <b>kan</b>?",
        "wie.begin": netwerk.start_datum.isoformat(),
        "wie.leiding": f"{leider.naam} ({leider.organisatie.naam})" if leider.organisatie else leider.naam,
    }
    assert (aanvraag.status, aanvraag.nummer, aanvraag.begonnen_door) == (Status.CONCEPT, 1, by)
    assert [regel.stap for regel in aanvraag.spoor.all()] == ["beginnen"]


def test_begin_twice_is_the_same_and_others_get_the_next_number(by):
    ronde, netwerk = RondeFactory(), NetwerkFactory(sector="vo")
    eerste = services.begin(netwerk, ronde, by=by)

    assert services.begin(netwerk, ronde, by=by) == eerste
    assert services.begin(NetwerkFactory(sector="po_vo"), ronde, by=by).nummer == 2


def test_begin_again_after_withdrawing(by):
    eerste = services.begin(NetwerkFactory(sector="vo"), RondeFactory(), by=by)
    services.withdraw(eerste, "Te druk.", by=by)

    assert services.begin(eerste.netwerk, eerste.ronde, by=by).nummer == 2


@pytest.mark.parametrize(("dagen", "zegt"), [(-30, "sloot op"), (5, "gaat open op")])
def test_begin_only_in_an_open_round(by, dagen, zegt):
    opent = nu() + timedelta(days=dagen)
    ronde = RondeFactory(opent_op=opent, sluit_op=opent + timedelta(days=20))
    with pytest.raises(DomainError, match=zegt):
        services.begin(NetwerkFactory(sector="vo"), ronde, by=by)


def test_begin_not_in_another_sector_and_not_when_it_is_over(by):
    with pytest.raises(DomainError, match="andere sector"):
        services.begin(NetwerkFactory(sector="po"), RondeFactory(), by=by)
    with pytest.raises(DomainError, match="voorbij"):
        services.begin(NetwerkFactory(sector="vo", status="afgerond"), RondeFactory(), by=by)


@pytest.mark.parametrize(
    ("regeling", "netwerk", "past"),
    [
        ("vo", "vo", True), ("vo", "po", False), ("vo", "po_vo", True), ("po_vo", "po", True),
        ("anders", "anders", True), ("anders", "po_vo", False), ("po_vo", "anders", False),
    ],
)  # fmt: skip
def test_which_sector_fits(regeling, netwerk, past):
    ronde = RondeFactory(regelingversie=RegelingversieFactory(sector=regeling))
    assert ronde.past_bij(NetwerkFactory.build(sector=netwerk)) is past


# --- Saving ----------------------------------------------------------------------------------------------------------


def test_two_people_on_one_screen(by):
    """Different questions never collide; the same one does, and then nothing is lost."""
    aanvraag = ConceptFactory(antwoorden={"a.x": "eerst", "a.y": "eerst", "a.z": "eerst"})
    zag = {code: make_afdruk("eerst") for code in ("a.x", "a.y", "a.z")}
    services.save_velden(aanvraag, {"a.x": "Noor", "a.y": "Noor", "a.z": "eerst"}, gezien=zag, by=by)

    uitkomst = services.save_velden(aanvraag, {"a.x": "eerst", "a.y": "Bas", "a.z": "Bas"}, gezien=zag, by=by)

    assert uitkomst.botst == {"a.y": "Noor"}
    assert uitkomst.anders == ("a.x",)
    assert Aanvraag.objects.get().antwoorden == {"a.x": "Noor", "a.y": "Noor", "a.z": "Bas"}


def test_saving_the_same_is_no_conflict_and_empty_goes(by):
    aanvraag = ConceptFactory(antwoorden={"a.x": "eerst", "a.y": 0})
    zag = {"a.x": make_afdruk("eerst"), "a.y": make_afdruk(0)}
    services.save_velden(aanvraag, {"a.x": None}, gezien=zag, by=by)

    assert not services.save_velden(aanvraag, {"a.x": None, "a.y": 0}, gezien=zag, by=by).botst
    assert Aanvraag.objects.get().antwoorden == {"a.y": 0}


@pytest.mark.parametrize("status", [s for s in Status if s not in {Status.CONCEPT, Status.AANVULLING}])
def test_saving_only_while_it_is_theirs(by, status):
    aanvraag = ConceptFactory(binnen=status)
    for doe in (
        lambda: services.save_velden(aanvraag, {"a.x": "te laat"}, gezien={}, by=by),
        lambda: services.set_akkoord(aanvraag, "", by=by),
    ):
        with pytest.raises(DomainError, match="niet meer te veranderen"):
            doe()
    assert Aanvraag.objects.get().antwoorden == VOLLEDIG


def test_consent_has_a_version_and_can_be_taken_back(by):
    aanvraag = ConceptFactory(akkoord_versie="", akkoord_op=None)
    with pytest.raises(DomainError, match="tekst is veranderd"):
        services.set_akkoord(aanvraag, "1", by=by)

    aanvraag = services.set_akkoord(aanvraag, "2", by=by)
    assert (aanvraag.akkoord_versie, aanvraag.akkoord_door) == ("2", by)
    eerst = services.set_akkoord(aanvraag, "2", by=PersoonFactory()).akkoord_door
    assert eerst == by
    aanvraag = services.set_akkoord(aanvraag, "", by=by)
    assert (aanvraag.akkoord_versie, aanvraag.akkoord_op, aanvraag.akkoord_door) == ("", None, None)
    assert [regel.stap for regel in aanvraag.spoor.all()] == ["akkoord", "akkoord terug"]


# --- Handing in ------------------------------------------------------------------------------------------------------


def test_handing_in_freezes(by):
    aanvraag = ConceptFactory()
    bijlage = BijlageFactory(aanvraag=aanvraag)

    inzending = hand_in(aanvraag, by)

    aanvraag.refresh_from_db()
    bijlage.refresh_from_db()
    assert aanvraag.status == Status.INGEDIEND
    assert aanvraag.ingediend_op
    assert bijlage.ingediend
    assert (inzending.nummer, inzending.antwoorden) == (1, VOLLEDIG)
    aanvraag.refresh_from_db()
    assert aanvraag.gevraagd == read_begroting(VOLLEDIG).som().bijdrage > 0
    assert inzending.criteria["monitoring"]["stand"] == "goed"
    assert inzending.criteria["initiatief"]["bewijs"]
    assert find_break(aanvraag) is None
    with pytest.raises(DomainError, match="ingediend"):
        hand_in(aanvraag, by)


def test_one_second_too_late_by_the_moment_it_arrived(by):
    aanvraag = ConceptFactory()
    sluit = aanvraag.ronde.sluit_op
    with pytest.raises(DomainError, match="sloot op"):
        hand_in(aanvraag, by, aangekomen=sluit)
    assert Aanvraag.objects.get().status == Status.CONCEPT

    assert hand_in(aanvraag, by, aangekomen=sluit - timedelta(seconds=1)).nummer == 1


def test_what_is_missing_is_told_with_where(by):
    aanvraag = ConceptFactory(antwoorden={"wie.aantal": 3}, akkoord_versie="", akkoord_op=None)
    with pytest.raises(Onvolledig) as fout:
        hand_in(aanvraag, by)

    assert [(rij.onderdeel, rij.anker) for rij in fout.value.mist] == [
        ("waarom", "id_vraag"), ("begroting", ""), ("akkoord", ""),
    ]  # fmt: skip
    assert Aanvraag.objects.get().status == Status.CONCEPT


def test_consent_with_an_older_text_does_not_count(by):
    assert [rij.onderdeel for rij in services.find_mist_of(ConceptFactory(akkoord_versie="1"))] == ["akkoord"]


def test_what_was_not_read_is_not_handed_in(by):
    with pytest.raises(EditConflict, match="veranderde intussen"):
        hand_in(ConceptFactory(), by, gezien=make_afdruk({"iets": "anders"}))


def test_a_netwerk_that_is_over_hands_in_nothing(by):
    aanvraag = ConceptFactory(netwerk__status="zelfstandig")
    with pytest.raises(DomainError, match="voorbij"):
        hand_in(aanvraag, by)


def test_adding_after_a_question_also_when_the_round_is_closed(by):
    aanvraag = ConceptFactory()
    hand_in(aanvraag, by)
    voor = nu() + timedelta(days=60)
    Aanvraag.objects.update(status=Status.AANVULLING, aanvullen_voor=voor)
    aanvraag.refresh_from_db()
    zag = {"waarom.titel": ""}
    aanvraag = services.save_velden(aanvraag, {"waarom.titel": "Nieuw"}, gezien=zag, by=by).aanvraag

    with pytest.raises(DomainError, match="Aanvullen kon tot"):
        hand_in(aanvraag, by, aangekomen=voor)
    inzending = hand_in(aanvraag, by, aangekomen=voor - timedelta(seconds=1))

    assert inzending.nummer == 2
    assert [rij.antwoorden.get("waarom.titel") for rij in aanvraag.inzendingen.order_by("nummer")] == [None, "Nieuw"]


def test_adding_without_a_last_day(by):
    aanvraag = ConceptFactory(binnen=Status.AANVULLING)
    assert hand_in(aanvraag, by, aangekomen=nu() + timedelta(days=999))


# --- Withdrawing and expiring ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
def test_withdrawing_before_the_decision_is_told(by, status):
    aanvraag = ConceptFactory(binnen=status)
    if status in {Status.CONCEPT, *NIET_VERTELD}:
        aanvraag = services.withdraw(aanvraag, "'t Is te <b>druk</b>.", by=by)
        assert (aanvraag.status, aanvraag.reden_intrekken) == (Status.INGETROKKEN, "'t Is te <b>druk</b>.")
        assert "druk" not in str(aanvraag.spoor.values_list("feiten"))
    else:
        with pytest.raises(DomainError):
            services.withdraw(aanvraag, "Te laat.", by=by)


def test_drafts_expire_a_while_after_the_round_closes():
    concept, binnen = ConceptFactory(), ConceptFactory(binnen=Status.INGEDIEND)
    sluit = concept.ronde.sluit_op

    assert services.expire_concepten(now=sluit + timedelta(minutes=9)) == 0
    assert services.expire_concepten(now=sluit + timedelta(minutes=11)) == 1
    assert services.expire_concepten(now=sluit + timedelta(minutes=11)) == 0
    concept.refresh_from_db()
    binnen.refresh_from_db()
    assert (concept.status, binnen.status) == (Status.VERLOPEN, Status.INGEDIEND)
    assert services.expire_concepten() == 0


def test_the_clock_does_both():
    concept = ConceptFactory()
    Aanvraagronde.objects.update(opent_op=nu() - timedelta(days=9), sluit_op=nu() - timedelta(days=1))
    expire_concepten_task()
    remove_wezen_task()
    concept.refresh_from_db()
    assert concept.status == Status.VERLOPEN


def test_a_round_that_got_longer_a_moment_ago_expires_nothing():
    concept = ConceptFactory()
    assert services._expire(concept, concept.ronde.sluit_op - timedelta(seconds=1)) is False
