from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from werkvormen.inhoud import KAARTEN, read_kaarten
from werkvormen.inhoud.soorten import KaartError
from werkvormen.services import load_kaarten

ONBESLIST = {
    "bewerkt": "Hier bewerkt, dus niet overschreven (wel met --overschrijf)",
    "bezet": "Het adres of nummer is van een eigen werkvorm van iemand, dus niet geladen",
    "verdwenen": "Het bestand is weg, de werkvorm staat er nog (intrekken met --trek-in)",
}


class Command(BaseCommand):
    help = "Laadt de werkvormen uit de bestanden. Wat in de database is bewerkt, blijft staan en wordt gemeld."

    def add_arguments(self, parser):
        parser.add_argument("--overschrijf", action="store_true", help="ook over wat in de database is bewerkt")
        parser.add_argument("--trek-in", action="store_true", help="trek in wat geen bestand meer heeft")
        parser.add_argument("--map", type=Path, default=KAARTEN, help="de map met de bestanden")

    def handle(self, *args, overschrijf=False, trek_in=False, verbosity=1, **options):
        folder = options.get("map") or KAARTEN
        try:
            verslag = load_kaarten(read_kaarten(folder), overschrijf=overschrijf, trek_in=trek_in)
        except KaartError as error:
            raise CommandError(f"Er is niets geladen. {error}") from error
        self._tell(verslag, with_counts=verbosity > 0)

    def _tell(self, verslag, *, with_counts):
        """What waits for a decision is always said."""
        tellingen = (
            f"{len(verslag.nieuw)} werkvormen nieuw, {len(verslag.bijgewerkt)} bijgewerkt, {len(verslag.gelijk)} gelijk"
            + (f", {len(verslag.ingetrokken)} ingetrokken." if verslag.ingetrokken else ".")
        )
        if with_counts:
            self.stdout.write(tellingen)
        for lijst, uitleg in ONBESLIST.items():
            if slugs := getattr(verslag, lijst):
                self.stdout.write(f"{uitleg}: {', '.join(slugs)}.")
