"""A werkvorm that is half written: kept for its maker, and nowhere else."""

import json
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from kern.tests.races import together
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from werkvormen import services
from werkvormen.concepten import HEEL, NIETS, find_nog, open_concept, read_gegevens, say_nog
from werkvormen.inhoud.soorten import make_kaart
from werkvormen.models import Concept, Origineel, Werkvorm
from werkvormen.services.concepten import MEESTE_CONCEPTEN
from werkvormen.tests.factories import WerkvormFactory, make_data
from werkvormen.tests.test_views_eigen import DATA, NIEUW, fouten

pytestmark = pytest.mark.django_db
STAPPEN = {"stap-TOTAL_FORMS": "1", "stap-INITIAL_FORMS": "0"}
HALF = {"naam": "Loop", "duur_min": "20", **STAPPEN, "stap-0-titel": "B"}
JSON = {"accept": "application/json"}


def gegevens(**velden):
    """Of what was typed, as the form gives it."""
    return read_gegevens(*open_concept(HALF | velden))


def kaart():
    return make_kaart(make_data(naam="Lopen"))


@pytest.fixture
def facilitator(client):
    persoon = DeelnameFactory(rol="facilitator").persoon
    client.force_login(persoon)
    return persoon


def keep(client, sleutel=None, pad=NIEUW, **anders):
    return client.post(pad, HALF | {"bewaar": "concept", "sleutel": str(sleutel or uuid4())} | anders)


def test_half_of_it_is_kept_and_goes_on(client, facilitator):
    response = client.post(
        NIEUW, HALF | {"bewaar": "concept", "sleutel": str(uuid4()), "doelen": ["casus"]}, follow=True
    )

    concept = Concept.objects.get()
    lijst = response.content.decode()
    assert response.redirect_chain == [("/werkvormen/eigen/", 302)]
    assert "Bewaard als concept. Nog niet af: " in lijst
    assert f'<a href="{concept.get_absolute_url()}">Loop</a>' in lijst
    assert (concept.eigenaar, concept.naam, concept.versie) == (facilitator, "Loop", 1)
    assert not Werkvorm.objects.exists()
    formulier = client.get(concept.get_absolute_url()).content.decode()
    assert 'value="Loop"' in formulier
    assert 'value="20"' in formulier
    assert 'name="stap-0-titel" value="B"' in formulier
    assert f'name="sleutel" value="{concept.sleutel}"' in formulier
    assert "mag leeg blijven" in formulier
    assert "Schrijf verder" in formulier
    assert Logregel.objects.filter(actie="werkvormen.concept.created", actor=facilitator).count() == 1


def test_one_line_says_what_is_still_to_do(client, facilitator):
    assert say_nog(gegevens()) == (
        "Nog niet af: ‘in het kort’, wat je ermee bereikt, wanneer je dit kiest, de stappen en nog 8 dingen."
    )
    heel = {naam: waarde for naam, waarde in DATA.items() if not naam.startswith("stap-2")}
    assert find_nog(read_gegevens(*open_concept(heel))) == []
    assert say_nog(read_gegevens(*open_concept(heel))) == HEEL
    assert say_nog(read_gegevens(*open_concept(heel | {"samenvatting": "Kort"}))) == "Nog niet af: ‘in het kort’."
    assert find_nog(read_gegevens(*open_concept(heel | {"plek": ["online"]}))) == ["hoe het online gaat"]
    assert find_nog(read_gegevens(*open_concept(heel | {"duur_max": "2"}))) == ["de duur"]
    assert find_nog(read_gegevens(*open_concept(heel | {"stap-1-minuten": "400"}))) == ["de stappen"]
    assert find_nog(read_gegevens(*open_concept(heel | {"stap-1-tekst": ""}))) == ["de stappen"]
    zonder = heel | {f"stap-{n}-{veld}": "" for n in (0, 1, 2) for veld in ("titel", "tekst", "minuten")}
    assert find_nog(read_gegevens(*open_concept(zonder))) == ["de stappen"]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": "x" * 81}, "Hier passen 80 tekens."),
        ({"wanneer": "x" * 501}, "Hier passen 500 tekens."),
        ({"duur_min": "0"}, "Vul een heel getal in van 1 tot 1560."),
        ({"duur_min": "9" * 5000}, "Vul een heel getal in van 1 tot 1560."),
        ({"groep_max": "veel"}, "Vul een heel getal in van 1 tot 300."),
        ({"doelen": ["geld"]}, "Waarvoor is hij bedoeld?"),
        ({"tijd": "<script>"}, "Wat doen mensen vooral?"),
        ({"let_op": "x" * 301}, "Op één regel passen 300 tekens."),
        ({"materiaal": "\n".join("abcdefghijklm")}, "Noem er hooguit 12"),
        ({"stap-0-tekst": "x" * 501}, "Stap 1, zo doe je het"),
        ({"stap-0-minuten": "-1"}, "Stap 1, minuten Vul een heel getal in van 0 tot 1560."),
        ({"stap-TOTAL_FORMS": "1000"}, "Stappen"),
        ({"stap-TOTAL_FORMS": "nee"}, "Stappen"),
        ({"naam": " \x07\u202e ", "duur_min": "", "stap-0-titel": ""}, NIETS),
    ],
)
def test_each_field_keeps_its_own_limit(client, facilitator, anders, zin):
    response = client.post(NIEUW, HALF | {"bewaar": "concept", "samenvatting": "Wat er al stond"} | (
        anders | {"samenvatting": ""} if zin == NIETS else anders))  # fmt: skip

    assert response.status_code == 422
    assert zin in " ".join(fouten(response).split())
    assert not Concept.objects.exists()
    if zin != NIETS:
        assert "Wat er al stond" in response.content.decode()
        assert response.content.decode().count("mag leeg blijven") == client.get(NIEUW).content.decode().count(
            "mag leeg blijven"
        )


def test_hostile_text_is_shown_as_text(client, facilitator):
    keep(client, naam="<img src=x onerror=alert(1)>", **{"stap-0-titel": "\u202e{{ 7 }}</textarea>"})

    concept = Concept.objects.get()
    for url in ("/werkvormen/eigen/", concept.get_absolute_url(), f"{concept.get_absolute_url()}weggooien/"):
        content = client.get(url).content.decode()
        assert "&lt;img src=x" in content
        assert "<img src=x" not in content
    assert concept.gegevens["stappen"][0]["titel"] == "{{ 7 }}</textarea>"


def test_a_concept_without_a_name_has_words(client, facilitator):
    keep(client, naam="")

    assert "Nog zonder naam" in client.get("/werkvormen/eigen/").content.decode()
    assert str(Concept.objects.get()) == "Nog zonder naam"


def test_whole_it_becomes_a_werkvorm_and_is_a_concept_no_more(client, facilitator):
    keep(client)
    concept = Concept.objects.get()

    response = client.post(NIEUW, DATA | {"sleutel": str(concept.sleutel), "versie": "1"}, follow=True)

    assert response.redirect_chain == [("/werkvormen/lopen-en-praten/", 302)]
    assert not Concept.objects.exists()
    assert Werkvorm.objects.get().eigenaar == facilitator
    assert client.get(concept.get_absolute_url()).status_code == 404


def test_not_whole_yet_it_stays_a_concept(client, facilitator):
    keep(client)
    concept = Concept.objects.get()

    response = client.post(NIEUW, HALF | {"sleutel": str(concept.sleutel), "versie": "1"})

    assert response.status_code == 422
    assert Concept.objects.get().versie == 1
    assert "Schrijf verder" in response.content.decode()


def test_version_of_another_remembers_where_it_came_from(client, facilitator):
    bron = WerkvormFactory(kaart={"naam": "Tafels", "helpt_bij": ["VK-1"]}, versie=3)
    keep(client, pad=f"/werkvormen/{bron.slug}/aanpassen/")
    concept = Concept.objects.get()
    Werkvorm.objects.filter(pk=bron.pk).update(versie=9)

    assert (concept.gebaseerd_op, concept.gebaseerd_naam, concept.gebaseerd_versie) == (bron, "Tafels", 3)
    assert "Dit wordt jouw versie van “Tafels”." in client.get(concept.get_absolute_url()).content.decode()
    client.post(NIEUW, DATA | {"sleutel": str(concept.sleutel), "versie": "1"})
    nieuw = Werkvorm.objects.get(eigenaar=facilitator)
    assert (nieuw.gebaseerd_op, nieuw.gebaseerd_naam, nieuw.gebaseerd_versie) == (bron, "Tafels", 3)
    assert nieuw.kaart.helpt_bij == ("VK-1",)


@pytest.mark.parametrize("weg", [True, False])
def test_original_that_one_may_not_read_any_more_gives_its_name_only(client, facilitator, weg):
    bron = WerkvormFactory(kaart={"naam": "Tafels", "helpt_bij": ["VK-1"]})
    keep(client, pad=f"/werkvormen/{bron.slug}/aanpassen/")
    concept = Concept.objects.get()
    bron.delete() if weg else Werkvorm.objects.filter(pk=bron.pk).update(status="ingetrokken")

    client.post(NIEUW, DATA | {"sleutel": str(concept.sleutel), "versie": "1"})

    nieuw = Werkvorm.objects.get(eigenaar=facilitator)
    assert (nieuw.gebaseerd_naam, nieuw.kaart.helpt_bij) == ("Tafels", ())


def test_page_that_saves_by_itself_is_answered_with_data(client, facilitator):
    sleutel = uuid4()
    post = HALF | {"bewaar": "concept", "sleutel": str(sleutel)}

    eerst = client.post(NIEUW, post, headers=JSON)
    daarna = client.post(NIEUW, post | {"versie": "1", "naam": "Anders"}, headers=JSON)
    oud = client.post(NIEUW, post | {"versie": "1", "naam": "Te laat"}, headers=JSON)
    fout = client.post(NIEUW, post | {"versie": "2", "wanneer": "x" * 501}, headers=JSON)
    stapfout = client.post(NIEUW, post | {"versie": "2", "stap-0-minuten": "x"}, headers=JSON)

    concept = Concept.objects.get()
    assert (eerst.json()["versie"], eerst.json()["adres"]) == (1, concept.get_absolute_url())
    assert eerst.json()["zin"].startswith("Nog niet af: ")
    assert (daarna.json()["versie"], concept.naam) == (2, "Anders")
    assert (oud.status_code, oud.json()["zin"].split(".")[0]) == (
        409, "Dit concept is intussen al bewaard, misschien in een ander venster"
    )  # fmt: skip
    assert (fout.status_code, fout.json()["zin"]) == (
        422, "Wanneer kies je dit, en wanneer niet?: Hier passen 500 tekens."
    )  # fmt: skip
    assert stapfout.json()["zin"] == "Stap 1, minuten: Vul een heel getal in van 0 tot 1560."


def test_two_windows_lose_nothing(client, facilitator):
    sleutel = uuid4()
    keep(client, sleutel)
    keep(client, sleutel, versie="1", naam="Uit het eerste venster")

    botst = keep(client, sleutel, versie="1", naam="Uit het tweede venster")
    heel = client.post(NIEUW, DATA | {"sleutel": str(sleutel), "versie": "1"})

    adres = Concept.objects.get().get_absolute_url()
    for response in (botst, heel):
        assert response.status_code == 422
        assert "intussen al bewaard" in fouten(response)
        assert f'href="{adres}" target="_blank"' in response.content.decode()
        assert 'name="versie" value="2"' in response.content.decode()
        assert 'data-concept="botst"' in response.content.decode()  # from here on only a button saves
    assert 'value="Uit het tweede venster"' in botst.content.decode()
    assert Concept.objects.get().naam == "Uit het eerste venster"
    keep(client, sleutel, versie="2", naam="Uit het tweede venster")
    assert Concept.objects.get().naam == "Uit het tweede venster"


def test_gone_in_another_window_what_was_typed_stays(client, facilitator):
    sleutel = uuid4()
    keep(client, sleutel)
    client.post(f"{Concept.objects.get().get_absolute_url()}weggooien/")

    botst = client.post(NIEUW, DATA | {"sleutel": str(sleutel), "versie": "1"})

    assert "Dit concept is er niet meer." in fouten(botst)
    assert 'value="Lopen en praten"' in botst.content.decode()
    assert 'name="versie" value' not in botst.content.decode()
    client.post(NIEUW, DATA | {"sleutel": str(sleutel)})
    assert Werkvorm.objects.get().naam == "Lopen en praten"


def test_throwing_away_asks_first(client, facilitator):
    keep(client)
    url = f"{Concept.objects.get().get_absolute_url()}weggooien/"

    assert "“Loop” is dan echt weg." in client.get(url).content.decode()
    assert Concept.objects.exists()
    assert "Het concept is weg." in client.post(url, follow=True).content.decode()
    assert not Concept.objects.exists()
    assert client.post(url).status_code == 404


def test_another_finds_nothing_and_their_key_is_their_own(client, facilitator):
    keep(client)
    concept = Concept.objects.get()
    mede = DeelnameFactory(netwerk=facilitator.deelnames.get().netwerk, rol="facilitator").persoon

    for persoon in (mede, PersoonFactory(academie=True), PersoonFactory(beheer=True)):
        client.force_login(persoon)
        for url in (concept.get_absolute_url(), f"{concept.get_absolute_url()}weggooien/"):
            assert client.get(url).status_code == 404
        assert client.post(f"{concept.get_absolute_url()}weggooien/").status_code == 404
    client.force_login(mede)
    keep(client, concept.sleutel, naam="Van de ander")
    assert {(c.eigenaar, c.naam) for c in Concept.objects.all()} == {(facilitator, "Loop"), (mede, "Van de ander")}
    assert "Loop" not in client.get("/werkvormen/eigen/").content.decode()


def test_who_guides_no_longer_may_not_write(client, facilitator):
    keep(client)
    facilitator.deelnames.update(rol="deelnemer")

    assert client.get(Concept.objects.get().get_absolute_url()).status_code == 403
    assert keep(client).status_code == 403


def test_key_that_is_none(client, facilitator):
    assert keep(client, "onzin").status_code == 422
    assert keep(client, "").status_code == 302
    assert client.post(NIEUW, DATA | {"sleutel": "' OR 1=1"}).status_code == 422


def test_row_of_a_step_keeps_the_key(client, facilitator):
    sleutel = str(uuid4())

    response = client.post(NIEUW, HALF | {"rij": "erbij", "sleutel": sleutel, "bewaar": "concept"})

    assert f'name="sleutel" value="{sleutel}"' in response.content.decode()
    assert not Concept.objects.exists()


def test_nobody_has_hundreds(facilitator):
    for _ in range(MEESTE_CONCEPTEN):
        services.save_concept(uuid4(), gegevens(), by=facilitator, seen=0)

    with pytest.raises(DomainError, match="Je hebt al 20 concepten."):
        services.save_concept(uuid4(), gegevens(), by=facilitator, seen=0)

    assert Concept.objects.count() == MEESTE_CONCEPTEN


def test_too_many_is_told_and_what_was_typed_stays(client, facilitator):
    for _ in range(MEESTE_CONCEPTEN):
        services.save_concept(uuid4(), gegevens(), by=facilitator, seen=0)

    response = keep(client, naam="De volgende")

    assert "Je hebt al 20 concepten." in fouten(response)
    assert 'value="De volgende"' in response.content.decode()
    data = client.post(NIEUW, HALF | {"bewaar": "concept"}, headers=JSON)
    assert data.json()["zin"].startswith("Je hebt al 20 concepten.")


def test_service_refuses_what_was_not_seen(facilitator):
    sleutel = uuid4()
    services.save_concept(sleutel, gegevens(), by=facilitator, seen=0)

    for seen in (0, 2):
        with pytest.raises(EditConflict):
            services.save_concept(sleutel, gegevens(), by=facilitator, seen=seen)
        with pytest.raises(EditConflict):
            services.finish_concept(sleutel, kaart(), by=facilitator, seen=seen)
    with pytest.raises(EditConflict, match="er niet meer"):
        services.finish_concept(uuid4(), kaart(), by=facilitator, seen=1)
    assert (Concept.objects.count(), Werkvorm.objects.count()) == (1, 0)


def test_finished_without_being_kept_first(facilitator):
    bron = WerkvormFactory()

    werkvorm = services.finish_concept(uuid4(), kaart(), by=facilitator, seen=0, origineel=Origineel.of(bron))

    assert (werkvorm.gebaseerd_op, Concept.objects.count()) == (bron, 0)


def test_database_keeps_one_row_for_one_key(facilitator):
    concept = services.save_concept(uuid4(), gegevens(), by=facilitator, seen=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        Concept.objects.create(sleutel=concept.sleutel, eigenaar=facilitator)


def test_nothing_in_the_database_can_point_at_a_concept():
    """No favourite, block, rating or answer: a concept is in no list of werkvormen because it is none."""
    assert Concept._meta.related_objects == ()
    assert not issubclass(Concept, Werkvorm)


def test_goes_with_its_maker(facilitator):
    services.save_concept(uuid4(), gegevens(), by=facilitator, seen=0)

    facilitator.deelnames.all().delete()
    facilitator.delete()

    assert not Concept.objects.exists()


def test_what_is_kept_is_data(facilitator):
    concept = services.save_concept(uuid4(), gegevens(doelen=["casus"]), by=facilitator, seen=0)

    concept.refresh_from_db()
    assert json.loads(json.dumps(concept.gegevens)) == concept.gegevens
    assert concept.gegevens["velden"]["doelen"] == ["casus"]
    assert concept.gegevens["stappen"] == [{"titel": "B", "tekst": "", "minuten": None}]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_saved_twice_at_once_is_one_row():
    persoon = DeelnameFactory(rol="facilitator").persoon
    sleutel, wat = uuid4(), gegevens()

    uitkomsten = together(*[lambda: services.save_concept(sleutel, wat, by=persoon, seen=0)] * 2)

    assert Concept.objects.get().versie == 1
    assert sorted(isinstance(uitkomst, EditConflict) for uitkomst in uitkomsten) == [False, True]
