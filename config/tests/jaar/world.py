"""The networks and people with whom a simulated year begins, and how new people come in."""

from datetime import timedelta

from config.tests.jaar import leads
from config.tests.jaar.facts import LEADER, MEMBER, Network, Person
from netwerken import services
from netwerken.models import Netwerk
from personen.models import Organisatie, Persoon

REGIONS = ("noord", "midden", "zuid")


class World:
    """Knows which row belongs to which fact, and makes both."""

    def __init__(self, engine):
        self.engine, self.oracle, self.random = engine, engine.oracle, engine.random
        self.schools, self.rows, self.networks = [], {}, {}
        self.by_email = {}

    def build(self):
        self._make_schools()
        for number, size in enumerate(self.engine.size.networks):
            self._make_network(number, size)

    def _make_schools(self):
        for n, region in enumerate(REGIONS):
            board = Organisatie.objects.create(naam=f"Bestuur {n}", soort="bestuur", sector="vo", vakantieregio=region)
            for m in range(3):
                self.schools.append(
                    Organisatie.objects.create(
                        naam=f"School {n}.{m}", soort="school", sector="vo", deel_van=board, vakantieregio=region
                    )
                )

    def new_person(self):
        number = len(self.rows) + 1
        email = f"mens{number}@school{number % 7}.test"
        return self.known(Persoon.objects.create_user(email, naam=f"Mens {number}", organisatie=self.school()))

    def school(self):
        return self.random.choice(self.schools)

    def known(self, row):
        """The facts of a person, made when new."""
        if row.email not in self.by_email:
            region = row.organisatie.vakantieregio if row.organisatie else ""
            person = self.by_email[row.email] = Person(row.pk, row.email, region)
            self.oracle.people.append(person)
            self.rows[person] = row
        return self.by_email[row.email]

    def row(self, person):
        """As it is now in the database."""
        row = Persoon.objects.get(pk=person.pk)
        self.rows[person] = row
        return row

    def _make_network(self, number, size):
        """So long that the year sees its middle and what comes before its end."""
        self.make_network(number, size, length=400)

    def make_network(self, number, size, length):
        leader, first = self.new_person(), self.engine.today()
        last = first + timedelta(days=length)
        row = services.create_netwerk(
            by=self.rows[leader], rollen=[], naam=f"Kring {number}", centrale_vraag="Hoe leren wij van elkaar?",
            doel="Elke school probeert iets uit.", sector="vo", doelgroep="iedereen", omschrijving="Wij samen.",
            min_deelnemers=2, max_deelnemers=size + 1, start_datum=first, eind_datum=last,
        )  # fmt: skip
        network = Network(row.pk, row.naam, row.slug, size + 1)
        self.oracle.networks.append(network)
        network.first, network.last = first, last
        leads.begins(network, first, last)
        self.networks[network] = row
        self.oracle.joined(network, leader, LEADER, self.engine.now)
        services.publish_netwerk(row, by=self.rows[leader])
        services.start_werving(row, by=self.rows[leader])
        for _ in range(size - 1):
            self.sign_up(network, self.new_person())
        services.start_netwerk(row, by=self.rows[leader], reden="We beginnen klein.")
        return network

    def netwerk(self, network):
        return Netwerk.objects.get(pk=network.pk)

    def sign_up(self, network, person):
        with self.engine.commit():
            is_full = self.oracle.places(network) <= 0
            services.sign_up(self.netwerk(network), self.row(person))
            if is_full:
                self.oracle.queued(network, person, self.engine.now)
            else:
                self.oracle.joined(network, person, MEMBER, self.engine.now, mail="welkom")
