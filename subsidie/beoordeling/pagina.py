"""What the pages about one aanvraag show. Verdicts and advices come through ``visible_to`` only."""

from collections import Counter
from dataclasses import dataclass

from netwerken.models import Deelname
from netwerken.rollen import DEELNEMER
from subsidie.aanvragen.inhoud import maak_verschil, make_inhoud
from subsidie.beoordeling.access import may_discuss
from subsidie.beoordeling.criteria import (
    AANDACHT,
    GOED,
    ONBEKEND,
    Criterium,
    find_laatste,
    read_aantal,
    read_criteria,
    regeling_of,
)
from subsidie.beoordeling.geld import draw
from subsidie.beoordeling.models import Advies, Bespreekpunt, Oordeel, Toewijzing
from subsidie.beoordeling.services.toewijzen import TE_VERVANGEN
from subsidie.toestand import Status

BLAD = 24  # width of a leaf


@dataclass(frozen=True)
class Rij:
    criterium: Criterium
    oordeel: Oordeel | None
    aangevuld: bool = False  # the netwerk added something about it after this verdict
    nummer: int = 0

    @property
    def is_af(self) -> bool:
        return self.oordeel is not None and self.oordeel.is_af

    @property
    def x(self) -> int:
        return self.nummer * BLAD


def read_kop(user, aanvraag) -> dict:
    """What stands on every page about one aanvraag."""
    inzending = find_laatste(aanvraag)
    criteria = read_criteria(aanvraag, inzending)
    tel = Counter(criterium.stand for criterium in criteria)
    deelnames = Deelname.objects.lid().filter(netwerk=aanvraag.netwerk).with_persoon().order_by("pk")
    mensen = [rij for rij in deelnames if rij.rol != DEELNEMER]
    return {
        "aanvraag": aanvraag, "inzending": inzending, "criteria": criteria,
        "standen": [(soort, tel[soort]) for soort in (GOED, AANDACHT, ONBEKEND)],
        "mensen": mensen, "aantal_deelnemers": sum(rij.rol == DEELNEMER for rij in deelnames),
        "geld": draw(inzending.antwoorden if inzending else {}, len(regeling_of(aanvraag).geld.jaren)),
        "mag_bespreken": may_discuss(user, aanvraag),
    }  # fmt: skip


def read_beoordeling(user, toewijzing, gekozen: str = "") -> dict:
    """The page of one beoordelaar. ``gekozen``: the criterium that is open; without, the first without a verdict."""
    context = read_kop(user, toewijzing.aanvraag)
    rijen = read_rijen(user, toewijzing, context)
    advies = Advies.objects.tellend().own(user).filter(toewijzing=toewijzing).first()
    mag = toewijzing.aanvraag.status == Status.IN_BEOORDELING and advies is None
    nodig = [rij for rij in rijen if not rij.criterium.klopt]
    if mag and not gekozen:
        gekozen = next((rij.criterium.code for rij in nodig if not rij.is_af), "")
    return context | {
        "toewijzing": toewijzing, "rijen": rijen, "nodig": nodig, "advies": advies, "mag_oordelen": mag,
        "klopt": [rij for rij in rijen if rij.criterium.klopt], "gekozen": gekozen if mag else "",
        "aantal_af": sum(rij.is_af for rij in rijen), "breedte": len(rijen) * BLAD,
        "heeft_vragen": any(rij.oordeel and not rij.oordeel.is_af for rij in rijen),
    }  # fmt: skip


def read_rijen(user, toewijzing, context) -> list[Rij]:
    """Every criterium with the verdict of this beoordelaar, and whether it was asked about since."""
    oordelen = {
        rij.criterium: rij
        for rij in Oordeel.objects.visible_to(user).filter(toewijzing=toewijzing).select_related("inzending")
    }
    gevraagd = {}
    for vraag in toewijzing.aanvraag.aanvulvragen.select_related("inzending"):
        gevraagd[vraag.criterium] = max(gevraagd.get(vraag.criterium, 0), vraag.inzending.nummer)
    nummer = context["inzending"].nummer if context["inzending"] else 0
    oud = {rij.inzending.nummer: rij.inzending.criteria for rij in oordelen.values()}
    nieuw = context["inzending"].criteria if context["inzending"] else {}

    def is_aangevuld(code, oordeel):
        if oordeel is None or oordeel.inzending.nummer == nummer:
            return False
        feit = oud[oordeel.inzending.nummer].get(code) != nieuw.get(code)
        return feit or gevraagd.get(code, 0) >= oordeel.inzending.nummer

    return [
        Rij(c, oordelen.get(c.code), is_aangevuld(c.code, oordelen.get(c.code)), i)
        for i, c in enumerate(context["criteria"])
    ]


def read_inhoud(aanvraag) -> dict:
    """What was handed in last, with its files, and what the netwerk changed since the time before."""
    inzendingen = list(aanvraag.inzendingen.order_by("-nummer")[:2])
    for inzending in inzendingen:
        inzending.aanvraag = aanvraag
    return {
        "inhoud": make_inhoud(inzendingen[0]) if inzendingen else None,
        "verschil": maak_verschil(inzendingen[1], inzendingen[0]) if inzendingen[1:] else [],
        "bijlagen": aanvraag.bijlagen.filter(ingediend=True) if inzendingen else (),
    }


def read_aanvraag(user, aanvraag) -> dict:
    """For staff: where is it, who judges it, what was asked. Of verdicts only how many are filed."""
    toewijzingen = Toewijzing.objects.geldig().filter(aanvraag=aanvraag).select_related("persoon")
    klaar = set(Advies.objects.tellend().filter(toewijzing__aanvraag=aanvraag).values_list("toewijzing", flat=True))
    return read_kop(user, aanvraag) | read_inhoud(aanvraag) | {
        "toewijzingen": [(rij, rij.pk in klaar) for rij in toewijzingen],
        "aantal": read_aantal(aanvraag), "te_vervangen": aanvraag.status in TE_VERVANGEN,
        "mijn": Toewijzing.objects.open_for(user).filter(aanvraag=aanvraag).first(),
        "vragen": aanvraag.aanvulvragen.all(),
    }  # fmt: skip


def read_bespreking(user, aanvraag) -> dict:
    """The advices this person may read, side by side per criterium, and what was said about them."""
    context = read_kop(user, aanvraag)
    rows = Advies.objects.visible_to(user).tellend().filter(toewijzing__aanvraag=aanvraag)
    adviezen = list(rows.select_related("toewijzing__persoon"))
    waarden = dict(Oordeel.Waarde.choices)
    tabel = []
    for criterium in context["criteria"]:
        cellen = [
            (advies, waarden.get(oordeel.get("waarde"), ""), oordeel.get("reden", ""))
            for advies in adviezen
            for oordeel in [advies.oordelen.get(criterium.code, {})]
        ]
        tabel.append((criterium, cellen, len({waarde for _, waarde, _ in cellen}) > 1))
    return context | {
        "adviezen": adviezen, "tabel": tabel, "verschillen": sum(anders for *_, anders in tabel),
        "punten": Bespreekpunt.objects.visible_to(user).filter(aanvraag=aanvraag).select_related("persoon"),
        "mag_zeggen": aanvraag.status in (Status.IN_BEOORDELING, Status.ADVIES_KLAAR)
        and any(advies.toewijzing.persoon_id == user.pk for advies in adviezen),
    }  # fmt: skip
