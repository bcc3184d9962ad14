"""How it stands with the leidinggevenden: of one deelnemer, of all for a facilitator, in numbers for the academie."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Prefetch

from berichten.acties import Actie
from berichten.models import Adresmerk, Bericht
from kern.adres import reverse
from kern.tijd import dag, nu
from netwerken.leidinggevende import mails, planning
from netwerken.models import Contactmoment, Deelname

WACHT = timedelta(days=14)  # then the deelnemer hears that nothing came
SOORTEN = Contactmoment.Soort


def _with_cards(rows):
    cards = Contactmoment.objects.order_by("pk")
    return rows.prefetch_related(Prefetch("contactmomenten", queryset=cards, to_attr="kaarten"))


def cards_of(deelname) -> list[Contactmoment]:
    """The three moments in order; what was never written is a card that is not saved."""
    er_is = {c.soort: c for c in deelname.contactmomenten.all()}
    kaarten = [er_is.get(soort) or Contactmoment(soort=soort) for soort in SOORTEN.values]
    for kaart in kaarten:
        kaart.deelname = deelname
    return kaarten


@dataclass(frozen=True)
class Rij:
    """One deelnemer, as a facilitator sees it: states and hours, no texts."""

    deelname: Deelname
    uren: int | None
    standen: tuple[tuple[str, Contactmoment | None], ...]

    @property
    def cellen(self):
        """(heading, state, card or None)"""
        koppen = ("Toezegging", "Halverwege", "Borging")
        return [(kop, *stand) for kop, stand in zip(koppen, self.standen, strict=True)]


def list_rijen(netwerk) -> list[Rij]:
    """Everybody who takes part as deelnemer, by name. Hours count once they are signed."""
    rows = Deelname.objects.lid().filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER).with_persoon()
    return [_make_rij(deelname) for deelname in _with_cards(rows.order_by("persoon__naam", "pk"))]


def _make_rij(deelname):
    kaarten = {c.soort: c for c in deelname.kaarten}
    toezegging = kaarten.get(SOORTEN.TOEZEGGING)
    uren = toezegging.uren if toezegging and toezegging.is_ondertekend else None
    standen = tuple((kaarten[s].stand if s in kaarten else "nog niet gevraagd", kaarten.get(s)) for s in SOORTEN.values)
    return Rij(deelname, uren, standen)


def count(rijen) -> list[tuple[str, int, int]]:
    """(moment, how many are done, how many wait for an answer) of the deelnemers in ``rijen``."""
    tellingen = []
    for i, label in enumerate(SOORTEN.labels):
        kaarten = [kaart for rij in rijen if (kaart := rij.standen[i][1])]
        klaar = sum(kaart.is_rond for kaart in kaarten)
        wacht = sum(kaart.status in Contactmoment.GEVRAAGD_OF_VERDER and not kaart.is_rond for kaart in kaarten)
        tellingen.append((label, klaar, wacht))
    return tellingen


def explain_mail(contact) -> str:
    """Why the leidinggevende may not know of it; else nothing."""
    if not contact.is_gevraagd:
        return ""
    if Adresmerk.objects.of_addresses([contact.email]).get(contact.email):
        return "Mail naar dit adres komt niet aan. Vraag je leidinggevende om een ander adres."
    laatste = mails.find_last_mail(contact)
    if laatste and laatste.status == Bericht.Status.MISLUKT:
        return f"De laatste mail kwam niet aan. {laatste.reden}"
    return ""


# --- What waits for the deelnemer ---------------------------------------------------------------


@dataclass(frozen=True)
class Wacht:
    """One thing for the deelnemer to do about one moment."""

    titel: str
    tekst: str
    knop: str
    url: str
    soort: str


_VRAAG = {
    SOORTEN.TOEZEGGING: ("Vraag je leidinggevende om een toezegging", "Spreek af hoeveel tijd je krijgt en waarvoor."),
    SOORTEN.HALVERWEGE: ("Praat tien minuten met je leidinggevende", "Jullie zijn op de helft. De kaart ligt klaar."),
    SOORTEN.BORGING: ("Bespreek met je leidinggevende wat blijft", "Het netwerk loopt af. De kaart ligt klaar."),
}  # fmt: skip


def find_wacht(deelname, kaarten, *, now=None) -> Wacht | None:
    """The one thing that waits most: an answer to what was signed, then what did not come, then what to ask."""
    now = now or nu()
    per_soort = {kaart.soort: kaart for kaart in kaarten}
    for kaart in kaarten:
        kaart.deelname = deelname
        if zin := _read_wacht(kaart, now):
            return _make_wacht(deelname, kaart.soort, *zin)
    for soort in planning.is_time_for(deelname.netwerk, deelname, now=now):
        kaart = per_soort.get(soort)
        if kaart is None or not (kaart.status in Contactmoment.GEVRAAGD_OF_VERDER or kaart.gesprek_op):
            return _make_wacht(deelname, soort, *_VRAAG[soort], "Maak de kaart")
    return None


def _read_wacht(kaart, now):
    """(title, sentence, button) for a card that was asked, or nothing."""
    if kaart.is_te_bevestigen:
        tekst = f"Je vroeg {kaart.naam}. Zeg of dit zo mag."
        return f"Ondertekend door {kaart.getekend_naam}: klopt dat?", tekst, "Bekijk de kaart"
    if kaart.wacht_op_mij:
        return "Onderteken je toezegging ook", f"{kaart.getekend_naam} veranderde iets en tekende.", "Lees wat er staat"
    if not kaart.is_toezegging and kaart.is_ondertekend and kaart.gesprek_op is None:
        tekst = "Schrijf na het gesprek op wat jullie afspraken."
        return "Hoe was het gesprek met je leidinggevende?", tekst, "Schrijf het op"
    if kaart.is_gevraagd and kaart.gesprek_op is None and kaart.gevraagd_op + WACHT <= now:
        tekst = f"Je vroeg {kaart.naam} op {dag(kaart.gevraagd_op)}. Vraag het even zelf, of stuur de link opnieuw."
        return "Je leidinggevende tekende nog niet", tekst, "Bekijk de kaart"
    return None


def _make_wacht(deelname, soort, titel, tekst, knop):
    url = reverse("netwerken:leiding_stap", args=[deelname.netwerk.slug, soort])
    return Wacht(titel, tekst, knop, url, soort)


def find_deelnames(persoon, netwerken=None):
    """The active deelnames of this person as deelnemer, with netwerk and cards: two queries."""
    rows = Deelname.objects.actief().filter(persoon=persoon, rol=Deelname.Rol.DEELNEMER)
    rows = rows if netwerken is None else rows.filter(netwerk__in=netwerken)
    return _with_cards(rows.select_related("netwerk").order_by("pk"))


def ask_deelnemer(persoon, now):
    """For the netwerkbrief."""
    for deelname in find_deelnames(persoon):
        if wacht := find_wacht(deelname, deelname.kaarten, now=now):
            yield Actie(
                titel=wacht.titel, knop=wacht.knop, url=settings.BASE_URL + wacht.url, tekst=wacht.tekst,
                netwerk=deelname.netwerk.naam, onderwerp="netwerk",
            )  # fmt: skip
