"""«Akkoord» and «Nog niet, want…» from a mail: the whole text and one button, without logging in."""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, register_handeling
from kern.adres import reverse
from netwerken.contract import services
from netwerken.contract.forms import BezwaarForm
from netwerken.contract.mails import AKKOORD, NOG_NIET, contract_links
from netwerken.contract.models import Akkoord, Contractversie
from netwerken.contract.stand import find_reden

WIE_ZIET = "De groep ziet of je akkoord bent, en leest wat je erbij schrijft. Niemand buiten de groep."


def _read(ref):
    """Version and person of the link, or None when this person no longer takes part."""
    persoon = find_person(ref)
    if persoon is None:
        return None, None
    versie = Contractversie.objects.select_related("netwerk").filter(pk=ref[0]).first()
    return (versie, persoon) if versie and versie.netwerk.is_lid(persoon) else (None, persoon)


def _make_pagina(versie, persoon, *, ja, form=None):
    netwerk, (wel, niet) = versie.netwerk, contract_links(versie.pk, persoon)
    if reden := find_reden(versie):
        return Pagina(
            titel="Hier hoef je niets meer te doen", tekst=reden, kicker=netwerk.naam,
            wie_ziet=WIE_ZIET, template="netwerken/contract/handeling_over.html", context={"netwerk": netwerk},
        )  # fmt: skip
    gezegd = Akkoord.objects.filter(versie=versie, persoon=persoon).first()
    return Pagina(
        titel="Ga je akkoord met jullie contract?" if ja else "Wat moet er nog anders?",
        tekst=f"Versie {versie.nummer}. Zo wil de groep met elkaar omgaan.",
        knop="Ik ga akkoord" if ja else "Vertel het de groep",
        kicker=netwerk.naam,
        wie_ziet=WIE_ZIET,
        template="netwerken/contract/handeling.html",
        context={"ja": ja, "versie": versie, "gezegd": gezegd, "anders_url": niet if ja else wel},
        form=None if ja else form or BezwaarForm(initial={"bezwaar": gezegd.bezwaar if gezegd else ""}),
    )


def _toon(*, ja):
    def toon(ref):
        versie, persoon = _read(ref)
        return _make_pagina(versie, persoon, ja=ja) if versie else None

    return toon


def _links(versie, *meer):
    return (("Bekijk het contract", reverse("netwerken:contract", args=[versie.netwerk.slug])), *meer)


def _doe_ja(ref, post):
    versie, persoon = _read(ref)
    versie = services.agree(versie, persoon)
    if versie.bekrachtigd_op:
        return Resultaat(titel="Mooi, het contract geldt", tekst="Iedereen is akkoord.", links=_links(versie))
    nee = ("Toch nog niet", contract_links(versie.pk, persoon)[1])
    return Resultaat(
        titel="Dank je, je bent akkoord", tekst="Is iedereen zover, dan hoor je het.", links=_links(versie, nee)
    )


def _doe_nee(ref, post):
    versie, persoon = _read(ref)
    form = BezwaarForm(post)
    if not form.is_valid():
        return _make_pagina(versie, persoon, ja=False, form=form)
    services.object_to(versie, persoon, form.cleaned_data["bezwaar"])
    return Resultaat(
        titel="Goed dat je het zegt",
        tekst="De groep leest wat er volgens jou anders moet. Je kunt later alsnog akkoord gaan.",
        links=_links(versie, ("Toch akkoord", contract_links(versie.pk, persoon)[0])),
    )


def register() -> None:
    geldig = timedelta(days=200)  # a version waits as long as the group needs; an older one says so by itself
    register_handeling(Handeling(code=AKKOORD, max_age=geldig, toon=_toon(ja=True), doe=_doe_ja))
    register_handeling(Handeling(code=NOG_NIET, max_age=geldig, toon=_toon(ja=False), doe=_doe_nee))
