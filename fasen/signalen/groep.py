"""Signalen about the group: how many, from where, who guides, who left."""

from datetime import timedelta

from fasen.kompas.drempels import GEWOONTE, PATROON
from fasen.kompas.signaal import aandacht, goed, onbekend, signaal
from fasen.signalen.mensen import is_gestart, lees_mensen, maanden_sinds
from kern.templatetags.kern import meervoud
from kern.tijd import dag
from netwerken.models import Deelname, Netwerk

DEELNEMERS = ("netwerken:deelnemers", "Naar de deelnemers")
NET_BEGONNEN = timedelta(days=14)
INWERKTIJD, HALF_JAAR = 3, 6  # months
KLEINE_GROEP = 12  # up to so many one group works; above it small groups help (domein a7.6)
GENOEG = 6  # fewer people say nothing about a share


def _mensen(n):
    return meervoud(n, "deelnemer,deelnemers")


@signaal(
    lees_mensen, code="netwerken.facilitator", naam="Er is een facilitator", ernst=3, valkuil="VK-35",
    tips=("TIP-37", "TIP-21", "TIP-73"), vraag="Wie van ons houdt het proces in de gaten, en krijgt daar tijd voor?",
    uit=("verkenning",), doen=DEELNEMERS,
    uitleg="We tellen wie nu de rol facilitator heeft. Een netwerk dat korter dan twee weken bestaat, krijgt even "
    "tijd.",
)  # fmt: skip
def facilitator(mensen, netwerk, peiling):
    """R6."""
    if aantal := len(mensen.facilitators):
        return goed(f"{meervoud(aantal, 'facilitator begeleidt,facilitators begeleiden')} dit netwerk.")
    if netwerk.created_at > peiling.nu - NET_BEGONNEN:
        return onbekend("Er is nog geen facilitator.", f"Na {dag(netwerk.created_at + NET_BEGONNEN)} telt dit mee.")
    return aandacht("Niemand heeft in dit netwerk de rol facilitator.")


@signaal(
    lees_mensen, code="netwerken.een_facilitator", naam="Niet alles hangt aan één facilitator", ernst=1,
    valkuil="VK-33", tips=("TIP-38", "TIP-27", "TIP-55"), begeleiders=True, doen=DEELNEMERS,
    uitleg="We tellen de facilitators van een netwerk dat minstens drie maanden bezig is. Bij één vragen we wat er "
    "zonder die ene blijft liggen, tenzij anderen minstens de helft van de verdeelde taken doen.",
)  # fmt: skip
def een_facilitator(mensen, netwerk, peiling):
    aantal = len(mensen.facilitators)
    if aantal > 1:
        return goed(f"{aantal} facilitators begeleiden dit netwerk samen.")
    if not aantal:
        return None  # that is another signaal
    if not is_gestart(netwerk) or maanden_sinds(netwerk, peiling) < INWERKTIJD:
        return onbekend("Er is één facilitator.", "Dit telt mee als jullie drie maanden bezig zijn.")
    verdeeld, van_anderen = mensen.verdeeld
    if verdeeld < GENOEG:
        return aandacht("Eén facilitator begeleidt dit netwerk.")
    zin = f"Eén facilitator begeleidt dit netwerk. Van de {verdeeld} verdeelde taken doen anderen er {van_anderen}."
    return goed(zin) if van_anderen * 2 >= verdeeld else aandacht(zin)


@signaal(
    lees_mensen, code="netwerken.procesbewaker", naam="Iemand let op de groep", ernst=2, valkuil="VK-34",
    tips=("TIP-37", "TIP-21", "TIP-27"), begeleiders=True, doen=("netwerken:taken", "Naar wie doet wat"),
    uitleg="We kijken hoe elke facilitator begeleidt, zoals het bij “Wie doet wat?” staat. Is iedereen er alleen als "
    "inhoudelijk expert, dan vraagt dat aandacht.",
)  # fmt: skip
def procesbewaker(mensen, netwerk, peiling):
    """000 §4.2.2."""
    manieren = mensen.manieren
    if not manieren:
        return None  # that is another signaal
    expert = Deelname.Variant.INHOUDELIJK_EXPERT
    if bewakers := sum(manier not in {"", expert} for manier in manieren):
        let = "facilitator let,facilitators letten"
        return goed(f"{meervoud(bewakers, let)} op de groep en het doel.")
    if "" in manieren:
        return onbekend("Niet van elke facilitator staat erbij hoe die begeleidt.", "Dat weten we als het erbij staat.")
    return aandacht("Wie dit netwerk begeleidt, doet dat als inhoudelijk expert.")


@signaal(
    lees_mensen, code="netwerken.minimum", naam="Er zijn genoeg deelnemers", ernst=3, valkuil="VK-12",
    tips=("TIP-50", "TIP-58", "TIP-73"), vraag="Wie missen we nog, en wie van ons vraagt diegene?",
    uit=("verkenning",), doen=("netwerken:invite", "Nodig mensen uit"),
    uitleg="We leggen het aantal deelnemers naast het minste aantal dat bij jullie netwerk staat. Voor de begindatum "
    "mag het nog groeien.",
)  # fmt: skip
def minimum(mensen, netwerk, peiling):
    """R2, R11."""
    aantal = len(mensen.deelnemers)
    if aantal >= netwerk.min_deelnemers:
        return goed(f"Jullie zijn met {_mensen(aantal)}. Nodig zijn er {netwerk.min_deelnemers}.")
    tekort = f"Jullie zijn met {_mensen(aantal)}. Nodig zijn er minstens {netwerk.min_deelnemers}."
    if not is_gestart(netwerk) and netwerk.start_datum > peiling.dag:
        return onbekend(tekort, f"Op {dag(netwerk.start_datum)} beginnen jullie. Dan moeten ze er zijn.")
    return aandacht(tekort)


@signaal(
    lees_mensen, code="netwerken.groepsgrootte", naam="Klein genoeg om elkaar te kennen", ernst=1, valkuil="VK-45",
    tips=("TIP-47", "TIP-68", "TIP-31"), doen=DEELNEMERS,
    uitleg=f"We tellen de deelnemers. Boven de {KLEINE_GROEP} werkt een groep beter met vaste kleine groepjes. Werken "
    "jullie al zo, zeg dan dat het niet klopt.",
)  # fmt: skip
def groepsgrootte(mensen, netwerk, peiling):
    aantal = len(mensen.deelnemers)
    if not aantal:
        return onbekend("Er zijn nog geen deelnemers.", "Dat weten we als er mensen meedoen.")
    if aantal <= KLEINE_GROEP:
        return goed(f"Met {_mensen(aantal)} kunnen jullie als één groep werken.")
    return aandacht(f"Jullie zijn met {_mensen(aantal)}. Vanaf {KLEINE_GROEP + 1} helpen kleine groepjes.")


@signaal(
    lees_mensen, code="netwerken.spreiding", naam="Niet één school heeft de overhand", ernst=2, valkuil="VK-29",
    tips=("TIP-45", "TIP-52", "TIP-71"), vraag="Wie van buiten deze school zou hier ook iets te brengen hebben?",
    begeleiders=True, doen=DEELNEMERS,
    uitleg=f"We tellen de deelnemers per school, vanaf {GENOEG} mensen van wie we de school weten. Komt meer dan twee "
    "op de vijf van dezelfde school, dan vraagt dat aandacht.",
)  # fmt: skip
def spreiding(mensen, netwerk, peiling):
    per_school = mensen.per_school
    totaal, meeste = per_school.total(), max(per_school.values(), default=0)
    if totaal < GENOEG:
        return onbekend(
            f"Van {_mensen(totaal)} weten we de school.", f"Dat weten we vanaf {GENOEG} deelnemers met een school."
        )
    scholen = f"{totaal} deelnemers komen van {meervoud(len(per_school), 'school,scholen')}"
    if meeste > totaal * 2 / 5:
        return aandacht(f"{scholen}. Van één school komen er {meeste}.")
    return goed(f"{scholen}. Van geen school komen er meer dan {meeste}.")


@signaal(
    lees_mensen, code="netwerken.alleen_van_school", naam="Niemand staat op school alleen", ernst=1, valkuil="VK-15",
    tips=("TIP-67", "TIP-41", "TIP-22"), begeleiders=True, doen=DEELNEMERS,
    uitleg="Alleen als jullie meedoen namens een school: we tellen wie als enige van zijn school meedoet. Met twee tot "
    "vier mensen per school blijft het geleerde beter hangen.",
)  # fmt: skip
def alleen_van_school(mensen, netwerk, peiling):
    if netwerk.deelname_als != Netwerk.DeelnameAls.ORGANISATIE:
        return None
    per_school = mensen.per_school
    alleen, totaal = list(per_school.values()).count(1), len(per_school)
    if totaal < GEWOONTE:
        return onbekend(f"We kennen {meervoud(totaal, 'school,scholen')}.", "Dat weten we vanaf drie scholen.")
    zin = f"Van {alleen} van de {totaal} scholen doet één iemand mee."
    return aandacht(zin) if alleen > totaal / 2 else goed(zin)


@signaal(
    lees_mensen, code="netwerken.pauze", naam="Mensen hebben er tijd voor", ernst=2, valkuil="VK-04",
    tips=("TIP-14", "TIP-11", "TIP-62"), begeleiders=True, doen=DEELNEMERS,
    uitleg="We tellen wie pauzeert. Pauzeert meer dan een kwart van de deelnemers, dan past het misschien niet meer.",
)  # fmt: skip
def pauze(mensen, netwerk, peiling):
    aantal, totaal = len(mensen.gepauzeerd), len(mensen.deelnemers)
    if totaal < GENOEG:
        return onbekend(f"Jullie zijn met {_mensen(totaal)}.", f"Dat weten we vanaf {GENOEG} deelnemers.")
    zin = f"Van de {totaal} deelnemers {'pauzeert' if aantal == 1 else 'pauzeren'} er {aantal}."
    if aantal > totaal / 4:
        return aandacht(zin)
    return goed(zin if aantal else "Niemand pauzeert.")


@signaal(
    lees_mensen, code="netwerken.vertrek", naam="Mensen blijven", ernst=3, valkuil="VK-01",
    tips=("TIP-11", "TIP-59", "TIP-63"), begeleiders=True, doen=DEELNEMERS,
    uitleg="We tellen wie in het laatste half jaar uitstapte, niet waarom. Zijn het er minstens twee en meer dan één "
    "op de vijf, dan vraagt dat aandacht.",
)  # fmt: skip
def vertrek(mensen, netwerk, peiling):
    if not is_gestart(netwerk) or maanden_sinds(netwerk, peiling) < INWERKTIJD:
        return onbekend("Jullie zijn nog maar net begonnen.", "Dat weten we als jullie drie maanden bezig zijn.")
    weg = len(mensen.vertrokken)
    totaal = weg + len(mensen.deelnemers)
    if weg >= PATROON and weg > totaal / 5:
        return aandacht(f"{weg} van de {totaal} deelnemers stapten in het laatste half jaar uit.")
    stapten = meervoud(weg, "deelnemer stapte,deelnemers stapten") if weg else "Niemand stapte"
    return goed(f"{stapten} in het laatste half jaar uit.")


@signaal(
    lees_mensen, code="netwerken.instroom", naam="De kring is vast genoeg", ernst=1, valkuil="VK-50",
    tips=("TIP-51", "TIP-50", "TIP-33"), begeleiders=True, doen=DEELNEMERS,
    uitleg="We tellen wie er het laatste half jaar bij kwam, in een netwerk dat langer dan een half jaar loopt. Is "
    "dat meer dan een derde van de groep, dan begint het gesprek steeds opnieuw.",
)  # fmt: skip
def instroom(mensen, netwerk, peiling):
    totaal = len(mensen.deelnemers)
    if not is_gestart(netwerk) or maanden_sinds(netwerk, peiling) < HALF_JAAR or not totaal:
        return onbekend(f"Jullie zijn met {_mensen(totaal)}.", "Dat weten we als jullie een half jaar bezig zijn.")
    nieuw = sum(m.begonnen_op > peiling.dag - timedelta(days=183) for m in mensen.deelnemers)
    kwam = "kwam" if nieuw == 1 else "kwamen"
    zin = f"Van de {totaal} deelnemers {kwam} er {nieuw or 'geen'} het laatste half jaar bij."
    return aandacht(zin) if nieuw >= PATROON and nieuw > totaal / 3 else goed(zin)
