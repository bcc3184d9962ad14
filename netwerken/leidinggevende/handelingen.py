"""The page of a leidinggevende: opened from a mail, without an account, for one moment. GET only shows.

The token says which card and which link; the row says whether it still asks something and until when.
"""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, register_handeling
from kern.errors import DomainError
from kern.tijd import dag
from netwerken.leidinggevende import services
from netwerken.leidinggevende.forms import TekenForm
from netwerken.leidinggevende.kaart import read_feiten
from netwerken.leidinggevende.mails import CODE, leiding_link
from netwerken.leidinggevende.models import Contactmoment

MAX_AGE = timedelta(days=400)  # the row knows better; the signature only has to live longer than any row asks
KAART, OVER = "netwerken/leidinggevende/handeling_kaart.html", "netwerken/leidinggevende/handeling_over.html"
PAAR = 2


def _read(ref):
    return Contactmoment.objects.with_all().filter(pk=ref[0]).first() if len(ref) == PAAR else None


def _toon(ref):
    contact = _read(ref)
    return contact and make_pagina(contact, ref[1])


def make_pagina(contact, link_nr, form=None) -> Pagina:
    """What the leidinggevende sees now: the card to sign, what was signed, or why there is nothing to do."""
    gedeeld = read_kader(contact)
    if reden := services.why_over(contact, link_nr):
        return _make_over(contact, link_nr, reden, gedeeld)
    return make_kaart(contact, gedeeld, form)


def make_kaart(contact, gedeeld, form=None) -> Pagina:
    """The card as long as it asks something; before it is sent the deelnemer sees the same."""
    context = {"contact": contact, "wie": contact.deelname.persoon, "feiten": read_feiten(contact.netwerk)}
    return Pagina(
        titel="Klopt wat jullie afspraken?" if contact.gesprek_op else contact.gesprek.kop,
        tekst=contact.gesprek.uitleg_leiding,
        knop="Onderteken" if contact.is_toezegging or contact.gesprek_op else "Ik heb dit gelezen",
        template=KAART, context=context, form=form or TekenForm(contact=contact), **gedeeld,
    )  # fmt: skip


def read_kader(contact) -> dict:
    """What every page of this card has around it."""
    kicker = f"{contact.deelname.persoon.naam} en leernetwerk {contact.netwerk.naam}"
    return {"kicker": kicker, "wie_ziet": who_sees(contact)}


def _make_over(contact, link_nr, reden, gedeeld):
    is_mijn = contact.is_getekend and contact.link_nr == link_nr and not contact.is_verlopen
    if not is_mijn:
        return Pagina(titel="Hier is niets meer te doen", tekst=reden, template=OVER, kicker=gedeeld["kicker"])
    tekst = f"{contact.getekend_naam} tekende op {dag(contact.getekend_op)}."
    if contact.is_te_bevestigen:
        tekst += f" {contact.deelname.persoon.voornaam} kijkt nog of dat klopt."
    context = {"contact": contact}
    return Pagina(titel="Dit is ondertekend", tekst=tekst, template=OVER, context=context, **gedeeld)


def who_sees(contact) -> str:
    naam = contact.deelname.persoon.naam
    return (
        f"Jij en {naam}. De facilitator van het netwerk ziet dat er getekend is en hoeveel uren er zijn afgesproken, "
        f"en leest de tekst alleen als {naam} dat wil. Jij ziet hier verder niets van het netwerk."
    )


def _doe(ref, post):
    contact = _read(ref)
    if contact is None:
        raise DomainError("Deze link werkt niet meer.")
    form = TekenForm(post, contact=contact)
    # A page with less on it was opened before they agreed on something: it is shown again, with what was typed.
    if not form.is_valid():
        return make_pagina(contact, ref[1], form)
    naam, is_ander = form.handtekening
    try:
        contact = services.sign(
            contact, link_nr=ref[1], versie=form.gezien, tekst=form.tekst, naam=naam, is_ander=is_ander
        )
    except services.TekstConflict as conflict:
        form.show_conflict(conflict.contact)
        return make_pagina(conflict.contact, ref[1], form)
    except services.VoorbijError:
        return make_pagina(_read(ref), ref[1])
    return _describe(contact)


def _describe(contact):
    wie = contact.deelname.persoon
    links = (("Lees wat er staat", leiding_link(contact)),)
    tot = f"Je kunt het tot en met {dag(contact.verloopt_op)} teruglezen."
    if contact.is_te_bevestigen:
        tekst = f"{wie.naam} krijgt de vraag of jij mag tekenen in plaats van {contact.naam}. {tot}"
    else:
        tekst = f"Je krijgt een kopie per mail. {wie.naam} krijgt bericht. {tot}"
    return Resultaat(titel="Dank je, het is ondertekend", tekst=tekst, links=links)


def register() -> None:
    register_handeling(Handeling(code=CODE, max_age=MAX_AGE, toon=_toon, doe=_doe))
