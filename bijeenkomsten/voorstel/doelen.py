"""What a meeting is for, as long as nobody chose: it follows from the fase and from what was done the last times."""

from collections import Counter

from bijeenkomsten.voorstel.kandidaten import Kandidaat

# Per fase what a meeting is mostly for, most typical first.
FASE_DOELEN = {
    "verkenning": ("richting", "uitwisselen", "ideeen"),
    "ontwikkeling": ("vertrouwen", "richting", "uitwisselen", "ideeen"),
    "verdieping": ("casus", "onderzoeken", "kennis", "oefenen", "maken"),
    "inbedding": ("meenemen", "casus", "reflecteren"),
    "verankering": ("vooruit", "reflecteren", "richting"),
}
TERUG = 3  # so many meetings back


def choose_doel(fase: str, *, eerste: bool, eerdere: list[str], te_kiezen) -> str:
    """Getting to know each other the first time; then what belongs to the fase and was done least of late.

    ``eerdere``: what the last meetings were for, latest first. ``te_kiezen``: the purposes that have a werkvorm.
    """
    if eerste and "kennismaken" in te_kiezen:
        return "kennismaken"
    gedaan = Counter(eerdere[:TERUG])
    kan = [doel for doel in FASE_DOELEN[fase] if doel in te_kiezen] or sorted(te_kiezen)
    return min(kan, key=lambda doel: (gedaan[doel], kan.index(doel)))


def find_te_kiezen(kandidaten: list[Kandidaat]) -> set[str]:
    """The purposes for which there is something to do in the kern of a meeting."""
    return {doel for k in kandidaten if "kern" in k.momenten for doel in k.doelen}
