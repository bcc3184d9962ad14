"""For every toets a netwerk, with its aanvraag or None, of which it says goed, aandacht and onbekend."""

from datetime import timedelta

from bijeenkomsten.academie.tests.factories import AcademieuitnodigingFactory
from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.tests.gevallen import maak_keer
from fasen.tests.gevallen import maak_netwerk, over
from kern.tijd import nu
from leren.tests.factories import LeervraagFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import OrganisatieFactory
from subsidie.begroting.lezen import make_code
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.models import Regelingversie
from subsidie.tests.factories import AanvraagFactory

GEVALLEN = {}
VO = get_shipped("vo-leernetwerken")


def geval(code, staat):
    def register(function):
        assert (code, staat) not in GEVALLEN
        GEVALLEN[code, staat] = function
        return function

    return register


def lopend(dagen=-300, **velden):
    """A running netwerk that began so many days ago, for two years."""
    return NetwerkFactory(
        **({"status": "gestart", "start_datum": over(dagen), "eind_datum": over(dagen + 731)} | velden)
    )


def nieuw(**velden):
    """One that begins in two months."""
    return lopend(60, **({"status": "in_oprichting"} | velden))


def maak_aanvraag(netwerk, binnen=False, **velden):
    ronde = {"ronde__regelingversie": Regelingversie.of(VO)}
    return netwerk, AanvraagFactory(netwerk=netwerk, **({"binnen": "ingediend"} if binnen else {}), **ronde, **velden)


def werkt(netwerk, functie, rol="deelnemer", sector="vo", organisatie=None):
    plek = organisatie or (OrganisatieFactory(sector=sector) if sector else None)
    return DeelnameFactory(netwerk=netwerk, rol=rol, persoon__functie=functie, persoon__organisatie=plek)


# --- who ---


@geval("initiatief", "goed")
def _():
    netwerk = nieuw()
    werkt(netwerk, "Rector")
    werkt(netwerk, "teamleider")
    return netwerk, None


@geval("initiatief", "onbekend")
def _():
    """Two of the same school."""
    netwerk, plek = nieuw(), OrganisatieFactory()
    werkt(netwerk, "Rector", organisatie=plek)
    werkt(netwerk, "teamleider", organisatie=plek)
    return netwerk, None


@geval("leidinggevende", "goed")
def _():
    netwerk = nieuw()
    werkt(netwerk, "docent", "eigenaar", "po")
    werkt(netwerk, "Rector", "penvoerder")
    return netwerk, None


@geval("leidinggevende", "aandacht")
def _():
    netwerk = nieuw()
    werkt(netwerk, "Directeur", "penvoerder", "po")
    return netwerk, None


@geval("leidinggevende", "onbekend")
def _():
    netwerk = nieuw()
    werkt(netwerk, "procesregisseur", "penvoerder")
    return netwerk, None


@geval("deelnemers", "goed")
def _():
    return maak_netwerk(6), None


@geval("deelnemers", "aandacht")
def _():
    return maak_netwerk(5), None


@geval("deelnemers", "onbekend")
def _():
    return maak_netwerk(5, status="werving"), None


@geval("facilitator", "goed")
def _():
    return maak_netwerk(facilitators=1), None


@geval("facilitator", "aandacht")
def _():
    return maak_netwerk(3), None


@geval("facilitator", "onbekend")
def _():
    return nieuw(), None


def met_leervragen(netwerk, totaal, met):
    for n in range(totaal):
        persoon = DeelnameFactory(netwerk=netwerk).persoon
        LeervraagFactory(netwerk=netwerk, persoon=persoon, competentie="cvo-1" if n < met else "")
    return netwerk, None


@geval("professionalisering", "goed")
def _():
    return met_leervragen(lopend(), 4, 2)


@geval("professionalisering", "aandacht")
def _():
    return met_leervragen(lopend(), 4, 1)


@geval("professionalisering", "onbekend")
def _():
    return met_leervragen(lopend(-30), 4, 1)


# --- together ---


def met_keren(netwerk, *dagen, **velden):
    for n in dagen:
        maak_keer(netwerk, n, **velden)
    return netwerk, None


@geval("herkenbaar", "goed")
def _():
    return met_keren(nieuw(is_openbaar=True, status="werving"), 70, 100, 130)


@geval("herkenbaar", "aandacht")
def _():
    return met_keren(nieuw(status="werving", is_openbaar=False), 70, 100, 130)


@geval("herkenbaar", "onbekend")
def _():
    return met_keren(nieuw(is_openbaar=True, status="werving"), 70)


@geval("bijeenkomsten", "goed")
def _():
    return met_keren(lopend(), -200, -30, 40)


@geval("bijeenkomsten", "aandacht")
def _():
    """The third is in the next year."""
    return met_keren(lopend(), -200, -30, 80)


@geval("bijeenkomsten", "onbekend")
def _():
    return met_keren(nieuw(), 70)


@geval("contact", "goed")
def _():
    netwerk = lopend()
    AfspraakFactory(bijeenkomst=maak_keer(netwerk, -10))
    return netwerk, None


@geval("contact", "aandacht")
def _():
    return lopend(), None


@geval("contact", "onbekend")
def _():
    return nieuw(), None


@geval("academie", "goed")
def _():
    netwerk = nieuw()
    AcademieuitnodigingFactory(bijeenkomst=maak_keer(netwerk, 70))
    return netwerk, None


@geval("academie", "aandacht")
def _():
    netwerk = lopend()
    AcademieuitnodigingFactory(bijeenkomst=maak_keer(netwerk, 70), ingetrokken=True)
    return netwerk, None


@geval("academie", "onbekend")
def _():
    return met_keren(nieuw(), 70)


# --- what an aanvraag says ---


@geval("monitoring", "goed")
def _():
    return maak_aanvraag(nieuw(), akkoord_op=nu(), akkoord_versie=VO.akkoord.versie)


@geval("monitoring", "aandacht")
def _():
    return maak_aanvraag(nieuw(), binnen=True)


@geval("monitoring", "onbekend")
def _():
    return maak_aanvraag(nieuw())


POST = VO.geld.posten[0].code


def bedragen(**per_kolom):
    """«eigen_2=500_00»: own money in year two."""
    return {make_code(int(k[-1]), POST, k[:-2]): waarde for k, waarde in per_kolom.items()}


@geval("tweejaar", "goed")
def _():
    return maak_aanvraag(nieuw(), antwoorden=bedragen(eigen_2=500_00))


@geval("tweejaar", "aandacht")
def _():
    return nieuw(eind_datum=over(60) + timedelta(days=600)), None


@geval("tweejaar", "onbekend")
def _():
    return maak_aanvraag(nieuw(), antwoorden=bedragen(eigen_1=500_00))


@geval("eigen-inleg", "goed")
def _():
    return maak_aanvraag(nieuw(), antwoorden=bedragen(eigen_1=250_00, bijdrage_1=750_00))


@geval("eigen-inleg", "aandacht")
def _():
    return maak_aanvraag(nieuw(), antwoorden=bedragen(eigen_1=249_99, bijdrage_1=750_01))


@geval("eigen-inleg", "onbekend")
def _():
    return nieuw(), None
