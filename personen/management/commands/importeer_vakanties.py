from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kern import tijd
from personen.vakanties import invoer
from personen.vakanties.lezen import read


class Command(BaseCommand):
    help = "Vergelijkt de officiële schoolvakanties met wat we hebben, en neemt ze over met --bewaar."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="JSON van opendata.rijksoverheid.nl, zie docs/scholen.md")
        parser.add_argument("--bewaar", action="store_true", help="schrijf de verschillen ook weg")

    def handle(self, *, bestand, bewaar=False, **options):
        try:
            data = bestand.read_bytes()
        except OSError as error:
            raise CommandError(f"Het bestand {bestand} is niet te lezen: {error.strerror}.") from None
        gelezen = read(data, today=tijd.lokale_dag(tijd.nu()))
        verschil = invoer.save(gelezen) if bewaar else invoer.compare(gelezen)
        if verschil.fouten:
            lines = "\n".join(f"- {fout}" for fout in verschil.fouten)
            raise CommandError(f"Dit klopt niet, dus er is niets bewaard:\n{lines}")
        self._report(gelezen, verschil, bewaar=bewaar)

    def _report(self, gelezen, verschil, *, bewaar):
        for rij in verschil.nieuw:
            self.stdout.write(f"nieuw      {rij}: {_period(rij)}")
        for row, rij in verschil.gewijzigd:
            self.stdout.write(f"gewijzigd  {rij}: {_period(row)} → {_period(rij)}")
        for row in verschil.niet_in_bestand:
            self.stdout.write(f"blijft     {row}: {_period(row)}. Staat niet in dit bestand.")
        for schooljaar in sorted(set(gelezen.voorbij)):
            self.stdout.write(f"voorbij    schooljaar {schooljaar}")
        self.stdout.write(
            f"{len(verschil.nieuw)} nieuw, {len(verschil.gewijzigd)} gewijzigd, {verschil.gelijk} gelijk."
        )
        if verschil.nieuw or verschil.gewijzigd:
            self.stdout.write("Bewaard." if bewaar else "Er is nog niets bewaard. Dat doe je met --bewaar.")


def _period(row):
    advies = ", advies" if row.is_advies else ""
    return f"{tijd.dag(row.begin, met_jaar=True)} t/m {tijd.dag(row.eind, met_jaar=True)}{advies}"
