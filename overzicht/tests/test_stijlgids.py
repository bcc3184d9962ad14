import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse

from overzicht.stijlgids import stijlgids
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def test_gallery_shows_every_component(client, settings):
    settings.DEBUG = True  # what is drawn once would not be drawn again for us
    client.force_login(PersoonFactory(platformrol="beheer"))
    response = client.get(reverse("overzicht:stijlgids"))
    assert response.status_code == 200
    shown = {str(template.name).rsplit("/")[-1] for template in response.templates if template.name}
    components = {path.name for path in (Path(settings.BASE_DIR) / "templates/components").glob("*.html")}
    assert components - shown == set()


def test_gallery_is_for_beheer_only(client, settings):
    assert client.get(reverse("overzicht:stijlgids")).status_code == 404
    client.force_login(PersoonFactory())
    assert client.get(reverse("overzicht:stijlgids")).status_code == 404
    settings.DEBUG = True
    assert client.get(reverse("overzicht:stijlgids")).status_code == 200


def test_gallery_is_clean_under_the_content_policy(rf: RequestFactory):
    request = rf.get("/stijlgids/")
    request.user = PersoonFactory(platformrol="beheer")
    request.htmx = False
    html = stijlgids(request).content.decode()
    assert not re.search(r'\sstyle="|<style|\son\w+="|<script(?![^>]*src=)', html)


def test_every_icon_of_the_templates_is_in_the_sprite():
    base = Path(settings.BASE_DIR)
    sprite = set(re.findall(r'id="i-([\w-]+)"', (base / "static/img/iconen.svg").read_text()))
    used = {
        name
        for path in (base / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())
    }
    assert used - sprite == set()
