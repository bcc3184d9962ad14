"""The result of a meting with the thresholds already applied: what is not in here cannot be shown.

Closed only; nothing below five completed answers; no question with fewer than five scores; no distribution below ten
scores; no smallest or largest answer, no subgroup.
"""

from dataclasses import dataclass
from math import floor

from django.conf import settings

from evaluatie.bevinding import make_bevinding
from evaluatie.inhoud import GEEN_OORDEEL, VRAGENLIJST, Set, Vraag
from evaluatie.models import Meting, OpenAntwoord, Teller
from kern.prepared import prepared


@dataclass(frozen=True)
class VraagUitslag:
    """One question. ``gemiddelde`` None: a gap, with its ``reden``. ``verdeling``: counts of the five stations."""

    vraag: Vraag
    gemiddelde: float | None = None
    aantal: int | None = None
    verdeling: tuple[int, ...] | None = None
    reden: str = ""


@dataclass(frozen=True)
class Groep:
    """The questions of one set."""

    set: Set
    vragen: tuple[VraagUitslag, ...]


@dataclass(frozen=True)
class Uitslag:
    """What members may see. Without ``groepen`` there is nothing to see, and ``reden`` says why."""

    meting: Meting
    bevinding: str
    gevraagd: int | None = None
    ingevuld: int | None = None
    groepen: tuple[Groep, ...] = ()
    open_antwoorden: tuple[str, ...] = ()
    alleen_facilitator: tuple[str, ...] = ()
    aantal_alleen_facilitator: int = 0
    reden: str = ""

    @property
    def is_toonbaar(self):
        return bool(self.groepen)

    @property
    def vragen(self) -> tuple[VraagUitslag, ...]:
        return tuple(_vragen(self.groepen))

    @property
    def met_verdeling(self) -> tuple[VraagUitslag, ...]:
        return tuple(vraag for vraag in self.vragen if vraag.verdeling)

    @property
    def gaten(self) -> tuple[VraagUitslag, ...]:
        return tuple(vraag for vraag in self.vragen if vraag.gemiddelde is None)


def get_uitslag(meting: Meting, *, voor_facilitator: bool = False) -> Uitslag:
    """The result as this reader may see it: two queries, none when there is nothing to show."""
    if not meting.is_gesloten:
        return Uitslag(meting, "De uitslag komt nog", reden="De evaluatie is nog open.")
    if not meting.is_toonbaar:
        reden = f"Er kwamen minder dan {settings.EVALUATIE_MIN_ANTWOORDEN} antwoorden binnen."
        return Uitslag(meting, "Te weinig antwoorden voor een uitslag", gevraagd=meting.genodigd, reden=reden)
    groepen = _groepen([meting])[meting.pk]
    gewoon, alleen, aantal_alleen = _open_antwoorden(meting, voor_facilitator)
    return Uitslag(
        meting=meting,
        bevinding=make_bevinding(_vragen(groepen)),
        gevraagd=meting.genodigd,
        ingevuld=meting.ingevuld,
        groepen=groepen,
        open_antwoorden=gewoon,
        alleen_facilitator=alleen,
        aantal_alleen_facilitator=aantal_alleen,
    )


def add_bevindingen(metingen) -> None:
    """Give every meting that may be shown its ``bevinding``, for a list: one query."""
    groepen = _groepen(metingen)
    for meting in metingen:
        meting.bevinding = make_bevinding(_vragen(groepen[meting.pk])) if meting.pk in groepen else ""


def _vragen(groepen):
    return [vraag for groep in groepen for vraag in groep.vragen]


@prepared(many=["metingen"])
def _find_tellers(metingen, genoeg):
    # Which ones is said inside: said outside, PostgreSQL would look at every closed meting there is.
    toonbaar = Meting.objects.toonbaar(genoeg).filter(pk__in=metingen)
    rows = Teller.objects.filter(meting__in=toonbaar).order_by()
    return rows.values_list("meting", "vraag", "waarde", "aantal")


@prepared
def _find_teksten(meting, genoeg):
    rows = OpenAntwoord.objects.toonbaar(genoeg).filter(meting=meting).order_by("uuid")
    return rows.values_list("tekst", "alleen_facilitator")


def _groepen(metingen):
    """Per meting that may be shown its questions with their numbers."""
    metingen = [meting for meting in metingen if meting.is_toonbaar]
    tellingen = {m.pk: {code: dict.fromkeys(VRAGENLIJST.waarden, 0) for code in VRAGENLIJST.codes} for m in metingen}
    rows = _find_tellers(list(tellingen), settings.EVALUATIE_MIN_ANTWOORDEN) if tellingen else ()
    for pk, code, waarde, aantal in rows:
        if code in tellingen[pk]:
            tellingen[pk][code][waarde] = aantal
    return {
        pk: tuple(
            Groep(s, tuple(make_vraag_uitslag(v, telling[v.code]) for v in VRAGENLIJST.vragen if v.set == s.code))
            for s in VRAGENLIJST.sets
        )
        for pk, telling in tellingen.items()
    }


def make_vraag_uitslag(vraag: Vraag, telling: dict[int, int]) -> VraagUitslag:
    """Mean and distribution of one question, as far as the number of scores allows."""
    scores = {waarde: aantal for waarde, aantal in telling.items() if waarde != GEEN_OORDEEL}
    aantal = sum(scores.values())
    if aantal < settings.EVALUATIE_MIN_ANTWOORDEN:
        reden = f"Minder dan {settings.EVALUATIE_MIN_ANTWOORDEN} mensen hadden hier een mening over."
        return VraagUitslag(vraag, reden=reden)
    gemiddelde = floor(sum(waarde * n for waarde, n in scores.items()) * 10 / aantal + 0.5) / 10  # 3,25 is 3,3
    genoeg = aantal >= settings.EVALUATIE_MIN_VERDELING
    verdeling = tuple(scores[waarde] for waarde in sorted(scores)) if genoeg else None
    return VraagUitslag(vraag, gemiddelde, aantal, verdeling)


def _open_antwoorden(meting, voor_facilitator):
    """(for everyone, for facilitators, how many of the latter): in the order of their random keys."""
    teksten = _find_teksten(meting.pk, settings.EVALUATIE_MIN_ANTWOORDEN)
    gewoon = tuple(tekst for tekst, alleen in teksten if not alleen)
    alleen = tuple(tekst for tekst, alleen in teksten if alleen)
    return gewoon, alleen if voor_facilitator else (), len(alleen)
