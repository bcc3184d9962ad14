"""The link in an invitation (code «uit»). Opening it changes nothing; one button says yes, a quiet one says no."""

from datetime import timedelta

from django.contrib import messages
from django.urls import reverse

from berichten.handelingen import Handeling, Pagina, Resultaat, make_token, read_token, register_handeling
from kern.errors import DomainError
from kern.forms import clean_text
from netwerken import services
from netwerken.groepsbesluit.nodig import is_nodig_voor_nieuwe
from netwerken.models import Deelname, Uitnodiging
from netwerken.toelating.stand import is_school_vol
from personen.models import Persoon
from personen.schoolaccount import hooks

CODE = "uit"
MAX_NAAM = 120
TEMPLATE = "netwerken/uitnodiging.html"
# What the page says when there is nothing to accept any more; never who it was for.
_VOORBIJ = {
    Uitnodiging.Stand.AANVAARD: (
        "Deze uitnodiging is al aanvaard",
        "Log in, dan zie je het netwerk bij je overzicht staan.",
    ),
    Uitnodiging.Stand.AFGESLAGEN: (
        "Je liet weten dat je niet meedoet",
        "Ben je van gedachten veranderd? Vraag dan om een nieuwe uitnodiging.",
    ),
    Uitnodiging.Stand.INGETROKKEN: (
        "Deze uitnodiging geldt niet meer",
        "Ze is ingetrokken. Vraag degene die je uitnodigde hoe het zit.",
    ),
    Uitnodiging.Stand.VERLOPEN: (
        "Deze uitnodiging is verlopen",
        "Ze was zestig dagen geldig. Vraag om een nieuwe.",
    ),
}


def read_uitnodiging(token) -> Uitnodiging | None:
    """The invitation of a token; None when it is forged, too old, or for something else."""
    found = read_token(token)
    return get_uitnodiging(found[1]) if found and found[0].code == CODE else None


def get_uitnodiging(ref):
    return (
        Uitnodiging.objects.select_related("netwerk", "bericht", "uitgenodigd_door").filter(pk=ref[0]).first()
        if len(ref) == 1
        else None
    )


def build_pagina(uitnodiging, naam: str = "") -> Pagina:
    """The page behind the link, for every state the invitation can be in."""
    netwerk = uitnodiging.netwerk
    if not uitnodiging.is_open or netwerk.is_beeindigd:
        titel, tekst = _VOORBIJ.get(uitnodiging.stand, _VOORBIJ[Uitnodiging.Stand.INGETROKKEN])
        return Pagina(titel=titel, tekst=tekst, template=TEMPLATE)
    token = make_token(CODE, uitnodiging.pk)
    via_groep = uitnodiging.via_groep and is_nodig_voor_nieuwe(netwerk, uitnodiging.rol)
    vol = not via_groep and uitnodiging.rol == Deelname.Rol.DEELNEMER and netwerk.is_vol
    return Pagina(
        titel=netwerk.naam,
        kicker=f"{uitnodiging.uitgenodigd_door or 'De facilitator'} nodigt je uit",
        knop="Ja, ik wil meedoen" if via_groep else "Zet me op de wachtlijst" if vol else "Ja, ik doe mee",
        wie_ziet="Alleen jij, want je hebt de link uit je mail. Zeg je ja, dan zien de deelnemers je naam, functie en "
        "organisatie. Je mailadres zien alleen de facilitator en de penvoerder."
        if via_groep
        else "Alleen jij, want je hebt de link uit je mail. Doe je mee, dan zien de andere deelnemers je naam, "
        "functie en organisatie. Je mailadres zien alleen de facilitator en de penvoerder.",
        template=TEMPLATE,
        context={
            "netwerk": netwerk,
            "uitnodiging": uitnodiging,
            "is_vol": vol,
            "via_groep": via_groep,
            "facilitators": list(netwerk.facilitators().select_related("organisatie")),
            "is_nieuw": not Persoon.objects.filter(email=uitnodiging.email).exists(),
            "naam": naam or uitnodiging.naam,
            "accept_url": reverse("netwerken:accept", args=[token]),
            "geopend_url": reverse("netwerken:opened", args=[token]),
            "weiger_url": reverse("berichten:handeling", args=[token]),
            "token": token,
        },
    )


def read_naam(post) -> str:
    naam = " ".join(clean_text(post.get("naam", "")).split())
    if len(naam) > MAX_NAAM:
        raise DomainError(f"Deze naam is te lang. Gebruik hooguit {MAX_NAAM} tekens.")
    return naam


def describe_result(deelname) -> Resultaat:
    """What somebody reads who accepted without being signed in."""
    netwerk = deelname.netwerk
    links = (("Log in", f"{reverse('account_login')}?next={netwerk.get_absolute_url()}"),)
    if deelname.status == Deelname.Status.WACHTLIJST:
        waarom = "Van jouw school doen al genoeg mensen mee" if is_school_vol(deelname) else "Alle plaatsen zijn bezet"
        tekst = f"{waarom}. Komt er een vrij, dan ben jij op volgorde aan de beurt. Je krijgt dan een mail."
        return Resultaat(titel=f"Je staat op de wachtlijst van {netwerk.naam}", tekst=tekst, links=links)
    if not deelname.is_lid:
        return Resultaat(
            titel=f"Dank je, je aanmelding bij {netwerk.naam} is binnen",
            tekst="De groep besluit nu of je erbij komt. Je krijgt een mail met de uitkomst.", links=links,
        )  # fmt: skip
    return Resultaat(
        titel=f"Je doet mee aan {netwerk.naam}", tekst="Je krijgt een mail met wat er nu gebeurt.", links=links
    )


def accept_signed_in(request, token) -> str | None:
    """Somebody opened the invitation and signed in with a schoolaccount from there: that person takes it.

    The token is the authority, as it is for the button on the page; to whom it was mailed does not matter.
    """
    uitnodiging = read_uitnodiging(token)
    if uitnodiging is None:
        return None
    try:
        deelname, _ = services.accept(uitnodiging, persoon=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return None
    messages.success(request, f"{describe_result(deelname).titel}.")
    return deelname.netwerk.get_absolute_url()


def _toon(ref):
    uitnodiging = get_uitnodiging(ref)
    return uitnodiging and build_pagina(uitnodiging)


def _doe(ref, post):
    uitnodiging = get_uitnodiging(ref)
    if uitnodiging is None:
        raise DomainError("Deze uitnodiging geldt niet meer.")
    if post.get("antwoord") == "nee":
        services.refuse(uitnodiging)
        return Resultaat(titel="Dank je voor je antwoord", tekst="De facilitator weet nu dat je niet meedoet.")
    deelname, _ = services.accept(uitnodiging, naam=read_naam(post))
    return describe_result(deelname)


def register():
    # The row knows how long it is valid; the signature only has to live longer than any row.
    hooks.ON_SIGNED_IN.append(accept_signed_in)
    register_handeling(Handeling(code=CODE, max_age=timedelta(days=400), toon=_toon, doe=_doe))
