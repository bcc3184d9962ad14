"""Drawing the questions of any Document."""

from html import unescape

import pytest
from django.http import QueryDict

from evaluatie.forms import AntwoordForm
from evaluatie.invullen.tekenen import draw_alleen_lezen, draw_vragen, has_parts, list_fouten
from evaluatie.invullen.tests.soorten import ALLES
from evaluatie.vragenlijst.bron import BIJEENKOMST, LEERVORMEN, get_shipped, list_shipped


@pytest.mark.parametrize("document", [*list_shipped(), ALLES], ids=lambda d: d.code)
def test_every_question_of_every_list_is_drawn_once(document):
    voor, na = draw_vragen(document)
    html = voor + na

    for vraag in document.vragen:
        naam = "t" if vraag.is_open else "v"
        assert f'id="{naam}-{vraag.code}' in html
        assert unescape(html).count(vraag.tekst) == 1
    assert html.count("data-vraag") == len(document.vragen)
    assert html.count("<fieldset") == html.count("</legend>") == len(document.geteld)


def test_what_helped_is_asked_before_the_open_questions():
    voor, na = draw_vragen(get_shipped(BIJEENKOMST))

    assert "<textarea" not in voor
    assert "<fieldset" not in na
    assert draw_vragen(get_shipped("puls"))[1] == ""


def test_long_lists_have_parts():
    assert {d.code for d in list_shipped() if has_parts(d)} == {
        "barometer", "nulmeting", "eindmeting", "zelfevaluatie", "quiz",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["barometer", LEERVORMEN])
def test_to_read_nothing_can_be_filled_in(code):
    html = draw_alleen_lezen(get_shipped(code))

    assert html.startswith('<fieldset class="vragen vragen-voorbeeld" disabled>')
    assert html.endswith("</fieldset>")
    assert "<form" not in html
    assert "<button" not in html


def test_hostile_words_of_a_list_stay_words():
    html = draw_alleen_lezen(ALLES)

    assert "Ik kijk &lt;b&gt;uit&lt;/b&gt; naar" in html


def test_what_was_filled_in_stands_there_again():
    post = QueryDict(mutable=True)
    post.update({
        "v-a-1": "4", "v-a-2": "0", "v-a-3": "9", "v-a-4": "2", "v-a-5-1": "3", "v-a-5-2": "3", "v-a-5-3": "1",
        "t-a-6": "Mijn <i>tekst</i>", "alleen-a-6": "1",
    })  # fmt: skip
    form = AntwoordForm(ALLES, post)
    assert not form.is_valid()
    html = "".join(draw_vragen(ALLES, form))

    assert 'value="4" checked' in html
    assert html.count(" checked") == 4
    assert html.count(" selected") == 3
    assert "Mijn &lt;i&gt;tekst&lt;/i&gt;</textarea>" in html
    assert [(rij.vraag.code, rij.anker) for rij in list_fouten(ALLES, form)] == [
        ("a-3", "v-a-3-1"), ("a-5", "v-a-5-1"),
    ]  # fmt: skip
    assert 'aria-describedby="v-a-3-fout"' in html
