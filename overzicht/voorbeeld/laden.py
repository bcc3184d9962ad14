"""Writes the demo data. Networks that are there already stay as they are, so loading twice changes nothing."""

import random
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from berichten.models import Bericht, Verzending
from fasen.services import create_route, move_to
from kern.tijd import nu, werkochtend_na
from netwerken.models import Deelname, Netwerk, Uitnodiging
from overzicht.voorbeeld import (
    aanvragen,
    beoordelingen,
    besluiten,
    beurten,
    contracten,
    dagen,
    eigen,
    eindes,
    gasten,
    gidsen,
    groepsbesluiten,
    intakes,
    jaarplannen,
    kompas,
    leiding,
    lijsten,
    mentoren,
    omheen,
    oordelen,
    overdrachten,
    prikken,
    randvoorwaarden,
    rondes,
    rondes_subsidie,
    speerpunten,
    starten,
    taken,
    themas,
    trends,
    verhalen,
    verhalen_meer,
)
from overzicht.voorbeeld.mensen import Mensen, load_accounts
from personen.models import Persoon

VERHALEN = (
    verhalen.VERBINDEND_VERNIEUWEN,
    verhalen.EINDVERANTWOORDELIJK,
    verhalen.VROUWELIJK_LEIDERSCHAP_1,
    verhalen.VROUWELIJK_LEIDERSCHAP_2,
    verhalen_meer.ONDERNEMEND_LEREN,
    verhalen_meer.MOREEL_BERAAD,
    verhalen_meer.PERSOONLIJK_LEIDERSCHAP,
    verhalen_meer.SMART_GOVERNMENT,
    verhalen_meer.VAN_ONDEROP,
)
Rol, Status = Deelname.Rol, Deelname.Status

# e-mail, name, answer, how the mail went, days ago, opened
UITNODIGINGEN = (
    ("sem.hoekzema@terpland-college.test", "Sem Hoekzema", "geen", "verstuurd", 4, False),
    ("lotte.brandsma@klinkerhof-college.test", "Lotte Brandsma", "geen", "verstuurd", 4, True),
    ("nadia.elkadi@zandloper-lyceum.test", "Nadia el Kadi", "geen", "gepland", 0, False),
    ("ties.vreeswijk@rivierduin-colege.test", "Ties Vreeswijk", "geen", "mislukt", 3, False),
    ("roos.akkerhuis@heggenrank-college.test", "Roos Akkerhuis", "afgeslagen", "verstuurd", 9, True),
    ("bram.oldenziel@bosrand-college.test", "Bram Oldenziel", "ingetrokken", "verstuurd", 12, False),
    ("fenna.terpstra@lyceum-scheldezicht.test", "Fenna Terpstra", "geen", "verstuurd", 75, False),
)


@transaction.atomic
def load(*, now=None):
    """Load what is not there yet. Returns how many networks were made."""
    now = now or nu()
    mensen = Mensen()
    accounts = load_accounts(mensen.scholen)
    bestaand = set(Netwerk.objects.filter(slug__in=[v.slug for v in VERHALEN]).values_list("slug", flat=True))
    for verhaal in VERHALEN:
        # People are made in any case: the seed gives everybody the same place in the row.
        groep = _make_people(mensen, verhaal, accounts)
        if verhaal.slug not in bestaand:
            _load_netwerk(verhaal, groep, accounts, now)
    if verhalen.VERBINDEND_VERNIEUWEN.slug not in bestaand:
        eigen.load(accounts, now)
        themas.load(mensen, accounts, now)
        starten.load_plan(accounts, now)
        trends.load(now)
        rondes_van_subsidie = rondes_subsidie.load(now)
        besluiten.load(rondes_van_subsidie)
        aanvragen.load(rondes_van_subsidie["Winterronde"], now)
        beoordelingen.load()
    oordelen.count_all(now)
    return len(VERHALEN) - len(bestaand)


@transaction.atomic
def remove():
    """Take the demo networks away, with their mails and everybody who took part in nothing else. The accounts stay."""
    netwerken = Netwerk.objects.filter(slug__in=[verhaal.slug for verhaal in VERHALEN])
    contexten = [netwerk.context for netwerk in netwerken]
    mensen = set(Deelname.objects.filter(netwerk__in=netwerken).values_list("persoon", flat=True))
    Bericht.objects.filter(context__in=contexten).delete()
    Verzending.objects.filter(context__in=contexten).delete()
    beoordelingen.remove([verhaal.slug for verhaal in VERHALEN])
    aanvragen.remove([verhaal.slug for verhaal in VERHALEN])
    netwerken.delete()
    eigen.remove()
    mensen |= themas.remove()
    starten.remove()
    trends.remove()
    rondes_subsidie.remove()
    vrij = Persoon.objects.filter(pk__in=mensen, email__endswith=".test", deelnames__isnull=True)
    vrij.exclude(email__endswith="@leernetwerk.test").delete()


def _make_people(mensen, verhaal, accounts):
    """Who plays which part in this story."""
    per_school = 3 if verhaal.deelname_als == "organisatie" else 1
    vast = [accounts[adres] for adres in verhaal.accounts]
    extra = verhaal.aanmeldingen + verhaal.wachtlijst + verhaal.vertrokken
    gewoon = mensen.make(
        verhaal.mensen - len(vast) + extra, verhaal.functies, vrouwen=verhaal.vrouwen, per_school=per_school
    )
    deelnemers, rest = vast + gewoon[: len(gewoon) - extra], gewoon[len(gewoon) - extra :]
    return {
        "deelnemers": deelnemers,
        "rest": rest,
        "facilitator": accounts.get(verhaal.facilitator) or _make_facilitator(mensen),
        "penvoerder": accounts.get(verhaal.penvoerder) or deelnemers[-1],
    }


def _make_facilitator(mensen):
    return mensen.make(1, ("zelfstandig begeleider",), organisaties=mensen.bureaus)[0]


def _load_netwerk(verhaal, groep, accounts, now):
    vandaag = timezone.localdate(now)
    is_af = verhaal.status == "afgerond"
    netwerk = Netwerk.objects.create(
        slug=verhaal.slug, naam=verhaal.naam, centrale_vraag=verhaal.vraag, doel=verhaal.doel,
        doel_niveau=verhaal.doel_niveau, type=verhaal.type, indeling=verhaal.indeling, thema=verhaal.thema,
        sector=verhaal.sector, doelgroep=verhaal.doelgroep, regio=verhaal.regio, deelname_als=verhaal.deelname_als,
        toegang=verhaal.toegang, min_deelnemers=verhaal.plekken[0], max_deelnemers=verhaal.plekken[1],
        start_datum=vandaag + timedelta(days=verhaal.van), eind_datum=vandaag + timedelta(days=verhaal.tot),
        aantal_bijeenkomsten=verhaal.keren, eigenaar=verhaal.eigenaar, financiering=verhaal.financiering,
        omschrijving=verhaal.omschrijving, is_openbaar=verhaal.is_openbaar,
        status="gestart" if is_af else verhaal.status, gewijzigd_door=groep["facilitator"],
    )  # fmt: skip
    _load_deelnames(netwerk, verhaal, groep, vandaag, now)
    _load_route(netwerk, verhaal, groep["facilitator"], vandaag)
    rng = random.Random(verhaal.slug)  # noqa: S311 - the same story every time, no secret
    for dag in verhaal.dagen:
        dagen.load_dag(netwerk, verhaal, dag, groep=groep, rng=rng, now=now)
    if verhaal.jaarplan:
        jaarplannen.load_jaarplan(netwerk, verhaal, groep=groep, rng=rng, now=now)
    if verhaal.prik:
        prikken.load_prik(netwerk, verhaal.prik, groep=groep, now=now)
    if verhaal is verhalen.VERBINDEND_VERNIEUWEN:
        omheen.load(netwerk, groep["facilitator"])
        gasten.load(netwerk, groep, now)
        beurten.load(netwerk, groep, now)
        intakes.load(netwerk, groep, now)
        groepsbesluiten.load(netwerk, groep, now)
        kompas.load(netwerk, groep["facilitator"])
        leiding.load(netwerk, groep, now)
    intakes.load_aan_de_deur(netwerk, now)
    for onderwerp in (
        contracten,
        gidsen,
        mentoren,
        overdrachten,
        randvoorwaarden,
        rondes,
        lijsten,
        speerpunten,
        starten,
        taken,
    ):
        onderwerp.load(netwerk, groep, now)
    if verhaal is verhalen_meer.PERSOONLIJK_LEIDERSCHAP:
        _load_uitnodigingen(netwerk, groep, now)
    if is_af:
        eindes.load(netwerk, groep, accounts, now)


def _load_deelnames(netwerk, verhaal, groep, vandaag, now):
    begin = min(vandaag, netwerk.start_datum) if verhaal.van < 0 else vandaag - timedelta(days=10)
    gegevens = {"netwerk": netwerk, "begonnen_op": begin}
    rows = [Deelname(persoon=p, **gegevens) for p in groep["deelnemers"]]
    rows.append(Deelname(persoon=groep["facilitator"], rol=Rol.FACILITATOR, variant="procesbewaker", **gegevens))
    rows.append(Deelname(persoon=groep["penvoerder"], rol=Rol.PENVOERDER, **gegevens))
    rest = iter(groep["rest"])
    for i in range(verhaal.aanmeldingen):
        rows.append(_wacht(netwerk, next(rest), Status.INTAKE if i else Status.AANGEMELD))
    for i in range(verhaal.wachtlijst):
        rows.append(_wacht(netwerk, next(rest), Status.WACHTLIJST, wacht_sinds=now - timedelta(days=9 - 2 * i)))
    for _ in range(verhaal.vertrokken):
        weg = {"status": Status.UITGESTAPT, "beeindigd_op": vandaag - timedelta(days=60), "reden_einde": "baan"}
        rows.append(Deelname(persoon=next(rest), **gegevens, **weg))
    Deelname.objects.bulk_create(rows)
    wachtend = Deelname.objects.filter(netwerk=netwerk, status__in=Deelname.WACHTEND)
    wachtend.update(created_at=now - timedelta(days=4))


def _wacht(netwerk, persoon, status, **velden):
    motivatie = "Op onze school begint iets nieuws en ik wil weten hoe anderen dat doen."
    return Deelname(netwerk=netwerk, persoon=persoon, status=status, motivatie=motivatie, **velden)


def _load_route(netwerk, verhaal, facilitator, vandaag):
    for i, (fase, over, reden) in enumerate(verhaal.route):
        op = timezone.make_aware(datetime.combine(vandaag + timedelta(days=over), time(16, 30)))
        if i:
            move_to(netwerk, fase, reden=reden, by=facilitator, op=op)
        else:
            create_route(netwerk, begin=op, by=facilitator)


def _load_uitnodigingen(netwerk, groep, now):
    """One invitation in every state a facilitator can see; a member shows the accepted one."""
    lid = groep["deelnemers"][0]
    for email, naam, antwoord, mail, geleden, geopend in (
        *UITNODIGINGEN, (lid.email, lid.naam, "aanvaard", "verstuurd", 20, True),
    ):  # fmt: skip
        op = now - timedelta(days=geleden)
        uitnodiging = Uitnodiging.objects.create(
            netwerk=netwerk, email=email, naam=naam, antwoord=antwoord, uitgenodigd_door=groep["facilitator"],
            aanvaard_door=lid if antwoord == "aanvaard" else None,
            geopend_op=op + timedelta(hours=5) if geopend else None,
            verstuurd_dag=timezone.localdate(op), verloopt_op=op + timedelta(days=60),
        )  # fmt: skip
        uitnodiging.bericht = _make_bericht(uitnodiging, netwerk, mail, op if geleden else werkochtend_na(now))
        uitnodiging.save(update_fields=["bericht"])


def _make_bericht(uitnodiging, netwerk, mail, op):
    is_weg = mail == "verstuurd"
    return Bericht.objects.create(
        sleutel=f"netwerken.uitnodiging:{uitnodiging.pk}:1", soort="netwerken.uitnodiging", adres=uitnodiging.email,
        context=netwerk.context, aanleiding=netwerk.context, gegevens={"uitnodiging": uitnodiging.pk}, op=op,
        probeer_op=op, status=mail, verstuurd_op=op if is_weg else None, pogingen=0 if mail == "gepland" else 1,
        onderwerp=f"Doe je mee met {netwerk.naam}?" if is_weg else "",
        reden="Dit mailadres bestaat niet of weigert mail." if mail == "mislukt" else "",
    )  # fmt: skip
