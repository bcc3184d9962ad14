import re
from datetime import timedelta

import pytest

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.oordeel.tests.factories import OordeelFactory
from bijeenkomsten.tests.cast import text, url
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from kern.models import Logregel
from werkvormen.models import Favoriet, Werkvorm
from werkvormen.services import add_ervaring
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
KERN = {"fasen": ["verkenning"], "momenten": ["kern"], "groep": {"min": 2, "max": 30, "toelichting": ""}}
KERN |= {"duur": {"min": 25, "max": 75, "toelichting": ""}}


@pytest.fixture
def b(cast):
    """Two hours for four people."""
    for _ in range(2):
        cast.add()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    b.eindigt_op = b.begint_op + timedelta(hours=2)
    b.save()
    return b


@pytest.fixture
def werkvormen():
    return [WerkvormFactory(kaart=KERN | {"naam": f"Kern <b>{n}</b> 's morgens", "doelen": ["richting"]}) for n in "ab"]


def _hidden(inhoud):
    return dict(re.findall(r'<input type="hidden" name="(?!csrf)(\w+)" value="([^"]*)">', inhoud))


def test_page_shows_a_programme_with_reasons(begeleider, b, werkvormen):
    inhoud = text(begeleider.get(url("voorstel", b)))

    assert "Kern &lt;b&gt;a&lt;/b&gt; &#x27;s morgens" in inhoud
    assert "Past bij 4 mensen en bij Verkenning, en het helpt om samen richting te kiezen." in inhoud
    assert "Einde. Het past precies." in inhoud or "minuten ruimte" in inhoud
    assert "Liever Kern &lt;b&gt;b" in inhoud


def test_an_empty_draaiboek_begins_with_it(begeleider, b, werkvormen):
    inhoud = text(begeleider.get(url("draaiboek", b)))
    assert inhoud.count(f'href="{url("voorstel", b)}"') == 2
    assert "Begin met een voorstel" in inhoud

    ProgrammaonderdeelFactory(bijeenkomst=b)
    inhoud = text(begeleider.get(url("draaiboek", b)))
    assert inhoud.count(f'href="{url("voorstel", b)}"') == 1
    assert "Begin met een voorstel" not in inhoud


def test_looking_writes_nothing(begeleider, b, werkvormen):
    begeleider.get(url("voorstel", b))

    assert not b.onderdelen.exists()
    assert not Logregel.objects.exists()


def test_swap_and_back(begeleider, b, werkvormen):
    een, twee = werkvormen
    begin = _hidden(text(begeleider.get(url("voorstel", b))))
    assert begin["kern"] == een.slug

    anders = text(begeleider.get(url("voorstel", b), begin | {"kern": twee.slug}))

    assert _hidden(anders)["kern"] == twee.slug
    assert "naar Kern &lt;b&gt;a" in anders
    assert "Meer past hier niet." in anders


def test_htmx_gets_only_the_programme(begeleider, b, werkvormen):
    inhoud = text(begeleider.get(url("voorstel", b), headers={"hx-request": "true"}))

    assert "<html" not in inhoud
    assert 'hx-swap-oob="innerHTML:#voorstel-stand"' in inhoud


def test_it_goes_into_the_draaiboek(begeleider, b, werkvormen):
    velden = _hidden(text(begeleider.get(url("voorstel", b))))

    response = begeleider.post(url("voorstel", b), velden)

    assert response.status_code == 302
    assert response.url == url("draaiboek", b)
    assert b.onderdelen.get(werkvorm=werkvormen[0]).titel == werkvormen[0].naam

    response = begeleider.post(url("voorstel", b), velden | {"hoe": "erbij"})
    assert response.status_code == 409
    assert "intussen veranderd" in text(response)


def test_with_something_in_the_draaiboek_it_asks_first(begeleider, b, werkvormen):
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="Er was al iets")
    velden = _hidden(text(begeleider.get(url("voorstel", b))))

    response = begeleider.post(url("voorstel", b), velden)
    assert response.status_code == 422
    assert "Kies waar het voorstel komt te staan." in text(response)
    assert b.onderdelen.count() == 1

    assert begeleider.post(url("voorstel", b), velden | {"hoe": "vervang"}).status_code == 302
    assert not b.onderdelen.filter(titel="Er was al iets").exists()


def test_a_choice_that_is_gone_is_told_and_not_saved(begeleider, b, werkvormen):
    velden = _hidden(text(begeleider.get(url("voorstel", b))))
    Werkvorm.objects.filter(pk=werkvormen[0].pk).update(status="ingetrokken")

    response = begeleider.post(url("voorstel", b), velden)

    assert response.status_code == 409
    assert "Dit voorstel kan niet meer precies zo." in text(response)
    assert not b.onderdelen.exists()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"mensen": "0"}, "Vul een heel getal in van 3 tot 300."),
        ({"mensen": "veel"}, "Vul een heel getal in van 3 tot 300."),
        ({"mensen": ""}, "Vul een heel getal in van 3 tot 300."),
        ({"doel": "rijk"}, "Kies een doel uit de lijst."),
    ],
)
def test_bad_input(begeleider, b, werkvormen, velden, fout):
    for response in (begeleider.get(url("voorstel", b), velden), begeleider.post(url("voorstel", b), velden)):
        assert response.status_code == 422
        assert fout in text(response)
    assert not b.onderdelen.exists()


@pytest.mark.parametrize("velden", [{"kern": "bestaat-niet"}, {"kernen": "9"}, {"kernen": "3"}, {"opening": "\x00"}])
def test_a_strange_address_still_gives_a_programme(begeleider, b, werkvormen, velden):
    response = begeleider.get(url("voorstel", b), velden)

    assert response.status_code == 200
    assert "Kern &lt;b&gt;a" in text(response)


def test_nothing_fits_says_what_to_change(begeleider, b, werkvormen):
    WerkvormFactory(kaart=KERN | {"doelen": ["casus"], "groep": {"min": 20, "max": 30, "toelichting": ""}})

    inhoud = text(begeleider.get(url("voorstel", b), {"doel": "casus"}))

    assert "Hier past niets" in inhoud
    assert "Kies een ander doel: richting en keuzes." in inhoud
    assert "doel=richting&amp;mensen=4" in inhoud


def test_an_empty_catalogue_says_so(begeleider, b):
    response = begeleider.get(url("voorstel", b))

    assert response.status_code == 200
    assert "Er staan nog geen werkvormen in de catalogus." in text(response)
    assert begeleider.post(url("voorstel", b), {"afdruk": "x"}).status_code == 422


def test_what_it_starts_from(begeleider, cast, b, werkvormen):
    """Who said no is not counted; open afspraken, earlier meetings, favourites and one's own werkvormen are."""
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt_niet=True)
    vorige = BijeenkomstFactory(netwerk=cast.netwerk, dagen=-20)
    ProgrammaonderdeelFactory(bijeenkomst=vorige, werkvorm=werkvormen[0])
    AfspraakFactory(netwerk=cast.netwerk, bijeenkomst=vorige)
    Favoriet.objects.create(persoon=cast.facilitator, werkvorm=werkvormen[1])
    eigen = WerkvormFactory(kaart=KERN | {"doelen": ["casus"]}, status="eigen", eigenaar=cast.facilitator)
    WerkvormFactory(kaart=KERN | {"doelen": ["maken"]}, status="eigen")

    inhoud = text(begeleider.get(url("voorstel", b)))

    assert _hidden(inhoud)["mensen"] == "3"
    assert _hidden(inhoud)["kern"] == werkvormen[1].slug
    assert "Er staat nog één afspraak open." in inhoud
    assert "het is een favoriet van jou" in inhoud
    assert 'value="casus"' in inhoud
    assert 'value="maken"' not in inhoud
    assert eigen.slug in text(begeleider.get(url("voorstel", b), {"doel": "casus"}))


@pytest.mark.parametrize("item_count", [1, 3])
def test_query_count(begeleider, cast, b, item_count, django_assert_num_queries):
    for _ in range(item_count):
        werkvorm = WerkvormFactory(kaart=KERN | {"doelen": ["richting"]})
        vorige = BijeenkomstFactory(netwerk=cast.netwerk, dagen=-20)
        ProgrammaonderdeelFactory(bijeenkomst=vorige, werkvorm=werkvorm)
        AfspraakFactory(netwerk=cast.netwerk, bijeenkomst=vorige)

    with django_assert_num_queries(12):
        response = begeleider.get(url("voorstel", b))

    assert werkvorm.naam.split()[0] in text(response)


def test_what_people_said_of_it_counts(begeleider, cast, b, werkvormen):
    """What this netwerk said goes before what everybody says; both are told."""
    een, twee = werkvormen
    vorige = BijeenkomstFactory(netwerk=cast.netwerk, dagen=-20)
    ProgrammaonderdeelFactory(bijeenkomst=vorige, werkvorm=een)
    for _ in range(3):
        ProgrammaonderdeelFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk, dagen=-10))
    assert _hidden(text(begeleider.get(url("voorstel", b))))["kern"] == twee.slug

    OordeelFactory(bijeenkomst=vorige, werkvorm=een, nog_eens="nog_eens")
    add_ervaring(een.pk, [{"nog_eens": (1, 1)}] * 5, netwerken=3)

    inhoud = text(begeleider.get(url("voorstel", b)))
    assert _hidden(inhoud)["kern"] == een.slug
    assert "jullie wilden het nog eens doen, facilitators wilden het 5 van de 5 keer zo nog eens doen" in inhoud
