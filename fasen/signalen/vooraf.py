"""Signalen about what people settle with each other: the intake, the contract of the group, and the leidinggevende."""

from datetime import timedelta

from django.db.models import Count

from fasen.kompas.drempels import GEWOONTE
from fasen.kompas.getallen import lees_getallen, register_getal, tel
from fasen.kompas.signaal import Peiling, aandacht, goed, onbekend, signaal
from fasen.signalen.groep import GENOEG, HALF_JAAR, INWERKTIJD
from fasen.signalen.mensen import is_gestart, lees_mensen, maanden_sinds
from kern.templatetags.kern import meervoud
from netwerken.models import Contactmoment, Contractversie, Deelname, Intake, Randvoorwaarde

LEIDING = ("netwerken:leiding", "Naar de leidinggevenden")
EINDE_NABIJ = timedelta(days=92)
Soort = Contactmoment.Soort

_betrokken = Intake.objects.filter(deelname__status__in=Deelname.LID + Deelname.WACHTEND)
_getekend = Contactmoment.objects.filter(
    status__in=Contactmoment.GETEKEND, deelname__status__in=Deelname.LID, deelname__rol=Deelname.Rol.DEELNEMER
)
register_getal(
    "intakes_oud",
    lambda moment: tel(_betrokken.filter(gevraagd_dag__lte=moment.twee_weken_terug), "deelname__netwerk"),
)
register_getal(
    "intakes_stil",
    lambda moment: tel(
        _betrokken.filter(gevraagd_dag__lte=moment.twee_weken_terug, verstuurd_op=None, besloten_op=None),
        "deelname__netwerk",
    ),
)
register_getal("contracten", lambda moment: tel(Contractversie.objects.filter(bekrachtigd_op__isnull=False)))
_bekeken = Randvoorwaarde.objects.exclude(status=Randvoorwaarde.Status.OPEN)
register_getal("randvoorwaarden", lambda moment: tel(_bekeken))
register_getal("risicos", lambda moment: tel(_bekeken.filter(status=Randvoorwaarde.Status.RISICO)))
for _soort in Soort:
    register_getal(
        f"getekend_{_soort.value}",
        lambda moment, soort=_soort: tel(_getekend.filter(soort=soort), "deelname__netwerk", Count("pk")),
    )


def lees_vooraf(peiling: Peiling) -> dict[int, tuple]:
    """The people and the numbers of each netwerk together."""
    mensen, getallen = peiling.feiten(lees_mensen), peiling.feiten(lees_getallen)
    return {pk: (mensen[pk], getallen[pk]) for pk in peiling.ids}


@signaal(
    lees_getallen, code="netwerken.intake", naam="Intakes komen binnen", ernst=2, valkuil="VK-09",
    tips=("TIP-50", "TIP-33", "TIP-04"), begeleiders=True, doen=("netwerken:intakes", "Bekijk de intakes"),
    uitleg="We tellen de intakes die minstens twee weken geleden zijn gevraagd, en hoeveel daarvan nog niet zijn "
    "verstuurd. Vanaf drie, en meer dan een derde, vraagt dat aandacht. Wat erin staat lezen we niet.",
)  # fmt: skip
def intake(getallen, netwerk, peiling):
    stil, oud = getallen.intakes_stil, getallen.intakes_oud
    if not oud:
        return onbekend("Er is geen intake van langer dan twee weken geleden.", "Twee weken na een vraag weten we het.")
    if not stil:
        return goed("Alle intakes van langer geleden zijn verstuurd.")
    zijn = "is" if stil == 1 else "zijn"
    zin = f"Van de {meervoud(oud, 'intake,intakes')} van langer geleden {zijn} er {stil} nog niet verstuurd."
    return aandacht(zin) if stil >= GEWOONTE and stil > oud / 3 else goed(zin)


@signaal(
    lees_getallen, code="netwerken.contract", naam="De omgangsregels zijn van jullie", ernst=2, valkuil="VK-10",
    tips=("TIP-44", "TIP-33", "TIP-05"), vraag="Wat hebben wij van elkaar nodig om hier eerlijk te kunnen zijn?",
    uit=("ontwikkeling",), doen=("netwerken:contract", "Naar jullie contract"),
    uitleg="We kijken of er een contract is waar iedereen akkoord op gaf. Is dat er na een half jaar nog niet, dan "
    "vraagt het aandacht. Wat erin staat lezen we niet.",
)  # fmt: skip
def contract(getallen, netwerk, peiling):
    if getallen.contracten:
        return goed("Er is een contract waar iedereen akkoord op gaf.")
    if not is_gestart(netwerk) or maanden_sinds(netwerk, peiling) < HALF_JAAR:
        return onbekend(
            "Er is nog geen contract waar iedereen akkoord op gaf.", "Na een half jaar samen werken telt dit mee."
        )
    return aandacht("Er is nog geen contract waar iedereen akkoord op gaf.")


@signaal(
    lees_vooraf, code="netwerken.toezegging", naam="Leidinggevenden zeggen ja", ernst=2, valkuil="VK-18",
    tips=("TIP-02", "TIP-40", "TIP-41"), begeleiders=True, doen=LEIDING,
    uitleg=f"We tellen, vanaf {GENOEG} deelnemers, hoeveel toezeggingen een leidinggevende ondertekende. Is dat na "
    "drie maanden minder dan de helft, dan vraagt het aandacht. Wie en wat zien we niet.",
)  # fmt: skip
def toezegging(vooraf, netwerk, peiling):
    mensen, getallen = vooraf
    totaal, getekend = len(mensen.deelnemers), getallen.getekend_toezegging
    if totaal < GENOEG or not is_gestart(netwerk) or maanden_sinds(netwerk, peiling) < INWERKTIJD:
        return onbekend(
            f"Jullie zijn met {meervoud(totaal, 'deelnemer,deelnemers')}.",
            f"Vanaf {GENOEG} deelnemers en na drie maanden weten we het.",
        )
    zin = f"Voor {getekend or 'geen'} van de {totaal} deelnemers is een toezegging ondertekend."
    return aandacht(zin) if getekend < totaal / 2 else goed(zin)


@signaal(
    lees_vooraf, code="netwerken.borging", naam="De school weet wat er doorgaat", ernst=2, valkuil="VK-26",
    tips=("TIP-16", "TIP-32", "TIP-66"), begeleiders=True, doen=LEIDING,
    uitleg=f"In de laatste drie maanden tellen we, vanaf {GENOEG} deelnemers, hoeveel gesprekken over borging een "
    "leidinggevende ondertekende. Is dat minder dan de helft, dan vraagt het aandacht.",
)  # fmt: skip
def borging(vooraf, netwerk, peiling):
    """R20."""
    mensen, getallen = vooraf
    totaal, getekend = len(mensen.deelnemers), getallen.getekend_borging
    if totaal < GENOEG or netwerk.eind_datum - EINDE_NABIJ > peiling.dag:
        return onbekend(
            f"Jullie zijn met {meervoud(totaal, 'deelnemer,deelnemers')}.",
            f"Vanaf {GENOEG} deelnemers en drie maanden voor het einde weten we het.",
        )
    zin = f"Voor {getekend or 'geen'} van de {totaal} deelnemers is een gesprek over borging ondertekend."
    return aandacht(zin) if getekend < totaal / 2 else goed(zin)


@signaal(
    lees_getallen, code="netwerken.randvoorwaarden", naam="De randvoorwaarden zijn in orde", ernst=2, valkuil="VK-25",
    tips=("TIP-02", "TIP-28", "TIP-37"), vraag="Wat hebben we nodig van onze scholen om dit te laten lukken?",
    begeleiders=True, doen=("netwerken:randvoorwaarden", "Naar de randvoorwaarden"),
    uitleg="We tellen de randvoorwaarden die jullie bekeken, en hoeveel daarvan jullie zelf een risico noemden. Eén "
    "risico vraagt al aandacht. Wat jullie erbij schreven lezen we niet.",
)  # fmt: skip
def randvoorwaarden(getallen, netwerk, peiling):
    bekeken, risicos = getallen.randvoorwaarden, getallen.risicos
    if not bekeken:
        return onbekend("Jullie bekeken nog geen randvoorwaarde.", "Dat weten we als jullie er een bekeken.")
    if not risicos:
        return goed(f"Jullie bekeken {meervoud(bekeken, 'randvoorwaarde,randvoorwaarden')}. Geen ervan is een risico.")
    zin = f"Jullie noemden {meervoud(risicos, 'randvoorwaarde,randvoorwaarden')} een risico."
    anders = bekeken - risicos
    return aandacht(f"{zin} {meervoud(anders, 'andere is,andere zijn')} in orde." if anders else zin)
