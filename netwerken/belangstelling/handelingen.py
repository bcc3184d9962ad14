"""One touch from a mail of the list: keep it, take me off, I want to take part, I keep waiting."""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, register_handeling
from kern.adres import reverse
from kern.errors import DomainError
from kern.tijd import dag
from netwerken.belangstelling import services
from netwerken.belangstelling.mails import BEWAAR, MEEDOEN, WACHTEN, WEG
from netwerken.belangstelling.models import Belangstelling

WIE_ZIET = "Alleen jij en de academie."
VAN_DE_LIJST = "Je staat niet meer op de lijst van dit thema."


def _read(ref):
    persoon = find_person(ref)
    rows = Belangstelling.objects.select_related("thema", "netwerk", "persoon")
    return rows.filter(pk=ref[0], persoon=persoon).first() if persoon else None


def _require(ref):
    rij = _read(ref)
    if rij is None:
        raise DomainError(VAN_DE_LIJST)
    return rij


def _toon_bewaar(ref):
    rij = _read(ref)
    return rij and Pagina(
        titel="Nog een jaar bewaren?", kicker=rij.thema.naam, knop="Ja, bewaar het nog een jaar",
        tekst=f"Doe je niets, dan wissen we het na {dag(rij.geldig_tot)}.", wie_ziet=WIE_ZIET,
    )  # fmt: skip


def _doe_bewaar(ref, post):
    rij = services.renew(_require(ref))
    return Resultaat(
        titel=f"Je staat op de lijst tot en met {dag(rij.geldig_tot)}",
        tekst="Zodra er genoeg mensen zijn, hoor je het.",
    )


def _toon_weg(ref):
    rij = _read(ref)
    return rij and Pagina(
        titel="Van de lijst af?", kicker=rij.thema.naam, knop="Haal me van de lijst",
        tekst="We wissen meteen wat je invulde.", wie_ziet=WIE_ZIET,
    )  # fmt: skip


def _doe_weg(ref, post):
    rij = _require(ref)
    services.leave_thema(rij.thema, rij.persoon)
    return Resultaat(titel="Je staat niet meer op de lijst", tekst="Wat je invulde, is gewist.")


def _toon_meedoen(ref):
    rij = _read(ref)
    if rij is None or rij.netwerk is None or rij.netwerk.is_beeindigd:
        return None
    netwerk = rij.netwerk
    tekst = "Het is een open groep. Is er plek, dan doe je meteen mee."
    if not netwerk.is_open:
        tekst = "Je zegt ja tegen een gesprek. De facilitator kijkt of jouw vraag bij de groep past en mailt je daarna."
    return Pagina(
        titel=f"Meedoen aan {netwerk.naam}?", kicker=netwerk.centrale_vraag, knop="Ik wil meedoen", tekst=tekst,
        wie_ziet="De facilitator en de penvoerder zien je aanmelding. Wat je bij het thema schreef, zien zij niet.",
    )  # fmt: skip


def _doe_meedoen(ref, post):
    deelname = services.apply(_require(ref))
    netwerk = deelname.netwerk
    tekst = "Je krijgt een mail met wat er nu gebeurt."
    if not deelname.is_lid:
        tekst = "De facilitator laat je per mail weten hoe het verdergaat. Tot dan blijf je op de lijst staan."
    return Resultaat(
        titel=f"Je doet mee aan {netwerk.naam}" if deelname.is_lid else "Fijn, je aanmelding is binnen",
        tekst=tekst,
        links=(("Log in", f"{reverse('account_login')}?next={netwerk.get_absolute_url()}"),),
    )


def _toon_wachten(ref):
    rij = _read(ref)
    return rij and Pagina(
        titel="Nu niet?", kicker=rij.thema.naam, knop="Nu niet, ik wacht nog",
        tekst=f"Je blijft op de lijst tot en met {dag(rij.geldig_tot)}. Komt er nog een netwerk, dan hoor je het.",
        wie_ziet=WIE_ZIET,
    )  # fmt: skip


def _doe_wachten(ref, post):
    services.wait_on(_require(ref))
    return Resultaat(titel="Je blijft op de lijst", tekst="Komt er nog een netwerk over dit thema, dan hoor je het.")


def register() -> None:
    for code, toon, doe in (
        (BEWAAR, _toon_bewaar, _doe_bewaar),
        (WEG, _toon_weg, _doe_weg),
        (MEEDOEN, _toon_meedoen, _doe_meedoen),
        (WACHTEN, _toon_wachten, _doe_wachten),
    ):
        register_handeling(Handeling(code=code, max_age=timedelta(days=400), toon=toon, doe=doe))
