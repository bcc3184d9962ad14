"""Every pair of colours people read is far enough apart, in light and in dark (WCAG 2.2; README of the look)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR) / "frontend/scss/_tokens.scss"
CSS = Path(settings.BASE_DIR) / "static/css/leernetwerken.css"
PAIRS = (
    ("ink", "paper paper-2 soil surface now", 7),
    ("ink-2", "paper", 7),
    ("ink-2", "paper-2 soil now", 4.5),
    ("ink-3", "paper paper-2 surface", 4.5),
    ("link", "paper paper-2 now surface", 4.5),
    ("link-hover", "paper action-soft", 4.5),
    ("on-action", "action action-hover", 4.5),
    ("now-ink", "now paper soil", 4.5),
    ("good-ink", "good action-soft", 4.5),
    ("attention-ink", "attention", 4.5),
    ("unknown-ink", "unknown", 4.5),
    ("error-ink", "error paper paper-2", 4.5),
    ("on-deep", "deep", 7),
    ("on-deep-2", "deep", 4.5),
    *((f"tint-{n}-ink", f"tint-{n}", 4.5) for n in range(5)),
    # edges and marks
    ("line-strong", "surface paper", 3),
    ("error-line", "surface paper", 3),
    ("action", "paper", 3),
    ("focus", "paper now surface", 3),
    ("chart-now", "paper", 3),
    ("chart-before", "paper", 3),
)


def _tokens():
    light_text, dark_text = TOKENS.read_text().split('[data-bs-theme="dark"]')
    light = dict(re.findall(r"--ln-([\w-]+):\s*([^;]+);", light_text))
    return {"light": light, "dark": light | dict(re.findall(r"--ln-([\w-]+):\s*([^;]+);", dark_text))}


def _rgb(name, tokens):
    value = tokens[name].strip()
    while value.startswith("var(--ln-"):
        value = tokens[value[9:-1]].strip()
    return [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _luminance(rgb):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ratio(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"), [(front, back, least) for front, backs, least in PAIRS for back in backs.split()]
)
def test_contrast(front, back, least, theme):
    tokens = _tokens()[theme]
    assert _ratio(_rgb(front, tokens), _rgb(back, tokens)) >= least


def test_compiled_css_has_the_tokens():
    """Somebody who changes a token also has to build: the two may not part."""
    css = re.sub(r"\s", "", CSS.read_text())
    for name, value in re.findall(r"(--ln-[\w-]+):\s*(#[0-9a-f]{6});", TOKENS.read_text()):
        assert f"{name}:{value}" in css, name
