"""What a draaiboek holds, in one line a test can compare."""

from bijeenkomsten.draaiboek.stappen import VELDEN
from bijeenkomsten.models import Programmaonderdeel


def rij(b):
    """«a b +c»: c runs beside b."""
    rows = Programmaonderdeel.objects.filter(bijeenkomst=b).order_by("volgorde")
    return " ".join(f"{'+' if o.tegelijk else ''}{o.titel}" for o in rows)


def alles(b):
    """Every field of every block, in order, by pk."""
    rows = Programmaonderdeel.objects.filter(bijeenkomst=b).order_by("volgorde")
    return list(rows.values_list("pk", *VELDEN))


def blok(b, titel):
    return Programmaonderdeel.objects.get(bijeenkomst=b, titel=titel)
