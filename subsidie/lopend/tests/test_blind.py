"""An attack: what the netwerk has its days for, the academie finds by no channel before they are over."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import NoReverseMatch, URLPattern, reverse

from kern.models import Logregel
from kern.tijd import lokale_dag, nu
from personen.tests.factories import PersoonFactory
from subsidie.datums import find_datums
from subsidie.lopend import services
from subsidie.lopend.tests.factories import add_penvoerder, make_toegekend
from subsidie.models import Aanvraag
from subsidie.redenen import list_redenen
from subsidie.urls import urlpatterns
from subsidie.werklijst import list_werk

pytestmark = pytest.mark.django_db
GEHEIM = "Twee mensen stopten"
EENMALIG = re.compile(rb'(csrfmiddlewaretoken" value|nonce|data-csrf|content)="[^"]*"')


def list_urls(aanvraag):
    """Every address of the room that can be made of this aanvraag, its round and its netwerk."""
    bekend = {
        "sleutel": aanvraag.sleutel, "slug": aanvraag.netwerk.slug, "soort": "csv", "pk": aanvraag.ronde_id,
        "ronde": aanvraag.ronde_id, "code": aanvraag.regelingversie.code, "versie": aanvraag.regelingversie.versie,
    }  # fmt: skip
    for patroon in urlpatterns:
        assert isinstance(patroon, URLPattern)
        namen = set(patroon.pattern.regex.groupindex)
        try:
            yield reverse(f"subsidie:{patroon.name}", kwargs={naam: bekend[naam] for naam in namen & set(bekend)})
        except NoReverseMatch:
            continue


def read_everything(client, aanvraag, staf, moment):
    """What each person of the academie can get hold of."""
    gelezen = {}
    for persoon in staf:
        client.force_login(persoon)
        for url in list_urls(aanvraag):
            response = client.get(url)
            inhoud = EENMALIG.sub(b"", response.content)
            # A PDF is packed with a new number each time; the page of the letter says the same.
            gelezen[persoon.pk, url] = (response.status_code, b"" if url.endswith(".pdf") else inhoud)
        gelezen[persoon.pk, "werk"] = list_werk(persoon)
    rows = list(Aanvraag.objects.with_ronde())
    gelezen["redenen"] = list_redenen(rows, moment)
    gelezen["datums"] = find_datums(Aanvraag.objects.all(), lokale_dag(moment), lokale_dag(moment) + timedelta(days=90))
    gelezen["spoor"] = list(aanvraag.spoor.values_list("stap", "feiten"))
    gelezen["log"] = list(Logregel.objects.values_list("actie", "feiten"))
    gelezen["mail"] = len(mail.outbox)
    return gelezen


def test_the_academie_sees_nothing_of_it_until_the_days_are_over(client):
    aanvraag = make_toegekend()
    by = add_penvoerder(aanvraag)
    staf = [
        PersoonFactory(platformrol="academie", academie_sector="vo", **rol)
        for rol in ({}, {"is_beslisser": True}, {"is_beoordelaar": True})
    ]
    for persoon in staf:  # what is noted at the first sign of life, is there already
        client.force_login(persoon)
    eerst = read_everything(client, aanvraag, staf, nu())
    assert sum(status == 200 for status, *_ in (w for w in eerst.values() if isinstance(w, tuple))) > 6 * len(staf)

    services.store_standen()
    services.explain_criterium(aanvraag, "deelnemers", GEHEIM, by=by)
    aanvraag.criteriumstanden.update(sinds=lokale_dag(nu()) - timedelta(days=13))
    client.force_login(by)
    assert GEHEIM in client.get(reverse("subsidie:jaar", args=[aanvraag.sleutel])).content.decode()

    assert read_everything(client, aanvraag, staf, nu()) == eerst
    aanvraag.criteriumstanden.update(sinds=lokale_dag(nu()) - timedelta(days=14))
    daarna = read_everything(client, aanvraag, staf, nu())
    assert "criteria" in {reden.code for reden in daarna["redenen"][aanvraag.pk]}
    assert GEHEIM in client.get(reverse("subsidie:academie_jaar", args=[aanvraag.sleutel])).content.decode()
