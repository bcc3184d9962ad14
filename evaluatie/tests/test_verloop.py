"""Rounds side by side on the result page: what is drawn, what is left out, and what is said about it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from evaluatie.profiel import make_gangen, make_profiel
from evaluatie.tests.factories import make_gesloten_ronde, make_netwerk
from evaluatie.uitslag import get_uitslag, verloop
from evaluatie.uitslag.pagina import make_pagina
from evaluatie.uitslag.verloop import read_verloop
from kern.tijd import nu
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def ronde(netwerk, waarden, maanden, **velden):
    return make_gesloten_ronde(waarden, netwerk=netwerk, now=nu() - timedelta(days=30 * maanden), **velden)


def lees(meting):
    return read_verloop(meting, get_uitslag(meting))


def punten(verloop, nummer=0):
    return [(p.cijfer.tekst if p.cijfer else p.gat, p.lijn) for p in verloop.dimensies[nummer][1]]


def erbij(netwerk, aantal):
    DeelnameFactory.create_batch(aantal, netwerk=netwerk)


def test_the_same_group_is_joined_by_a_line():
    netwerk = make_netwerk(6)
    ronde(netwerk, [3] * 6, 12)
    loop = lees(ronde(netwerk, [4] * 6, 1))

    assert punten(loop) == [("3,0", False), ("4,0", True)]
    assert loop.find_verschillen(loop.eerder) == dict.fromkeys("abcdef", (3.0, 4.0))
    profiel = make_profiel(loop)
    assert len(profiel.legenda) == 2
    assert profiel.breed.rijen[0].eerder.x == "495.0"


def test_a_round_below_five_is_a_gap_without_a_line_over_it():
    netwerk = make_netwerk(6)
    ronde(netwerk, [3] * 6, 12)
    ronde(netwerk, [3] * 3, 6)
    loop = lees(ronde(netwerk, [4] * 6, 1))

    assert punten(loop) == [("3,0", False), ("< 5", False), ("4,0", False)]
    assert [gat for gat, _ in loop.gaten] == ["< 5"]
    assert loop.eerder == loop.rondes[0]
    assert [r.antwoorden for r in loop.rondes] == ["6 van 6", "minder dan 5", "6 van 6"]
    assert [merk.gat for merk in make_gangen(loop)[0].merken] == ["", "< 5", ""]
    assert "niet getoond" in make_gangen(loop)[0].beschrijving


def test_a_grof_round_is_a_band_and_says_why():
    netwerk = make_netwerk(6)
    ronde(netwerk, [3] * 6, 12)
    erbij(netwerk, 1)
    meting = ronde(netwerk, [3] * 7, 1)
    pagina = make_pagina(get_uitslag(meting))

    assert punten(pagina["verloop"])[-1] == ("2,5 tot 3,5", False)
    assert pagina["verloop"].eerder is None
    assert pagina["gangen"][0].merken[-1].vlak
    assert pagina["grof"].startswith("Sinds ")
    assert "kwam er 1 iemand bij. Wie beide uitslagen naast elkaar legt" in pagina["grof"]
    assert pagina["wissel"] == ""


@pytest.mark.parametrize(
    ("erbij_", "eruit", "zin", "slot"),
    [
        (5, 0, "kwamen er 5 mensen bij.", "Een deel van het verschil"),
        (4, 1, "kwamen er 4 mensen bij en ging er 1 weg.", "Een deel van het verschil"),
        (0, 5, "gingen er 5 mensen weg.", "Een deel van het verschil"),
        (1, 5, "kwam er 1 iemand bij en gingen er 5 weg.", "Een deel van het verschil"),
        (9, 8, "kwamen er 9 mensen bij en gingen er 8 weg.", "De groep is nu te anders"),
    ],
)
def test_who_came_and_left_is_told_in_numbers(erbij_, eruit, zin, slot):
    netwerk = make_netwerk(12)
    ronde(netwerk, [3] * 12, 12)
    weg = Deelname.objects.filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER).values_list("pk", flat=True)[:eruit]
    Deelname.objects.filter(pk__in=list(weg)).delete()
    erbij(netwerk, erbij_)
    meting = ronde(netwerk, [4] * (12 + erbij_ - eruit), 1)
    wissel = make_pagina(get_uitslag(meting))["wissel"]

    assert zin in wissel
    assert slot in wissel


def test_another_group_gives_no_line_and_no_difference():
    netwerk = make_netwerk(6)
    ronde(netwerk, [3] * 6, 12)
    erbij(netwerk, 8)
    loop = lees(ronde(netwerk, [4] * 14, 1))

    assert punten(loop) == [("3,0", False), ("4,0", False)]
    assert loop.eerder is None
    assert make_profiel(loop).breed.rijen[0].eerder is None


def test_other_lists_are_not_part_of_the_course():
    netwerk = make_netwerk(6)
    ronde(netwerk, [3] * 6, 14, soort="nulmeting", naam="Nulmeting")
    ronde(netwerk, [3] * 6, 12)
    loop = lees(ronde(netwerk, [4] * 6, 1, soort="eindmeting", naam="Eindmeting"))

    assert [r.meting.soort for r in loop.rondes] == ["barometer", "eindmeting"]
    assert punten(loop) == [("3,0", False), ("4,0", True)]


def test_a_single_round_has_a_profile_and_no_course():
    pagina = make_pagina(get_uitslag(ronde(make_netwerk(6), [3] * 6, 1)))

    assert pagina["gangen"] == []
    assert pagina["wissel"] == pagina["grof"] == ""
    assert len(pagina["profiel"].legenda) == 1


def test_only_the_last_rounds_are_drawn(monkeypatch):
    monkeypatch.setattr(verloop, "MEESTE", 2)
    netwerk = make_netwerk(6)
    for maanden in (9, 6, 3):
        meting = ronde(netwerk, [3] * 6, maanden)

    assert [r.meting.pk for r in lees(meting).rondes][-1] == meting.pk
    assert len(lees(meting).rondes) == 2


def test_a_grof_round_of_a_list_without_dimensies_says_why_too(client):
    netwerk = make_netwerk(6)
    velden = {"soort": "nulmeting", "naam": "Nulmeting"}
    ronde(netwerk, [3] * 6, 12, **velden)
    erbij(netwerk, 1)
    client.force_login(netwerk.facilitators().get())

    tekst = client.get(ronde(netwerk, [3] * 7, 1, **velden).get_absolute_url()).content.decode()

    assert "De groep is net een beetje anders dan bij een eerdere ronde." in tekst
    assert 'class="g-band"' in tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_of_the_page_do_not_grow(client, aantal, django_assert_max_num_queries):
    netwerk = make_netwerk(6)
    for maanden in range(aantal, 0, -1):
        meting = ronde(netwerk, [3] * 6, maanden)
    client.force_login(netwerk.deelnemers().first())
    adres = meting.get_absolute_url()

    with django_assert_max_num_queries(12):
        assert client.get(adres).status_code == 200


def test_on_paper_for_every_member_and_not_below_the_threshold(client):
    netwerk = make_netwerk(6)
    te_weinig, genoeg = ronde(netwerk, [3] * 3, 8), ronde(netwerk, [4] * 6, 1)
    client.force_login(netwerk.deelnemers().first())

    blad = client.get(reverse("evaluatie:uitslag_pdf", args=[netwerk.slug, genoeg.pk]))

    assert (blad.status_code, blad["Content-Type"]) == (200, "application/pdf")
    assert client.get(reverse("evaluatie:uitslag_pdf", args=[netwerk.slug, te_weinig.pk])).status_code == 404
