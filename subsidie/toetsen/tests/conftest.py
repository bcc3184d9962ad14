import json
from pathlib import Path

import pytest

from subsidie.regeling.document import parse

PROEFTUIN = Path(__file__).resolve().parents[2] / "regeling" / "tests" / "proeftuin-1.json"


@pytest.fixture
def proeftuin():
    """A regeling with other rules."""
    return parse(json.loads(PROEFTUIN.read_text(encoding="utf-8")))
