"""«Ik doe mee» and «Deze keer niet»: one touch from a mail, without logging in."""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, register_handeling
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.voorbereiders import services
from bijeenkomsten.voorbereiders.mails import JA, PAS, beurt_links
from bijeenkomsten.voorbereiders.models import Beurt
from kern.tijd import dag, tijdvak

WIE_ZIET = "De groep ziet wie er voorbereiden. Dat je een keer past, ziet alleen wie de bijeenkomst plant."


def _read(ref):
    """Meeting and person of the link, or None when this person no longer takes part."""
    persoon = find_person(ref)
    if persoon is None:
        return None, None
    return Bijeenkomst.objects.for_persoon(persoon).select_related("netwerk").filter(pk=ref[0]).first(), persoon


def _why_over(b, persoon, *, ja):
    """Title and sentence when there is nothing to say any more; nothing while there is."""
    wanneer = dag(b.begint_op)
    if b.is_afgelast:
        return "Deze bijeenkomst gaat niet door", f"Het ging om {wanneer}. Je hoeft niets te doen."
    if b.is_begonnen:
        return "Deze bijeenkomst is al begonnen", f"Het ging om {wanneer}. Je hoeft niets te doen."
    if b.is_voorbereider(persoon):
        return None
    if not Beurt.objects.filter(bijeenkomst=b, persoon=persoon).exists():
        return "Deze vraag is ingetrokken", f"Het ging om {wanneer}. Je hoeft niets meer te doen."
    if ja and b.voorbereiders_nu().count() >= services.MEEST:
        return "Er zijn al drie voorbereiders", "Fijn dat je wilde. Een volgende keer ben je weer aan de beurt."
    return None


def _toon(*, ja):
    def toon(ref):
        b, persoon = _read(ref)
        if b is None:
            return None
        if over := _why_over(b, persoon, ja=ja):
            titel, tekst = over
            return Pagina(
                titel=titel, tekst=tekst, kicker=b.netwerk.naam, template="bijeenkomsten/handeling_over.html",
                wie_ziet=WIE_ZIET,
            )  # fmt: skip
        doet_mee, (aan, pas) = b.is_voorbereider(persoon), beurt_links(b, persoon)
        gepast = Beurt.objects.filter(bijeenkomst=b, persoon=persoon, gepast=True).exists()
        return Pagina(
            titel=f"Bereid jij {dag(b.begint_op)} mee voor?" if ja else f"Pas je voor {dag(b.begint_op)}?",
            tekst=f"{b.titel}, {tijdvak(b.begint_op, b.eindigt_op)}, {b.waar_kort}.",
            knop="Ik doe mee" if ja else "Deze keer niet",
            kicker=b.netwerk.naam,
            wie_ziet=WIE_ZIET,
            template="bijeenkomsten/voorbereiders/handeling.html",
            context={
                "ja": ja, "doet_mee": doet_mee, "gepast": gepast and not doet_mee, "anders_url": pas if ja else aan,
            },
        )  # fmt: skip

    return toon


def _doe_ja(ref, post):
    b, persoon = _read(ref)
    b = services.accept_beurt(b, persoon)
    return Resultaat(
        titel="Fijn, je doet mee",
        tekst=f"Je bereidt {dag(b.begint_op)} mee voor. Je mag nu het programma bewerken.",
        links=(("Bekijk de bijeenkomst", b.get_absolute_url()), ("Toch niet", beurt_links(b, persoon)[1])),
    )


def _doe_pas(ref, post):
    b, persoon = _read(ref)
    b = services.pass_beurt(b, persoon)
    return Resultaat(
        titel="Goed, deze keer niet",
        tekst="We vragen de volgende. Je hoeft niets meer te doen.",
        links=(("Toch wel", beurt_links(b, persoon)[0]), ("Bekijk de bijeenkomst", b.get_absolute_url())),
    )


def register() -> None:
    geldig = timedelta(days=400)  # as long as the answers to an invitation
    register_handeling(Handeling(code=JA, max_age=geldig, toon=_toon(ja=True), doe=_doe_ja))
    register_handeling(Handeling(code=PAS, max_age=geldig, toon=_toon(ja=False), doe=_doe_pas))
