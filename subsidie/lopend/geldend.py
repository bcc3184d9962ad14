"""The begroting that holds now: of the last change that was granted, else what was handed in last."""

from subsidie.aanvragen.models import Aanvraag
from subsidie.begroting.lezen import read_begroting
from subsidie.begroting.rekenen import Begroting
from subsidie.lopend.models import Wijziging


def read_antwoorden(aanvraag: Aanvraag) -> dict:
    """The begroting that holds, as answers: {"begroting.<jaar>.<post>.<kolom>": whole number or text}."""
    wijziging = aanvraag.wijzigingen.toegekend().filter(soort=Wijziging.Soort.BEGROTING).first()
    bron = wijziging or aanvraag.inzendingen.first()
    antwoorden = bron.antwoorden if bron else {}
    return {code: waarde for code, waarde in antwoorden.items() if code.startswith("begroting.")}


def read_geldend(aanvraag: Aanvraag) -> Begroting:
    """The begroting that holds now."""
    return read_begroting(read_antwoorden(aanvraag))
