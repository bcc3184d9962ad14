from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from bijeenkomsten.models import Bijeenkomst, Prikantwoord, Prikker
from bijeenkomsten.prikker import services
from bijeenkomsten.prikker.tests.factories import PrikantwoordFactory, PrikkerFactory
from bijeenkomsten.tests.cast import make_persoon, text
from bijeenkomsten.tests.factories import BijeenkomstFactory, op_werkdag
from kern.tijd import dag
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
LEDEN = {"facilitator", "penvoerder", "eigenaar", "deelnemer", "voorbereider"}


def url(naam, prikker):
    return reverse(f"bijeenkomsten:prikker_{naam}", args=[prikker.netwerk.slug, prikker.pk])


def create_url(cast, naam="create"):
    return reverse(f"bijeenkomsten:prikker_{naam}", args=[cast.netwerk.slug])


def day(over):
    return timezone.localdate(op_werkdag(over)).isoformat()


def make_post(*dagen, **kwargs):
    """What a browser posts: these days (from now) and one row that stays empty."""
    rijen = {f"dag_{n}": day(over) for n, over in enumerate(dagen or (30, 40))}
    return {
        "sleutel": str(uuid4()), "rijen": str(len(rijen) + 1), "begin": "13:30", "einde": "17:00",
        "titel": "Ideeën die <b>bleven</b> liggen", "doel": "", "vorm": "fysiek", "locatie": "Lyceum", "adres": "",
        "plaats": "Zutphen", "online_link": "", "sluit_dag": day(10), **rijen, **kwargs,
    }  # fmt: skip


# --- opening ----------------------------------------------------------------------------------------


def test_empty_form_begins_as_the_last_meeting(begeleider, cast):
    BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)

    page = text(begeleider.get(create_url(cast)))

    assert 'name="begin" value="13:30"' in page
    assert 'name="einde" value="17:00"' in page
    assert page.count('type="date"') == 5  # four days and the last day to answer


def test_open_makes_the_poll(begeleider, cast):
    response = begeleider.post(create_url(cast), make_post(30, 40, begin_1="10.00", einde_1="12:00"))

    prikker = Prikker.objects.get()
    assert response.url == prikker.get_absolute_url()
    tijden = [timezone.localtime(d.begint_op).strftime("%H:%M") for d in prikker.datums.all()]
    assert tijden == ["13:30", "10:00"]
    assert (prikker.plaats, prikker.sluit_dag.isoformat()) == ("Zutphen", day(10))


def test_form_sent_twice_shows_the_same_poll(begeleider, cast):
    data = make_post()

    een, twee = (begeleider.post(create_url(cast), data) for _ in range(2))

    assert een.url == twee.url
    assert Prikker.objects.count() == 1


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"dag_1": ""}, "Stel minstens twee dagen voor."),
        ({"dag_0": "", "dag_1": ""}, "Stel minstens twee dagen voor."),
        ({"dag_1": "31-02-2027"}, "Kies een dag, of schrijf hem zo"),
        ({"dag_1": day(-3)}, "Deze dag is al geweest."),
        ({"dag_1": day(30)}, "Deze dag staat er al."),
        ({"einde": "13:00"}, "Het einde ligt niet na het begin."),
        ({"einde_0": "12:00"}, "Het einde ligt niet na het begin."),
        ({"begin": ""}, "Dit veld is verplicht"),
        ({"begin": "half twee"}, "Schrijf de tijd zo: 13.30."),
        ({"titel": "  "}, "Dit veld is verplicht"),
        ({"online_link": "javascript:alert(1)"}, "Plak de hele link"),
        ({"sluit_dag": day(-1)}, "Geef mensen minstens tot morgen"),
        ({"sluit_dag": day(30)}, "Kies een dag vóór"),
        ({"sluit_dag": ""}, "Dit veld is verplicht"),
        ({"dag_0": "2027-03-28", "begin_0": "02:30", "einde_0": "05:00"}, "Op die dag gaat de klok"),
    ],
)
def test_open_refused_keeps_what_was_written(begeleider, cast, fout, zin):
    response = begeleider.post(create_url(cast), make_post(**fout))

    assert response.status_code == 422
    assert zin in text(response)
    assert not Prikker.objects.exists()
    if "titel" not in fout:
        assert escape("Ideeën die <b>bleven</b> liggen") in text(response)


def test_open_refused_by_the_service_is_on_the_page(begeleider, cast):
    """A year ahead with half a year to answer: the form lets it through, the service does not."""
    response = begeleider.post(create_url(cast), make_post(200, 210, sluit_dag=day(120), gezien=[day(200), day(210)]))

    assert response.status_code == 422
    assert "hooguit drie maanden" in text(response)


def test_holiday_is_said_before_everybody_gets_a_mail(begeleider, cast, time_machine):
    time_machine.move_to("2026-11-02T12:00:00Z", tick=False)
    data = make_post(sluit_dag="2026-11-13", dag_0="2026-12-25", dag_1="2027-01-14")

    eerst = begeleider.post(create_url(cast), data)
    assert eerst.status_code == 422
    assert "Dan is het Eerste kerstdag." in text(eerst)
    assert 'name="gezien" value="2026-12-25"' in text(eerst)
    toch = begeleider.post(create_url(cast), data | {"gezien": "2026-12-25"})

    assert toch.status_code == 302
    assert Prikker.objects.get().datums.count() == 2


def test_day_on_which_the_group_meets_already_is_said(begeleider, cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=30, titel="Kijken")

    response = begeleider.post(create_url(cast), make_post())

    assert "Dan komen jullie al bij elkaar: Kijken." in text(response)


def test_more_rows_judge_nothing_and_stop_at_twelve(begeleider, cast):
    data = make_post(titel="", meer="1")

    response = begeleider.post(create_url(cast), data)
    page = text(response)
    assert response.status_code == 200
    assert (page.count('prikrij"'), "verplicht" in page) == (6, False)
    assert f'value="{day(30)}"' in page
    twaalf = text(begeleider.post(create_url(cast), data | {"rijen": "11"}))

    assert twaalf.count('class="prikrij"') == 12
    assert "Nog drie dagen" not in twaalf


def test_looking_who_is_free_needs_no_javascript(begeleider, cast):
    response = begeleider.post(create_url(cast), make_post(dag_0="2026-12-25", kijk="1"))

    assert response.status_code == 200
    assert "Eerste kerstdag" in text(response)


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("dag_3=2026-12-25", "Eerste kerstdag"),
        ("dag_0=2027-01-14", "Niemand heeft vakantie"),
        ("dag_0=ooit", ""),
        ("", ""),
    ],
)
def test_fragment_beside_a_day(begeleider, cast, vraag, zin):
    response = begeleider.get(f"{create_url(cast, 'vrij')}?{vraag}")

    assert response.status_code == 200
    assert zin in text(response)
    assert bool(text(response).strip().split("#}")[-1].strip()) == bool(zin)


@pytest.mark.parametrize("rijen", ["", "-1", "duizend", "9" * 400])
def test_number_of_rows_that_no_browser_sends(begeleider, cast, rijen):
    assert begeleider.post(create_url(cast), make_post(rijen=rijen)).status_code in (302, 422)


# --- looking and answering ---------------------------------------------------------------------------


def test_member_sees_numbers_and_no_names(lid, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    ander = cast.add()
    PrikantwoordFactory(datum=prikker.datums.first(), persoon=ander, waarde="kan_niet")

    page = text(lid.get(prikker.get_absolute_url()))

    assert "1 kan niet" in page
    assert escape(ander.naam) not in page
    assert "Kies " + dag(prikker.datums.first().begint_op) not in page


@pytest.mark.parametrize("wie", ["facilitator", "penvoerder", "maker"])
def test_who_asks_sees_who_said_what(client, cast, wie):
    maker = cast.add()
    prikker = PrikkerFactory(netwerk=cast.netwerk, gemaakt_door=maker)
    ander = cast.add()
    for datum, waarde in zip(prikker.datums.all(), ("kan", "misschien"), strict=True):
        PrikantwoordFactory(datum=datum, persoon=ander, waarde=waarde)
    persoon = maker if wie == "maker" else make_persoon(cast, wie, None)
    client.force_login(persoon)

    page = text(client.get(prikker.get_absolute_url()))

    assert page.count(escape(ander.naam)) == 2
    assert ("Kies " + dag(prikker.datums.first().begint_op) in page) == (wie != "maker")


@pytest.mark.parametrize(
    ("toestand", "zin"),
    [
        ({"gekozen": True}, "Het wordt"),
        ({"ingetrokken": True}, "Deze datumprikker is ingetrokken"),
        ({"gesloten": True}, "De facilitator kiest nu een dag"),
    ],
)
def test_states_of_the_page(lid, cast, toestand, zin):
    prikker = PrikkerFactory(netwerk=cast.netwerk, **toestand)

    page = text(lid.get(prikker.get_absolute_url()))

    assert zin in page
    assert "Bewaar je antwoord" not in page


def test_closed_poll_tells_the_chooser_what_to_do(begeleider, cast):
    assert "Kies nu een dag" in text(
        begeleider.get(PrikkerFactory(netwerk=cast.netwerk, gesloten=True).get_absolute_url())
    )


def test_who_pauses_looks_and_cannot_answer(client, cast):
    pauze = DeelnameFactory(netwerk=cast.netwerk, status="pauze").persoon
    client.force_login(pauze)
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    assert "Bewaar je antwoord" not in text(client.get(prikker.get_absolute_url()))
    response = client.post(url("antwoord", prikker), {f"datum_{d.pk}": "kan" for d in prikker.datums.all()})

    assert response.status_code == 422
    assert "niet mee aan dit netwerk" in text(response)


def test_answer_on_the_site(lid, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    response = lid.post(url("antwoord", prikker), {f"datum_{d.pk}": "kan" for d in prikker.datums.all()}, follow=True)

    assert Prikantwoord.objects.filter(persoon=cast.deelnemer, waarde="kan").count() == 2
    assert "Je antwoord is bewaard." in text(response)
    assert "Jij zei: kan." in text(response)


def test_forgotten_day_on_the_site(lid, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    response = lid.post(url("antwoord", prikker), {f"datum_{prikker.datums.first().pk}": "kan"})

    assert response.status_code == 422
    assert "Kies wat je dan kunt." in text(response)


@pytest.mark.parametrize("toestand", ["gesloten", "ingetrokken", "gekozen"])
def test_answer_on_the_site_that_comes_too_late(lid, cast, toestand):
    prikker = PrikkerFactory(netwerk=cast.netwerk, **{toestand: True})

    response = lid.post(url("antwoord", prikker), {f"datum_{d.pk}": "kan" for d in prikker.datums.all()})

    assert response.status_code == 422
    assert "Dat lukt niet" in text(response)
    assert not Prikantwoord.objects.exists()


# --- choosing, longer, taking back -------------------------------------------------------------------


def test_choosing_goes_to_the_meeting(begeleider, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    response = begeleider.post(url("kies", prikker), {"datum": prikker.datums.first().pk})

    assert response.url == Bijeenkomst.objects.get().get_absolute_url()


def test_second_facilitator_hears_what_it_became(begeleider, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    een, twee = prikker.datums.all()
    services.choose_datum(prikker, een.pk, by=cast.facilitator)

    response = begeleider.post(url("kies", prikker), {"datum": twee.pk})

    assert response.status_code == 422
    assert f"al een andere dag gekozen: {dag(een.begint_op)}" in text(response)
    assert "Bekijk de bijeenkomst" in text(response)


@pytest.mark.parametrize("datum", ["", "x", "999999", "9" * 400])
def test_choosing_what_is_no_day(begeleider, cast, datum):
    response = begeleider.post(url("kies", PrikkerFactory(netwerk=cast.netwerk)), {"datum": datum})

    assert response.status_code == 422
    assert not Bijeenkomst.objects.exists()


def test_longer(begeleider, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    assert begeleider.get(url("verleng", prikker)).status_code == 200

    fout = begeleider.post(url("verleng", prikker), {"sluit_dag": day(-5)})
    goed = begeleider.post(url("verleng", prikker), {"sluit_dag": day(20)})

    assert (fout.status_code, goed.status_code) == (422, 302)
    assert "minstens tot morgen" in text(fout)
    assert Prikker.objects.get().sluit_dag.isoformat() == day(20)


def test_taking_back_asks_first_and_is_quiet_the_second_time(begeleider, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk)

    assert "Trek je de datumprikker in?" in text(begeleider.get(url("intrekken", prikker)))
    for _ in range(2):
        assert begeleider.post(url("intrekken", prikker)).status_code == 302

    assert Prikker.objects.get().is_ingetrokken


# --- what it costs, and where it is found ------------------------------------------------------------


@pytest.mark.parametrize("item_count", [1, 3])
def test_detail_query_count(begeleider, cast, item_count, django_assert_num_queries):
    prikker = PrikkerFactory(netwerk=cast.netwerk, dagen=2 + item_count)
    for _ in range(item_count):
        persoon = cast.add()
        for datum in prikker.datums.all():
            PrikantwoordFactory(datum=datum, persoon=persoon)
    begeleider.get(prikker.get_absolute_url())

    with django_assert_num_queries(8):
        begeleider.get(prikker.get_absolute_url())


@pytest.mark.parametrize("item_count", [1, 3])
def test_create_query_count(begeleider, cast, item_count, django_assert_num_queries):
    data = make_post(*range(30, 30 + 9 * item_count, 9), kijk="1")
    begeleider.post(create_url(cast), data)

    with django_assert_num_queries(6):
        begeleider.post(create_url(cast), data)


def test_list_shows_what_looks_for_a_day(lid, cast):
    open_, dicht = PrikkerFactory(netwerk=cast.netwerk), PrikkerFactory(netwerk=cast.netwerk, gesloten=True)
    weg = PrikkerFactory(netwerk=cast.netwerk, ingetrokken=True)
    lijst = reverse("bijeenkomsten:list", args=[cast.netwerk.slug])

    page = text(lid.get(lijst))
    assert escape(open_.titel) in page
    assert "Jij zei nog niets." in page
    assert escape(dicht.titel) in page
    assert escape(weg.titel) not in page
    assert "Prik een datum" not in page
    PrikantwoordFactory(datum=open_.datums.first(), persoon=cast.deelnemer)

    assert "Jij antwoordde al." in text(lid.get(lijst))
