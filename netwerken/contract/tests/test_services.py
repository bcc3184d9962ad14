from datetime import timedelta

import pytest

from berichten.models import Bericht, Verzending
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import lokale_dag, nu
from netwerken import services as netwerken
from netwerken.contract import services
from netwerken.contract.mails import BEKRACHTIGD, HERZIEN, VRAAG
from netwerken.contract.services import MEEST_REACTIES, MEEST_VRAGEN, ContractConflict
from netwerken.contract.stand import make_stand_code
from netwerken.contract.tests.conftest import settle
from netwerken.models import Akkoord, Contractreactie, Contractversie, Netwerk
from netwerken.tests.factories import DeelnameFactory


def over(dagen):
    return lokale_dag(nu()) + timedelta(days=dagen)


def acties(naam):
    return Logregel.objects.filter(actie=f"netwerken.contract.{naam}").count()


def mails(soort):
    return set(Bericht.objects.filter(soort=soort).values_list("aan", flat=True))


def stop(netwerk):
    Netwerk.objects.filter(pk=netwerk.pk).update(status="afgerond")


# --- writing together -------------------------------------------------------------------------------


def test_begin_gives_the_questions_once(cast):
    een = services.begin_contract(cast.netwerk, by=cast.noor)
    twee = services.begin_contract(cast.netwerk, by=cast.yusuf)

    assert een == twee
    assert een.vragen.count() == 8
    assert (een.is_open, een.ronde) == (True, 1)
    assert acties("begun") == 1


def test_nothing_begins_or_changes_in_a_netwerk_that_is_over(cast, contract):
    stop(cast.netwerk)

    for doe in (
        lambda: services.begin_contract(cast.netwerk, by=cast.noor),
        lambda: services.propose_tekst(contract.vragen.first(), "x", versie=1, by=cast.noor),
        lambda: services.begin_ronde(contract, by=cast.facilitator),
    ):
        with pytest.raises(DomainError, match="voorbij"):
            doe()


def test_text_is_written_with_its_writer(cast, contract):
    vraag = services.propose_tekst(contract.vragen.first(), "We noemen geen namen.", versie=1, by=cast.noor)

    vraag.refresh_from_db()
    assert (vraag.tekst, vraag.versie, vraag.gewijzigd_door) == ("We noemen geen namen.", 2, cast.noor)
    assert acties("proposed") == 1


def test_two_writers_lose_nothing(cast, contract):
    vraag = contract.vragen.first()
    services.propose_tekst(vraag, "Van Noor.", versie=1, by=cast.noor)

    with pytest.raises(ContractConflict) as conflict:
        services.propose_tekst(vraag, "Van Yusuf.", versie=1, by=cast.yusuf)

    assert conflict.value.vraag.tekst == "Van Noor."
    vraag.refresh_from_db()
    assert vraag.tekst == "Van Noor."


def test_the_same_text_twice_is_quiet(cast, contract):
    vraag = contract.vragen.first()
    services.propose_tekst(vraag, "Hetzelfde.", versie=1, by=cast.noor)

    assert services.propose_tekst(vraag, "Hetzelfde.", versie=1, by=cast.yusuf).gewijzigd_door == cast.noor
    assert acties("proposed") == 1


def test_own_question_comes_last_and_once(cast, contract):
    een = services.add_vraag(contract, "Hoe zit het met telefoons?", by=cast.noor)
    twee = services.add_vraag(contract, "hoe zit het met TELEFOONS?", by=cast.yusuf)

    assert een == twee
    assert list(contract.vragen.all())[-1] == een
    assert een.uitleg is None
    assert een.netwerk == cast.netwerk


def test_own_question_after_none(cast, contract):
    contract.vragen.all().delete()

    assert services.add_vraag(contract, "Wat dan?", by=cast.noor).volgorde == 1


def test_too_many_questions(cast, contract):
    for i in range(MEEST_VRAGEN - 8):
        services.add_vraag(contract, f"Vraag {i}?", by=cast.noor)

    with pytest.raises(DomainError, match="Er staan al 20 vragen"):
        services.add_vraag(contract, "Nog een?", by=cast.noor)


def test_leave_out_and_put_back(cast, contract):
    vraag = contract.vragen.first()

    for doet_mee in (False, False, True):
        vraag = services.use_vraag(vraag, doet_mee=doet_mee, by=cast.facilitator)
        assert vraag.doet_mee is doet_mee
    assert (acties("left_out"), acties("used")) == (1, 1)


def test_react_and_take_back(cast, contract):
    vraag = contract.vragen.first()
    een = services.react(vraag, "Mooi <b>zo</b>.", by=cast.noor)

    assert services.react(vraag, "Mooi <b>zo</b>.", by=cast.noor) == een  # a second tap
    services.react(vraag, "Mooi <b>zo</b>.", by=cast.yusuf)
    services.react(vraag, "Mooi <b>zo</b>.", by=cast.noor)
    assert Contractreactie.objects.count() == 3
    assert een.netwerk == cast.netwerk
    services.withdraw_reactie(een, by=cast.noor)
    services.withdraw_reactie(een, by=cast.noor)
    assert Contractreactie.objects.count() == 2
    assert acties("unsaid") == 1
    assert "Haan" not in str(een)


def test_reactions_end_somewhere(cast, contract):
    vraag = contract.vragen.first()
    Contractreactie.objects.bulk_create(
        Contractreactie(vraag=vraag, ronde=1, persoon=cast.noor, tekst=str(i)) for i in range(MEEST_REACTIES)
    )

    with pytest.raises(DomainError, match="al veel gezegd"):
        services.react(vraag, "Nog iets.", by=cast.noor)


def test_what_is_settled_is_closed(cast, contract, versie):
    vraag = contract.vragen.first()

    for doe in (
        lambda: services.propose_tekst(vraag, "Anders.", versie=vraag.versie, by=cast.noor),
        lambda: services.add_vraag(contract, "Nog een?", by=cast.noor),
        lambda: services.use_vraag(vraag, doet_mee=False, by=cast.facilitator),
        lambda: services.react(vraag, "Maar…", by=cast.noor),
    ):
        with pytest.raises(DomainError, match="al vastgelegd"):
            doe()


# --- settling ---------------------------------------------------------------------------------------


def test_settle_makes_a_version_and_asks_everybody_else(cast, contract):
    services.use_vraag(contract.vragen.last(), doet_mee=False, by=cast.facilitator)
    DeelnameFactory(netwerk=cast.netwerk, status="pauze")

    versie = settle(contract, by=cast.facilitator)

    assert versie.nummer == 1
    assert len(versie.artikelen) == 7
    assert versie.artikelen[0]["tekst"] == "We noemen <b>'s</b> geen namen."
    contract.refresh_from_db()
    assert (contract.is_open, contract.laatste) == (False, versie)
    assert mails(VRAAG) == {cast.noor.pk, cast.yusuf.pk}
    [plan] = Verzending.objects.filter(soort=HERZIEN)
    assert lokale_dag(plan.op) == versie.herzien_op
    assert acties("settled") == 1


def test_settle_twice_is_one_version(cast, contract, versie):
    assert settle(contract, by=cast.facilitator) == versie
    assert Contractversie.objects.count() == 1


def test_settled_text_never_changes(cast, contract, versie):
    voor = versie.artikelen
    services.begin_ronde(contract, by=cast.facilitator)
    vraag = contract.vragen.first()
    services.propose_tekst(vraag, "Heel anders.", versie=vraag.versie, by=cast.noor)

    versie.refresh_from_db()
    assert versie.artikelen == voor


def test_settle_refuses_what_nobody_read(cast, contract):
    gelezen = make_stand_code(contract, contract.vragen.all())
    services.propose_tekst(contract.vragen.first(), "Net nog veranderd.", versie=1, by=cast.noor)

    with pytest.raises(DomainError, match="Iemand veranderde intussen iets"):
        services.settle_versie(contract, over(10), gelezen=gelezen, by=cast.facilitator)


def test_settle_refuses_a_question_without_text(cast, contract):
    with pytest.raises(DomainError, match="vertrouwelijkheid"):
        services.settle_versie(
            contract, over(10), gelezen=make_stand_code(contract, contract.vragen.all()), by=cast.facilitator
        )
    assert not Contractversie.objects.exists()


def test_settle_refuses_nothing(cast, contract):
    contract.vragen.update(doet_mee=False)

    with pytest.raises(DomainError, match="nog geen enkele vraag"):
        settle(contract, by=cast.facilitator)


@pytest.mark.parametrize("dagen", [-1, 0, 3 * 366 + 1])
def test_settle_refuses_a_day_nobody_looks(cast, contract, dagen):
    with pytest.raises(DomainError, match="Kies een dag na vandaag"):
        settle(contract, by=cast.facilitator, herzien_op=over(dagen))


@pytest.mark.parametrize("dagen", [1, 3 * 366])
def test_first_and_last_day(cast, contract, dagen):
    assert settle(contract, by=cast.facilitator, herzien_op=over(dagen)).herzien_op == over(dagen)


def test_new_version_starts_from_the_last_and_stops_the_old(cast, contract, versie):
    services.begin_ronde(contract, by=cast.facilitator)
    contract = services.begin_ronde(contract, by=cast.noor)

    assert (contract.ronde, contract.is_open) == (2, True)
    assert contract.vragen.first().tekst == "We noemen <b>'s</b> geen namen."
    assert not Bericht.objects.filter(soort=VRAAG, status="gepland").exists()
    with pytest.raises(DomainError, match="werkt aan een nieuwe versie"):
        services.agree(versie, cast.noor)
    tweede = settle(contract, by=cast.facilitator)
    assert tweede.nummer == 2
    with pytest.raises(DomainError, match="nieuwere versie"):
        services.agree(versie, cast.noor)
    assert acties("reopened") == 1


def test_ratified_version_stays_in_force_while_they_write(cast, contract, versie):
    for persoon in cast.allen:
        services.agree(versie, persoon)
    services.begin_ronde(contract, by=cast.facilitator)
    nieuw = DeelnameFactory(netwerk=cast.netwerk)

    assert services.agree(versie, nieuw.persoon).bekrachtigd_op
    assert Verzending.objects.get(soort=HERZIEN).status == "gepland"


def test_still_right_moves_only_the_day(cast, contract, versie):
    services.keep_versie(contract, over(400), by=cast.facilitator)
    versie = services.keep_versie(contract, over(400), by=cast.facilitator)

    assert (versie.herzien_op, versie.nummer) == (over(400), 1)
    assert [v.status for v in Verzending.objects.filter(soort=HERZIEN).order_by("pk")] == ["vervallen", "gepland"]
    assert acties("kept") == 1
    services.keep_versie(contract, over(100), by=cast.facilitator)
    assert [v.status for v in Verzending.objects.filter(soort=HERZIEN).order_by("pk")] == ["gepland", "vervallen"]
    with pytest.raises(DomainError, match="Kies een dag na vandaag"):
        services.keep_versie(contract, over(0), by=cast.facilitator)


def test_nothing_to_keep_while_they_write(cast, contract):
    with pytest.raises(DomainError, match="al aan een nieuwe versie"):
        services.keep_versie(contract, over(10), by=cast.facilitator)


# --- agreeing ---------------------------------------------------------------------------------------


def test_last_one_ratifies(cast, versie):
    for persoon in cast.allen[:-1]:
        assert services.agree(versie, persoon).bekrachtigd_op is None
    services.agree(versie, cast.allen[0])

    versie = services.agree(versie, cast.allen[-1])

    assert versie.bekrachtigd_op
    assert mails(BEKRACHTIGD) == {persoon.pk for persoon in cast.allen}
    assert (acties("agreed"), acties("ratified")) == (3, 1)
    services.agree(versie, cast.noor)
    assert acties("ratified") == 1


def test_not_yet_holds_it_until_they_agree(cast, versie):
    services.object_to(versie, cast.noor, "Punt 2 is te zacht.")
    for persoon in (cast.yusuf, cast.facilitator):
        assert services.agree(versie, persoon).bekrachtigd_op is None
    services.object_to(versie, cast.noor, "Punt 3 ook.")

    assert Akkoord.objects.get(persoon=cast.noor).bezwaar == "Punt 3 ook."
    assert services.agree(versie, cast.noor).bekrachtigd_op
    assert Akkoord.objects.get(persoon=cast.noor).bezwaar == ""


def test_not_yet_needs_a_reason(cast, versie):
    with pytest.raises(DomainError, match="Schrijf in een zin"):
        services.object_to(versie, cast.noor, "")


def test_who_agreed_may_come_back_until_it_is_ratified(cast, versie):
    services.agree(versie, cast.noor)
    services.object_to(versie, cast.noor, "Bij nader inzien.")
    for persoon in cast.allen:
        services.agree(versie, persoon)

    with pytest.raises(DomainError, match="het hier al over eens"):
        services.object_to(versie, cast.noor, "Toch niet.")


def test_who_pauses_may_sign_and_does_not_hold_it_up(cast, versie):
    netwerken.pause(cast.netwerk.deelnames.get(persoon=cast.noor), by=cast.noor)
    for persoon in (cast.yusuf, cast.facilitator):
        versie = services.agree(versie, persoon)

    assert versie.bekrachtigd_op
    assert services.agree(versie, cast.noor).akkoorden.count() == 3


@pytest.mark.parametrize("hoe", ["leave", "pause", "remove"])
def test_who_goes_does_not_count(cast, versie, hoe):
    for persoon in (cast.yusuf, cast.facilitator):
        services.agree(versie, persoon)
    deelname = cast.netwerk.deelnames.get(persoon=cast.noor)

    if hoe == "leave":
        netwerken.leave(cast.netwerk, cast.noor)
    else:
        getattr(netwerken, hoe)(deelname, by=cast.facilitator)

    versie.refresh_from_db()
    assert versie.bekrachtigd_op
    assert acties("ratified") == 1


def test_somebody_going_alone_ratifies_nothing(cast, versie):
    netwerken.leave(cast.netwerk, cast.noor)

    versie.refresh_from_db()
    assert versie.bekrachtigd_op is None


def test_somebody_going_while_they_write(cast, contract, versie):
    services.agree(versie, cast.yusuf)
    services.agree(versie, cast.facilitator)
    services.begin_ronde(contract, by=cast.facilitator)
    netwerken.leave(cast.netwerk, cast.noor)

    versie.refresh_from_db()
    assert versie.bekrachtigd_op is None


def test_only_who_takes_part_signs(cast, versie):
    netwerken.leave(cast.netwerk, cast.noor)

    for doe in (lambda: services.agree(versie, cast.noor), lambda: services.object_to(versie, cast.noor, "Nee.")):
        with pytest.raises(DomainError, match="doet niet meer mee|doe niet meer mee|Je doet"):
            doe()


def test_nobody_signs_when_it_is_over(cast, versie):
    stop(cast.netwerk)

    with pytest.raises(DomainError, match="voorbij"):
        services.agree(versie, cast.noor)
