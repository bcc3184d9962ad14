import re
import unicodedata

from crispy_forms.helper import FormHelper as CrispyFormHelper
from django import forms
from django.core.exceptions import ValidationError

# Line ends of every kind; what is left of the control characters; what reverses or hides the text that follows.
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class FormHelper(CrispyFormHelper):
    """The one crispy helper: the template writes <form>, the token and the button."""

    form_tag = False
    disable_csrf = True


def read_number(text: str, *, digits: int = 18) -> int | None:
    """A number outside a form field, such as a key on a button; None for anything else or more than ``digits`` digits.

    Eighteen is what the database holds; Python itself refuses to read a few thousand.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def clean_text(value):
    """Text as people typed it: one kind of newline, no control or direction-override characters.

    Emoji, right-to-left scripts and ``<script>`` stay: they are text, and templates escape them.
    """
    text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", value or ""))
    return _UNPRINTABLE.sub("", text).strip()


def clean_line(value):
    """The same for what is one line: a name, a title, a subject."""
    return " ".join(clean_text(value).split())


class PlainTextFormMixin:
    """Cleans every text field; a required field of only rubbish is empty, and limits hold for the cleaned text."""

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            field = self.fields.get(name)
            is_text = isinstance(field, forms.CharField) and isinstance(value, str)  # a UUIDField gives no text
            if not is_text or isinstance(field.widget, forms.PasswordInput):
                continue
            clean = clean_text if isinstance(field.widget, forms.Textarea) else clean_line
            try:
                # Normalising can make a text longer, so the field judges it again.
                self.cleaned_data[name] = field.clean(clean(value))
            except ValidationError as error:
                self.add_error(name, error)
