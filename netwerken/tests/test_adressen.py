import pytest

from netwerken.adressen import read_adressen


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("a@x.nl", [("", "a@x.nl")]),
        ("a@x.nl,b@x.nl;c@x.nl\nd@x.nl\r\n", [("", "a@x.nl"), ("", "b@x.nl"), ("", "c@x.nl"), ("", "d@x.nl")]),
        ("Noor Eijsink <Noor@X.nl>", [("Noor Eijsink", "noor@x.nl")]),
        ("Haan, Fenna <f@x.nl>; Bo <b@x.nl>", [("Fenna Haan", "f@x.nl"), ("Bo", "b@x.nl")]),
        ('"Haan, Fenna" <f@x.nl>, b@x.nl', [("Fenna Haan", "f@x.nl"), ("", "b@x.nl")]),
        ("a@x.nl, Haan, Fenna <f@x.nl>", [("", "a@x.nl"), ("Fenna Haan", "f@x.nl")]),
        ("'a@x.nl'\n\n  ,;, \n<b@x.nl>", [("", "a@x.nl"), ("", "b@x.nl")]),
        ("mailto:a@x.nl", [("", "a@x.nl")]),
        ("Öz <b>Ü</b> 💬 <a@x.nl>", [("Öz <b>Ü</b> 💬", "a@x.nl")]),
        ("", []),
        (" ;,\n ", []),
    ],
)
def test_read_adressen(tekst, verwacht):
    adressen = read_adressen(tekst)

    assert [(adres.naam, adres.email, adres.fout) for adres in adressen] == [(*adres, "") for adres in verwacht]


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("noor", "Hier staat geen mailadres bij."),
        ("noor@", "Dit is geen mailadres."),
        ("Noor <noor@x>", "Dit is geen mailadres."),
        ("a@x.nl b@x.nl", "Dit is geen mailadres."),
        (f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.nl", "Dit mailadres is te lang."),
        ("a\x00@x.nl", "Dit is geen mailadres."),
        ("a@x.nl\tBcc: b@x.nl", "Dit is geen mailadres."),
        ('"', "Hier staat geen mailadres bij."),
        ("<", "Hier staat geen mailadres bij."),
    ],
)
def test_read_adressen_says_what_is_wrong(tekst, fout):
    [adres] = read_adressen(tekst)

    assert adres.fout == fout
    assert adres.bron == tekst.strip()[:200]


def test_second_time_is_a_fault_and_the_first_is_fine():
    eerste, tweede = read_adressen("a@x.nl\nA@X.nl")

    assert eerste.fout == ""
    assert tweede.fout == "Dit adres staat er twee keer."


def test_long_names_are_cut():
    [adres] = read_adressen(f"{'n' * 500} <a@x.nl>")

    assert adres.naam == "n" * 120
