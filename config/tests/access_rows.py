"""The rows of the access table; test_access_table.py explains the words and knocks on the doors."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import resolve

from berichten.handelingen import link
from bijeenkomsten.links import ics_link
from bijeenkomsten.models import Sjabloon
from bijeenkomsten.tests.factories import AgendalinkFactory
from evaluatie.zaal.adres import make_adres as make_zaal_adres
from netwerken import aanvaarden
from werkvormen.tests.factories import WerkvormFactory

# One word each for:  anoniem buitenstaander deelnemer facilitator penvoerder academie beheer
PUBLIC = "ok ok ok ok ok ok ok"
GUEST = "ok go go go go go go"  # signing in: for who is not
PERSONAL = "in ok ok ok ok ok ok"  # everyone sees their own
# In a public network one may know of the inside (403), of its meetings one may not (404).
MEMBERS = "in 403 ok ok ok 403 403"
GUIDES = "in 403 403 ok ok 403 403"
FACILITATOR = "in 403 403 ok 403 403 403"
DEELNEMER = "in 403 ok 403 403 403 403"  # about one's own part as deelnemer
MEMBERS_INSIDE = "in 404 ok ok ok 404 404"
GUIDES_INSIDE = "in 404 403 ok ok 404 404"
MEMBERS_BUT_PENVOERDER = "in 403 ok ok 403 403 403"
NOT_FOUND = "404 404 404 404 404 404 404"
WRITERS = "in 403 403 ok 403 ok 403"  # who guides a network, and the academie
WRITER_OF_IT = "in 404 404 ok 404 404 404"  # not offered, of the facilitator
REVIEWERS = "in 404 404 403 404 ok 404"  # what is offered
WITHDRAWERS = "in 403 403 403 403 ok 403"
BEHEER = "404 404 404 404 404 404 ok"
NO = "405 405 405 405 405 405 405"  # an address without this method
INTAKE = "in 404 ok 404 404 404 404"  # the deelnemer has one
NOTHING = "in 404 404 404 404 404 404"  # theirs alone, and they have none
ACADEMIE = "in 403 403 403 403 ok 403"
OUTSIDER = "in ok 404 404 404 404 404"  # their own
NOBODY = "in 403 403 403 403 403 403"  # not before one's own advice is filed
SUBMITTERS = "in 404 403 403 ok 404 404"  # who speaks for a network
LOGIN_NO = "in 405 405 405 405 405 405"


@dataclass
class Row:
    name: str
    get: str
    post: str
    kwargs: Callable = lambda world: {}


def network(world):
    return {"slug": world.netwerk.slug}


def with_lijst(thing="", *, vraag=False):
    """A list of questions: the barometer, or one of the things; with ``vraag`` an own question in it."""

    def kwargs(world):
        code = getattr(world.things, thing).code if thing else "barometer"
        return network(world) | {"lijst": code} | ({"pk": world.things.eigen_vraag.pk} if vraag else {})

    return kwargs


def zaal(world):
    return {"token": resolve(urlsplit(make_zaal_adres(world.things.zaal)).path).kwargs["token"]}


def of(thing=None, **more):
    """The address of one thing in the network."""

    def kwargs(world):
        pk = {"pk": getattr(world.things, thing).pk} if thing else {}
        return network(world) | pk | more

    return kwargs


def pk_of(thing):
    """The address of one thing that is of no network."""
    return lambda world: {"pk": getattr(world.things, thing).pk}


def onderdeel(world):
    return of("bijeenkomst", onderdeel_pk=world.things.onderdeel.pk)(world)


def materiaal(world):
    return of("bijeenkomst", materiaal_pk=world.things.materiaal.pk)(world)


def werkvorm_in(world):
    return of("bijeenkomst", werkvorm=WerkvormFactory().slug)(world)


def sjabloon(world):
    bijeenkomst = world.things.bijeenkomst
    gedeeld = Sjabloon.objects.create(naam="x", netwerk=bijeenkomst.netwerk, minuten=60)
    return of("bijeenkomst", sjabloon_pk=gedeeld.pk)(world)


def beurt(world):
    return of("bijeenkomst", persoon=world.cast["deelnemer"].pk)(world)


def gast(world):
    return of("bijeenkomst", gast_pk=world.things.gast.pk)(world)


def gastvraag(world):
    return gast(world) | {"vraag_pk": world.things.gastvraag.pk}


def school_page(world):
    return of(pk=world.things.school.pk)(world)


def school(world):
    return school_page(world) | {"code": "RV-01"}


def versie(world):
    return of(nummer=world.things.contractversie.nummer)(world)


def aantekening(world):
    return of("bijeenkomst", aantekening_pk=world.things.aantekening.pk)(world)


def fasen(world):
    return {"netwerk_slug": world.netwerk.slug}


def fase(world):
    return fasen(world) | {"fase_slug": "verkenning"}


def next_fase(world):
    return fasen(world) | {"fase_slug": "ontwikkeling"}


def punt(world):
    return fase(world) | {"code": "kennen"}


def signaal(world):
    return fasen(world) | {"code": "netwerken.minimum"}


def aanvraag(world):
    """What the academie judges."""
    return {"sleutel": world.things.toewijzing.aanvraag.sleutel}


def aanvraag_toewijzing(world):
    return aanvraag(world) | {"pk": world.things.toewijzing.pk}


def aanvraag_criterium(world):
    return aanvraag(world) | {"criterium": "veld"}


def werkvorm(status):
    """One of the facilitator, in this state."""
    return lambda world: {"werkvorm_slug": getattr(world.things, f"werkvorm_{status}").slug}


def startplan(**more):
    return lambda world: {"sleutel": world.things.startplan.sleutel} | more


def draft(**more):
    """An aanvraag that was never handed in, or with ``pk`` one of the things with it."""

    def kwargs(world):
        rest = {naam: getattr(world.things, waarde).pk if naam == "pk" else waarde for naam, waarde in more.items()}
        return {"sleutel": world.things.aanvraag.sleutel} | rest

    return kwargs


def concept(world):
    return {"sleutel": world.things.concept.sleutel}


def named(naam):
    return lambda world: {"naam": naam}


def _of_url(url):
    return resolve(urlsplit(url).path).kwargs


def one_touch(world):
    return _of_url(link("aan", world.things.bijeenkomst.pk, world.cast["deelnemer"].pk))


def invitation(world):
    return _of_url(link(aanvaarden.CODE, world.things.uitnodiging.pk))


def ics_mail(world):
    return _of_url(ics_link(world.things.bijeenkomst, world.cast["deelnemer"]))


def feed(world):
    return {"token": AgendalinkFactory(persoon=world.cast["deelnemer"]).token}


def passkey(world):
    """Of somebody else: for everybody in the cast it does not exist."""
    return {"pk": world.things.passkey.pk}


def entree(world):
    """A provider that is not configured does not exist; with one these are tested in personen."""
    return {"aanbieder": "entree"}


def reset_key(world):
    return {"uidb36": "1", "key": "verlopen"}


_ROWS = [
    # berichten
    Row("berichten:gezond", PUBLIC, NO),
    Row("berichten:handeling", PUBLIC, PUBLIC, one_touch),
    Row("berichten:mail", "in 404 404 404 404 404 404", LOGIN_NO, named("weg.eml")),
    Row("berichten:mail_html", "in 404 404 404 404 404 404", LOGIN_NO, named("weg.eml")),
    Row("berichten:outbox", "in 404 404 404 404 404 ok", LOGIN_NO),
    Row("berichten:preferences", PERSONAL, PERSONAL),
    Row("berichten:resume_mail", LOGIN_NO, PERSONAL),
    Row("berichten:terugmelding", NO, "404 404 404 404 404 404 404"),  # until a mail service is set up
    # bijeenkomsten
    Row("bijeenkomsten:aantekening_delete", LOGIN_NO, GUIDES_INSIDE, aantekening),
    Row("bijeenkomsten:aanwezigheid", GUIDES_INSIDE, GUIDES_INSIDE, of("geweest")),
    Row("bijeenkomsten:academie_invite", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:academie_withdraw", LOGIN_NO, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:uitnodigingen", ACADEMIE, LOGIN_NO),
    Row("bijeenkomsten:uitnodiging_answer", LOGIN_NO, ACADEMIE, pk_of("academieuitnodiging")),
    Row("bijeenkomsten:afspraak_create", GUIDES_INSIDE, GUIDES_INSIDE, of("geweest")),
    Row("bijeenkomsten:afspraak_drop", MEMBERS_INSIDE, MEMBERS_INSIDE, of("afspraak")),
    Row("bijeenkomsten:afspraak_finish", LOGIN_NO, MEMBERS_INSIDE, of("afspraak")),
    Row("bijeenkomsten:afspraak_reopen", LOGIN_NO, MEMBERS_INSIDE, of("afspraak")),
    Row("bijeenkomsten:afspraak_update", GUIDES_INSIDE, GUIDES_INSIDE, of("afspraak")),
    Row("bijeenkomsten:afspraken", MEMBERS, LOGIN_NO, network),
    Row("bijeenkomsten:afspraken_export", MEMBERS, LOGIN_NO, of(soort="xlsx")),
    Row("bijeenkomsten:agendalink", PERSONAL, LOGIN_NO),
    Row("bijeenkomsten:agendalink_make", LOGIN_NO, PERSONAL),
    Row("bijeenkomsten:agendalink_stop", LOGIN_NO, PERSONAL),
    Row("bijeenkomsten:antwoord", LOGIN_NO, MEMBERS_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:bewijs", NOTHING, LOGIN_NO, network),
    Row("bijeenkomsten:bewijs_list", PERSONAL, LOGIN_NO),
    Row("bijeenkomsten:bewijs_pdf", NOTHING, LOGIN_NO, network),
    Row("bijeenkomsten:beurt_withdraw", LOGIN_NO, GUIDES_INSIDE, beurt),
    Row("bijeenkomsten:cancel", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:create", GUIDES, GUIDES, network),
    Row("bijeenkomsten:detail", MEMBERS_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:export", MEMBERS, LOGIN_NO, of(soort="xlsx")),
    Row("bijeenkomsten:feed", PUBLIC, NO, feed),
    Row("bijeenkomsten:gast", GUIDES_INSIDE, GUIDES_INSIDE, gast),
    Row("bijeenkomsten:gast_ask", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:gast_thank", LOGIN_NO, GUIDES_INSIDE, gast),
    Row("bijeenkomsten:gast_vraag_delete", LOGIN_NO, GUIDES_INSIDE, gastvraag),
    Row("bijeenkomsten:gast_vragen", MEMBERS_INSIDE, MEMBERS_INSIDE, gast),
    Row("bijeenkomsten:gast_withdraw", LOGIN_NO, GUIDES_INSIDE, gast),
    Row("bijeenkomsten:gastspreker", GUIDES, GUIDES, of("spreker")),
    Row("bijeenkomsten:gastspreker_delete", LOGIN_NO, GUIDES, of("spreker")),
    Row("bijeenkomsten:gastsprekers", GUIDES, LOGIN_NO, network),
    Row("bijeenkomsten:ics", MEMBERS_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:ics_mail", PUBLIC, NO, ics_mail),
    Row("bijeenkomsten:list", MEMBERS, LOGIN_NO, network),
    Row("bijeenkomsten:jaarplan_create", GUIDES, GUIDES, network),
    Row("bijeenkomsten:materiaal", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:materiaal_bestand", MEMBERS_INSIDE, LOGIN_NO, materiaal),
    Row("bijeenkomsten:materiaal_delete", LOGIN_NO, GUIDES_INSIDE, materiaal),
    Row("bijeenkomsten:move", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek", GUIDES_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_add", LOGIN_NO, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_blad", GUIDES_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_insert", LOGIN_NO, GUIDES_INSIDE, werkvorm_in),
    Row("bijeenkomsten:draaiboek_pauze", LOGIN_NO, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_pdf", GUIDES_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_redo", LOGIN_NO, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_stand", GUIDES_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_start", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:draaiboek_undo", LOGIN_NO, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:onderdeel", GUIDES_INSIDE, GUIDES_INSIDE, onderdeel),
    Row("bijeenkomsten:onderdeel_bezig", LOGIN_NO, "in 404 403 204 204 404 404", onderdeel),
    Row("bijeenkomsten:onderdeel_delete", LOGIN_NO, GUIDES_INSIDE, onderdeel),
    Row("bijeenkomsten:onderdeel_down", LOGIN_NO, GUIDES_INSIDE, onderdeel),
    Row("bijeenkomsten:onderdeel_minuten", LOGIN_NO, GUIDES_INSIDE, onderdeel),
    Row("bijeenkomsten:onderdeel_place", LOGIN_NO, GUIDES_INSIDE, onderdeel),
    Row("bijeenkomsten:onderdeel_save", LOGIN_NO, GUIDES_INSIDE, onderdeel),
    Row("bijeenkomsten:onderdeel_up", LOGIN_NO, GUIDES_INSIDE, onderdeel),
    Row("bijeenkomsten:oordeel", LOGIN_NO, "in 404 403 ok 403 404 404", of("geweest")),
    Row("bijeenkomsten:prikker_antwoord", LOGIN_NO, MEMBERS_INSIDE, of("prikker")),
    Row("bijeenkomsten:prikker_create", GUIDES, GUIDES, network),
    Row("bijeenkomsten:prikker_detail", MEMBERS_INSIDE, LOGIN_NO, of("prikker")),
    Row("bijeenkomsten:prikker_intrekken", GUIDES_INSIDE, GUIDES_INSIDE, of("prikker")),
    Row("bijeenkomsten:prikker_kies", LOGIN_NO, GUIDES_INSIDE, of("prikker")),
    Row("bijeenkomsten:prikker_verleng", GUIDES_INSIDE, GUIDES_INSIDE, of("prikker")),
    Row("bijeenkomsten:prikker_vrij", GUIDES, LOGIN_NO, network),
    Row("bijeenkomsten:opening_add", LOGIN_NO, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:programma", "in 404 403 go go 404 404", LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:programma_blad", MEMBERS_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:programma_pdf", MEMBERS_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:sjabloon_create", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:sjabloon_delete", LOGIN_NO, GUIDES_INSIDE, sjabloon),
    Row("bijeenkomsten:terugblik", GUIDES_INSIDE, GUIDES_INSIDE, of("geweest")),
    Row("bijeenkomsten:uitvoeren", GUIDES_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:uitvoeren_stand", GUIDES_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:uitvoeren_stap", LOGIN_NO, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:uitvoeren_werker", GUIDES_INSIDE, LOGIN_NO, of("bijeenkomst")),
    Row("bijeenkomsten:update", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:voorstel", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:voorbereiders", MEMBERS_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    Row("bijeenkomsten:voorbereiding", GUIDES_INSIDE, GUIDES_INSIDE, of("bijeenkomst")),
    # leren
    Row("leren:leren", MEMBERS, "in 403 ok 403 403 403 403", network),
    Row("leren:lezers", LOGIN_NO, "in 403 ok 403 403 403 403", network),
    # evaluatie
    Row("evaluatie:lijst_list", MEMBERS, LOGIN_NO, network),
    Row("evaluatie:lijst_detail", MEMBERS, LOGIN_NO, with_lijst()),
    Row("evaluatie:lijst_print", MEMBERS, LOGIN_NO, with_lijst()),
    Row("evaluatie:lijst_export", MEMBERS, LOGIN_NO, with_lijst()),
    Row("evaluatie:lijst_remove", LOGIN_NO, FACILITATOR, with_lijst("eigen_lijst")),
    Row("evaluatie:lijst_import", FACILITATOR, FACILITATOR, network),
    Row("evaluatie:lijst_blok", LOGIN_NO, FACILITATOR, network),
    Row("evaluatie:vraag_create", FACILITATOR, FACILITATOR, with_lijst()),
    Row("evaluatie:vraag_update", FACILITATOR, FACILITATOR, with_lijst(vraag=True)),
    Row("evaluatie:vraag_move", LOGIN_NO, FACILITATOR, with_lijst(vraag=True)),
    Row("evaluatie:vraag_remove", LOGIN_NO, FACILITATOR, with_lijst(vraag=True)),
    Row("evaluatie:beelden", "in 403 403 403 403 ok ok", LOGIN_NO),
    Row("evaluatie:lijst_all", ACADEMIE, ACADEMIE),
    Row("evaluatie:lijst_all_remove", LOGIN_NO, ACADEMIE, lambda world: {"pk": world.things.lijst_voor_allen.pk}),
    Row("evaluatie:quiz", PERSONAL, PERSONAL),
    Row("evaluatie:anoniem", "in 403 ok ok ok 403 403", LOGIN_NO, network),
    Row("evaluatie:list", "in 403 ok ok ok ok 403", LOGIN_NO, network),
    Row("evaluatie:ronde", "in 404 403 ok 403 403 404", LOGIN_NO, of("ronde")),
    Row("evaluatie:ronde_sla_over", LOGIN_NO, "in 404 403 ok 403 403 404", of("ronde")),
    Row("evaluatie:ronde_start", LOGIN_NO, "in 404 403 ok 403 403 404", of("ronde")),
    Row("evaluatie:ronde_verzet", LOGIN_NO, "in 404 403 ok 403 403 404", of("ronde")),
    Row("evaluatie:send_now", LOGIN_NO, FACILITATOR, of("geweest")),
    Row("evaluatie:niveaus", "in 403 ok ok ok 403 403", LOGIN_NO, network),
    Row("evaluatie:plan_gesprek", LOGIN_NO, "in 404 403 ok 403 403 404", of("barometer")),
    Row("evaluatie:speerpunt", "in 404 403 ok 403 403 404", "in 404 403 ok 403 403 404", of("barometer")),
    Row("evaluatie:vraag", FACILITATOR, FACILITATOR, of(code="barometer")),
    Row("evaluatie:vraag_kies", FACILITATOR, LOGIN_NO, network),
    Row("evaluatie:uitslag", "in 404 ok ok ok 403 404", LOGIN_NO, of("meting")),
    Row("evaluatie:uitslag_pdf", "in 404 ok ok ok 403 404", LOGIN_NO, of("barometer")),
    Row("evaluatie:uitslag_export", "in 404 ok ok ok 403 404", LOGIN_NO, of("barometer", soort="xlsx")),
    Row("evaluatie:uitslagen_export", "in 403 ok ok ok 403 403", LOGIN_NO, of(soort="csv")),
    Row("evaluatie:met_naam", FACILITATOR, FACILITATOR, of(code="barometer")),
    Row("evaluatie:verteld", "in 404 403 ok 403 403 404", LOGIN_NO, of("verteld")),
    Row("evaluatie:zaal", PUBLIC, PUBLIC, zaal),
    Row("evaluatie:zaal_open", "in 404 403 ok 403 404 404", "in 404 403 ok 403 404 404", of("geweest")),
    Row("evaluatie:zaal_scherm", "in 404 403 ok 403 403 404", "in 404 403 ok 403 403 404", of("zaal")),
    # fasen
    Row("fasen:detail", MEMBERS, LOGIN_NO, fase),
    Row("fasen:guide", PUBLIC, NO, lambda world: {"fase_slug": "verkenning"}),
    Row("fasen:kompas", MEMBERS, LOGIN_NO, fasen),
    Row("fasen:kompas_blok", MEMBERS, LOGIN_NO, fasen),
    Row("fasen:kompas_dispute", LOGIN_NO, GUIDES, signaal),
    Row("fasen:kompas_nog_niet", GUIDES, GUIDES, fasen),
    Row("fasen:kompas_restore", LOGIN_NO, GUIDES, signaal),
    Row("fasen:kompas_snooze", LOGIN_NO, GUIDES, signaal),
    Row("fasen:list", MEMBERS, LOGIN_NO, fasen),
    Row("fasen:move", GUIDES, GUIDES, next_fase),
    Row("fasen:plan", GUIDES, GUIDES, fasen),
    Row("fasen:public", PUBLIC, NO),
    Row("fasen:trends", ACADEMIE, LOGIN_NO),
    Row("fasen:punt", GUIDES, GUIDES, punt),
    Row("fasen:punt_terug", LOGIN_NO, GUIDES, punt),
    # netwerken
    Row("netwerken:accept", NO, PUBLIC, invitation),
    Row("netwerken:afsluiten", FACILITATOR, FACILITATOR, network),
    Row("netwerken:berichten", GUIDES, LOGIN_NO, network),
    Row("netwerken:berichten_export", GUIDES, LOGIN_NO, of(soort="xlsx")),
    Row("netwerken:contract", MEMBERS, LOGIN_NO, network),
    Row("netwerken:contract_agree", LOGIN_NO, MEMBERS_INSIDE, versie),
    Row("netwerken:contract_begin", LOGIN_NO, MEMBERS_BUT_PENVOERDER, network),
    Row("netwerken:contract_keep", FACILITATOR, FACILITATOR, network),
    Row("netwerken:contract_object", MEMBERS_INSIDE, MEMBERS_INSIDE, versie),
    Row("netwerken:contract_react", MEMBERS, MEMBERS, of("contractvraag")),
    Row("netwerken:contract_ronde", LOGIN_NO, FACILITATOR, network),
    Row("netwerken:contract_settle", FACILITATOR, FACILITATOR, network),
    Row("netwerken:contract_unreact", LOGIN_NO, "in 403 ok 404 404 403 403", of("contractreactie")),
    Row("netwerken:contract_versie", MEMBERS_INSIDE, LOGIN_NO, versie),
    Row("netwerken:contract_vraag", MEMBERS, MEMBERS, of("contractvraag")),
    Row("netwerken:contract_vraag_add", MEMBERS, MEMBERS, network),
    Row("netwerken:contract_vraag_drop", LOGIN_NO, FACILITATOR, of("contractvraag")),
    Row("netwerken:begeleiders", WRITERS, LOGIN_NO),
    Row("netwerken:begeleiders_dismiss", LOGIN_NO, WRITERS),
    Row("netwerken:mentor_ask", LOGIN_NO, FACILITATOR),
    Row("netwerken:mentor_offer", LOGIN_NO, FACILITATOR),
    Row("netwerken:mentor_end", LOGIN_NO, WRITER_OF_IT, lambda world: {"pk": world.things.mentorvraag.pk}),
    Row("netwerken:mentor_take", LOGIN_NO, NOTHING, lambda world: {"pk": world.things.mentorvraag.pk}),
    Row("netwerken:mentor_link", LOGIN_NO, WITHDRAWERS, lambda world: {"pk": world.things.mentorvraag.pk}),
    Row("netwerken:intervisie_mark", LOGIN_NO, "in 403 403 403 403 404 403"),
    Row("netwerken:overdracht", FACILITATOR, FACILITATOR, network),
    Row("netwerken:overdracht_vraag", WRITER_OF_IT, LOGIN_NO, of("overdracht")),
    Row("netwerken:overdracht_punt", LOGIN_NO, WRITER_OF_IT, of("overdracht", code="O-01")),
    Row("netwerken:overdracht_accept", LOGIN_NO, NOTHING, of("overdracht")),
    Row("netwerken:overdracht_decline", LOGIN_NO, NOTHING, of("overdracht")),
    Row("netwerken:overdracht_withdraw", LOGIN_NO, FACILITATOR, of("overdracht")),
    Row("netwerken:taken", MEMBERS, LOGIN_NO, network),
    Row("netwerken:taken_begin", LOGIN_NO, FACILITATOR, network),
    Row("netwerken:taken_verdelen", FACILITATOR, FACILITATOR, network),
    Row("netwerken:taak_add", FACILITATOR, FACILITATOR, network),
    Row("netwerken:taak_take", LOGIN_NO, MEMBERS, of("taak")),
    Row("netwerken:taak_pass", LOGIN_NO, MEMBERS, of("taak")),
    Row("netwerken:taak_return", LOGIN_NO, MEMBERS, of("taak")),
    Row("netwerken:begeleiding", FACILITATOR, FACILITATOR, of("begeleider")),
    Row("netwerken:contract_vraag_use", LOGIN_NO, FACILITATOR, of("contractvraag")),
    Row("netwerken:create", PERSONAL, PERSONAL),
    Row("netwerken:decline", GUIDES, GUIDES, of("aanmelding")),
    Row("netwerken:deelname_action", LOGIN_NO, GUIDES, of("aanmelding", actie="toelaten")),
    Row("netwerken:deelnemers", MEMBERS, LOGIN_NO, network),
    Row("netwerken:einde", GUIDES, GUIDES, of(uitkomst="gestopt")),
    Row("netwerken:export", FACILITATOR, LOGIN_NO, of(soort="csv")),
    Row("netwerken:functie", "in 403 ok 404 404 403 403", "in 403 ok 404 404 403 403", network),
    Row("netwerken:groepsbesluit", MEMBERS, LOGIN_NO, of("groepsbesluit")),
    Row("netwerken:groepsbesluit_answer", LOGIN_NO, MEMBERS, of("groepsbesluit")),
    Row("netwerken:groepsbesluit_ask", FACILITATOR, FACILITATOR, of("aanmelding")),
    Row("netwerken:groepsbesluit_close", LOGIN_NO, FACILITATOR, of("groepsbesluit")),
    Row("netwerken:groepsbesluit_decide", FACILITATOR, FACILITATOR, of("groepsbesluit")),
    Row("netwerken:groepsbesluit_extend", LOGIN_NO, FACILITATOR, of("groepsbesluit")),
    Row("netwerken:groepsbesluit_stop", LOGIN_NO, FACILITATOR, of("groepsbesluit")),
    Row("netwerken:hervat", LOGIN_NO, GUIDES, network),
    Row("netwerken:intake", INTAKE, INTAKE, network),
    Row("netwerken:intake_besluit", FACILITATOR, FACILITATOR, of("intakelid", uitkomst="past")),
    Row("netwerken:intake_besproken", LOGIN_NO, FACILITATOR, of("intakelid")),
    Row("netwerken:intake_dag", LOGIN_NO, FACILITATOR, of("intakelid")),
    Row("netwerken:intake_gesprek", FACILITATOR, FACILITATOR, of("intakelid")),
    Row("netwerken:intake_groep", INTAKE, INTAKE, of(nummer=2)),
    Row("netwerken:intake_save", LOGIN_NO, INTAKE, of(nummer=2)),
    Row("netwerken:intakes", FACILITATOR, LOGIN_NO, network),
    Row("netwerken:intakes_aankomst", LOGIN_NO, FACILITATOR, network),
    Row("netwerken:intakes_ask", LOGIN_NO, FACILITATOR, network),
    Row("netwerken:invite", GUIDES, GUIDES, network),
    Row("netwerken:invite_list", GUIDES, GUIDES, network),
    Row("netwerken:join", PERSONAL, PERSONAL, network),
    Row("netwerken:klok", LOGIN_NO, FACILITATOR, network),
    Row("netwerken:leave", PERSONAL, PERSONAL, network),
    Row("netwerken:leiding", "in 403 ok ok 403 ok 403", LOGIN_NO, network),
    Row("netwerken:leiding_actie", LOGIN_NO, DEELNEMER, of(soort="toezegging", actie="delen")),
    Row("netwerken:leiding_gedeeld", FACILITATOR, LOGIN_NO, of("contactmoment")),
    Row("netwerken:leiding_gesprek", DEELNEMER, DEELNEMER, of(soort="halverwege")),
    Row("netwerken:leiding_schrijven", DEELNEMER, DEELNEMER, of(soort="toezegging")),
    Row("netwerken:leiding_stap", DEELNEMER, LOGIN_NO, of(soort="borging")),
    Row("netwerken:leiding_tekenen", LOGIN_NO, DEELNEMER, of(soort="toezegging")),
    Row("netwerken:leiding_versturen", DEELNEMER, DEELNEMER, of(soort="toezegging")),
    Row("netwerken:message", GUIDES, GUIDES, of("verzending")),
    Row("netwerken:message_action", LOGIN_NO, GUIDES, of("verzending", actie="vasthouden")),
    Row("netwerken:opened", NO, "204 204 204 204 204 204 204", invitation),
    Row("netwerken:pakket", FACILITATOR, LOGIN_NO, network),
    Row("netwerken:pause", LOGIN_NO, "in 403 ok 404 404 403 403", of(actie="pauzeren")),
    Row("netwerken:pauze", GUIDES, GUIDES, network),
    Row("netwerken:nominate", MEMBERS, MEMBERS, network),
    Row("netwerken:publish", LOGIN_NO, GUIDES, network),
    Row("netwerken:randvoorwaarde", GUIDES, GUIDES, of(code="RV-21")),
    Row("netwerken:randvoorwaarde_school", GUIDES, GUIDES, school),
    Row("netwerken:randvoorwaarden", "in 403 ok ok ok ok 403", LOGIN_NO, network),
    Row("netwerken:randvoorwaarden_school", "in 403 403 ok ok 403 403", LOGIN_NO, school_page),
    Row("netwerken:remove", GUIDES, GUIDES, of("lid")),
    Row("netwerken:resend", LOGIN_NO, GUIDES, of("uitnodiging")),
    Row("netwerken:rollen", GUIDES, GUIDES, of("lid")),
    Row("netwerken:start_blad", WRITER_OF_IT, LOGIN_NO, startplan()),
    Row("netwerken:start_blad_pdf", WRITER_OF_IT, LOGIN_NO, startplan()),
    Row("netwerken:start_mail", WRITER_OF_IT, WRITER_OF_IT, startplan()),
    Row("netwerken:start_overzicht", WRITER_OF_IT, WRITER_OF_IT, startplan()),
    Row("netwerken:start_remove", LOGIN_NO, WRITER_OF_IT, startplan()),
    Row("netwerken:start_save", LOGIN_NO, WRITER_OF_IT, startplan(stap="doel")),
    Row("netwerken:start_stap", WRITER_OF_IT, WRITER_OF_IT, startplan(stap="doel")),
    Row("netwerken:startdocument", MEMBERS, LOGIN_NO, network),
    Row("netwerken:startdocument_pdf", MEMBERS, LOGIN_NO, network),
    Row("netwerken:startdocument_update", GUIDES, GUIDES, network),
    Row("netwerken:status", GUIDES, GUIDES, network),
    Row("netwerken:thema", ACADEMIE, LOGIN_NO, pk_of("thema")),
    Row("netwerken:thema_join", PERSONAL, PERSONAL),
    Row("netwerken:thema_leave", LOGIN_NO, OUTSIDER, pk_of("belangstelling")),
    Row("netwerken:thema_merge", LOGIN_NO, ACADEMIE, pk_of("thema")),
    Row("netwerken:thema_publish", LOGIN_NO, ACADEMIE, pk_of("thema")),
    Row("netwerken:thema_reject", LOGIN_NO, ACADEMIE, pk_of("thema")),
    Row("netwerken:thema_renew", LOGIN_NO, OUTSIDER, pk_of("belangstelling")),
    Row("netwerken:themas", PUBLIC, NO),
    Row("netwerken:themas_academie", ACADEMIE, ACADEMIE),
    Row("netwerken:toelating", FACILITATOR, FACILITATOR, network),
    Row("netwerken:vroeger", NOTHING, LOGIN_NO, network),
    Row("netwerken:vroeger_download", NOTHING, LOGIN_NO, network),
    Row("netwerken:vroeger_lijst", PERSONAL, LOGIN_NO),
    Row("netwerken:vroeger_wis", LOGIN_NO, "in 404 404 404 404 404 404", network),
    Row("netwerken:update", GUIDES, GUIDES, network),
    Row("netwerken:voorstel_assign", LOGIN_NO, ACADEMIE, pk_of("themavoorstel")),
    Row("netwerken:voorstel_back", LOGIN_NO, "in 404 404 404 404 ok 404", pk_of("themavoorstel")),
    Row("netwerken:voorstel_begin", LOGIN_NO, OUTSIDER, pk_of("themavoorstel")),
    Row("netwerken:voordracht_withdraw", LOGIN_NO, "in 403 404 ok 404 403 403", of("voordracht")),
    Row("netwerken:withdraw", LOGIN_NO, GUIDES, of("uitnodiging")),
    # kern
    Row("kern:security_txt", "404 404 404 404 404 404 404", NO),
    # overzicht
    Row("overzicht:home", PUBLIC, NO),
    Row("overzicht:hulp", PUBLIC, NO),
    Row("overzicht:mijn", PERSONAL, LOGIN_NO),
    Row("overzicht:netwerk", PUBLIC, NO, network),
    Row("overzicht:netwerken", PUBLIC, NO),
    Row("overzicht:privacy", PUBLIC, NO),
    Row("overzicht:stijlgids", BEHEER, BEHEER),
    Row("overzicht:toegankelijkheid", PUBLIC, NO),
    # personen
    Row("personen:profile", PERSONAL, PERSONAL),
    Row("personen:reauthenticate_by_code", PERSONAL, PERSONAL),
    Row("personen:resume", "in go go go go go go", LOGIN_NO),
    Row("personen:school_search", PUBLIC, NO),
    Row("personen:second_factor", "in go go go go go go", LOGIN_NO),  # nobody must, in the tests: on to the overview
    Row("personen:schoolaccount", PERSONAL, LOGIN_NO),
    Row("personen:schoolaccount_code", "in go go go go go go", PERSONAL),
    Row("personen:schoolaccount_nieuw", "in go go go go go go", PERSONAL),
    Row("personen:schoolaccount_start", NO, NOT_FOUND, entree),
    Row("personen:schoolaccount_terug", NOT_FOUND, NO, entree),
    Row("personen:schoolaccount_unlink", LOGIN_NO, PERSONAL, lambda world: {"pk": 1}),
    # subsidie
    Row("subsidie:home", PUBLIC, NO),
    Row("subsidie:netwerk", GUIDES, LOGIN_NO, network),
    Row("subsidie:regeling", PUBLIC, NO, lambda world: {"code": "vo-leernetwerken", "versie": 1}),
    Row("subsidie:ronde_create", ACADEMIE, ACADEMIE),
    Row("subsidie:ronde_renew", LOGIN_NO, ACADEMIE, pk_of("aanvraagronde")),
    Row("subsidie:ronde_update", ACADEMIE, ACADEMIE, pk_of("aanvraagronde")),
    Row("subsidie:rondes", ACADEMIE, LOGIN_NO),
    Row("subsidie:academie_aanvraag", ACADEMIE, LOGIN_NO, aanvraag),
    Row("subsidie:academie_aanvragen", ACADEMIE, LOGIN_NO),
    Row("subsidie:academie_aanvragen_export", ACADEMIE, LOGIN_NO, lambda world: {"soort": "xlsx"}),
    Row("subsidie:academie_compleet", LOGIN_NO, ACADEMIE, aanvraag),
    Row("subsidie:academie_toewijzen", LOGIN_NO, ACADEMIE, aanvraag),
    Row("subsidie:academie_toewijzing_weg", LOGIN_NO, ACADEMIE, aanvraag_toewijzing),
    Row("subsidie:academie_vragen", ACADEMIE, ACADEMIE, aanvraag),
    Row("subsidie:advies", ACADEMIE, ACADEMIE, aanvraag),
    Row("subsidie:belang", ACADEMIE, ACADEMIE, aanvraag),
    Row("subsidie:beoordelen", ACADEMIE, LOGIN_NO, aanvraag),
    Row("subsidie:beoordelen_vragen", LOGIN_NO, ACADEMIE, aanvraag),
    Row("subsidie:bespreken", NOBODY, NOBODY, aanvraag),
    # Decided by a beslisser once all advices are in, and read once it is told: subsidie/besluit/tests/test_views.py.
    Row("subsidie:besluit", NOTHING, NOTHING, aanvraag),
    Row("subsidie:besluit_take_back", LOGIN_NO, NOTHING, aanvraag),
    Row("subsidie:besluiten", NOBODY, NOBODY, pk_of("aanvraagronde")),
    Row("subsidie:brief", NOTHING, LOGIN_NO, aanvraag),
    Row("subsidie:brief_pdf", NOTHING, LOGIN_NO, aanvraag),
    Row("subsidie:oordeel", LOGIN_NO, ACADEMIE, aanvraag_criterium),
    Row("subsidie:werk", ACADEMIE, LOGIN_NO),
    # werkvormen
    Row("subsidie:aanvraag", MEMBERS_INSIDE, LOGIN_NO, draft()),
    Row("subsidie:akkoord", GUIDES_INSIDE, SUBMITTERS, draft()),
    Row("subsidie:begin", LOGIN_NO, GUIDES, lambda world: network(world) | {"ronde": world.things.aanvraag.ronde_id}),
    Row("subsidie:bijlage", GUIDES_INSIDE, LOGIN_NO, draft(pk="bijlage")),
    Row("subsidie:bijlage_create", LOGIN_NO, GUIDES_INSIDE, draft(onderdeel="waarom")),
    Row("subsidie:bijlage_delete", LOGIN_NO, GUIDES_INSIDE, draft(pk="bijlage")),
    Row("subsidie:indienen", GUIDES_INSIDE, SUBMITTERS, draft()),
    Row("subsidie:intrekken", SUBMITTERS, SUBMITTERS, draft()),
    Row("subsidie:onderdeel", GUIDES_INSIDE, GUIDES_INSIDE, draft(onderdeel="waarom")),
    Row("subsidie:onderdeel_save", LOGIN_NO, GUIDES_INSIDE, draft(onderdeel="begroting")),
    Row("subsidie:opmerking_create", LOGIN_NO, GUIDES_INSIDE, draft(onderdeel="begroting")),
    Row("subsidie:opmerking_settle", LOGIN_NO, GUIDES_INSIDE, draft(pk="opmerking")),
    Row("werkvormen:adapt", WRITERS, WRITERS, werkvorm("gepubliceerd")),
    Row("werkvormen:concept", WRITER_OF_IT, LOGIN_NO, concept),
    Row("werkvormen:create", WRITERS, WRITERS),
    Row("werkvormen:delete_concept", WRITER_OF_IT, WRITER_OF_IT, concept),
    Row("werkvormen:delete", WRITER_OF_IT, WRITER_OF_IT, werkvorm("eigen")),
    Row("werkvormen:detail", PUBLIC, NO, werkvorm("gepubliceerd")),
    Row("werkvormen:export", PUBLIC, NO),
    Row("werkvormen:export_one", "404 404 404 ok 404 404 404", NO, werkvorm("eigen")),
    Row("werkvormen:export_own", WRITERS, LOGIN_NO),
    Row("werkvormen:favorite", LOGIN_NO, PERSONAL, werkvorm("gepubliceerd")),
    Row("werkvormen:import", WRITERS, WRITERS),
    Row("werkvormen:list", PUBLIC, NO),
    Row("werkvormen:offer", LOGIN_NO, WRITER_OF_IT, werkvorm("eigen")),
    Row("werkvormen:own", WRITERS, LOGIN_NO),
    Row("werkvormen:publish", LOGIN_NO, REVIEWERS, werkvorm("aangeboden")),
    Row("werkvormen:queue", "in 403 403 403 403 ok 403", LOGIN_NO),
    Row("werkvormen:send_back", REVIEWERS, REVIEWERS, werkvorm("aangeboden")),
    Row("werkvormen:take_back", LOGIN_NO, "in 404 404 ok 404 403 404", werkvorm("aangeboden")),
    Row("werkvormen:update", WRITER_OF_IT, WRITER_OF_IT, werkvorm("eigen")),
    Row("werkvormen:withdraw", WITHDRAWERS, WITHDRAWERS, werkvorm("gepubliceerd")),
    # account
    Row("account_change_password", PERSONAL, PERSONAL),
    Row("account_confirm_login_code", "in go go go go go go", PERSONAL),
    Row("account_email", PERSONAL, PERSONAL),
    Row("account_email_verification_sent", "in go go go go go go", PERSONAL),
    Row("account_inactive", PUBLIC, NO),
    Row("account_login", GUEST, PUBLIC),
    Row("account_logout", "go ok ok ok ok ok ok", PUBLIC),
    Row("account_reauthenticate", PERSONAL, PERSONAL),
    Row("account_request_login_code", GUEST, PUBLIC),
    Row("account_reset_password", PUBLIC, PUBLIC),
    Row("account_reset_password_done", PUBLIC, NO),
    Row("account_reset_password_from_key", PUBLIC, PUBLIC, reset_key),
    Row("account_reset_password_from_key_done", PUBLIC, NO),
    Row("account_set_password", "in go go go go go go", PERSONAL),
    Row("account_signup", GUEST, PUBLIC),
    Row("mfa_activate_totp", PERSONAL, PERSONAL),
    Row("mfa_add_webauthn", PERSONAL, PERSONAL),
    Row("mfa_authenticate", "in go go go go go go", "in ok ok ok ok ok ok"),  # half-way signing in
    Row("mfa_deactivate_totp", NOTHING, NOTHING),
    Row("mfa_download_recovery_codes", NOTHING, NOTHING),
    Row("mfa_edit_webauthn", NOTHING, NOTHING, passkey),
    Row("mfa_generate_recovery_codes", PERSONAL, PERSONAL),
    Row("mfa_index", PERSONAL, LOGIN_NO),
    Row("mfa_list_webauthn", "in go go go go go go", LOGIN_NO),
    Row("mfa_login_webauthn", "in go go go go go go", "in ok ok ok ok ok ok"),
    Row("mfa_reauthenticate", "in go go go go go go", PERSONAL),  # on to the way this person has
    Row("mfa_reauthenticate_webauthn", "in go go go go go go", PERSONAL),
    Row("mfa_remove_webauthn", NOTHING, NOTHING, passkey),
    Row("mfa_view_recovery_codes", NOTHING, LOGIN_NO),
    Row("usersessions_list", PERSONAL, PERSONAL),
]
ROWS = {row.name: row for row in _ROWS}
