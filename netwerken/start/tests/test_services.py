import pytest
from django.db import IntegrityError, transaction

from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from netwerken.models import Netwerk, Startplan, Startversie
from netwerken.start import services
from netwerken.start.antwoorden import make_afdruk
from netwerken.start.forms import read_heel
from netwerken.start.services import MEEST, StartConflict
from netwerken.start.tests.factories import GEHEEL, StartplanFactory, StartversieFactory
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
DOEL = ["naam", "doel"]


def make(plan, **anders):
    form = read_heel(plan.antwoorden)
    assert form.is_valid(), form.errors
    return services.make_netwerk(
        plan, form.values, **{"gezien": make_afdruk(plan.antwoorden), "by": plan.persoon} | anders
    )


def test_begin_from_nothing(persoon):
    plan = services.begin(persoon)

    assert (plan.persoon, plan.basis, plan.stap, plan.is_snel) == (persoon, "", "doel", False)
    assert plan.antwoorden["min_deelnemers"] == 6
    assert not Netwerk.objects.exists()
    assert Logregel.objects.get(actie="netwerken.startplan.begun").feiten == {"basis": ""}


def test_begin_from_a_theme_with_answers(persoon):
    """How another topic begins one: what fits comes along, and five questions are left."""
    plan = services.begin(persoon, basis="thema:12", antwoorden={"thema": "rekenen", "sector": "geheim"})

    assert (plan.stap, plan.is_snel, plan.antwoorden["thema"]) == ("kern", True, "rekenen")
    assert "sector" not in plan.antwoorden
    assert plan.sjabloon is None


def test_begin_at_most_ten(persoon):
    for _ in range(MEEST):
        services.begin(persoon)
    services.begin(PersoonFactory())

    with pytest.raises(DomainError, match="Je hebt al 10 netwerken in voorbereiding"):
        services.begin(persoon)
    services.remove(Startplan.objects.open_of(persoon).first(), by=persoon)
    services.begin(persoon)


def test_save_keeps_this_screen_and_leaves_the_others(persoon):
    plan = StartplanFactory(persoon=persoon, antwoorden={"naam": "Oud", "doel": "Weg", "sector": "vo"})

    gezien = make_afdruk(plan.antwoorden, DOEL)
    plan = services.save_stap(plan, DOEL, {"naam": "Nieuw", "doel": ""}, stap="doel", gezien=gezien)

    plan.refresh_from_db()
    assert plan.antwoorden == {"naam": "Nieuw", "sector": "vo"}


def test_save_when_another_tab_changed_the_same(persoon):
    plan = StartplanFactory(persoon=persoon, antwoorden={"naam": "Oud"})
    gezien = make_afdruk(plan.antwoorden, DOEL)
    services.save_stap(plan, DOEL, {"naam": "Eerste"}, stap="doel", gezien=gezien)

    with pytest.raises(StartConflict) as botst:
        services.save_stap(plan, DOEL, {"naam": "Tweede"}, stap="doel", gezien=gezien)

    assert botst.value.plan.antwoorden == {"naam": "Eerste"}
    services.save_stap(plan, DOEL, {"naam": "Eerste"}, stap="doel", gezien=gezien)  # the same is no conflict
    services.save_stap(plan, ["thema"], {"thema": "x"}, stap="vorm", gezien=make_afdruk({}))  # nor another screen
    plan.refresh_from_db()
    assert plan.antwoorden == {"naam": "Eerste", "thema": "x"}


def test_make_netwerk(persoon):
    plan = StartplanFactory(persoon=persoon, heel=True)

    netwerk = make(plan)

    plan.refresh_from_db()
    assert (plan.netwerk, plan.antwoorden, plan.kalender) == (netwerk, {}, {})
    assert (netwerk.status, netwerk.is_openbaar, netwerk.naam) == ("in_oprichting", False, GEHEEL["naam"])
    assert str(netwerk.eind_datum) == "2029-09-01"
    assert netwerk.rollen_of(persoon) == {"facilitator", "eigenaar"}
    versie = netwerk.startversies.get()
    assert (versie.nummer, versie.door, versie.antwoorden["inzet"]) == (1, persoon, GEHEEL["inzet"])
    assert {"naam", "ik_ben", "maanden"} & versie.antwoorden.keys() == set()
    assert not Startplan.objects.open_of(persoon).exists()


@pytest.mark.parametrize(
    ("ik_ben", "rollen"),
    [
        ("facilitator", {"facilitator"}),
        ("penvoerder", {"facilitator", "penvoerder"}),
        ("deelnemer", {"facilitator", "eigenaar", "deelnemer"}),
    ],
)
def test_make_netwerk_ik_ben(persoon, ik_ben, rollen):
    plan = StartplanFactory(persoon=persoon, antwoorden=GEHEEL | {"ik_ben": ik_ben, "begin": "idee"})

    netwerk = make(plan)

    assert netwerk.rollen_of(persoon) == rollen
    assert netwerk.status == "idee"


def test_make_netwerk_twice_is_one(persoon):
    plan = StartplanFactory(persoon=persoon, heel=True)

    een, twee = make(plan), make(plan)

    assert een == twee == Netwerk.objects.get()
    assert Startversie.objects.count() == 1


def test_make_netwerk_of_other_answers_than_were_read(persoon):
    plan = StartplanFactory(persoon=persoon, heel=True)

    with pytest.raises(StartConflict):
        make(plan, gezien="iets anders")

    assert not Netwerk.objects.exists()


def test_nothing_changes_after_it_is_made(persoon):
    plan = StartplanFactory(persoon=persoon, heel=True)
    make(plan)

    with pytest.raises(DomainError, match="al een netwerk gemaakt"):
        services.save_stap(plan, DOEL, {"naam": "x"}, stap="doel", gezien="")
    services.remove(plan, by=persoon)
    assert Startplan.objects.filter(pk=plan.pk).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Startplan.objects.filter(pk=plan.pk).update(antwoorden={"naam": "x"})


def test_kalender_is_kept(persoon):
    plan = services.keep_kalender(StartplanFactory(persoon=persoon), {"mails": []}, van="abc")

    plan.refresh_from_db()
    assert (plan.kalender, plan.kalender_van) == ({"mails": []}, "abc")


def test_save_versie(persoon):
    netwerk = StartversieFactory(antwoorden={"inzet": "Oud.", "ritme": [1, 1, 1, 1, 1]}).netwerk

    nieuw = services.save_versie(netwerk, {"inzet": "Nieuw."}, nummer=1, by=persoon)

    assert (nieuw.nummer, nieuw.antwoorden) == (2, {"inzet": "Nieuw.", "ritme": [1, 1, 1, 1, 1]})
    assert services.save_versie(netwerk, {"inzet": "Nieuw."}, nummer=1, by=persoon) == nieuw
    with pytest.raises(EditConflict, match="Iemand anders heeft het startdocument intussen veranderd"):
        services.save_versie(netwerk, {"inzet": "Anders."}, nummer=1, by=persoon)
    assert [versie.nummer for versie in netwerk.startversies.all()] == [2, 1]


def test_save_versie_of_a_netwerk_without_one(persoon):
    netwerk = NetwerkFactory()

    assert services.save_versie(netwerk, {"inzet": ""}, nummer=0, by=persoon) is None
    assert services.save_versie(netwerk, {"inzet": "Nu wel."}, nummer=0, by=persoon).nummer == 1


def test_save_versie_of_a_netwerk_that_is_over(persoon):
    with pytest.raises(DomainError, match="Dit netwerk is voorbij"):
        services.save_versie(NetwerkFactory(gestopt=True), {"inzet": "x"}, nummer=0, by=persoon)


def test_version_numbers_are_unique():
    versie = StartversieFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        StartversieFactory(netwerk=versie.netwerk)
