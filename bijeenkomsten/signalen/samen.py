"""Signalen about carrying it together: who prepares, who promises, what happens between two meetings."""

from django.db.models import Exists, OuterRef, Q

from bijeenkomsten.models import Afspraak, Bijeenkomst
from bijeenkomsten.signalen.keren import bij, er_waren, lees_keren
from fasen.kompas.drempels import GEWOONTE, PATROON, VERGELIJK
from fasen.kompas.getallen import lees_getallen, register_getal, tel
from fasen.kompas.signaal import Peiling, aandacht, goed, onbekend, signaal
from kern.templatetags.kern import meervoud

AFSPRAKEN = ("bijeenkomsten:afspraken", "Naar de afspraken")
BIJEENKOMSTEN = ("bijeenkomsten:list", "Naar de bijeenkomsten")
Status = Afspraak.Status

_niet_losgelaten = Afspraak.objects.exclude(status=Status.VERVALLEN)
# Done while no meeting went on: that is contact between two meetings, as far as it can be seen here.
_in_een_bijeenkomst = Bijeenkomst.objects.filter(
    netwerk=OuterRef("netwerk"), begint_op__lte=OuterRef("gesloten_op"), eindigt_op__gte=OuterRef("gesloten_op")
)
_tussendoor = Afspraak.objects.filter(~Exists(_in_een_bijeenkomst), status=Status.GEDAAN)
register_getal(
    "afspraken_voorbij",
    lambda m: tel(_niet_losgelaten.filter(Q(voor__lt=m.dag), created_at__gte=m.jaar_terug)),
)
register_getal(
    "afspraken_te_laat",
    lambda m: tel(Afspraak.objects.open().filter(Q(voor__lt=m.dag), created_at__gte=m.jaar_terug)),
)
register_getal("afspraken_jaar", lambda m: tel(Afspraak.objects.filter(created_at__gte=m.jaar_terug)))
register_getal("afspraken_tussendoor", lambda m: tel(_tussendoor.filter(created_at__gte=m.jaar_terug)))


def lees_samen(peiling: Peiling) -> dict[int, tuple]:
    """The meetings and the numbers of each netwerk together."""
    keren, getallen = peiling.feiten(lees_keren), peiling.feiten(lees_getallen)
    return {pk: (keren[pk], getallen[pk]) for pk in peiling.ids}


def _keer(n):
    return meervoud(n, "bijeenkomst,bijeenkomsten")


@signaal(
    lees_samen, code="bijeenkomsten.zelfde_voorbereiders", naam="De voorbereiding gaat rond", ernst=2, valkuil="VK-23",
    tips=("TIP-38", "TIP-48", "TIP-27"), begeleiders=True, doen=BIJEENKOMSTEN,
    uitleg="We tellen hoeveel verschillende deelnemers het laatste jaar voorbereidden. Waren het er bij vier of meer "
    "bijeenkomsten hooguit twee, dan vraagt dat aandacht.",
)  # fmt: skip
def zelfde_voorbereiders(samen, netwerk, peiling):
    """R14."""
    keren, getallen = samen
    voorbereid = sum(k.voorbereiders > 0 for k in keren.gehouden)
    if voorbereid < VERGELIJK:
        return onbekend(
            f"Bij {bij(voorbereid)} bereidden deelnemers mee voor.", "Dat weten we na vier keer samen voorbereiden."
        )
    mensen = meervoud(getallen.voorbereiders_jaar, "deelnemer bereidde,verschillende deelnemers bereidden")
    zin = f"{mensen} {_keer(voorbereid)} voor."
    return aandacht(zin) if getallen.voorbereiders_jaar <= PATROON else goed(zin)


@signaal(
    lees_keren, code="bijeenkomsten.alleen_facilitator", naam="Deelnemers bereiden mee voor", ernst=2, valkuil="VK-06",
    tips=("TIP-38", "TIP-43", "TIP-15"), doen=BIJEENKOMSTEN,
    uitleg="We kijken bij de laatste drie bijeenkomsten of er een deelnemer bij de voorbereiders stond.",
)  # fmt: skip
def alleen_facilitator(keren, netwerk, peiling):
    laatste = keren.gehouden[:3]
    if len(laatste) < GEWOONTE:
        return onbekend(er_waren(len(laatste)), "Dat weten we na drie bijeenkomsten.")
    samen = sum(k.voorbereiders > 0 for k in laatste)
    if not samen:
        return aandacht("Bij de laatste drie bijeenkomsten bereidde geen deelnemer mee voor.")
    return goed(f"Bij {samen} van de laatste drie bijeenkomsten bereidden deelnemers mee voor.")


@signaal(
    lees_keren, code="bijeenkomsten.afspraken", naam="Jullie spreken iets af", ernst=2, valkuil="VK-14",
    tips=("TIP-18", "TIP-48", "TIP-49"), vraag="Wat gaat ieder van ons doen voor de volgende keer?",
    uit=("ontwikkeling",), doen=AFSPRAKEN,
    uitleg="We tellen hoeveel afspraken er bij de laatste drie bijeenkomsten staan. Staat er bij geen enkele iets, "
    "dan vraagt dat aandacht. Wat jullie afspraken lezen we niet.",
)  # fmt: skip
def afspraken(keren, netwerk, peiling):
    laatste = keren.gehouden[:3]
    if len(laatste) < PATROON:
        return onbekend(er_waren(len(laatste)), "Dat weten we na twee bijeenkomsten.")
    aantal = sum(k.afspraken for k in laatste)
    if not aantal:
        return aandacht(f"Bij de laatste {len(laatste)} bijeenkomsten staat geen afspraak.")
    staan = "staat 1 afspraak" if aantal == 1 else f"staan {aantal} afspraken"
    return goed(f"Bij de laatste {len(laatste)} bijeenkomsten {staan}.")


@signaal(
    lees_getallen, code="bijeenkomsten.afspraken_open", naam="Afspraken komen af", ernst=2, valkuil="VK-13",
    tips=("TIP-14", "TIP-48", "TIP-62"), uit=("verdieping", "inbedding"), doen=AFSPRAKEN,
    uitleg="We tellen de afspraken van het laatste jaar waarvan de dag voorbij is. Staat daarvan de helft of meer nog "
    "open, en zijn het er minstens drie, dan vraagt dat aandacht.",
)  # fmt: skip
def afspraken_open(getallen, netwerk, peiling):
    laat, totaal = getallen.afspraken_te_laat, getallen.afspraken_voorbij
    if not totaal:
        return onbekend("Van geen afspraak is de dag voorbij.", "Dat weten we als de dag van een afspraak voorbij is.")
    staat = "staat" if laat == 1 else "staan"
    zin = f"Van de {meervoud(totaal, 'afspraak,afspraken')} met een dag die voorbij is, {staat} er {laat} nog open."
    return aandacht(zin) if laat >= GEWOONTE and laat >= totaal / 2 else goed(zin)


@signaal(
    lees_samen, code="bijeenkomsten.contact", naam="Ook tussendoor gebeurt er iets", ernst=2, valkuil="VK-43",
    tips=("TIP-57", "TIP-68", "TIP-18"), doen=AFSPRAKEN,
    uitleg="Wat jullie tussendoor bespreken zien we niet. We tellen of er het laatste jaar een afspraak werd "
    "afgevinkt terwijl er geen bijeenkomst was. Bellen jullie gewoon, zeg dan dat dit niet klopt.",
)  # fmt: skip
def contact(samen, netwerk, peiling):
    keren, getallen = samen
    if len(keren.gehouden) < PATROON or getallen.afspraken_jaar < GEWOONTE:
        return onbekend(
            f"Bij {bij(len(keren.gehouden))} staan samen {meervoud(getallen.afspraken_jaar, 'afspraak,afspraken')}.",
            "Dat weten we na twee bijeenkomsten en drie afspraken.",
        )
    zin, gedaan = f"Van de {getallen.afspraken_jaar} afspraken van het laatste jaar", getallen.afspraken_tussendoor
    if not gedaan:
        return aandacht(f"{zin} is er geen tussen twee bijeenkomsten gedaan.")
    return goed(f"{zin} {'is' if gedaan == 1 else 'zijn'} er {gedaan} tussen twee bijeenkomsten gedaan.")
