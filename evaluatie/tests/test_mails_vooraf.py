"""What the facilitator reads before the mails go."""

import pytest
from django.urls import reverse

from berichten.models import Bericht, Verzending
from berichten.soorten import get_soort
from bijeenkomsten import planning as bijeenkomst_planning
from bijeenkomsten.tests.factories import ProgrammaonderdeelFactory
from evaluatie import planning, services
from evaluatie.models import Genodigde, Meting, OpenAntwoord, Teller
from evaluatie.tests.factories import make_bijeenkomst, make_keuzes, make_teksten
from evaluatie.tests.post import moment
from evaluatie.tests.test_mails import BEGIN, DAG_1, EIND, verzending
from kern.models import Logregel

pytestmark = pytest.mark.django_db


@pytest.fixture
def bijeenkomst(time_machine):
    time_machine.move_to(EIND, tick=False)
    bijeenkomst = make_bijeenkomst(
        aanwezig=6, afwezig=2, begint_op=BEGIN, eindigt_op=EIND, titel="Verbeelding",
        terugblik="We bezoeken <b>elk</b> een les.",
    )  # fmt: skip
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, titel="Welkom", minuten=15)
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, titel="Kijken naar foto's", minuten=60)
    bijeenkomst_planning.reschedule(bijeenkomst)
    return bijeenkomst


def examples(client, bijeenkomst):
    """The example of every message of this meeting, as the facilitator reads it."""
    client.force_login(bijeenkomst.netwerk.facilitators().get())
    rows = Verzending.objects.filter(aanleiding=bijeenkomst.aanleiding, soort__startswith="evaluatie.")
    found = {}
    for row in rows:
        response = client.get(reverse("netwerken:message", args=[bijeenkomst.netwerk.slug, row.pk]))
        voorbeeld = response.context["voorbeeld"]
        found[row.sleutel] = " ".join(f"{voorbeeld.onderwerp} {voorbeeld.tekst} {voorbeeld.uitleg}".split())
    return found


def state():
    return [
        sorted(map(str, model.objects.values_list()))
        for model in (Meting, Genodigde, Teller, OpenAntwoord, Bericht, Verzending, Logregel)
    ]


def test_examples_show_the_mails_and_do_nothing(bijeenkomst, client, time_machine):
    time_machine.move_to(moment("09T12:00"), tick=False)
    before = state()

    teksten = examples(client, bijeenkomst)

    pk = bijeenkomst.pk
    assert "Er waren … mensen." in teksten[f"evaluatie.vraag:{pk}"]
    assert "Invullen kan tot dinsdag 24 november om 9.00 uur" in teksten[f"evaluatie.vraag:{pk}"]
    assert "Heb je net geantwoord?" in teksten[f"evaluatie.herinnering:{pk}:1"]
    assert "Wat heb je nodig om er de volgende keer bij te zijn?" in teksten[f"evaluatie.gemist:{pk}"]
    assert "weet niemand voor het sluiten, ook jij niet." in teksten[f"evaluatie.uitslag:{pk}"]
    assert all("/d/ev." not in tekst for tekst in teksten.values())
    assert state() == before


def test_examples_are_no_peek_at_a_running_round(bijeenkomst, at, client):
    """Reading the result mail after every answer would tell everybody's answer."""
    at(DAG_1)
    empty = examples(client, bijeenkomst)
    genodigden = Meting.objects.get().genodigden.aanwezig().select_related("persoon")
    for genodigde in genodigden:
        services.answer(Meting.objects.get(), genodigde.persoon, keuzes=make_keuzes(5), teksten=make_teksten("geheim"))
        before = state()

        assert examples(client, bijeenkomst) == empty
        assert state() == before


def test_example_has_the_words_the_facilitator_just_typed(bijeenkomst, client):
    client.force_login(bijeenkomst.netwerk.facilitators().get())
    for soort in (planning.VRAAG, planning.GEMIST):
        url = reverse("netwerken:message", args=[bijeenkomst.netwerk.slug, verzending(soort).pk])

        response = client.post(url, {"eigen_tekst": "Dank voor jullie inzet.", "voorbeeld": "1"})

        assert "Dank voor jullie inzet." in response.context["voorbeeld"].tekst


def test_examples_of_a_meeting_that_is_gone():
    los = Verzending(aanleiding="bijeenkomst:999999", op=DAG_1)

    for soort in (planning.VRAAG, planning.HERINNERING, planning.GEMIST):
        assert get_soort(soort).voorbeeld(los) == "De bijeenkomst is verplaatst of afgelast."
