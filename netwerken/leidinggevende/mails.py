"""The mails around a leidinggevende: to that person (an address, no account), to the deelnemer, and the invitations.

No mail holds more than the page it links to. What the card says is only in the copy for who signed it.
"""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from berichten.handelingen import link
from berichten.models import Bericht
from berichten.services import cancel_verzendingen, queue_bericht
from berichten.soorten import Inhoud, Ontvanger, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.tijd import dag, nu, werkochtend_na
from netwerken.leidinggevende import planning
from netwerken.leidinggevende.models import Contactmoment
from netwerken.models import Deelname, Netwerk

CODE = "lei"
VRAAG, HERINNERING = "netwerken.leiding_vraag", "netwerken.leiding_herinnering"
AFSPRAKEN, OVER, KOPIE = "netwerken.leiding_afspraken", "netwerken.leiding_over", "netwerken.leiding_kopie"
GETEKEND = "netwerken.leiding_getekend"
HERINNER_NA = 7  # days; then the next working morning
TEMPLATE = "email/netwerken/leidinggevende/bericht"
NIET_MEER = "Deze vraag is intussen beantwoord, ingetrokken of verlopen."


def leiding_link(contact) -> str:
    """The page of the leidinggevende; it works for this one moment, as long as ``link_nr`` is the same."""
    return link(CODE, contact.pk, contact.link_nr)


# --- Queueing -----------------------------------------------------------------------------------


def ask(contact) -> None:
    """The question, and one reminder after a week for who did not sign."""
    _queue(contact, VRAAG)
    _queue(contact, HERINNERING, op=werkochtend_na(contact.gevraagd_op, dagen=HERINNER_NA))


def tell_afspraken(contact) -> None:
    """What they agreed in the conversation; each change of it is a mail."""
    _queue(contact, AFSPRAKEN, keer=contact.versie)


def send_copy(contact) -> None:
    _queue(contact, KOPIE, keer=f"{contact.getekend_op:%Y%m%d%H%M%S%f}", apart=True)


def tell_over(contact) -> None:
    """Who got the mail need not do anything any more."""
    _queue(contact, OVER, keer=f"{nu():%Y%m%d%H%M%S%f}", apart=True)


def tell_deelnemer(contact) -> None:
    """The leidinggevende signed, or somebody in that place."""
    wie = contact.deelname.persoon
    queue_bericht(
        soort=GETEKEND, sleutel=f"{contact.aanleiding}:getekend:{contact.getekend_op:%Y%m%d%H%M%S%f}", aan=wie,
        context=contact.netwerk.context, aanleiding=f"{contact.aanleiding}:getekend",
        gegevens={"contact": contact.pk},
    )  # fmt: skip


def stop(contact, reden: str) -> None:
    """What asks something by this link and has not left will not leave."""
    if contact.pk:
        cancel_verzendingen(contact.aanleiding, reden)


def forget(contact) -> None:
    """Delete every mail about this moment that went to an address."""
    over = Q(aanleiding=contact.aanleiding) | Q(aanleiding__startswith=f"{contact.aanleiding}:")
    Bericht.objects.filter(over, aan=None).delete()


def has_heard(contact) -> bool:
    """Did a mail with the present link reach the leidinggevende?"""
    return _mails_of(contact).filter(status=Bericht.Status.VERSTUURD).exists()


def find_last_mail(contact) -> Bericht | None:
    """The last mail with the present link that is due."""
    return _mails_of(contact).filter(op__lte=nu()).order_by("-op", "-pk").first()


def _mails_of(contact):
    return Bericht.objects.filter(aanleiding=contact.aanleiding, gegevens__link=contact.link_nr)


def _queue(contact, soort, *, op=None, keer="", apart=False):
    """``apart``: it stays when the question itself is called off."""
    naam = soort.rpartition("_")[2]
    sleutel = f"{contact.aanleiding}:{naam}:{contact.link_nr}" + (f":{keer}" if keer else "")
    queue_bericht(
        soort=soort, sleutel=sleutel, adres=contact.email, op=op, context=contact.netwerk.context,
        aanleiding=f"{contact.aanleiding}:{naam}" if apart else contact.aanleiding,
        gegevens={"contact": contact.pk, "link": contact.link_nr},
    )  # fmt: skip


# --- To the leidinggevende ----------------------------------------------------------------------


def _read(bericht):
    return Contactmoment.objects.with_all().filter(pk=bericht.gegevens["contact"]).first()


def _is_asked(contact, bericht):
    if contact is None or not contact.is_gevraagd or contact.is_verlopen or not contact.deelname.is_lid:
        return False
    is_deze = contact.link_nr == bericht.gegevens["link"]
    return is_deze and contact.netwerk.status != Netwerk.Status.GESTOPT


def _mail(contact, onderwerp, kop, alineas, *, knop="", titel="", uitleg="", regels=()):
    deelname = contact.deelname
    wie = deelname.persoon
    return Inhoud(
        onderwerp=onderwerp,
        template=TEMPLATE,
        afzender=contact.netwerk.naam,
        preheader=contact.netwerk.centrale_vraag,
        reden=f"Je krijgt deze mail omdat {wie.naam} je adres opgaf als leidinggevende. "
        "Je hebt geen account. We mailen je alleen hierover.",
        context={
            "kop": kop, "feiten": [], "alineas": alineas, "regels": regels, "vraag_titel": titel,
            "vraag_uitleg": uitleg, "knoppen": [(knop, leiding_link(contact))] if knop else [],
        },
    )  # fmt: skip


def _tot(contact):
    return f"De link werkt tot en met {dag(contact.verloopt_op)}. Je hebt geen account nodig."


def _vraag(bericht, *, nog_eens=False):
    contact = _read(bericht)
    if not _is_asked(contact, bericht):
        return SlaOver(NIET_MEER)
    wie, netwerk = contact.deelname.persoon.naam, contact.netwerk
    wat = {
        "toezegging": f"{wie} vraagt je toezegging voor {netwerk.naam}",
        "halverwege": f"{wie} wil tien minuten met je praten over {netwerk.naam}",
        "borging": f"{wie} wil met je bespreken wat er blijft van {netwerk.naam}",
    }[contact.soort]
    return _mail(
        contact, f"Nog even: {wat}" if nog_eens else wat, contact.gesprek.kop,
        [f"Beste {contact.naam},", f"{wie} doet mee aan het leernetwerk {netwerk.naam}.", contact.gesprek.mail_leiding],
        knop="Lees en onderteken" if contact.is_toezegging else "Open de gesprekskaart",
        titel="Vijf minuten, op één bladzijde", uitleg=_tot(contact),
    )  # fmt: skip


def _herinnering(bericht):
    return _vraag(bericht, nog_eens=True)


def _afspraken(bericht):
    contact = _read(bericht)
    if not _is_asked(contact, bericht):
        return SlaOver(NIET_MEER)
    wie = contact.deelname.persoon.naam
    return _mail(
        contact, f"Klopt dit? Wat je afsprak met {wie}", "Klopt wat jullie\nafspraken?",
        [f"Beste {contact.naam},", f"{wie} schreef op wat jullie {dag(contact.gesprek_op)} bespraken."],
        knop="Lees wat jullie afspraken", titel="Lees het en onderteken", uitleg=_tot(contact),
    )  # fmt: skip


def _over(bericht):
    contact = _read(bericht)
    if contact is None or contact.is_gevraagd and contact.email == bericht.adres:
        return SlaOver("Er is intussen een nieuwe vraag gestuurd.")
    wie = contact.deelname.persoon.naam
    tekst = f"{wie} vroeg je iets over het leernetwerk {contact.netwerk.naam}. Dat is niet meer nodig."
    return _mail(contact, f"Je hoeft niets meer te doen voor {wie}", "Je hoeft niets\nmeer te doen", [tekst])


def _kopie(bericht):
    contact = _read(bericht)
    if contact is None or not contact.is_ondertekend:
        return SlaOver("Er komt een nieuwe versie.")
    wie = contact.deelname.persoon.naam
    return _mail(
        contact, f"Je kopie: {contact.gesprek.kort} voor {wie}", "Dit is ondertekend",
        [f"Leernetwerk {contact.netwerk.naam}, met {wie}. {contact.getekend_naam} tekende op "
         f"{dag(contact.getekend_op)}."],
        regels=[(kop, tekst) for kop, tekst, _ in contact.regels if tekst],
    )  # fmt: skip


# --- To the deelnemer ---------------------------------------------------------------------------


def _getekend(bericht):
    contact = _read(bericht)
    if contact is None or not contact.is_getekend:
        return SlaOver("Er is intussen iets veranderd.")
    if contact.is_te_bevestigen:
        kop, titel = "Iemand anders\ntekende", f"Ondertekend door {contact.getekend_naam}: klopt dat?"
        uitleg = f"Je vroeg {contact.naam}. Zeg of dit zo mag. Klopt het niet, dan vervalt deze handtekening."
    else:
        kop, titel = "Er is getekend", f"{contact.getekend_naam} heeft getekend"
        uitleg = "Lees wat er nu staat."
        if contact.wacht_op_mij:
            uitleg = "Er is iets veranderd aan de tekst. Lees het na en onderteken het zelf ook."
        elif not contact.is_toezegging and contact.gesprek_op is None:
            uitleg = "Je leidinggevende las de kaart. Schrijf na het gesprek op wat jullie afspraken."
    onderwerp = f"{titel}{'' if titel.endswith('?') else ':'} {contact.netwerk.naam}"
    return _to_deelnemer(contact.deelname, contact.soort, onderwerp, _Nu(kop, titel, uitleg))


class _Nu(NamedTuple):
    """The title of a mail to a deelnemer, and on the amber plane what to do and how."""

    kop: str
    titel: str
    uitleg: str


def _to_deelnemer(deelname, soort, onderwerp, tekst: _Nu, *, knop="Open de kaart", alineas=()):
    netwerk = deelname.netwerk
    url = settings.BASE_URL + reverse("netwerken:leiding_stap", args=[netwerk.slug, soort])
    return Inhoud(
        onderwerp=onderwerp,
        template=TEMPLATE,
        afzender=netwerk.naam,
        reden=f"Je krijgt deze mail omdat je meedoet aan {netwerk.naam}.",
        kort=tekst.titel,
        lees=(knop, url),
        context={
            "kop": tekst.kop, "feiten": [], "alineas": [f"Hallo {deelname.persoon.voornaam},", *alineas], "regels": (),
            "vraag_titel": tekst.titel, "vraag_uitleg": tekst.uitleg, "knoppen": [(knop, url)],
        },
    )  # fmt: skip


_UITNODIGING = {
    planning.START: (
        "Wat zegt je leidinggevende toe? {naam}",
        _Nu(
            "Vraag een\ntoezegging",
            "Vraag het je leidinggevende",
            "Je schrijft in vijf minuten op wat jullie afspreken: de tijd, het geld en het doel van de school. "
            "Je leidinggevende leest en ondertekent het zonder account.",
        ),
    ),
    planning.HALVERWEGE: (
        "Tien minuten met je leidinggevende: {naam}",
        _Nu(
            "Jullie zijn\nop de helft",
            "Maak de gesprekskaart",
            "De kaart heeft vier korte vragen. Je stuurt haar vooraf, dan lezen jullie allebei hetzelfde.",
        ),
    ),
    planning.BORGING: (
        "Wat houdt je school vast? {naam}",
        _Nu(
            "Wat houdt je\nschool vast?",
            "Maak de gesprekskaart",
            "Het netwerk loopt bijna af. De kaart heeft vier korte vragen voor jullie gesprek.",
        ),
    ),
}


def _uitnodiging(bericht):
    """The invitation to make a card."""
    onderwerp, tekst = _UITNODIGING[bericht.soort]
    rows = Deelname.objects.actief().filter(pk=bericht.gegevens["deelname"], rol=Deelname.Rol.DEELNEMER)
    deelname = rows.select_related("netwerk", "persoon").first()
    if deelname is None:
        return SlaOver("Doet niet meer mee aan het netwerk.")
    if not planning.is_on(deelname.netwerk, bericht.soort):
        return SlaOver("Het netwerk loopt niet meer.")
    soort = planning.SOORT_VAN[bericht.soort]
    if Contactmoment.objects.done().filter(deelname=deelname, soort=soort).exists():
        return SlaOver("Dit is al gevraagd of besproken.")
    alinea = Contactmoment(soort=soort).gesprek.waarom
    return _to_deelnemer(
        deelname, soort, onderwerp.format(naam=deelname.netwerk.naam), tekst, knop=tekst.titel, alineas=[alinea]
    )


def _ontvangers(verzending):
    for deelname in planning.find_ontvangers(verzending):
        yield Ontvanger(persoon=deelname.persoon, gegevens={"deelname": deelname.pk})


def _until_it_expires(bericht):
    rows = Contactmoment.objects.filter(pk=bericht.gegevens["contact"])
    return rows.values_list("verloopt_op", flat=True).first()


def register() -> None:
    week, vast = timedelta(days=7), {"bewerkbaar": False}
    gevraagd = {"houdbaar": week, "uiterlijk": _until_it_expires, "aanloop": timedelta(days=14)} | vast
    for soort in (
        Soort(VRAAG, "Vraag aan een leidinggevende", _vraag, **gevraagd),
        Soort(HERINNERING, "Herinnering aan een leidinggevende", _herinnering, **gevraagd),
        Soort(AFSPRAKEN, "Wat jullie afspraken", _afspraken, **gevraagd),
        Soort(OVER, "Een leidinggevende hoeft niets meer te doen", _over, houdbaar=week, **vast),
        Soort(KOPIE, "Kopie voor een leidinggevende", _kopie, houdbaar=timedelta(days=30), dringend=True, **vast),
        Soort(GETEKEND, "Een leidinggevende tekende", _getekend, houdbaar=timedelta(days=14), **vast),
        *(
            Soort(code, naam, _uitnodiging, _ontvangers, onderwerp="netwerk", houdbaar=week)
            for code, naam in (
                (planning.START, "Vraag een toezegging"),
                (planning.HALVERWEGE, "Gesprek halverwege"),
                (planning.BORGING, "Gesprek over borging"),
            )
        ),
    ):
        register_soort(soort)
