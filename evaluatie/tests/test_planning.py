from datetime import timedelta

import pytest

from berichten.models import Verzending
from bijeenkomsten import planning as bijeenkomst_planning
from bijeenkomsten.models import Bijeenkomst
from evaluatie import planning, services
from evaluatie.schema import make_schema
from evaluatie.tests.factories import make_bijeenkomst, make_meting
from kern.tijd import nu

pytestmark = pytest.mark.django_db

ALLE = {planning.VRAAG, planning.GEMIST, planning.HERINNERING, planning.UITSLAG}


def own(bijeenkomst, **filters):
    return Verzending.objects.filter(aanleiding=bijeenkomst.aanleiding, soort__in=ALLE, **filters)


def carry_out(verzending):
    Verzending.objects.filter(pk=verzending.pk).update(status="uitgevoerd", uitgevoerd_op=nu())


def test_plan_is_registered_and_gives_five_messages():
    bijeenkomst = make_bijeenkomst(gehouden=False, dagen=20)

    bijeenkomst_planning.reschedule(bijeenkomst)

    schema = make_schema(bijeenkomst.eindigt_op)
    assert list(own(bijeenkomst).order_by("op", "pk").values_list("soort", "op", "status")) == [
        (planning.VRAAG, schema.vraag, "gepland"),
        (planning.GEMIST, schema.vraag, "gepland"),
        (planning.HERINNERING, schema.herinneringen[0], "gepland"),
        (planning.HERINNERING, schema.herinneringen[1], "gepland"),
        (planning.UITSLAG, schema.sluit, "gepland"),
    ]


def test_plan_moves_along_and_keeps_what_the_facilitator_did():
    bijeenkomst = make_bijeenkomst(gehouden=False, dagen=20)
    bijeenkomst_planning.reschedule(bijeenkomst)
    own(bijeenkomst, soort=planning.VRAAG).update(eigen_tekst="Dank jullie wel", status="vastgehouden")
    bijeenkomst.begint_op += timedelta(days=7)
    bijeenkomst.eindigt_op += timedelta(days=7)
    bijeenkomst.save()

    bijeenkomst_planning.reschedule(bijeenkomst)

    vraag = own(bijeenkomst).get(soort=planning.VRAAG)
    assert (vraag.op, vraag.eigen_tekst, vraag.status) == (
        make_schema(bijeenkomst.eindigt_op).vraag, "Dank jullie wel", "vastgehouden",
    )  # fmt: skip
    assert own(bijeenkomst).count() == 5


def test_nothing_after_a_cancellation():
    bijeenkomst = make_bijeenkomst(gehouden=False, dagen=20)
    bijeenkomst_planning.reschedule(bijeenkomst)
    Bijeenkomst.objects.update(status="afgelast", reden_afgelast="De zaal is bezet.")

    bijeenkomst_planning.reschedule(Bijeenkomst.objects.get())

    assert set(own(bijeenkomst).values_list("status", flat=True)) == {"vervallen"}
    assert planning.plan(Bijeenkomst.objects.get()) == []


def test_rest_follows_a_late_opening():
    bijeenkomst = make_bijeenkomst(dagen=-10)
    laat = bijeenkomst.eindigt_op + timedelta(days=7)
    services.open_meting(bijeenkomst, now=laat)

    gepland = planning.plan(bijeenkomst)

    schema = make_schema(bijeenkomst.eindigt_op, laat)
    assert [g.op for g in gepland][2:] == [*schema.herinneringen, schema.sluit]
    assert gepland[0].op == make_schema(bijeenkomst.eindigt_op).vraag


def test_no_reminders_once_nobody_was_asked():
    bijeenkomst = make_bijeenkomst(aanwezig=3)
    bijeenkomst_planning.reschedule(bijeenkomst)
    carry_out(own(bijeenkomst).get(soort=planning.VRAAG))

    assert [g.soort for g in planning.plan(bijeenkomst)] == [planning.VRAAG, planning.GEMIST]


def test_a_meeting_moved_after_the_question_gets_a_new_round():
    meting = make_meting(dagen=-5)
    bijeenkomst = meting.bijeenkomst
    bijeenkomst_planning.reschedule(bijeenkomst)
    carry_out(own(bijeenkomst).get(soort=planning.VRAAG))
    bijeenkomst.begint_op += timedelta(days=15)
    bijeenkomst.eindigt_op += timedelta(days=15)
    bijeenkomst.save()

    bijeenkomst_planning.reschedule(bijeenkomst)

    nieuw = own(bijeenkomst, status="gepland")
    assert sorted(nieuw.values_list("sleutel", flat=True)) == sorted(
        f"{soort}:{bijeenkomst.pk}:r1{extra}"
        for soort, extra in [
            (planning.VRAAG, ""), (planning.GEMIST, ""), (planning.HERINNERING, ":1"), (planning.HERINNERING, ":2"),
            (planning.UITSLAG, ""),
        ]
    )  # fmt: skip
    assert set(own(bijeenkomst, status="vervallen").values_list("soort", flat=True)) == ALLE - {planning.VRAAG}
