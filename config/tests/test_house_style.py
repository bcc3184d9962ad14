"""The rules of the house that a machine can check. Each says which accident it prevents."""

import ast
import re

import pytest
from django.contrib import admin

from config.tests.house import ROOT, nodes, place, python_files, templates, views

INLINE = {
    "style attribute": r"\sstyle\s*=",
    "style element": r"<style\b",
    "script without src": r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    "event attribute": r"\son[a-z]+\s*=\s*[\"']",
    "javascript link": r"javascript:",
}


def test_status_is_written_only_in_services():
    """A transition outside its service would skip the lock, the log line and the mail.

    Only the demo data may: it makes a past that never happened.
    """
    writers = [
        place(path, node.lineno)
        for path in python_files()
        if path.stem != "services" and path.parent.name not in ("services", "voorbeeld")
        for node in nodes(path)
        if _writes_status(node)
    ]

    assert writers == []


def _writes_status(node):
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        return any(keyword.arg == "status" for keyword in node.keywords)
    return False


def test_rows_are_locked_in_one_way():
    """A lock that also holds back keys that point at its row lets two who follow one order wait for each other."""
    others = [
        place(path, node.lineno)
        for path in python_files()
        if path != ROOT / "kern" / "locks.py"
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update"
    ]

    assert others == []


def test_views_fetch_only_through_access():
    """An object fetched by hand in a view is an object nobody asked permission for."""
    fetches = [place(path, node.lineno) for path in views() for node in nodes(path) if _fetches(node)]

    assert fetches == []


def _fetches(node):
    if isinstance(node, ast.Name):
        return node.id in ("get_object_or_404", "get_list_or_404")
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Attribute):
        return False
    return node.value.attr == "objects" and node.attr in ("get", "aget", "get_or_create")


@pytest.mark.parametrize("what", sorted(INLINE))
def test_templates_have_no_inline(what):
    """The content security policy would block it in the browser, silently for the reader. Mails need it."""
    found = [
        place(path, text.count("\n", 0, match.start()) + 1)
        for path in templates()
        if "email" not in path.relative_to(ROOT / "templates").parts
        for text in [path.read_text()]
        for match in re.finditer(INLINE[what], text)
    ]

    assert found == []


def test_templates_ask_permissions_and_not_roles():
    """A role in a template is a second, forgotten copy of the rules."""
    roles = re.compile(r"is_staff|is_superuser|platformrol")
    found = [str(path.relative_to(ROOT)) for path in templates() if roles.search(path.read_text())]

    assert found == []


def test_files_stay_small():
    """Too long to find your way in: time for a package."""
    limits = [(path, 400) for path in python_files()]
    limits += [(path, 200 if path.name == "base.html" else 150) for path in templates()]
    too_long = [place(path, lines) for path, most in limits if (lines := len(path.read_text().splitlines())) > most]

    assert too_long == []


def test_views_stay_short():
    """What does not fit belongs in a form, a service or a queryset."""
    too_long = [
        f"{place(path, node.lineno)} {node.name}: {length}"
        for path in views()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and (length := node.end_lineno - node.lineno + 1) > 25
    ]

    assert too_long == []


def test_django_admin_knows_no_private_content():
    """beheer has no back door to what people wrote."""
    registered = {model._meta.label for model in admin.site._registry}

    assert not {
        label for label in registered if label.split(".")[0] in ("berichten", "evaluatie", "leren", "bijeenkomsten")
    }
    # Intakes, contracts and what a leidinggevende wrote are in this room too.
    assert {label for label in registered if label.startswith("netwerken.")} == {"netwerken.Netwerk"}
