"""What is known of a netwerk already, for the questions that say where their answer comes from."""

from collections.abc import Callable

from netwerken.models import Deelname
from subsidie.aanvragen.formulier import Formulier, Veld


def _names(rol):
    def read(netwerk):
        rijen = Deelname.objects.lid().filter(netwerk=netwerk, rol=rol).select_related("persoon__organisatie")
        return ", ".join(_say(rij.persoon) for rij in rijen.order_by("pk"))

    return read


def _say(persoon):
    return f"{persoon.naam} ({persoon.organisatie.naam})" if persoon.organisatie else persoon.naam


def _column(naam):
    return lambda netwerk: getattr(netwerk, naam)


def _label(naam):
    return lambda netwerk: getattr(netwerk, f"get_{naam}_display")()


_KOLOMMEN = (
    "naam", "centrale_vraag", "doel", "thema", "doelgroep", "omschrijving", "financiering", "eigenaar", "start_datum",
    "eind_datum", "min_deelnemers", "max_deelnemers", "aantal_bijeenkomsten", "aantal_deelnemers", "aantal_scholen",
)  # fmt: skip
BRONNEN: dict[str, Callable] = {
    **{f"netwerk.{naam}": _column(naam) for naam in _KOLOMMEN},
    **{f"netwerk.{naam}": _label(naam) for naam in ("type", "regio", "sector", "doel_niveau", "toegang")},
    **{f"netwerk.{rol}": _names(rol) for rol in ("penvoerder", "facilitator")},
}


def make_vooraf(netwerk, formulier: Formulier) -> dict:
    """The answers that follow from the netwerk. What does not fit a question is left out: it is asked anyway."""
    antwoorden = {}
    for onderdeel in formulier.onderdelen:
        for veld in onderdeel.velden:
            if veld.bron in BRONNEN:
                antwoorden[veld.code] = _fit(veld, BRONNEN[veld.bron](netwerk))
    return {code: waarde for code, waarde in antwoorden.items() if waarde not in (None, "")}


def _fit(veld: Veld, waarde):
    if veld.soort == "datum":
        return waarde.isoformat() if hasattr(waarde, "isoformat") else None
    if veld.soort == "getal":
        return waarde if isinstance(waarde, int) else None
    tekst = str(waarde or "")
    if veld.soort == "keuze":
        return next((code for code, woord in veld.keuzes if tekst in (code, woord)), None)
    return tekst if not veld.langste or len(tekst) <= veld.langste else None
