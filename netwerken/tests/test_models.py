from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from kern.tijd import nu
from netwerken.models import RESERVED_SLUGS, Deelname, Netwerk, Uitnodiging
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "velden"),
    [
        ("netwerk_min_at_least_two", {"min_deelnemers": 1}),
        ("netwerk_min_not_above_max", {"min_deelnemers": 9, "max_deelnemers": 8}),
        ("netwerk_max_at_most_sixty", {"max_deelnemers": 61}),
        ("netwerk_start_not_after_eind", {"start_datum": date(2027, 2, 2), "eind_datum": date(2027, 2, 1)}),
        ("netwerk_bijeenkomsten_between_1_and_60", {"aantal_bijeenkomsten": 0}),
        ("netwerk_bijeenkomsten_between_1_and_60", {"aantal_bijeenkomsten": 61}),
        ("netwerk_slug_not_empty", {"slug": ""}),
        ("netwerk_status_is_known", {"status": "misschien"}),
        ("netwerk_gestopt_has_reason", {"status": "gestopt"}),
        *(("netwerk_slug_not_reserved", {"slug": slug}) for slug in RESERVED_SLUGS),
    ],
)
def test_netwerk_constraint(constraint, velden):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NetwerkFactory(**velden)


def test_netwerk_slug_is_unique():
    NetwerkFactory(slug="zelfde")

    with pytest.raises(IntegrityError), transaction.atomic():
        NetwerkFactory(slug="zelfde")


@pytest.mark.parametrize(
    ("constraint", "velden"),
    [
        ("deelname_wachtlijst_has_moment", {"status": "wachtlijst"}),
        ("deelname_wachtlijst_has_moment", {"status": "actief", "wacht_sinds": nu()}),
        ("deelname_lid_has_begin", {"status": "actief", "begonnen_op": None}),
        ("deelname_einde_matches_status", {"status": "uitgestapt"}),
        ("deelname_einde_matches_status", {"status": "actief", "reden_einde": "tijd"}),
        ("deelname_einde_matches_status", {"status": "actief", "beeindigd_op": date(2027, 1, 1)}),
        ("deelname_only_deelnemer_waits_or_pauses", {"status": "pauze", "rol": "facilitator"}),
        ("deelname_only_deelnemer_waits_or_pauses", {"status": "aangemeld", "rol": "penvoerder"}),
        ("deelname_variant_only_facilitator", {"variant": "procesbewaker"}),
    ],
)
def test_deelname_constraint(constraint, velden):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DeelnameFactory(**velden)


def test_deelname_once_per_rol():
    deelname = DeelnameFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        DeelnameFactory(netwerk=deelname.netwerk, persoon=deelname.persoon)
    DeelnameFactory(netwerk=deelname.netwerk, persoon=deelname.persoon, facilitator=True)


def test_uitnodiging_one_open_per_email():
    eerste = UitnodigingFactory(email="a@school.test")

    with pytest.raises(IntegrityError), transaction.atomic():
        UitnodigingFactory(netwerk=eerste.netwerk, email="A@school.test")
    UitnodigingFactory(netwerk=eerste.netwerk, email="a@school.test", antwoord="ingetrokken")


def test_uitnodiging_aanvaard_door_matches():
    with pytest.raises(IntegrityError, match="uitnodiging_aanvaard_door_matches"), transaction.atomic():
        UitnodigingFactory(aanvaard_door=PersoonFactory())


@pytest.mark.parametrize("item_count", [1, 3])
def test_for_list_counts_in_one_query(item_count, django_assert_num_queries):
    school = OrganisatieFactory()
    for _ in range(item_count):
        netwerk = NetwerkFactory(max_deelnemers=10)
        DeelnameFactory.create_batch(2, netwerk=netwerk, persoon__organisatie=school)
        DeelnameFactory(netwerk=netwerk, persoon__organisatie=OrganisatieFactory(), status="pauze")
        DeelnameFactory(netwerk=netwerk)
        DeelnameFactory(netwerk=netwerk, facilitator=True)
        DeelnameFactory(netwerk=netwerk, wachtend=True)
        DeelnameFactory(netwerk=netwerk, uitgestapt=True)

    with django_assert_num_queries(1):
        rijen = [
            (n.aantal_deelnemers, n.aantal_scholen, n.vrije_plaatsen, n.is_vol) for n in Netwerk.objects.for_list()
        ]

    assert rijen == [(4, 2, 6, False)] * item_count
    los = Netwerk.objects.first()
    assert (los.aantal_deelnemers, los.aantal_scholen, los.vrije_plaatsen) == (4, 2, 6)


@pytest.mark.parametrize("item_count", [1, 3])
def test_rollen_of_asks_nothing_per_row(item_count, persoon, django_assert_num_queries):
    for _ in range(item_count):
        netwerk = NetwerkFactory()
        DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
        DeelnameFactory(netwerk=netwerk, persoon=persoon, status="pauze")
        DeelnameFactory(netwerk=netwerk, persoon=persoon, rol="eigenaar", uitgestapt=True)
        DeelnameFactory(netwerk=netwerk)

    with django_assert_num_queries(2):
        rollen = [netwerk.rollen_of(persoon) for netwerk in Netwerk.objects.with_rollen_of(persoon)]
    with django_assert_num_queries(2):
        prefetched = [netwerk.rollen_of(persoon) for netwerk in Netwerk.objects.prefetch_related("deelnames")]

    assert rollen == prefetched == [frozenset({"facilitator", "deelnemer"})] * item_count


def test_rollen_of_is_remembered_and_empty_for_strangers(persoon, django_assert_num_queries):
    netwerk = NetwerkFactory()

    with django_assert_num_queries(1):
        assert netwerk.rollen_of(persoon) == netwerk.rollen_of(persoon) == frozenset()
    with django_assert_num_queries(0):
        assert netwerk.rollen_of(AnonymousUser()) == frozenset()
    assert not netwerk.is_lid(persoon)


def test_people_of_a_netwerk():
    netwerk = NetwerkFactory()
    deelnemer = DeelnameFactory(netwerk=netwerk).persoon
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    DeelnameFactory(netwerk=netwerk, persoon=facilitator, eigenaar=True)
    DeelnameFactory(netwerk=netwerk, status="pauze")
    DeelnameFactory(netwerk=netwerk, wachtend=True)
    DeelnameFactory(netwerk=netwerk, persoon__is_active=False)

    assert list(netwerk.deelnemers()) == [deelnemer]
    assert list(netwerk.facilitators()) == [facilitator]
    assert set(netwerk.leden()) == {deelnemer, facilitator}
    assert netwerk.leden().count() == 2


@pytest.mark.parametrize(
    ("q", "gevonden"),
    [
        ("", 1), ("rekenen", 1), ("REKENEN teamleiders", 1), ("rekenen bestuurders", 0), ("thema-x", 1),
        ("\x00rekenen", 1), ("' OR 1=1 --", 0), ("%", 0), ("💬", 0), ("a " * 400, 1),
    ],
)  # fmt: skip
def test_search(q, gevonden):
    NetwerkFactory(
        naam="Beter rekenen",
        thema="thema-x",
        doelgroep="teamleiders",
        centrale_vraag="Hoe a",
        omschrijving="x",
        doel="y",
    )

    assert Netwerk.objects.search(q).count() == gevonden


def test_filters():
    po = NetwerkFactory(sector="po", type="plg", regio="utrecht", toegang="gesloten")
    samen = NetwerkFactory(sector="po_vo", type="datateam", regio="landelijk")
    alle = Netwerk.objects.order_by("pk")

    assert list(alle.in_sector("po")) == [po, samen]
    assert list(alle.in_sector("vo")) == [samen]
    assert list(alle.in_sector("po_vo")) == [samen]
    assert list(alle.of_type("plg")) == [po]
    assert list(alle.in_regio("utrecht")) == [po, samen]
    assert list(alle.in_regio("zeeland")) == [samen]
    assert list(alle.with_toegang("gesloten")) == [po]
    onzin = alle.in_sector("<x>").of_type("<x>").in_regio("<x>").with_toegang("<x>")
    assert list(onzin) == [po, samen]


@pytest.mark.parametrize(
    ("velden", "kan"),
    [
        ({"is_openbaar": True, "status": "werving"}, True),
        ({"is_openbaar": True, "status": "gestart"}, True),
        ({"is_openbaar": False, "status": "werving"}, False),
        ({"is_openbaar": True, "status": "in_oprichting"}, False),
        ({"is_openbaar": True, "status": "afronden"}, False),
    ],
)
def test_kan_aanmelden(velden, kan):
    assert NetwerkFactory.build(**velden).kan_aanmelden == kan


def test_wachtlijst_is_in_order_of_arrival():
    tweede = DeelnameFactory(wachtend=True)
    eerste = DeelnameFactory(netwerk=tweede.netwerk, wachtend=True, wacht_sinds=date_before(tweede.wacht_sinds))

    assert list(Deelname.objects.wachtlijst()) == [eerste, tweede]


def date_before(moment):
    return moment.replace(year=moment.year - 1)


@pytest.mark.parametrize(
    "stand", [Uitnodiging.Stand.AANVAARD, Uitnodiging.Stand.AFGESLAGEN, Uitnodiging.Stand.INGETROKKEN]
)
def test_stand_is_the_answer(stand):
    assert UitnodigingFactory(antwoord=stand.value, geopend_op=nu()).stand == stand


def test_stand_without_answer():
    assert UitnodigingFactory().stand == Uitnodiging.Stand.KLAAR
    assert UitnodigingFactory(geopend_op=nu()).stand == Uitnodiging.Stand.GEOPEND
    assert UitnodigingFactory(verloopt_op=nu(), geopend_op=nu()).stand == Uitnodiging.Stand.VERLOPEN


def test_names_in_the_shell_and_the_admin():
    deelname, uitnodiging = DeelnameFactory(), UitnodigingFactory(email="a@x.nl")

    assert str(deelname) == f"deelnemer {deelname.persoon_id} in {deelname.netwerk_id}"
    assert str(uitnodiging) == f"a@x.nl voor {uitnodiging.netwerk_id}"
    assert str(deelname.netwerk) == deelname.netwerk.naam


def test_of_lid(persoon):
    mijn = DeelnameFactory(persoon=persoon, status="pauze").netwerk
    DeelnameFactory(persoon=persoon, wachtend=True)
    DeelnameFactory()

    assert list(Netwerk.objects.of_lid(persoon)) == [mijn]
