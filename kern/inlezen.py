"""JSON that somebody hands in, read strictly: what a file says twice or says wrong is not guessed at."""

import json


class DubbelVeldError(ValueError):
    """The same field twice in one block: the last one would win without anybody seeing the first."""

    def __init__(self, naam: str):
        super().__init__(naam)
        self.naam = naam


class VreemdGetalError(ValueError):
    """NaN or an infinity, which JSON does not have."""

    def __init__(self, naam: str):
        super().__init__(naam)
        self.naam = naam


def read_json(data: bytes):
    """What the file says. Raises DubbelVeldError, VreemdGetalError, UnicodeDecodeError, JSONDecodeError, RecursionError
    (too deep), and ValueError (a number of thousands of digits).
    """
    return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)


def _once(pairs):
    gevonden = dict(pairs)
    if len(gevonden) < len(pairs):
        namen = [naam for naam, _ in pairs]
        raise DubbelVeldError(next(naam for naam in namen if namen.count(naam) > 1))
    return gevonden


def _no_number(naam):
    raise VreemdGetalError(naam)
