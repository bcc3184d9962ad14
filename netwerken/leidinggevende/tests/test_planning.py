from datetime import date

import pytest
from django.core import mail

from berichten.models import Bericht, Verzending
from netwerken import services as netwerken
from netwerken.leidinggevende import planning
from netwerken.leidinggevende.tests.factories import ContactmomentFactory
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
VELDEN = {
    "naam": "Lef", "centrale_vraag": "Hoe?", "doel": "Iets.", "sector": "vo", "doelgroep": "iedereen",
    "start_datum": date(2026, 9, 1), "eind_datum": date(2028, 9, 1),
}  # fmt: skip


@pytest.fixture
def netwerk(clock):
    return netwerken.create_netwerk(by=PersoonFactory(), rollen=[], **VELDEN)


def planned():
    rows = Verzending.objects.filter(soort__startswith="netwerken.leiding").order_by("op")
    return [(v.soort.rpartition("_")[2], f"{v.op:%Y-%m-%d}", v.status) for v in rows]


def test_halfway_and_three_months_before_the_end(netwerk):
    assert planned() == [("halverwege", "2027-09-01", "gepland"), ("borging", "2028-06-02", "gepland")]


@pytest.mark.parametrize(
    ("van", "tot", "halverwege", "borging"),
    [
        (date(2026, 9, 1), date(2027, 9, 1), date(2027, 3, 2), date(2027, 6, 2)),
        (date(2026, 9, 1), date(2026, 12, 1), date(2026, 10, 16), date(2026, 11, 8)),
        (date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 1)),
    ],
)
def test_in_a_short_looptijd_halfway_still_comes_first(van, tot, halverwege, borging):
    netwerk = NetwerkFactory.build(start_datum=van, eind_datum=tot)

    assert (planning.find_halverwege(netwerk), planning.find_borging(netwerk)) == (halverwege, borging)


def test_another_looptijd_moves_what_is_to_come(netwerk):
    by = netwerk.facilitators().get()
    netwerken.update_netwerk(netwerk, {"naam": "Lef en tijd"}, versie=1, by=by)
    netwerken.update_netwerk(netwerk, {"eind_datum": date(2027, 9, 1)}, versie=2, by=by)

    assert planned() == [("halverwege", "2027-03-02", "gepland"), ("borging", "2027-06-02", "gepland")]


def test_a_moment_that_moves_into_the_past_lapses(netwerk, clock):
    clock(2027, 3, 1, 10)
    netwerken.update_netwerk(netwerk, {"eind_datum": date(2027, 4, 1)}, versie=1, by=netwerk.facilitators().get())
    clock(2027, 3, 1, 11)

    assert planned()[0] == ("halverwege", "2026-12-16", "vervallen")


def test_what_is_past_when_the_netwerk_is_made_is_not_planned(clock):
    clock(2028, 1, 3, 10)
    netwerken.create_netwerk(by=PersoonFactory(), rollen=[], **VELDEN)

    assert [soort for soort, *_ in planned()] == ["borging"]


# --- The start ----------------------------------------------------------------------------------


def join(netwerk, email):
    netwerken.publish_netwerk(netwerk, by=netwerk.facilitators().get())
    netwerken.start_werving(netwerk, by=netwerk.facilitators().get())
    return netwerken.sign_up(netwerk, PersoonFactory(email=email))


@pytest.fixture
def open_netwerk(netwerk):
    netwerk.omschrijving = "Wij."
    netwerk.save()
    return netwerk


def invited():
    rows = Bericht.objects.filter(soort="netwerken.leiding_start").order_by("pk")
    return [(b.aan.email, b.status) for b in rows]


def test_who_begins_on_one_day_is_invited_once_after_three_days(open_netwerk, clock):
    join(open_netwerk, "een@school.test")
    join(open_netwerk, "twee@school.test")
    assert planned()[0] == ("start", "2026-11-06", "gepland")

    clock(2026, 11, 6, 9, 30)
    clock(2026, 11, 9, 9, 30)

    assert invited() == [("een@school.test", "verstuurd"), ("twee@school.test", "verstuurd")]
    mailtje = next(m for m in mail.outbox if "Wat zegt je leidinggevende toe" in m.subject)
    assert "/leidinggevende/toezegging/" in mailtje.body
    assert "Geen mail meer over nieuws van het netwerk" in mailtje.body


def test_who_asked_already_left_or_pauses_is_not_invited(open_netwerk, clock):
    klaar, weg, pauze, _ = (join(open_netwerk, f"{naam}@school.test") for naam in ("klaar", "weg", "pauze", "zoe"))
    ContactmomentFactory(deelname=klaar, gevraagd=True)
    netwerken.leave(open_netwerk, weg.persoon)
    netwerken.pause(pauze, by=pauze.persoon)

    clock(2026, 11, 6, 9, 30)

    assert invited() == [("zoe@school.test", "verstuurd")]


@pytest.mark.parametrize(
    ("daarna", "reden"),
    [
        (lambda d: netwerken.leave(d.netwerk, d.persoon), "Doet niet meer mee aan het netwerk."),
        (lambda d: ContactmomentFactory(deelname=d, gevraagd=True), "Dit is al gevraagd of besproken."),
        (lambda d: type(d.netwerk).objects.update(status="afgerond"), "Het netwerk loopt niet meer."),
    ],
)
def test_what_happens_while_the_mail_waits(open_netwerk, clock, settings, time_machine, daarna, reden):
    deelname = join(open_netwerk, "een@school.test")
    settings.RUSTTIJDEN = True
    verzending = Verzending.objects.get(soort=planning.START)
    Verzending.objects.filter(pk=verzending.pk).update(op=verzending.op.replace(hour=20))
    clock(2026, 11, 6, 21, 30)
    assert [status for _, status in invited()] == ["gepland"]

    daarna(deelname)
    clock(2026, 11, 9, 9, 30)

    bericht = Bericht.objects.get(soort=planning.START)
    assert (bericht.status, bericht.reden) == ("overgeslagen", reden)


def test_a_facilitator_and_a_return_from_a_pause_are_no_beginning(open_netwerk, clock):
    deelname = join(open_netwerk, "een@school.test")
    netwerken.pause(deelname, by=deelname.persoon)
    clock(2026, 11, 20, 9, 30)
    netwerken.resume(deelname, by=deelname.persoon)

    assert [soort for soort, *_ in planned()] == ["start", "halverwege", "borging"]
    assert invited() == []


def test_a_conversation_is_asked_in_a_netwerk_that_runs(netwerk, clock):
    deelname = DeelnameFactory(netwerk=netwerk, begonnen_op=date(2026, 9, 1))
    gesproken = DeelnameFactory(netwerk=netwerk, begonnen_op=date(2026, 9, 1))
    ContactmomentFactory(deelname=gesproken, gesprek=True, gesprek_op=date(2027, 8, 1))
    clock(2027, 9, 1, 9, 30)
    assert Bericht.objects.filter(soort=planning.HALVERWEGE).count() == 0

    type(netwerk).objects.update(status="gestart")
    clock(2028, 6, 2, 9, 30)

    rows = Bericht.objects.filter(soort=planning.BORGING).order_by("pk")
    assert [b.aan_id for b in rows] == [deelname.persoon_id, gesproken.persoon_id]


def test_an_invitation_of_a_netwerk_that_is_gone_goes_to_nobody(netwerk):
    verzending = Verzending.objects.get(soort=planning.BORGING)
    Deelname.objects.all().delete()
    netwerk.delete()

    assert planning.find_ontvangers(verzending) == []


@pytest.mark.parametrize(
    ("dag", "soorten"),
    [
        (date(2026, 9, 3), []),
        (date(2026, 9, 4), ["toezegging"]),
        (date(2027, 8, 31), ["toezegging"]),
        (date(2027, 9, 1), ["halverwege"]),
        (date(2027, 10, 31), []),
        (date(2028, 6, 2), ["borging"]),
        (date(2028, 10, 31), []),
    ],
)
def test_which_moment_belongs_to_a_day(dag, soorten):
    netwerk = NetwerkFactory.build(start_datum=VELDEN["start_datum"], eind_datum=VELDEN["eind_datum"])

    assert planning.find_soorten(netwerk, dag, date(2026, 9, 1)) == soorten


def test_who_waits_has_no_moment():
    assert planning.find_soorten(NetwerkFactory.build(), date(2026, 11, 3), None) == []
