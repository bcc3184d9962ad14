"""Which werkvormen the gids of a fase shows to a netwerk: of this fase, for so many people, and new to them."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef

from fasen.gids.passend import HOOGSTENS, Keuze, Passend
from fasen.inhoud import Fase
from kern.adres import reverse
from kern.prepared import prepared
from netwerken.models import Netwerk
from werkvormen.filters import Filters
from werkvormen.models import Kenmerk, Werkvorm
from werkvormen.waarom import DOEL, MOMENT
from werkvormen.woorden import say_duur

# One for each place in a meeting first; what is left over fills the rest.
PLAATSEN = ("opening", "kern", "transfer", "afsluiting")


class _Kandidaat(NamedTuple):
    code: str
    slug: str
    naam: str
    duur: str
    doelen: tuple[str, ...]
    momenten: tuple[str, ...]

    def waarom(self, moment: str) -> str:
        return f"Voor {MOMENT[moment]}, om {DOEL[self.doelen[0]]}."


@prepared
def _find_rijen(netwerk, fase, mensen):
    """A row for every doel and moment of each werkvorm; every kaart has at least one of both."""
    van_fase = Kenmerk.objects.filter(werkvorm=OuterRef("pk"), soort="fasen", waarde=fase)
    rows = Werkvorm.objects.gepubliceerd().werkvorm().filter(Exists(van_fase)).not_used_in(netwerk)
    rows = rows.filter(groep_min__lte=mensen, groep_max__gte=mensen, kenmerken__soort__in=["doelen", "momenten"])
    velden = ("code", "slug", "naam", "duur_min", "duur_max", "kenmerken__soort", "kenmerken__waarde")
    return rows.order_by("naam", "pk", "kenmerken__pk").values_list(*velden)


def find_passend(netwerk: Netwerk, fase: Fase, mensen: int) -> Keuze:
    """At most four: those that the guide names come first, and each has another place in a meeting if possible."""
    gevonden = {}
    for code, slug, naam, kort, lang, soort, waarde in _find_rijen(netwerk.pk, fase.slug, mensen):
        feiten = gevonden.setdefault(slug, (code, slug, naam, say_duur(kort, lang), {"doelen": [], "momenten": []}))
        feiten[-1][soort].append(waarde)
    kandidaten = [_Kandidaat(*feiten, tuple(k["doelen"]), tuple(k["momenten"])) for *feiten, k in gevonden.values()]
    genoemd = [hint.id for hint in fase.hints]
    kandidaten.sort(key=lambda k: genoemd.index(k.code) if k.code in genoemd else len(genoemd))
    filters = Filters(fase=fase.slug, mensen=mensen, nieuw_in=netwerk.slug)
    keuze = tuple(_make(kandidaat, moment) for kandidaat, moment in _spread(kandidaten))
    return Keuze(keuze, f"{reverse('werkvormen:list')}{filters.query()}")


def _spread(kandidaten):
    """[(werkvorm, moment)], in the order of a meeting."""
    gekozen = []
    for moment in PLAATSEN:
        nog = [k for k in kandidaten if k not in [eerder for eerder, _ in gekozen]]
        gekozen += [(k, moment) for k in nog if moment in k.momenten][:1]
    nog = [k for k in kandidaten if k not in [eerder for eerder, _ in gekozen]]
    return [*gekozen, *((k, k.momenten[0]) for k in nog)][:HOOGSTENS]


def _make(k: _Kandidaat, moment: str) -> Passend:
    return Passend(k.slug, k.naam, reverse("werkvormen:detail", args=[k.slug]), k.waarom(moment), k.duur)
