"""Signalen about the calendar: is there a next time, are there enough, on days that suit?"""

from datetime import date, timedelta

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.signalen.keren import er_waren, lees_keren
from fasen.kompas.drempels import GEWOONTE, PATROON
from fasen.kompas.signaal import Peiling, aandacht, goed, onbekend, signaal
from fasen.signalen.mensen import is_gestart, lees_mensen
from fasen.signalen.route import get_lopend, lees_verlopen
from kern.templatetags.kern import meervoud
from kern.tijd import dag, feestdag, lokale_dag, maand_jaar
from personen.vakanties import vakantie_op

AGENDA = ("bijeenkomsten:list", "Naar de bijeenkomsten")
AUGUSTUS = 8
MINSTENS, HOOGSTENS = 3, 8  # meetings in a school year
ZONDER = timedelta(days=120)  # so long a fase may go without a meeting
HALF_JAAR = timedelta(days=183)


def lees_alles(peiling: Peiling) -> dict[int, tuple]:
    """The meetings, the people and the route of each netwerk together."""
    keren, mensen, verlopen = (peiling.feiten(lees) for lees in (lees_keren, lees_mensen, lees_verlopen))
    return {pk: (keren[pk], mensen[pk], verlopen[pk]) for pk in peiling.ids}


def _keer(n):
    return meervoud(n, "bijeenkomst,bijeenkomsten")


@signaal(
    lees_keren, code="bijeenkomsten.volgende", naam="De volgende keer staat vast", ernst=3, valkuil="VK-16",
    tips=("TIP-28", "TIP-29", "TIP-48"), vraag="Wanneer zien we elkaar weer?",
    doen=("bijeenkomsten:create", "Plan een bijeenkomst"),
    uitleg="Loopt het netwerk, dan kijken we of er nog een bijeenkomst in de agenda staat.",
)  # fmt: skip
def volgende(keren, netwerk, peiling):
    if keren.aankomend:
        return goed(f"De volgende bijeenkomst is op {dag(keren.aankomend[0].begint_op, met_jaar=True)}.")
    if not is_gestart(netwerk):
        return onbekend("Er staat nog geen bijeenkomst in de agenda.", "Dat telt mee als jullie beginnen.")
    return aandacht("Er staat geen bijeenkomst meer in de agenda.")


def _schooljaar(d: date) -> tuple[date, date]:
    jaar = d.year if d.month >= AUGUSTUS else d.year - 1
    return date(jaar, AUGUSTUS, 1), date(jaar + 1, 7, 31)


@signaal(
    lees_keren, code="bijeenkomsten.jaar", naam="Vaak genoeg bij elkaar", ernst=2, valkuil="VK-12",
    tips=("TIP-28", "TIP-29", "TIP-31"), vraag="Hoe vaak moeten we elkaar zien om verder te komen?",
    uit=("ontwikkeling",), doen=("bijeenkomsten:jaarplan_create", "Plan het jaar"),
    uitleg=f"We tellen wat er in dit schooljaar was en gepland staat, zonder wat is afgelast. Minder dan {MINSTENS} "
    "is weinig. Doen jullie dit schooljaar korter dan een half jaar mee, dan telt het niet.",
)  # fmt: skip
def jaar(keren, netwerk, peiling):
    """R1."""
    begin, eind = _schooljaar(peiling.dag)
    aantal = sum(
        begin <= lokale_dag(k.begint_op) <= eind for k in keren.alle if k.status != Bijeenkomst.Status.AFGELAST
    )
    zin = f"In schooljaar {begin.year}-{eind.year} zijn er {_keer(aantal)}."
    if aantal >= MINSTENS:
        return goed(zin)
    if min(eind, netwerk.eind_datum) - max(begin, netwerk.start_datum) < HALF_JAAR:
        return onbekend(zin, "Jullie doen dit schooljaar korter dan een half jaar mee. Volgend schooljaar telt het.")
    if peiling.dag < begin.replace(month=10):
        return onbekend(zin, "Vanaf oktober telt dit mee.")
    return aandacht(f"{zin} Minstens drie helpt om samen iets op te bouwen.")


@signaal(
    lees_keren, code="bijeenkomsten.druk", naam="Niet te vaak bij elkaar", ernst=1, valkuil="VK-04",
    tips=("TIP-14", "TIP-11", "TIP-68"), doen=AGENDA,
    uitleg=f"We tellen wat er in dit schooljaar was en gepland staat. Meer dan {HOOGSTENS} keer vraagt veel tijd.",
)  # fmt: skip
def druk(keren, netwerk, peiling):
    begin, eind = _schooljaar(peiling.dag)
    aantal = sum(
        begin <= lokale_dag(k.begint_op) <= eind for k in keren.alle if k.status != Bijeenkomst.Status.AFGELAST
    )
    if not aantal:
        return onbekend("Dit schooljaar staat er nog niets in de agenda.", "Dat weten we als er iets gepland is.")
    zin = f"In schooljaar {begin.year}-{eind.year} zijn er {_keer(aantal)}."
    return aandacht(zin) if aantal > HOOGSTENS else goed(zin)


@signaal(
    lees_alles, code="bijeenkomsten.vakantie", naam="Geen bijeenkomst in een vakantie", ernst=2, valkuil="VK-02",
    tips=("TIP-29", "TIP-28", "TIP-31"), vraag="Welke dag past iedereen wel?", doen=AGENDA,
    uitleg="We leggen de dagen in de agenda naast de feestdagen en de schoolvakanties van de regio’s van alle mensen. "
    "Is minstens een kwart vrij, dan noemen we die dag.",
)  # fmt: skip
def vakantie(alles, netwerk, peiling):
    """R18."""
    keren, mensen, _ = alles
    if not keren.aankomend:
        return onbekend("Er staat geen bijeenkomst in de agenda.", "Dat weten we als er een dag gekozen is.")
    vrij = [d for k in keren.aankomend if _is_vrij(d := lokale_dag(k.begint_op), mensen.regios)]
    if not vrij:
        return goed("Geen bijeenkomst in de agenda valt in een vakantie.")
    vallen = meervoud(len(vrij), "bijeenkomst in de agenda valt,bijeenkomsten in de agenda vallen")
    return aandacht(f"{vallen} in een vakantie, op {dag(vrij[0], met_jaar=True)}{' en later' if vrij[1:] else ''}.")


def _is_vrij(d, regios):
    in_vakantie = sum(bool(vakantie_op(regio, d)) for regio in regios)
    return bool(feestdag(d)) or in_vakantie > 0 and in_vakantie >= len(regios) / 4


@signaal(
    lees_keren, code="bijeenkomsten.afgelast", naam="Wat gepland is, gaat door", ernst=2, valkuil="VK-35",
    tips=("TIP-31", "TIP-38", "TIP-28"), doen=AGENDA,
    uitleg="We kijken naar de laatste vier bijeenkomsten die geweest hadden moeten zijn. Zijn er twee of meer "
    "afgelast, dan vraagt dat aandacht.",
)  # fmt: skip
def afgelast(keren, netwerk, peiling):
    laatste = [k for k in reversed(keren.alle) if k.eindigt_op <= peiling.nu][:4]
    if len(laatste) < GEWOONTE:
        return onbekend(er_waren(len(laatste)), "Dat weten we na drie bijeenkomsten.")
    weg = sum(k.status == Bijeenkomst.Status.AFGELAST for k in laatste)
    zin = f"Van de laatste {len(laatste)} bijeenkomsten"
    if weg >= PATROON:
        return aandacht(f"{zin} zijn er {weg} afgelast.")
    return goed(f"{zin} is er {'één' if weg else 'geen'} afgelast.")


NODIG = {"verdieping": 2}  # in the other fasen one


@signaal(
    lees_alles, code="bijeenkomsten.in_fase", naam="Jullie waren in deze fase bij elkaar", ernst=2, valkuil="VK-47",
    tips=("TIP-28", "TIP-62", "TIP-59"), vraag="Wat houdt ons tegen om elkaar te zien?",
    uit=("verkenning", "ontwikkeling", "verdieping", "inbedding", "verankering"), voorwaarde=True, doen=AGENDA,
    uitleg="We tellen de bijeenkomsten met een aanwezigheidslijst sinds deze fase begon. In Verdieping zijn er twee "
    "nodig, in de andere fasen één. Na vier maanden zonder bijeenkomst vraagt dat aandacht.",
)  # fmt: skip
def in_fase(alles, netwerk, peiling):
    keren, _, verlopen = alles
    nu = get_lopend(verlopen)
    if nu is None:
        return onbekend("Jullie route is nog niet begonnen.", "Dat weten we als de route begint.")
    aantal = sum(k.begint_op >= nu.sinds for k in keren.gehouden)
    zin = f"Sinds {maand_jaar(nu.sinds)} zijn jullie {aantal} keer bij elkaar geweest in {nu.inhoud.naam}."
    nodig = NODIG.get(nu.fase, 1)
    if aantal >= nodig:
        return goed(zin)
    if nu.sinds + ZONDER > peiling.nu:
        return onbekend(zin, f"Na {meervoud(nodig, 'bijeenkomst,bijeenkomsten')} in deze fase weten we meer.")
    return aandacht(zin)
