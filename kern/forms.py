import re
import unicodedata

from crispy_forms.helper import FormHelper as CrispyFormHelper
from django.core.exceptions import ValidationError

# Control characters except newline and tab, and the ones that reverse the direction of what follows.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class FormHelper(CrispyFormHelper):
    """The one crispy helper: the template writes <form>, the token and the button."""

    form_tag = False
    disable_csrf = True


def clean_text(value):
    """Text as people typed it: one kind of newline, no control or direction-override characters.

    Emoji, right-to-left scripts and ``<script>`` stay: they are text, and templates escape them.
    """
    text = unicodedata.normalize("NFC", (value or "").replace("\r\n", "\n").replace("\r", "\n"))
    return _UNPRINTABLE.sub("", text).strip()


class PlainTextFormMixin:
    """Cleans every text field with ``clean_text``; a required field of only rubbish is empty."""

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                self.cleaned_data[name] = clean_text(value)
                if value and not self.cleaned_data[name] and self.fields[name].required:
                    self.add_error(name, ValidationError("Vul hier iets in.", code="required"))
