from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from berichten.models import Bericht
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken import services as netwerken
from netwerken.belangstelling import services
from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.tests.factories import (
    BelangstellingFactory,
    ThemaFactory,
    ThemavoorstelFactory,
    make_groep,
)
from netwerken.tasks import tend_themas_task
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db
WAARDEN = {"sector": "vo", "regio": "utrecht", "functie": "leraar", "waarom": "", "wil_trekken": False}


def join(thema, persoon=None, **velden):
    return services.join_thema(thema, persoon or PersoonFactory(), **WAARDEN | velden)


def join_with(thema, scholen, **velden):
    """Somebody of each of these schools, one after the other."""
    return [join(thema, PersoonFactory(organisatie=school), **velden) for school in scholen]


def six_schools():
    return [OrganisatieFactory() for _ in range(6)]


def mails(soort):
    return sorted(Bericht.objects.filter(soort=f"netwerken.thema_{soort}").values_list("aan", flat=True))


def test_join_is_kept_for_a_year(thema):
    rij = join(thema)

    assert rij.geldig_tot == timezone.localdate() + timedelta(days=365)
    assert not rij.vraagt_of_het_klopt
    assert Logregel.objects.get(actie="netwerken.thema.joined").feiten == {}


def test_join_twice_is_one_row_with_the_last_words(thema):
    persoon = PersoonFactory()
    join(thema, persoon, regio="zeeland")

    rij = join(thema, persoon, waarom="Nu echt.")

    assert Belangstelling.objects.get() == rij
    assert (rij.regio, rij.waarom) == ("utrecht", "Nu echt.")


def test_join_a_theme_that_was_merged_meanwhile(thema):
    oud = ThemaFactory(zichtbaar=True)
    services.merge_themas(oud, thema, by=PersoonFactory())

    assert join(oud).thema == thema


def test_join_a_theme_that_was_refused():
    thema = ThemaFactory(status="afgewezen", reden="Te breed.")

    with pytest.raises(DomainError, match=r"Te breed\. Kies een ander thema\."):
        join(thema)


def test_five_themes_at_a_time(thema):
    persoon = PersoonFactory()
    for _ in range(5):
        join(ThemaFactory(zichtbaar=True), persoon)

    with pytest.raises(DomainError, match="Je wacht al op 5 thema’s"):
        join(thema, persoon)
    assert join(persoon.belangstellingen.first().thema, persoon)  # one of the five: that may change


def test_proposed_in_other_capitals_is_the_same_theme():
    een = services.find_or_propose("Rust in de klas", "vo", by=PersoonFactory())

    assert services.find_or_propose("rust  in de KLAS!", "po", by=PersoonFactory()) == een
    assert (een.status, een.naam, een.sector) == ("voorgesteld", "Rust in de klas", "vo")


def test_proposed_without_words():
    with pytest.raises(DomainError, match="in woorden"):
        services.find_or_propose("?!", "vo", by=PersoonFactory())


def test_proposed_by_somebody_else_in_this_very_moment(thema, monkeypatch):
    def lost_the_race(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(type(Thema.objects), "get_or_create", lost_the_race)

    assert services.find_or_propose(thema.naam, "vo", by=PersoonFactory()) == thema


def test_leave_keeps_nothing(thema):
    rij = join(thema)

    services.leave_thema(thema, rij.persoon)
    services.leave_thema(thema, rij.persoon)

    assert not Belangstelling.objects.exists()
    assert Logregel.objects.filter(actie="netwerken.thema.left").count() == 1


def test_sixth_person_makes_a_voorstel_and_asks_who_wants_to_guide(thema):
    scholen = six_schools()
    wil, *_ = join_with(thema, scholen[:1], wil_trekken=True)
    join_with(thema, scholen[1:5])
    assert not Themavoorstel.objects.exists()

    join_with(thema, scholen[5:])

    voorstel = Themavoorstel.objects.get()
    assert (voorstel.status, voorstel.sector, voorstel.regio) == ("open", "vo", "utrecht")
    assert (voorstel.mensen, voorstel.scholen) == (6, 6)
    assert mails("trekker") == [wil.persoon_id]


def test_seventh_person_makes_no_second_voorstel(thema):
    scholen = six_schools()
    rijen = join_with(thema, [*scholen, scholen[0]])

    assert Themavoorstel.objects.get().mensen == 7
    services.leave_thema(thema, rijen[0].persoon)
    assert Themavoorstel.objects.get().mensen == 6


def test_voorstel_lapses_with_too_few_people_and_comes_back(thema, voorstel):
    weg = voorstel.groep[0]
    services.leave_thema(thema, weg.persoon)
    assert set(Themavoorstel.objects.values_list("status", flat=True)) == {"vervallen"}

    join(thema, weg.persoon)

    assert sorted(Themavoorstel.objects.values_list("status", flat=True)) == ["open", "vervallen"]


def test_closed_account_does_not_count(thema):
    weg, *_ = make_groep(thema)
    weg.persoon.is_active = False
    weg.persoon.save()

    services.tend_themas()

    assert not Themavoorstel.objects.exists()


def test_erased_account_leaves_the_list_and_frees_the_voorstel(thema, voorstel):
    trekker, ander = (rij.persoon for rij in voorstel.groep[:2])
    services.begin_voorstel(voorstel, by=trekker)

    Logregel.objects.filter(actor=trekker).delete()
    trekker.delete()

    assert Belangstelling.objects.count() == 5
    assert services.begin_voorstel(Themavoorstel.objects.get(), by=ander).trekker == ander


def test_proposed_theme_makes_no_voorstel_until_it_is_published():
    thema = ThemaFactory()
    join_with(thema, six_schools())
    assert not Themavoorstel.objects.exists()

    services.publish_thema(thema, by=PersoonFactory())
    services.publish_thema(thema, by=PersoonFactory())

    assert Themavoorstel.objects.get().mensen == 6
    assert Logregel.objects.filter(actie="netwerken.thema.published").count() == 1


def test_add_publishes_what_was_refused():
    thema = ThemaFactory(naam="Rust", status="afgewezen", reden="Nee.")

    assert services.add_thema("rust", "vo", by=PersoonFactory()) == thema
    thema.refresh_from_db()
    assert (thema.status, thema.reden) == ("zichtbaar", "")


def test_reject_tells_who_waits_and_why():
    thema = ThemaFactory()
    rij = join(thema)

    services.reject_thema(thema, "Te breed.", by=PersoonFactory())
    services.reject_thema(thema, "Echt te breed.", by=PersoonFactory())

    thema.refresh_from_db()
    assert (thema.status, thema.reden) == ("afgewezen", "Te breed.")
    assert mails("afgewezen") == [rij.persoon_id]


def test_reject_needs_a_reason(thema):
    with pytest.raises(DomainError, match="waarom niet"):
        services.reject_thema(thema, "  ", by=PersoonFactory())


def test_reject_ends_an_open_voorstel_and_not_one_that_is_prepared(voorstel):
    services.begin_voorstel(voorstel, by=voorstel.groep[0].persoon)
    with pytest.raises(DomainError, match="bereidt een netwerk over dit thema voor"):
        services.reject_thema(voorstel.thema, "Nee.", by=PersoonFactory())
    services.give_back(voorstel, by=PersoonFactory())

    services.reject_thema(voorstel.thema, "Nee.", by=PersoonFactory())

    voorstel.refresh_from_db()
    assert voorstel.status == "vervallen"


def test_merge_moves_everybody_once(thema):
    oud = ThemaFactory(zichtbaar=True)
    beide = PersoonFactory()
    langer = BelangstellingFactory(thema=oud, persoon=beide, geldig_tot="2099-01-01")
    daar = BelangstellingFactory(thema=thema, persoon=beide, nagevraagd_op=nu())
    korter = BelangstellingFactory(thema=thema, geldig_tot="2099-01-01")
    BelangstellingFactory(thema=oud, persoon=korter.persoon)
    alleen = BelangstellingFactory(thema=oud)
    ouder = ThemaFactory(status="samengevoegd", opgegaan_in=oud)

    services.merge_themas(oud, thema, by=PersoonFactory())

    daar.refresh_from_db()
    assert str(daar.geldig_tot) == "2099-01-01"
    assert daar.nagevraagd_op is None
    assert not Belangstelling.objects.filter(pk=langer.pk).exists()
    assert set(thema.belangstellingen.all()) == {daar, korter, alleen}
    assert set(thema.eerdere.all()) == {oud, ouder}
    assert Logregel.objects.get(actie="netwerken.thema.merged").feiten == {"doel": thema.pk}


def test_merge_of_two_halves_makes_a_voorstel(thema):
    oud = ThemaFactory(zichtbaar=True)
    make_groep(oud, 3)
    make_groep(thema, 3)

    services.merge_themas(oud, thema, by=PersoonFactory())

    assert Themavoorstel.objects.get().thema == thema


def test_merge_takes_an_open_voorstel_along(thema, voorstel):
    doel = ThemaFactory(zichtbaar=True)

    services.merge_themas(thema, doel, by=PersoonFactory())

    assert list(Themavoorstel.objects.values_list("thema", "status")) == [
        (thema.pk, "vervallen"), (doel.pk, "open"),
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["voorgesteld", "afgewezen"])
def test_merge_only_with_what_is_in_the_list(thema, status):
    with pytest.raises(DomainError, match="Kies een ander thema"):
        services.merge_themas(thema, ThemaFactory(status=status, reden="Nee."), by=PersoonFactory())
    with pytest.raises(DomainError, match="Kies een ander thema"):
        services.merge_themas(thema, thema, by=PersoonFactory())


def test_merge_twice_and_while_somebody_prepares(thema, voorstel):
    oud = ThemaFactory(zichtbaar=True)
    services.merge_themas(oud, thema, by=PersoonFactory())
    with pytest.raises(DomainError, match="al samengevoegd"):
        services.merge_themas(oud, thema, by=PersoonFactory())

    services.begin_voorstel(voorstel, by=voorstel.groep[0].persoon)
    with pytest.raises(DomainError, match="bereidt een netwerk over dit thema voor"):
        services.merge_themas(thema, ThemaFactory(zichtbaar=True), by=PersoonFactory())


def test_renew_is_another_year_and_asks_again_then():
    rij = BelangstellingFactory(geldig_tot=timezone.localdate(), nagevraagd_op=nu())
    assert rij.vraagt_of_het_klopt

    rij = services.renew(rij)

    assert (rij.geldig_tot, rij.nagevraagd_op) == (timezone.localdate() + timedelta(days=365), None)


def test_year_of_one_row(thema):
    """Asked once in the last month, erased the day after the last; twice is once, and a late night catches up."""
    begin = datetime(2026, 11, 24, 11, tzinfo=UTC)
    with time_machine.travel(begin, tick=False):
        rij = join(thema)
    with time_machine.travel(begin + timedelta(days=334), tick=False):
        tend_themas_task()
        assert mails("klopt") == []
    with time_machine.travel(begin + timedelta(days=335), tick=False):
        tend_themas_task()
        tend_themas_task()
    assert mails("klopt") == [rij.persoon_id]
    with time_machine.travel(begin + timedelta(days=365), tick=False):
        assert services.tend_themas() == 0
    with time_machine.travel(begin + timedelta(days=400), tick=False):
        assert services.tend_themas() == 1
    assert mails("klopt") == [rij.persoon_id]
    assert not Belangstelling.objects.exists()


def test_forgets_refused_words_that_nobody_waits_for():
    blijft = BelangstellingFactory(thema=ThemaFactory()).thema
    ThemaFactory()
    ThemaFactory(status="afgewezen", reden="Nee.")
    lijst = ThemaFactory(zichtbaar=True)

    with time_machine.travel(nu() + timedelta(days=31), tick=False):
        services.tend_themas()

    assert set(Thema.objects.all()) == {blijft, lijst}


def test_one_theme_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    kapot, goed = ThemaFactory(zichtbaar=True), ThemaFactory(zichtbaar=True)
    for thema in (kapot, goed):
        make_groep(thema)
    review = services._review

    def fail_once(thema):
        if thema == kapot:
            raise RuntimeError("broken")
        review(thema)

    monkeypatch.setattr(services, "_review", fail_once)

    services.tend_themas()

    assert Themavoorstel.objects.get().thema == goed
    assert f"thema {kapot.pk} was not looked at" in caplog.text


@pytest.mark.parametrize(
    "breek",
    [
        lambda: ThemaFactory(status="weg"),
        lambda: ThemaFactory(status="samengevoegd"),
        lambda: ThemaFactory(zichtbaar=True, opgegaan_in=ThemaFactory()),
        lambda: ThemaFactory(status="afgewezen", reden=""),
        lambda: ThemaFactory(naam="?"),
        lambda: ThemaFactory(naam=ThemaFactory(naam="Rust").naam.upper()),
        lambda: BelangstellingFactory(
            thema=(rij := BelangstellingFactory()).thema, persoon=rij.persoon
        ),
        lambda: ThemavoorstelFactory(thema=ThemavoorstelFactory().thema),
        lambda: ThemavoorstelFactory(status="weg"),
        lambda: ThemavoorstelFactory(status="bezig"),
    ],
)  # fmt: skip
def test_database_keeps_its_promises(breek):
    with pytest.raises(IntegrityError), transaction.atomic():
        breek()


def test_names_in_the_shell_hold_no_words():
    voorstel, rij = ThemavoorstelFactory(), BelangstellingFactory()

    assert (str(voorstel), str(rij), str(rij.thema)) == (
        f"themavoorstel {voorstel.pk}", f"belangstelling {rij.pk}", f"thema {rij.thema.pk}",
    )  # fmt: skip


def test_joining_another_netwerk_says_nothing_about_the_theme():
    rij = BelangstellingFactory()

    netwerken.sign_up(NetwerkFactory(openbaar=True), rij.persoon)

    assert Belangstelling.objects.filter(pk=rij.pk).exists()
