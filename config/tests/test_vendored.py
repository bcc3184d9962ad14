"""What others made is what we wrote down: nobody edits a vendored file by hand."""

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
MANIFEST = json.loads((STATIC / "vendor/manifest.json").read_text())


@pytest.mark.parametrize("path", MANIFEST)
def test_vendored_file_is_unchanged(path):
    assert hashlib.sha256((STATIC / path).read_bytes()).hexdigest() == MANIFEST[path]


def test_every_vendored_file_is_in_the_manifest():
    found = [*STATIC.glob("fonts/*"), *STATIC.glob("vendor/licenties/*"), STATIC / "img/iconen.svg"]
    assert {str(path.relative_to(STATIC)) for path in found} == set(MANIFEST)


def test_nothing_points_outside_or_to_a_source_map():
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        text = path.read_text()
        assert "sourceMappingURL" not in text, path
        assert "data:" not in text, path
        assert "//" not in text.replace("// ", "").replace("//\n", "") or path.suffix == ".js", path
        assert "http:" not in text, path
        assert "https:" not in text, path
