"""The list of what was handed in, and what waits for one person of the academie."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from kern.export import Lijst
from kern.forms import read_number
from kern.paging import ByKeys
from kern.prepared import prepared
from personen.models import VAN_ACADEMIE
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.access import find_aanvragen
from subsidie.beoordeling.criteria import read_aantal, read_codes
from subsidie.beoordeling.levend import with_ingezonden
from subsidie.beoordeling.models import Advies, Toewijzing, count_adviezen, may_judge
from subsidie.regeling.models import Aanvraagronde
from subsidie.toestand import VOORBIJ, Status
from subsidie.werklijst import list_werk

LANGST = 100  # of what is searched for
_STANDEN = dict(Status.choices)
VOLGORDE = ("-ronde__sluit_op", "ronde", "nummer")


@dataclass(frozen=True)
class Filters:
    q: str = ""
    ronde: int | None = None
    status: str = ""
    mijn: bool = False

    @classmethod
    def read(cls, data) -> "Filters":
        """Nonsense is no filter."""
        status = data.get("status", "")
        return cls(
            q=data.get("q", "").replace("\x00", "").strip()[:LANGST], ronde=read_number(data.get("ronde", "")),
            status=status if status in Status.values else "", mijn=data.get("mijn") == "ja",
        )  # fmt: skip

    @property
    def is_gefilterd(self) -> bool:
        return bool(self.q or self.ronde or self.status or self.mijn)


def find_lijst(user, filters: Filters):
    rows = find_aanvragen(user).order_by(*VOLGORDE)
    if filters.q:
        nummer = read_number(filters.q)
        rows = rows.filter(Q(netwerk__naam__icontains=filters.q) | Q(nummer=nummer) & Q(nummer__isnull=False))
    if filters.ronde:
        rows = rows.filter(ronde=filters.ronde)
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.mijn:
        rows = rows.filter(pk__in=Toewijzing.objects.open_for(user).values("aanvraag"))
    return rows.defer("antwoorden", "regelingversie__inhoud")


def find_pagina(user, filters: Filters) -> ByKeys:
    """What matches the filters, for ``paginate``; each row with what was handed in."""
    if filters.is_gefilterd:
        keys = list(find_lijst(user, filters).values_list("pk", flat=True))
    else:
        keys = _find_keys(_sectoren(user), user.pk)
    return ByKeys(keys, lambda keys: {aanvraag.pk: aanvraag for aanvraag in _find_by_keys(keys)})


def _sectoren(user):
    return VAN_ACADEMIE.get(user.academie_sector, ())


@prepared(many=["sectoren"])
def _find_keys(sectoren, persoon):
    return Aanvraag.objects.known_to(sectoren, persoon).order_by(*VOLGORDE).values_list("pk", flat=True)


@prepared(many=["keys"])
def _find_by_keys(keys):
    rows = with_ingezonden(Aanvraag.objects.filter(pk__in=keys).select_related("netwerk"))
    return rows.annotate(ronde_naam=F("ronde__naam")).order_by().defer("antwoorden")


@prepared(many=["sectoren"])
def _find_rondes(sectoren):
    rows = Aanvraagronde.objects.filter(regelingversie__sector__in=sectoren)
    return rows.filter(Exists(Aanvraag.objects.ingediend().filter(ronde=OuterRef("pk"))))


def find_rondes(user) -> list[Aanvraagronde]:
    """The rounds in which something was handed in."""
    return _find_rondes(_sectoren(user))


@prepared(many=["sectoren", "aanvragen"])
def _find_mijn(persoon, sectoren, aanvragen):
    return (
        Toewijzing.objects.open_of(persoon, sectoren).filter(aanvraag__in=aanvragen).values_list("aanvraag", flat=True)
    )


def mark_stand(user, aanvragen) -> list:
    """Where each is, how many beoordelaars it has (``toegewezen``) and how many are ready."""
    aanvragen = list(aanvragen)
    stand = count_adviezen(aanvragen)
    mijn = _find_mijn(user.pk, _sectoren(user), [rij.pk for rij in aanvragen]) if may_judge(user) else ()
    for aanvraag in aanvragen:
        aanvraag.stand = _STANDEN[aanvraag.status]
        aanvraag.toegewezen, aanvraag.adviezen_klaar = stand.get(aanvraag.pk, (0, 0))
        aanvraag.is_mijn = aanvraag.pk in mijn
    return aanvragen


def make_lijst(user, filters: Filters) -> Lijst:
    """For Excel: where each is. Of advices only how many there are."""
    rows = mark_stand(user, find_lijst(user, filters))
    return Lijst(
        naam="aanvragen", titel="Aanvragen",
        koppen=(
            "Ronde", "Nummer", "Netwerk", "Stand", "Ingediend op", "Stand sinds", "Beoordelaars", "Adviezen binnen",
        ),
        rijen=[
            (a.ronde.naam, a.nummer, a.netwerk.naam, a.get_status_display(), a.ingediend_op, a.status_sinds,
             a.toegewezen, a.adviezen_klaar)
            for a in rows
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class Werk:
    """One aanvraag this person judges, and how far that is."""

    toewijzing: Toewijzing
    af: int
    samen: int
    is_klaar: bool
    mag_bespreken: bool

    @property
    def aanvraag(self):
        return self.toewijzing.aanvraag

    @property
    def wacht_op_mij(self) -> bool:
        return not self.is_klaar and self.aanvraag.status == Status.IN_BEOORDELING


def read_mijn_werk(user) -> list[Werk]:
    """What this person judges and is not over, the first to be ready first."""
    tellend = Advies.objects.tellend().filter(toewijzing=OuterRef("pk"))
    rows = (
        Toewijzing.objects.open_for(user)
        .exclude(aanvraag__status__in=VOORBIJ)
        .with_aanvraag()
        .annotate(af=Count("oordelen", filter=~Q(oordelen__waarde="vraag")), klaar=Exists(tellend))
        .order_by("aanvraag__ronde__advies_voor", "pk")
    )
    return [
        Werk(rij, rij.af, len(read_codes(rij.aanvraag)), rij.klaar,
             rij.klaar and rij.aanvraag.status in (Status.IN_BEOORDELING, Status.ADVIES_KLAAR))
        for rij in rows
    ]  # fmt: skip


def find_te_verdelen(user, rows) -> list:
    """What has fewer beoordelaars than the regeling asks, the first to be ready first."""
    lijst = mark_stand(user, rows)
    return [aanvraag for aanvraag in lijst if aanvraag.toegewezen < read_aantal(aanvraag)]


def read_werk(user) -> dict:
    """The page with what waits: for a beoordelaar, for who hands out the work, and for a beslisser."""
    werk = read_mijn_werk(user)
    rows = find_aanvragen(user).order_by("ronde__advies_voor", "nummer").defer("antwoorden", "regelingversie__inhoud")
    beslist = user.is_beslisser
    return {
        "wacht": [rij for rij in werk if rij.wacht_op_mij],
        "bespreken": [rij for rij in werk if rij.mag_bespreken],
        "later": [rij for rij in werk if not rij.wacht_op_mij and not rij.mag_bespreken],
        "te_lezen": rows.filter(status=Status.INGEDIEND),
        "te_verdelen": find_te_verdelen(user, rows.filter(status__in=(Status.INGEDIEND, Status.IN_BEOORDELING))),
        "verder": list_werk(user),
        "te_beslissen": rows.filter(status=Status.ADVIES_KLAAR) if beslist else (),
        "vast_te_stellen": rows.filter(status=Status.VERANTWOORD).order_by("status_sinds", "pk"),
    }
