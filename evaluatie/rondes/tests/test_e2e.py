"""A facilitator asks the group something, thinks again, and stops; on a phone and with a mouse."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bijeenkomsten.tests.factories import op_werkdag
from evaluatie.models import Meting
from evaluatie.tests.factories import make_gesloten_ronde, make_netwerk
from kern.tijd import lokale_dag, nu

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def on_day(page, veld, dagen):
    page.get_by_label(veld).fill(lokale_dag(op_werkdag(dagen)).isoformat())


def choose(phone, axe):
    phone.get_by_role("link", name="Vraag iets aan de groep").tap()
    phone.get_by_role("heading", level=1, name="Vraag iets aan de groep").wait_for()
    axe(phone)
    phone.get_by_role("link", name="Hoe staat ons netwerk ervoor?").tap()
    phone.get_by_role("heading", name="Stel de vragen").wait_for()
    axe(phone)


def plan(phone, axe):
    phone.get_by_label("Op een andere dag").check()
    phone.get_by_role("button", name="Stel de vragen").tap()
    phone.get_by_text("Kies een dag, of kies ‘meteen’.").first.wait_for()
    axe(phone)
    on_day(phone, "Welke dag?", 40)
    phone.get_by_role("button", name="Stel de vragen").tap()
    phone.get_by_text("gaat open op").first.wait_for()
    axe(phone)


def move(phone, axe):
    phone.get_by_role("link", name="Verzet, sla over of begin nu").tap()
    phone.get_by_role("heading", name="Zo gaat het").wait_for()
    axe(phone)
    on_day(phone, "Naar welke dag?", 50)
    phone.get_by_role("button", name="Verzet", exact=True).tap()
    phone.get_by_text("gaat nu open op").wait_for()


def begin(phone):
    phone.get_by_role("link", name="Verzet, sla over of begin nu").tap()
    phone.get_by_role("button", name="Begin nu meteen").tap()
    phone.get_by_text("De vragen staan open voor 7 mensen").wait_for()


def stop(phone, axe):
    phone.get_by_role("link", name="Bekijk of stop deze ronde").tap()
    phone.get_by_role("heading", name="Stop deze ronde").wait_for()
    axe(phone)
    phone.get_by_role("button", name="Stop de ronde").tap()
    phone.get_by_text("Schrijf in een paar woorden waarom").first.wait_for()
    phone.get_by_label("Waarom niet?").fill("We praten er liever over.")
    phone.get_by_role("button", name="Stop de ronde").tap()
    phone.get_by_text("We praten er liever over.").wait_for()
    axe(phone)


def test_choose_plan_move_begin_and_stop(phone, login, axe):
    netwerk = make_netwerk(7)
    login(phone, netwerk.facilitators().get())
    phone.goto(reverse("evaluatie:list", args=[netwerk.slug]))
    axe(phone)
    choose(phone, axe)
    plan(phone, axe)
    move(phone, axe)
    assert lokale_dag(Meting.objects.get().opent_op) == lokale_dag(op_werkdag(50))
    begin(phone)
    stop(phone, axe)
    assert Meting.objects.get().status == "vervallen"


def test_skip_a_planned_round_and_read_a_closed_one(page, login, axe):
    netwerk = make_netwerk(6)
    was = make_gesloten_ronde([4] * 6, netwerk=netwerk, soort="puls", naam="Puls: energie", now=nu() - timedelta(60))
    login(page, netwerk.facilitators().get())
    page.goto(reverse("evaluatie:vraag", args=[netwerk.slug, "zelfevaluatie"]))
    axe(page)
    page.get_by_label("Op een andere dag").check()
    on_day(page, "Welke dag?", 40)
    page.get_by_role("button", name="Stel de vragen").click()
    page.get_by_role("link", name="Verzet, sla over of begin nu").click()
    page.get_by_role("heading", name="Zo gaat het").wait_for()
    axe(page)
    page.get_by_label("Waarom niet?").fill("Te druk.")
    page.get_by_role("button", name="Sla over").click()
    page.get_by_text("gaat niet door.").first.wait_for()
    axe(page)

    page.goto(reverse("evaluatie:ronde", args=[netwerk.slug, was.pk]))
    axe(page)
    page.get_by_role("link", name="Bekijk de uitslag").click()
    page.get_by_text("6 van de 6 mensen deden mee.").wait_for()
