"""Looking ahead at a netwerk that does not exist yet: the days, and every mail, without leaving a trace."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from berichten.models import Bericht, Verzending
from berichten.soorten import alle_soorten
from bijeenkomsten.jaarplan.start import begin_of_start, plan_proef, propose_dagen, read_ritme
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.models import Logregel
from kern.tijd import is_werkdag
from netwerken.models import Deelname, Netwerk
from netwerken.start.tests.factories import GEHEEL, StartplanFactory, StartversieFactory
from netwerken.start.vooruit import Wens, find_dagen, make_wens
from netwerken.tests.factories import NetwerkFactory
from personen.models import Persoon
from personen.tests.factories import OrganisatieFactory, PersoonFactory
from personen.vakanties import vakantie_op

pytestmark = pytest.mark.django_db
NOW = "2026-11-21T10:00:00+01:00"


def wens(**anders):
    return Wens(**{
        "aantal": 8, "van": date(2027, 1, 18), "tot": date(2029, 1, 18), "weekdagen": (1, 3), "begin": time(14),
        "einde": time(17), "ritme": (1, 2, 3, 1, 1),
    } | anders)  # fmt: skip


@pytest.mark.time_machine(NOW)
@pytest.mark.parametrize("regio", ["noord", "midden", "zuid"])
def test_days_on_school_weeks_with_their_fase(regio):
    persoon = PersoonFactory(organisatie=OrganisatieFactory(vakantieregio=regio))

    dagen = propose_dagen(wens(), persoon)

    assert [rij.fase for rij in dagen] == [
        "Verkenning", "Ontwikkeling", "Ontwikkeling", "Verdieping", "Verdieping", "Verdieping", "Inbedding",
        "Verankering",
    ]  # fmt: skip
    assert all(is_werkdag(rij.dag) and rij.dag.weekday() in (1, 3) for rij in dagen)
    assert not any(vakantie_op(regio, rij.dag) for rij in dagen)
    assert all(rij.waarom.startswith("Niet op ") for rij in dagen if rij.waarom)


@pytest.mark.time_machine(NOW)
def test_without_a_school_never_in_the_summer():
    dagen = propose_dagen(wens(aantal=24), PersoonFactory())

    assert len(dagen) == 24
    assert not any((7, 8) <= (rij.dag.month, rij.dag.day) <= (8, 26) for rij in dagen)
    assert len({rij.dag for rij in dagen}) == 24


@pytest.mark.time_machine(NOW)
@pytest.mark.parametrize(
    "anders",
    [
        {"van": date(2020, 1, 1), "tot": date(2021, 1, 1)},
        {"van": date(2027, 1, 18), "tot": date(2027, 1, 20)},
    ],
)
def test_no_days_in_the_past_or_in_too_short_a_time(anders):
    assert propose_dagen(wens(**anders), PersoonFactory()) == []


def test_no_wish_no_days(persoon):
    assert find_dagen(None, persoon) == []
    assert make_wens({"aantal_bijeenkomsten": 8}, (1, 2, 2, 2, 1)) is None


@pytest.mark.time_machine(NOW)
@pytest.mark.parametrize("aantal", [2, 8, 9, 12])
def test_a_trial_plans_every_day(aantal):
    netwerk = NetwerkFactory()
    dagen = propose_dagen(wens(aantal=aantal), PersoonFactory())

    plan_proef(netwerk, wens(), dagen, PersoonFactory())

    assert [timezone.localdate(b.begint_op) for b in netwerk.bijeenkomsten.order_by("begint_op")] == [
        rij.dag for rij in dagen
    ]


@pytest.mark.time_machine(NOW)
def test_all_mail_is_shown_and_nothing_is_left(ingelogd, persoon, django_capture_on_commit_callbacks, mailoutbox):
    antwoorden = GEHEEL | {"start_datum": "2027-01-18", "aantal_bijeenkomsten": 4, "maanden": "10"}
    plan = StartplanFactory(persoon=persoon, antwoorden=antwoorden)
    url = reverse("netwerken:start_mail", args=[plan.sleutel])
    modellen = (Netwerk, Deelname, Bijeenkomst, Verzending, Bericht, Persoon, Logregel)
    eerst = [model.objects.count() for model in modellen]

    with django_capture_on_commit_callbacks(execute=True):
        assert ingelogd.post(url).url == url

    assert [model.objects.count() for model in modellen] == eerst
    assert mailoutbox == []
    plan.refresh_from_db()
    mails = plan.kalender["mails"]
    soorten = {mail["soort"] for mail in mails}
    assert {"netwerken.uitnodiging", "netwerken.herinnering", "netwerken.welkom", "bijeenkomsten.jaarplan"} <= soorten
    assert any(soort.startswith("evaluatie.") for soort in soorten)
    assert all(mail["tekst"] or mail["uitleg"] for mail in mails)
    assert [mail["op"] for mail in mails] == sorted(mail["op"] for mail in mails)
    welkom = next(mail for mail in mails if mail["soort"] == "netwerken.welkom")
    assert (welkom["aan"], "Anna" in welkom["tekst"]) == ("Naar Anna Voorbeeld.", True)
    assert not any("~" in mail["tekst"] for mail in mails)  # no link that works
    namen = {soort.naam for soort in alle_soorten() if soort.code in soorten}
    assert not namen & set(plan.kalender["anders"])
    html = ingelogd.get(url).content.decode()
    assert "Anna Voorbeeld" in html
    assert "Je antwoorden zijn daarna veranderd." not in html


@pytest.mark.time_machine(NOW)
def test_the_list_is_old_after_a_change(ingelogd, persoon):
    plan = StartplanFactory(persoon=persoon, heel=True, kalender={"mails": [], "anders": []}, kalender_van="oud")

    html = ingelogd.get(reverse("netwerken:start_mail", args=[plan.sleutel])).content.decode()

    assert "De lijst is nog niet gemaakt." in html


@pytest.mark.time_machine(NOW)
@pytest.mark.parametrize(
    ("velden", "begin"),
    [
        (
            {"start_datum": date(2027, 1, 18), "eind_datum": date(2029, 1, 18), "aantal_bijeenkomsten": 20},
            {"van": date(2027, 1, 18), "tot": date(2027, 7, 8), "aantal": 5},
        ),
        ({"start_datum": date(2027, 7, 10), "eind_datum": date(2027, 8, 1)}, None),
    ],
)
def test_the_first_year_plan_begins_with_what_was_agreed(velden, begin):
    netwerk = NetwerkFactory(**velden)
    assert begin_of_start(netwerk, date(2026, 11, 22)) == {}
    StartversieFactory(netwerk=netwerk, antwoorden={"weekdagen": ["1"], "begintijd": "14:00", "eindtijd": "17:00"})

    vooraf = begin_of_start(netwerk, date(2026, 11, 22))

    assert vooraf == ((begin | {"weekdagen": [1], "begin": "14:00", "einde": "17:00"}) if begin else {})


def test_rhythm_of_an_earlier_netwerk():
    netwerk = NetwerkFactory()
    begin = timezone.make_aware(timezone.datetime(2026, 9, 8, 15, 30))
    for weken in (0, 4, 8):
        b = begin + timedelta(weeks=weken)
        BijeenkomstFactory(netwerk=netwerk, begint_op=b, eindigt_op=b + timedelta(hours=2, minutes=30))

    assert read_ritme(netwerk) == {"weekdagen": ["1"], "begintijd": "15:30", "eindtijd": "18:00"}


def test_no_rhythm_without_meetings():
    assert read_ritme(NetwerkFactory()) == {}
