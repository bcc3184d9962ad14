from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.cast import make_persoon, text
from bijeenkomsten.tests.factories import BijeenkomstFactory, op_werkdag
from personen.tests.factories import OrganisatieFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def adres(cast):
    return reverse("bijeenkomsten:jaarplan_create", args=[cast.netwerk.slug])


def make_wens(**kwargs):
    van = timezone.localdate() + timedelta(days=10)
    return {
        "voorstel": "1", "aantal": "4", "weekdagen": ["1", "3"], "ritme": "6", "van": van.isoformat(),
        "tot": (van + timedelta(days=200)).isoformat(), "begin": "13:30", "einde": "17:00",
    } | kwargs  # fmt: skip


def day(over):
    return timezone.localdate(op_werkdag(over)).isoformat()


def make_post(*dagen, **kwargs):
    rijen = {f"dag_{n}": day(over) for n, over in enumerate(dagen or (30, 60, 90))}
    titels = {f"titel_{n}": f"<b>Keer</b> {n + 1}" for n in range(len(rijen))}
    return {
        "sleutel": str(uuid4()), "rijen": str(len(rijen)), "begin": "13:30", "einde": "17:00", "vorm": "fysiek",
        "locatie": "Lyceum", "adres": "", "plaats": "Zutphen", "online_link": "", "gezien": list(rijen.values()),
        **rijen, **titels, **kwargs,
    }  # fmt: skip


# --- what is wanted ---------------------------------------------------------------------------------


def test_empty_form_begins_as_the_last_meeting(begeleider, cast, adres):
    vorige = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)

    html = text(begeleider.get(adres))

    assert 'name="begin" value="13:30"' in html
    assert f'name="weekdagen" value="{vorige.datum.weekday()}" ' in html
    assert html.count("checked") == 2  # that day, and spread over the period


def test_wish_gives_days_and_plans_nothing(begeleider, adres):
    response = begeleider.post(adres, make_wens())

    html = text(response)
    assert response.status_code == 200
    assert html.count('class="prikrij"') == 4
    assert 'value="Bijeenkomst 1"' in html
    assert not Bijeenkomst.objects.exists()


def test_day_that_moved_says_why(begeleider, cast, adres, time_machine):
    """The autumn holiday of the school of everybody."""
    time_machine.move_to(timezone.make_aware(timezone.datetime(2026, 8, 20, 12)), tick=False)
    for persoon in (cast.facilitator, cast.deelnemer):
        persoon.organisatie = OrganisatieFactory(vakantieregio="noord")
        persoon.save()
    begeleider.force_login(cast.facilitator)
    wens = make_wens(aantal="3", weekdagen=["1"], van="2026-09-01", tot="2026-12-31")

    html = text(begeleider.post(adres, wens))

    assert "Niet op dinsdag 13 oktober. Dan is het herfstvakantie voor iedereen in het netwerk." in html
    assert 'value="2026-10-13"' in html  # the hidden wish
    assert 'name="dag_1" id="id_dag_1" class="form-control" value="2026-10-13"' not in html


def test_looking_again_keeps_why_a_day_moved(begeleider, cast, adres, time_machine):
    """Ascension day is a Thursday."""
    time_machine.move_to(timezone.make_aware(timezone.datetime(2027, 2, 20, 12)), tick=False)
    begeleider.force_login(cast.facilitator)
    rijen = {"dag_0": "2027-05-13", "gewenst_0": "2027-05-06"}

    html = text(begeleider.post(adres, make_post(30, 60, 90, kijk="1", **rijen)))

    assert "Niet op donderdag 6 mei. Dan is het Hemelvaartsdag." in html


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"aantal": "2"}, "Kies er minstens drie."),
        ({"aantal": "9"}, "Kies er hooguit acht."),
        ({"aantal": "veel"}, "Voer een geheel getal in."),
        ({"weekdagen": []}, "Kies minstens één dag."),
        ({"weekdagen": ["6"]}, "Selecteer een geldige keuze."),
        ({"van": "2020-01-01"}, "Kies een dag na vandaag."),
        ({"tot": "2020-01-01"}, "Kies een dag na de eerste dag."),
        ({"tot": "2031-01-01"}, "Plan hooguit anderhalf jaar vooruit."),
        ({"tot": "morgen"}, "Kies een dag, of schrijf hem zo"),
        ({"einde": "13:00"}, "Het einde ligt niet na het begin."),
        ({"ritme": "8", "aantal": "8"}, "Met dit ritme komt de laatste op"),
    ],
)
def test_wish_that_cannot_be(begeleider, adres, fout, zin):
    response = begeleider.post(adres, make_wens(**fout))

    assert response.status_code == 422
    assert zin in text(response)


def test_period_too_short_to_spread(begeleider, adres):
    tot = timezone.localdate() + timedelta(days=30)

    response = begeleider.post(adres, make_wens(ritme="0", aantal="8", tot=tot.isoformat()))

    assert response.status_code == 422
    assert "In deze periode passen niet zoveel bijeenkomsten." in text(response)


# --- the days ---------------------------------------------------------------------------------------


def test_plan_makes_all_meetings(begeleider, cast, adres):
    response = begeleider.post(adres, make_post(30, 60, 90, begin_1="10.00", einde_1="12:00"))

    rows = list(Bijeenkomst.objects.filter(netwerk=cast.netwerk))
    assert response.url == reverse("bijeenkomsten:list", args=[cast.netwerk.slug])
    assert [timezone.localtime(b.begint_op).strftime("%H:%M") for b in rows] == ["13:30", "10:00", "13:30"]
    assert "Eén mail met alle dagen gaat" in text(begeleider.get(response.url))


def test_form_sent_twice_is_one_set(begeleider, adres):
    data = make_post()

    begeleider.post(adres, data)
    begeleider.post(adres, data)

    assert Bijeenkomst.objects.count() == 3


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"dag_1": ""}, "Een jaarplan heeft minstens drie bijeenkomsten."),
        ({"titel_1": " "}, "Schrijf in een paar woorden waar het over gaat."),
        ({"titel_1": "x" * 121}, "Zorg dat deze waarde niet meer dan 120 tekens bevat"),
        ({"dag_1": "overmorgen"}, "Kies een dag, of schrijf hem zo"),
        ({"dag_1": "2020-01-07"}, "Deze dag is al geweest."),
        ({"einde_1": "9.00"}, "Het einde ligt niet na het begin."),
        ({"begin": ""}, "Dit veld is verplicht."),
        ({"online_link": "javascript:alert(1)"}, "Plak de hele link"),
        ({"sleutel": "geen"}, "Begin opnieuw."),
        ({"gewenst_0": "<b>x"}, "Begin opnieuw."),
    ],
)
def test_plan_that_cannot_be_saves_nothing(begeleider, adres, fout, zin):
    response = begeleider.post(adres, make_post(**fout))

    assert response.status_code == 422
    assert zin in text(response)
    assert "Lyceum" in text(response)
    assert not Bijeenkomst.objects.exists()


def test_same_day_twice(begeleider, adres):
    response = begeleider.post(adres, make_post(30, 60, 30))

    assert response.status_code == 422
    assert "Deze dag staat er al." in text(response)


def test_day_with_a_meeting_is_shown_first(begeleider, cast, adres):
    al = BijeenkomstFactory(netwerk=cast.netwerk, dagen=30, titel="Er al")
    data = make_post(gezien=[])

    eerst = begeleider.post(adres, data)
    daarna = begeleider.post(adres, data | {"gezien": [al.datum.isoformat()]})

    assert eerst.status_code == 422
    assert "Dan komen jullie al bij elkaar: Er al." in text(eerst)
    assert daarna.status_code == 302
    assert Bijeenkomst.objects.count() == 4


def test_one_more_row_and_never_more_than_eight(begeleider, adres):
    negen = {"rijen": "9", "meer": "1"}

    assert text(begeleider.post(adres, make_post(meer="1"))).count('class="prikrij"') == 4
    assert text(begeleider.post(adres, make_post(**negen))).count('class="prikrij"') == 8
    assert not Bijeenkomst.objects.exists()


@pytest.mark.parametrize(
    ("wie", "status"),
    [("facilitator", 200), ("penvoerder", 200), ("deelnemer", 403), ("voorbereider", 403), ("buitenstaander", 404)],
)
def test_only_who_plans(client, cast, adres, wie, status):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    client.force_login(make_persoon(cast, wie, b))

    assert client.get(adres).status_code == status


@pytest.mark.parametrize("leden", [1, 3])
def test_proposal_costs_as_much_for_more_people(begeleider, cast, adres, leden, django_assert_max_num_queries):
    for _ in range(leden):
        cast.add()

    with django_assert_max_num_queries(12):
        begeleider.post(adres, make_wens())
