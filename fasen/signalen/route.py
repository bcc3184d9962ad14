"""Signalen about the route: how long a fase takes, how fast the last one went, and the end that comes near."""

from datetime import timedelta

from fasen.inhoud import FASEN
from fasen.kompas.signaal import Peiling, aandacht, goed, onbekend, signaal
from fasen.models import FaseVerloop, get_verlopen, load_routes
from kern.tijd import dag, lokale_dag, maand_jaar

FASEN_URL = ("fasen:list", "Naar jullie route")
EINDE_NABIJ = timedelta(days=92)  # R20: three months
UITLOOP = timedelta(days=30)
TE_KORT = timedelta(days=14)
AFSLUITEND = {"inbedding", "verankering"}


def lees_verlopen(peiling: Peiling) -> dict[int, dict[str, FaseVerloop]]:
    """The five fasen of each netwerk, by slug."""
    missing = [netwerk for netwerk in peiling.netwerken if not hasattr(netwerk, "loaded_verlopen")]
    load_routes(missing)
    return {n.pk: {verloop.fase: verloop for verloop in get_verlopen(n)} for n in peiling.netwerken}


def get_lopend(verlopen) -> FaseVerloop | None:
    return next((verloop for verloop in verlopen.values() if verloop.is_lopend), None)


@signaal(
    lees_verlopen, code="fasen.looptijd", naam="Het einde komt niet onverwacht", ernst=3, valkuil="VK-37",
    tips=("TIP-32", "TIP-20", "TIP-19"), vraag="Wat moet er na ons laatste gesprek doorgaan, en wie houdt dat vast?",
    doen=FASEN_URL,
    uitleg="We leggen de einddatum van het netwerk naast de fase. Drie maanden voor het einde horen jullie in "
    "Inbedding of Verankering te zijn.",
)  # fmt: skip
def looptijd(verlopen, netwerk, peiling):
    """R20."""
    nu, einde = get_lopend(verlopen), dag(netwerk.eind_datum, met_jaar=True)
    if nu is None:
        return onbekend("Jullie route is nog niet begonnen.", "Dat weten we als de route begint.")
    if netwerk.eind_datum - EINDE_NABIJ > peiling.dag:
        return goed(f"Jullie netwerk loopt tot {einde}. Dat is nog langer dan drie maanden.")
    if nu.fase in AFSLUITEND:
        return goed(f"Jullie netwerk loopt tot {einde} en jullie zijn in {nu.inhoud.naam}.")
    return aandacht(f"Jullie netwerk loopt tot {einde} en jullie zijn nog in {nu.inhoud.naam}.")


@signaal(
    lees_verlopen, code="fasen.duur", naam="Jullie blijven in beweging", ernst=2, valkuil="VK-47",
    tips=("TIP-14", "TIP-59", "TIP-62"), doen=FASEN_URL,
    uitleg="Staat er een planning, dan mag een fase een maand uitlopen. Zonder planning kijken we na twee maanden: "
    "duurt één fase langer dan de helft van de hele looptijd, dan vraagt dat aandacht.",
)  # fmt: skip
def duur(verlopen, netwerk, peiling):
    nu = get_lopend(verlopen)
    if nu is None:
        return onbekend("Jullie route is nog niet begonnen.", "Dat weten we als de route begint.")
    sinds, naam = lokale_dag(nu.sinds), nu.inhoud.naam
    zin = f"Jullie zijn sinds {maand_jaar(sinds)} in {naam}"
    if nu.gepland_tot:
        zin += f". De planning was tot en met {maand_jaar(nu.gepland_tot)}."
        return aandacht(zin) if nu.gepland_tot + UITLOOP < peiling.dag else goed(zin)
    if sinds + 2 * UITLOOP > peiling.dag:
        return onbekend(f"{zin}.", f"Dat weten we vanaf {dag(sinds + 2 * UITLOOP)}, of als er een planning is.")
    helft = (netwerk.eind_datum - netwerk.start_datum) / 2
    return aandacht(f"{zin}, langer dan de helft van de looptijd.") if peiling.dag - sinds > helft else goed(f"{zin}.")


@signaal(
    lees_verlopen, code="fasen.tempo", naam="Geen fase is overgeslagen", ernst=1, valkuil="VK-40",
    tips=("TIP-61", "TIP-49", "TIP-06"), vraag="Wat lieten we liggen toen we zo snel verder gingen?", doen=FASEN_URL,
    uitleg="We kijken naar de fase voor deze. Duurde die korter dan twee weken, dan is er misschien iets overgeslagen.",
)  # fmt: skip
def tempo(verlopen, netwerk, peiling):
    nu = get_lopend(verlopen)
    vorige = nu and next((verlopen[f.slug] for f in reversed(FASEN[: nu.nummer - 1]) if f.slug in verlopen), None)
    if not vorige or not vorige.afgerond_op:
        return onbekend("Er is nog geen fase afgerond.", "Dat weten we als jullie naar de volgende fase gaan.")
    van, tot = lokale_dag(vorige.sinds), lokale_dag(vorige.afgerond_op)
    zin = f"{vorige.inhoud.naam} duurde van {dag(van, met_jaar=True)} tot {dag(tot, met_jaar=True)}"
    return aandacht(f"{zin}, korter dan twee weken.") if tot - van < TE_KORT else goed(f"{zin}.")
