"""What fasen counts on behalf of netwerken for the list of the gids: each meter done, and not yet."""

import pytest

from fasen.controlepunten import van_de
from fasen.gids.meters import find_meter
from fasen.inhoud import FASEN
from fasen.kompas.signaal import Peiling
from fasen.tests.gevallen import maak_netwerk, over
from kern.tijd import nu
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import Contractversie
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
DOEL = "Elke school probeert één nieuwe aanpak uit."


def meet(netwerk, code, fase=FASEN[0]):
    return find_meter(code).meet(Peiling([netwerk], nu()), fase)[netwerk.pk]


def teken(deelname, soort, **hoever):
    uren = 8 if soort == "toezegging" else None
    ContactmomentFactory(deelname=deelname, soort=soort, uren=uren, **hoever)


def deelnames(netwerk):
    return list(netwerk.deelnames.filter(rol="deelnemer").order_by("pk"))


@pytest.mark.parametrize(
    ("aantal", "totaal", "tekst"),
    [
        (0, 9, "geen van de 9 deelnemers"),
        (1, 9, "1 van de 9 deelnemers"),
        (9, 9, "alle 9 deelnemers"),
        (10, 9, "alle 9 deelnemers"),
        (1, 1, "de ene deelnemer"),
        (0, 1, "geen van de 1 deelnemer"),
    ],
)
def test_so_many_of_so_many(aantal, totaal, tekst):
    assert van_de(aantal, totaal) == tekst


@pytest.mark.parametrize(
    ("facilitators", "is_klaar", "zin"),
    [
        (0, False, "Niemand heeft nog de rol facilitator."),
        (1, True, "1 facilitator begeleidt dit netwerk."),
        (2, True, "2 facilitators begeleiden dit netwerk."),
    ],
)
def test_facilitator(facilitators, is_klaar, zin):
    meting = meet(maak_netwerk(3, facilitators=facilitators), "netwerken.facilitator")
    assert (meting.is_klaar, meting.zin) == (is_klaar, zin)


@pytest.mark.parametrize(("aantal", "is_klaar"), [(5, False), (6, True), (7, True)])
def test_group(aantal, is_klaar):
    meting = meet(maak_netwerk(aantal, min_deelnemers=6), "netwerken.groep")
    assert (meting.is_klaar, meting.zin) == (is_klaar, f"Jullie zijn met {aantal} deelnemers. Nodig zijn er 6.")


@pytest.mark.parametrize(("binnen", "is_klaar"), [(0, False), (2, False), (3, True)])
def test_intake_counts_what_was_sent_or_decided_without_it(binnen, is_klaar):
    netwerk = maak_netwerk(3)
    for n, deelname in enumerate(deelnames(netwerk)):
        IntakeFactory(deelname=deelname, past=n < binnen and n % 2, verstuurd=n < binnen)
    IntakeFactory(deelname=DeelnameFactory(netwerk=netwerk, uitgestapt=True), verstuurd=True)

    assert meet(netwerk, "netwerken.intake").is_klaar == is_klaar


@pytest.mark.parametrize(
    ("code", "soort", "fase"),
    [
        ("netwerken.toezegging", "toezegging", FASEN[0]),
        ("netwerken.halverwege", "halverwege", FASEN[2]),
        ("netwerken.borging", "borging", FASEN[4]),
    ],
)
@pytest.mark.parametrize(("getekend", "is_klaar"), [(0, False), (2, False), (3, True)])
def test_leidinggevenden_of_everybody(code, soort, fase, getekend, is_klaar):
    netwerk = maak_netwerk(3)
    for deelname in deelnames(netwerk)[:getekend]:
        teken(deelname, soort, ondertekend=True)
    for deelname in deelnames(netwerk)[getekend:]:
        teken(deelname, soort, gevraagd=True)

    assert meet(netwerk, code, fase).is_klaar == is_klaar


@pytest.mark.parametrize(
    ("getekend", "soort", "is_klaar"), [(1, "halverwege", False), (2, "halverwege", True), (2, "borging", True)]
)
def test_most_leidinggevenden_were_spoken_with_again(getekend, soort, is_klaar):
    netwerk = maak_netwerk(3)
    for deelname in deelnames(netwerk)[:getekend]:
        teken(deelname, soort, ondertekend=True)

    assert meet(netwerk, "netwerken.gesproken", FASEN[3]).is_klaar == is_klaar


@pytest.mark.parametrize(
    "code", ["netwerken.intake", "netwerken.toezegging", "netwerken.gesproken", "netwerken.borging"]
)
def test_without_deelnemers_nothing_of_them_is_done(code):
    meting = meet(maak_netwerk(), code)
    assert (meting.is_klaar, meting.zin) == (False, "Er zijn nog geen deelnemers.")


@pytest.mark.parametrize(
    ("doel", "niveau", "is_klaar"),
    [
        ("", "school", False),
        ("Beter leren", "school", False),
        (DOEL, "deelnemer", False),
        (DOEL, "school", True),
        (DOEL, "mix", True),
    ],
)
def test_goal_is_there_and_touches_the_school(doel, niveau, is_klaar):
    assert meet(maak_netwerk(doel=doel, doel_niveau=niveau), "netwerken.doel", FASEN[1]).is_klaar == is_klaar


def test_contract():
    netwerk = maak_netwerk(2)
    assert not meet(netwerk, "netwerken.contract", FASEN[1]).is_klaar
    Contractversie.objects.create(
        netwerk=netwerk, nummer=1, artikelen=[], herzien_op=over(300), vastgelegd_op=nu(), bekrachtigd_op=nu()
    )
    assert meet(netwerk, "netwerken.contract", FASEN[1]).is_klaar
