import pytest
from django.db import IntegrityError, transaction

from berichten.models import Bericht
from berichten.soorten import get_soort
from kern.errors import DomainError
from kern.tests.races import together
from netwerken import services as netwerken
from netwerken.aanvaarden import describe_result
from netwerken.groepsbesluit.services import answer, ask_group, close
from netwerken.models import Netwerk, Toelating
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from netwerken.toelating import services
from netwerken.toelating.stand import find_toelating, is_school_vol
from netwerken.voordracht.services import nominate
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db
PAGE, JOIN, DEELNEMERS = (f"/netwerken/samen/{pagina}/" for pagina in ("toelating", "meedoen", "deelnemers"))


@pytest.fixture
def netwerk():
    return NetwerkFactory(slug="samen", openbaar=True, min_deelnemers=2, max_deelnemers=10)


@pytest.fixture
def begeleid(netwerk, persoon):
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


@pytest.fixture
def school():
    return OrganisatieFactory(naam="Het Noorden")


def choose(netwerk, **velden):
    Toelating.objects.update_or_create(netwerk=netwerk, defaults=velden)
    return Netwerk.objects.get(pk=netwerk.pk)


def fill(netwerk, school, aantal):
    return [DeelnameFactory(netwerk=netwerk, persoon__organisatie=school) for _ in range(aantal)]


# --- The maximum of one school ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meeste", "er_al", "vol"), [(None, 9, False), (2, 1, False), (2, 2, True), (2, 3, True), (1, 1, True)]
)
def test_when_a_school_is_full(netwerk, school, meeste, er_al, vol):
    netwerk = choose(netwerk, meeste_per_school=meeste)
    fill(netwerk, school, er_al)
    nieuw = DeelnameFactory.build(netwerk=netwerk, persoon=PersoonFactory(organisatie=school))

    assert is_school_vol(nieuw) is vol


def test_who_has_no_school_or_another_role_is_never_too_many(netwerk, school):
    netwerk = choose(netwerk, meeste_per_school=1)
    fill(netwerk, school, 1)

    assert not is_school_vol(DeelnameFactory.build(netwerk=netwerk, persoon=PersoonFactory(organisatie=None)))
    rol = DeelnameFactory.build(netwerk=netwerk, persoon=PersoonFactory(organisatie=school), rol="penvoerder")
    assert not is_school_vol(rol)


def test_the_next_of_a_full_school_waits_and_hears_why(netwerk, school, client):
    choose(netwerk, meeste_per_school=2)
    fill(netwerk, school, 2)
    nieuw = PersoonFactory(organisatie=school)
    client.force_login(nieuw)

    html = client.post(JOIN, {"motivatie": ""}, follow=True).content.decode()

    assert "Van jouw school doen al genoeg mensen mee" in html
    deelname = netwerk.deelnames.get(persoon=nieuw)
    assert deelname.status == "wachtlijst"
    bericht = Bericht.objects.get(soort="netwerken.wachtlijst", aan=nieuw)
    assert get_soort("netwerken.wachtlijst").inhoud(bericht).context["school_vol"]
    assert netwerken.sign_up(netwerk, PersoonFactory(organisatie=OrganisatieFactory())).status == "actief"


def test_a_facilitator_hears_why_not(begeleid, school, persoon, ingelogd):
    choose(begeleid, meeste_per_school=1)
    fill(begeleid, school, 1)
    rij = DeelnameFactory(netwerk=begeleid, aangemeld=True, persoon__organisatie=school)

    html = ingelogd.post(f"{DEELNEMERS}{rij.pk}/toelaten/", follow=True).content.decode()

    assert "Van Het Noorden doet al 1 mens mee" in html
    with pytest.raises(DomainError, match="Wie mag erbij"):
        netwerken.admit(rij, by=persoon)


def test_another_role_of_a_full_school(begeleid, school, persoon):
    begeleid = choose(begeleid, meeste_per_school=1)
    fill(begeleid, school, 1)
    ander = DeelnameFactory(netwerk=begeleid, penvoerder=True, persoon__organisatie=school).persoon

    with pytest.raises(DomainError, match="Het Noorden"):
        netwerken.change_rollen(begeleid, ander, {"penvoerder", "deelnemer"}, by=persoon)


def test_an_invitation_of_a_full_school_waits(netwerk, school):
    choose(netwerk, meeste_per_school=1)
    fill(netwerk, school, 1)
    nieuw = PersoonFactory(organisatie=school)

    deelname, _ = netwerken.accept(UitnodigingFactory(netwerk=netwerk, email=nieuw.email))

    assert deelname.status == "wachtlijst"
    assert "Van jouw school" in describe_result(deelname).tekst


def test_a_yes_of_the_group_to_somebody_of_a_full_school(school):
    netwerk = choose(NetwerkFactory(gestart=True, gesloten=True), meeste_per_school=1)
    (lid,) = fill(netwerk, school, 1)
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    rij = DeelnameFactory(netwerk=netwerk, aangemeld=True, persoon__organisatie=school)
    besluit = ask_group(rij, by=lid.persoon)
    answer(besluit, lid.persoon, "akkoord")

    close(besluit, now=besluit.sluit_op)

    rij.refresh_from_db()
    assert (rij.status, rij.groep_akkoord) == ("wachtlijst", True)


def test_a_free_place_skips_who_is_of_a_full_school(netwerk, school):
    choose(netwerk, meeste_per_school=2)
    eerste, _ = fill(netwerk, school, 2)
    ander = DeelnameFactory(netwerk=netwerk, persoon__organisatie=OrganisatieFactory())
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    van_school = DeelnameFactory(netwerk=netwerk, wachtend=True, persoon__organisatie=school)
    anders = DeelnameFactory(netwerk=netwerk, wachtend=True, persoon__organisatie=OrganisatieFactory())
    Netwerk.objects.update(max_deelnemers=3)

    netwerken.leave(netwerk, ander.persoon)
    for rij in (van_school, anders):
        rij.refresh_from_db()
    assert (van_school.status, anders.status) == ("wachtlijst", "actief")
    Netwerk.objects.update(max_deelnemers=4)
    netwerken.leave(netwerk, eerste.persoon)
    van_school.refresh_from_db()

    assert van_school.status == "actief"


def test_more_of_one_school_lets_the_first_in(begeleid, school, persoon):
    choose(begeleid, meeste_per_school=1)
    fill(begeleid, school, 1)
    wacht = [DeelnameFactory(netwerk=begeleid, wachtend=True, persoon__organisatie=school) for _ in range(2)]

    services.change_toelating(begeleid, {"meeste_per_school": 2}, by=persoon)

    for rij in wacht:
        rij.refresh_from_db()
    assert [rij.status for rij in wacht] == ["actief", "wachtlijst"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_a_school_to_one_of_two(netwerk, school):
    netwerk = choose(netwerk, meeste_per_school=1)
    twee = [PersoonFactory(organisatie=school) for _ in range(2)]

    uitkomsten = together(*[lambda p=p: netwerken.sign_up(netwerk, p) for p in twee])

    assert sorted(deelname.status for deelname in uitkomsten) == ["actief", "wachtlijst"]


# --- What is asked ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("motivatie", "toegang", "status"),
    [
        ("vanzelf", "open", 302), ("vanzelf", "gesloten", 422), ("verplicht", "open", 422),
        ("verplicht", "gesloten", 422), ("niet", "open", 302), ("niet", "gesloten", 302),
    ],
)  # fmt: skip
def test_motivatie(netwerk, ingelogd, motivatie, toegang, status):
    Netwerk.objects.update(toegang=toegang)
    choose(netwerk, motivatie=motivatie)

    assert ("Waarom wil je meedoen?" in ingelogd.get(JOIN).content.decode()) is (motivatie != "niet")
    assert ingelogd.post(JOIN, {"motivatie": ""}).status_code == status


def test_the_form_says_what_counts(netwerk, ingelogd):
    choose(netwerk, tekst="Je komt <b>zes</b> keer.", let_op_invloed=True)

    html = ingelogd.get(JOIN).content.decode()

    assert "Je komt &lt;b&gt;zes&lt;/b&gt; keer." in html
    assert "je kunt op je school iets veranderen" in html
    assert "past bij de groep" not in html


def test_nominating_can_be_off(begeleid, persoon, ingelogd):
    Netwerk.objects.update(toegang="gesloten")
    assert "Draag iemand voor" in ingelogd.get(DEELNEMERS).content.decode()
    netwerk = choose(begeleid, voordragen=False)

    assert "Draag iemand voor" not in ingelogd.get(DEELNEMERS).content.decode()
    with pytest.raises(DomainError, match="Voordragen staat uit"):
        nominate(netwerk, naam="Noor", email="noor@school.test", reden="Past.", by=persoon)


# --- Hints ------------------------------------------------------------------------------------------------------------


def test_hints_follow_the_choice(begeleid, school, ingelogd):
    fill(begeleid, school, 3)
    alleen = OrganisatieFactory(naam="De Zuid")
    fill(begeleid, alleen, 1)
    html = ingelogd.get(DEELNEMERS).content.decode()
    assert "Het Noorden doen 3" not in html
    assert "Van De Zuid" not in html

    choose(begeleid, minste_per_school=2, meeste_per_school=2)
    html = ingelogd.get(DEELNEMERS).content.decode()
    assert "Van Het Noorden doen 3 mensen mee. Met meer dan 2" in html
    assert "Van De Zuid doet één persoon mee" in html
    choose(begeleid, minste_per_school=4, meeste_per_school=None)
    assert "Van Het Noorden doen er nog minder dan 4 mee." in ingelogd.get(DEELNEMERS).content.decode()


# --- The page ---------------------------------------------------------------------------------------------------------


def test_page_keeps_what_was_chosen(begeleid, ingelogd):
    assert "Wie mag erbij?" in ingelogd.get(DEELNEMERS).content.decode()
    assert "Jullie groep is open" in ingelogd.get(PAGE).content.decode()

    gegevens = {"motivatie": "verplicht", "let_op_match": "on", "meeste_per_school": "3", "tekst": "Kom <kijken>."}
    html = ingelogd.post(PAGE, gegevens, follow=True).content.decode()
    ingelogd.post(PAGE, gegevens)

    assert "Zo laten jullie voortaan mensen toe." in html
    toelating = Toelating.objects.get()
    assert (toelating.motivatie, toelating.meeste_per_school, toelating.voordragen) == ("verplicht", 3, False)
    assert "Kom &lt;kijken&gt;." in ingelogd.get(PAGE).content.decode()
    assert "toelating/" in ingelogd.get("/netwerken/samen/bewerken/").content.decode()
    assert str(toelating) == f"toelating van {begeleid.pk}"


@pytest.mark.parametrize(
    ("minste", "meeste", "fout"),
    [
        ("5", "2", "Draai ze om"),
        ("0", "", "1 tot en met 20"),
        ("", "x", "1 tot en met 20"),
        ("", "21", "tot en met 20"),
    ],
)
def test_bad_numbers(begeleid, ingelogd, minste, meeste, fout):
    gegevens = {"motivatie": "niet", "minste_per_school": minste, "meeste_per_school": meeste}
    response = ingelogd.post(PAGE, gegevens)

    assert response.status_code == 422
    assert fout in response.content.decode()
    assert not Toelating.objects.exists()


def test_services_refuse_what_the_form_would(begeleid, persoon):
    with pytest.raises(DomainError, match="Draai ze om"):
        services.change_toelating(begeleid, {"minste_per_school": 3, "meeste_per_school": 2}, by=persoon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Toelating.objects.create(netwerk=begeleid, minste_per_school=3, meeste_per_school=2)
    Netwerk.objects.update(status="afgerond")
    with pytest.raises(DomainError, match="voorbij"):
        services.change_toelating(begeleid, {"tekst": "Hoi."}, by=persoon)


def test_a_message_from_the_service_is_on_the_page(begeleid, ingelogd, monkeypatch):
    def refuse(*args, **kwargs):
        raise DomainError("Dit netwerk is voorbij.")

    monkeypatch.setattr(services, "change_toelating", refuse)
    assert ingelogd.post(PAGE, {"motivatie": "niet"}).status_code == 422


@pytest.mark.parametrize(("status", "zin"), [("werving", "een facilitator beslist"), ("gestart", "besluiten mee")])
def test_page_of_a_closed_group(begeleid, ingelogd, status, zin):
    DeelnameFactory(netwerk=begeleid)
    Netwerk.objects.update(toegang="gesloten", status=status)

    assert zin in ingelogd.get(PAGE).content.decode()


def test_who_may(netwerk, client):
    for rol, status in (("eigenaar", 200), ("penvoerder", 403), ("deelnemer", 403)):
        client.force_login(DeelnameFactory(netwerk=netwerk, rol=rol).persoon)
        assert client.get(PAGE).status_code == status


def test_without_a_row_everything_is_as_it_was(netwerk):
    toelating = find_toelating(netwerk)

    assert toelating.pk is None
    assert toelating.asks_motivatie(is_open=True) is False
    assert toelating.asks_motivatie(is_open=False) is True
    assert toelating.let_op == []
