from datetime import date, timedelta

import pytest

from berichten.models import Bericht, Verzending
from berichten.services import plan_verzending
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken import services
from netwerken.models import Netwerk
from netwerken.services import NetwerkConflict
from netwerken.services.netwerken import make_slug
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory

pytestmark = pytest.mark.django_db

VELDEN = {
    "naam": "Rekenen met plezier",
    "centrale_vraag": "Hoe durven meer kinderen fouten te maken?",
    "doel": "Elke school probeert een nieuwe les uit.",
    "sector": "po",
    "doelgroep": "leraren",
    "start_datum": date(2026, 9, 1),
    "eind_datum": date(2028, 7, 1),
}


def actions(obj):
    return list(Logregel.objects.filter(object_id=str(obj.pk)).order_by("pk").values_list("actie", flat=True))


def test_create_netwerk_gives_roles_and_calls_higher_rooms(persoon, monkeypatch):
    gezien, leden = [], []
    monkeypatch.setattr("netwerken.services.netwerken.ON_CREATE", [lambda netwerk: gezien.append(netwerk.pk)])
    monkeypatch.setattr("netwerken.services.deelnames.ON_JOIN", [lambda deelname: leden.append(deelname.rol)])

    netwerk = services.create_netwerk(by=persoon, rollen=["eigenaar"], **VELDEN)

    assert (netwerk.slug, netwerk.status, netwerk.is_openbaar) == ("rekenen-met-plezier", "in_oprichting", False)
    assert netwerk.rollen_of(persoon) == {"facilitator", "eigenaar"}
    assert gezien == [netwerk.pk]
    assert sorted(leden) == ["eigenaar", "facilitator"]
    assert Logregel.objects.get(actie="netwerken.netwerk.created").actor == persoon
    assert not Bericht.objects.exists()  # nobody is welcomed to an empty house


@pytest.mark.parametrize(
    ("naam", "slug"),
    [
        ("Samen leren", "samen-leren"), ("Nieuw", "nieuw-netwerk"), ("Export", "export-netwerk"),
        ("Één idee", "een-idee"), ("شبكة 1", "1-2"), ("شبكة", "netwerk"), ("a" * 120, "a" * 70), ("<script>", "script"),
    ],
)  # fmt: skip
def test_make_slug(naam, slug):
    if slug == "1-2":
        NetwerkFactory(slug="1")

    assert make_slug(naam) == slug


def test_same_name_gets_a_number(persoon):
    slugs = [services.create_netwerk(by=persoon, rollen=[], **VELDEN).slug for _ in range(3)]

    assert slugs == ["rekenen-met-plezier", "rekenen-met-plezier-2", "rekenen-met-plezier-3"]


def test_slug_taken_in_between_is_tried_again(persoon, monkeypatch):
    NetwerkFactory(slug="bezet")
    antwoorden = iter(["bezet", "vrij"])
    monkeypatch.setattr("netwerken.services.netwerken.make_slug", lambda naam: next(antwoorden))

    assert services.create_netwerk(by=persoon, rollen=[], **VELDEN).slug == "vrij"


def test_create_does_not_hide_another_broken_promise(persoon):
    with pytest.raises(Exception, match="netwerk_min_at_least_two"):
        services.create_netwerk(by=persoon, rollen=[], **VELDEN | {"min_deelnemers": 1})
    assert not Netwerk.objects.exists()


def test_update_writes_and_logs_names_of_fields_only(persoon):
    netwerk = NetwerkFactory()

    netwerk = services.update_netwerk(
        netwerk, {"doel": "Iets heel anders", "thema": netwerk.thema}, versie=1, by=persoon
    )

    assert (netwerk.doel, netwerk.versie, netwerk.gewijzigd_door) == ("Iets heel anders", 2, persoon)
    assert Logregel.objects.get().feiten == {"velden": ["doel"], "versie": 2}


def test_update_without_change_writes_nothing(persoon):
    netwerk = NetwerkFactory()

    assert services.update_netwerk(netwerk, {"doel": netwerk.doel}, versie=1, by=persoon).versie == 1
    assert not Logregel.objects.exists()


def test_second_editor_of_the_same_field_is_asked(persoon):
    netwerk = NetwerkFactory()
    services.update_netwerk(netwerk, {"doel": "Van de eerste"}, versie=1, by=persoon)

    with pytest.raises(NetwerkConflict) as conflict:
        services.update_netwerk(netwerk, {"doel": "Van de tweede", "thema": "Nieuw"}, versie=1, by=persoon)

    assert conflict.value.velden == ["doel"]
    netwerk.refresh_from_db()
    assert (netwerk.doel, netwerk.versie) == ("Van de eerste", 2)


def test_editors_of_different_fields_do_not_hinder_each_other(persoon):
    netwerk = NetwerkFactory()
    oud = netwerk.thema
    services.update_netwerk(netwerk, {"doel": "Van de eerste", "thema": oud}, versie=1, by=persoon)

    netwerk = services.update_netwerk(
        netwerk, {"doel": "Van de eerste", "thema": "Van de tweede"}, versie=1, by=persoon
    )

    assert (netwerk.doel, netwerk.thema, netwerk.versie) == ("Van de eerste", "Van de tweede", 3)


@pytest.mark.parametrize(
    ("first", "then", "fout"),
    [
        ({"max_deelnemers": 8}, {"min_deelnemers": 9}, "groepsgrootte"),
        ({"eind_datum": date(2027, 9, 1)}, {"start_datum": date(2027, 10, 1)}, "looptijd"),
    ],
)
def test_two_halves_that_do_not_fit_together_are_refused(persoon, first, then, fout):
    netwerk = NetwerkFactory(
        min_deelnemers=6, max_deelnemers=15, start_datum=date(2027, 1, 1), eind_datum=date(2028, 1, 1)
    )
    services.update_netwerk(netwerk, first, versie=1, by=persoon)

    with pytest.raises(DomainError, match=fout):
        services.update_netwerk(netwerk, then, versie=1, by=persoon)

    netwerk.refresh_from_db()
    assert {veld: getattr(netwerk, veld) for veld in first} == first
    assert {veld: getattr(netwerk, veld) for veld in then} != then


def test_maximum_below_the_group_is_refused(persoon):
    netwerk = NetwerkFactory(max_deelnemers=9)
    DeelnameFactory.create_batch(7, netwerk=netwerk)

    with pytest.raises(DomainError, match="Er doen al 7 mensen mee"):
        services.update_netwerk(netwerk, {"max_deelnemers": 6}, versie=1, by=persoon)
    assert services.update_netwerk(netwerk, {"max_deelnemers": 7}, versie=1, by=persoon).max_deelnemers == 7


def test_raised_maximum_lets_the_first_of_the_wachtlijst_in(persoon):
    netwerk = NetwerkFactory(min_deelnemers=2, max_deelnemers=2)
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    laat = DeelnameFactory(netwerk=netwerk, wachtend=True, wacht_sinds=nu())
    vroeg = DeelnameFactory(netwerk=netwerk, wachtend=True, wacht_sinds=nu() - timedelta(days=1))

    services.update_netwerk(netwerk, {"max_deelnemers": 3}, versie=1, by=persoon)

    vroeg.refresh_from_db()
    laat.refresh_from_db()
    assert (vroeg.status, laat.status) == ("actief", "wachtlijst")


def test_publish_needs_a_description_and_goes_once(persoon):
    netwerk = NetwerkFactory(omschrijving="  ")
    with pytest.raises(DomainError, match="Schrijf eerst een omschrijving"):
        services.publish_netwerk(netwerk, by=persoon)
    Netwerk.objects.update(omschrijving="Kom erbij.")

    services.publish_netwerk(netwerk, by=persoon)
    assert services.publish_netwerk(netwerk, by=persoon).is_openbaar
    services.unpublish_netwerk(netwerk, by=persoon)
    assert not services.unpublish_netwerk(netwerk, by=persoon).is_openbaar

    assert actions(netwerk) == ["netwerken.netwerk.published", "netwerken.netwerk.unpublished"]


@pytest.mark.parametrize(
    ("service", "van", "naar"),
    [
        (services.start_oprichting, "idee", "in_oprichting"),
        (services.start_werving, "idee", "werving"),
        (services.start_werving, "in_oprichting", "werving"),
        (services.start_netwerk, "in_oprichting", "gestart"),
        (services.start_netwerk, "werving", "gestart"),
        (services.start_netwerk, "afronden", "gestart"),
        (services.start_netwerk, "zelfstandig", "gestart"),
        (services.start_afronden, "gestart", "afronden"),
    ],
)
def test_step(service, van, naar, persoon, monkeypatch):
    monkeypatch.setattr("netwerken.services.netwerken.ON_START", [])
    netwerk = NetwerkFactory(status=van, min_deelnemers=2)
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    assert service(netwerk, by=persoon).status == naar
    assert service(netwerk, by=persoon).status == naar  # twice is once

    assert actions(netwerk) == [f"netwerken.netwerk.{naar}"]
    assert Logregel.objects.get().feiten == {"van": van}


@pytest.mark.parametrize(
    ("service", "van"),
    [
        (services.start_oprichting, "gestart"),
        (services.start_werving, "gestart"),
        (services.start_netwerk, "idee"),
        (services.start_afronden, "werving"),
    ],
)
def test_step_refused(service, van, persoon):
    netwerk = NetwerkFactory(status=van)

    with pytest.raises(DomainError, match="Dit kan niet meer: het netwerk is nu"):
        service(netwerk, by=persoon)
    netwerk.refresh_from_db()
    assert netwerk.status == van


@pytest.mark.parametrize(
    ("uitkomst", "van", "fout"),
    [
        ("afgerond", "werving", "Dit kan niet meer"),
        ("zelfstandig", "gestopt", "Dit kan niet meer"),
        ("gestopt", "afgerond", "Dit kan niet meer"),
        ("gestopt", "gestart", "Schrijf in een zin"),
        ("werving", "gestart", "Kies hoe het netwerk eindigt"),
    ],
)
def test_close_refused(uitkomst, van, fout, persoon):
    netwerk = NetwerkFactory(status=van, reden_afsluiting="x" if van == "gestopt" else "")

    with pytest.raises(DomainError, match=fout):
        services.close_netwerk(netwerk, uitkomst, reden="" if "zin" in fout else "Het geld is op.", by=persoon)


@pytest.mark.parametrize(
    ("uitkomst", "over"), [("afgerond", "gepland"), ("zelfstandig", "gepland"), ("gestopt", "vervallen")]
)
def test_close_tells_who_waited(uitkomst, over, persoon):
    netwerk = NetwerkFactory(gestart=True)
    lid = DeelnameFactory(netwerk=netwerk)
    wachtend = DeelnameFactory(netwerk=netwerk, wachtend=True)
    aangemeld = DeelnameFactory(netwerk=netwerk, aangemeld=True)
    uitnodiging = UitnodigingFactory(netwerk=netwerk)
    for nummer, context in enumerate([netwerk.context, "netwerk:0"]):
        plan_verzending(
            soort="netwerken.herinnering", sleutel=f"x:{nummer}", op=nu() + timedelta(days=2), context=context,
            aanleiding=context, titel="Straks",
        )  # fmt: skip

    netwerk = services.close_netwerk(netwerk, uitkomst, reden="Het geld is op.", by=persoon)

    for rij in (lid, wachtend, aangemeld, uitnodiging):
        rij.refresh_from_db()
    assert (netwerk.status, netwerk.is_beeindigd) == (uitkomst, True)
    assert [lid.status, wachtend.status, aangemeld.status] == ["actief", "afgewezen", "afgewezen"]
    assert uitnodiging.stand == "ingetrokken"
    assert list(Bericht.objects.values_list("soort", "status")) == [("netwerken.afgewezen", "gepland")] * 2
    assert list(Verzending.objects.order_by("sleutel").values_list("status", flat=True)) == [over, "gepland"]


def test_reopening_forgets_why_it_stopped(persoon):
    netwerk = services.start_netwerk(NetwerkFactory(gestopt=True), by=persoon)

    assert (netwerk.status, netwerk.reden_afsluiting) == ("gestart", "")


# --- Beginning with fewer than the smallest group -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("aantal", "zin"), [(0, "nog niemand mee"), (1, "doet pas 1 mee"), (2, "doen pas 2 mee, en de kleinste groep is 3")]
)
def test_small_start_asks_why(aantal, zin, persoon):
    netwerk = NetwerkFactory(status="werving", min_deelnemers=3)
    DeelnameFactory.create_batch(aantal, netwerk=netwerk)

    with pytest.raises(DomainError, match=zin):
        services.start_netwerk(netwerk, reden=" ", by=persoon)

    netwerk = services.start_netwerk(netwerk, reden="Twee scholen komen in januari.", by=persoon)
    assert (netwerk.status, netwerk.reden_kleine_start) == ("gestart", "Twee scholen komen in januari.")
    assert "januari" not in str(list(Logregel.objects.values("feiten")))


def test_large_enough_keeps_no_reason(persoon):
    netwerk = NetwerkFactory(status="werving", min_deelnemers=2)
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    assert services.start_netwerk(netwerk, reden="Zomaar", by=persoon).reden_kleine_start == ""


def test_going_on_again_asks_nothing_and_keeps_the_reason(persoon):
    netwerk = NetwerkFactory(status="afronden", min_deelnemers=3, reden_kleine_start="Klein is fijn.")

    assert services.start_netwerk(netwerk, by=persoon).reden_kleine_start == "Klein is fijn."


def test_beginning_asks_the_topics_first_and_only_the_first_time(persoon, monkeypatch):
    gezien = []

    def ask(netwerk, reden, by):
        gezien.append((netwerk.status, reden, by))
        if not reden:
            raise DomainError("Waarom nu?")

    monkeypatch.setattr("netwerken.services.netwerken.ON_START", [ask])
    netwerk = NetwerkFactory(status="werving", min_deelnemers=2)
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    with pytest.raises(DomainError, match="Waarom nu"):
        services.start_netwerk(netwerk, by=persoon)
    netwerk = services.start_netwerk(netwerk, by=persoon, reden="Daarom.")
    netwerk = services.start_afronden(netwerk, by=persoon)
    services.start_netwerk(netwerk, by=persoon)

    assert gezien == [("werving", "", persoon), ("werving", "Daarom.", persoon)]
