"""Text to search in, and what people type, brought to one form: small letters, no accents, no signs."""

import re
import unicodedata

# People type the name that nobody puts on the sign.
_OOK = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}


def normalise(text: str) -> str:
    """«'s-Gravenhage, Súdwest» → «s gravenhage sudwest»"""
    if not text.isascii():  # rare, and five times as slow
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def zoektekst(*texts: str) -> str:
    """All texts on one line, with the other name of a place behind it."""
    line = " | ".join(filter(None, map(normalise, texts)))
    return " | ".join([line, *(ook for naam, ook in _OOK.items() if naam in line)])
