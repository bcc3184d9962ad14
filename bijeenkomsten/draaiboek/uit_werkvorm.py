"""A block of a draaiboek out of a werkvorm of the catalogue. It is a copy: later changes there do not touch it."""


def make_waarden(werkvorm) -> dict:
    """The fields of the block."""
    stappen, materiaal = werkvorm.lijsten["stappen"], werkvorm.lijsten["materiaal"]
    return {
        "titel": werkvorm.naam,
        "minuten": count_minuten(werkvorm),
        "soort": werkvorm.tijd,
        "vraag": werkvorm.voorbeeldvraag,
        "doel": werkvorm.doel,
        "toelichting": "\n".join(_show_stap(nummer, stap) for nummer, stap in enumerate(stappen, 1)),
        "materiaal": "\n".join(materiaal),
        "werkvorm": werkvorm,
    }


def count_minuten(werkvorm) -> int:
    """What its steps take together, inside the duration it says it has."""
    stappen = sum(stap["minuten"] for stap in werkvorm.lijsten["stappen"])
    return min(max(stappen, werkvorm.duur_min), werkvorm.duur_max)


def _show_stap(nummer, stap):
    minuten = f" ({stap['minuten']} min)" if stap["minuten"] else ""
    return f"{nummer}. {stap['titel']}{minuten}. {stap['tekst']}"
