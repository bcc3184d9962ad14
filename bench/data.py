"""A world of data: at scale 1 two thousand networks, forty thousand persons, twenty thousand meetings.

``python -m bench.data 0.01`` fills the (migrated, empty) database of DATABASE_URL. Everything is made by counting, so
two runs give the same world. The answers to 14,000 evaluations, and to the barometers, more than a million each, are
counted in Teller as always.
"""

import random
import sys
from datetime import datetime, time, timedelta
from itertools import count

import django
from django.utils import timezone

django.setup()

from bench import subsidie
from bench.copy import copy, reset_sequences
from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Aanwezigheid, Agendalink, Bijeenkomst, Programmaonderdeel
from evaluatie.beelden.models import Beeld
from evaluatie.beelden.rekenen import Deel, make_beelden
from evaluatie.beelden.services import SECTOREN as BEELDSECTOREN
from evaluatie.beelden.services import SOORTEN as BEELDSOORTEN
from evaluatie.beelden.services import begin_of, vorige
from evaluatie.models import Genodigde, Gevraagde, Meting, OpenAntwoord, Teller, Vragenlijst
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from evaluatie.vragenlijst.document import fingerprint
from fasen.inhoud import FASEN
from fasen.models import Fasestap, FaseVerloop
from netwerken.models import Deelname, Netwerk
from personen.models import Organisatie, Persoon, Provincie
from werkvormen.models import Kenmerk, Werkvorm

LIJST = get_shipped(BIJEENKOMST)
VINGERAFDRUK = fingerprint(LIJST)
BAROMETER = get_shipped("barometer")
BAROMETERS, MEESTE_BAROMETERS = 2, 10  # in the half year before this one; the networks of who measures have more
TUSSEN_BAROMETERS = timedelta(days=70)
HALFJAREN = 6  # of which there are pictures
PER_NETWERK = 20  # deelnemers
PER_FACILITATOR = 3  # networks one facilitator guides
GEWEEST, KOMEND = 7, 3  # meetings of a network
ONDERDELEN = 4
DRAAIBOEK = 20  # blocks of every meeting but the next, in the networks of the one who measures
EIGEN_WERKVORMEN = 3  # of every facilitator, beside the catalogue
# What is sent around a meeting, with the days before or after it.
SOORTEN = (
    ("bijeenkomsten.vastgesteld", -28),
    ("bijeenkomsten.voorbereiders", -21),
    ("bijeenkomsten.programma", -7),
    ("bijeenkomsten.morgen", -1),
    ("evaluatie.vraag", 1),
)
GENODIGD, INGEVULD, OPEN_INGEVULD = (
    19,
    14,
    6,
)  # of a closed evaluation: all but the facilitator, and most of them answered
SECTOREN = ("po", "vo", "po_vo")
THEMAS = (
    "burgerschap",
    "rekenen",
    "doorstroom",
    "samen opleiden",
    "begeleiding van starters",
    "digitale geletterdheid",
)


class World:
    def __init__(self, scale):
        self.netwerken = max(int(2000 * scale), PER_FACILITATOR)
        self.personen = self.netwerken * PER_NETWERK
        self.academie = self.personen + 1  # who works there
        self.organisaties = max(self.personen // 10, 1)
        self.now = timezone.now().replace(minute=0, second=0, microsecond=0)
        self.random = random.Random(7)
        self.ids = {}

    def next_id(self, model):
        return next(self.ids.setdefault(model, count(1)))

    # --- who ---

    def deelnemers_of(self, netwerk):
        """Every person takes part in one network."""
        return range((netwerk - 1) * PER_NETWERK + 1, netwerk * PER_NETWERK + 1)

    def facilitator_of(self, netwerk):
        """The first deelnemer of every third network guides it and the two after it."""
        return (netwerk - 1) // PER_FACILITATOR * PER_FACILITATOR * PER_NETWERK + 1

    def moment_of(self, nummer):
        """The meetings of a network: the last one of the past was five days ago, the next is in nine."""
        days = 28 * (nummer - GEWEEST)
        return self.now + timedelta(days=days + 23 if nummer < GEWEEST else days + 9)

    def meetings_of(self, netwerk):
        """Their numbers in the network with their keys."""
        return ((nummer, (netwerk - 1) * (GEWEEST + KOMEND) + nummer + 1) for nummer in range(GEWEEST + KOMEND))

    def barometers_of(self, netwerk):
        """When they opened, the newest first, with their keys: behind those of the meetings."""
        keys = self.netwerken * (GEWEEST + KOMEND) + (netwerk - 1) * MEESTE_BAROMETERS
        laatste = timezone.make_aware(datetime.combine(begin_of(self.now.date()), time(9))) - timedelta(days=21)
        for nummer in range(MEESTE_BAROMETERS if netwerk <= PER_FACILITATOR else BAROMETERS):
            yield keys + nummer + 1, laatste - nummer * TUSSEN_BAROMETERS

    # --- rows ---

    def make_organisaties(self):
        for n in range(1, self.organisaties + 1):
            regio = Provincie.values[n % len(Provincie.values)]
            naam = f"School {self.random.randrange(10**6)} de Voorbeeldhof"
            yield Organisatie(
                pk=n, naam=naam, soort="school", sector=SECTOREN[n % 2], plaats="Zutphen", provincie=regio
            )

    def make_personen(self):
        for n in range(1, self.personen + 1):
            naam = f"Voornaam{n % 997} Achternaam{n % 1009}"
            yield Persoon(
                pk=n, email=f"p{n}@school.test", naam=naam, password="!", organisatie_id=n % self.organisaties + 1
            )
        yield Persoon(
            pk=self.academie, email="academie@school.test", naam="Academie", password="!", platformrol="academie",
            academie_sector="po_vo",
        )  # fmt: skip

    def make_netwerken(self):
        for n in range(1, self.netwerken + 1):
            yield Netwerk(
                pk=n, naam=f"{THEMAS[n % len(THEMAS)].title()} {n}", slug=f"netwerk-{n}", sector=SECTOREN[n % 3],
                centrale_vraag="Hoe krijgen we op onze scholen ruimte om van elkaar te leren?",
                doel="Elke school probeert in dit jaar één nieuwe aanpak uit.", doelgroep="teamleiders en docenten",
                thema=THEMAS[n % len(THEMAS)], omschrijving="Zes keer per jaar een middag samen. " * 5,
                regio=Provincie.values[n % len(Provincie.values)], toegang=("open", "gesloten")[n % 2],
                max_deelnemers=PER_NETWERK + n % 5, start_datum=self.now.date() - timedelta(days=200 + n % 90),
                eind_datum=self.now.date() + timedelta(days=200), is_openbaar=n % 5 != 0, status="gestart",
            )  # fmt: skip

    def make_deelnames(self):
        begin = self.now.date() - timedelta(days=200)
        for netwerk in range(1, self.netwerken + 1):
            rollen = [(persoon, "deelnemer") for persoon in self.deelnemers_of(netwerk)]
            rollen.append((self.facilitator_of(netwerk), "facilitator"))
            for persoon, rol in rollen:
                yield Deelname(
                    pk=self.next_id(Deelname), netwerk_id=netwerk, persoon_id=persoon, rol=rol, begonnen_op=begin
                )

    def make_verlopen(self):
        for netwerk in range(1, self.netwerken + 1):
            lopend = netwerk % len(FASEN)
            for nummer, fase in enumerate(FASEN):
                begonnen = self.now - timedelta(days=200 - 30 * nummer)
                tijden = {"begonnen_op": begonnen} if nummer <= lopend else {}
                if nummer < lopend:
                    tijden["afgerond_op"] = begonnen + timedelta(days=30)
                status = "lopend" if nummer == lopend else "afgerond" if nummer < lopend else "gepland"
                yield FaseVerloop(
                    pk=self.next_id(FaseVerloop), netwerk_id=netwerk, fase=fase.slug, status=status, **tijden
                )

    def make_stappen(self):
        for netwerk in range(1, self.netwerken + 1):
            for nummer in range(netwerk % len(FASEN)):
                yield Fasestap(
                    pk=self.next_id(Fasestap), netwerk_id=netwerk, van=FASEN[nummer].slug, naar=FASEN[nummer + 1].slug,
                    reden="Iedereen heeft een vraag scherp.", op=self.now - timedelta(days=170 - 30 * nummer),
                )  # fmt: skip

    def make_bijeenkomsten(self):
        for netwerk in range(1, self.netwerken + 1):
            for nummer, pk in self.meetings_of(netwerk):
                begin = self.moment_of(nummer)
                yield Bijeenkomst(
                    pk=pk, netwerk_id=netwerk, titel=f"Samen werken aan ons plan, deel {nummer + 1}",
                    doel="Na afloop weet iedereen wat de volgende stap is.", begint_op=begin,
                    eindigt_op=begin + timedelta(hours=3), locatie="Voorbeeldhof", adres="Kastanjelaan 8",
                    plaats="Zutphen", status="gehouden" if nummer < GEWEEST else "gepland",
                    terugblik="Een goede middag. " * 8,
                )  # fmt: skip

    def make_onderdelen(self):
        for netwerk in range(1, self.netwerken + 1):
            for nummer, bijeenkomst in self.meetings_of(netwerk):
                is_vol = netwerk <= PER_FACILITATOR and nummer != GEWEEST
                for volgorde in range(1, (DRAAIBOEK if is_vol else ONDERDELEN) + 1):
                    yield Programmaonderdeel(
                        pk=self.next_id(Programmaonderdeel), bijeenkomst_id=bijeenkomst, volgorde=volgorde,
                        titel=f"Onderdeel {volgorde}", minuten=9 if is_vol else 45, wie="Marit en Noor",
                        vraag="Wat neem je mee naar je eigen school?", materiaal="Stiften\nKaartjes",
                    )  # fmt: skip

    def make_aanwezigheden(self):
        """All answered for the past and the next meeting."""
        for netwerk in range(1, self.netwerken + 1):
            for nummer, pk in self.meetings_of(netwerk):
                if nummer > GEWEEST:
                    continue
                for persoon in self.deelnemers_of(netwerk):
                    komt = (persoon + nummer) % 5 != 0
                    yield Aanwezigheid(
                        pk=self.next_id(Aanwezigheid), bijeenkomst_id=pk, persoon_id=persoon,
                        antwoord="komt" if komt else "komt_niet", aanwezig=komt if nummer < GEWEEST else None,
                    )  # fmt: skip

    def make_vragenlijst(self):
        yield Vragenlijst.make(LIJST)
        yield Vragenlijst.make(BAROMETER)

    def make_metingen(self):
        """One for every meeting that was; the last one is still open."""
        for netwerk in range(1, self.netwerken + 1):
            for nummer, pk in self.meetings_of(netwerk):
                if nummer >= GEWEEST:
                    continue
                opent = self.moment_of(nummer) + timedelta(days=1)
                gesloten = (
                    {} if self._is_open(nummer) else {"status": "gesloten", "genodigd": GENODIGD, "ingevuld": INGEVULD}
                )
                yield Meting(
                    pk=pk, netwerk_id=netwerk, bijeenkomst_id=pk, opent_op=opent, sluit_op=opent + timedelta(days=14),
                    vragenlijst_id=VINGERAFDRUK, **gesloten,
                )  # fmt: skip

        for netwerk in range(1, self.netwerken + 1):
            for pk, opent in self.barometers_of(netwerk):
                yield Meting(
                    pk=pk, netwerk_id=netwerk, soort="barometer", naam=f"Netwerkbarometer {opent:%Y}", opent_op=opent,
                    sluit_op=opent + timedelta(days=14), vragenlijst_id=fingerprint(BAROMETER), status="gesloten",
                    genodigd=GENODIGD, ingevuld=INGEVULD,
                )  # fmt: skip

    def make_gevraagden(self):
        """The same group every time, so that every figure is exact and there is a course."""
        for netwerk in range(1, self.netwerken + 1):
            for meting, _ in self.barometers_of(netwerk):
                for persoon in self.deelnemers_of(netwerk):
                    if persoon != self.facilitator_of(netwerk):
                        yield Gevraagde(pk=self.next_id(Gevraagde), meting_id=meting, persoon_id=persoon)

    def _is_open(self, nummer):
        return nummer == GEWEEST - 1

    def _past(self):
        for netwerk in range(1, self.netwerken + 1):
            for nummer, pk in self.meetings_of(netwerk):
                if nummer < GEWEEST:
                    yield netwerk, nummer, pk

    def make_tellers(self):
        """Every question was answered by everybody who answered: mostly a 4, some 3 and 5, one without opinion."""
        for _, nummer, meting in self._past():
            yield from self._count(LIJST, meting, OPEN_INGEVULD if self._is_open(nummer) else INGEVULD)
        for netwerk in range(1, self.netwerken + 1):
            for meting, _ in self.barometers_of(netwerk):
                yield from self._count(BAROMETER, meting, INGEVULD)

    def _count(self, lijst, meting, ingevuld):
        for vraag in lijst.geteld:
            rest = dict.fromkeys(vraag.waarden, 0) | {0: 1, 3: ingevuld // 3, 5: (meting + len(vraag.code)) % 4}
            rest[4] = ingevuld - sum(rest.values())
            for waarde, aantal in rest.items():
                yield Teller(
                    pk=self.next_id(Teller), meting_id=meting, vraag=vraag.code, waarde=waarde, aantal=aantal
                )  # fmt: skip

    def make_beelden(self):
        """Of every kind and half year before those that the night would still make: as full as a picture can be."""
        vanaf = vorige(vorige(begin_of(self.now.date())))
        for _ in range(HALFJAREN):
            vanaf = vorige(vanaf)
            for soort in BEELDSOORTEN:
                lijst = get_shipped(soort)
                telling = {vraag.code: dict.fromkeys(vraag.waarden, 900) for vraag in lijst.geteld}
                deel = Deel((INGEVULD,) * 600, telling, dict.fromkeys(telling, 600))
                for sector, velden in make_beelden(lijst, dict.fromkeys(SECTOREN, deel), BEELDSECTOREN).items():
                    yield Beeld(pk=self.next_id(Beeld), soort=soort, vanaf=vanaf, sector=sector, **velden)

    def make_teksten(self):
        for _, _, meting in self._past():
            for n in range(3):
                yield OpenAntwoord(meting_id=meting, vraag="ev2-3", tekst=f"Hoe nemen we het team mee, vraag {n}?")

    def make_genodigden(self):
        """Only of what is still open; closing throws them away."""
        for netwerk, nummer, meting in self._past():
            if self._is_open(nummer):
                for nummer_in_groep, persoon in enumerate(self.deelnemers_of(netwerk)):
                    if persoon != self.facilitator_of(netwerk):
                        yield Genodigde(
                            pk=self.next_id(Genodigde), meting_id=meting, persoon_id=persoon, soort="aanwezig",
                            ingevuld=nummer_in_groep > PER_NETWERK - 1 - OPEN_INGEVULD,
                        )  # fmt: skip

    def make_verzendingen(self):
        for netwerk in range(1, self.netwerken + 1):
            for nummer, bijeenkomst in self.meetings_of(netwerk):
                for n, (soort, dagen) in enumerate(SOORTEN):
                    op = self.moment_of(nummer) + timedelta(days=dagen)
                    klaar = {"status": "uitgevoerd", "uitgevoerd_op": op} if op < self.now else {}
                    yield Verzending(
                        pk=(bijeenkomst - 1) * len(SOORTEN) + n + 1, soort=soort, op=op,
                        sleutel=f"bench:{bijeenkomst}:{soort}", context=f"netwerk:{netwerk}",
                        aanleiding=f"bijeenkomst:{bijeenkomst}", titel="Bericht rond de bijeenkomst", **klaar,
                    )  # fmt: skip

    def make_agendalinks(self):
        for persoon in sorted({self.facilitator_of(netwerk) for netwerk in range(1, self.netwerken + 1)}):
            yield Agendalink(pk=self.next_id(Agendalink), persoon_id=persoon, token=f"agenda-van-persoon-{persoon:08}")

    def make_berichten(self):
        """What one of these messages became, for everybody."""
        for netwerk, nummer, bijeenkomst in self._past():
            verzending = (bijeenkomst - 1) * len(SOORTEN) + 1
            op = self.moment_of(nummer) + timedelta(days=SOORTEN[0][1])
            for persoon in self.deelnemers_of(netwerk):
                yield Bericht(
                    pk=self.next_id(Bericht), soort="bijeenkomsten.vastgesteld",
                    sleutel=f"bench:{verzending}:{persoon}", verzending_id=verzending, aan_id=persoon,
                    context=f"netwerk:{netwerk}", aanleiding=f"bijeenkomst:{bijeenkomst}", op=op, probeer_op=op,
                    status="verstuurd", verstuurd_op=op,
                    pogingen=1, onderwerp="We zien elkaar weer",
                )  # fmt: skip


ORDER = [
    (Organisatie, World.make_organisaties), (Persoon, World.make_personen), (Netwerk, World.make_netwerken),
    (Deelname, World.make_deelnames), (FaseVerloop, World.make_verlopen), (Fasestap, World.make_stappen),
    (Bijeenkomst, World.make_bijeenkomsten), (Programmaonderdeel, World.make_onderdelen),
    (Aanwezigheid, World.make_aanwezigheden), (Vragenlijst, World.make_vragenlijst), (Meting, World.make_metingen),
    (Gevraagde, World.make_gevraagden), (Teller, World.make_tellers), (Beeld, World.make_beelden),
    (OpenAntwoord, World.make_teksten), (Genodigde, World.make_genodigden),
    (Agendalink, World.make_agendalinks), (Verzending, World.make_verzendingen),
    (Bericht, World.make_berichten),
    *subsidie.ORDER,
]  # fmt: skip


def load_werkvormen(world):
    """What facilitators wrote for themselves, beside the catalogue that is there: those the search must pass by."""
    voorbeelden = list(Werkvorm.objects.prefetch_related("kenmerken").order_by("pk")[:EIGEN_WERKVORMEN])
    facilitators = sorted({world.facilitator_of(netwerk) for netwerk in range(1, world.netwerken + 1)})
    eigen, kenmerken = [], []
    for persoon in facilitators:
        for voorbeeld in voorbeelden:
            velden = {field.attname: getattr(voorbeeld, field.attname) for field in Werkvorm._meta.fields}
            anders = {"id": None, "code": "", "geladen": "", "slug": f"eigen-{len(eigen)}", "status": "eigen"}
            eigen.append(Werkvorm(**velden | anders | {"eigenaar_id": persoon}))
            kenmerken.append([Kenmerk(soort=k.soort, waarde=k.waarde) for k in voorbeeld.kenmerken.all()])
    for werkvorm, rijen in zip(Werkvorm.objects.bulk_create(eigen), kenmerken, strict=True):
        for rij in rijen:
            rij.werkvorm = werkvorm
    Kenmerk.objects.bulk_create(rij for rijen in kenmerken for rij in rijen)
    return len(eigen)


def fill(scale):
    world = World(scale)
    made = {model._meta.verbose_name_plural: copy(model, make(world)) for model, make in ORDER}
    made["eigen werkvormen"] = load_werkvormen(world)
    reset_sequences([model for model, _ in ORDER if model is not OpenAntwoord])
    print(", ".join(f"{number} {name}" for name, number in made.items()))


if __name__ == "__main__":
    fill(float(sys.argv[1]))
