"""The rules the demo groups made: one that all agreed with, one that waits for the last, one that is being written."""

from datetime import timedelta

from kern.tijd import lokale_dag
from netwerken.contract.inhoud import VRAGEN
from netwerken.contract.models import Akkoord, Contract, Contractreactie, Contractversie, Contractvraag

TEKSTEN = {
    "CON-1": "Wat hier over collega’s en leerlingen verteld wordt, blijft hier. We noemen geen namen. "
    "Wat je zelf leerde, neem je gewoon mee naar school.",
    "CON-2": "Je meldt je af zodra je het weet. Wie er twee keer niet was, krijgt een telefoontje van een maatje. "
    "Niet om te mopperen, wel om te horen of het nog past.",
    "CON-3": "Ieder brengt per jaar één eigen vraag in, en probeert tussen twee bijeenkomsten iets uit. Hoe klein ook.",
    "CON-4": "Eerst vragen, dan pas adviseren. Zit je iets dwars, dan zeg je dat "
    "binnen een week tegen wie het aangaat.",
    "CON-5": "Elke keer bereiden twee anderen voor, samen met de facilitator. Wie voorbereidt, leidt ook het begin.",
    "CON-6": "Wat we samen maken, mag naar al onze scholen. Een verhaal van één persoon delen we "
    "alleen als die ja zegt.",
    "CON-7": "Nieuwe mensen komen erbij in september, en krijgen een maatje. Wie stopt, is er nog één keer bij.",
    "CON-8": "Elk jaar in september lezen we dit hardop voor, en schrijven we opnieuw wat niet meer klopt.",
}
BEZWAAR = (
    "Punt 2 is me te zacht. Ik reis anderhalf uur, en zat er vorige keer met vijf mensen. Kunnen we afspreken dat je "
    "zelf iemand belt als je niet komt?"
)
REACTIES = (
    ("CON-1", 1, 3, "Geldt dit ook voor wat we aan onze schoolleider vertellen? Dat mag er voor mij in."),
    ("CON-1", 2, 2, "Goed punt. Voor mij wel: thuis vertel ik wat ik leerde, niet wie wat zei."),
    ("CON-4", 3, 1, "Ik merk dat ik snel advies geef. Help me eraan herinneren."),
)  # fmt: skip


def load(netwerk, groep, now):
    """For the three groups that have one."""
    wat = {
        "verbindend-vernieuwen": _load_bekrachtigd,
        "vrouwelijk-leiderschap-2": _load_op_tafel,
        "persoonlijk-leiderschap": _load_in_de_maak,
    }
    if netwerk.slug in wat:
        wat[netwerk.slug](netwerk, groep, now)


def _load_bekrachtigd(netwerk, groep, now):
    """Written in the first months, and agreed with by everybody."""
    contract = _make_contract(netwerk, groep, dict(TEKSTEN))
    versie = _settle(contract, 1, groep, now - timedelta(days=300), herzien_op=lokale_dag(now) + timedelta(days=65))
    _agree(versie, netwerk.leden())
    Contractversie.objects.filter(pk=versie.pk).update(bekrachtigd_op=versie.vastgelegd_op + timedelta(days=9))


def _load_op_tafel(netwerk, groep, now):
    """A second version, that some agreed with, one did not yet, and who tries the demo still has to sign."""
    contract = _make_contract(netwerk, groep, dict(TEKSTEN))
    eerste = _settle(contract, 1, groep, now - timedelta(days=380), herzien_op=lokale_dag(now) - timedelta(days=20))
    Contractversie.objects.filter(pk=eerste.pk).update(bekrachtigd_op=eerste.vastgelegd_op + timedelta(days=12))
    Contract.objects.filter(pk=contract.pk).update(ronde=2)
    tweede = _settle(contract, 2, groep, now - timedelta(days=5), herzien_op=lokale_dag(now) + timedelta(days=300))
    _, *anderen = groep["deelnemers"]
    _agree(eerste, netwerk.leden())
    _agree(tweede, [*anderen[1 : len(anderen) // 2], groep["facilitator"]])
    Akkoord.objects.create(versie=tweede, persoon=anderen[0], is_akkoord=False, bezwaar=BEZWAAR)


def _load_in_de_maak(netwerk, groep, now):
    """The first draft, with half of the questions answered and some talk."""
    contract = _make_contract(netwerk, groep, {code: TEKSTEN[code] for code in ("CON-1", "CON-3", "CON-4")})
    vragen = {vraag.code: vraag for vraag in contract.vragen.all()}
    for code, wie, dagen, tekst in REACTIES:
        persoon = groep["deelnemers"][wie % len(groep["deelnemers"])]
        reactie = Contractreactie.objects.create(vraag=vragen[code], ronde=1, persoon=persoon, tekst=tekst)
        Contractreactie.objects.filter(pk=reactie.pk).update(created_at=now - timedelta(days=dagen))


def _make_contract(netwerk, groep, teksten):
    contract = Contract.objects.create(netwerk=netwerk)
    schrijvers = groep["deelnemers"]
    Contractvraag.objects.bulk_create(
        Contractvraag(
            contract=contract, code=vraag.code, volgorde=i, vraag=vraag.vraag, tekst=teksten.get(vraag.code, ""),
            gewijzigd_door=schrijvers[i % len(schrijvers)] if vraag.code in teksten else None,
        )
        for i, vraag in enumerate(VRAGEN, start=1)
    )  # fmt: skip
    return contract


def _settle(contract, nummer, groep, op, *, herzien_op):
    artikelen = [{"vraag": vraag.vraag, "tekst": vraag.tekst} for vraag in contract.vragen.all()]
    versie = Contractversie.objects.create(
        netwerk=contract.netwerk, nummer=nummer, artikelen=artikelen, herzien_op=herzien_op, vastgelegd_op=op,
        vastgelegd_door=groep["facilitator"],
    )  # fmt: skip
    Contract.objects.filter(pk=contract.pk).update(is_open=False, laatste=versie)
    return versie


def _agree(versie, personen):
    Akkoord.objects.bulk_create(Akkoord(versie=versie, persoon=persoon, is_akkoord=True) for persoon in personen)
