"""The mails of an evaluation, and what they do not give away.

* A reminder to somebody says: this person has not answered. So reminders are loose mails, not rows under their
  Verzending: the log shows no number of them (that would be a live counter below five) and no names, and
  ``services.forget_reminders`` throws the rows away once they left.
* Who still needs a reminder is decided once, when it is carried out. At the moment of sending nobody looks again:
  "skipped, had already answered" would be a person with a time. The mail says what to do if you just did.
* Looking up receivers does things here (open a round, close it), so the example a facilitator reads beforehand is made
  apart, from the meeting alone. An example of the result would be a live peek at it.
* The question goes to everybody who was there, whatever happened since; the result to every member. Neither tells.
"""

from datetime import timedelta

from django.conf import settings

from berichten import services as berichten
from berichten.acties import register as register_acties
from berichten.handelingen import link
from berichten.models import Bericht, Verzending
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from bijeenkomsten.afspraken.lijst import read_of_bijeenkomst
from bijeenkomsten.afspraken.mailtekst import list_link, show_afspraken
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.oordeel.handeling import find_open_link
from evaluatie import aandacht, planning, services
from evaluatie.forms import GEMIST_VRAAG
from evaluatie.models import Genodigde, Meting
from evaluatie.post import GEEN_LINK, GESLOTEN, WEG, find_bijeenkomst, lock_first, remind, site
from evaluatie.schema import make_schema
from evaluatie.uitslag import get_uitslag
from evaluatie.vragenlijst.bron import BIJEENKOMST
from kern.adres import reverse
from kern.tijd import dag, klok, tijdvak

VERPLAATST = SlaOver("De bijeenkomst is verplaatst of afgelast.")


def _went_as_planned(bijeenkomst) -> bool:
    return bijeenkomst is not None and not bijeenkomst.is_afgelast and bijeenkomst.is_over


def _takes_part(bijeenkomst, persoon) -> bool:
    """Now, at the moment of sending; an example without receiver is for the facilitator."""
    return persoon is None or bijeenkomst.netwerk.leden().filter(pk=persoon.pk).exists()


# --- The question --------------------------------------------------------------------------------------------------


def vraag_ontvangers(verzending):
    """Opens the round. Fewer than five: nobody is asked, and the facilitators hear why."""
    bijeenkomst = find_bijeenkomst(verzending)
    if not _went_as_planned(bijeenkomst):
        return []
    meting = services.open_meting(bijeenkomst)
    if meting is None:
        verzending.reden = planning.GEEN_RONDE
        services.cancel_rest(bijeenkomst, planning.GEEN_RONDE)
        _tell_facilitators(bijeenkomst)
        return []
    services.plan_rest(meting)
    # Asked after all, and then the message that was held or skipped goes too: nobody is asked twice.
    al_gevraagd = Bericht.objects.filter(
        soort=planning.VRAAG, aanleiding=bijeenkomst.aanleiding, created_at__gte=meting.opent_op
    )
    genodigden = meting.genodigden.aanwezig().exclude(persoon__in=al_gevraagd.values("aan"))
    genodigden = genodigden.select_related("persoon").order_by("persoon__naam", "persoon_id")
    return [Ontvanger(persoon=genodigde.persoon) for genodigde in genodigden]


def _tell_facilitators(bijeenkomst):
    sleutel = planning.make_sleutel(planning.TE_KLEIN, bijeenkomst, planning.get_ronde(bijeenkomst))
    for persoon in bijeenkomst.netwerk.facilitators():
        berichten.queue_bericht(
            soort=planning.TE_KLEIN, sleutel=f"{sleutel}:persoon:{persoon.pk}", aan=persoon,
            context=bijeenkomst.netwerk.context, aanleiding=bijeenkomst.aanleiding,
        )  # fmt: skip


def _vraag_mail(mail, bijeenkomst, gevraagd, sluit_op, url, **context):
    """The mail to who was there. The same for everybody asked: it does not look whether somebody answered."""
    template, onderwerp = mail
    return Inhoud(
        onderwerp=onderwerp.format(dag(bijeenkomst.begint_op)),
        template=template,
        context={
            "bijeenkomst": bijeenkomst,
            "dag": dag(bijeenkomst.begint_op),
            "waar": bijeenkomst.waar_kort,
            "gevraagd": gevraagd,
            "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
            "sluit": f"{dag(sluit_op)} om {klok(sluit_op)} uur",
            "knoppen": [("Vul de vragen in", url)],
            "niet_erbij": url,
        }
        | context,
        afzender=bijeenkomst.netwerk.naam,
        preheader=f"Ongeveer één minuut, tot {dag(sluit_op)}. Anoniem, zonder in te loggen.",
        reden=f"Je krijgt deze mail omdat je bij de bijeenkomst van {bijeenkomst.netwerk.naam} was.",
    )


def _to_person(mail, bericht, **context):
    """``mail`` for the receiver of ``bericht``, as long as the round is open."""
    bijeenkomst = find_bijeenkomst(bericht)
    meting = Meting.objects.filter(bijeenkomst=bijeenkomst).first()
    if meting is None or meting.is_overtaken or not _went_as_planned(bijeenkomst):
        return VERPLAATST
    if not meting.is_open():
        return GESLOTEN
    url = link("ev", meting.pk, bericht.aan_id)
    return _vraag_mail(mail, bijeenkomst, meting.aantal_gevraagd, meting.sluit_op, url, **context)


def _example(mail, verzending):
    """The same mail with dots for what is not known before the round opens."""
    bijeenkomst = find_bijeenkomst(verzending)
    if bijeenkomst is None:
        return VERPLAATST.reden
    sluit_op = make_schema(bijeenkomst.eindigt_op).sluit
    return _vraag_mail(mail, bijeenkomst, "…", sluit_op, site(GEEN_LINK))


VRAAG_MAIL = ("email/evaluatie/vraag", "Hoe was het op {}?")
HERINNERING_MAIL = ("email/evaluatie/herinnering", "Nog één minuut voor {}?")


def vraag_inhoud(bericht):
    return _to_person(VRAAG_MAIL, bericht)


def vraag_voorbeeld(verzending):
    return _example(VRAAG_MAIL, verzending)


# --- Reminders -----------------------------------------------------------------------------------------------------


def herinnering_ontvangers(verzending):
    """Mails to who has not answered, loose from the Verzending; returns nobody, so the log knows nobody."""
    bijeenkomst = find_bijeenkomst(verzending)
    meting = Meting.objects.open().filter(bijeenkomst=bijeenkomst).first()
    if meting is None or not _went_as_planned(bijeenkomst):
        verzending.reden = "Er liep geen evaluatie."
        return []
    leden = bijeenkomst.netwerk.leden()
    remind(verzending, planning.HERINNERING, meting.genodigden.aanwezig().filter(persoon__in=leden))
    return []


def herinnering_inhoud(bericht):
    """Whether somebody left is no secret, and a reminder that waited must not follow them."""
    bijeenkomst = find_bijeenkomst(bericht)
    if bijeenkomst and not _takes_part(bijeenkomst, bericht.aan):
        return WEG
    verzending = Verzending.objects.filter(pk=bericht.gegevens.get("verzending")).first()
    return _to_person(HERINNERING_MAIL, bericht, eigen_tekst=verzending.eigen_tekst if verzending else "")


def herinnering_voorbeeld(verzending):
    return _example(HERINNERING_MAIL, verzending)


# --- Who was not there ---------------------------------------------------------------------------------------------


def gemist_ontvangers(verzending):
    bijeenkomst = find_bijeenkomst(verzending)
    if not _went_as_planned(bijeenkomst):
        return []
    return [Ontvanger(persoon=persoon) for persoon in services.who_missed(bijeenkomst)]


def gemist_inhoud(bericht):
    bijeenkomst = find_bijeenkomst(bericht)
    if not _went_as_planned(bijeenkomst):
        return VERPLAATST
    if not _takes_part(bijeenkomst, bericht.aan):
        return WEG
    loopt = Genodigde.objects.filter(
        meting__in=Meting.objects.open(), meting__bijeenkomst=bijeenkomst, persoon=bericht.aan
    ).exists()
    url = link("mis", bijeenkomst.pk, bericht.aan_id)
    return _gemist_mail(bijeenkomst, url, aan=bericht.aan, was_erbij=loopt)


def gemist_voorbeeld(verzending):
    bijeenkomst = find_bijeenkomst(verzending)
    return _gemist_mail(bijeenkomst, site(GEEN_LINK), was_erbij=True) if bijeenkomst else VERPLAATST.reden


def _gemist_mail(bijeenkomst, url, *, aan=None, was_erbij):
    return Inhoud(
        onderwerp=f"Wat er gebeurde op {dag(bijeenkomst.begint_op)}",
        template="email/evaluatie/gemist",
        context=_terugblik_context(bijeenkomst, aan)
        | {
            "vraag": GEMIST_VRAAG,
            "knoppen": [("Beantwoord deze ene vraag", url)],
            "was_erbij": url if was_erbij else "",
        },
        afzender=bijeenkomst.netwerk.naam,
        preheader="Wat de anderen deden, en één vraag aan jou.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {bijeenkomst.netwerk.naam} en er deze keer niet was.",
    )


def _terugblik_context(bijeenkomst, persoon):
    netwerk = bijeenkomst.netwerk
    volgende = Bijeenkomst.objects.aankomend().filter(netwerk=netwerk).first()
    return {
        "bijeenkomst": bijeenkomst,
        "dag": dag(bijeenkomst.begint_op),
        "doel": bijeenkomst.doel,
        "programma": [(klok(regel.begint_op), regel.onderdeel.titel) for regel in bijeenkomst.programma.regels],
        "terugblik": bijeenkomst.terugblik,
        "afspraken": show_afspraken(read_of_bijeenkomst(bijeenkomst), persoon),
        "afspraken_url": list_link(netwerk),
        "volgende": volgende,
        "volgende_dag": volgende and dag(volgende.begint_op),
        "volgende_regel": volgende and f"{tijdvak(volgende.begint_op, volgende.eindigt_op)}, {volgende.waar_kort}",
        "volgende_url": volgende and site(volgende.get_absolute_url()),
        "bijeenkomst_url": site(bijeenkomst.get_absolute_url()),
    }


# --- The result ----------------------------------------------------------------------------------------------------


def uitslag_ontvangers(verzending):
    """Closes the round when the clock has not done so yet; everybody who takes part hears the result."""
    bijeenkomst = find_bijeenkomst(verzending)
    meting = Meting.objects.filter(bijeenkomst=bijeenkomst).first()
    if meting is None or meting.is_overtaken:
        verzending.reden = "Er liep geen evaluatie."
        return []
    if not services.close_meting(meting).is_gesloten:
        verzending.reden = "De evaluatie liep nog."
        return []
    return [Ontvanger(persoon=persoon) for persoon in bijeenkomst.netwerk.leden()]


def uitslag_inhoud(bericht):
    bijeenkomst = find_bijeenkomst(bericht)
    meting = Meting.objects.select_related("netwerk").filter(bijeenkomst=bijeenkomst).first()
    if meting is None or not meting.is_gesloten:
        return SlaOver("De evaluatie is niet gesloten.")
    if not _takes_part(bijeenkomst, bericht.aan):
        return WEG
    uitslag = get_uitslag(meting)
    toonbaar = uitslag.is_toonbaar
    return Inhoud(
        onderwerp=uitslag.bevinding.rstrip(".") if toonbaar else f"Evaluatie van {dag(bijeenkomst.begint_op)}",
        template="email/evaluatie/uitslag",
        context=_terugblik_context(bijeenkomst, bericht.aan)
        | {
            "uitslag": uitslag,
            "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
            "knoppen": [("Bekijk de uitslag", site(meting.get_absolute_url()))],
            "gemist": _count_gemist(bijeenkomst, bericht.aan),
            "oordeel_url": _find_oordeel_link(bijeenkomst, bericht.aan),
            "evaluatie_url": site(reverse("evaluatie:list", args=[bijeenkomst.netwerk.slug])),
        },
        afzender=bijeenkomst.netwerk.naam,
        preheader="Wat jullie vonden van de bijeenkomst, en hoe het verdergaat."
        if toonbaar
        else "Waarom er geen uitslag is, en hoe het verdergaat.",
        reden=f"Je krijgt deze mail omdat je meedoet aan {bijeenkomst.netwerk.naam}.",
    )


def uitslag_voorbeeld(verzending):
    """Never the result: before the round closes nobody may peek, and a peek after every answer would tell them all."""
    return (
        "In deze mail staat wat jullie ervan vonden, of waarom er niets te zien is. Daaronder staan jullie afspraken "
        "en de volgende bijeenkomst. Wat eruit komt, weet niemand voor het sluiten, ook jij niet."
    )


def _count_gemist(bijeenkomst, persoon):
    """How many absentees left a line, for a facilitator; the lines themselves are on the site only."""
    is_facilitator = persoon is not None and bijeenkomst.netwerk.facilitators().filter(pk=persoon.pk).exists()
    return bijeenkomst.gemist.count() if is_facilitator else 0


def _find_oordeel_link(bijeenkomst, persoon):
    """For a facilitator who did not look back on the werkvormen yet; an example shows none."""
    return find_open_link(bijeenkomst, persoon) if persoon is not None else ""


# --- Too few -------------------------------------------------------------------------------------------------------


def te_klein_inhoud(bericht):
    bijeenkomst = find_bijeenkomst(bericht)
    if bijeenkomst is None or bijeenkomst.is_afgelast:
        return VERPLAATST
    return Inhoud(
        onderwerp="Bespreek samen hoe het was",
        template="email/evaluatie/te_klein",
        context={
            "bijeenkomst": bijeenkomst,
            "dag": dag(bijeenkomst.begint_op),
            "lijst_ingevuld": bijeenkomst.is_gehouden,
            "oordeel_url": _find_oordeel_link(bijeenkomst, bericht.aan),
            "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
            "bijeenkomst_url": site(bijeenkomst.get_absolute_url()),
            "evaluatie_url": site(reverse("evaluatie:list", args=[bijeenkomst.netwerk.slug])),
            "met_naam_url": _find_met_naam_url(bijeenkomst),
        },
        afzender=bijeenkomst.netwerk.naam,
        preheader="Er waren te weinig mensen voor een anonieme evaluatie.",
        reden=f"Je krijgt deze mail omdat je {bijeenkomst.netwerk.naam} begeleidt.",
    )


def _find_met_naam_url(bijeenkomst):
    """A group that is always too small can be asked by name, once the list tells who was there."""
    netwerk = bijeenkomst.netwerk
    if not bijeenkomst.is_gehouden or len(services.who_is_in(netwerk)) >= settings.EVALUATIE_MIN_ANTWOORDEN:
        return ""
    return site(reverse("evaluatie:met_naam", args=[netwerk.slug, BIJEENKOMST]))


def register():
    for soort in (
        Soort(
            code=planning.VRAAG, naam="Evaluatie", onderwerp="evaluatie", houdbaar=timedelta(days=7),
            slot=lock_first, ontvangers=vraag_ontvangers, inhoud=vraag_inhoud, voorbeeld=vraag_voorbeeld,
            namen_in_log=False, uiterlijk=aandacht.before_closing, aanloop=timedelta(days=3), is_vraag=True,
        ),
        Soort(
            code=planning.HERINNERING, naam="Herinnering aan de evaluatie", onderwerp="evaluatie",
            houdbaar=timedelta(days=1), ontvangers=herinnering_ontvangers, inhoud=herinnering_inhoud,
            voorbeeld=herinnering_voorbeeld, namen_in_log=False,
            uiterlijk=aandacht.before_closing, aanloop=timedelta(days=1), is_vraag=True, telt=False,
        ),
        Soort(
            code=planning.GEMIST, naam="Bericht aan wie er niet was", onderwerp="evaluatie",
            houdbaar=timedelta(days=7), ontvangers=gemist_ontvangers, inhoud=gemist_inhoud, voorbeeld=gemist_voorbeeld,
            uiterlijk=aandacht.before_forgotten,
        ),
        Soort(
            code=planning.UITSLAG, naam="Uitslag van de evaluatie", onderwerp="evaluatie",
            houdbaar=timedelta(days=14), slot=lock_first, ontvangers=uitslag_ontvangers, inhoud=uitslag_inhoud,
            voorbeeld=uitslag_voorbeeld,
        ),
        Soort(
            code=planning.TE_KLEIN, naam="Te weinig mensen voor een evaluatie", onderwerp="evaluatie",
            houdbaar=timedelta(days=7), inhoud=te_klein_inhoud, bewerkbaar=False,
        ),
    ):  # fmt: skip
        register_soort(soort)
    register_acties(aandacht.ask_evaluatie)
