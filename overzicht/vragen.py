"""The queries of the cockpit and *Mijn overzicht*, prepared: these pages are open all day."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Aanwezigheid, Agendalink, Beurt, Bijeenkomst, Programmaonderdeel
from bijeenkomsten.oordeel.gebruikt import unrated
from evaluatie.models import Genodigde
from kern.prepared import prepared
from netwerken.contract.models import Akkoord
from netwerken.contract.stand import VELDEN, annotate_contract
from netwerken.mentor.models import Hulpgezien, Mentorvraag
from netwerken.models import (
    Belangstelling,
    Contactmoment,
    Deelname,
    Functievraag,
    Groepsbesluit,
    Groepsstem,
    Intake,
    Netwerk,
    Overdracht,
    Startplan,
    Uitnodiging,
)
from netwerken.randvoorwaarden.stand import annotate_gedaan, gedaan_voor_start
from netwerken.taken.models import Taak
from netwerken.taken.stand import annotate_taken, count_losgekomen, count_taken, count_vrij
from werkvormen.models import Werkvorm

AANMELDING = (Deelname.Status.AANGEMELD, Deelname.Status.INTAKE)


class Lid(NamedTuple):
    """As much of a Deelname and its Persoon as the cockpit shows; a person chip can draw it."""

    pk: int  # of the Persoon
    naam: str
    functie: str
    is_active: bool
    rol: str
    status: str
    intake: int | None  # whether there is one, when it was sent, and whether somebody decided
    verstuurd_op: datetime | None
    besloten_op: datetime | None
    # Of the contract of the netwerk, the same for everybody, and what this person said of its newest version.
    contract_open: bool | None
    contract_versie: int | None
    contract_bekrachtigd: datetime | None
    contract_herzien: date | None
    zei: bool | None
    mislukt: int  # invitations of the netwerk that did not arrive
    # Tasks: of which this person is asked to do them; of the netwerk, how many are free and how many came free again.
    taken_gevraagd: int
    taken_vrij: int
    taken_los: int
    hulp_gezien: bool  # put the offer of help for facilitators away
    vraagt_groep: bool  # the netwerk asks its group about somebody new
    draagt_over: bool  # goes through what is to be told with another facilitator


def _count_mislukt(netwerk, now):
    """Open invitations whose mail did not arrive (``Uitnodiging.stand`` says the same of one)."""
    goed = (Bericht.Status.GEPLAND, Bericht.Status.VERSTUURD)
    rows = Uitnodiging.objects.open(now=now).filter(netwerk=netwerk, geopend_op__isnull=True, bericht__isnull=False)
    return _count(rows.exclude(bericht__status__in=goed), "netwerk")


def _asks_group(netwerk):
    """Most groups ask nothing; those that do cost ``find_groepsvragen``."""
    return Exists(Groepsbesluit.objects.lopend().filter(deelname__netwerk=netwerk))


def _hands_over(netwerk, persoon, now):
    """Few people do; those cost ``find_overdrachten``."""
    return Exists(Overdracht.objects.te_bespreken(persoon, now).filter(netwerk=netwerk))


def _count(rows, of):
    return Coalesce(
        Subquery(rows.order_by().values(of).annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
    )


@prepared
def _find_leden(netwerk, now):
    rows = Deelname.objects.betrokken().filter(netwerk=netwerk).order_by("persoon__naam", "pk")
    intake = ("intake", "intake__verstuurd_op", "intake__besloten_op")
    gezegd = Akkoord.objects.filter(versie=OuterRef("netwerk__contract__laatste"), persoon=OuterRef("persoon"))
    contract = [f"netwerk__{veld}" for veld in VELDEN.values()]
    persoon = ("persoon", "persoon__naam", "persoon__functie", "persoon__is_active")
    netwerk_van = OuterRef("netwerk")
    return rows.annotate(
        zei=Subquery(gezegd.values("is_akkoord")[:1]),
        mislukt=_count_mislukt(netwerk_van, now),
        taken_gevraagd=count_taken(netwerk_van, gevraagd=OuterRef("persoon")),
        taken_vrij=count_vrij(netwerk_van),
        taken_los=count_losgekomen(netwerk_van),
        hulp_gezien=Exists(Hulpgezien.objects.filter(persoon=OuterRef("persoon"))),
        vraagt_groep=_asks_group(netwerk_van),
        draagt_over=_hands_over(netwerk_van, OuterRef("persoon"), now),
    ).values_list(
        *persoon,
        "rol",
        "status",
        *intake,
        *contract,
        "zei",
        "mislukt",
        "taken_gevraagd",
        "taken_vrij",
        "taken_los",
        "hulp_gezien",
        "vraagt_groep",
        "draagt_over",
    )


def read_leden(netwerk, now) -> list[Lid]:
    """Everybody who takes part or waits, once per role."""
    return [Lid._make(rij) for rij in _find_leden(netwerk.pk, now)]


@prepared
def find_netwerken_of(persoon, now):
    """The netwerken somebody belongs to or waits for; ``heeft_agendalink``, ``is_mentor`` and ``wacht_op_thema``
    are about the person.

    ``functie_gewisseld``: this person got other work and did not say yet whether this still fits;
    ``intake_open``: this person has not sent the own intake yet; ``intakes_klaar``: how many of others wait for a word.
    For who guides it: ``aanmeldingen`` and ``wachtlijst``, how many wait, and how many invitations are ``mislukt``.
    """
    mijn = Deelname.objects.betrokken().filter(persoon=persoon).values("netwerk")
    agendalink = Exists(Agendalink.objects.filter(persoon=persoon))
    van_netwerk = Intake.objects.filter(deelname__netwerk=OuterRef("pk"))
    klaar = van_netwerk.te_beslissen().exclude(deelname__persoon=persoon)
    deelnames = Deelname.objects.filter(netwerk=OuterRef("pk"))
    rows = (
        Netwerk.objects.filter(pk__in=mijn)
        .select_related("afsluiting")
        .for_list()
        .annotate(
            heeft_agendalink=agendalink,
            hulp_gezien=Exists(Hulpgezien.objects.filter(persoon=persoon)),
            vraagt_groep=_asks_group(OuterRef("pk")),
            draagt_over=_hands_over(OuterRef("pk"), persoon, now),
            is_mentor=Exists(Mentorvraag.objects.helped_by(persoon)),
            wacht_op_thema=Exists(Belangstelling.objects.filter(persoon=persoon)),
            functie_gewisseld=Exists(
                Functievraag.objects.open().filter(deelname__netwerk=OuterRef("pk"), deelname__persoon=persoon)
            ),
            intake_open=Exists(van_netwerk.in_te_vullen().filter(deelname__persoon=persoon)),
            intakes_klaar=_count(klaar, "deelname__netwerk"),
            aanmeldingen=_count(deelnames.filter(status__in=AANMELDING), "netwerk"),
            wachtlijst=_count(deelnames.filter(status=Deelname.Status.WACHTLIJST), "netwerk"),
            mislukt=_count_mislukt(OuterRef("pk"), now),
        )
    )
    rows = annotate_taken(annotate_contract(rows, persoon), persoon)
    return annotate_gedaan(rows).order_by("naam", "pk")


@prepared
def find_mentor_van(persoon):
    """Whom this person helps as mentor, longest first."""
    return Mentorvraag.objects.helped_by(persoon).select_related("persoon", "netwerk").order_by("updated_at", "pk")


@prepared
def find_overdrachten(persoon, now):
    """What this person hands over or takes over, with how many points are told."""
    rows = Overdracht.objects.te_bespreken(persoon, now).with_besproken().select_related("van", "naar")
    return rows.order_by("verloopt_op", "pk")


@prepared
def find_taken_of(persoon):
    """What this person does in the netwerken that go on."""
    rows = Taak.objects.nodig().filter(persoon=persoon)
    return rows.order_by("netwerk", "volgorde", "pk")


def _aggregate_onderdelen(expression):
    rows = Programmaonderdeel.objects.filter(bijeenkomst=OuterRef("pk")).order_by().values("bijeenkomst")
    return Coalesce(Subquery(rows.annotate(n=expression).values("n"), output_field=IntegerField()), 0)


@prepared(many=["netwerken"])
def find_bijeenkomsten(persoon, netwerken, sinds):
    """With the evaluation, what this person answered, and of the blocks: how many, how many minutes they are together,

    and how many have a time of their own or run beside another. With one of those the sum says nothing. And whether
    a werkvorm ``vraagt_oordeel``, and whether this person ``is_gevraagd`` to prepare it, or anybody (``vraagt``).
    """
    rows = Bijeenkomst.objects.filter(netwerk__in=netwerken, eindigt_op__gt=sinds)
    rows = rows.exclude(status=Bijeenkomst.Status.AFGELAST).select_related("meting").with_antwoord_of(persoon)
    beurten = Beurt.objects.filter(bijeenkomst=OuterRef("pk"), gepast=False)
    rows = rows.annotate(
        aantal_onderdelen=_aggregate_onderdelen(Count("pk")),
        som_onderdelen=_aggregate_onderdelen(Sum("minuten")),
        eigen_tijden=_aggregate_onderdelen(Count("pk", filter=Q(begint_vast__isnull=False) | Q(tegelijk=True))),
        vraagt_oordeel=Exists(unrated()),
        is_gevraagd=Exists(beurten.filter(persoon=persoon)),
        vraagt=Exists(beurten),
    )
    return rows.order_by("begint_op", "pk")


@prepared(many=["bijeenkomsten"])
def find_onderdelen(bijeenkomsten):
    """The blocks of some meetings, in order."""
    return Programmaonderdeel.objects.filter(bijeenkomst__in=bijeenkomsten).order_by("bijeenkomst", "volgorde")


@prepared(many=["bijeenkomsten"])
def find_beurten(bijeenkomsten, now):
    """The open questions to prepare these meetings, with who was asked; first asked first."""
    rows = Beurt.objects.open(now=now).filter(bijeenkomst__in=bijeenkomsten).select_related("persoon")
    return rows.order_by("updated_at", "pk")


@prepared
def _count_antwoorden(bijeenkomst):
    rows = Aanwezigheid.objects.of_leden().filter(bijeenkomst=bijeenkomst).order_by()
    return rows.values_list("antwoord").annotate(Count("pk"))


def count_antwoorden(bijeenkomst) -> dict[str, int]:
    """How many of who takes part now gave which answer."""
    return dict(_count_antwoorden(bijeenkomst.pk))


@prepared(many=["contexten"])
def find_verzendingen(contexten, now, tot):
    return Verzending.objects.filter(context__in=contexten).coming(now=now, tot=tot)


@prepared
def find_te_doen(persoon, now):
    return Genodigde.objects.to_do(persoon, now=now).select_related(None).select_related("meting__bijeenkomst")


@prepared
def find_aangeboden():
    return Werkvorm.objects.aangeboden().values_list("aangeboden_op", flat=True)


@prepared
def find_contactmomenten(persoon):
    """The cards for a leidinggevende of everything somebody takes part in now, in every netwerk."""
    return Contactmoment.objects.lid().filter(deelname__persoon=persoon).order_by("pk")


@prepared(many=["netwerken"])
def find_groepsvragen(persoon, netwerken):
    """The questions to the group that are not decided; ``ik_moet``: this person still has to answer."""
    rows = Groepsbesluit.objects.lopend().filter(deelname__netwerk__in=netwerken).exclude(deelname__persoon=persoon)
    stem = Groepsstem.objects.filter(besluit=OuterRef("pk"), persoon=persoon, geantwoord=False)
    return rows.annotate(ik_moet=Exists(stem)).select_related("deelname__persoon").order_by("sluit_op", "pk")


@prepared
def find_startplannen(persoon):
    """The netwerken somebody is preparing, the last one first."""
    return Startplan.objects.open_of(persoon)


@prepared
def find_gedaan_voor_start(netwerk):
    return gedaan_voor_start(netwerk)
