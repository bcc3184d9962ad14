"""What the pages of a verantwoording show."""

from dataclasses import dataclass
from datetime import date

from kern.tijd import lokale_dag, nu
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Besluit
from subsidie.lopend.geldend import read_geldend
from subsidie.verantwoording.forms import VerantwoordingForm
from subsidie.verantwoording.inhoud import Verslag, make_inhoud, read_verslag
from subsidie.verantwoording.models import Ondertekening, Verantwoording
from subsidie.verantwoording.periode import (
    VERVOLG,
    Periode,
    find_jaren,
    find_voor,
    read_periode,
    read_vervolg,
)
from subsidie.verantwoording.services import find_mist_of, read_besluit, read_concept
from subsidie.verantwoording.tellen import count_tellingen, count_vervolg


@dataclass(frozen=True)
class Stand:
    """Where it is: the days that matter, what was signed, and what the academie asked last."""

    aanvraag: Aanvraag
    besluit: Besluit
    periode: Periode
    voor: date | None
    verantwoording: Verantwoording
    ondertekeningen: list[Ondertekening]

    @property
    def laatste(self) -> Ondertekening | None:
        return self.ondertekeningen[0] if self.ondertekeningen else None

    @property
    def verslag(self) -> Verslag | None:
        """What was signed last."""
        return read_verslag(self.laatste.inhoud) if self.laatste else None

    @property
    def vraag(self) -> str:
        """What the academie wants to know; nothing once it was signed again."""
        return self.laatste.vraag if self.laatste else ""

    @property
    def is_te_laat(self) -> bool:
        return bool(self.voor) and lokale_dag(nu()) > self.voor

    @property
    def kan_tekenen(self) -> bool:
        return self.periode.is_voorbij(lokale_dag(nu())) or self.aanvraag.netwerk.is_beeindigd

    @property
    def vervolg_voor(self) -> date | None:
        return find_voor(self.aanvraag, self.besluit, VERVOLG)


def read_stand(aanvraag: Aanvraag) -> Stand:
    besluit, verantwoording = read_besluit(aanvraag), Verantwoording.objects.of(aanvraag)
    getekend = verantwoording.ondertekeningen.select_related("door") if verantwoording.pk else ()
    return Stand(
        aanvraag, besluit, read_periode(aanvraag, besluit), find_voor(aanvraag, besluit), verantwoording, list(getekend)
    )


def make_form(stand: Stand, data) -> VerantwoordingForm:
    aanvraag = stand.aanvraag
    return VerantwoordingForm(
        data, regeling=aanvraag.regelingversie.regeling, jaren=find_jaren(aanvraag),
        tellingen=count_tellingen(aanvraag.netwerk, stand.periode), begroting=read_geldend(aanvraag),
        invoer=stand.verantwoording.invoer,
    )  # fmt: skip


def read_tussenstand(stand: Stand, form: VerantwoordingForm) -> Verslag:
    """What is written so far, beside what the form counted already."""
    invoer = Verantwoording.objects.of(stand.aanvraag).invoer if form.is_bound else stand.verantwoording.invoer
    form.invoer = invoer
    inhoud = make_inhoud(
        stand.aanvraag, invoer, periode=stand.periode, tellingen=form.tellingen, begroting=form.begroting,
        toegekend=stand.besluit.bedrag,
    )  # fmt: skip
    return read_verslag(inhoud)


def read_schrijven(stand: Stand, form: VerantwoordingForm) -> dict:
    """The page on which the netwerk writes."""
    return {
        "aanvraag": stand.aanvraag, "netwerk": stand.aanvraag.netwerk, "stand": stand, "form": form,
        "verslag": read_tussenstand(stand, form),
    }  # fmt: skip


def read_lezen(stand: Stand) -> dict:
    """What was signed and what came of it."""
    return {
        "aanvraag": stand.aanvraag, "netwerk": stand.aanvraag.netwerk, "stand": stand, "verslag": stand.verslag,
        "vervolg": read_geteld(stand),
    }  # fmt: skip


def read_geteld(stand: Stand) -> dict | None:
    """The meetings of the year after it, once the contribution is settled and the regeling asks how it went on."""
    if not stand.verantwoording.vastgesteld_op or stand.vervolg_voor is None:
        return None
    periode = read_vervolg(stand.periode)
    return count_vervolg(stand.aanvraag.netwerk, periode) | {"van": periode.van, "laatste": periode.laatste}


def read_tekenen(stand: Stand) -> dict:
    """Everything to read back before it goes, what is missing, and the print of what was read."""
    inhoud = read_concept(stand.aanvraag)
    return {
        "aanvraag": stand.aanvraag, "netwerk": stand.aanvraag.netwerk, "stand": stand, "verslag": read_verslag(inhoud),
        "mist": find_mist_of(stand.aanvraag, inhoud), "gezien": make_afdruk(inhoud),
    }  # fmt: skip
