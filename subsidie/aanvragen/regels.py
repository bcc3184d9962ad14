"""What a regeling asks of who applies, with the codes under which an aanvraag keeps its answers."""

from functools import lru_cache

from django.http import Http404

from subsidie.aanvragen.formulier import BEGROTING, Formulier, Onderdeel, Veld
from subsidie.regeling.bron import get_regeling
from subsidie.regeling.models import Regelingversie


def read_formulier(versie: Regelingversie) -> Formulier:
    """The questions of a version; every process reads one once."""
    return _read(versie.vingerafdruk)


@lru_cache(maxsize=128)
def _read(vingerafdruk):
    regeling = get_regeling(vingerafdruk)
    delen = tuple(_make_deel(deel) for deel in regeling.onderdelen)
    return Formulier(delen, regeling.kader, regeling.akkoord.versie, regeling.akkoord.tekst)


def _make_deel(deel):
    velden = tuple(
        Veld(
            f"{deel.code}.{veld.code}", str(veld.soort), veld.label, veld.hulp, veld.verplicht, veld.langste, veld.bron,
            tuple((keuze.code, keuze.naam) for keuze in veld.keuzes),
        )
        for veld in deel.velden
    )  # fmt: skip
    return Onderdeel(deel.code, deel.naam, deel.uitleg, velden)


def find_deel(aanvraag, code: str) -> str:
    """The code of a part of the form, or of the begroting. 404 for what is no part of it."""
    delen = {deel.code for deel in read_formulier(aanvraag.regelingversie).onderdelen} | {BEGROTING}
    if code not in delen:
        raise Http404
    return code
