from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from bijeenkomsten.tests.factories import AanwezigheidFactory
from evaluatie.models import Genodigde, Meting
from evaluatie.tests.factories import (
    GemistFactory,
    GenodigdeFactory,
    MetingFactory,
    OpenAntwoordFactory,
    TellerFactory,
    answer_all,
    make_gesloten,
    make_meting,
)
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def breaks(constraint, make):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    assert constraint in str(error.value) or "UNIQUE" in str(error.value)


@pytest.mark.parametrize(
    ("constraint", "velden"),
    [
        ("meting_sluit_after_opent", {"sluit_op": nu() - timedelta(days=30)}),
        ("meting_bijeenkomst_matches_soort", {"bijeenkomst": None, "netwerk": None}),
        ("meting_counts_only_when_gesloten", {"genodigd": 8}),
        ("meting_counts_only_when_gesloten", {"ingevuld": 8}),
        ("meting_counts_only_when_gesloten", {"status": "gesloten"}),
        ("meting_ingevuld_not_above_genodigd", {"status": "gesloten", "genodigd": 8, "ingevuld": 9}),
    ],
)
def test_meting_constraint(constraint, velden):
    if "netwerk" in velden:
        velden["netwerk"] = DeelnameFactory().netwerk

    breaks(constraint, lambda: MetingFactory(**velden))


def test_one_meting_per_bijeenkomst():
    meting = MetingFactory()

    breaks("evaluatie_meting_bijeenkomst_id", lambda: MetingFactory(bijeenkomst=meting.bijeenkomst))


def test_genodigde_once_per_meting():
    genodigde = GenodigdeFactory()

    breaks("genodigde_once_per_meting", lambda: GenodigdeFactory(meting=genodigde.meting, persoon=genodigde.persoon))


def test_genodigde_only_aanwezig_answers():
    breaks("genodigde_only_aanwezig_answers", lambda: GenodigdeFactory(soort="afwezig", ingevuld=True))


def test_teller_once_per_waarde():
    teller = TellerFactory()

    breaks("teller_once_per_waarde", lambda: TellerFactory(meting=teller.meting))


@pytest.mark.parametrize("velden", [{"waarde": 13}, {"aantal": -1}])
def test_teller_stays_on_the_scale(velden):
    breaks("", lambda: TellerFactory(**velden))


def test_empty_texts_are_no_answers():
    breaks("openantwoord_tekst_not_empty", lambda: OpenAntwoordFactory(tekst=""))
    breaks("gemist_tekst_not_empty", lambda: GemistFactory(tekst=""))


def test_gemist_once_per_persoon():
    gemist = GemistFactory()

    breaks("gemist_once_per_persoon", lambda: GemistFactory(bijeenkomst=gemist.bijeenkomst, persoon=gemist.persoon))


def test_names_of_rows_tell_nothing():
    meting = MetingFactory()

    assert str(meting) == f"meting {meting.pk}"
    assert str(OpenAntwoordFactory(meting=meting)) == "open antwoord"
    assert "persoon" not in str(GenodigdeFactory(meting=meting))
    assert str(TellerFactory(meting=meting)).startswith("teller ")
    assert str(GemistFactory()).startswith("gemist ")


@pytest.mark.parametrize(("aantal", "te_zien"), [(0, None), (4, None), (5, 5), (6, 6)])
def test_live_counter_starts_at_five(aantal, te_zien):
    meting = make_meting(aanwezig=7)
    answer_all(meting, [4] * aantal)

    assert Meting.objects.get(pk=meting.pk).aantal_te_zien == te_zien
    assert Meting.objects.for_list().get(pk=meting.pk).aantal_te_zien == te_zien
    assert Meting.objects.for_list().get(pk=meting.pk).aantal_gevraagd == 7


@pytest.mark.parametrize(("waarden", "te_zien"), [([4] * 4, None), ([4] * 5, 5)])
def test_counter_after_closing(waarden, te_zien):
    meting = make_gesloten(waarden, aanwezig=8)

    assert (meting.aantal_te_zien, meting.genodigd, meting.aantal_gevraagd) == (te_zien, 8, 8)


def test_to_do_is_for_who_was_there_and_did_not_answer():
    meting = make_meting(aanwezig=6, afwezig=1, dagen=-3)
    afwezige = meting.genodigden.get(soort="afwezig").persoon
    eerste, tweede = (genodigde.persoon for genodigde in meting.genodigden.aanwezig()[:2])
    answer_all(Meting.objects.get(pk=meting.pk), [4])

    assert list(Genodigde.objects.to_do(eerste)) == []
    assert [g.meting for g in Genodigde.objects.to_do(tweede)] == [meting]
    assert list(Genodigde.objects.to_do(afwezige)) == []
    assert list(Genodigde.objects.to_do(PersoonFactory())) == []
    assert list(Genodigde.objects.to_do(tweede, now=meting.sluit_op)) == []


def test_to_do_knows_of_cancelled_and_moved_meetings():
    meting = make_meting(dagen=-3)
    persoon = meting.genodigden.first().persoon
    bijeenkomst = meting.bijeenkomst
    type(bijeenkomst).objects.filter(pk=bijeenkomst.pk).update(
        begint_op=nu() + timedelta(days=3), eindigt_op=nu() + timedelta(days=3, hours=2)
    )

    assert list(Genodigde.objects.to_do(persoon)) == []
    assert list(Meting.objects.overtaken()) == [meting]


def test_visible_to_members_and_academie_only():
    meting = make_meting()
    lid = DeelnameFactory(netwerk=meting.netwerk).persoon
    gestopt = DeelnameFactory(netwerk=meting.netwerk, uitgestapt=True).persoon
    wachtend = DeelnameFactory(netwerk=meting.netwerk, wachtend=True).persoon
    vreemde = AanwezigheidFactory().persoon

    zien = {persoon: Meting.objects.visible_to(persoon).exists() for persoon in (lid, gestopt, wachtend, vreemde)}

    assert zien == {lid: True, gestopt: False, wachtend: False, vreemde: False}
    assert Meting.objects.visible_to(PersoonFactory(academie=True)).exists()
    assert not Meting.objects.visible_to(PersoonFactory(beheer=True)).exists()
    assert not Meting.objects.visible_to(AnonymousUser()).exists()
