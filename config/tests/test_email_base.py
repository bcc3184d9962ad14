"""What every mail shares: templates/email/base.html and base.txt."""

from django.template.loader import render_to_string

CONTEXT = {
    "onderwerp": "Foto's & <b>meer</b>",
    "afzender": "Samen leren",
    "preheader": "Kort",
    "reden": "Je krijgt deze mail omdat je meedoet aan Samen leren.",
    "basis_url": "https://leernetwerk.test",
    "afmeld_url": "",
    "afmeld_tekst": "",
    "eigen_tekst": "",
}


def test_html_escapes_and_text_does_not():
    assert "Foto&#x27;s &amp; &lt;b&gt;meer" in render_to_string("email/base.html", CONTEXT)
    assert render_to_string("email/base.txt", CONTEXT).startswith("Foto's & <b>meer</b>")


def test_reason_always_and_unsubscribe_only_when_there_is_one():
    stop = {"afmeld_url": "https://leernetwerk.test/d/x/", "afmeld_tekst": "Geen mail meer over bijeenkomsten"}
    for suffix in ("html", "txt"):
        without = render_to_string(f"email/base.{suffix}", CONTEXT)
        assert CONTEXT["reden"] in without
        assert "/d/x/" not in without
        assert "/d/x/" in render_to_string(f"email/base.{suffix}", CONTEXT | stop)


def test_own_text_of_the_facilitator_is_on_top():
    for suffix in ("html", "txt"):
        mail = render_to_string(f"email/base.{suffix}", CONTEXT | {"eigen_tekst": "Neem de fiets."})
        assert mail.index("Neem de fiets.") < mail.index(CONTEXT["reden"])


def test_mail_works_without_loading_anything():
    assert "<img" not in render_to_string("email/base.html", CONTEXT)
    assert "<link" not in render_to_string("email/base.html", CONTEXT)
