"""The main flows, good and bad, with every logger at its most talkative: nobody can be found in what is written."""

import logging
import logging.config
import smtplib
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.decorators import login_not_required
from django.core import mail
from django.test import Client
from django.urls import path, reverse

from berichten import services
from berichten.handelingen import link
from berichten.models import Bericht
from bijeenkomsten.tests.factories import BijeenkomstFactory
from config.logs import LOGGING
from config.urls import handler400, handler500, urlpatterns  # noqa: F401 - this module is a urlconf too
from evaluatie.tests.factories import GenodigdeFactory, MetingFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.models import Persoon
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db(transaction=True)
ADRES, NAAM = "vindbaar@school.test", "Vindbare Vera"
TEKST, WACHTWOORD = "antwoord-dat-niemand-mag-lezen", "samen-geheim"


@login_not_required
def boem(request, token):
    persoon = Persoon.objects.get(email=ADRES)
    geheim = request.POST.get("tekst")
    raise RuntimeError(f"{persoon.email}: could not save '{geheim}'")


urlpatterns = [path("boem/<str:token>/", boem), *urlpatterns]


@pytest.fixture
def written():
    """Everything that any logger says, formatted as it is for stdout."""
    config = logging.config.DictConfigurator({**LOGGING, "loggers": {}})
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(config.configure_formatter(config.config["formatters"]["line"]))
    root = logging.getLogger()
    loggers = [root, *(logging.getLogger(name) for name in list(logging.Logger.manager.loggerDict))]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)
    for logger, level in before:
        logger.setLevel(level)


@pytest.fixture
def vera(settings):
    settings.ROOT_URLCONF = "config.tests.test_logs_personen"
    vera = PersoonFactory(email=ADRES, naam=NAAM)
    vera.set_password(WACHTWOORD)
    vera.save()
    EmailAddress.objects.create(user=vera, email=ADRES, verified=True, primary=True)
    return vera


def sign_in(tokens):
    client = Client(raise_request_exception=False)
    client.post(reverse("account_login"), {"login": ADRES, "password": "verkeerd-geraden"})
    client.post(reverse("account_login"), {"login": ADRES, "password": WACHTWOORD})
    client.post(reverse("account_logout"))
    client.post(reverse("account_request_login_code"), {"email": ADRES})
    tokens.append(mail.outbox[-1].subject.split()[0])
    client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
    client.post(reverse("account_confirm_login_code"), {"code": tokens[-1]})
    assert "_auth_user_id" in client.session
    Client().post(reverse("account_signup"), {"email": ADRES, "naam": NAAM})
    Client().post(reverse("account_reset_password"), {"email": ADRES})
    for _ in range(12):
        Client().post(reverse("account_login"), {"login": ADRES, "password": "verkeerd-geraden"})
    return client


def answer(vera, tokens):
    netwerk = NetwerkFactory(gestart=True)
    DeelnameFactory(netwerk=netwerk, persoon=vera)
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk)
    meting = MetingFactory(bijeenkomst=BijeenkomstFactory(netwerk=netwerk, gehouden=True))
    GenodigdeFactory(meting=meting, persoon=vera)
    for url in (link("af", bijeenkomst.pk, vera.pk), link("ev", meting.pk, vera.pk)):
        tokens.append(url.split("/d/")[1].strip("/"))
        Client().post(f"/d/{tokens[-1]}/", {"reden": TEKST, "ev1-1": "4", "ev1-2": TEKST, "ev2-3": TEKST})
        Client().get(f"/d/{tokens[-1]}x/")
        Client().get(f"/bestaat-niet/{tokens[-1]}/?email={ADRES}")
    return netwerk


def refuse(client, netwerk):
    client.post(reverse("personen:profile"), {"naam": "", "functie": TEKST})
    client.get(f"/netwerken/?q={TEKST}")
    client.get(f"/netwerken/{netwerk.slug}/bewerken/?{ADRES}")
    client.get("/hulp/", headers={"Host": f"{NAAM}.evil"})
    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("personen:profile"), {"naam": NAAM}, headers={"Referer": f"http://testserver/d/{TEKST}/"})


def fail_to_mail(monkeypatch, vera):
    def refuse_all(self, messages):
        raise smtplib.SMTPRecipientsRefused({ADRES: (550, f"5.1.1 <{ADRES}> {NAAM}".encode())})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse_all)
    Client().post(reverse("account_request_login_code"), {"email": ADRES})
    services.carry_out_due()
    assert Bericht.objects.filter(adres=ADRES, status="mislukt").exists() or Bericht.objects.filter(pogingen__gt=0)


def test_nobody_is_in_what_is_written(written, vera, monkeypatch):
    tokens = []

    client = sign_in(tokens)
    netwerk = answer(vera, tokens)
    refuse(client, netwerk)
    crash = client.post(f"/boem/{tokens[-1]}/", {"tekst": TEKST})
    fail_to_mail(monkeypatch, vera)

    text = written.getvalue()
    assert crash.status_code == 500
    assert "could not save" in text
    assert text.count("verzoek") > 25
    assert len(tokens) == 3
    secrets = [ADRES, NAAM, "Vera", "Vindbare", TEKST, WACHTWOORD, "verkeerd-geraden", *tokens]
    assert [secret for secret in secrets if secret in text] == []
