"""From the first text to the catalogue and out of it again: who may, what is kept, who hears it."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models.signals import pre_save

from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.errors import DomainError, EditConflict
from kern.models import Logregel
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory
from werkvormen import services
from werkvormen.inhoud.soorten import make_kaart
from werkvormen.models import RESERVED_SLUGS, Favoriet, Origineel, Werkvorm
from werkvormen.tests.factories import WerkvormFactory, make_data

pytestmark = pytest.mark.django_db
REDEN = "Zet bij stap twee hoe lang het duurt."


def kaart(**anders):
    return make_kaart(make_data(**anders))


@pytest.fixture
def academie(db):
    return PersoonFactory(academie=True, naam="Academie")


@pytest.fixture
def eigenaar(db):
    return DeelnameFactory(rol="facilitator", persoon=PersoonFactory(naam="Mira Schrijft")).persoon


@pytest.fixture
def eigen(eigenaar):
    return services.create_werkvorm(kaart(naam="Lopen"), by=eigenaar)


def test_own_werkvorm_begins_not_offered_and_without_a_number(eigenaar):
    werkvorm = services.create_werkvorm(kaart(naam="Café ’s morgens", code="WV-1", slug="worldcafe"), by=eigenaar)

    assert (werkvorm.status, werkvorm.eigenaar, werkvorm.code) == ("eigen", eigenaar, "")
    assert werkvorm.slug == "cafe-s-morgens"
    assert Logregel.objects.filter(actie="werkvormen.werkvorm.created", actor=eigenaar).count() == 1


@pytest.mark.parametrize("naam", ["Nieuw", "Eigen", "Export", "«»", "日本"])
def test_address_is_never_one_of_a_page_and_never_taken(eigenaar, naam):
    slugs = [services.create_werkvorm(kaart(naam=naam), by=eigenaar).slug for _ in range(3)]

    assert len(set(slugs)) == 3
    assert not set(slugs) & set(RESERVED_SLUGS)


@pytest.fixture
def take_address():
    """Somebody else takes the address between looking and saving, so many times."""

    def take(keren):
        over = iter(range(keren))

        def before(instance, **kwargs):
            if next(over, None) is not None:
                Werkvorm.objects.bulk_create([WerkvormFactory.build(slug=instance.slug, code="")])

        receivers.append(before)
        pre_save.connect(before, sender=Werkvorm)

    receivers = []
    yield take
    for receiver in receivers:
        pre_save.disconnect(receiver, sender=Werkvorm)


def test_address_taken_in_between_is_looked_for_again(eigenaar, take_address):
    take_address(1)

    werkvorm = services.create_werkvorm(kaart(naam="Lopen"), by=eigenaar)

    assert Werkvorm.objects.get() == werkvorm


def test_address_that_is_always_taken_is_an_error_and_leaves_nothing(eigenaar, take_address):
    take_address(100)

    with pytest.raises(IntegrityError), transaction.atomic():
        services.create_werkvorm(kaart(naam="Lopen"), by=eigenaar)

    assert not Werkvorm.objects.exists()


def test_who_is_a_facilitator_is_asked_once(eigenaar, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert eigenaar.has_perm("werkvormen.create_werkvorm")
        assert eigenaar.has_perm("werkvormen.create_werkvorm")


def test_long_name_leaves_room_for_a_number(eigenaar):
    slugs = {services.create_werkvorm(kaart(naam="a" * 80), by=eigenaar).slug for _ in range(2)}

    assert slugs == {"a" * 50, f"{'a' * 50}-2"}


def test_copy_keeps_what_it_was_made_from_also_when_that_changes_or_goes(eigenaar):
    bron = WerkvormFactory(kaart={"naam": "Het origineel"}, versie=3)
    kopie = services.create_werkvorm(kaart(), by=eigenaar, origineel=Origineel.of(bron))

    services.write_kaart(bron, kaart(naam="Heet nu anders", slug=bron.slug))
    kopie.refresh_from_db()

    assert (kopie.gebaseerd_op, kopie.gebaseerd_naam, kopie.gebaseerd_versie) == (bron, "Het origineel", 3)
    bron.delete()
    kopie.refresh_from_db()
    assert (kopie.gebaseerd_op, kopie.gebaseerd_naam, kopie.gebaseerd_versie) == (None, "Het origineel", 3)


def test_changing_counts_and_keeps_the_address(eigen, eigenaar):
    werkvorm = services.change_werkvorm(eigen, kaart(naam="Wandelen"), by=eigenaar, seen=1)

    werkvorm.refresh_from_db()
    assert (werkvorm.naam, werkvorm.slug, werkvorm.versie) == ("Wandelen", "lopen", 2)


def test_who_looked_at_another_version_changes_nothing(eigen, eigenaar):
    services.change_werkvorm(eigen, kaart(naam="Eerst"), by=eigenaar, seen=1)

    with pytest.raises(EditConflict):
        services.change_werkvorm(eigen, kaart(naam="Daarna"), by=eigenaar, seen=1)

    eigen.refresh_from_db()
    assert eigen.naam == "Eerst"


def test_owner_does_not_change_what_the_academie_reads(eigen, eigenaar, academie):
    services.offer_werkvorm(eigen, by=eigenaar)

    with pytest.raises(DomainError, match="Neem hem eerst terug"):
        services.change_werkvorm(eigen, kaart(), by=eigenaar, seen=1)
    assert services.change_werkvorm(eigen, kaart(naam="Beter"), by=academie, seen=1).naam == "Beter"


def test_academie_does_not_change_what_was_taken_back(eigen, eigenaar, academie):
    services.offer_werkvorm(eigen, by=eigenaar)
    services.take_back_werkvorm(eigen, by=eigenaar)

    with pytest.raises(DomainError, match="intussen teruggenomen"):
        services.change_werkvorm(eigen, kaart(), by=academie, seen=1)


def test_taken_back_twice_is_quiet(eigen, eigenaar):
    services.offer_werkvorm(eigen, by=eigenaar)
    services.take_back_werkvorm(eigen, by=eigenaar)

    assert services.take_back_werkvorm(eigen, by=eigenaar).is_eigen
    assert Logregel.objects.filter(actie="werkvormen.werkvorm.taken_back").count() == 1


def test_only_what_is_not_offered_can_be_thrown_away(eigen, eigenaar):
    services.offer_werkvorm(eigen, by=eigenaar)
    with pytest.raises(DomainError, match="Wat is aangeboden"):
        services.delete_werkvorm(eigen, by=eigenaar)
    services.take_back_werkvorm(eigen, by=eigenaar)

    services.delete_werkvorm(eigen, by=eigenaar)

    assert not Werkvorm.objects.exists()


def mails_to(persoon):
    return [m for m in mail.outbox if persoon.email in m.to[0]]


def test_offering_tells_the_whole_academie_once(eigen, eigenaar, academie, django_capture_on_commit_callbacks):
    ander = PersoonFactory(academie=True)
    PersoonFactory(academie=True, is_active=False)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            services.offer_werkvorm(eigen, by=eigenaar)
    carry_out_due()

    eigen.refresh_from_db()
    assert (eigen.status, eigen.aangeboden_op is not None) == ("aangeboden", True)
    assert set(Bericht.objects.values_list("aan", flat=True)) == {academie.pk, ander.pk}
    [bericht] = mails_to(academie)
    assert bericht.subject == "Nieuw aangeboden: “Lopen”"
    assert "Mira Schrijft biedt een werkvorm aan" in bericht.body
    assert "/werkvormen/lopen/" in bericht.body


def test_taken_back_before_the_mail_left_is_no_mail(eigen, eigenaar, academie):
    services.offer_werkvorm(eigen, by=eigenaar)
    services.take_back_werkvorm(eigen, by=eigenaar)

    carry_out_due()

    assert mails_to(academie) == []
    eigen.refresh_from_db()
    assert (eigen.status, eigen.aangeboden_op) == ("eigen", None)


@pytest.mark.parametrize(
    ("besluit", "status", "onderwerp", "zin"),
    [
        (lambda w, by: services.publish_werkvorm(w, by=by), "gepubliceerd", "“Lopen” staat in de catalogus",
         "Iedereen kan hem nu"),
        (lambda w, by: services.send_back_werkvorm(w, reden=REDEN, by=by), "eigen", "Over “Lopen”: nog niet klaar",
         REDEN),
        (lambda w, by: services.withdraw_werkvorm(services.publish_werkvorm(w, by=by), reden=REDEN, by=by),
         "ingetrokken", "“Lopen” is uit de catalogus", REDEN),
    ],
    ids=["publish", "send_back", "withdraw"],
)  # fmt: skip
def test_writer_hears_what_became_of_it(eigen, eigenaar, academie, besluit, status, onderwerp, zin):
    services.offer_werkvorm(eigen, by=eigenaar)

    besluit(eigen, academie)
    carry_out_due()

    eigen.refresh_from_db()
    assert eigen.status == status
    [bericht] = mails_to(eigenaar)
    assert bericht.subject == onderwerp
    assert zin in " ".join(bericht.body.split())
    assert "omdat jij deze werkvorm schreef" in " ".join(bericht.body.split())
    assert eigenaar.voornaam in bericht.alternatives[0].content
    assert academie.naam not in bericht.body


def test_publishing_twice_is_once(eigen, eigenaar, academie):
    services.offer_werkvorm(eigen, by=eigenaar)
    for _ in range(2):
        services.publish_werkvorm(eigen, by=academie)

    carry_out_due()

    assert len(mails_to(eigenaar)) == 1
    assert Logregel.objects.filter(actie="werkvormen.werkvorm.published").count() == 1


def test_kaart_of_the_catalogue_is_withdrawn_without_a_mail_and_comes_back(academie):
    werkvorm = WerkvormFactory()

    for _ in range(2):
        services.withdraw_werkvorm(werkvorm, reden=REDEN, by=academie)
    carry_out_due()
    assert mail.outbox == []
    werkvorm = services.publish_werkvorm(werkvorm, by=academie)

    assert (werkvorm.status, werkvorm.reden) == ("gepubliceerd", "")


def test_withdrawing_loses_nothing(eigen, eigenaar, academie):
    services.offer_werkvorm(eigen, by=eigenaar)
    werkvorm = services.publish_werkvorm(eigen, by=academie)
    services.keep_favorite(werkvorm, academie, bewaar=True)
    tekst = werkvorm.data

    services.withdraw_werkvorm(werkvorm, reden=REDEN, by=academie)

    assert Werkvorm.objects.get().data == tekst
    assert Favoriet.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "stap"),
    [
        ("gepubliceerd", lambda w, by: services.offer_werkvorm(w, by=by)),
        ("ingetrokken", lambda w, by: services.offer_werkvorm(w, by=by)),
        ("gepubliceerd", lambda w, by: services.take_back_werkvorm(w, by=by)),
        ("eigen", lambda w, by: services.publish_werkvorm(w, by=by)),
        ("eigen", lambda w, by: services.send_back_werkvorm(w, reden=REDEN, by=by)),
        ("gepubliceerd", lambda w, by: services.send_back_werkvorm(w, reden=REDEN, by=by)),
        ("eigen", lambda w, by: services.withdraw_werkvorm(w, reden=REDEN, by=by)),
        ("aangeboden", lambda w, by: services.withdraw_werkvorm(w, reden=REDEN, by=by)),
    ],
)
def test_who_was_too_late_hears_it_and_changes_nothing(eigenaar, academie, status, stap):
    werkvorm = WerkvormFactory(status=status, eigenaar=eigenaar)

    with pytest.raises(DomainError):
        stap(werkvorm, academie)

    werkvorm.refresh_from_db()
    assert werkvorm.status == status


def test_offered_without_a_moment_cannot_be():
    werkvorm = WerkvormFactory(status="eigen")

    with pytest.raises(IntegrityError, match="werkvorm_offered_has_moment"), transaction.atomic():
        Werkvorm.objects.filter(pk=werkvorm.pk).update(status="aangeboden")


@pytest.mark.parametrize(
    ("status", "zien"),
    [
        ("eigen", {"eigenaar", "mede"}),
        ("aangeboden", {"eigenaar", "mede", "academie"}),
        ("gepubliceerd", {"eigenaar", "mede", "academie", "deelnemer", "was mede", "elders", "beheer", "iemand"}),
        ("ingetrokken", {"eigenaar", "mede", "academie"}),
    ],
)
def test_who_sees_it_in_each_state(academie, eigenaar, status, zien):
    """Rows and rule agree: who guides a netwerk with the writer, and not who only takes part or guides another."""
    netwerk = eigenaar.deelnames.get().netwerk
    cast = {
        "eigenaar": eigenaar, "academie": academie, "beheer": PersoonFactory(beheer=True), "iemand": PersoonFactory(),
        "mede": DeelnameFactory(netwerk=netwerk, rol="facilitator").persoon,
        "was mede": DeelnameFactory(netwerk=netwerk, rol="facilitator", uitgestapt=True).persoon,
        "deelnemer": DeelnameFactory(netwerk=netwerk).persoon,
        "elders": DeelnameFactory(netwerk=NetwerkFactory(), rol="facilitator").persoon,
    }  # fmt: skip
    werkvorm = WerkvormFactory(status=status, eigenaar=eigenaar)

    door_regel = {naam for naam, p in cast.items() if p.has_perm("werkvormen.view_werkvorm", werkvorm)}
    door_rijen = {naam for naam, p in cast.items() if Werkvorm.objects.visible_to(p).exists()}

    assert door_regel == zien
    assert door_rijen == zien


DOEN = ("change", "delete", "offer", "take_back", "edit", "publish", "send_back", "withdraw")


@pytest.mark.parametrize(
    ("status", "eigenaar_mag", "academie_mag"),
    [
        ("eigen", {"change", "delete", "offer"}, set()),
        ("aangeboden", {"take_back"}, {"edit", "publish", "send_back"}),
        ("gepubliceerd", set(), {"edit", "withdraw"}),
        ("ingetrokken", set(), {"edit", "publish"}),
    ],
)
def test_who_may_do_what_in_each_state(academie, eigenaar, status, eigenaar_mag, academie_mag):
    mede = DeelnameFactory(netwerk=eigenaar.deelnames.get().netwerk, rol="facilitator").persoon
    werkvorm = WerkvormFactory(status=status, eigenaar=eigenaar)

    def mag(persoon):
        return {wat for wat in DOEN if persoon.has_perm(f"werkvormen.{wat}_werkvorm", werkvorm)}

    assert mag(eigenaar) == eigenaar_mag
    assert mag(academie) == academie_mag
    assert mag(mede) == mag(PersoonFactory(beheer=True)) == mag(PersoonFactory()) == set()
