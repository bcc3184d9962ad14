"""What we say about a questionnaire before somebody begins."""

from evaluatie.vragenlijst.document import Document

_GETALLEN = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]


def _getal(aantal):
    return _GETALLEN[aantal] if aantal < len(_GETALLEN) else str(aantal)


def describe(document: Document) -> str:
    """«Acht keer kiezen en één open vraag. Ongeveer één minuut.»"""
    kiezen, open_vragen = len(document.geteld), len(document.open_vragen)
    delen = [f"{_getal(kiezen)} keer kiezen"] if kiezen else []
    if open_vragen:
        delen.append(f"{_getal(open_vragen)} open {'vraag' if open_vragen == 1 else 'vragen'}")
    tekst = " en ".join(delen)
    minuten = f"{_getal(document.minuten)} {'minuut' if document.minuten == 1 else 'minuten'}"
    return f"{tekst[0].upper()}{tekst[1:]}. Ongeveer {minuten}."
