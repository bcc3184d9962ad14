"""Files as DUO publishes them, with schools that do not exist."""

from io import StringIO

from django.core.management import call_command

# The columns of each file, in their order and with the names they have now.
ADRES = ["STRAATNAAM", "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER", "GEMEENTENAAM"]
REST = ["DENOMINATIE", "TELEFOONNUMMER", "INTERNETADRES"]
POST = [f"{naam} CORRESPONDENTIEADRES" for naam in ("STRAATNAAM", "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM")]
GEBIEDEN = ["NODAAL GEBIED", "RPA-GEBIED", "WGR-GEBIED", "COROPGEBIED", "ONDERWIJSGEBIED", "RMC-REGIO"]
GEBIED = [f"{naam} {wat}" for naam in GEBIEDEN for wat in ("CODE", "NAAM")]
BESTUREN = ["BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM", *ADRES, *REST, *POST, "KVK-NUMMER"]
SCHOLEN = ["PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "INSTELLINGSNAAM", *ADRES, *REST, *POST, *GEBIED]
VESTIGINGEN = ["PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM"]
VESTIGINGEN += [*ADRES, *REST, "ONDERWIJSSTRUCTUUR", *POST, *GEBIED]
OUD = {"INSTELLINGSCODE": "BRIN NUMMER", "VESTIGINGSCODE": "VESTIGINGSNUMMER"}


def bestuur(nummer="40001", naam="Stg. Openb. Onderw. Proefdorp", plaats="PROEFDORP", gemeente="LEIDEN", **meer):
    """A board. Other columns by their name, with an underscore for a space."""
    return {
        "BEVOEGD GEZAG NUMMER": nummer,
        "BEVOEGD GEZAG NAAM": naam,
        "PLAATSNAAM": plaats,
        "GEMEENTENAAM": gemeente,
    } | _columns(meer)


def school(brin="01AB", naam="De Proefschool", bestuur="40001", plaats="LEIDEN", gemeente="LEIDEN", **meer):
    return {
        "PROVINCIE": "Zuid-Holland",
        "BEVOEGD GEZAG NUMMER": bestuur,
        "INSTELLINGSCODE": brin,
        "INSTELLINGSNAAM": naam,
        "PLAATSNAAM": plaats,
        "GEMEENTENAAM": gemeente,
    } | _columns(meer)


def vestiging(code="01AB00", naam="De Proefschool", plaats="LEIDEN", gemeente="LEIDEN", **meer):
    return {
        "PROVINCIE": "Zuid-Holland",
        "BEVOEGD GEZAG NUMMER": "40001",
        "INSTELLINGSCODE": code[:4],
        "VESTIGINGSCODE": code,
        "VESTIGINGSNAAM": naam,
        "PLAATSNAAM": plaats,
        "GEMEENTENAAM": gemeente,
    } | _columns(meer)


def _columns(meer):
    return {naam.replace("_", " ").upper(): value for naam, value in meer.items()}


def puntkomma(columns, rows):
    """The form of duo.nl: semicolons, Windows-1252, CRLF, no quotes."""
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    return "".join(";".join(line) + "\r\n" for line in lines).encode("cp1252")


def komma(columns, rows):
    """The form of onderwijsdata.duo.nl: commas, quotes, UTF-8 with a byte order mark."""
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    return ("\ufeff" + "\n".join(quoted) + "\n").encode()


def oud(columns):
    return [OUD.get(name, name) for name in columns]


def oude_rij(row):
    return {OUD.get(name, name): value for name, value in row.items()}


class Map:
    """A folder with files, and the command that reads them."""

    def __init__(self, path):
        self.path = path

    def write(self, naam, columns, rows, form=None):
        return self.put(naam, (form or puntkomma)(columns, rows))

    def put(self, naam, data):
        path = self.path / naam
        path.write_bytes(data)
        return path

    def run(self, *paths, **options):
        out = StringIO()
        call_command("importeer_duo", *map(str, paths or sorted(self.path.glob("*.csv"))), stdout=out, **options)
        return out.getvalue()

    def save(self, *paths, **options):
        return self.run(*paths, bewaar=True, **options)
