import pytest
from django.db import IntegrityError, transaction

from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from leren import services
from leren.models import Leervraag
from leren.tests.factories import LeervraagFactory
from netwerken import services as netwerkservices
from netwerken.intake.services import decide, send_intake
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
ANTWOORDEN = {3: "Hoe laat ik los?", 4: "Een plan met data.", 5: "Teams kiezen zelf."}


def make_intake(status="actief", antwoorden=ANTWOORDEN, **velden):
    begonnen = {} if status == "actief" else {"begonnen_op": None}
    return IntakeFactory(
        deelname=DeelnameFactory(netwerk__gestart=True, status=status, **begonnen), antwoorden=antwoorden, **velden
    )


def write(leervraag_of_netwerk, persoon, **velden):
    waarden = {"tekst": "Hoe laat ik los?", "toelichting": "", "schooldoel": "", "soort": "aangescherpt", "versie": 0}
    return services.write_leervraag(leervraag_of_netwerk, persoon, **waarden | velden)


def test_first_leervraag_from_an_intake():
    intake = make_intake()

    send_intake(intake, leervraag=True)
    send_intake(intake, leervraag=True)

    leervraag = Leervraag.objects.get()
    assert (leervraag.persoon, leervraag.schooldoel, leervraag.leest) == (
        intake.persoon, "Teams kiezen zelf.", "facilitator",
    )  # fmt: skip
    versie = leervraag.huidige
    assert (versie.soort, versie.tekst, versie.toelichting) == ("intake", "Hoe laat ik los?", "Een plan met data.")


def test_without_consent_there_is_none():
    send_intake(make_intake(), leervraag=False)

    assert not Leervraag.objects.exists()


def test_only_what_was_asked_may_be_filled_in():
    send_intake(make_intake(antwoorden={3: "Hoe?"}), leervraag=True)

    assert Leervraag.objects.get().schooldoel == ""


@pytest.mark.parametrize("vraag", ["woord " * 150, "x" * 900])
def test_a_long_answer_goes_on_in_the_rest(vraag):
    send_intake(make_intake(antwoorden={3: vraag, 4: "y" * 2000}), leervraag=True)

    versie = Leervraag.objects.get().huidige
    assert len(versie.tekst) <= 500
    assert versie.tekst.endswith("…")
    assert len(versie.toelichting) == 2000


def test_who_is_not_in_yet_gets_it_on_joining():
    intake = make_intake(status="intake")
    send_intake(intake, leervraag=True)
    assert not Leervraag.objects.exists()

    decide(intake, "past", bericht="Fijn.", by=PersoonFactory())

    assert Leervraag.objects.get().persoon == intake.persoon


def test_who_joins_without_an_intake_or_in_another_role_gets_none():
    netwerk = NetwerkFactory(openbaar=True, gestart=True)
    netwerkservices.sign_up(netwerk, PersoonFactory())
    lid = DeelnameFactory(netwerk=netwerk)
    netwerkservices.change_rollen(netwerk, lid.persoon, {"deelnemer", "eigenaar"}, by=lid.persoon)

    assert not Leervraag.objects.exists()


def test_an_intake_never_goes_over_what_is_there():
    intake = make_intake()
    LeervraagFactory(netwerk=intake.netwerk, persoon=intake.persoon, tekst="Al van mij")

    send_intake(intake, leervraag=True)

    assert Leervraag.objects.get().huidige.tekst == "Al van mij"


def test_sharpen_keeps_what_was():
    netwerk, persoon = NetwerkFactory(), PersoonFactory()
    write(netwerk, persoon)
    leervraag = write(netwerk, persoon, tekst="Hoe laat ik op dinsdag los?", versie=1)

    assert list(leervraag.versies.values_list("nummer", "tekst")) == [
        (1, "Hoe laat ik los?"),
        (2, "Hoe laat ik op dinsdag los?"),
    ]
    assert "los" not in str(list(Logregel.objects.values("feiten")))


def test_same_words_again_make_no_version():
    netwerk, persoon = NetwerkFactory(), PersoonFactory()
    write(netwerk, persoon)

    assert write(netwerk, persoon).versies.count() == 1


def test_another_competentie_makes_no_version():
    netwerk, persoon = NetwerkFactory(), PersoonFactory()
    write(netwerk, persoon, competentie="cvo-1")

    leervraag = write(netwerk, persoon, competentie="cvo-2", versie=1)
    assert (leervraag.competentie, leervraag.versies.count()) == ("cvo-2", 1)
    with pytest.raises(EditConflict):
        write(netwerk, persoon, competentie="cvo-3", versie=0)
    assert write(netwerk, persoon, tekst="Hoe dan?", versie=1).competentie == ""


def test_two_screens():
    netwerk, persoon = NetwerkFactory(), PersoonFactory()
    write(netwerk, persoon)

    with pytest.raises(EditConflict):
        write(netwerk, persoon, tekst="Van een ander scherm")

    assert Leervraag.objects.get().huidige.tekst == "Hoe laat ik los?"


def test_result_closes_and_sharpening_opens():
    netwerk, persoon = NetwerkFactory(), PersoonFactory()
    write(netwerk, persoon)
    assert write(netwerk, persoon, soort="resultaat", toelichting="Kleiner.", versie=1).is_klaar
    assert not write(netwerk, persoon, versie=2).is_klaar


def test_no_result_of_nothing():
    with pytest.raises(DomainError, match="eerst je leervraag"):
        write(NetwerkFactory(), PersoonFactory(), soort="resultaat")


def test_choose_readers():
    leervraag = LeervraagFactory()
    for _ in range(2):
        leervraag = services.choose_lezers(leervraag, "groep", by=leervraag.persoon)

    assert leervraag.leest == "groep"
    assert Logregel.objects.count() == 1


@pytest.mark.parametrize("velden", [{"leest": "iedereen"}, {"status": "half"}])
def test_constraints(velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        LeervraagFactory(**velden)


def test_one_per_person_and_netwerk():
    leervraag = LeervraagFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        LeervraagFactory(netwerk=leervraag.netwerk, persoon=leervraag.persoon)


@pytest.mark.parametrize("velden", [{"nummer": 1, "tekst": "Twee"}, {"nummer": 2, "tekst": ""}, {"soort": "x"}])
def test_constraints_of_a_version(velden):
    leervraag = LeervraagFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        leervraag.versies.create(**{"nummer": 2, "tekst": "Twee", "soort": "intake"} | velden)


def test_names():
    leervraag = LeervraagFactory()

    assert str(leervraag) == f"leervraag {leervraag.pk}"
    assert str(leervraag.huidige) == f"versie 1 van {leervraag.pk}"
