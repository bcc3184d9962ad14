import pytest

from evaluatie.lijsten import services
from evaluatie.lijsten.models import Competentieblok, EigenLijst, EigenVraag
from evaluatie.lijsten.samenstelling import compose
from evaluatie.lijsten.tests.factories import PROEF, make_eigen
from evaluatie.vragenlijst.bron import get_shipped
from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from kern.tests.races import together
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def add(netwerk, tekst="Ik durf hier alles te zeggen.", lijst="barometer", soort="eens", **velden):
    return services.add_vraag(netwerk, lijst, soort=soort, tekst=tekst, by=None, **velden)


def change(rij, tekst, **velden):
    velden = {"soort": rij.soort, "was": rij.code, "by": None} | velden
    return services.change_vraag(rij, tekst=tekst, **velden)


def test_added_at_the_end_of_the_list():
    netwerk = NetwerkFactory()
    add(netwerk)
    add(netwerk, "Welke dag?", soort="keuze", opties=["maandag", "dinsdag"])

    vragen = compose(netwerk, "barometer").groepen[-1].vragen

    assert [(v.tekst, v.opties) for v in vragen] == [
        ("Ik durf hier alles te zeggen.", ()), ("Welke dag?", ("maandag", "dinsdag")),
    ]  # fmt: skip


def test_the_log_says_that_and_never_what():
    persoon = PersoonFactory()
    services.add_vraag(NetwerkFactory(), "barometer", soort="eens", tekst="Geheim", by=persoon)

    regel = Logregel.objects.get(actie="evaluatie.eigen_vraag.added")
    assert (regel.actor, regel.feiten) == (persoon, {"lijst": "barometer"})


def test_a_sixth_question_is_one_too_many():
    netwerk = NetwerkFactory()
    for nummer in range(5):
        add(netwerk, f"Vraag {nummer}")

    with pytest.raises(DomainError, match="al 5 vragen"):
        add(netwerk, "Nog een")
    assert add(netwerk, "Nog een", "zelfevaluatie")


@pytest.mark.parametrize(
    "tekst", ["Ik durf hier alles te zeggen.", "ik durf hier ALLES te zeggen", get_shipped("barometer").vragen[0].tekst]
)
def test_what_the_list_asks_already_is_not_asked_again(tekst):
    netwerk = NetwerkFactory()
    add(netwerk)

    with pytest.raises(services.VraagFout, match="staat al in de lijst") as fout:
        add(netwerk, tekst)

    assert fout.value.veld == "tekst"
    assert EigenVraag.objects.count() == 1


def test_the_quiz_and_unknown_lists_take_no_questions():
    for lijst in ("quiz", "competenties-vo", "onzin"):
        with pytest.raises(KeyError):
            add(NetwerkFactory(), lijst=lijst)


@pytest.mark.parametrize(
    ("veld", "velden"),
    [
        ("opties", {"soort": "keuze", "opties": ["een"]}),
        ("opties", {"soort": "keuze", "opties": ["een", "een"]}),
        ("opties", {"soort": "meerkeuze", "opties": ["een", "x" * 81]}),
        ("tekst", {"tekst": "x" * 301}),
    ],
)
def test_what_the_format_does_not_allow_is_said_at_its_field(veld, velden):
    with pytest.raises(services.VraagFout) as fout:
        add(NetwerkFactory(), **velden)

    assert fout.value.veld == veld
    assert not EigenVraag.objects.exists()


def test_options_only_stay_with_a_choice():
    assert add(NetwerkFactory(), opties=["een", "twee"]).opties == []


def test_a_list_that_becomes_too_long_stays_as_it_was(monkeypatch):
    monkeypatch.setattr("evaluatie.vragenlijst.document.MEESTE_VRAGEN", len(get_shipped("barometer").vragen))

    with pytest.raises(DomainError, match="te lang"):
        add(NetwerkFactory())


def test_changed_words_are_a_new_code_and_changing_back_is_the_old_one():
    rij = add(NetwerkFactory())
    was = rij.code

    rij = change(rij, "Ik durf hier niets te zeggen.")
    anders = rij.code
    rij = change(rij, "Ik durf hier alles te zeggen.")

    assert anders != was
    assert rij.code == was


def test_removed_and_asked_again_is_the_same_code():
    """Or one could ask the same twice around somebody who came, and take the one result from the other."""
    netwerk = NetwerkFactory()
    rij = add(netwerk)
    services.remove_vraag(rij, by=None)

    assert add(netwerk).code == rij.code
    assert add(netwerk, lijst="zelfevaluatie").code == rij.code


def test_a_change_may_keep_the_words_and_only_take_another_short_name():
    rij = change(add(NetwerkFactory()), "Ik durf hier alles te zeggen.", kort="Durven")

    assert EigenVraag.objects.get().kort == "Durven"
    assert rij.vraag.kort == "Durven"


def test_a_change_into_another_question_of_the_list_is_refused():
    netwerk = NetwerkFactory()
    add(netwerk)
    tweede = add(netwerk, "Een andere.")

    with pytest.raises(services.VraagFout):
        change(tweede, "Ik durf hier alles te zeggen")

    tweede.refresh_from_db()
    assert tweede.tekst == "Een andere."


def test_who_comes_second_is_told():
    rij = add(NetwerkFactory())
    ander = EigenVraag.objects.get()
    change(rij, "Van de eerste.")

    with pytest.raises(EditConflict):
        change(ander, "Van de tweede.")
    services.remove_vraag(rij, by=None)
    with pytest.raises(EditConflict):
        change(ander, "Van de derde.")


def test_order_up_and_down_and_no_further():
    netwerk = NetwerkFactory()
    a, b, c = (add(netwerk, tekst) for tekst in "abc")
    for rij, omhoog in ((c, True), (c, True), (c, True), (b, False), (a, False)):
        services.move_vraag(rij, omhoog)
    weg = make_eigen(netwerk, "weg")
    weg.delete()
    services.move_vraag(weg, omhoog=True)

    assert [rij.tekst for rij in EigenVraag.objects.all()] == ["c", "b", "a"]


def test_removed_twice_is_once():
    rij = add(NetwerkFactory())
    services.remove_vraag(rij, by=None)
    services.remove_vraag(EigenVraag(pk=rij.pk or 1, netwerk=rij.netwerk, lijst=rij.lijst), by=None)

    assert Logregel.objects.filter(actie="evaluatie.eigen_vraag.removed").count() == 1


def test_the_block_is_one_choice_and_can_be_taken_back():
    netwerk = NetwerkFactory()
    for blok in ("competenties-vo", "competenties-po"):
        services.choose_blok(netwerk, blok, by=None)
    assert Competentieblok.objects.get().blok == "competenties-po"

    services.choose_blok(netwerk, "", by=None)
    assert compose(netwerk, "nulmeting") == get_shipped("nulmeting")


# --- whole lists ---------------------------------------------------------------------------------------------------


def test_a_list_of_a_netwerk_is_guarded_whatever_its_file_says():
    netwerk = NetwerkFactory()
    rij = services.add_lijst(PROEF, netwerk=netwerk, by=None)

    document = compose(netwerk, "proef")

    assert document.herhaald
    assert all(vraag.eigen for vraag in document.vragen)
    assert rij.vragenlijst.netwerk == netwerk


def test_a_list_for_everybody_is_of_nobody():
    services.add_lijst(PROEF, by=None)

    document = compose(NetwerkFactory(), "proef")
    assert document.herhaald
    assert not any(vraag.eigen for vraag in document.vragen)


def test_the_same_code_takes_the_place_of_the_former():
    netwerk = NetwerkFactory()
    for _ in range(2):
        services.add_lijst(PROEF, netwerk=netwerk, by=None)

    assert EigenLijst.objects.count() == 1


def test_not_more_than_twenty(monkeypatch):
    monkeypatch.setattr(services, "MEESTE_LIJSTEN", 1)
    netwerk = NetwerkFactory()
    services.add_lijst(PROEF, netwerk=netwerk, by=None)

    with pytest.raises(DomainError, match="Haal er eerst een weg"):
        services.add_lijst(services.replace(PROEF, code="tweede"), netwerk=netwerk, by=None)
    assert services.add_lijst(PROEF, netwerk=netwerk, by=None)
    assert services.add_lijst(PROEF, netwerk=NetwerkFactory(), by=None)


def test_a_removed_list_takes_its_own_questions_along():
    netwerk = NetwerkFactory()
    rij = services.add_lijst(PROEF, netwerk=netwerk, by=None)
    voor_allen = services.add_lijst(services.replace(PROEF, code="allen"), by=None)
    add(netwerk, lijst="proef")
    blijft = add(netwerk, lijst="allen")

    for weg in (rij, EigenLijst(pk=rij.pk or 1, code="proef"), voor_allen):
        services.remove_lijst(weg, by=None)

    assert not EigenLijst.objects.exists()
    assert list(EigenVraag.objects.all()) == [blijft]
    assert Logregel.objects.filter(actie="evaluatie.eigen_lijst.removed").count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_facilitators_at_once_do_not_add_a_sixth():
    netwerk = NetwerkFactory()
    for nummer in range(4):
        add(netwerk, f"Vraag {nummer}")

    def attempt(tekst):
        try:
            return add(netwerk, tekst)
        except DomainError:
            return None

    gelukt = together(lambda: attempt("Van een"), lambda: attempt("Van twee"))

    assert EigenVraag.objects.count() == 5
    assert gelukt.count(None) == 1
