"""What an attacker has: an account in one network, the addresses of another, and every form as it is on the page."""

import weakref
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.apps import apps
from django.test import Client
from django.urls import reverse

from config.tests.access_rows import ROWS
from config.tests.access_world import World
from config.tests.house import ROOMS
from config.tests.test_access_table import ADDRESSES, ADMIN

# Notes about what the system itself did; everything else in the database is somebody's.
OWN_NOTES = {"kern.Logregel", "kern.Hartslag"}
MODELS = [model for model in apps.get_models() if model._meta.app_label in ROOMS and model._meta.label not in OWN_NOTES]


def two_worlds():
    """(theirs, ours): a network that nobody outside may know of, and a public one in which the attacker is somebody."""
    theirs = World.make(is_openbaar=False)
    theirs.netwerk.slug = "hun-netwerk"
    theirs.netwerk.save()
    return theirs, World.make(is_openbaar=True)


def client_of(world, member):
    client = Client()
    if world.cast[member]:
        client.force_login(world.cast[member])
    return client


def address(name, world, **other):
    return reverse(name, kwargs=ROWS[name].kwargs(world) | other)


def every_address(world):
    """(name, address) of everything in the URLconf, Django's admin too."""
    if world in _known:
        return _known[world]
    known = {"app_label": "personen", "object_id": "1", "content_type_id": "1"}
    ours = [(name, address(name, world)) for name in sorted(ROWS)]
    admin = [
        (name, reverse(name, kwargs={argument: known[argument] for argument in ADDRESSES[name]}))
        for name in ADMIN
        if set(ADDRESSES[name]) <= set(known)
    ]
    return _known.setdefault(world, ours + admin)


_known = weakref.WeakKeyDictionary()  # making an address may make the thing that lives there


class Photo:
    """Every row as it was. ``changes()`` tells what somebody did to those rows, or hung on them."""

    def __init__(self):
        self.before = {model: _rows(model) for model in MODELS}

    def changes(self):
        return [line for model, before in self.before.items() for line in self._of(model, before)]

    def _of(self, model, before):
        now = _rows(model)
        name = model._meta.label
        for pk, row in before.items():
            if now.get(pk) != row and not _is_everybodys(model, row):
                yield f"{name} {pk}: {row} became {now.get(pk)}"
        links = [f for f in model._meta.concrete_fields if f.is_relation and f.related_model in self.before]
        for pk in now.keys() - before.keys():
            for link in links:
                about = self.before[link.related_model].get(now[pk][link.attname])
                if about and not _is_everybodys(link.related_model, about):
                    yield f"{name} {pk}: new, about {link.name} {now[pk][link.attname]}"


def _is_everybodys(model, row):
    """Of no netwerk: a questionnaire for all, a regeling, a round; who may change those is in the access table."""
    return model._meta.label in OF_ALL and row.get("netwerk_id") is None


OF_ALL = {"evaluatie.Vragenlijst", "evaluatie.EigenLijst", "subsidie.Regelingversie", "subsidie.Aanvraagronde"}


def _rows(model):
    return {row[model._meta.pk.attname]: row for row in model._base_manager.values()}


@dataclass
class Form:
    """A form as a browser would send it, and which fields hold free text or a choice."""

    action: str
    data: dict = field(default_factory=dict)
    text: list = field(default_factory=list)
    choices: list = field(default_factory=list)


class FormReader(HTMLParser):
    def __init__(self, page_address):
        super().__init__()
        self.address, self.forms, self.form = page_address, [], None
        self.select = self.textarea = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and attributes.get("method", "").lower() == "post":
            self.form = Form(attributes.get("action") or self.address)
            self.forms.append(self.form)
        name = attributes.get("name")
        if self.form is None or name == "csrfmiddlewaretoken":
            return
        if tag in ("input", "button") and name:
            self._input(name, attributes)
        elif tag == "textarea" and name:
            self.textarea = name
            self.form.data.setdefault(name, [""])
            self.form.text.append(name)
        elif tag == "select" and name:
            self.select = name
            self.form.data.setdefault(name, [])
            self.form.choices.append(name)
        elif tag == "option" and self.select and (not self.form.data[self.select] or "selected" in attributes):
            self.form.data[self.select] = [attributes.get("value", "")]

    def _input(self, name, attributes):
        kind, value = attributes.get("type", "text"), attributes.get("value", "")
        if kind in ("checkbox", "radio", "hidden"):
            self.form.choices.append(name)
        if kind in ("radio", "checkbox"):
            if name not in self.form.data or "checked" in attributes:
                self.form.data[name] = [value or "on"]
        else:
            self.form.data[name] = [value]
            if kind in ("text", "email", "search", "url"):
                self.form.text.append(name)

    def handle_data(self, data):
        if self.textarea:
            self.form.data[self.textarea] = [self.form.data[self.textarea][0] + data.removeprefix("\n")]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.form = None


def forms_on(client, page_address):
    response = client.get(page_address)
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return []
    reader = FormReader(page_address)
    reader.feed(response.content.decode())
    return reader.forms


def every_form(client, world):
    """Each form that this person finds on the pages of ``world``, once per address it goes to."""
    seen = {}
    for name, page in every_address(world):
        if name in ("account_logout", "overzicht:stijlgids"):
            continue
        for form in forms_on(client, page):
            seen.setdefault((form.action, tuple(sorted(form.data))), form)
    return [form for (action, _), form in seen.items() if "logout" not in action and action.startswith("/")]
