"""People and schools that do not exist. Faker with a fixed seed: everybody who loads the demo meets the same people."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify
from faker import Faker

from personen.models import Organisatie, Persoon

WACHTWOORD = "samen-leren"
ZAAD = 2026

# Faker's Dutch surnames are those of medieval nobility; these sound like a staff room. None occurs in the sources.
_ACHTERNAMEN = """
Aarnink; Adriaanse; Akkermans; Altena; Appelo; Aydemir; Baarslag; Bakhuis; Bazuin; Beijering; Bergkamp;
Blankesteijn; Boerrigter; Bolhuis; Bouzid; Braam; Breukelaar; Brouwers; Buitenhuis; Cornelisse; Daalder;
Dekkers; Demir; Diepeveen; Doornbos; Drenth; Duursma; Eikelboom; El Idrissi; Elzinga; Engelsman; Essink; Faber;
Feenstra; Fokkens; Gankema; Geerlings; Gerbrandy; Goedhart; Graafland; Grootjans; Haarsma; Hagoort; Hartkamp;
Heijink; Hendriksen; Hoeksema; Hogenboom; Huizenga; IJpelaar; Jorritsma; Kamphuis; Kaya; Keizerswaard;
Klaassens; Kleinjan; Koetsier; Kooistra; Kranenburg; Kuijpers; Lammers; Leeflang; Lindeboom; Lokhorst;
Luttikhuis; Maassen; Meijerink; Molenkamp; Mulderij; Nguyen; Nieuwland; Nijboer; Noordhoek; Offringa;
Oosterveen; Ottema; Ouwehand; Paardekooper; Pinas; Plantinga; Ploegmakers; Pronk; Raaijmakers; Reitsema;
Rietveld; Roelfsema; Rozendal; Rutgers; Schaapman; Schipper; Schuurink; Siebelink; Slotboom; Smeenk; Spijkerman;
Steenbergen; Stokvis; Tamminga; Tempelman; Tichelaar; Timmerije; Uiterwijk; van Alphen; van Beusekom; van den
Ham; van der Kooij; van der Sluis; van Dorsten; van Heuvelen; van Oosten; van Putten; van Rees; van Tilborg;
Veenhuizen; Veldkamp; Verhulst; Vlasblom; Vreugdenhil; Waaijer; Wagenvoort; Weerstand; Westerhof; Wieringa;
Winkelhuis; Wolthuis; Yilmaz; Zandbergen; Zeilstra; Zijlmans; Zonderland; Zuidema
"""
ACHTERNAMEN = tuple(_ACHTERNAMEN.replace("\n", " ").strip().split("; "))

SCHOLEN = (
    ("Lyceum Overtuin", "Zutphen", "gelderland", "midden"),
    ("Wilgenkamp College", "Deventer", "overijssel", "noord"),
    ("Rivierduin College", "Nijmegen", "gelderland", "zuid"),
    ("De Vlierhof", "Zeist", "utrecht", "midden"),
    ("Elzenbroek College", "Meppel", "drenthe", "noord"),
    ("Lyceum De Vuurtoren", "Den Haag", "zuid-holland", "midden"),
    ("Hazelhorst College", "Emmen", "drenthe", "noord"),
    ("Scholengroep Veenweide", "Gouda", "zuid-holland", "midden"),
    ("Lyceum Drie Bruggen", "Amersfoort", "utrecht", "midden"),
    ("Praktijkschool De Waterlelie", "Utrecht", "utrecht", "midden"),
    ("Vmbo De Smidse", "Tilburg", "noord-brabant", "zuid"),
    ("Noorderkade College", "Zwolle", "overijssel", "noord"),
    ("Zandloper Lyceum", "Haarlem", "noord-holland", "noord"),
    ("Bosrand College", "Assen", "drenthe", "noord"),
    ("College Zwanebloem", "Leiden", "zuid-holland", "midden"),
    ("Lyceum De Meerpaal", "Almere", "flevoland", "noord"),
    ("Terpland College", "Leeuwarden", "fryslan", "noord"),
    ("Heggenrank College", "Venlo", "limburg", "zuid"),
    ("Lyceum Scheldezicht", "Goes", "zeeland", "zuid"),
    ("Klinkerhof College", "Groningen", "groningen", "noord"),
)
# The board of the schools in each region.
BESTUREN = {
    "noord": ("Onderwijsgroep Noorderlicht", "Assen", "drenthe"),
    "midden": ("Stichting De Waaier", "Utrecht", "utrecht"),
    "zuid": ("Vereniging Open Vensters", "Tilburg", "noord-brabant"),
}
BUREAUS = ("Bureau Bijval", "Leerplaats Tien", "Het Tussenuur", "Onderstroom Advies")

# login before the @, name, function, role on the platform
ACCOUNTS = (
    ("deelnemer", "Imke Rozeboom", "teamleider onderbouw", "geen"),
    ("facilitator", "Marit Haveman", "procesbegeleider", "geen"),
    ("penvoerder", "Joost Vennink", "rector", "geen"),
    ("beoordelaar", "Noor Eijsink", "medewerker van de academie", "academie"),
    ("beslisser", "Ruben Tacoma", "programmaleider van de academie", "academie"),
    ("beheer", "Sanne Wierda", "beheerder", "beheer"),
    ("buitenstaander", "Hidde Postmus", "leraar aardrijkskunde", "geen"),
    ("beoordelaar2", "Jade Timmerije", "medewerker van de academie", "academie"),
    ("beoordelaar3", "Floris Wolthuis", "medewerker van de academie", "academie"),
)
DOMEIN = "leernetwerk.test"


class Mensen:
    """Hands out people one by one; nobody twice."""

    def __init__(self):
        self.faker = Faker("nl_NL")
        self.faker.seed_instance(ZAAD)
        self.namen, self.adressen = set(), set()
        besturen = {regio: _get_organisatie(*wat, regio, soort="bestuur") for regio, wat in BESTUREN.items()}
        self.scholen = [_get_organisatie(*school, deel_van=besturen[school[-1]]) for school in SCHOLEN]
        self.bureaus = [_get_organisatie(naam, "Utrecht", "utrecht", "midden", soort="bedrijf") for naam in BUREAUS]

    def make(self, aantal, functies, *, vrouwen=False, organisaties=None, per_school=1):
        """``aantal`` saved persons, ``per_school`` from each school in turn."""
        organisaties = organisaties or self.scholen
        begin = self.faker.random_int(0, len(organisaties) - 1)
        rows = []
        for i in range(aantal):
            organisatie = organisaties[(begin + i // per_school) % len(organisaties)]
            naam = self._name(vrouwen)
            functie = functies[self.faker.random_int(0, len(functies) - 1)]
            rows.append(
                Persoon(naam=naam, email=self._email(naam, organisatie), functie=functie, organisatie=organisatie)
            )
        return save_personen(rows)

    def _name(self, vrouwen):
        while True:
            voor = self.faker.first_name_female() if vrouwen else self.faker.first_name()
            naam = f"{voor} {self.faker.random_element(ACHTERNAMEN)}"
            if naam not in self.namen:
                self.namen.add(naam)
                return naam

    def _email(self, naam, organisatie):
        basis = slugify(naam).replace("-", ".", 1)
        domein = f"{slugify(organisatie.naam)}.test"
        adres, n = f"{basis}@{domein}", 1
        while adres in self.adressen:
            n += 1
            adres = f"{basis}{n}@{domein}"
        self.adressen.add(adres)
        return adres


def save_personen(rows, password=None):
    """Save with a checked e-mail address, so that signing in works at once. No password: only the mailed code does."""
    encoded = make_password(password)  # one hash for all: hashing is slow on purpose
    for row in rows:
        row.password = encoded
    bestaand = {p.email: p for p in Persoon.objects.filter(email__in=[row.email for row in rows])}
    Persoon.objects.bulk_create([row for row in rows if row.email not in bestaand])
    personen = [bestaand.get(row.email, row) for row in rows]
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=p, email=p.email, verified=True, primary=True) for p in personen if p.email not in bestaand]
    )
    return personen


def load_accounts(scholen):
    """The accounts of the README, by the part of the address before the @."""
    rows = [
        Persoon(
            email=f"{login}@{DOMEIN}",
            naam=naam,
            functie=functie,
            platformrol=rol,
            academie_sector="vo" if rol == "academie" else "",
            organisatie=scholen[i] if rol == "geen" else None,
            is_beoordelaar=login.startswith("beoordelaar"),
            is_beslisser=login == "beslisser",
        )
        for i, (login, naam, functie, rol) in enumerate(ACCOUNTS)
    ]
    return {persoon.email: persoon for persoon in save_personen(rows, WACHTWOORD)}


def _get_organisatie(naam, plaats, provincie, regio, *, soort="school", deel_van=None):
    organisatie, _ = Organisatie.objects.get_or_create(
        naam=naam,
        soort=soort,
        defaults={
            "sector": "anders" if soort == "bedrijf" else "vo",
            "deel_van": deel_van,
            "plaats": plaats,
            "gemeente": plaats,
            "provincie": provincie,
            "vakantieregio": regio,
        },
    )
    return organisatie
