from personen.models import Provincie
from subsidie.academie.kaart import TINTEN, make_kaart


def test_every_province_has_one_tile_and_one_place():
    kaart = make_kaart({}, {})

    assert {tegel.provincie for tegel in kaart.tegels} == set(Provincie) - {Provincie.LANDELIJK}
    assert len({(tegel.rij, tegel.kolom) for tegel in kaart.tegels}) == len(kaart.tegels) == 12
    assert {tegel.tint for tegel in kaart.tegels} == {0}
    assert [naam for _, naam in kaart.legenda] == ["geen", "1", "2", "3", "4"]
    assert kaart.som == (0, 0)


def test_darker_is_more_and_the_legend_says_how_many():
    aantallen = {"drenthe": 1, "utrecht": 3, "zeeland": 4, "limburg": 10, "landelijk": 2}
    kaart = make_kaart(aantallen, {"utrecht": 30, "landelijk": 5})

    tinten = {tegel.provincie.value: tegel.tint for tegel in kaart.rijen}
    assert {code: tinten[code] for code in aantallen} == {
        "drenthe": 1, "utrecht": 1, "zeeland": 2, "limburg": TINTEN, "landelijk": 1,
    }  # fmt: skip
    assert kaart.legenda[1:] == (
        (1, "1 tot en met 3"),
        (2, "4 tot en met 6"),
        (3, "7 tot en met 9"),
        (4, "10 tot en met 12"),
    )
    assert (kaart.landelijk.toegekend, kaart.landelijk.netwerken) == (2, 5)
    assert kaart.som == (20, 35)
    assert kaart.rijen[0].naam == "Drenthe"
    assert kaart.rijen[-1].naam == "heel Nederland"
