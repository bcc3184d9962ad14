"""Takes people out of what the program tells: any formatter of log lines can call this.

Our own log lines hold no personal data to begin with. This is for the words of others: a mail server that repeats an
address, a database that quotes the row it refused, a library that puts a whole address in its complaint.
"""

import re
import traceback

_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
_KEY = re.compile(r"(/(?:d|uitnodiging|agenda|password/reset/key)/)[^/\s\"'?]+")
_QUERY = re.compile(r"(\?)[^\s\"'<>]*=[^\s\"'<>]*")
_ROW = re.compile(r"(DETAIL|CONTEXT|HINT): .*")
_INSTEAD = ((_ADDRESS, "<adres>"), (_KEY, r"\1<sleutel>"), (_QUERY, r"\1<vraag>"), (_ROW, r"\1: <rij>"))
_QUOTED = re.compile(r"(?<![^\Wb])('[^'\n]*'|\"[^\"\n]*\"|«[^»\n]*»|“[^”\n]*”)")


def redact(text: str) -> str:
    """``text`` without addresses, keys of links, questions behind addresses, and rows of the database."""
    for pattern, instead in _INSTEAD:
        text = pattern.sub(instead, text)
    return text


def format_exception(exc_info) -> str:
    """The traceback with the code, never the values: of a message what stands between quotes is left out."""
    error, parts, seen = exc_info[1], [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        message = redact(_QUOTED.sub("'…'", str(error)))
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        frames = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{frames}{kind}: {message}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nbefore that:\n".join(parts)


def redact_event(logger, name, event):
    """For structlog: every text of a line, also those that came along as a field."""
    texts = {key: redact(value) for key, value in event.items() if isinstance(value, str) and key != "exception"}
    return {**event, **texts}
