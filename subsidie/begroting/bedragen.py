"""Amounts and hours as Dutch people write them, as whole numbers: eurocents and quarters of an hour. No database."""

import re

from kern.errors import DomainError

HOOGST = 10_000_000_00  # eurocents; of one amount
MEESTE_UREN = 10_000  # of one line
_CIJFERS = 3  # of a group between two points
_KWART = {"": 0, "0": 0, "00": 0, "25": 1, "5": 2, "50": 2, "75": 3}
_GEHEEL = re.compile(r"[0-9]+")
_GROEPEN = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")


class Bedragfout(DomainError):  # noqa: N818 - it is a Dutch word for error
    """What somebody filled in is no amount. The message says what does work."""


def parse_bedrag(tekst: str) -> int:
    """Eurocents of «1.000,50», «1000,5», «€ 1.000» or «1.000,-». Raises Bedragfout for everything else.

    A point is only between thousands and a comma only before cents, so «1,000.50» and «10.50» are never guessed at.
    """
    kaal = _strip(tekst, "€")
    if not kaal:
        raise Bedragfout("Vul een bedrag in, bijvoorbeeld 1.000,50.")
    if kaal.startswith(("-", "−")):  # noqa: RUF001 - the minus of a text processor
        raise Bedragfout("Een bedrag kan niet onder nul zijn. Laat de min weg.")
    geheel, komma, centen = kaal.partition(",")
    euro = _read_geheel(geheel, komma, centen)
    bedrag = euro * 100 + _read_centen(centen, komma)
    if bedrag > HOOGST:
        raise Bedragfout("Dit is meer dan 10 miljoen euro. Kijk de nullen en de komma na.")
    return bedrag


def _strip(tekst, teken):
    kaal = re.sub(r"\s", "", tekst)
    return kaal.removeprefix(teken)


def _read_geheel(geheel, komma, centen):
    if komma and "." in centen:
        raise Bedragfout("Schrijf de punt tussen duizendtallen en de komma voor de centen: 1.000,50.")
    if not re.fullmatch(r"[0-9.]+", geheel):
        raise Bedragfout("Gebruik alleen cijfers, bijvoorbeeld 1.000,50.")
    if not _GEHEEL.fullmatch(geheel) and not _GROEPEN.fullmatch(geheel):
        raise Bedragfout("De punt staat hier niet tussen duizendtallen. Schrijf centen met een komma: 10,50.")
    cijfers = geheel.replace(".", "").lstrip("0")
    if len(cijfers) > len(str(HOOGST)):  # or Python itself refuses to read a few thousand
        raise Bedragfout("Dit is meer dan 10 miljoen euro. Kijk de nullen en de komma na.")
    return int(cijfers or "0")


def _read_centen(centen, komma):
    if not komma or centen in {"-", "--", "–"}:  # noqa: RUF001 - people write a dash
        return 0
    if not _GEHEEL.fullmatch(centen):
        raise Bedragfout("Schrijf centen als cijfers na de komma, bijvoorbeeld 1.000,50.")
    if len(centen) == _CIJFERS:
        raise Bedragfout("Na de komma staan hooguit twee cijfers. Duizend euro is 1.000, met een punt.")
    if len(centen) > _CIJFERS:
        raise Bedragfout("Na de komma staan hooguit twee cijfers, bijvoorbeeld 1.000,50.")
    return int(centen.ljust(2, "0"))


def show_invoer(centen: int) -> str:
    """«1.000,50»; whole euros without cents. ``parse_bedrag`` reads it back as the same amount."""
    euro, rest = divmod(centen, 100)
    geheel = f"{euro:,}".replace(",", ".")
    return f"{geheel},{rest:02}" if rest else geheel


def show_bedrag(centen: int) -> str:
    """«€ 1.000,50», with a space that does not break."""
    return f"€\u00a0{show_invoer(centen)}" if centen >= 0 else f"−\u00a0{show_bedrag(-centen)}"  # noqa: RUF001


def parse_uren(tekst: str) -> int:
    """Quarters of an hour of «12», «12,25» or «12,5». Raises Bedragfout for everything else."""
    kaal = _strip(tekst, "")
    if not kaal:
        raise Bedragfout("Vul uren in, bijvoorbeeld 12 of 12,5.")
    if kaal.startswith(("-", "−")):  # noqa: RUF001
        raise Bedragfout("Uren kunnen niet onder nul zijn. Laat de min weg.")
    geheel, komma, deel = kaal.partition(",")
    if not (_GEHEEL.fullmatch(geheel) or _GROEPEN.fullmatch(geheel)):
        raise Bedragfout("Schrijf uren als een getal, met een komma voor een halve: 12,5.")
    if komma and deel not in _KWART or komma and not deel:
        raise Bedragfout("Rond uren af op een kwartier: ,25 of ,5 of ,75.")
    cijfers = geheel.replace(".", "").lstrip("0") or "0"
    if len(cijfers) > len(str(MEESTE_UREN)) or int(cijfers) * 4 + _KWART[deel] > MEESTE_UREN * 4:
        raise Bedragfout("Dit zijn meer dan 10.000 uren. Kijk de nullen en de komma na.")
    return int(cijfers) * 4 + _KWART[deel]


def show_uren(kwartieren: int) -> str:
    """«12» or «12,5». ``parse_uren`` reads it back as the same."""
    uren, rest = divmod(kwartieren, 4)
    geheel = f"{uren:,}".replace(",", ".")
    return f"{geheel},{('', '25', '5', '75')[rest]}" if rest else geheel
