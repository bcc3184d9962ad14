import html
import re

import pytest
from django.urls import reverse

from netwerken import services as netwerken
from netwerken.models import Begeleiding, Deelname, Netwerk
from netwerken.taken import services
from netwerken.taken.tests.conftest import ask
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def url(wat, *args):
    return reverse(f"netwerken:{wat}", args=["de-groep", *args])


def text(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def login(client, persoon):
    client.force_login(persoon)
    return client


def post_verdeling(client, cast, **anders):
    """What the page shows now, with another choice for these tasks (by code)."""
    data = {}
    for taak in cast.netwerk.taken.all():
        data[f"was_{taak.pk}"] = data[f"taak_{taak.pk}"] = taak.stand
        if taak.code.replace("-", "") in anders:
            data[f"taak_{taak.pk}"] = anders[taak.code.replace("-", "")]
    return client.post(url("taken_verdelen"), data)


def test_before_it_begins_the_list_teaches(client, cast):
    pagina = text(login(client, cast.noor).get(url("taken")))

    assert "Het gesprek leiden" in pagina
    assert "Verdeel de taken" not in pagina
    login(client, cast.facilitator)
    assert "Verdeel de taken" in text(client.get(url("taken")))
    assert client.post(url("taken_begin")).url == url("taken_verdelen")
    assert "22 taken hebben nog niemand" in text(client.get(url("taken")))


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_query_count(client, cast, taken, item_count, django_assert_num_queries):
    for taak in list(taken.values())[:item_count]:
        services.take(taak, DeelnameFactory(netwerk=cast.netwerk).persoon)
        DeelnameFactory(netwerk=cast.netwerk, facilitator=True)
    login(client, cast.facilitator)

    with django_assert_num_queries(6):  # session, user, netwerk, own roles, tasks, who guides
        assert client.get(url("taken")).status_code == 200
    with django_assert_num_queries(6):  # the same, and who can be asked
        assert client.get(url("taken_verdelen")).status_code == 200


def test_dividing_asks_and_tells_when_the_mail_goes(client, cast, taken):
    login(client, cast.facilitator)
    antwoord = post_verdeling(client, cast, T07=str(cast.noor.pk), T01=str(cast.facilitator.pk), T03="weg")

    pagina = text(client.get(antwoord.url))
    assert "krijgt een mail met twee knoppen" in pagina
    assert "Gevraagd: Noor" in pagina
    assert "Niet nodig bij ons Zorgen dat het door kan gaan." in pagina
    assert "Gevraagd" not in text(login(client, cast.yusuf).get(url("taken")))
    assert "Doe jij dit?" in text(login(client, cast.noor).get(url("taken")))


def test_dividing_nothing_is_kept_quietly(client, cast, taken):
    antwoord = post_verdeling(login(client, cast.facilitator), cast)

    assert "De verdeling is bewaard. " in text(client.get(antwoord.url)) + " "
    assert cast.netwerk.taken.vrij().count() == 22


def test_several_asked_is_told_in_one_sentence(client, cast, taken):
    antwoord = post_verdeling(login(client, cast.facilitator), cast, T07=str(cast.noor.pk), T08=str(cast.yusuf.pk))

    assert "2 mensen krijgen een mail" in text(client.get(antwoord.url))


def test_conflict_shows_what_is_there_now_and_keeps_the_rest(client, cast, taken):
    login(client, cast.facilitator)
    data = {f"{veld}_{taak.pk}": "" for taak in taken.values() for veld in ("was", "taak")}
    data |= {f"taak_{taken[code].pk}": str(cast.yusuf.pk) for code in ("T-07", "T-08")}
    services.take(taken["T-07"], cast.noor)

    antwoord = client.post(url("taken_verdelen"), data)

    assert antwoord.status_code == 409
    assert "Hier veranderde intussen iets" in text(antwoord)
    form = antwoord.context["form"]
    assert form[f"taak_{taken['T-07'].pk}"].value() == str(cast.noor.pk)
    assert form[f"taak_{taken['T-08'].pk}"].value() == str(cast.yusuf.pk)
    assert not cast.netwerk.taken.filter(gevraagd__isnull=False).exists()


@pytest.mark.parametrize("keuze", ["99999999", "abc", "weg2"])
def test_nonsense_is_refused_at_the_field(client, cast, taken, keuze):
    antwoord = post_verdeling(login(client, cast.facilitator), cast, T07=keuze)

    assert antwoord.status_code == 422
    assert "Kies iemand uit de lijst." in text(antwoord)


def test_who_left_while_the_form_was_open(client, cast, taken):
    """Not in the list any more: said at the field, and nothing is saved."""
    login(client, cast.facilitator)
    netwerken.leave(cast.netwerk, cast.noor)
    antwoord = post_verdeling(client, cast, T07=str(cast.noor.pk), T08=str(cast.yusuf.pk))

    assert antwoord.status_code == 422
    assert not cast.netwerk.taken.filter(gevraagd__isnull=False).exists()


def test_account_that_closed_stays_readable(client, cast, taken):
    services.take(taken["T-07"], cast.noor)
    cast.noor.is_active = False
    cast.noor.save()
    login(client, cast.facilitator)

    assert "Noor" in text(client.get(url("taken_verdelen")))
    assert post_verdeling(client, cast).status_code == 302


def test_own_task(client, cast, taken):
    login(client, cast.facilitator)
    assert client.post(url("taak_add"), {"naam": "  "}).status_code == 422
    assert client.post(url("taak_add"), {"naam": "Foto’s", "uitleg": "Drie."}).url == url("taken_verdelen")
    assert "Van onszelf" in text(client.get(url("taken")))


def test_own_tasks_run_out(client, cast, taken):
    for i in range(services.MEEST_EIGEN):
        services.add_taak(cast.netwerk, naam=f"Taak {i}", by=cast.facilitator)

    assert "al 20 eigen taken" in text(login(client, cast.facilitator).post(url("taak_add"), {"naam": "x"}))


def test_buttons_of_a_member(client, cast, taken):
    login(client, cast.noor)
    pk = taken["T-07"].pk
    for wat, zin in (
        ("taak_take", "de taak is van jou"), ("taak_return", "weer vrij"), ("taak_take", "van jou"),
        ("taak_pass", "De facilitator vraagt iemand anders"),
    ):  # fmt: skip
        assert zin in text(client.post(url(wat, pk), follow=True))
    services.take(taken["T-08"], cast.yusuf)
    assert "Yusuf <b>d'Haan</b> doet deze taak intussen" in text(
        client.post(url("taak_take", taken["T-08"].pk), follow=True)
    )


def test_why_it_is_free_is_for_who_divides(client, cast, taken):
    services.pass_taak(ask(taken["T-07"], cast.noor, by=cast.facilitator), cast.noor)

    assert "doet het liever niet." in text(login(client, cast.facilitator).get(url("taken")))
    assert "liever niet." in text(client.get(url("taken_verdelen")))
    assert "doet het liever niet." not in text(login(client, cast.yusuf).get(url("taken")))


def test_hint_about_who_has_many(client, cast, taken):
    for code in ("T-01", "T-02", "T-06", "T-11"):
        services.take(taken[code], cast.facilitator)

    assert "doet 4 van de 4 taken" in text(login(client, cast.noor).get(url("taken")))
    assert "Jij doet er veel" in text(login(client, cast.facilitator).get(url("taken")))


def test_somebody_with_a_pause_reads_and_does_nothing(client, cast, taken):
    Deelname.objects.filter(persoon=cast.noor).update(status="pauze")

    assert "Dit doe ik" not in text(login(client, cast.noor).get(url("taken")))
    assert "niet mee" in text(client.post(url("taak_take", taken["T-07"].pk), follow=True))


@pytest.mark.parametrize(("wie", "code"), [("facilitator", 200), ("eigenaar", 200), ("noor", 403)])
def test_agreement_is_written_by_who_it_is_about_and_the_eigenaar(client, cast, wie, code):
    pk = cast.netwerk.deelnames.get(rol="facilitator").pk

    assert login(client, getattr(cast, wie)).get(url("begeleiding", pk)).status_code == code


def test_another_facilitator_does_not_write_it(client, cast):
    ander = DeelnameFactory(netwerk=cast.netwerk, facilitator=True)
    login(client, cast.facilitator)

    assert client.get(url("begeleiding", ander.pk)).status_code == 403
    assert client.get(url("begeleiding", cast.netwerk.deelnames.get(persoon=cast.noor).pk)).status_code == 404


def test_a_facilitator_who_owns_nothing_reads_the_agreement_of_another(client, cast):
    DeelnameFactory(netwerk=cast.netwerk, facilitator=True)
    pagina = text(login(client, cast.facilitator).get(url("taken")))

    assert pagina.count("Wijzig de afspraak met") == 1


def test_agreement_is_kept_and_shown_to_members_only(client, cast):
    Netwerk.objects.update(is_openbaar=True)
    pk = cast.netwerk.deelnames.get(rol="facilitator").pk
    data = {"variant": "inhoudelijk_expert", "betaald_door": "bestuur", "toelichting": "Twee uur <b>per</b> week."}
    login(client, cast.facilitator)
    assert client.post(url("begeleiding", pk), data | {"variant": "baas"}).status_code == 422
    client.post(url("begeleiding", pk), data)

    pagina = text(login(client, cast.noor).get(url("taken")))
    assert "Betaald door: het bestuur Twee uur <b>per</b> week." in pagina
    assert "Wie let er op de groep?" in pagina
    client.logout()
    assert "het bestuur" not in text(client.get(cast.netwerk.get_absolute_url()))
    assert Begeleiding.objects.get().betaald_door == "bestuur"
    login(client, cast.facilitator)
    assert client.get(url("begeleiding", pk)).context["form"]["toelichting"].value() == data["toelichting"]


def test_when_it_is_over_it_is_only_read(client, cast, taken):
    Netwerk.objects.update(status="afgerond")
    login(client, cast.facilitator)

    assert "Dit doe ik" not in text(client.get(url("taken")))
    for wat in ("taken_verdelen", "taak_add"):
        assert client.get(url(wat)).status_code == 403
