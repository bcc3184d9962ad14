"""What this room tells the kompas: is there an evaluation, do people answer, does it help. Never what they answered.

Only numbers that the group may see anyway count here: nothing below the threshold of an uitslag, and of what helped
nothing below that of a distribution. Both are of whole metingen, so no difference tells of one person.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import F, Sum

from bijeenkomsten.signalen.keren import bij, lees_keren, register_veld
from bijeenkomsten.signalen.komst import procent
from evaluatie.models import Meting, Werkvormtelling
from fasen.kompas.drempels import GEWOONTE, PATROON, VERGELIJK
from fasen.kompas.getallen import tel
from fasen.kompas.signaal import aandacht, goed, onbekend, signaal

EVALUATIES = ("evaluatie:list", "Naar de evaluaties")
BEDENKTIJD = timedelta(days=7)
DALING = 0.2


def _hielp(veld):
    genoeg = Werkvormtelling.objects.filter(aantal__gte=settings.EVALUATIE_MIN_VERDELING)
    return tel(genoeg, "meting__bijeenkomst", Sum(veld))


register_veld("meting", lambda: F("meting__status"))
register_veld("genodigd", lambda: F("meting__genodigd"))
register_veld("ingevuld", lambda: F("meting__ingevuld"))
register_veld("hielp", lambda: _hielp("hielp"))
register_veld("hielp_van", lambda: _hielp("aantal"))


@signaal(
    lees_keren, code="evaluatie.gehouden", naam="Jullie kijken samen terug", ernst=2, valkuil="VK-49",
    tips=("TIP-65", "TIP-26", "TIP-18"), uit=("verdieping", "inbedding"), doen=EVALUATIES,
    uitleg="We kijken bij de laatste drie bijeenkomsten met vijf of meer deelnemers, vanaf een week erna, of er een "
    "evaluatie was. Ontbreekt die twee keer of vaker, dan vraagt dat aandacht.",
)  # fmt: skip
def gehouden(keren, netwerk, peiling):
    """R15."""
    genoeg, tot = settings.EVALUATIE_MIN_ANTWOORDEN, peiling.nu - BEDENKTIJD
    laatste = [k for k in keren.gehouden if k.aanwezig >= genoeg and k.eindigt_op <= tot][:3]
    if len(laatste) < PATROON:
        return onbekend(
            f"Van {bij(len(laatste))} kon er al een evaluatie zijn.",
            "Dat weten we een week na twee bijeenkomsten met vijf of meer deelnemers.",
        )
    zonder = sum(k.meting is None for k in laatste)
    if zonder >= PATROON:
        return aandacht(f"Na {zonder} van de laatste {len(laatste)} bijeenkomsten was er geen evaluatie.")
    return goed(f"Na {len(laatste) - zonder} van de laatste {len(laatste)} bijeenkomsten was er een evaluatie.")


def _toonbaar(keren):
    """Meetings whose evaluation is closed with enough answers, latest first."""
    genoeg = settings.EVALUATIE_MIN_ANTWOORDEN
    return [k for k in keren.geweest if k.meting == Meting.Status.GESLOTEN and (k.ingevuld or 0) >= genoeg]


def _deel(keren, teller, noemer):
    return sum(getattr(k, teller) for k in keren) / sum(getattr(k, noemer) for k in keren)


@signaal(
    lees_keren, code="evaluatie.respons", naam="Mensen blijven antwoorden", ernst=2, valkuil="VK-12",
    tips=("TIP-65", "TIP-12", "TIP-46"), vraag="Wat deden we met wat we de vorige keer opschreven?", uit=("inbedding",),
    doen=EVALUATIES,
    uitleg="We leggen de laatste evaluatie die je mag zien naast de twee daarvoor. Doet een vijfde deel minder mensen "
    "mee, dan vraagt dat aandacht. Wat iemand antwoordde telt hier niet.",
)  # fmt: skip
def respons(keren, netwerk, peiling):
    laatste = _toonbaar(keren)[:3]
    if len(laatste) < GEWOONTE:
        return onbekend(
            f"Van {bij(len(laatste))} zijn er genoeg antwoorden.",
            "Dat weten we na drie evaluaties met vijf of meer antwoorden.",
        )
    nu, eerst = (_deel(deel, "ingevuld", "genodigd") for deel in (laatste[:1], laatste[1:]))
    zin = f"Aan de laatste evaluatie deed {procent(nu)} mee, aan de twee daarvoor {procent(eerst)}."
    return aandacht(zin) if eerst - nu >= DALING else goed(zin)


@signaal(
    lees_keren, code="evaluatie.hielp", naam="De werkvormen helpen", ernst=2, valkuil="VK-19",
    tips=("TIP-47", "TIP-08", "TIP-35"), doen=EVALUATIES,
    uitleg="Na een bijeenkomst kan iedereen aantikken wat hielp. We leggen de laatste twee bijeenkomsten met tien of "
    "meer antwoorden naast de twee daarvoor. Een vijfde deel minder vraagt aandacht. Wie wat aantikte weet niemand.",
)  # fmt: skip
def hielp(keren, netwerk, peiling):
    geteld = [k for k in _toonbaar(keren) if k.hielp_van]
    if len(geteld) < VERGELIJK:
        return onbekend(
            f"Van {bij(len(geteld))} weten we wat hielp.",
            "Dat weten we na vier bijeenkomsten met werkvormen en tien of meer antwoorden.",
        )
    nu, eerst = (_deel(deel, "hielp", "hielp_van") for deel in (geteld[:2], geteld[2:4]))
    zin = f"De laatste twee keer vond {procent(nu)} dat een werkvorm hielp, de twee keer daarvoor {procent(eerst)}."
    return aandacht(zin) if eerst - nu >= DALING else goed(zin)
