"""The mails of this room. Each says what is true at the moment of sending, or says why it is no longer needed."""

from datetime import timedelta

from django.conf import settings

from berichten.handelingen import link
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from netwerken.models import Deelname, Intake, Uitnodiging
from netwerken.toelating.stand import is_school_vol

Status = Deelname.Status


def _deelname_of(bericht):
    return (
        Deelname.objects.select_related("netwerk", "persoon__organisatie")
        .filter(pk=bericht.gegevens["deelname"])
        .first()
    )


def _mail(deelname, template, *, onderwerp, reden, knop, **context):
    netwerk = deelname.netwerk
    return Inhoud(
        onderwerp=onderwerp,
        template=f"email/netwerken/{template}",
        afzender=netwerk.naam,
        reden=reden,
        context={
            "netwerk": netwerk,
            "deelname": deelname,
            "begeleiders": _join_namen(netwerk.facilitators()),
            "knoppen": [(knop[0], settings.BASE_URL + knop[1])],
        }
        | context,
    )


def _join_namen(personen):
    """«Noor, Yusuf en Marit»"""
    *eerste, laatste = [persoon.naam for persoon in personen] or [""]
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def _to_deelnemer(template, onderwerp, statussen):
    """A mail to the person of the deelname, as long as the status still is what the mail tells."""

    def inhoud(bericht):
        deelname = _deelname_of(bericht)
        if deelname is None or deelname.status not in statussen:
            return SlaOver("Er is intussen iets veranderd.")
        netwerk = deelname.netwerk
        knop = ("Bekijk andere netwerken", reverse("overzicht:netwerken"))
        if deelname.is_betrokken:
            knop = ("Ga naar het netwerk", netwerk.get_absolute_url())
        vraagt_intake = statussen == LID and Intake.objects.in_te_vullen().filter(deelname=deelname).exists()
        if vraagt_intake:
            knop = ("Vul je intake in", reverse("netwerken:intake", args=[netwerk.slug]))
        reden = f"Je krijgt deze mail omdat je je hebt aangemeld voor {netwerk.naam} of ervoor bent uitgenodigd."
        return _mail(
            deelname, template, onderwerp=onderwerp.format(naam=netwerk.naam), reden=reden, knop=knop,
            vraagt_intake=vraagt_intake, school_vol=is_school_vol(deelname),
        )  # fmt: skip

    return inhoud


def _to_facilitator(template, onderwerp, statussen):
    """A mail about somebody to a person who guides the netwerk. It never holds a reason or a motivation."""

    def inhoud(bericht):
        deelname = _deelname_of(bericht)
        if deelname is None or deelname.status not in statussen:
            return SlaOver("Dit is intussen al afgehandeld.")
        netwerk = deelname.netwerk
        return _mail(
            deelname,
            template,
            onderwerp=onderwerp.format(naam=netwerk.naam, persoon=deelname.persoon.naam),
            reden=f"Je krijgt deze mail omdat je {netwerk.naam} begeleidt.",
            knop=("Open de pagina Deelnemers", reverse("netwerken:deelnemers", args=[netwerk.slug])),
        )

    return inhoud


def _uitnodiging(bericht, *, herinnering=False):
    uitnodiging = (
        Uitnodiging.objects.select_related("netwerk", "uitgenodigd_door")
        .filter(pk=bericht.gegevens["uitnodiging"])
        .first()
    )
    if uitnodiging is None or not uitnodiging.is_open or uitnodiging.netwerk.is_beeindigd:
        return SlaOver("Er is al geantwoord, of de uitnodiging is ingetrokken.")
    netwerk, door = uitnodiging.netwerk, uitnodiging.uitgenodigd_door
    wie = door.naam if door else "De facilitator"
    rol = "deelnemer" if uitnodiging.rol == Deelname.Rol.DEELNEMER else uitnodiging.rol
    onderwerp = f"{wie} nodigt je uit voor {netwerk.naam}"
    return Inhoud(
        onderwerp=f"Nog even: {onderwerp}" if herinnering else onderwerp,
        template="email/netwerken/uitnodiging",
        afzender=netwerk.naam,
        preheader=netwerk.centrale_vraag,
        reden=f"Je krijgt deze mail omdat {wie} je adres opgaf. "
        "Doe je niets, dan hoor je hooguit één keer opnieuw van ons.",
        context={
            "netwerk": netwerk,
            "uitnodiging": uitnodiging,
            "wie": wie,
            "rol": rol,
            "herinnering": herinnering,
            "knoppen": [("Bekijk de uitnodiging", link("uit", uitnodiging.pk))],
        },
    )


def _herinnering(bericht):
    return _uitnodiging(bericht, herinnering=True)


def _wie_niet_antwoordde(verzending):
    """The open invitations of the day this reminder belongs to; the day is the end of its sleutel."""
    netwerk_pk, verstuurd_dag = verzending.sleutel.split(":")[1:]
    for uitnodiging in (
        Uitnodiging.objects.open().filter(netwerk_id=netwerk_pk, verstuurd_dag=verstuurd_dag).order_by("pk")
    ):
        yield Ontvanger(adres=uitnodiging.email, gegevens={"uitnodiging": uitnodiging.pk})


LID, WACHT, WEG = Deelname.LID, Deelname.WACHTEND, (Status.UITGESTAPT, Status.AFGEROND)
WACHTLIJST = (Status.WACHTLIJST,)
# code, naam, subject, the statuses in which the mail is still true.
_AAN_DEELNEMER = [
    ("welkom", "Welkom", "Je doet mee aan {naam}", LID),
    ("wachtlijst", "Op de wachtlijst", "Je staat op de wachtlijst van {naam}", WACHTLIJST),
    ("plek_vrij", "Plaats vrij", "Er is plaats voor je in {naam}", LID),
    ("afgewezen", "Niet toegelaten", "Over je aanmelding voor {naam}", (Status.AFGEWEZEN,)),
    ("einde", "Uitgeschreven", "Je bent uitgeschreven bij {naam}", WEG),
]
_AAN_FACILITATOR = [
    ("aanmelding", "Nieuwe aanmelding", "{persoon} wil meedoen aan {naam}", WACHT),
    ("functie", "Ander werk", "{persoon} wil met je praten over {naam}", LID),
    ("vertrek", "Iemand stopt", "{persoon} stopt met {naam}", WEG),
    ("plek_kiezen", "Plaats vrij, kies iemand", "Er is een plaats vrij in {naam}", WACHTLIJST),
]


def register():
    """All of them are necessary mails about one's own place, so nobody can stop them."""
    for maak, soorten in [(_to_deelnemer, _AAN_DEELNEMER), (_to_facilitator, _AAN_FACILITATOR)]:
        for code, naam, onderwerp, statussen in soorten:
            _register(code, naam, maak(code, onderwerp, statussen))
    _register("uitnodiging", "Uitnodiging", _uitnodiging)
    register_soort(
        Soort(
            code="netwerken.herinnering",
            naam="Herinnering aan een uitnodiging",
            inhoud=_herinnering,
            ontvangers=_wie_niet_antwoordde,
            houdbaar=timedelta(days=3),
            uiterlijk=_before_it_expires,
            aanloop=timedelta(days=7),
            rust=True,
        )
    )


def _before_it_expires(bericht):
    """An invitation is of use as long as somebody can answer it."""
    return (
        Uitnodiging.objects.filter(pk=bericht.gegevens.get("uitnodiging")).values_list("verloopt_op", flat=True).first()
    )


def _is_answer(bericht, now):
    """Who just did something gets the answer at once, whatever the hour."""
    return bericht.gegevens.get("zelf", False)


def _register(code, naam, inhoud):
    register_soort(
        Soort(
            code=f"netwerken.{code}", naam=naam, inhoud=inhoud, houdbaar=timedelta(days=7), bewerkbaar=False,
            dringend=_is_answer, uiterlijk=_before_it_expires if code == "uitnodiging" else None,
            aanloop=timedelta(days=14),
        )
    )  # fmt: skip
