import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from fasen import services as fasen_services
from fasen.gids.agenda import Agenda, Keer
from fasen.gids.inhoud import GIDSEN
from fasen.gids.models import Vinkje
from fasen.gids.passend import Keuze, Passend
from fasen.gids.tests.factories import VinkjeFactory
from fasen.gids.tests.kleine import alle_meters
from fasen.inhoud import FASEN
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
HAND, VANZELF = "kennen", "groep"
AFVINKEN = "Vink af: Jullie kennen elkaar verder dan de functie"


@pytest.fixture
def een_werkvorm(monkeypatch, netwerk):
    """One werkvorm suits, and there is a next meeting."""
    keuze = Keuze((Passend("spel", "Het <b>spel</b>", "/werkvormen/spel/", "Voor de kern.", "20 min"),), "/meer/")
    monkeypatch.setattr("fasen.gids.passend._BRONNEN", [lambda *_: keuze])
    straks = nu().replace(year=nu().year + 1)
    agenda = Agenda(
        [Keer(7, "Samen <b>kiezen</b>", straks, straks, False)], lambda n, keer, slug: f"/in/{keer.pk}/{slug}/"
    )
    monkeypatch.setattr("fasen.gids.agenda._BRONNEN", [lambda peiling: {netwerk.pk: agenda}])
    return agenda


def url(netwerk, fase="verkenning", code=""):
    naam = "fasen:punt" if code else "fasen:detail"
    return reverse(naam, args=[netwerk.slug, fase, *([code] if code else [])])


def get(client, netwerk, fase="verkenning"):
    response = client.get(url(netwerk, fase))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("fase", FASEN, ids=lambda fase: fase.slug)
def test_everything_of_the_fase_is_there(client, netwerk, facilitator, fase):
    content, gids = get(client, netwerk, fase.slug), GIDSEN[fase.slug]

    for vraag in fase.vragen:
        assert escape(vraag.vraag) in content
    for deel in (*fase.tips, *fase.valkuilen, *gids.doen, *gids.punten):
        assert escape(deel.titel) in content
    for middel in fase.hulpmiddelen:
        assert escape(middel.naam) in content
    assert f"fase {fase.nummer} van 5, {fase.seizoen}" in content
    bron = gids.punten[0].bron[0]
    assert content.count(bron) == content.count(f'id="{bron}"')  # a source is no word on the page


def test_what_is_counted_is_ticked_and_told(client, netwerk, deelnemer):
    with alle_meters(True):
        content = get(client, netwerk)

    assert "<b>4 van de 6 klaar.</b>" in content
    assert content.count("Geteld en klaar.") == 4


def test_a_deelnemer_reads_and_ticks_nothing(client, netwerk, deelnemer):
    VinkjeFactory(netwerk=netwerk, code=HAND)
    content = get(client, netwerk)

    assert escape("Met <b>foto's</b> van 't gebouw.") in content
    assert "/punten/" not in content
    assert "Iedereen deed de intake" not in content
    assert client.get(url(netwerk, code=HAND)).status_code == 403
    assert client.post(url(netwerk, code=HAND), {"soort": "gedaan"}).status_code == 403
    assert client.post(f"{url(netwerk, code=HAND)}terug/").status_code == 403


def test_one_tap_ticks_and_one_takes_back(client, netwerk, facilitator):
    assert AFVINKEN in get(client, netwerk)

    response = client.post(url(netwerk, code=HAND), {"soort": "gedaan"})
    assert (response.status_code, response.url) == (302, f"{url(netwerk)}#punt-kennen")
    content = get(client, netwerk)
    assert AFVINKEN not in content
    assert escape(facilitator.naam) in content
    assert Vinkje.objects.geldig().get().door == facilitator

    response = client.post(f"{url(netwerk, code=HAND)}terug/", follow=True)
    assert "staat weer open" in response.content.decode()
    assert AFVINKEN in response.content.decode()


def test_with_a_sentence(client, netwerk, facilitator):
    assert client.get(url(netwerk, code=HAND)).status_code == 200
    client.post(url(netwerk, code=HAND), {"soort": "gedaan", "zin": "Met de <i>speeddate</i>."})

    assert escape("Met de <i>speeddate</i>.") in get(client, netwerk)


@pytest.mark.parametrize(
    ("code", "data", "fout"),
    [
        (HAND, {}, "Kies een van de twee."),
        (HAND, {"soort": "misschien"}, "misschien"),
        (HAND, {"soort": "niet_nodig", "zin": " "}, "waarom dit bij jullie niet nodig is"),
        (HAND, {"soort": "gedaan", "zin": "a" * 301}, "hooguit 300 tekens"),
        (VANZELF, {"soort": "niet_nodig"}, "waarom dit bij jullie niet nodig is"),
        (VANZELF, {"soort": "gedaan", "zin": "Echt waar."}, "gedaan"),
    ],
)
def test_what_is_not_right_is_told_and_nothing_is_kept(client, netwerk, facilitator, code, data, fout):
    response = client.post(url(netwerk, code=code), data)

    content = response.content.decode()
    assert response.status_code == 422
    assert fout in content
    assert data.get("zin", "").strip() in content
    assert not Vinkje.objects.exists()


def test_what_ticks_itself_off_can_only_be_not_needed(client, netwerk, facilitator):
    content = client.get(url(netwerk, code=VANZELF)).content.decode()
    assert 'type="radio"' not in content
    assert "Waarom is dit bij jullie niet nodig?" in content

    client.post(url(netwerk, code=VANZELF), {"soort": "niet_nodig", "zin": "Wij zijn <u>expres</u> klein."})
    with alle_meters(False):
        content = get(client, netwerk)
    assert escape("Niet nodig. Wij zijn <u>expres</u> klein.") in content


@pytest.mark.parametrize(("code", "begeleiders"), [("intake", True), ("groep", False)])
def test_who_reads_the_sentence_is_told(client, netwerk, facilitator, code, begeleiders):
    content = client.get(url(netwerk, code=code)).content.decode()
    assert ("alleen wie het netwerk begeleidt" in content) == begeleiders


@pytest.mark.parametrize("pad", ["verkenning/punten/verzonnen/", "zomer/punten/kennen/", "zomer/"])
def test_what_does_not_exist_is_not_found(client, netwerk, facilitator, pad):
    assert client.get(f"/netwerken/{netwerk.slug}/fasen/{pad}").status_code == 404


def test_what_left_the_gids_is_still_read(client, netwerk, deelnemer):
    VinkjeFactory(netwerk=netwerk, code="vroeger", titel="Iets van <b>vroeger</b>")
    assert escape("Iets van <b>vroeger</b>") in get(client, netwerk)


def test_a_person_who_is_gone_leaves_the_tick(client, netwerk, deelnemer):
    VinkjeFactory(netwerk=netwerk, door=None)
    assert "Iemand die hier wegging" in get(client, netwerk)


def test_werkvormen_go_into_the_draaiboek_of_the_next_meeting(client, netwerk, facilitator, een_werkvorm):
    content = get(client, netwerk)

    assert escape("Het <b>spel</b>") in content
    assert 'action="/in/7/spel/"' in content
    assert escape("Samen <b>kiezen</b>") in content
    assert 'href="/meer/"' in content


def test_without_a_meeting_there_is_nothing_to_put_them_in(client, netwerk, facilitator, een_werkvorm):
    een_werkvorm.keren.clear()
    content = get(client, netwerk)

    assert "In het draaiboek" not in content
    assert "Staat er een bijeenkomst in de agenda" in content


def test_a_deelnemer_reads_which_werkvormen_suit(client, netwerk, deelnemer, een_werkvorm):
    content = get(client, netwerk)

    assert escape("Het <b>spel</b>") in content
    assert "In het draaiboek" not in content


def test_when_nothing_new_suits_the_page_says_so(client, netwerk, facilitator, monkeypatch):
    monkeypatch.setattr("fasen.gids.passend._BRONNEN", [])
    assert "niets nieuws meer dat bij jullie aantal past" in get(client, netwerk)


def test_before_the_group_is_there_the_smallest_number_counts(client, netwerk, facilitator, monkeypatch):
    gevraagd = []
    monkeypatch.setattr("fasen.gids.passend._BRONNEN", [lambda n, fase, mensen: gevraagd.append(mensen) or Keuze()])
    get(client, netwerk)
    DeelnameFactory.create_batch(2, netwerk=netwerk)
    get(client, netwerk)

    assert gevraagd == [netwerk.min_deelnemers, 2]


def test_when_the_netwerk_ends_meanwhile_the_tick_says_so(client, netwerk, facilitator, monkeypatch):
    VinkjeFactory(netwerk=netwerk)

    def eindig(*args, **kwargs):
        raise fasen_services.DomainError("Dit netwerk is afgelopen.")

    monkeypatch.setattr("fasen.gids.services._lock", eindig)
    response = client.post(f"{url(netwerk, code=HAND)}terug/", follow=True)
    assert "Dit netwerk is afgelopen." in response.content.decode()
    response = client.post(url(netwerk, code=HAND), {"soort": "gedaan", "zin": "Anders."})
    assert response.status_code == 422
    assert "Dit netwerk is afgelopen." in response.content.decode()


def test_headings_go_down_one_at_a_time(client, netwerk, facilitator):
    niveaus = [int(n) for n in re.findall(r"<h([1-6])", get(client, netwerk))]
    assert niveaus[0] == 1
    assert all(later <= eerder + 1 for eerder, later in zip(niveaus, niveaus[1:], strict=False))
