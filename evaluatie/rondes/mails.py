"""The mails of a round; for what they do not give away see ``evaluatie.mails``."""

from datetime import timedelta

from django.conf import settings

from berichten import services as berichten
from berichten.handelingen import link
from berichten.models import Verzending
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from evaluatie import aandacht, post, services
from evaluatie.models import Meting
from evaluatie.noemen import noem_duur
from evaluatie.planning import RONDE_HERINNERING
from evaluatie.rondes import planning
from evaluatie.rondes.wie import list_hearers
from evaluatie.uitslag import get_uitslag
from evaluatie.vertrouwelijk import mails as met_naam
from evaluatie.vragenlijst.woorden import describe
from kern.adres import reverse
from kern.tijd import dag, klok

GEEN_RONDE = "Er liep geen ronde."
NIET_MEER = SlaOver("Deze ronde gaat niet door.")


# --- The questions -------------------------------------------------------------------------------------------------


def ronde_ontvangers(verzending):
    """Opens the round. Fewer than five deelnemers: nobody is asked, and the page says why."""
    meting = post.find_ronde(verzending)
    meting = meting and services.open_ronde(meting)
    if meting is None or not meting.is_open():
        verzending.reden = meting.reden if meting and meting.reden else planning.VERZET
        if meting and meting.status == Meting.Status.VERVALLEN:
            berichten.cancel_verzendingen(verzending.aanleiding, verzending.reden, behalve=(verzending.sleutel,))
            met_naam.tell_lapsed(meting)
        return []
    planning.plan_berichten(meting)
    genodigden = meting.genodigden.aanwezig().select_related("persoon").order_by("persoon__naam", "persoon_id")
    return [Ontvanger(persoon=genodigde.persoon) for genodigde in genodigden]


def _mail(template, onderwerp, meting, url, *, gevraagd, sluit_op, **context):
    """The same for everybody asked: it does not look whether somebody answered."""
    hoe = "Vertrouwelijk, met je naam" if meting.is_vertrouwelijk else "Anoniem"
    return Inhoud(
        onderwerp=onderwerp,
        template=f"email/evaluatie/{met_naam.TEMPLATES[template] if meting.is_vertrouwelijk else template}",
        context={
            "meting": meting,
            "netwerk": meting.netwerk,
            "omvang": describe(meting.document),
            "duur": noem_duur(meting),
            "gevraagd": gevraagd,
            "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
            "sluit": f"{dag(sluit_op)} om {klok(sluit_op)} uur",
            "knoppen": [("Vul de vragen in", url)],
        }
        | (met_naam.make_context(meting, sluit_op) if meting.is_vertrouwelijk else {})
        | context,
        afzender=meting.netwerk.naam,
        preheader=f"{noem_duur(meting).capitalize()}, tot {dag(sluit_op)}. {hoe}, zonder in te loggen.",
        reden=f"Je krijgt deze mail omdat je {_deed(meting)} aan {meting.netwerk.naam}.",
    )


def _deed(meting):
    return "meedeed" if meting.netwerk.is_beeindigd else "meedoet"


def _to_person(template, onderwerp, bericht, **context):
    """To the receiver of ``bericht``, as long as the round is open."""
    meting = post.find_ronde(bericht)
    if meting is None or meting.status == Meting.Status.VERVALLEN:
        return NIET_MEER
    if not meting.is_open():
        return post.GESLOTEN
    url = link("ev", meting.pk, bericht.aan_id)
    onderwerp = onderwerp.format(meting.document.titel)
    return _mail(template, onderwerp, meting, url, gevraagd=meting.aantal_gevraagd, sluit_op=meting.sluit_op, **context)


def _example(template, onderwerp, verzending):
    meting = post.find_ronde(verzending)
    if meting is None:
        return NIET_MEER.reden
    onderwerp = onderwerp.format(meting.document.titel)
    return _mail(
        template, onderwerp, meting, post.site(post.GEEN_LINK), gevraagd="…", sluit_op=meting.sluit_op
    )  # fmt: skip


def ronde_inhoud(bericht):
    return _to_person("ronde", "{}", bericht)


def ronde_voorbeeld(verzending):
    return _example("ronde", "{}", verzending)


# --- Reminders -----------------------------------------------------------------------------------------------------


def herinnering_ontvangers(verzending):
    """Mails to who has not answered, loose from the Verzending; returns nobody, so the log knows nobody."""
    meting = post.find_ronde(verzending)
    if meting is None or not meting.is_open():
        verzending.reden = GEEN_RONDE
        return []
    nog = list_hearers(meting).values("pk")
    post.remind(verzending, RONDE_HERINNERING, meting.genodigden.aanwezig().filter(persoon__in=nog))
    return []


def herinnering_inhoud(bericht):
    """Whether somebody left is no secret, and a reminder that waited must not follow them."""
    meting = post.find_ronde(bericht)
    if meting and not list_hearers(meting).filter(pk=bericht.aan_id).exists():
        return post.WEG
    verzending = Verzending.objects.filter(pk=bericht.gegevens.get("verzending")).first()
    eigen_tekst = verzending.eigen_tekst if verzending else ""
    return _to_person("ronde_herinnering", "Doe je nog mee? {}", bericht, eigen_tekst=eigen_tekst)


def herinnering_voorbeeld(verzending):
    return _example("ronde_herinnering", "Doe je nog mee? {}", verzending)


# --- The result ----------------------------------------------------------------------------------------------------


def uitslag_ontvangers(verzending):
    """Closes the round when the clock has not done so yet; everybody who takes part hears the result."""
    meting = post.find_ronde(verzending)
    if meting is None or not services.close_meting(meting).is_gesloten:
        verzending.reden = GEEN_RONDE
        return []
    if meting.is_vertrouwelijk:
        return met_naam.list_ontvangers(meting)
    return [Ontvanger(persoon=persoon) for persoon in list_hearers(meting).order_by("naam", "pk")]


def uitslag_inhoud(bericht):
    meting = post.find_ronde(bericht)
    if meting is None or not meting.is_gesloten:
        return SlaOver("De ronde is niet gesloten.")
    if meting.is_vertrouwelijk:
        return met_naam.make_klaar(meting, bericht)
    if bericht.aan_id and not list_hearers(meting).filter(pk=bericht.aan_id).exists():
        return post.WEG
    uitslag = get_uitslag(meting)
    return Inhoud(
        onderwerp=uitslag.bevinding.rstrip(".") if uitslag.is_toonbaar else f"{meting.titel}: te weinig antwoorden",
        template="email/evaluatie/ronde_uitslag",
        context={
            "meting": meting,
            "netwerk": meting.netwerk,
            "uitslag": uitslag,
            "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
            "knoppen": [("Bekijk de uitslag", post.site(meting.get_absolute_url()))],
        },
        afzender=meting.netwerk.naam,
        preheader=f"{meting.titel}: wat jullie antwoordden." if uitslag.is_toonbaar else "Waarom er niets te zien is.",
        reden=f"Je krijgt deze mail omdat je {_deed(meting)} aan {meting.netwerk.naam}.",
    )


def uitslag_voorbeeld(verzending):
    """Never the result: a peek after every answer would tell them all."""
    meting = post.find_ronde(verzending)
    if meting and meting.is_vertrouwelijk:
        return met_naam.KLAAR_VOORBEELD
    return (
        "In deze mail staat wat eruit kwam, of waarom er niets te zien is. Wat eruit komt, weet niemand voor het "
        "sluiten, ook jij niet."
    )


# --- A week before -------------------------------------------------------------------------------------------------


def komt_ontvangers(verzending):
    meting = post.find_ronde(verzending)
    if meting is None or not meting.is_gepland:
        return []
    return [Ontvanger(persoon=persoon) for persoon in meting.netwerk.facilitators().order_by("naam", "pk")]


def komt_inhoud(bericht):
    meting = post.find_ronde(bericht)
    if meting is None or not meting.is_gepland:
        return NIET_MEER
    if not meting.netwerk.facilitators().filter(pk=bericht.aan_id).exists():
        return SlaOver("Begeleidt het netwerk niet meer.")
    return _komt_mail(meting)


def komt_voorbeeld(verzending):
    meting = post.find_ronde(verzending)
    return _komt_mail(meting) if meting else NIET_MEER.reden


def _komt_mail(meting):
    opent = dag(meting.opent_op)
    beheer = post.site(reverse("evaluatie:ronde", args=[meting.netwerk.slug, meting.pk]))
    return Inhoud(
        onderwerp=f"{meting.titel} gaat open op {opent}",
        template="email/evaluatie/ronde_komt",
        context={
            "meting": meting,
            "netwerk": meting.netwerk,
            "omvang": describe(meting.document),
            "duur": noem_duur(meting),
            "opent": opent,
            "sluit": dag(meting.sluit_op),
            "gevraagd": len(services.who_is_in(meting.netwerk)),
            "min_antwoorden": settings.EVALUATIE_MIN_ANTWOORDEN,
            "knoppen": [("Bekijk, verzet of sla over", beheer)],
        },
        afzender=meting.netwerk.naam,
        preheader=f"Alle deelnemers krijgen {meting.document.naam.lower()}. Verzetten of overslaan kan nog.",
        reden=f"Je krijgt deze mail omdat je {meting.netwerk.naam} begeleidt.",
    )


def register():
    for soort in (
        Soort(
            code=planning.KOMT, naam="Aankondiging van een ronde vragen", onderwerp="evaluatie",
            houdbaar=timedelta(days=4), ontvangers=komt_ontvangers, inhoud=komt_inhoud, voorbeeld=komt_voorbeeld,
            uiterlijk=aandacht.before_opening, aanloop=timedelta(days=2), bewerkbaar=False,
        ),
        Soort(
            code=planning.RONDE, naam="Ronde vragen", onderwerp="evaluatie", houdbaar=timedelta(days=7),
            slot=post.lock_first, ontvangers=ronde_ontvangers, inhoud=ronde_inhoud, voorbeeld=ronde_voorbeeld,
            namen_in_log=False, uiterlijk=aandacht.before_closing, aanloop=timedelta(days=3), is_vraag=True,
        ),
        Soort(
            code=RONDE_HERINNERING, naam="Herinnering aan een ronde vragen", onderwerp="evaluatie",
            houdbaar=timedelta(days=1), ontvangers=herinnering_ontvangers, inhoud=herinnering_inhoud,
            voorbeeld=herinnering_voorbeeld, namen_in_log=False,
            uiterlijk=aandacht.before_closing, aanloop=timedelta(days=1), is_vraag=True, telt=False,
        ),
        Soort(
            code=planning.UITSLAG, naam="Uitslag van een ronde vragen", onderwerp="evaluatie",
            houdbaar=timedelta(days=14), slot=post.lock_first, ontvangers=uitslag_ontvangers, inhoud=uitslag_inhoud,
            voorbeeld=uitslag_voorbeeld,
        ),
    ):  # fmt: skip
        register_soort(soort)
    met_naam.register()
