"""«Ik doe het» and «Liever niet»: one touch from a mail, without logging in."""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, register_handeling
from kern.adres import reverse
from netwerken.taken import services
from netwerken.taken.mails import JA, PAS, taak_links
from netwerken.taken.models import Taak

WIE_ZIET = "De groep ziet wie welke taak doet. Dat je liever niet wilt, zien alleen de facilitators."


def _read(ref):
    """Task and person of the link, or None when this person no longer takes part."""
    persoon = find_person(ref)
    if persoon is None:
        return None, None
    taak = Taak.objects.select_related("netwerk", "persoon", "gevraagd").filter(pk=ref[0]).first()
    return (taak, persoon) if taak and taak.netwerk.leden().filter(pk=persoon.pk).exists() else (None, persoon)


def _why_over(taak, persoon, *, ja):
    """What to say when there is nothing to answer any more; nothing while there is."""
    is_aan_zet = persoon.pk in {taak.gevraagd_id, taak.persoon_id} or not ja and taak.vorige_id == persoon.pk
    if taak.netwerk.is_beeindigd:
        return "Dit netwerk is voorbij. Je hoeft niets te doen."
    if is_aan_zet or ja and taak.is_vrij and not taak.gevraagd:
        return ""
    if not taak.doet_mee:
        return "De groep heeft deze taak niet meer nodig. Je hoeft niets te doen."
    if taak.persoon:
        return f"{taak.persoon.naam} doet deze taak intussen. Fijn dat je wilde."
    return "Deze vraag is intussen ingetrokken. Je hoeft niets meer te doen."


def _toon(*, ja):
    def toon(ref):
        taak, persoon = _read(ref)
        if taak is None:
            return None
        pagina = {"kicker": taak.netwerk.naam, "wie_ziet": WIE_ZIET}
        if over := _why_over(taak, persoon, ja=ja):
            return Pagina(
                titel="Hier hoef je niets meer te doen", tekst=over, template="netwerken/taken/handeling_over.html",
                context={"netwerk": taak.netwerk}, **pagina,
            )  # fmt: skip
        aan, pas = taak_links(taak, persoon)
        return Pagina(
            titel=f"{taak.titel}: doe jij dat?" if ja else f"{taak.titel}: liever niet?",
            tekst=taak.toelichting,
            knop="Ik doe het" if ja else "Liever niet",
            template="netwerken/taken/handeling.html",
            context={
                "ja": ja, "van_mij": taak.persoon_id == persoon.pk, "anders_url": pas if ja else aan,
                "nu_van": taak.persoon if taak.persoon_id != persoon.pk else None,
            },
            **pagina,
        )  # fmt: skip

    return toon


def _links(taak, anders):
    return (("Bekijk wie wat doet", reverse("netwerken:taken", args=[taak.netwerk.slug])), anders)


def _doe_ja(ref, post):
    taak, persoon = _read(ref)
    taak = services.take(taak, persoon)
    return Resultaat(
        titel="Fijn, de taak is van jou", tekst=f"{taak.titel}. De groep ziet dat jij dit doet.",
        links=_links(taak, ("Toch niet", taak_links(taak, persoon)[1])),
    )  # fmt: skip


def _doe_pas(ref, post):
    taak, persoon = _read(ref)
    taak = services.pass_taak(taak, persoon)
    return Resultaat(
        titel="Goed dat je het zegt", tekst="De facilitator vraagt iemand anders. Je hoeft niets meer te doen.",
        links=_links(taak, ("Toch wel", taak_links(taak, persoon)[0])),
    )  # fmt: skip


def register() -> None:
    geldig = timedelta(days=200)  # what happened to the task meanwhile is told on the page
    register_handeling(Handeling(code=JA, max_age=geldig, toon=_toon(ja=True), doe=_doe_ja))
    register_handeling(Handeling(code=PAS, max_age=geldig, toon=_toon(ja=False), doe=_doe_pas))
