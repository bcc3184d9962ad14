from datetime import date

import pytest

from kern.errors import DomainError
from kern.models import Logregel
from kern.tests.races import together
from netwerken import services as netwerken
from netwerken.models import Netwerk, Randvoorwaarde, Startbesluit
from netwerken.randvoorwaarden.inhoud import VAN_NETWERK, VAN_ORGANISATIE
from netwerken.randvoorwaarden.services import RandvoorwaardeConflict, write_randvoorwaarde
from netwerken.randvoorwaarden.stand import Telling, count_voor_start
from netwerken.randvoorwaarden.tests.conftest import waarden


def write(cast, code="RV-01", *, school=0, versie=0, **velden):
    organisatie = cast.scholen[school] if school is not None else None
    return write_randvoorwaarde(
        cast.netwerk, code, waarden(**velden), organisatie=organisatie, versie=versie, by=cast.facilitator
    )


def write_all(cast, **velden):
    """Everything that is needed before the start."""
    for punt in VAN_ORGANISATIE[:4]:
        for school in (0, 1):
            write(cast, punt.code, school=school, **velden)
    for punt in VAN_NETWERK[:3]:
        write(cast, punt.code, school=None, **velden)


def test_write_keeps_everything_with_who(cast):
    rij = write(cast, eigenaar=cast.noor, voor=date(2027, 1, 31), status="risico", aanpak="We bellen.")

    rij.refresh_from_db()
    assert (rij.status, rij.aanpak, rij.eigenaar, rij.voor) == ("risico", "We bellen.", cast.noor, date(2027, 1, 31))
    assert (rij.versie, rij.gewijzigd_door, rij.is_risico, rij.is_voldaan) == (1, cast.facilitator, True, False)
    regel = Logregel.objects.get(actie="netwerken.randvoorwaarde.written")
    assert regel.feiten == {"code": "RV-01", "van": "open", "naar": "risico"}


def test_write_twice_is_quiet_and_of_each_school_apart(cast):
    write(cast)
    write(cast)
    write(cast, school=1)
    write(cast, "RV-21", school=None)

    assert Randvoorwaarde.objects.count() == 3
    assert Logregel.objects.filter(actie="netwerken.randvoorwaarde.written").count() == 3


def test_two_facilitators_lose_nothing(cast):
    write(cast, bewijs="Van de een.")

    with pytest.raises(RandvoorwaardeConflict) as conflict:
        write(cast, bewijs="Van de ander.")

    assert conflict.value.rij.bewijs == "Van de een."
    assert write(cast, bewijs="Samen.", versie=1).versie == 2


@pytest.mark.parametrize(
    ("velden", "zin"),
    [({"bewijs": ""}, "waaraan je ziet"), ({"status": "risico", "aanpak": ""}, "aan het risico doen")],
)
def test_a_state_needs_its_words(cast, velden, zin):
    with pytest.raises(DomainError, match=zin):
        write(cast, **velden)
    assert not Randvoorwaarde.objects.exists()


def test_nothing_changes_in_a_netwerk_that_is_over(cast):
    Netwerk.objects.update(status="afgerond")

    with pytest.raises(DomainError, match="voorbij"):
        write(cast)


# --- beginning --------------------------------------------------------------------------------------


def test_count_is_of_the_schools_that_take_part(cast):
    assert count_voor_start(cast.netwerk) == Telling(open=2 * 4 + 3)
    write(cast)
    write(cast, "RV-26")  # helps, and is not counted
    write(cast, "RV-02", status="risico", aanpak="Bellen.")
    assert count_voor_start(cast.netwerk) == Telling(voldaan=1, risico=1, open=9)
    netwerken.leave(cast.netwerk, cast.noor)
    assert count_voor_start(cast.netwerk) == Telling(open=4 + 3)


def test_begin_with_everything_in_order_asks_nothing(cast):
    write_all(cast)

    assert netwerken.start_netwerk(cast.netwerk, by=cast.facilitator).status == "gestart"
    assert not Startbesluit.objects.exists()


@pytest.mark.parametrize("reden", ["", "  "])
def test_begin_with_something_open_asks_why(cast, reden):
    with pytest.raises(DomainError, match="11 randvoorwaarden staan nog open. Schrijf waarom"):
        netwerken.start_netwerk(cast.netwerk, by=cast.facilitator, reden=reden)

    cast.netwerk.refresh_from_db()
    assert cast.netwerk.status == "werving"


def test_begin_with_a_risk_keeps_the_reason(cast):
    write_all(cast)
    write(cast, versie=1, status="risico", aanpak="We bellen de rector.")

    netwerken.start_netwerk(cast.netwerk, by=cast.facilitator, reden=" Na de zomer is er tijd. ")

    besluit = Startbesluit.objects.get()
    assert (besluit.open, besluit.risico, besluit.reden) == (0, 1, "Na de zomer is er tijd.")
    assert (besluit.door, besluit.netwerk) == (cast.facilitator, cast.netwerk)
    regel = Logregel.objects.get(actie="netwerken.randvoorwaarde.begun_with")
    assert regel.feiten == {"open": 0, "risico": 1}


def test_begin_again_asks_nothing(cast):
    Netwerk.objects.update(status="afronden")

    assert netwerken.start_netwerk(cast.netwerk, by=cast.facilitator).status == "gestart"
    assert not Startbesluit.objects.exists()


def test_begin_twice_is_one_decision(cast):
    for _ in range(2):
        netwerken.start_netwerk(cast.netwerk, by=cast.facilitator, reden="We beginnen klein.")

    assert Startbesluit.objects.count() == 1


def test_sentence_says_how_many():
    assert Telling().zin == "Alles is in orde."
    assert Telling(open=1, risico=1).zin == "1 randvoorwaarde staat nog open en 1 is een risico."
    assert Telling(open=2, risico=2).zin == "2 randvoorwaarden staan nog open en 2 zijn een risico."


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_write_the_first_at_once(cast):
    uitkomsten = together(lambda: write(cast, bewijs="Een."), lambda: write(cast, bewijs="Twee."))

    assert sum(isinstance(uitkomst, RandvoorwaardeConflict) for uitkomst in uitkomsten) == 1
    assert Randvoorwaarde.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_begin_at_once(cast):
    together(*[lambda: netwerken.start_netwerk(cast.netwerk, by=cast.facilitator, reden="Klein.")] * 2)

    assert Startbesluit.objects.count() == 1
