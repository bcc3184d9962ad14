"""Whatever is in the database, it is the same whoever gave which answer.

The same answers come in twice, in the same order, once from these people and once from the same people the other way
round. What the tables then hold must not differ in anything: then no reader of a copy of the database, however clever,
can tell the two apart. (What the system columns tell is in ``test_anonimiteit``.)
"""

import random
import uuid
from itertools import count

import pytest
from django.apps import apps
from django.db import models

from evaluatie import services
from evaluatie.models import Genodigde, Gevraagde, Meting, OpenAntwoord, Teller, Zaalcode
from evaluatie.services.antwoorden import answer_in_zaal
from evaluatie.tests.factories import make_keuzes, make_meting, make_netwerk, make_ronde, make_teksten
from evaluatie.vragenlijst.document import Document, Groep, Soort, Vraag
from evaluatie.zaal.tests.test_services import make_zaal
from kern.models import Logregel

pytestmark = pytest.mark.django_db

OPTIES = ("Praten", "Doen", "Lezen", "Kijken")
ALLES = Document(
    code="alles", versie=1, naam="Alles", titel="Van alles wat", herhaald=True,
    groepen=(
        Groep("a", "Alles", (
            Vraag("a-1", "We helpen elkaar.", kort="Helpen"),
            Vraag("a-2", "Welk cijfer?", Soort.TIEN, kort="Cijfer"),
            Vraag("a-3", "Waar leer je van?", Soort.KEUZE, opties=OPTIES),
            Vraag("a-4", "Wat doe je?", Soort.MEERKEUZE, opties=OPTIES),
            Vraag("a-5", "Jouw drie?", Soort.RANGORDE, opties=OPTIES),
            Vraag("a-6", "Wat nog?", Soort.OPEN),
            Vraag("a-7", "En verder?", Soort.OPEN),
        )),
    ),
)  # fmt: skip
ANTWOORDEN = [
    ({"a-1": 1, "a-2": 10, "a-3": 2, "a-4": [1, 4], "a-5": [3, 2, 1]}, {"a-6": "De eerste."}),
    ({"a-1": 5, "a-2": 0, "a-3": 0, "a-4": [], "a-5": []}, {"a-6": "De tweede.", "a-7": "Meer tijd."}),
    ({"a-1": 0, "a-2": 3, "a-3": 4, "a-4": [2], "a-5": [1, 3, 4]}, {}),
    ({"a-1": 2, "a-2": 7, "a-3": 1, "a-4": [1, 2, 3, 4], "a-5": [4, 1, 2]}, {"a-7": "De vierde."}),
    ({"a-1": 4, "a-2": 8, "a-3": 2, "a-4": [3], "a-5": [2, 1, 4]}, {}),
]


@pytest.fixture(autouse=True)
def the_same_dice(monkeypatch):
    """What is random is the same in both runs, so that a difference can only come from who answered."""

    nummers = count()  # at the end of a key, where it does not decide the order

    def start():
        random.seed(7)
        dobbel = random.Random(7)  # noqa: S311 - the same every time, no secret
        monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=dobbel.getrandbits(100) << 24 | next(nummers)))

    return start


def lay_out(meting, personen):
    """Every row of the answers in the order of its own key; people by their place in the group."""
    nummer = {persoon.pk: n for n, persoon in enumerate(personen)}
    gevonden = {}
    for model, velden in {
        Teller: ("vraag", "waarde", "aantal"),
        OpenAntwoord: ("vraag", "tekst", "alleen_facilitator"),
        Zaalcode: ("gebruikt",),
        Genodigde: ("persoon", "soort", "ingevuld"),
        Gevraagde: ("persoon",),
    }.items():
        rows = list(model.objects.filter(meting=meting).order_by("pk").values_list(*velden))
        if "persoon" in velden:  # who belongs to it is no secret; in which order they stand is drawn by lot
            rows = sorted((nummer[rij[0]], *rij[1:]) for rij in rows)
        gevonden[model.__name__] = rows
    gevonden["Meting"] = list(Meting.objects.filter(pk=meting.pk).values_list("status", "genodigd", "ingevuld"))
    regels = Logregel.objects.filter(object_id=str(meting.pk), actie__startswith="evaluatie.").order_by("pk")
    gevonden["Logregel"] = list(regels.values_list("actie", "actor", "feiten"))
    return gevonden


def run_ronde(volgorde):
    netwerk = make_netwerk(6)
    personen = list(netwerk.deelnemers().order_by("pk"))
    meting = make_ronde(netwerk, soort="puls", document=ALLES)
    stappen = [lay_out(meting, personen)]
    for wie, (keuzes, teksten) in zip(volgorde, ANTWOORDEN, strict=True):
        services.answer(
            meting, personen[wie], keuzes=keuzes, teksten={c: services.Tekst(t) for c, t in teksten.items()},
            now=meting.opent_op,
        )  # fmt: skip
        stappen.append(lay_out(meting, personen))
    stappen.append(lay_out(services.close_meting(meting, now=meting.sluit_op), personen))
    return stappen


def run_bijeenkomst(volgorde):
    meting = make_meting(aanwezig=6)
    personen = [g.persoon for g in meting.genodigden.aanwezig().select_related("persoon").order_by("persoon")]
    stappen = []
    for n, wie in enumerate(volgorde):
        services.answer(
            meting, personen[wie], keuzes=make_keuzes(n + 1), teksten=make_teksten(f"tekst {n}"), now=meting.opent_op
        )
        stappen.append(lay_out(meting, personen))
    stappen.append(lay_out(services.close_meting(meting, now=meting.sluit_op), personen))
    return stappen


def forget_who(stappen):
    """Who answered so far is known while a round is open; all else may not depend on it."""
    return [{naam: rijen for naam, rijen in stap.items() if naam != "Genodigde"} for stap in stappen]


@pytest.mark.parametrize("run", [run_ronde, run_bijeenkomst])
@pytest.mark.parametrize("anders", [(4, 3, 2, 1, 0), (1, 0, 2, 3, 4), (5, 1, 0, 4, 2)])
def test_the_tables_do_not_depend_on_who_said_what(run, anders, the_same_dice):
    the_same_dice()
    zo = run((0, 1, 2, 3, 4))
    the_same_dice()
    andersom = run(anders)

    assert forget_who(zo) == forget_who(andersom)
    assert zo[-1]["Genodigde"] == andersom[-1]["Genodigde"] == []
    if set(anders) == {0, 1, 2, 3, 4}:
        assert zo[-2] == andersom[-2]


def test_other_answers_do_make_a_difference(the_same_dice):
    """The comparison sees something: it is not of empty tables."""
    the_same_dice()
    zo = run_bijeenkomst((0, 1, 2, 3, 4))

    assert len({str(stap["Teller"]) for stap in zo}) == 5
    assert len(zo[-1]["OpenAntwoord"]) == 5


def test_a_code_says_nothing_of_who_sat_where():
    """The tables of a room hold no person with an answer, a time or an order: the codes are there from the opening."""
    meting = make_zaal(aanwezig=6)
    codes = list(meting.zaalcodes.values_list("pk", flat=True))
    for n, code in enumerate(reversed(codes)):
        answer_in_zaal(meting, code, keuzes=make_keuzes(n % 5 + 1), now=meting.opent_op)
        assert list(meting.zaalcodes.values_list("pk", flat=True)) == codes
    assert {veld.name for veld in Zaalcode._meta.concrete_fields} == {"id", "meting", "uitgedeeld", "gebruikt"}
    assert not any(isinstance(veld, models.DateTimeField) for veld in Zaalcode._meta.concrete_fields)


def test_nothing_but_the_meting_is_pointed_at_from_an_answer():
    kanten = {
        (model.__name__, veld.related_model.__name__)
        for model in apps.get_app_config("evaluatie").get_models()
        for veld in model._meta.concrete_fields
        if veld.is_relation and model in {Teller, OpenAntwoord, Zaalcode}
    }

    assert kanten == {("Teller", "Meting"), ("OpenAntwoord", "Meting"), ("Zaalcode", "Meting")}
