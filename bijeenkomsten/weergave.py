"""What an edit conflict looks like on the page: per field what the other wrote and what you wrote."""

from datetime import UTC, datetime

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.samenvoegen import HUN, MIJN
from kern.tijd import dag, klok
from personen.models import Persoon

NAMEN = {
    "begint_op": "Begin", "eindigt_op": "Einde", "titel": "Waar het over gaat", "doel": "Wat er na afloop anders is",
    "inloop_minuten": "Inloop, in minuten", "vorm": "Hoe jullie bij elkaar komen", "locatie": "Naam van de plek",
    "adres": "Straat en nummer", "plaats": "Plaats", "online_link": "Link", "voorbereiding": "Voorbereiding",
    "meenemen": "Meenemen", "terugblik": "Terugblik", "voorbereiders": "Wie voorbereiden",
}  # fmt: skip


def show_botsingen(conflict, keuzes: dict) -> list[dict]:
    """Ready for ``bijeenkomsten/_botsingen.html``; what was chosen before stays chosen."""
    namen = _namen_of(conflict.botsingen)
    return [
        {
            "veld": f"keuze_{botsing.veld}",
            "naam": NAMEN[botsing.veld],
            "mijn": _show(botsing.veld, botsing.mijn, namen),
            "hun": _show(botsing.veld, botsing.hun, namen),
            "door": botsing.door.naam if botsing.door else "Iemand anders",
            "kiezen": botsing.kiezen,
            "opties": [(MIJN, "Houd wat jij schreef"), (HUN, "Neem over wat er nu staat")],
            "gekozen": keuzes.get(botsing.veld, ""),
        }
        for botsing in conflict.botsingen
    ]


def _namen_of(botsingen):
    pks = {pk for b in botsingen if b.veld == "voorbereiders" for pk in [*b.mijn, *b.hun]}
    return dict(Persoon.objects.filter(pk__in=pks).values_list("pk", "naam")) if pks else {}


def _show(veld, waarde, namen):
    if veld in {"begint_op", "eindigt_op"}:
        moment = waarde if isinstance(waarde, datetime) else datetime.fromtimestamp(waarde, UTC)
        return f"{dag(moment)}, {klok(moment)} uur"
    if veld == "vorm":
        return Bijeenkomst.Vorm(waarde).label
    if veld == "voorbereiders":
        return ", ".join(namen[pk] for pk in waarde if pk in namen) or "niemand"
    return str(waarde) or "leeg"
