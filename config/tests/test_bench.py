"""The arithmetic of ``make bench``: a wrong sum there would look like a fast page."""

import pytest

from bench.catcher import Count, Mailbox
from bench.summary import TARGETS, find_misses, show, spread, summarize


def seen(per_second, p95_ms=10.0):
    return {"per_second": per_second, "p95_ms": p95_ms}


def make_round(floor, full, small=None, p95=10.0, p95_small=10.0):
    return {"floor": seen(floor), "full": seen(full, p95), "small": seen(small or full, p95_small)}


def make_page(**values):
    return summarize([make_round(100, 50)], queries=5) | values


def test_ratio_is_taken_within_a_round():
    # The machine halves its speed in the middle: the ratio stays what it was.
    page = summarize([make_round(400, 200), make_round(200, 100), make_round(50, 25)], queries=3)

    assert page["ratio"] == 0.5
    assert page["spread"] == 0
    assert (page["per_second"], page["floor_per_second"], page["queries"]) == (100, 200, 3)


def test_one_odd_round_does_not_decide():
    page = summarize([make_round(100, 40), make_round(100, 5, p95=900), make_round(100, 42)], queries=3)

    assert page["ratio"] == 0.4
    assert page["p95_ms"] == 10
    assert page["spread"] == pytest.approx(0.92, abs=0.01)


def test_growth_compares_with_little_data():
    rounds = [make_round(100, 50, p95=24, p95_small=20), make_round(100, 50, p95=13, p95_small=10)]

    assert summarize(rounds, queries=1)["p95_growth"] == 1.25


def test_spread():
    assert spread([0.9, 1.0, 1.2]) == pytest.approx(0.3)
    assert spread([2, 2]) == 0


@pytest.mark.parametrize(
    ("values", "misses"),
    [
        ({"ratio": 0.4}, []),
        ({"ratio": 0.39}, ["onder 0.4 van de bodem"]),
        ({"ratio": 0.45, "target": 0.5}, ["onder 0.5 van de bodem"]),
        ({"p95_growth": 1.21}, ["groeit met de data"]),
        ({"queries": 13}, ["te veel query's"]),
        (
            {"ratio": 0.1, "p95_growth": 2, "queries": 99},
            ["onder 0.4 van de bodem", "groeit met de data", "te veel query's"],
        ),
    ],
)
def test_misses(values, misses):
    assert find_misses(make_page(**values)) == misses


def test_targets_are_those_we_promised():
    assert TARGETS == {"ratio": 0.4, "queries": 12, "p95_growth": 1.2, "memory_mb": 130, "mails": 0.5}


def test_table_shows_everything():
    result = {
        "pages": {"home": make_page(), "cockpit": make_page(ratio=0.2)},
        "memory_mb": 98,
        "worker_memory_mb": 101,
        "mails": {"ratio": 0.7, "per_second": 210.0, "bare_per_second": 300.0},
        "kompas": {"signalen": 40, "netwerken": 2000, "seconds": 31.5, "again_seconds": 22.0, "memory_mb": 117},
        "beelden": {"answers": 1234567, "netwerken": 2000, "seconds": 3.1, "queries": 80, "memory_mb": 109},
        "tegelijk": {"people": 500, "seconds": 4.2, "p95_ms": 3900, "refused": 0, "lost": 0},
        "duo": {"rows": 60000, "seconds": 41, "memory_mb": 120},
    }

    table = show(result)

    assert "home" in table.splitlines()[1]
    assert table.splitlines()[1].endswith("goed")
    assert table.splitlines()[2].endswith("onder 0.4 van de bodem")
    for words in (
        "210.0/s door de outbox",
        "98 MB",
        "101 MB",
        "60000 rijen in 41 s",
        "2000 netwerken in 31.5 s (22.0 s",
        "1234567 antwoorden van 2000 netwerken in 3.1 s, 80 query's, 109 MB",
        "500 mensen antwoordden in 4.2 s, p95 3900 ms, 0 geweigerd, 0 kwijt",
        "1 van de 2 pagina's",
    ):
        assert words in table


def test_table_without_what_was_not_measured():
    assert "Mails" not in show({"pages": {"home": make_page()}, "memory_mb": 98})


class Line:
    def __init__(self):
        self.told = b""

    def write(self, data):
        self.told += data


def test_catcher_counts_mails_also_when_they_come_in_pieces():
    count, line = Count(), Line()
    mailbox = Mailbox(count)
    mailbox.connection_made(line)

    words = b"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: x\r\n\r\nZERO\r\n.\r\n"
    for byte in words + words[8:] + b"STAT\r\nQUIT\r\n":
        mailbox.data_received(bytes([byte]))

    assert count.number == 2
    assert line.told.count(b"354 go on\r\n") == 2
    assert line.told.split(b"\r\n")[-3].startswith(b"250 2 ")
    mailbox.data_received(b"ZERO\r\n")
    assert (count.number, count.first) == (0, 0.0)
