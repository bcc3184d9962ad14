import pytest
from django import forms

from kern.forms import FormHelper, PlainTextFormMixin, clean_line, clean_text, read_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, ""),
        ("", ""),
        ("  twee woorden \n", "twee woorden"),
        ("een\r\ntwee\rdrie\u2028vier\x0bvijf", "een\ntwee\ndrie\nvier\nvijf"),
        ("nul\x00teken\x1b[31m\x9b", "nulteken[31m"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("\ufeffmerkteken", "merkteken"),
        ("Zoe\u0308", "Zoë"),
        ("👩‍🏫 שלום <script>alert(1)</script>", "👩‍🏫 שלום <script>alert(1)</script>"),
        ("tab\tblijft", "tab\tblijft"),
    ],
)
def test_clean_text(typed, kept):
    assert clean_text(typed) == kept


def test_clean_line_is_one_line():
    assert clean_line(" Bcc:\r\n iemand@anders.test\u2029x ") == "Bcc: iemand@anders.test x"


class _Form(PlainTextFormMixin, forms.Form):
    naam = forms.CharField(max_length=10)
    tekst = forms.CharField(widget=forms.Textarea, required=False)
    geheim = forms.CharField(widget=forms.PasswordInput, required=False, strip=False)
    aantal = forms.IntegerField(required=False)
    sector = forms.ChoiceField(choices=[("po", "po")], required=False)


def test_form_cleans_lines_and_texts_and_leaves_the_rest():
    form = _Form({"naam": "a\n b", "tekst": "een\r\ntwee\x07", "geheim": " \x07 x ", "aantal": "3", "sector": "po"})

    assert form.is_valid()
    assert form.cleaned_data == {"naam": "a b", "tekst": "een\ntwee", "geheim": " \x07 x ", "aantal": 3, "sector": "po"}


def test_form_required_field_of_only_rubbish_is_empty():
    form = _Form({"naam": "\u202e\x1f"})

    assert form.errors == {"naam": ["Dit veld is verplicht."]}


def test_form_judges_the_length_of_what_it_keeps():
    """U+FB2C becomes three characters; PostgreSQL would refuse them after the form said yes."""
    form = _Form({"naam": "\ufb2c" * 10})

    assert list(form.errors) == ["naam"]


def test_form_refuses_nul_characters_at_the_field():
    assert list(_Form({"naam": "a\x00b"}).errors) == ["naam"]


def test_form_helper_leaves_form_tag_and_token_to_the_template():
    helper = FormHelper()

    assert (helper.form_tag, helper.disable_csrf) == (False, True)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1 OR 1=1", None),
        ("\u0663", None),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, None),
    ],
)
def test_read_number(typed, number):
    """Also not the digits of another script: Python reads them as a key that somebody else has."""
    assert read_number(typed) == number
