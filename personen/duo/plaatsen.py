"""Names of places the way people write them. DUO writes them in capitals."""

import re

# Stay small, unless they come first.
_KLEIN = {"aan", "bij", "boven", "de", "den", "der", "en", "het", "in", "of", "onder", "op", "over"}
_KLEIN |= {"te", "ten", "ter", "van", "voor"}
# Behind a name that occurs twice in the country.
_AFKORTINGEN = {"DR", "FR", "GLD", "GN", "GR", "L", "LB", "LI", "NB", "NH", "OV", "UT", "ZH", "ZLD", "ZE"}
_WOORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_APOSTROFS = str.maketrans("’‘`´", "''''")


def plaatsnaam(text: str) -> str:
    """«CAPELLE AAN DEN IJSSEL» → «Capelle aan den IJssel». What already has small letters stays as it is."""
    text = text.translate(_APOSTROFS)
    if text != text.upper():
        return text
    words = list(_WOORD.finditer(text))
    last = words[-1].start() if len(words) > 1 else -1
    return _WOORD.sub(lambda match: _word(match, is_first=match.start() == words[0].start(), last=last), text)


def _word(match, *, is_first, last):
    word, before = match[0], match.string[: match.start()]
    if match.start() == last and word in _AFKORTINGEN and before.endswith((" ", "(")):
        return word
    small = word.lower()
    if before.endswith("'") and len(word) == 1:  # 's, 't
        return small
    if small in _KLEIN and not is_first:
        return small
    return "IJ" + small[2:] if small.startswith("ij") else small.capitalize()
