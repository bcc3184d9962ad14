"""What must hold for every suggestion, whatever the catalogue, the people and the time are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijeenkomsten.voorstel.adviezen import make_adviezen
from bijeenkomsten.voorstel.indeling import (
    KORTST,
    LANGST,
    PAUZE_NA,
    PAUZE_VOOR,
    langst_zonder_pauze,
    verdeel,
)  # fmt: skip
from bijeenkomsten.voorstel.maken import KEUZEVOLGORDE, make_voorstel
from bijeenkomsten.voorstel.redenen import say_let_op, say_reden
from bijeenkomsten.voorstel.tests.situaties import kandidaten, read_catalogus, situaties

CATALOGUS = st.one_of(st.just(list(read_catalogus())), kandidaten())
VOLGORDE = ["opening", "afspraken", "kern", "kern2", "kern3", "transfer", "afsluiting"]
vaak = settings(max_examples=80, deadline=None)


@pytest.mark.once
@vaak
@given(CATALOGUS, situaties())
def test_what_every_suggestion_keeps_to(catalogus, s):
    voorstel = make_voorstel(catalogus, s)
    if voorstel is None:
        return

    assert KORTST <= s.minuten <= LANGST
    assert voorstel.minuten <= s.minuten
    namen = [blok.naam for blok in voorstel.blokken if blok.naam != "pauze"]
    assert namen == [naam for naam in VOLGORDE if naam in namen]
    assert {"opening", "kern", "afsluiting"} <= set(namen)
    assert ("afspraken" in namen) == (s.afspraken > 0)
    werkvormen = [blok.kandidaat.sleutel for blok in voorstel.blokken if not blok.kandidaat.is_vast]
    assert len(set(werkvormen)) == len(werkvormen)
    for blok in voorstel.blokken:
        k = blok.kandidaat
        assert k.kort <= blok.minuten <= k.lang
        assert k.groepen(s.mensen) > 0
        assert set(s.plekken) <= set(k.plek)
        assert blok.plek.moment in k.momenten
    assert s.doel in next(blok.kandidaat.doelen for blok in voorstel.blokken if blok.naam == "kern")


@pytest.mark.once
@vaak
@given(CATALOGUS, situaties(), st.randoms())
def test_the_same_question_has_the_same_answer(catalogus, s, toeval):
    door_elkaar = list(catalogus)
    toeval.shuffle(door_elkaar)

    assert make_voorstel(catalogus, s) == make_voorstel(door_elkaar, s)


@pytest.mark.once
@settings(max_examples=25, deadline=None)
@given(CATALOGUS, situaties(), st.sampled_from(KEUZEVOLGORDE))
def test_swapping_ends_and_leads_back(catalogus, s, naam):
    begin = make_voorstel(catalogus, s)
    if begin is None or naam not in begin.keuzes:
        return

    gezien, voorstel = [], begin
    while volgende := _blok(voorstel, naam).volgende:
        gezien.append(_blok(voorstel, naam).kandidaat.sleutel)
        anders = make_voorstel(catalogus, s, voorstel.keuzes | {naam: volgende}, voorstel.kernen)
        assert anders.keuzes == voorstel.keuzes | {naam: volgende}
        assert _blok(anders, naam).vorige == gezien[-1]
        assert anders.minuten <= s.minuten
        voorstel = anders
    assert len(set(gezien)) == len(gezien)

    for sleutel in reversed(gezien):
        voorstel = make_voorstel(catalogus, s, voorstel.keuzes | {naam: _blok(voorstel, naam).vorige}, voorstel.kernen)
        assert voorstel.keuzes == begin.keuzes | {naam: sleutel}
    assert voorstel == begin


def _blok(voorstel, naam):
    return next(blok for blok in voorstel.blokken if blok.naam == naam)


@pytest.mark.once
@vaak
@given(st.just(list(read_catalogus())), situaties())
def test_nobody_sits_for_too_long(catalogus, s):
    """Unless a break would come right after the begin, right before the end, or there is no time for one."""
    voorstel = make_voorstel(catalogus, s)
    if voorstel is None:
        return

    stukken, stuk = [], []
    for blok in voorstel.blokken:
        if blok.naam == "pauze":
            stukken, stuk = [*stukken, stuk], []
        else:
            stuk.append(blok.minuten)
    voor_pauze = sum(blok.kandidaat.kort for blok in voorstel.blokken) + 10 <= s.minuten
    for deel in [*stukken, stuk]:
        knippen = [n for n in range(1, len(deel)) if sum(deel[:n]) >= PAUZE_NA and sum(deel[n:]) >= PAUZE_VOOR]
        assert sum(deel) <= langst_zonder_pauze(s) or not knippen or not voor_pauze


@pytest.mark.once
@vaak
@given(CATALOGUS, situaties())
def test_every_block_says_why(catalogus, s):
    voorstel = make_voorstel(catalogus, s)
    for blok in voorstel.blokken if voorstel else ():
        reden = say_reden(blok, s)

        assert reden[0].isupper()
        assert reden.endswith(".")
        assert ".." not in reden
        assert all(punt.endswith(".") for punt in say_let_op(blok, s))


@pytest.mark.once
@settings(max_examples=40, deadline=None)
@given(CATALOGUS, situaties())
def test_an_advice_is_never_in_vain(catalogus, s):
    if make_voorstel(catalogus, s) is not None:
        return

    adviezen = make_adviezen(catalogus, s)

    assert adviezen
    for advies in adviezen:
        if advies.veld == "doel":
            assert make_voorstel(catalogus, replace(s, doel=advies.waarde)) is not None
        elif advies.veld == "mensen" and s.mensen >= 3:
            assert make_voorstel(catalogus, replace(s, mensen=int(advies.waarde))) is not None


@pytest.mark.once
@vaak
@given(kandidaten().filter(bool), st.integers(0, 400))
def test_minutes_are_divided_within_the_ranges(rij, erbij):
    totaal = sum(k.kort for k in rij) + erbij

    minuten = verdeel(rij, totaal, [k.hooguit for k in rij])

    assert sum(minuten) <= totaal
    for k, m in zip(rij, minuten, strict=True):
        assert k.kort <= m <= k.lang


@pytest.mark.once
@given(kandidaten().filter(bool))
def test_what_cannot_fit_is_refused(rij):
    with pytest.raises(ValueError, match="does not fit"):
        verdeel(rij, sum(k.kort for k in rij) - 1, [k.lang for k in rij])
