"""The mails around a guest. The guest has no account: each goes to the address, with the one link that is theirs.

What is planned with the meeting (the briefing, the question to the members, «moved», «off») moves along by
``bijeenkomsten.planning``; what somebody did goes at once, under the name of the request.
"""

from datetime import timedelta

from django.conf import settings

from berichten.handelingen import link
from berichten.models import Bericht
from berichten.services import cancel_verzendingen, queue_bericht
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from bijeenkomsten import planning
from bijeenkomsten.aandacht import SPOED
from bijeenkomsten.models import Bijeenkomst, Spreekverzoek
from bijeenkomsten.momenten import RUST, make_momenten
from bijeenkomsten.sprekers.agenda import make_ics
from kern.tijd import dag, klok, tijdvak, werkochtend_na, werkochtend_voor
from netwerken.models import Deelname

_GAST = "bijeenkomsten.gast_"
VERZOEK, BEVESTIGD, INGETROKKEN, DANK, BRIEFING, VERPLAATST, AFGELAST, ANTWOORD, VRAGEN = (
    f"{_GAST}{naam}"
    for naam in (
        "verzoek", "bevestigd", "ingetrokken", "dank", "briefing", "verplaatst", "afgelast", "antwoord", "vragen",
    )
)  # fmt: skip
CODE, CODE_VRAAG = "gast", "gastvraag"  # of the one-touch links
DAGEN_VRAGEN, DAGEN_BRIEFING = 14, 5
Status = Spreekverzoek.Status


def gast_link(verzoek) -> str:
    """The page of the guest: the question, the briefing, the thanks. Stops acting when the question is asked anew."""
    return link(CODE, verzoek.pk, verzoek.link_nr)


def vraag_link(verzoek, persoon) -> str:
    """Where a member puts in a question, without logging in."""
    return link(CODE_VRAAG, verzoek.pk, persoon.pk)


# --- What is planned ----------------------------------------------------------------------------


def plan_mails(b) -> list[planning.Gepland]:
    """The mails about guests around one meeting; without guests, or put in after the fact: none."""
    if b.pk is None or b.begint_op <= b.vast_sinds:
        return []
    open_ = list(Spreekverzoek.objects.open().filter(bijeenkomst=b.pk).select_related("spreker").order_by("pk"))
    for verzoek in open_:
        verzoek.bijeenkomst = b
    wist = [v for v in open_ if v.gevraagd_op < b.vast_sinds]
    if b.is_afgelast:
        return [_gepland(b, AFGELAST, "", b.vast_sinds, "Gast, gaat niet door")] if wist else []
    gepland = []
    if b.sequence and wist:
        gepland = [_gepland(b, VERPLAATST, f":{b.sequence}", b.vast_sinds, "Gast, gewijzigd")]
    return gepland + [g for v in open_ if v.komt for g in _plan_komt(b, v)]


def _plan_komt(b, verzoek):
    """Members are asked two weeks ahead, the guest gets everything five days ahead; later than that is of no use."""
    op = max(werkochtend_na(verzoek.beantwoord_op), werkochtend_voor(b.begint_op, dagen=DAGEN_VRAGEN))
    while op in make_momenten(b).values():  # not beside another mail about the meeting
        op = werkochtend_na(op)
    briefing = werkochtend_voor(b.begint_op, dagen=DAGEN_BRIEFING)
    if op < b.begint_op - timedelta(days=2):
        wat = "Vragen voor de gast"
        yield _gepland(b, VRAGEN, f":{verzoek.pk}", op, wat)
    if briefing > verzoek.beantwoord_op + RUST:
        keer = f":{verzoek.pk}:{b.dag_sinds:%Y%m%d%H%M}"  # another day is another briefing
        yield _gepland(b, BRIEFING, keer, briefing, "Briefing voor de gast")


def _gepland(b, soort, keer, op, titel):
    sleutel = f"{b.aanleiding}:{soort.removeprefix('bijeenkomsten.')}{keer}"
    naar = "Naar iedereen in het netwerk." if soort == VRAGEN else "Naar de gastspreker."
    return planning.Gepland(soort, sleutel, op, f"{titel}: {dag(b.begint_op)}", naar)


def queue_to_gast(soort, verzoek) -> None:
    """A mail because somebody did something; each time it is done again is a mail of its own."""
    keer = f"{verzoek.aanleiding}:{soort}:{verzoek.link_nr}"
    eerder = Bericht.objects.filter(aanleiding=verzoek.aanleiding, sleutel__startswith=f"{keer}:").count()
    queue_bericht(
        soort=soort, sleutel=f"{keer}:{eerder + 1}", adres=verzoek.spreker.email,
        context=verzoek.bijeenkomst.netwerk.context, aanleiding=verzoek.aanleiding, gegevens={"verzoek": verzoek.pk},
    )  # fmt: skip


def tell_makers(verzoek) -> None:
    """Who asked hears the answer; when that person left, the facilitators."""
    netwerk = verzoek.bijeenkomst.netwerk
    wie = netwerk.leden().filter(pk=verzoek.gevraagd_door_id) or netwerk.facilitators()
    for persoon in wie:
        keer = f"{verzoek.beantwoord_op:%Y%m%d%H%M%S%f}"
        queue_bericht(
            soort=ANTWOORD, sleutel=f"{verzoek.aanleiding}:antwoord:{keer}:{persoon.pk}",
            aan=persoon, context=netwerk.context, aanleiding=verzoek.aanleiding, gegevens={"verzoek": verzoek.pk},
        )  # fmt: skip


def stop_mails(verzoek) -> None:
    """What has not left about this request will not leave."""
    cancel_verzendingen(verzoek.aanleiding, "Het verzoek is ingetrokken of opnieuw gedaan.")


def has_heard(verzoek) -> bool:
    """Did any mail about this request reach the guest?"""
    return find_of(verzoek.spreker).filter(gegevens__verzoek=verzoek.pk, status=Bericht.Status.VERSTUURD).exists()


def find_of(spreker):
    """Every mail to this guest, also to an address from before."""
    pks = list(spreker.verzoeken.values_list("pk", flat=True))
    return _find_mails(spreker.netwerk).filter(gegevens__verzoek__in=pks)


def find_last_mail(verzoek) -> Bericht | None:
    """The mail about this request that went, or tried to, last."""
    rows = _find_mails(verzoek.bijeenkomst.netwerk).filter(gegevens__verzoek=verzoek.pk)
    return rows.order_by("-op", "-pk").first()


def _find_mails(netwerk):
    return Bericht.objects.filter(context=netwerk.context, soort__startswith=_GAST, aan=None)


# --- Who gets it --------------------------------------------------------------------------------


def _read(pk):
    return Spreekverzoek.objects.with_all().filter(pk=pk).first()


def _gasten_of(kies):
    def ontvangers(verzending):
        b = Bijeenkomst.objects.filter(pk=int(verzending.aanleiding.rsplit(":", 1)[1])).first()
        rows = Spreekverzoek.objects.open().filter(bijeenkomst=b).with_all().order_by("pk") if b else ()
        return [Ontvanger(adres=v.spreker.email, gegevens={"verzoek": v.pk}) for v in rows if kies(v, verzending)]

    return ontvangers


def _wist(verzoek, verzending):
    return verzoek.gevraagd_op < verzoek.bijeenkomst.vast_sinds


def _is_briefing_of(verzoek, verzending):
    return verzoek.komt and f":{verzoek.pk}:" in verzending.sleutel.partition("gast_briefing")[2]


def _leden_of(verzending):
    verzoek = _read(int(verzending.sleutel.rsplit(":", 1)[1]))
    if verzoek is None or not verzoek.komt:
        return []
    leden = verzoek.bijeenkomst.netwerk.leden().order_by("pk")
    return [Ontvanger(persoon=lid, gegevens={"verzoek": verzoek.pk}) for lid in leden]


# --- What it says -------------------------------------------------------------------------------


def _gone(verzoek, statussen, *, ook_na_begin=False):
    """Why this mail need not go any more, or nothing."""
    if verzoek is None:
        return "Dit verzoek of deze gast bestaat niet meer."
    if verzoek.status not in statussen:
        return "Er is intussen iets anders afgesproken met de gast."
    if verzoek.bijeenkomst.is_afgelast:
        return "De bijeenkomst is afgelast."
    if verzoek.bijeenkomst.is_begonnen and not ook_na_begin:
        return "De bijeenkomst is al begonnen."
    return ""


def _left(b, bericht):
    """The same for who no longer takes part; nobody in particular (an example) always does."""
    doet_mee = Deelname.objects.actief().filter(netwerk=b.netwerk_id, persoon=bericht.aan_id)
    return "" if bericht.aan_id is None or doet_mee.exists() else "Doet niet meer mee aan het netwerk."


def wie_vraagt(verzoek) -> str:
    return verzoek.gevraagd_door.naam if verzoek.gevraagd_door else "De facilitator"


def make_feiten(b) -> list[str]:
    """Day, time and place, as the guest must know them."""
    inloop = f", inloop vanaf {klok(b.inloop_op)} uur" if b.inloop_minuten and b.heeft_plek else ""
    waar = b.waar or ("De plek volgt nog." if b.heeft_plek else "")
    regels = [dag(b.begint_op).capitalize(), tijdvak(b.begint_op, b.eindigt_op) + inloop, waar]
    return [regel for regel in regels if regel] + (["Online"] if b.heeft_link else [])


def _mail(verzoek, onderwerp, kop, tekst, *, knop="", feiten=True, titel="", uitleg="", ics=False):
    b = verzoek.bijeenkomst
    netwerk = b.netwerk
    return Inhoud(
        onderwerp=onderwerp,
        template="email/bijeenkomsten/sprekers/gast",
        afzender=netwerk.naam,
        preheader=f"{dag(b.begint_op).capitalize()}, {b.waar_kort}.",
        ics=make_ics(verzoek) if ics else None,
        reden=f"Je krijgt deze mail omdat {wie_vraagt(verzoek)} je vroeg als gastspreker bij het leernetwerk "
        f"{netwerk.naam}. Een maand na de bijeenkomst wissen we je gegevens, behalve als je zei dat ze mogen blijven.",
        context={
            "kop": kop, "feiten": make_feiten(b) if feiten else [], "alineas": [alinea for alinea in tekst if alinea],
            "vraag_titel": titel, "vraag_uitleg": uitleg, "knoppen": [(knop, gast_link(verzoek))] if knop else [],
        },
    )  # fmt: skip


def _to_gast(maak, statussen, **kwargs):
    def inhoud(bericht):
        verzoek = _read(bericht.gegevens["verzoek"])
        return SlaOver(reden) if (reden := _gone(verzoek, statussen, **kwargs)) else maak(verzoek)

    return inhoud


def _verzoek(v):
    b = v.bijeenkomst
    return _mail(
        v, f"Wil je gastspreker zijn op {dag(b.begint_op)}? {b.netwerk.naam}", "Wil je onze\ngastspreker zijn?",
        [f"Waarover: {v.onderwerp}", v.bericht], knop="Bekijk het verzoek", titel="Zeg of je kunt",
        uitleg="Je hebt geen account nodig. Op de bladzijde zeg je ja of nee.",
    )  # fmt: skip


def _bevestigd(v):
    return _mail(
        v, f"Fijn dat je komt op {dag(v.bijeenkomst.begint_op)}", "Fijn dat je komt",
        [f"Waarover: {v.onderwerp}", "De dag zit als agendabestand bij deze mail."],
        knop="Open je briefing", titel="Je briefing staat klaar",
        uitleg="Wie er zijn, waar zij aan werken en wat zij je willen vragen. De bladzijde groeit mee tot de dag zelf."
        " Kun je toch niet? Zeg het daar.",
        ics=True,
    )  # fmt: skip


def _briefing(v):
    if v.moet_opnieuw:
        return SlaOver("De gast zei ja voor een andere dag.")
    aantal = v.vragen.filter(soort="vraag").count()
    vragen = {0: "Er zijn nog geen vragen ingebracht.", 1: "Er is één vraag voor je."}
    return _mail(
        v, f"Je briefing voor {dag(v.bijeenkomst.begint_op)}: {v.bijeenkomst.netwerk.naam}", "Tot over een paar dagen",
        [f"Waarover: {v.onderwerp}", v.praktisch], knop="Open je briefing",
        titel=vragen.get(aantal, f"Er zijn {aantal} vragen voor je."),
        uitleg="Op je briefing lees je wat de deelnemers willen weten, en waar de groep mee bezig is.",
    )  # fmt: skip


def _verplaatst(v):
    b = v.bijeenkomst
    if v.moet_opnieuw or v.status == Status.GEVRAAGD:
        return _mail(
            v, f"Andere dag of tijd: kun je dan? {b.netwerk.naam}", "De bijeenkomst\nis gewijzigd",
            ["Dit is nu de dag, de tijd en de plek."], knop="Zeg of je dan kunt", titel="Kun je dan ook?",
            uitleg="Wat je eerder antwoordde, ging over de vorige dag. Zeg het daarom opnieuw.",
            ics=True,
        )  # fmt: skip
    return _mail(
        v, f"Andere tijd of plek op {dag(b.begint_op)}: {b.netwerk.naam}", "Andere tijd of plek",
        ["De dag blijft gelijk. Dit is nu de tijd en de plek."], knop="Open je briefing",
        titel="We rekenen op je", uitleg="Kun je zo niet? Zeg het op dezelfde bladzijde.", ics=True,
    )  # fmt: skip


def _ingetrokken(v):
    return _mail(
        v, f"Je hoeft niet te komen op {dag(v.bijeenkomst.begint_op)}", "Het verzoek\nis ingetrokken",
        [f"{wie_vraagt(v)} heeft het verzoek om gastspreker te zijn ingetrokken. Je hoeft niets meer te doen."],
        ics=True,
    )  # fmt: skip


def _dank(v):
    onderwerp = f"Dank je voor {dag(v.bijeenkomst.begint_op)}"
    return _mail(v, onderwerp, "Dank je wel", [*v.dank.split("\n\n"), f"{wie_vraagt(v)}"], feiten=False)


def _afgelast(bericht):
    v = _read(bericht.gegevens["verzoek"])
    if v is None or not v.bijeenkomst.is_afgelast or v.bijeenkomst.is_begonnen:
        return SlaOver("De gast hoeft dit niet meer te weten.")
    wanneer = dag(v.bijeenkomst.begint_op)
    tekst = ["De bijeenkomst waarvoor we je vroegen, is afgelast. Je hoeft niets meer te doen."]
    return _mail(v, f"Gaat niet door: {wanneer}", f"{wanneer.capitalize()}\ngaat niet door", tekst, ics=True)


def _antwoord(bericht):
    v = _read(bericht.gegevens["verzoek"])
    if reden := _gone(v, (Status.BEVESTIGD, Status.KAN_NIET)) or _left(v.bijeenkomst, bericht):
        return SlaOver(reden)
    naam, b = v.spreker.naam, v.bijeenkomst
    wat = "komt" if v.status == Status.BEVESTIGD else "kan niet komen"
    verder = (
        "Je collega’s kunnen nu vragen meegeven. Daar gaat vanzelf een mail over."
        if v.status == Status.BEVESTIGD
        else "Wil je iemand anders vragen? Dat kan op dezelfde bladzijde."
    )
    return Inhoud(
        onderwerp=f"{naam} {wat} op {dag(b.begint_op)}",
        template="email/bijeenkomsten/sprekers/gast",
        afzender=b.netwerk.naam,
        reden=f"Je krijgt deze mail omdat je de gastspreker vroeg of {b.netwerk.naam} begeleidt.",
        context={
            "kop": f"{naam} {wat}", "feiten": make_feiten(b),
            "alineas": [f"{naam} schrijft: “{v.antwoord}”"] if v.antwoord else [],
            "vraag_titel": "En nu?", "vraag_uitleg": verder, "knoppen": [("Open de gast", _page(v))],
        },
    )  # fmt: skip


def _page(verzoek):
    return settings.BASE_URL + verzoek.get_absolute_url()


def _vragen(bericht):
    v = _read(bericht.gegevens["verzoek"] if bericht.gegevens else int(bericht.verzending.sleutel.rsplit(":", 1)[1]))
    if reden := _gone(v, (Status.BEVESTIGD,)):
        return SlaOver(reden)
    b = v.bijeenkomst
    if reden := _left(b, bericht):
        return SlaOver(reden)
    naam, url = v.spreker.naam, vraag_link(v, bericht.aan)
    expertise = f" {naam} weet veel van: {v.spreker.expertise}." if v.spreker.expertise else ""
    return Inhoud(
        onderwerp=f"Wat wil je {naam} vragen? {dag(b.begint_op).capitalize()}",
        template="email/bijeenkomsten/sprekers/gast",
        afzender=b.netwerk.naam,
        preheader=f"Onze gast vertelt over: {v.onderwerp}",
        reden=f"Je krijgt deze mail omdat je meedoet aan {b.netwerk.naam}.",
        lees=("Geef een vraag mee", url),
        context={
            "kop": f"Wat wil je\n{naam} vragen?", "feiten": make_feiten(b),
            "alineas": [f"Onze gast vertelt over: {v.onderwerp}.{expertise}"], "vraag_titel": "Geef een vraag mee",
            "vraag_uitleg": "Je hoeft niet in te loggen. De gast en de facilitator zien je naam er niet bij.",
            "knoppen": [("Geef een vraag mee", url)],
        },
    )  # fmt: skip


# --- Attention ----------------------------------------------------------------------------------


def _begin(bericht):
    pk = bericht.gegevens.get("verzoek") if bericht.gegevens else None
    rows = Bijeenkomst.objects.filter(gasten=pk) if pk else Bijeenkomst.objects.none()
    if not pk and bericht.aanleiding.startswith("bijeenkomst:"):
        rows = Bijeenkomst.objects.filter(pk=int(bericht.aanleiding.rsplit(":", 1)[1]))
    return rows.values_list("begint_op", flat=True).first()


def _is_spoed(bericht, now):
    begin = _begin(bericht)
    return bool(begin) and now <= begin <= now + SPOED


def _day_before(bericht):
    begin = _begin(bericht)
    return begin and begin - timedelta(days=1)


def register() -> None:
    week = timedelta(days=7)
    nieuws = {"houdbaar": week, "dringend": _is_spoed, "uiterlijk": _begin, "aanloop": timedelta(days=14)}
    vast = {"bewerkbaar": False}
    open_, ja = Spreekverzoek.OPEN, (Status.BEVESTIGD,)
    for soort in (
        Soort(VERZOEK, "Verzoek aan een gastspreker", _to_gast(_verzoek, (Status.GEVRAAGD,)), **nieuws, **vast),
        Soort(
            BEVESTIGD, "Bevestiging aan de gastspreker", _to_gast(_bevestigd, ja), uiterlijk=_begin, dringend=True,
            houdbaar=week, **vast,
        ),
        Soort(INGETROKKEN, "Verzoek ingetrokken", _to_gast(_ingetrokken, (Status.INGETROKKEN,)), **nieuws, **vast),
        Soort(DANK, "Bedankje", _to_gast(_dank, ja, ook_na_begin=True), houdbaar=timedelta(days=30), **vast),
        Soort(BRIEFING, "Briefing", _to_gast(_briefing, ja), _gasten_of(_is_briefing_of), **nieuws),
        Soort(VERPLAATST, "Gast: andere tijd of plek", _to_gast(_verplaatst, open_), _gasten_of(_wist), **nieuws),
        Soort(AFGELAST, "Gast, gaat niet door", _afgelast, _gasten_of(_wist), **nieuws),
        Soort(ANTWOORD, "Antwoord van de gastspreker", _antwoord, **nieuws, **vast),
        Soort(
            VRAGEN, "Vragen voor de gast", _vragen, _leden_of, onderwerp="bijeenkomsten", houdbaar=week,
            uiterlijk=_day_before, aanloop=timedelta(days=2),
        ),
    ):  # fmt: skip
        register_soort(soort)
    planning.register(plan_mails)
