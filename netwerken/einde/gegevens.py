"""The kinds of data of the room netwerken, and the mails about it."""

from berichten.models import Bericht, Verzending
from kern.export import Lijst
from kern.tijd import dag
from netwerken.contract.models import Akkoord, Contract, Contractreactie, Contractversie
from netwerken.einde.soorten import (
    BEWAREN,
    DELEN,
    EXPORTEREN,
    WEG,
    WISSEN,
    Gegevenssoort,
    Stuk,
    register_soort,
)
from netwerken.functie.models import Functievraag
from netwerken.intake.inhoud import VRAGEN
from netwerken.ledenlijst import get_leden
from netwerken.leidinggevende.inhoud import GESPREKKEN
from netwerken.models import (
    Begeleiding,
    Contactmoment,
    Deelname,
    Groepsbesluit,
    Intake,
    Intakekeuze,
    Mentorvraag,
    Overdracht,
    Randvoorwaarde,
    Startbesluit,
    Startplan,
    Startversie,
    Taak,
    Uitnodiging,
    Voordracht,
)

PERSOONLIJK = "Dit is van één persoon. Bewaren of delen kan niet."


def _deelnemers(netwerk):
    """All but who guides it now: somebody must be able to read what is kept."""
    begeleiders = Deelname.objects.lid().filter(netwerk=netwerk).exclude(rol=Deelname.Rol.DEELNEMER)
    return [
        Groepsbesluit.objects.filter(deelname__netwerk=netwerk),
        Voordracht.objects.filter(netwerk=netwerk),
        Uitnodiging.objects.filter(netwerk=netwerk),
        Deelname.objects.filter(netwerk=netwerk).exclude(pk__in=begeleiders.values("pk")),
    ]


def _taken(netwerk):
    eigen = [model.objects.filter(netwerk=netwerk) for model in (Mentorvraag, Overdracht, Taak)]
    return [*eigen, Begeleiding.objects.filter(deelname__netwerk=netwerk)]


def _berichten(netwerk):
    klaar = Bericht.objects.filter(context=netwerk.context)
    klaar = klaar.exclude(status__in=[Bericht.Status.GEPLAND, Bericht.Status.GEBUNDELD])
    return [klaar, Verzending.objects.filter(context=netwerk.context, berichten__isnull=True)]


def _toon_intake(netwerk, persoon):
    for intake in Intake.objects.filter(deelname__netwerk=netwerk, deelname__persoon=persoon):
        for antwoord in intake.antwoorden.exclude(tekst="").order_by("vraag"):
            yield Stuk(VRAGEN[antwoord.vraag].vraag, antwoord.tekst)
        if intake.bericht:
            yield Stuk("Wat de facilitator je schreef", intake.bericht)


def _toon_leiding(netwerk, persoon):
    rows = Contactmoment.objects.filter(deelname__netwerk=netwerk, deelname__persoon=persoon).order_by("pk")
    for contact in rows:
        gesprek = GESPREKKEN[contact.soort]
        kop = contact.get_soort_display().capitalize()
        yield Stuk(kop, f"Met {contact.naam}. {contact.get_status_display().capitalize()}.")
        for vraag in gesprek.vragen:
            if tekst := contact.antwoorden.get(vraag.code, ""):
                yield Stuk(f"{kop}: {vraag.vraag}", tekst)
        if contact.afspraken:
            yield Stuk(f"{kop}: wat jullie afspraken", contact.afspraken)


def _toon_contract(netwerk, persoon):
    for akkoord in Akkoord.objects.filter(versie__netwerk=netwerk, persoon=persoon).select_related("versie"):
        tekst = "Je ging akkoord." if akkoord.is_akkoord else f"Nog niet, want: {akkoord.bezwaar}"
        yield Stuk(f"Versie {akkoord.versie.nummer} van het contract", tekst)
    for reactie in Contractreactie.objects.filter(vraag__contract__netwerk=netwerk, persoon=persoon):
        yield Stuk("Je reactie op het contract", reactie.tekst)


def _toon_deelname(netwerk, persoon):
    for deelname in Deelname.objects.filter(netwerk=netwerk, persoon=persoon).order_by("pk"):
        sinds = f"van {dag(deelname.begonnen_op, met_jaar=True)}" if deelname.begonnen_op else ""
        tot = f" tot {dag(deelname.beeindigd_op, met_jaar=True)}" if deelname.beeindigd_op else ""
        yield Stuk(
            deelname.get_rol_display().capitalize(),
            f"{deelname.get_status_display()} {sinds}{tot}".strip().capitalize(),
        )
        if deelname.motivatie:
            yield Stuk("Waarom je mee wilde doen", deelname.motivatie)
        if deelname.toelichting_einde:
            yield Stuk("Wat je schreef toen je stopte", deelname.toelichting_einde)


def _lijst_contract(netwerk):
    versie = netwerk.contractversies.order_by("-nummer").first()
    artikelen = versie.artikelen if versie else []
    return Lijst("contract", "Contract", ("Vraag", "Afspraak"), [(a["vraag"], a["tekst"]) for a in artikelen])


def _lijst_deelnemers(netwerk):
    rijen = [(lid.persoon.naam, lid.persoon.functie, lid.persoon.werkplek, lid.rollen) for lid in get_leden(netwerk)]
    return Lijst("deelnemers", "Deelnemers", ("Naam", "Functie", "Organisatie", "Rol"), rijen)


def _lijst_randvoorwaarden(netwerk):
    rows = Randvoorwaarde.objects.filter(netwerk=netwerk).select_related("organisatie").order_by("code", "pk")
    rijen = [(str(r.organisatie or "Het hele netwerk"), r.code, r.get_status_display(), r.bewijs) for r in rows]
    return Lijst("randvoorwaarden", "Randvoorwaarden", ("School", "Punt", "Stand", "Waaraan je het ziet"), rijen)


def _lijst_netwerk(netwerk):
    velden = ("naam", "centrale_vraag", "doel", "thema", "doelgroep", "omschrijving", "start_datum", "eind_datum")
    rijen = [(str(netwerk._meta.get_field(veld).verbose_name), getattr(netwerk, veld)) for veld in velden]
    rijen += [("hoe het eindigde", netwerk.get_status_display()), ("erbij gezegd", netwerk.reden_afsluiting)]
    return Lijst("netwerk", "Netwerk", ("Wat", "Tekst"), rijen)


def _of_deelnames(model):
    return lambda netwerk: [model.objects.filter(deelname__netwerk=netwerk)]


def _own_of_deelnames(model):
    return lambda netwerk, persoon: [model.objects.filter(deelname__netwerk=netwerk, deelname__persoon=persoon)]


def register() -> None:
    for soort in (
        Gegevenssoort(
            "berichten", "De mails", "Welke mail wanneer naar wie ging.", WEG, _berichten,
            "Daarin staan namen en adressen.",
        ),
        Gegevenssoort(
            "deelnemers", "Wie meedeed", "Namen, aanmeldingen, uitnodigingen. Wie begeleidt blijft erbij staan.",
            (WISSEN, EXPORTEREN), _deelnemers, "Het bestand bevat namen en scholen, geen mailadressen.",
            toon=_toon_deelname, lijst=_lijst_deelnemers, jouw="Je deelname",
        ),
        Gegevenssoort(
            "leidinggevenden", "Wat leidinggevenden toezegden", "De kaarten van de drie gesprekken.", WEG,
            lambda n: [*_of_deelnames(Contactmoment)(n), *_of_deelnames(Functievraag)(n)], PERSOONLIJK,
            _own_of_deelnames(Contactmoment), _toon_leiding, jouw="Je gesprekken met je leidinggevende",
        ),
        Gegevenssoort(
            "intakes", "De intakes", "Antwoorden, notities en uitkomsten.", WEG,
            lambda n: [*_of_deelnames(Intake)(n), Intakekeuze.objects.filter(netwerk=n)], PERSOONLIJK,
            _own_of_deelnames(Intake), _toon_intake, jouw="Je intake",
        ),
        Gegevenssoort(
            "randvoorwaarden", "De randvoorwaarden", "Hoe het per school stond.", (WISSEN, BEWAREN, EXPORTEREN),
            lambda n: [Randvoorwaarde.objects.filter(netwerk=n), Startbesluit.objects.filter(netwerk=n)],
            lijst=_lijst_randvoorwaarden,
        ),
        Gegevenssoort(
            "contract", "Het contract", "De afspraken van de groep, met alle versies en reacties.",
            (EXPORTEREN, BEWAREN, WISSEN),
            lambda n: [Contract.objects.filter(netwerk=n), Contractversie.objects.filter(netwerk=n)],
            "In het bestand staat wat jullie afspraken, niet wie wat vond.",
            lambda n, p: [
                Akkoord.objects.filter(versie__netwerk=n, persoon=p),
                Contractreactie.objects.filter(vraag__contract__netwerk=n, persoon=p),
            ],
            _toon_contract, _lijst_contract, jouw="Wat je van het contract vond",
        ),
        Gegevenssoort(
            "taken", "Wie welke taak had", "De verdeling van de taken, en hoe de begeleiding was afgesproken.",
            (WISSEN, BEWAREN), _taken,
        ),
        Gegevenssoort(
            "start", "Het startdocument", "Wat jullie aan het begin opschreven, met alle versies.", (WISSEN, BEWAREN),
            lambda n: [Startversie.objects.filter(netwerk=n), Startplan.objects.filter(netwerk=n)],
        ),
        Gegevenssoort(
            "netwerk", "De pagina van het netwerk", "Vraag, doel, omschrijving en hoe het eindigde.", (DELEN, BEWAREN),
            lambda n: [], "Delen: zij blijft in de openbare lijst. Bewaren: alleen voor wie erbij hoort. "
            "Er staan geen namen in.", lijst=_lijst_netwerk,
        ),
    ):  # fmt: skip
        register_soort(soort)
