from datetime import date

import pytest

from fasen.forms import MoveForm, PlanForm
from fasen.plan.rekenen import propose
from fasen.tests.factories import FaseVerloopFactory
from netwerken.tests.factories import NetwerkFactory


def make_form(data=None, verlopen=(), voorstel=(), **fields):
    netwerk = NetwerkFactory.build(**{"start_datum": date(2026, 9, 15), "eind_datum": date(2027, 7, 10), **fields})
    return PlanForm(data, netwerk=netwerk, verlopen=verlopen, voorstel=voorstel)


def test_move_form_takes_plain_text():
    form = MoveForm({"reden": "  Het is\r\ntijd\x01.  ", "seen": "verkenning"})

    assert form.is_valid()
    assert form.cleaned_data == {"reden": "Het is\ntijd.", "seen": "verkenning"}


@pytest.mark.parametrize("reden", ["", "    ", "Ja", "x" * 501, "x" * 200_000, "\x00\x01\x02\x03\x04\x05"])
def test_move_form_refuses(reden):
    form = MoveForm({"reden": reden})

    assert not form.is_valid()
    assert list(form.errors) == ["reden"]


def test_plan_form_offers_the_months_of_the_looptijd():
    keuzes = make_form().fields["verkenning_van"].choices

    assert keuzes[:2] == [("", "Nog open"), ("2026-09", "september 2026")]
    assert keuzes[-1] == ("2027-07", "juli 2027")
    assert len(keuzes) == 12


def test_plan_form_asks_what_is_not_over():
    verlopen = [
        FaseVerloopFactory.build(fase="verkenning", afgerond=True),
        FaseVerloopFactory.build(fase="ontwikkeling", lopend=True),
        FaseVerloopFactory.build(fase="verdieping", onderbroken=True),
    ]

    assert [fase.slug for fase in make_form(verlopen=verlopen).fasen] == [
        "ontwikkeling",
        "verdieping",
        "inbedding",
        "verankering",
    ]


def test_plan_form_shows_what_was_planned_outside_the_looptijd():
    verloop = FaseVerloopFactory.build(fase="verankering", gepland_van=date(2027, 9, 1), gepland_tot=date(2027, 10, 31))
    form = make_form(verlopen=[verloop])

    assert form["verankering_van"].initial == "2027-09"
    assert form.fields["verankering_tot"].choices[-1] == ("2027-10", "oktober 2027")


def test_plan_form_gives_first_and_last_days():
    form = make_form({
        "verdieping_van": "2026-12", "verdieping_tot": "2027-02", "verdieping_keren": "0",
        "inbedding_van": "2027-03", "inbedding_tot": "2027-03",
    })  # fmt: skip

    assert form.is_valid()
    assert form.planning() == {
        "verkenning": None,
        "ontwikkeling": None,
        "verdieping": (date(2026, 12, 1), date(2027, 2, 28), 0),
        "inbedding": (date(2027, 3, 1), date(2027, 3, 31), None),
        "verankering": None,
    }


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"verdieping_van": "2026-12"}, "verdieping_tot"),
        ({"verdieping_tot": "2026-12"}, "verdieping_van"),
        ({"verdieping_van": "2027-02", "verdieping_tot": "2026-12"}, "verdieping_tot"),
        ({"verdieping_van": "2031-02", "verdieping_tot": "2031-02"}, "verdieping_van"),
        ({"verdieping_van": "<script>", "verdieping_tot": "2027-02"}, "verdieping_van"),
        ({"verdieping_keren": "2"}, "verdieping_van"),
        ({"verdieping_van": "2026-12", "verdieping_tot": "2027-02", "verdieping_keren": "-1"}, "verdieping_keren"),
        ({"verdieping_van": "2026-12", "verdieping_tot": "2027-02", "verdieping_keren": "61"}, "verdieping_keren"),
        ({"verdieping_van": "2026-12", "verdieping_tot": "2027-02", "verdieping_keren": "twee"}, "verdieping_keren"),
        (
            {
                "ontwikkeling_van": "2027-01", "ontwikkeling_tot": "2027-02",
                "verdieping_van": "2026-12", "verdieping_tot": "2027-03",
            },
            "verdieping_van",
        ),
    ],
)  # fmt: skip
def test_plan_form_refuses(data, field):
    form = make_form(data)

    assert not form.is_valid()
    assert field in form.errors


def test_plan_form_starts_from_a_proposal():
    verloop = FaseVerloopFactory.build(fase="verkenning", gepland_van=date(2026, 9, 1), gepland_tot=date(2026, 9, 30))
    voorstel = propose(date(2026, 9, 15), date(2027, 7, 10), [date(2026, 10, 1)], 8)
    form = make_form(verlopen=[verloop], voorstel=voorstel)

    velden = [form[f"verkenning_{part}"].initial for part in ("van", "tot", "keren")]
    assert velden == ["2026-09", "2026-09", 0]
    assert [form[f"verankering_{part}"].initial for part in ("van", "tot", "keren")] == ["2027-06", "2027-07", 0]
