"""The automatic mails about a meeting: who gets them and what they say, made at the moment of sending.

Each is skipped, with the reason in the log, when it is no longer of use: the meeting was cancelled or has begun,
the person left, or got another mail about the same meeting a moment ago (a worker that catches up).
"""

from datetime import timedelta

from berichten.acties import register as register_acties
from berichten.models import Bericht, Verzending
from berichten.services import queue_bericht
from berichten.soorten import Ics, Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from bijeenkomsten import aandacht, ical, planning
from bijeenkomsten.jaarplan.models import make_aanleiding
from bijeenkomsten.mailtekst import make_context
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst, Programmaonderdeel
from bijeenkomsten.momenten import MORGEN, PROGRAMMA, RUST, VOORBEREIDERS, make_momenten
from kern.prepared import fill_related, prepared
from kern.tijd import dag, lokale_dag, nu, werkochtend_na
from netwerken.models import Deelname
from personen.models import Persoon

VASTGESTELD, VERPLAATST, AFGELAST = (f"bijeenkomsten.{naam}" for naam in ("vastgesteld", "verplaatst", "afgelast"))
BEGELEIDEND = {naam: f"bijeenkomsten.{naam}" for naam in (VOORBEREIDERS, PROGRAMMA, MORGEN)}
# After one of these nothing else needs to tell of the meeting for a while; a question to bring along tells little.
VERTELLEN = (VASTGESTELD, VERPLAATST, AFGELAST, *BEGELEIDEND.values(), aandacht.JAARPLAN)
_TITELS = {
    VOORBEREIDERS: ("Samen voorbereiden: {dag}", "Naar de voorbereiders."),
    PROGRAMMA: ("Programma en voorbereiding: {dag}", "Naar iedereen in het netwerk."),
    MORGEN: ("Waar en hoe laat: {dag}", "Naar wie komt."),
}


# --- What is planned ----------------------------------------------------------------------------


def plan_mails(bijeenkomst) -> list[planning.Gepland]:
    """The mails of this room around one meeting; for a meeting that was put in after the fact: none."""
    if bijeenkomst.begint_op <= bijeenkomst.vast_sinds:
        return []
    wanneer = dag(bijeenkomst.begint_op)
    if bijeenkomst.is_afgelast:
        return [
            planning.Gepland(
                AFGELAST, f"{bijeenkomst.aanleiding}:afgelast", bijeenkomst.vast_sinds, f"Gaat niet door: {wanneer}",
                "Naar iedereen in het netwerk.",
            )
        ]  # fmt: skip
    if bijeenkomst.is_in_jaarplan:  # told by the mail of the plan
        return list(_plan_begeleidend(bijeenkomst, wanneer))
    soort, titel = (VERPLAATST, "Gewijzigd") if bijeenkomst.sequence else (VASTGESTELD, "Uitnodiging")
    return [
        planning.Gepland(
            soort, uitnodiging_sleutel(bijeenkomst), bijeenkomst.vast_sinds, f"{titel}: {wanneer}",
            "Naar iedereen in het netwerk.",
        ),
        *_plan_begeleidend(bijeenkomst, wanneer),
    ]  # fmt: skip


def uitnodiging_sleutel(bijeenkomst):
    """One invitation for every time and place; who joins later gets a mail under the same key."""
    return f"{bijeenkomst.aanleiding}:uitnodiging:{bijeenkomst.sequence}"


def _plan_begeleidend(bijeenkomst, wanneer):
    eerder = Verzending.objects.filter(aanleiding=bijeenkomst.aanleiding, soort__in=BEGELEIDEND.values())
    laatste = {v.soort: v for v in eerder.order_by("pk")}
    for naam, op in make_momenten(bijeenkomst).items():
        titel, omschrijving = _TITELS[naam]
        soort = BEGELEIDEND[naam]
        sleutel = _sleutel(bijeenkomst, naam, laatste.get(soort))
        yield planning.Gepland(soort, sleutel, op, titel.format(dag=wanneer), omschrijving)


def _sleutel(bijeenkomst, naam, laatste):
    """The same message as before, so that it moves along; a new one when that told about a day that is off."""
    keer = int(laatste.sleutel.rsplit(":", 1)[1]) if laatste else 1
    if laatste and laatste.uitgevoerd_op and laatste.uitgevoerd_op < bijeenkomst.dag_sinds:
        keer += 1
    return f"{bijeenkomst.aanleiding}:{naam}:{keer}"


def tell_new_voorbereiders(bijeenkomst, personen: set[int]) -> None:
    """Who is asked to prepare after the others were told hears it the next working morning, while it is of use."""
    momenten = make_momenten(bijeenkomst)
    verzending = (
        Verzending.objects.filter(aanleiding=bijeenkomst.aanleiding, soort=BEGELEIDEND[VOORBEREIDERS])
        .order_by("-pk")
        .first()
    )
    op = werkochtend_na(nu())
    uiterlijk = momenten.get(MORGEN, bijeenkomst.begint_op)
    still_to_go = verzending and (verzending.is_open or verzending.status == Verzending.Status.OVERGESLAGEN)
    if op >= uiterlijk or still_to_go or not bijeenkomst.is_gepland:
        return
    sleutel = verzending.sleutel if verzending else f"{bijeenkomst.aanleiding}:{VOORBEREIDERS}:1"
    for persoon in Persoon.objects.filter(pk__in=personen):
        tell_person(bijeenkomst, persoon, BEGELEIDEND[VOORBEREIDERS], sleutel, op=op)


def tell_new_lid(deelname) -> None:
    """Who joins or comes back hears of every meeting to come, once, also when joining in two roles.

    And of what went off meanwhile: it still stands in the calendar of who was invited before.
    """
    komend = Bijeenkomst.objects.filter(netwerk=deelname.netwerk, begint_op__gt=nu()).select_related(
        "netwerk", "jaarplan"
    )
    for bijeenkomst in komend.order_by("begint_op", "pk"):
        if bijeenkomst.is_in_jaarplan:
            continue  # told by the mail of the plan, to who joins too
        if not bijeenkomst.is_afgelast:
            tell_person(bijeenkomst, deelname.persoon, VASTGESTELD, uitnodiging_sleutel(bijeenkomst))
        elif _was_told(bijeenkomst, deelname.persoon):
            tell_person(bijeenkomst, deelname.persoon, AFGELAST, f"{bijeenkomst.aanleiding}:afgelast")


def tell_person(about, persoon, soort, sleutel, *, op=None):
    """A mail to one person under the key of the group's, unless it is on its way or arrived.

    ``about`` is a meeting, or what else has a ``netwerk`` and an ``aanleiding``. A row that ended without a mail does
    not count: since then the person came back.
    """
    sleutel = f"{sleutel}:persoon:{persoon.pk}"
    eerder = [b for b in _berichten_of(about, persoon) if b.sleutel == sleutel or b.sleutel.startswith(f"{sleutel}:")]
    s = Bericht.Status
    if any(b.status in {s.GEPLAND, s.GEBUNDELD, s.VERSTUURD} for b in eerder):
        return
    queue_bericht(
        soort=soort, sleutel=f"{sleutel}:{len(eerder) + 1}" if eerder else sleutel, aan=persoon, op=op,
        context=about.netwerk.context, aanleiding=about.aanleiding,
    )  # fmt: skip


def _was_told(bijeenkomst, persoon):
    """Did a mail about it reach this person, on its own or with the year plan, before it went off?"""
    verstuurd = {"status": Bericht.Status.VERSTUURD}
    if _berichten_of(bijeenkomst, persoon).filter(**verstuurd).exists():
        return True
    plan = bijeenkomst.jaarplan
    return (
        bool(plan)
        and _berichten_of(plan, persoon).filter(verstuurd_op__lt=bijeenkomst.vast_sinds, **verstuurd).exists()
    )


def _berichten_of(about, persoon):
    return Bericht.objects.filter(aanleiding=about.aanleiding, aan=persoon, soort__startswith="bijeenkomsten.")


# --- Who gets it --------------------------------------------------------------------------------


def _read(aanleiding):
    """The meeting with its netwerk and its programme; every mail to everyone in the group asks this again."""
    pk = int(aanleiding.rsplit(":", 1)[1])
    bijeenkomst = next(iter(_find_bijeenkomst(pk)), None)
    if bijeenkomst:
        fill_related(bijeenkomst, "onderdelen", _find_onderdelen(pk))
    return bijeenkomst


@prepared
def _find_bijeenkomst(pk):
    return Bijeenkomst.objects.select_related("netwerk").filter(pk=pk)


@prepared
def _find_onderdelen(bijeenkomst):
    return Programmaonderdeel.objects.filter(bijeenkomst=bijeenkomst)


@prepared
def _find_lid(netwerk, persoon):
    actief = Deelname.objects.actief().filter(netwerk=netwerk, persoon=persoon, persoon__is_active=True)
    return actief.order_by().values_list("pk", flat=True)


@prepared
def _find_aanwezigheid(bijeenkomst, persoon):
    return Aanwezigheid.objects.filter(bijeenkomst=bijeenkomst, persoon=persoon)


@prepared(many=["aanleidingen"])
def _find_verstuurd(aanleidingen, aan, behalve):
    """When this person got other mails that tell of it; a few lines in a netwerkbrief do not tell everything."""
    rows = Bericht.objects.filter(
        aanleiding__in=aanleidingen, aan=aan, soort__in=VERTELLEN, verstuurd_op__isnull=False,
        bundel__isnull=True,
    )  # fmt: skip
    return rows.exclude(pk=behalve).order_by("-verstuurd_op").values_list("verstuurd_op", flat=True)[:1]


def _naar(kies):
    def ontvangers(verzending):
        bijeenkomst = _read(verzending.aanleiding)
        personen = kies(bijeenkomst).order_by("pk") if bijeenkomst else ()
        return [Ontvanger(persoon=persoon) for persoon in personen]

    return ontvangers


def _wie_komt(bijeenkomst):
    komt = bijeenkomst.aanwezigheden.filter(antwoord=Aanwezigheid.Antwoord.KOMT)
    return bijeenkomst.netwerk.leden().filter(pk__in=komt.values("persoon"))


# --- What it says -------------------------------------------------------------------------------


def _inhoud(naam, onderwerp, *, method=ical.REQUEST, check=None):
    """The content function of one kind. ``check(bijeenkomst, bericht)``: one more reason not to send."""

    def inhoud(bericht):
        bijeenkomst = _read(bericht.aanleiding or bericht.verzending.aanleiding)
        reden = _overbodig(bijeenkomst, bericht, naam, check)
        if reden:
            return SlaOver(reden)
        rij = next(iter(_find_aanwezigheid(bijeenkomst.pk, bericht.aan_id)), None)
        antwoord = rij.antwoord if rij else Aanwezigheid.Antwoord.ONBEKEND
        context = make_context(bijeenkomst, bericht.aan, antwoord, naam)
        return Inhoud(
            onderwerp=onderwerp(bijeenkomst),
            template=f"email/bijeenkomsten/{naam}",
            context=context,
            preheader=context["preheader"],
            reden=f"Je krijgt deze mail omdat je meedoet aan {bijeenkomst.netwerk.naam}.",
            afzender=bijeenkomst.netwerk.naam,
            lees=("Bekijk de bijeenkomst", context["pagina"]),
            ics=Ics(method, ical.make_itip(bijeenkomst, bericht.aan, antwoord, method=method)),
        )

    return inhoud


def _overbodig(bijeenkomst, bericht, naam, check):
    """Why this mail need not go any more, or nothing."""
    if bijeenkomst is None:
        return "Deze bijeenkomst bestaat niet meer."
    if bijeenkomst.is_afgelast and naam != "afgelast":
        return "De bijeenkomst is afgelast."
    if bijeenkomst.is_begonnen:
        return "De bijeenkomst is al begonnen."
    if bericht.aan and not _find_lid(bijeenkomst.netwerk_id, bericht.aan_id):
        return "Doet niet meer mee aan het netwerk."
    if naam in BEGELEIDEND and _had_just_a_mail(bijeenkomst, bericht):
        return "Kreeg net al een mail over deze bijeenkomst."
    return check(bijeenkomst, bericht) if check else ""


def _had_just_a_mail(bijeenkomst, bericht):
    """A worker that was away may have two at once; the first one told everything."""
    if bericht.pk is None:  # an example
        return False
    aanleidingen = [bijeenkomst.aanleiding]
    if bijeenkomst.jaarplan_id:  # the mail of the plan told of it too
        aanleidingen.append(make_aanleiding(bijeenkomst.jaarplan_id))
    laatste = _find_verstuurd(aanleidingen, bericht.aan_id, bericht.pk)
    return bool(laatste) and nu() - laatste[0] < RUST


def _not_preparing(bijeenkomst, bericht):
    return "" if bijeenkomst.is_voorbereider(bericht.aan) else "Bereidt deze bijeenkomst niet meer voor."


def _not_coming(bijeenkomst, bericht):
    komt = bijeenkomst.aanwezigheden.filter(persoon=bericht.aan, antwoord=Aanwezigheid.Antwoord.KOMT).exists()
    return "" if komt or bericht.pk is None else "Zei intussen niet te komen."


def _onderwerp_verplaatst(bijeenkomst):
    laatste = bijeenkomst.wijzigingen.filter(sequence=bijeenkomst.sequence).order_by("versie").first()
    wat = "Nieuwe tijd" if laatste and {"begint_op", "eindigt_op"} & laatste.oud.keys() else "Andere plek"
    return f"{wat}: {dag(bijeenkomst.begint_op)}, {bijeenkomst.netwerk.naam}"


def _onderwerp_morgen(bijeenkomst):
    dagen = (bijeenkomst.datum - lokale_dag(nu())).days
    wanneer = {0: "Vandaag", 1: "Morgen"}.get(dagen, dag(bijeenkomst.begint_op).capitalize())
    return f"{wanneer}: {bijeenkomst.titel}"


def _dag(begin, einde=""):
    return lambda b: f"{begin}{dag(b.begint_op) if begin else dag(b.begint_op).capitalize()}{einde.format(b=b)}"


def register() -> None:
    iedereen = _naar(lambda b: b.netwerk.leden())
    week = timedelta(days=7)
    moet = {  # whoever agreed to come must hear this
        "onderwerp": "", "houdbaar": week, "ontvangers": iedereen, "dringend": aandacht.is_spoed,
        "uiterlijk": aandacht.before_setting_out, "aanloop": timedelta(days=14),
    }  # fmt: skip
    mag = {"onderwerp": "bijeenkomsten", "houdbaar": week, "uiterlijk": aandacht.before_last_day}
    vooraf = {
        "onderwerp": "bijeenkomsten", "houdbaar": timedelta(days=3), "kan_wachten": False,
        "uiterlijk": aandacht.before_begin, "aanloop": timedelta(days=1),
    }  # fmt: skip
    uitnodiging = _inhoud("vastgesteld", _dag("", ": {b.netwerk.naam}, {b.waar_kort}"))
    verplaatst = _inhoud("verplaatst", _onderwerp_verplaatst)
    afgelast = _inhoud("afgelast", _dag("Gaat niet door: ", ", {b.netwerk.naam}"), method=ical.CANCEL)
    voorbereiders = _inhoud(VOORBEREIDERS, _dag("Bereid je ", " samen voor?"), check=_not_preparing)
    programma = _inhoud(PROGRAMMA, _dag("", ": {b.titel}"))
    morgen = _inhoud(MORGEN, _onderwerp_morgen, check=_not_coming)
    naar_voorbereiders = _naar(lambda b: b.voorbereiders_nu())
    for soort in (
        Soort(VASTGESTELD, "Uitnodiging", uitnodiging, **moet),
        Soort(VERPLAATST, "Andere tijd of plek", verplaatst, **moet),
        Soort(AFGELAST, "Bijeenkomst gaat niet door", afgelast, **moet),
        Soort(
            BEGELEIDEND[VOORBEREIDERS], "Samen voorbereiden", voorbereiders, naar_voorbereiders,
            aanloop=timedelta(days=6), **mag,
        ),
        Soort(
            BEGELEIDEND[PROGRAMMA], "Programma en voorbereiding", programma, iedereen, aanloop=timedelta(days=2), **mag
        ),
        Soort(BEGELEIDEND[MORGEN], "Waar en hoe laat", morgen, _naar(_wie_komt), **vooraf),
    ):  # fmt: skip
        register_soort(soort)
    planning.register(plan_mails)
    register_acties(aandacht.ask_komst)
    register_acties(aandacht.ask_voorbereiden)
