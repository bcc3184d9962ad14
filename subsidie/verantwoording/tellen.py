"""What a netwerk did in a period, counted from what is in the rooms. No names, no texts, no answers: only numbers.

Each number says how it was counted, and from which page. Of metingen only those count that evaluatie shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from bijeenkomsten.bewijs.inhoud import datum_tekst
from bijeenkomsten.models import Aanwezigheid, Academieuitnodiging, Afspraak, Bijeenkomst, Materiaal
from evaluatie.models import Meting
from fasen.kompas.drempels import GEWOONTE
from kern.templatetags.kern import meervoud
from kern.tijd import nu
from leren.models import Leervraag, Leervraagversie
from netwerken.models import Deelname, Netwerk
from subsidie.verantwoording.periode import Periode

GEHOUDEN, AFGELAST = Bijeenkomst.Status.GEHOUDEN, Bijeenkomst.Status.AFGELAST
KWARTIER = 15 * 60


class Soort(StrEnum):
    AANTAL = "aantal"
    UREN = "uren"  # in quarters of an hour


@dataclass(frozen=True)
class Telling:
    """``waarde``: None when it cannot be said. ``hoe``: one sentence. ``let_op``: what was left out of it."""

    code: str
    naam: str
    waarde: int | None
    hoe: str
    soort: Soort = Soort.AANTAL
    dagen: tuple[date, ...] = ()
    let_op: str = ""

    @property
    def bron(self) -> tuple[str, str]:
        """(address, name) of the page it comes from."""
        return BRONNEN[self.code]


BIJEENKOMSTEN = ("bijeenkomsten:list", "bijeenkomsten")
DEELNEMERS = ("netwerken:deelnemers", "deelnemers")
AFSPRAKEN = ("bijeenkomsten:afspraken", "afspraken")
# Where each number comes from: an address of the netwerk, and its name.
BRONNEN = {
    "bijeenkomsten": BIJEENKOMSTEN, "contact": BIJEENKOMSTEN, "samen": BIJEENKOMSTEN, "deelnemers": BIJEENKOMSTEN,
    "leden": DEELNEMERS, "organisaties": BIJEENKOMSTEN, "uitgenodigd": BIJEENKOMSTEN, "academie": BIJEENKOMSTEN,
    "metingen": ("evaluatie:list", "evaluaties"), "leervragen": ("leren:leren", "leervragen"), "afspraken": AFSPRAKEN,
    "materiaal": BIJEENKOMSTEN,
}  # fmt: skip


def count_tellingen(netwerk: Netwerk, periode: Periode) -> list[Telling]:
    """Every number about this netwerk in this period. The same number of queries however much there is."""
    grens = _moment(periode.van), _moment(periode.tot)
    tijd = f"van {datum_tekst(periode.van)} tot en met {datum_tekst(periode.laatste)}"
    keren = list(
        Bijeenkomst.objects.filter(netwerk=netwerk, begint_op__gte=grens[0], begint_op__lt=grens[1])
        .exclude(status=AFGELAST)
        .only("begint_op", "eindigt_op", "status")
        .order_by("begint_op", "pk")
    )
    return [
        *_count_bijeenkomsten(keren, tijd), *_count_mensen(netwerk, keren), *_count_academie(keren),
        _count_metingen(netwerk, grens), _count_leervragen(netwerk, grens), _count_afspraken(netwerk, grens),
        _count_materiaal(keren),
    ]  # fmt: skip


def count_vervolg(netwerk: Netwerk, periode: Periode) -> dict[str, int]:
    """How many meetings were held in the year after it, and how many are still planned."""
    rows = Bijeenkomst.objects.filter(
        netwerk=netwerk, begint_op__gte=_moment(periode.van), begint_op__lt=_moment(periode.tot)
    )
    return rows.aggregate(
        gehouden=Count("pk", filter=Q(status=GEHOUDEN)),
        gepland=Count("pk", filter=Q(status=Bijeenkomst.Status.GEPLAND, begint_op__gt=nu())),
    )


def _moment(d: date) -> datetime:
    return timezone.make_aware(datetime.combine(d, time.min))


def _kwartieren(keren: Iterable[Bijeenkomst]) -> int:
    """Half a quarter goes up."""
    return (sum(keer.duur_minuten for keer in keren) * 60 + KWARTIER // 2) // KWARTIER


def _count_bijeenkomsten(keren, tijd):
    gehouden = [keer for keer in keren if keer.status == GEHOUDEN]
    zonder = sum(keer.status != GEHOUDEN and keer.eindigt_op <= nu() for keer in keren)
    let_op = ""
    if zonder:
        wat = meervoud(zonder, "bijeenkomst heeft,bijeenkomsten hebben")
        let_op = f"{wat} nog geen aanwezigheidslijst en {'telt' if zonder == 1 else 'tellen'} niet mee."
    yield Telling(
        "bijeenkomsten", "Bijeenkomsten", len(gehouden),
        f"Bijeenkomsten {tijd} waarvan de aanwezigheidslijst is ingevuld.",
        dagen=tuple(keer.datum for keer in gehouden), let_op=let_op,
    )  # fmt: skip
    yield Telling(
        "contact", "Uren bij elkaar", _kwartieren(gehouden),
        "De duur van die bijeenkomsten bij elkaar, van begin tot eind.", Soort.UREN,
    )  # fmt: skip


def _count_mensen(netwerk, keren):
    """Who was there by the attendance lists and is or was a deelnemer: who only guides does not count."""
    gehouden = {keer.pk: keer for keer in keren if keer.status == GEHOUDEN}
    deelnemer = Deelname.objects.filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER)
    rows = Aanwezigheid.objects.filter(bijeenkomst__in=list(gehouden), aanwezig=True)
    rows = rows.filter(Exists(deelnemer.filter(persoon=OuterRef("persoon"))))
    was_er = list(rows.values_list("bijeenkomst", "persoon", "persoon__organisatie"))
    yield Telling(
        "samen", "Uren van deelnemers samen", _kwartieren(gehouden[pk] for pk, _, _ in was_er),
        "Van elke deelnemer die er volgens de lijst was: de duur van die bijeenkomst.", Soort.UREN,
    )  # fmt: skip
    yield Telling(
        "deelnemers", "Deelnemers die kwamen", len({persoon for _, persoon, _ in was_er}),
        "Deelnemers die volgens de lijsten minstens één keer waren. Ieder telt één keer, ook wie gestopt is.",
    )  # fmt: skip
    yield Telling(
        "leden", "Deelnemers nu", deelnemer.lid().values("persoon").distinct().count(),
        "Deelnemers die op het moment van tekenen meedoen.",
    )  # fmt: skip
    yield Telling(
        "organisaties", "Organisaties", len({organisatie for _, _, organisatie in was_er if organisatie}),
        "Verschillende organisaties van de deelnemers die kwamen.",
    )  # fmt: skip


def _count_academie(keren):
    per_pk = {keer.pk: keer for keer in keren}
    rows = Academieuitnodiging.objects.geldig().filter(bijeenkomst__in=keren)
    rijen = list(rows.only("bijeenkomst", "antwoord", "antwoord_dag"))
    for rij in rijen:
        rij.bijeenkomst = per_pk[rij.bijeenkomst_id]
    kwam = sum(rij.komt and rij.bijeenkomst.status == GEHOUDEN for rij in rijen)
    yield Telling(
        "uitgenodigd", "Uitnodigingen aan de academie", len(rijen),
        "Bijeenkomsten waarvoor jullie de academie uitnodigden.",
    )  # fmt: skip
    yield Telling(
        "academie", "Academie erbij", kwam,
        "Bijeenkomsten die doorgingen en waarvan de academie zei dat er iemand kwam.",
    )  # fmt: skip


def _count_metingen(netwerk, grens):
    rows = Meting.objects.toonbaar().filter(netwerk=netwerk, sluit_op__gte=grens[0], sluit_op__lt=grens[1])
    return Telling(
        "metingen", "Evaluaties met een uitslag", rows.order_by().count(),
        "Evaluaties die sloten met genoeg antwoorden voor een uitslag. Wat iemand antwoordde, telt niet mee.",
    )  # fmt: skip


def _count_leervragen(netwerk, grens):
    """Of fewer than three nothing is said: then a number would be about somebody."""
    resultaat = Leervraagversie.objects.filter(
        leervraag=OuterRef("pk"), soort=Leervraagversie.Soort.RESULTAAT, op__gte=grens[0], op__lt=grens[1]
    )
    telling = Leervraag.objects.van_leden(netwerk).aggregate(
        samen=Count("pk"), klaar=Count("pk", filter=Q(Exists(resultaat), status=Leervraag.Status.KLAAR))
    )
    if telling["samen"] < GEWOONTE:
        hoe = "Dit tellen we vanaf drie leervragen. Anders gaat een getal over één persoon."
        return Telling("leervragen", "Leervragen met een antwoord", None, hoe)
    return Telling(
        "leervragen", "Leervragen met een antwoord", telling["klaar"],
        f"Van de {telling['samen']} leervragen van wie nu meedoet: zoveel kregen in deze tijd een antwoord.",
    )  # fmt: skip


def _count_afspraken(netwerk, grens):
    rows = Afspraak.objects.filter(
        netwerk=netwerk, status=Afspraak.Status.GEDAAN, gesloten_op__gte=grens[0], gesloten_op__lt=grens[1]
    )
    return Telling("afspraken", "Afspraken gedaan", rows.count(), "Afspraken die in deze tijd op ‘gedaan’ zijn gezet.")


def _count_materiaal(keren):
    aantal = Materiaal.objects.filter(bijeenkomst__in=keren).count()
    return Telling(
        "materiaal", "Stukken gedeeld", aantal, "Bestanden en links die bij een bijeenkomst in deze tijd staan."
    )
