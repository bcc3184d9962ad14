"""Every step by every role from everywhere: what is in the table happens, and nothing else."""

from itertools import product

import pytest

from kern.errors import DomainError
from subsidie.toestand import (
    NIET_VERTELD,
    OVERGANGEN,
    TE_BEWERKEN,
    TOEGEKEND,
    VOORBIJ,
    ZICHT,
    Rol,
    Stap,
    Status,
    kan,
    zet,
)

# stap: from → to, by. Written by hand: the table in the code has to agree.
TABEL = """
indienen: concept → ingediend, indiener
intrekken: concept ingediend aanvulling in_beoordeling advies_klaar besloten → ingetrokken, indiener systeem
verlopen: concept → verlopen, systeem
vragen: ingediend in_beoordeling → aanvulling, academie beoordelaar
aanvullen: aanvulling → ingediend, indiener
compleet: ingediend → in_beoordeling, academie
adviseren: in_beoordeling → advies_klaar, systeem
heropenen: advies_klaar → in_beoordeling, systeem academie
besluiten: advies_klaar → besloten, beslisser
terugnemen: besloten → advies_klaar, beslisser
toekennen: besloten → toegekend, beslisser
voorwaarde: besloten → voorwaarde, beslisser
afwijzen: besloten → afgewezen, beslisser
starten: toegekend voorwaarde → lopend, academie systeem
verantwoorden: lopend → verantwoord, indiener
teruggeven: verantwoord → lopend, academie
vaststellen: verantwoord → vastgesteld, academie
"""


def lees():
    for regel in TABEL.strip().splitlines():
        stap, rest = regel.split(": ")
        van, rest = rest.split(" → ")
        naar, door = rest.split(", ")
        yield Stap(stap), van.split(), naar, door.split()


MAG = {(stap, status, rol): naar for stap, van, naar, door in lees() for status in van for rol in door}


@pytest.mark.parametrize("stap", Stap)
def test_every_status_and_every_role(stap):
    for status, rol in product(Status, Rol):
        naar = MAG.get((stap, status, rol))
        assert kan(status, stap, rol) == (naar is not None), (stap, status, rol)
        if naar:
            assert zet(status, stap, rol) == naar
        else:
            with pytest.raises(DomainError, match="Dit kan nu niet"):
                zet(status, stap, rol)


def test_every_step_is_in_the_table():
    assert set(OVERGANGEN) == set(Stap) == {stap for stap, *_ in lees()}


def test_every_status_is_reached_and_left_unless_it_is_over():
    vertrek = {status for overgang in OVERGANGEN.values() for status in overgang.van}

    assert {o.naar for o in OVERGANGEN.values()} | {Status.CONCEPT} == set(Status)
    assert set(Status) - vertrek == set(VOORBIJ)


def test_who_advises_never_decides():
    assert not [o for o in OVERGANGEN.values() if {Rol.BEOORDELAAR, Rol.BESLISSER} <= set(o.door)]


def test_the_netwerk_reads_a_decision_only_when_it_is_told():
    assert ZICHT[Status.BESLOTEN] == ZICHT[Status.ADVIES_KLAAR]
    assert set(ZICHT) == set(Status)
    assert not set(NIET_VERTELD) & set(TOEGEKEND)
    assert set(TE_BEWERKEN) == {Status.CONCEPT, Status.AANVULLING}
