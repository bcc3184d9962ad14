"""Saved while one types, and who else is in the draaiboek."""

import json
from datetime import time

import pytest

from bijeenkomsten.draaiboek import services
from bijeenkomsten.draaiboek.tests.stand import blok, rij
from bijeenkomsten.models import Bezig, Draaiboekstap, Programmaonderdeel
from bijeenkomsten.tests.cast import text, url
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def save(client, b, onderdeel, versie=1, oud=None, **velden):
    data = {"veld": list(velden), "versie": versie} | {k: v for k, v in velden.items() if v != ""}
    data |= {f"oud_{k}": v for k, v in (oud or {}).items()}
    return client.post(url("onderdeel_save", b, onderdeel.pk), data, **HTMX)


def test_autosave_writes_only_what_changed(begeleider, b):
    onderdeel = blok(b, "a")

    response = save(begeleider, b, onderdeel, vraag="Wat lukte?", oud={"vraag": onderdeel.vraag})

    assert json.loads(response.content) == {"versie": 2, "stand": Draaiboekstap.objects.get().pk}
    nu = blok(b, "a")
    assert (nu.vraag, nu.notities, nu.tegelijk) == ("Wat lukte?", onderdeel.notities, False)
    assert save(begeleider, b, nu, versie=2, tegelijk="on", oud={}).status_code == 200
    assert save(begeleider, b, nu, versie=3, tegelijk="", oud={"tegelijk": "on"}).status_code == 200
    assert blok(b, "a").tegelijk is False


def test_autosave_query_count(begeleider, b, django_assert_num_queries):
    onderdeel = blok(b, "a")
    save(begeleider, b, onderdeel, vraag="Wat", oud={"vraag": onderdeel.vraag})

    with django_assert_num_queries(15):  # two are the savepoint of the test, two the locks: netwerk and meeting
        save(begeleider, b, onderdeel, versie=2, notities="Koffie", oud={"notities": onderdeel.notities})


@pytest.mark.parametrize(
    ("velden", "veld", "fout"),
    [
        ({"minuten": "0"}, "minuten", "Kies minstens 1 minuut."),
        ({"titel": ""}, "titel", "Dit veld is verplicht."),
        ({"begint_vast": "03:00"}, "begint_vast", "Kies een tijd in de bijeenkomst"),
    ],
)
def test_autosave_refuses_at_the_field(begeleider, b, velden, veld, fout):
    response = save(begeleider, b, blok(b, "a"), **velden)

    assert response.status_code == 422
    assert fout in json.loads(response.content)["fouten"][veld]
    assert blok(b, "a").versie == 1


def test_autosave_of_something_that_cannot_be_is_refused(begeleider, b):
    Programmaonderdeel.objects.filter(titel="b").update(begint_vast=time(14, 0))

    response = save(begeleider, b, blok(b, "b"), tegelijk="on")

    assert response.status_code == 422
    assert "Haal een van de twee weg" in json.loads(response.content)["fouten"]["tegelijk"]


def test_autosave_conflict_has_both_texts(begeleider, b):
    onderdeel = blok(b, "a")
    noor = PersoonFactory(naam="Noor")
    services.update_onderdeel(onderdeel, {"vraag": "Van <b>Noor</b>?", "begint_vast": time(14, 0)}, versie=1, by=noor)

    ander = save(begeleider, b, onderdeel, wie="Marit", oud={"wie": onderdeel.wie})
    response = save(begeleider, b, onderdeel, vraag="Van mij?", begint_vast="15:00", oud={"vraag": onderdeel.vraag})

    assert (ander.status_code, response.status_code) == (200, 409)
    inhoud = text(response)
    for deel in (
        "Noor schreef hier ook",
        "Van &lt;b&gt;Noor&lt;/b&gt;?",
        "Van mij?",
        'data-versie="3"',
        "14.00 uur",
        'data-hun="14:00"',
    ):
        assert deel in inhoud
    assert (blok(b, "a").vraag, blok(b, "a").wie) == ("Van <b>Noor</b>?", "Marit")


def test_conflict_reads_choices_and_ticks_as_words(begeleider, b):
    onderdeel = blok(b, "b")
    services.update_onderdeel(onderdeel, {"soort": "rust", "tegelijk": True, "wie": ""}, versie=1, by=PersoonFactory())

    inhoud = text(
        save(begeleider, b, onderdeel, soort="maken", wie="Ik", oud={"soort": "praten", "wie": onderdeel.wie})
    )

    assert ("pauze" in inhoud, "samen werken" in inhoud, "leeg" in inhoud) == (True, True, True)


def test_autosave_without_what_one_started_from_is_a_conflict(begeleider, b):
    onderdeel = blok(b, "a")
    services.update_onderdeel(onderdeel, {"tegelijk": True}, versie=1, by=PersoonFactory())

    response = save(begeleider, b, onderdeel, minuten="20")

    assert response.status_code == 409
    assert "30" in text(response)


def test_autosave_of_a_block_that_is_gone(begeleider, b, monkeypatch):
    onderdeel = blok(b, "a")
    services.delete_onderdeel(onderdeel, versie=1, by=PersoonFactory())

    assert save(begeleider, b, onderdeel, vraag="Nog?").status_code in (404, 410)
    assert rij(b) == "b c"


def test_busy_comes_and_goes(begeleider, cast, b):
    assert begeleider.post(url("onderdeel_bezig", b, blok(b, "a").pk)).status_code == 204
    assert Bezig.objects.get().onderdeel == blok(b, "a")
    assert begeleider.post(url("onderdeel_bezig", b, blok(b, "a").pk), {"klaar": "1"}).status_code == 204
    assert not Bezig.objects.exists()


def test_stand_tells_the_version_and_who_is_busy(begeleider, b):
    assert begeleider.get(url("draaiboek_stand", b)).json() == {"stand": 0, "bezig": []}
    services.show_bezig(blok(b, "a"), by=PersoonFactory(naam="Noor"))
    services.add_onderdeel(b, titel="d", minuten=5, by=PersoonFactory())

    stand = begeleider.get(url("draaiboek_stand", b)).json()

    assert stand == {"stand": Draaiboekstap.objects.get().pk, "bezig": [[blok(b, "a").pk, "Noor"]]}
