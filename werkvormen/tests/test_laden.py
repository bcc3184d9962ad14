import json

import pytest
from django.core.management import CommandError, call_command

from kern.models import Logregel
from werkvormen.inhoud import read_kaarten
from werkvormen.inhoud.soorten import KaartError, make_kaart
from werkvormen.models import Werkvorm
from werkvormen.services import load_kaarten, write_kaart
from werkvormen.tests.factories import WerkvormFactory, make_data

pytestmark = pytest.mark.django_db


def kaart(slug="kring", **velden):
    return make_kaart(make_data(slug=slug, code=velden.pop("code", f"WV-{slug}"), **velden))


def filled(verslag):
    return {naam: slugs for naam, slugs in vars(verslag).items() if slugs}


def test_loading_makes_published_rows():
    verslag = load_kaarten([kaart(), kaart("muur")])

    assert filled(verslag) == {"nieuw": ["kring", "muur"]}
    assert [w.kaart for w in Werkvorm.objects.gepubliceerd().order_by("slug")] == [kaart(), kaart("muur")]
    assert Logregel.objects.filter(actie="werkvormen.werkvorm.loaded").count() == 2


def test_loading_twice_changes_nothing(django_assert_num_queries):
    load_kaarten([kaart(), kaart("muur")])
    eerder = list(Werkvorm.objects.values())

    with django_assert_num_queries(4):  # two savepoints of the transaction, the rows and their kenmerken
        verslag = load_kaarten([kaart(), kaart("muur")])

    assert filled(verslag) == {"gelijk": ["kring", "muur"]}
    assert list(Werkvorm.objects.values()) == eerder


def test_a_changed_file_changes_the_row():
    load_kaarten([kaart()])

    verslag = load_kaarten([kaart(naam="Anders genoemd", fasen=["inbedding"])])

    werkvorm = Werkvorm.objects.get()
    assert filled(verslag) == {"bijgewerkt": ["kring"]}
    assert (werkvorm.naam, werkvorm.kaart.fasen, werkvorm.versie) == ("Anders genoemd", ("inbedding",), 2)
    assert filled(load_kaarten([kaart(naam="Anders genoemd", fasen=["inbedding"])])) == {"gelijk": ["kring"]}


@pytest.mark.parametrize("velden", [{"naam": "Met de hand"}, {"fasen": ["inbedding"]}, {"materiaal": ["Krijt"]}])
@pytest.mark.parametrize("bestand", [{}, {"doel": "Het bestand is ook veranderd."}])
def test_an_edited_text_stays_and_is_reported(velden, bestand):
    load_kaarten([kaart()])
    write_kaart(Werkvorm.objects.get(), kaart(**velden))

    verslag = load_kaarten([kaart(**bestand)])

    assert filled(verslag) == {"bewerkt": ["kring"]}
    assert Werkvorm.objects.get().kaart == kaart(**velden)


def test_an_edited_text_goes_when_asked():
    load_kaarten([kaart()])
    write_kaart(Werkvorm.objects.get(), kaart(naam="Met de hand"))

    verslag = load_kaarten([kaart()], overschrijf=True)

    assert filled(verslag) == {"bijgewerkt": ["kring"]}
    assert Werkvorm.objects.get().kaart == kaart()


def test_a_file_that_caught_up_with_an_edit_is_loaded():
    load_kaarten([kaart()])
    write_kaart(Werkvorm.objects.get(), kaart(naam="Met de hand"))

    load_kaarten([kaart(naam="Met de hand")])

    assert filled(load_kaarten([kaart(naam="Nog een keer")])) == {"bijgewerkt": ["kring"]}


def test_a_kaart_keeps_its_row_when_its_address_changes():
    load_kaarten([kaart(code="WV-1")])

    verslag = load_kaarten([kaart("rondje", code="WV-1")])

    assert filled(verslag) == {"bijgewerkt": ["rondje"]}
    assert Werkvorm.objects.get().slug == "rondje"


def test_a_vanished_file_is_reported_and_withdrawn_when_asked():
    load_kaarten([kaart(), kaart("muur")])

    assert filled(load_kaarten([kaart()])) == {"gelijk": ["kring"], "verdwenen": ["muur"]}
    assert Werkvorm.objects.gepubliceerd().count() == 2
    assert filled(load_kaarten([kaart()], trek_in=True)) == {"gelijk": ["kring"], "ingetrokken": ["muur"]}
    assert list(Werkvorm.objects.gepubliceerd().values_list("slug", flat=True)) == ["kring"]
    assert filled(load_kaarten([kaart()], trek_in=True)) == {"gelijk": ["kring"]}


def test_what_was_withdrawn_does_not_come_back_by_itself():
    load_kaarten([kaart()])
    load_kaarten([], trek_in=True)

    load_kaarten([kaart(naam="Terug")])

    assert (Werkvorm.objects.get().status, Werkvorm.objects.get().naam) == ("ingetrokken", "Terug")


def test_an_own_werkvorm_is_never_overwritten(persoon):
    WerkvormFactory(slug="kring", eigenaar=persoon, kaart={"naam": "Van mij"})

    verslag = load_kaarten([kaart()], overschrijf=True, trek_in=True)

    assert filled(verslag) == {"bezet": ["kring"]}
    assert Werkvorm.objects.get().naam == "Van mij"


def write_file(folder, **velden):
    data = make_data(slug="kring", code="WV-1", **velden)
    (folder / "kring.json").write_text(json.dumps(data))


def test_command_says_what_it_did(tmp_path, capsys):
    write_file(tmp_path)

    call_command("laad_werkvormen", map=tmp_path)
    write_kaart(Werkvorm.objects.get(), kaart(code="WV-1", naam="Met de hand"))
    call_command("laad_werkvormen", map=tmp_path)

    assert capsys.readouterr().out.splitlines() == [
        "1 werkvormen nieuw, 0 bijgewerkt, 0 gelijk.",
        "0 werkvormen nieuw, 0 bijgewerkt, 0 gelijk.",
        "Hier bewerkt, dus niet overschreven (wel met --overschrijf): kring.",
    ]


@pytest.mark.parametrize("velden", [{"naam": ""}, {"slug": "anders"}])
def test_one_wrong_file_loads_nothing(tmp_path, velden):
    (tmp_path / "goed.json").write_text(json.dumps(make_data(slug="goed", code="WV-2")))
    data = make_data(code="WV-1") | {"slug": "kring"} | velden
    (tmp_path / "kring.json").write_text(json.dumps(data))

    with pytest.raises(CommandError, match=r"Er is niets geladen. kring.json"):
        call_command("laad_werkvormen", map=tmp_path)

    assert not Werkvorm.objects.exists()


@pytest.mark.parametrize("tekst", ["{", "[]", "\xff"])
def test_a_file_that_is_no_kaart_is_refused(tmp_path, tekst):
    (tmp_path / "kring.json").write_bytes(tekst.encode("latin-1"))

    with pytest.raises(KaartError, match=r"kring.json"):
        read_kaarten(tmp_path)
