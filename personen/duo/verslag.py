"""Tell what an import does: a summary to read, and every row as CSV."""

import csv
from pathlib import Path

from personen.duo.vergelijken import GELIJK, GESLOTEN, GEWEIGERD, GEWIJZIGD, HEROPEND, NIEUW, OPMERKING, Plan

LENGTE = 40  # lines of each kind in the summary
KOPPEN = {
    GEWEIGERD: "Geweigerd",
    OPMERKING: "Opmerkingen",
    GESLOTEN: "Gesloten: staat niet meer in de lijst",
    HEROPEND: "Heropend: staat weer in de lijst",
    GEWIJZIGD: "Gewijzigd",
    NIEUW: "Nieuw",
}
VELDNAMEN = {"ouder": "hoort bij"}


def summary(plan: Plan):
    """The lines of the report, the least expected first. Long kinds are cut; the CSV has them all."""
    for uitkomst, kop in KOPPEN.items():
        rows = [oordeel for oordeel in plan.oordelen if oordeel.uitkomst == uitkomst]
        if not rows:
            continue
        yield f"{kop} ({len(rows)})"
        for oordeel in rows[:LENGTE]:
            yield f"  {_line(oordeel)}"
        if len(rows) > LENGTE:
            yield f"  … en nog {len(rows) - LENGTE}. Met --rapport staan ze allemaal in een bestand."
    if plan.zonder_regio:
        gemeenten = ", ".join(f"{gemeente} ({n})" for gemeente, n in plan.zonder_regio.most_common(LENGTE))
        yield f"De vakantieregio is niet zeker en blijft leeg: {gemeenten}."
    order = [NIEUW, GEWIJZIGD, GELIJK, HEROPEND, GESLOTEN, GEWEIGERD]
    yield ", ".join(f"{plan.aantallen[uitkomst]} {uitkomst}" for uitkomst in order) + "."


def _line(oordeel):
    where = f"{oordeel.bestand} regel {oordeel.regel}" if oordeel.regel else ""
    changes = "; ".join(
        f"{VELDNAMEN.get(veld, veld)}: {old or '–'} → {new or '–'}" for veld, old, new in oordeel.velden
    )
    who = " ".join(filter(None, [oordeel.soort, oordeel.code, oordeel.naam]))
    where = where if oordeel.uitkomst in (GEWEIGERD, OPMERKING) else ""
    return ": ".join(filter(None, [where, who, changes, oordeel.toelichting]))


def write_csv(plan: Plan, path: Path) -> None:
    """Every row, a changed one with a line for each field. Opens in a spreadsheet; nothing in it is a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(
            ["uitkomst", "soort", "code", "naam", "bestand", "regel", "veld", "oud", "nieuw", "toelichting"]
        )
        for o in plan.oordelen:
            for veld in o.velden or [("", "", "")]:
                cells = [o.uitkomst, o.soort, o.code, o.naam, o.bestand, o.regel or "", *veld, o.toelichting]
                writer.writerow(map(_harmless, cells))


def _harmless(cell):
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
