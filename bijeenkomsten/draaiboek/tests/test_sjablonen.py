from datetime import time, timedelta

import pytest

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.tests.stand import alles, blok, rij
from bijeenkomsten.models import Programmaonderdeel, Sjabloon
from bijeenkomsten.tests.cast import Cast, text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory, op_werkdag
from kern.errors import DomainError
from netwerken.tests.factories import DeelnameFactory
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def vol(cast):
    """An earlier meeting of 13.30 to 17.00 with a fixed lunch, something beside it and a werkvorm."""
    b = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True, titel="Vorige keer")
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="welkom", minuten=30, wie="Marit")
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="werk", minuten=60, werkvorm=WerkvormFactory())
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="naast", minuten=40, tegelijk=True)
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="soep", minuten=30, soort="rust", begint_vast=time(15, 30))
    return b


def test_sjabloon_keeps_the_blocks_and_not_the_names(cast, vol):
    sjabloon = services.save_sjabloon(vol, naam="Middag", gedeeld=True, by=cast.facilitator)
    leeg = BijeenkomstFactory(netwerk=cast.netwerk)

    aantal = services.load_sjabloon(leeg, sjabloon, schaal=False, vervang=False, by=cast.facilitator)

    assert aantal == 4
    assert rij(leeg) == "welkom werk +naast soep"
    assert (blok(leeg, "welkom").wie, blok(leeg, "welkom").notities) == ("", blok(vol, "welkom").notities)
    assert blok(leeg, "werk").werkvorm == blok(vol, "werk").werkvorm
    assert (sjabloon.minuten, sjabloon.is_gedeeld, str(sjabloon)) == (210, True, "Middag")
    with pytest.raises(DomainError, match="nog niets"):
        services.save_sjabloon(BijeenkomstFactory(), naam="x", gedeeld=False, by=cast.facilitator)


def test_fixed_begin_moves_with_the_meeting(cast, vol):
    ochtend = BijeenkomstFactory(netwerk=cast.netwerk, begint_op=op_werkdag(30, 9, 0))

    services.load_eerdere(ochtend, vol, schaal=False, vervang=False, by=cast.facilitator)

    assert blok(ochtend, "soep").begint_vast == time(11, 0)
    assert blok(ochtend, "welkom").wie == "Marit"


def test_times_scale_only_when_asked(cast, vol):
    begin = op_werkdag(30, 9, 0)
    kort = BijeenkomstFactory(netwerk=cast.netwerk, begint_op=begin, eindigt_op=begin + timedelta(minutes=60))

    services.load_eerdere(kort, vol, schaal=False, vervang=False, by=cast.facilitator)
    assert kort.programma.loopt_uit == 90  # longer than the meeting: it shows, and nothing is cut
    services.load_eerdere(kort, vol, schaal=True, vervang=True, by=cast.facilitator)

    kort = kort.__class__.objects.get(pk=kort.pk)
    assert [(r.onderdeel.titel, r.onderdeel.minuten) for r in kort.programma.regels] == [
        ("welkom", 15), ("werk", 30), ("naast", 20), ("soep", 15),
    ]  # fmt: skip
    assert blok(kort, "soep").begint_vast == time(9, 35)


def test_instead_of_what_is_there_can_be_undone(cast, b, vol):
    voor = alles(b)

    services.load_eerdere(b, vol, schaal=False, vervang=True, by=cast.facilitator)
    assert rij(b) == "welkom werk +naast soep"
    services.undo_stap(b, services.find_undo(b).pk, by=cast.facilitator)

    assert alles(b) == voor


def test_from_another_netwerk_names_and_notes_stay_there(cast, vol):
    elders = BijeenkomstFactory(netwerk=Cast().netwerk)

    services.load_eerdere(elders, vol, schaal=False, vervang=False, by=cast.facilitator)

    assert {(o.wie, o.notities) for o in elders.onderdelen.all()} == {("", "")}
    assert blok(elders, "welkom").vraag != ""


def test_too_many_and_nothing_are_refused(cast, vol):
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    for _ in range(38):
        ProgrammaonderdeelFactory(bijeenkomst=b)

    with pytest.raises(DomainError, match="42 onderdelen"):
        services.load_eerdere(b, vol, schaal=False, vervang=False, by=cast.facilitator)
    with pytest.raises(DomainError, match="geen onderdelen"):
        services.load_eerdere(b, BijeenkomstFactory(), schaal=False, vervang=False, by=cast.facilitator)
    assert b.onderdelen.count() == 38


def test_a_werkvorm_that_is_gone_leaves_its_text_in_a_sjabloon(cast, vol):
    sjabloon = services.save_sjabloon(vol, naam="Middag", gedeeld=False, by=cast.facilitator)
    blok(vol, "werk").werkvorm.delete()
    b = BijeenkomstFactory(netwerk=cast.netwerk)

    services.load_sjabloon(b, sjabloon, schaal=False, vervang=False, by=cast.facilitator)

    assert blok(b, "werk").werkvorm is None


# --- pages --------------------------------------------------------------------------------------


def test_start_page_shows_what_one_may_read(begeleider, cast, b, vol):
    ander, vreemd = Cast(), Cast()
    DeelnameFactory(netwerk=ander.netwerk, persoon=cast.facilitator, rol="facilitator")
    DeelnameFactory(netwerk=vreemd.netwerk, persoon=cast.facilitator)  # takes part there, does not guide
    for netwerk, titel in ((ander.netwerk, "Elders begeleid"), (vreemd.netwerk, "Elders deelnemer")):
        ProgrammaonderdeelFactory(bijeenkomst=BijeenkomstFactory(netwerk=netwerk, titel=titel))
    Sjabloon.objects.create(naam="Mijn eigen", maker=cast.facilitator, minuten=210)
    Sjabloon.objects.create(naam="Gedeeld hier", maker=cast.deelnemer, netwerk=cast.netwerk, minuten=210)
    Sjabloon.objects.create(naam="Van een ander", maker=cast.deelnemer, minuten=210)
    Sjabloon.objects.create(naam="Gedeeld elders", maker=cast.deelnemer, netwerk=vreemd.netwerk, minuten=210)

    inhoud = text(begeleider.get(url("draaiboek_start", b)))

    for titel in ("Vorige keer", "Elders begeleid", "Mijn eigen", "Gedeeld hier"):
        assert titel in inhoud
    for titel in ("Elders deelnemer", "Van een ander", "Gedeeld elders"):
        assert titel not in inhoud


@pytest.mark.parametrize("soort", ["bijeenkomst", "sjabloon"])
def test_start_from_takes_over(begeleider, cast, b, vol, soort):
    sjabloon = services.save_sjabloon(vol, naam="Middag", gedeeld=False, by=cast.facilitator)
    bron = f"{soort}:{vol.pk if soort == 'bijeenkomst' else sjabloon.pk}"

    response = begeleider.post(url("draaiboek_start", b), {"bron": bron, "vervang": "on"}, follow=True)

    assert "Er kwamen 4 onderdelen bij." in text(response)
    assert rij(b) == "welkom werk +naast soep"


@pytest.mark.parametrize(
    "bron", ["", "sjabloon:", "bijeenkomst:99999999", "sjabloon:1; drop", "netwerk:1", "sjabloon:" + "9" * 30]
)
def test_start_from_nothing_says_so(begeleider, b, vol, bron):
    response = begeleider.post(url("draaiboek_start", b), {"bron": bron})

    assert response.status_code == 422
    assert "Kies " in text(response)
    assert rij(b) == "a b c"


def test_start_page_without_anything_teaches(begeleider, cast):
    assert "Er is nog geen eerder draaiboek" in text(
        begeleider.get(url("draaiboek_start", BijeenkomstFactory(netwerk=cast.netwerk)))
    )


def test_save_as_sjabloon(begeleider, cast, b):
    assert begeleider.post(url("sjabloon_create", b), {"naam": "", "gedeeld": "ja"}).status_code == 422
    assert begeleider.post(url("sjabloon_create", b), {"naam": "x", "gedeeld": "misschien"}).status_code == 422
    response = begeleider.post(url("sjabloon_create", b), {"naam": "Ons <b>ritme</b>", "gedeeld": "nee"}, follow=True)

    assert "“Ons &lt;b&gt;ritme&lt;/b&gt;” is bewaard als sjabloon." in text(response)
    assert (Sjabloon.objects.get().netwerk, Sjabloon.objects.get().aantal) == (None, 3)
    leeg = BijeenkomstFactory(netwerk=cast.netwerk)
    assert begeleider.post(url("sjabloon_create", leeg), {"naam": "Leeg", "gedeeld": "ja"}).status_code == 422


@pytest.mark.parametrize(
    ("van", "gedeeld", "status"), [("ik", False, 302), ("ander", True, 302), ("ander", False, 404)]
)
def test_throwing_a_sjabloon_away(begeleider, cast, b, van, gedeeld, status):
    maker = cast.facilitator if van == "ik" else cast.deelnemer
    sjabloon = Sjabloon.objects.create(naam="x", maker=maker, netwerk=cast.netwerk if gedeeld else None, minuten=1)

    assert begeleider.post(url("sjabloon_delete", b, sjabloon.pk)).status_code == status
    assert Sjabloon.objects.exists() is (status != 302)


def test_a_voorbereider_does_not_throw_away_what_another_shared(client, cast, b):
    b.voorbereiders.add(cast.deelnemer)
    client.force_login(cast.deelnemer)
    sjabloon = Sjabloon.objects.create(naam="x", maker=cast.facilitator, netwerk=cast.netwerk, minuten=1)

    assert client.post(url("sjabloon_delete", b, sjabloon.pk)).status_code == 403
    assert Sjabloon.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_start_page_query_count(begeleider, cast, b, aantal, django_assert_num_queries):
    for _ in range(aantal):
        ProgrammaonderdeelFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk))
        Sjabloon.objects.create(naam="x", maker=cast.deelnemer, netwerk=cast.netwerk, minuten=1)
    adres = url("draaiboek_start", b)
    begeleider.get(adres)

    with django_assert_num_queries(10):
        response = begeleider.get(adres)

    assert text(response).count('value="bijeenkomst:') == aantal
    assert Programmaonderdeel.objects.filter(bijeenkomst=b).count() == 3
