"""What a facilitator leaves behind in a netwerk, as every room tells it.

Higher rooms register in ``AppConfig.ready()`` (docs/architectuur.md). They name things and days, never what somebody
wrote in an intake or answered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from berichten.models import Verzending
from kern.adres import reverse
from kern.templatetags.kern import meervoud
from kern.tijd import dag
from netwerken.models import Intake, Taak


@dataclass(frozen=True)
class Punt:
    """One kind of thing to hand over. ``regels``: each thing, as (text, address)."""

    titel: str
    tekst: str
    regels: tuple[tuple[str, str], ...] = ()


Bron = Callable[[object, object], Iterable[Punt]]
_BRONNEN: list[Bron] = []


def register_lijst(bron: Bron) -> None:
    """(netwerk, persoon) → what this facilitator leaves behind. Registering twice is once."""
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def find_punten(netwerk, persoon) -> list[Punt]:
    """From the lowest room up: the rooms load from the top."""
    return [punt for bron in reversed(_BRONNEN) for punt in bron(netwerk, persoon)]


def list_eigen(netwerk, persoon):
    """What this room knows: tasks, people at the door, intakes, and messages that are held."""
    if taken := list(Taak.objects.nodig().filter(netwerk=netwerk, persoon=persoon)):
        yield Punt(
            titel=meervoud(len(taken), "taak,taken"), tekst="Gaan mee naar je opvolger, die ze daarna kan verdelen.",
            regels=tuple((taak.titel, reverse("netwerken:taken", args=[netwerk.slug])) for taak in taken),
        )  # fmt: skip
    if deur := netwerk.deelnames.te_beoordelen().count():
        yield Punt(
            titel=meervoud(deur, "aanmelding wacht,aanmeldingen wachten"), tekst="Antwoord zelf nog, of geef het door.",
            regels=(("Bekijk de deelnemers", reverse("netwerken:deelnemers", args=[netwerk.slug])),),
        )  # fmt: skip
    if intakes := Intake.objects.te_beslissen().filter(deelname__netwerk=netwerk).count():
        yield Punt(
            titel=meervoud(intakes, "intake wacht,intakes wachten"),
            tekst="Iemand wacht op een gesprek of een besluit.",
            regels=(("Bekijk de intakes", reverse("netwerken:intakes", args=[netwerk.slug])),),
        )  # fmt: skip
    vast = Verzending.objects.in_context(netwerk.context).filter(status=Verzending.Status.VASTGEHOUDEN)
    if vast := list(vast.order_by("op")):
        yield Punt(
            titel=meervoud(len(vast), "mail houd je vast,mails houd je vast"), tekst="Verstuur ze, of sla ze over.",
            regels=tuple(
                (f"{v.titel}, {dag(v.op)}", reverse("netwerken:message", args=[netwerk.slug, v.pk])) for v in vast
            ),
        )  # fmt: skip
