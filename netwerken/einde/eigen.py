"""What the room netwerken itself tells before a netwerk pauses or ends, and what is not finished in it."""

from django.db.models import Exists, OuterRef, Q

from berichten.models import Verzending
from berichten.soorten import alle_soorten
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import ochtend
from netwerken.einde.gevolgen import AFGEROND, GESTOPT, PAUZE, Gevolg, Stap
from netwerken.models import Contactmoment, Deelname, Intake


def tell_gevolgen(netwerk, stap: Stap):
    """The mails, the people who wait, and that everybody hears of it."""
    yield from (_tell_pauze if stap.soort == PAUZE else _tell_einde)(netwerk, stap)
    yield Gevolg("Iedereen hoort het één keer", "Wie meedoet krijgt een mail met wat je hier opschrijft.", "mail")


def _tell_pauze(netwerk, stap):
    rusten = [soort.code for soort in alle_soorten() if soort.rust_mee]
    wachtend = Verzending.objects.in_context(netwerk.context).waiting().filter(soort__in=rusten)
    if aantal := wachtend.filter(op__lt=ochtend(stap.tot)).count():
        yield Gevolg(
            f"{meervoud(aantal, 'automatisch bericht wacht,automatische berichten wachten')}",
            "Ook herinneringen en vragen van een evaluatie. Wat na de pauze nog zin heeft, gaat dan alsnog.", "pauze",
        )  # fmt: skip
    yield Gevolg(
        "Niemand hoeft iets te doen", "Het kompas staat stil, en op Mijn overzicht vraagt dit netwerk niets.", "kompas"
    )
    if netwerk.is_openbaar:
        yield Gevolg("Aanmelden kan even niet", "In de openbare lijst staat tot wanneer jullie pauzeren.", "slot")


def _tell_einde(netwerk, stap):
    komend = Verzending.objects.in_context(netwerk.context).waiting().count()
    if komend and stap.soort == GESTOPT:
        yield Gevolg(
            f"{meervoud(komend, 'automatisch bericht vervalt,automatische berichten vervallen')}",
            "Daarna gaat er geen automatisch bericht meer weg.", "overslaan",
        )  # fmt: skip
    elif komend:
        yield Gevolg(
            f"{meervoud(komend, 'bericht staat,berichten staan')} nog klaar",
            "Die gaan gewoon weg, behalve bij wat niet doorgaat. Bij Berichten kun je er een overslaan.", "mail",
            (("Naar de berichten", reverse("netwerken:berichten", args=[netwerk.slug])),),
        )  # fmt: skip
    if wachten := netwerk.deelnames.filter(status__in=Deelname.WACHTEND).count():
        yield Gevolg(
            f"{meervoud(wachten, 'mens wacht,mensen wachten')} nog op antwoord",
            "Zij horen dat het netwerk voorbij is." if wachten > 1 else "Die hoort dat het netwerk voorbij is.",
            "persoon-plus",
        )  # fmt: skip
    if open_ := netwerk.uitnodigingen.open().count():
        yield Gevolg(f"{meervoud(open_, 'uitnodiging vervalt,uitnodigingen vervallen')}", "", "mail")
    if netwerk.is_openbaar:
        yield Gevolg(
            "De pagina blijft in de openbare lijst",
            f"Er staat bij: {'afgerond' if stap.soort == AFGEROND else netwerk.Status(stap.soort).label}. "
            "Aanmelden kan niet meer.",
            "blad",
        )  # fmt: skip


def list_open(netwerk):
    """What still waits for somebody in the room netwerken."""
    wachten = netwerk.deelnames.filter(status__in=Deelname.WACHTEND).count()
    if wachten:
        yield Gevolg(
            f"{meervoud(wachten, 'aanmelding wacht,aanmeldingen wachten')} op antwoord", "", "persoon-plus",
            (("Bekijk wie", reverse("netwerken:deelnemers", args=[netwerk.slug])),),
        )  # fmt: skip
    if open_ := Intake.objects.te_beslissen().filter(deelname__netwerk=netwerk).count():
        yield Gevolg(
            f"{meervoud(open_, 'intake,intakes')} zonder uitkomst", "Iemand vulde de vragen in en wacht op antwoord.",
            "gesprek",
            (("Bekijk de intakes", reverse("netwerken:intakes", args=[netwerk.slug])),),
        )  # fmt: skip
    deelnemers = netwerk.deelnames.actief().filter(rol=Deelname.Rol.DEELNEMER)
    geborgd = Contactmoment.objects.filter(deelname=OuterRef("pk"), soort=Contactmoment.Soort.BORGING)
    geborgd = geborgd.filter(Q(status=Contactmoment.Status.ONDERTEKEND) | Q(gesprek_op__isnull=False))
    if zonder := deelnemers.exclude(Exists(geborgd)).count():
        yield Gevolg(
            f"{meervoud(zonder, 'deelnemer,deelnemers')} zonder gesprek over borging",
            "Dat is het gesprek met de eigen leidinggevende over wat er op school blijft.", "school",
            (("Hoe het per deelnemer staat", reverse("netwerken:leiding", args=[netwerk.slug])),),
        )  # fmt: skip
