"""Who may judge an aanvraag: looked at before, and lost again when something changes."""

import pytest
from django.db import IntegrityError, transaction

from berichten.models import Bericht
from kern.errors import DomainError
from netwerken.services import leave
from netwerken.services.deelnames import activate
from netwerken.tests.factories import DeelnameFactory
from personen.services import tell_rolwissel
from personen.tests.factories import OrganisatieFactory, PersoonFactory
from subsidie.beoordeling import services
from subsidie.beoordeling.belang import find_belang
from subsidie.beoordeling.models import find_adviseurs
from subsidie.beoordeling.tests.factories import file, make_aanvraag, make_toewijzing
from subsidie.models import Advies, Belangverklaring, Toewijzing
from subsidie.spoor.services import find_break
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return PersoonFactory(academie=True)


def takes_part(netwerk, persoon, **velden):
    DeelnameFactory(netwerk=netwerk, persoon=persoon, **velden)


def took_part(netwerk, persoon):
    takes_part(netwerk, persoon)
    leave(netwerk, persoon)


def same_bestuur(netwerk, persoon):
    bestuur = OrganisatieFactory(soort="bestuur")
    takes_part(netwerk, PersoonFactory(organisatie=OrganisatieFactory(deel_van=bestuur)), rol="penvoerder")
    school = OrganisatieFactory(deel_van=bestuur)
    persoon.organisatie = OrganisatieFactory(soort="vestiging", deel_van=school)


def is_the_bestuur(netwerk, persoon):
    persoon.organisatie = OrganisatieFactory(soort="bestuur")
    takes_part(netwerk, PersoonFactory(organisatie=OrganisatieFactory(deel_van=persoon.organisatie)))


def same_school(netwerk, persoon):
    persoon.organisatie = OrganisatieFactory()
    takes_part(netwerk, PersoonFactory(organisatie=persoon.organisatie))


def set_to(**velden):
    def change(netwerk, persoon):
        for veld, waarde in velden.items():
            setattr(persoon, veld, waarde)

    return change


BELANG = {
    "doet mee": takes_part,
    "deed mee": took_part,
    "wacht": lambda netwerk, persoon: takes_part(netwerk, persoon, aangemeld=True),
    "begeleidt": lambda netwerk, persoon: takes_part(netwerk, persoon, rol="facilitator"),
    "bestuur van de penvoerder": same_bestuur,
    "het bestuur zelf": is_the_bestuur,
    "school zonder bestuur": same_school,
    "zei het zelf": lambda netwerk, persoon: services.declare_conflict(netwerk.aanvragen.get(), by=persoon),
    "geen beoordelaar": set_to(is_beoordelaar=False),
    "andere academie": set_to(academie_sector="po"),
    "account dicht": set_to(is_active=False),
}


@pytest.mark.parametrize(
    ("wat", "reden"),
    [
        ("doet mee", "hoort of hoorde bij dit netwerk"),
        ("deed mee", "hoort of hoorde bij dit netwerk"),
        ("wacht", "hoort of hoorde bij dit netwerk"),
        ("begeleidt", "hoort of hoorde bij dit netwerk"),
        ("bestuur van de penvoerder", "werkt bij een bestuur"),
        ("het bestuur zelf", "werkt bij een bestuur"),
        ("school zonder bestuur", "werkt bij een bestuur"),
        ("zei het zelf", "zei een belang te hebben"),
        ("geen beoordelaar", "is geen beoordelaar van deze academie"),
        ("andere academie", "is geen beoordelaar van deze academie"),
        ("account dicht", "is geen beoordelaar van deze academie"),
    ],
)
def test_who_has_an_interest_is_refused_with_the_reason(staf, wat, reden):
    aanvraag = make_aanvraag("ingediend")
    persoon, ander = PersoonFactory(beoordelaar=True), PersoonFactory(beoordelaar=True)
    BELANG[wat](aanvraag.netwerk, persoon)
    persoon.save()

    with pytest.raises(DomainError, match=reden):
        services.assign(aanvraag, [ander, persoon], by=staf)

    assert not Toewijzing.objects.exists()
    assert [p for p in services.propose(aanvraag) if p.voorgesteld] == [ander]


def test_a_guide_from_outside_brings_no_bestuur(staf):
    aanvraag, bureau = make_aanvraag(), OrganisatieFactory(soort="bedrijf")
    DeelnameFactory(netwerk=aanvraag.netwerk, rol="facilitator", persoon__organisatie=bureau)

    assert not find_belang(aanvraag, [PersoonFactory(beoordelaar=True, organisatie=bureau)])


def test_two_are_assigned_hear_of_it_and_are_on_the_track(staf):
    aanvraag = make_aanvraag("ingediend")
    twee = PersoonFactory.create_batch(2, beoordelaar=True)

    services.assign(aanvraag, twee, by=staf)

    assert {t.persoon for t in aanvraag.toewijzingen.geldig()} == set(twee)
    assert [regel.feiten for regel in aanvraag.spoor.all()] == [{"persoon": p.pk} for p in twee]
    assert {b.aan for b in Bericht.objects.filter(soort="subsidie.toegewezen")} == set(twee)
    assert find_break(aanvraag) is None
    assert find_adviseurs(aanvraag) == {p.pk for p in twee}


def test_a_third_is_too_many_and_nobody_is_nobody(staf):
    aanvraag = make_aanvraag()
    eerste = make_toewijzing(aanvraag).persoon
    make_toewijzing(aanvraag)

    with pytest.raises(DomainError, match="er zijn er al 2"):
        services.assign(aanvraag, [PersoonFactory(beoordelaar=True)], by=staf)
    for niets in ([], [eerste]):
        with pytest.raises(DomainError, match="Kies wie"):
            services.assign(aanvraag, niets, by=staf)


@pytest.mark.parametrize("status", Status)
def test_when_one_can_be_assigned(staf, status):
    aanvraag, persoon = make_aanvraag(status), PersoonFactory(beoordelaar=True)

    if status in ("ingediend", "aanvulling", "in_beoordeling"):
        assert len(services.assign(aanvraag, [persoon], by=staf)) == 1
    else:
        with pytest.raises(DomainError, match="Toewijzen kan nu niet"):
            services.assign(aanvraag, [persoon], by=staf)


def test_who_has_the_least_to_do_is_proposed_first():
    aanvraag = make_aanvraag()
    druk, vrij, heeft = (PersoonFactory(beoordelaar=True, naam=naam) for naam in ("Anna", "Bob", "Cas"))
    make_toewijzing(persoon=druk)
    make_toewijzing(make_aanvraag("afgewezen"), vrij)  # over
    make_toewijzing(aanvraag, heeft)
    PersoonFactory(academie=True)

    mensen = services.propose(aanvraag)

    assert [(p.naam, p.werk, p.voorgesteld, p.is_toegewezen) for p in mensen] == [
        ("Bob", 0, True, False), ("Anna", 1, False, False), ("Cas", 1, False, True),
    ]  # fmt: skip


# --- what ends it -------------------------------------------------------------------------------


def test_who_says_so_judges_it_no_more_and_never_again(staf):
    toewijzing = make_toewijzing()
    aanvraag, persoon = toewijzing.aanvraag, toewijzing.persoon

    for _ in range(2):
        services.declare_conflict(aanvraag, by=persoon)

    toewijzing.refresh_from_db()
    assert (toewijzing.is_geldig, toewijzing.vervallen_reden) == (False, "belang")
    assert Belangverklaring.objects.count() == 1
    assert [regel.stap for regel in aanvraag.spoor.all()] == ["belang", "toewijzing_vervallen"]
    with pytest.raises(DomainError, match="zei een belang"):
        services.assign(aanvraag, [persoon], by=staf)


def join(toewijzing):
    activate(DeelnameFactory.build(netwerk=toewijzing.aanvraag.netwerk, persoon=toewijzing.persoon), by=None)


def apply_(toewijzing):
    DeelnameFactory(netwerk=toewijzing.aanvraag.netwerk, persoon=toewijzing.persoon, aangemeld=True)
    services.follow_deelname(toewijzing.aanvraag.netwerk.deelnames.get(persoon=toewijzing.persoon))


def lose(**velden):
    def change(toewijzing):
        for veld, waarde in velden.items():
            setattr(toewijzing.persoon, veld, waarde)
        toewijzing.persoon.save()
        tell_rolwissel(toewijzing.persoon)

    return change


@pytest.mark.parametrize(
    ("gebeurt", "reden"),
    [
        (join, "netwerk"),
        (apply_, "netwerk"),
        (lose(is_beoordelaar=False), "rol"),
        (lose(platformrol="geen", academie_sector="", is_beoordelaar=False), "rol"),
        (lose(academie_sector="po"), "rol"),
        (lose(is_active=False), "rol"),
        (lambda t: services.lapse_assignment(t, "teruggenomen"), "teruggenomen"),
    ],
)
def test_what_makes_an_assignment_lapse_also_after_both_filed(gebeurt, reden):
    aanvraag = make_aanvraag()
    weg, blijft = make_toewijzing(aanvraag), make_toewijzing(aanvraag)
    advies, ander = file(weg), file(blijft)
    aanvraag.refresh_from_db()
    assert aanvraag.status == "advies_klaar"

    gebeurt(weg)

    weg.refresh_from_db()
    aanvraag.refresh_from_db()
    assert (weg.vervallen_reden, aanvraag.status) == (reden, "in_beoordeling")
    assert list(Advies.objects.tellend()) == [ander]
    assert not Advies.objects.visible_to(weg.persoon).exists()
    assert Advies.objects.filter(pk=advies.pk).exists()
    assert weg.persoon_id in find_adviseurs(aanvraag)
    assert find_break(aanvraag) is None


def test_who_stays_beoordelaar_keeps_the_work():
    toewijzing = make_toewijzing()
    lose(is_beslisser=True)(toewijzing)
    services.follow_deelname(DeelnameFactory(netwerk=toewijzing.aanvraag.netwerk))

    toewijzing.refresh_from_db()
    assert toewijzing.is_geldig


def test_lapsing_twice_is_once_and_leaves_what_is_not_filed_alone():
    toewijzing = make_toewijzing()
    services.lapse_assignment(toewijzing, "teruggenomen")
    toewijzing = services.lapse_assignment(toewijzing, "rol")

    assert toewijzing.vervallen_reden == "teruggenomen"
    assert toewijzing.aanvraag.spoor.count() == 1
    assert services.assign(toewijzing.aanvraag, [toewijzing.persoon], by=PersoonFactory(academie=True))


@pytest.mark.parametrize("status", ["besloten", "toegekend", "afgewezen", "lopend"])
def test_after_the_decision_who_advised_stays(status):
    toewijzing = make_toewijzing(make_aanvraag(status))
    with pytest.raises(DomainError, match="al besloten"):
        services.lapse_assignment(toewijzing, services.TERUGGENOMEN)
    assert services.lapse_assignment(toewijzing, "netwerk").vervallen_reden == "netwerk"


def test_what_cannot_be():
    toewijzing = make_toewijzing()
    for velden in ({"vervallen_op": toewijzing.created_at}, {"vervallen_reden": "rol"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Toewijzing.objects.filter(pk=toewijzing.pk).update(**velden)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_toewijzing(toewijzing.aanvraag, toewijzing.persoon)
    assert str(toewijzing) == f"toewijzing {toewijzing.pk}"
