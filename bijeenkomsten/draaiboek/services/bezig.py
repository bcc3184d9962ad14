"""Who works in which block at this moment. It only shows; nobody is kept out."""

from bijeenkomsten.draaiboek.models import Bezig, Programmaonderdeel
from kern.tijd import nu


def show_bezig(onderdeel: Programmaonderdeel, *, by) -> None:
    """``by`` has this block open. Once per person and meeting: opening another block leaves this one."""
    Bezig.objects.update_or_create(
        bijeenkomst_id=onderdeel.bijeenkomst_id, persoon=by, defaults={"onderdeel": onderdeel, "gezien_op": nu()}
    )


def stop_bezig(bijeenkomst, *, by) -> None:
    """``by`` closed the block."""
    Bezig.objects.filter(bijeenkomst=bijeenkomst, persoon=by).delete()
