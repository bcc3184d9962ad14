from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from personen.duo import bewaren, verslag
from personen.duo.bestand import LIJSTEN, BestandError, open_bestand
from personen.duo.vergelijken import make_plan


class Command(BaseCommand):
    help = "Vergelijkt bestanden van DUO met onze scholen en besturen, en neemt ze over met --bewaar."

    def add_arguments(self, parser):
        parser.add_argument("bestanden", nargs="+", type=Path, metavar="bestand.csv", help="zie docs/scholen.md")
        parser.add_argument("--bewaar", action="store_true", help="schrijf de verschillen ook weg")
        parser.add_argument("--lijst", choices=sorted(LIJSTEN), default="", help="als dat niet uit de naam blijkt")
        parser.add_argument("--rapport", type=Path, metavar="rapport.csv", help="zet elke regel in dit bestand")
        parser.add_argument("--ook-veel-sluiten", action="store_true", help="ook als er meer dan 10% ontbreekt")

    def handle(self, *, bestanden, bewaar=False, lijst="", rapport=None, ook_veel_sluiten=False, **options):
        try:
            # Looking alone must not keep others from writing.
            with transaction.atomic() if bewaar else nullcontext():
                plan = make_plan([open_bestand(path, lijst) for path in dict.fromkeys(bestanden)])
                allowed = ook_veel_sluiten or not plan.bezwaren
                if bewaar and allowed:
                    bewaren.save(plan)
        except BestandError as error:
            raise CommandError(f"{error} Er is niets bewaard.") from None
        except IntegrityError:
            raise CommandError(
                "Er liep tegelijk nog een import. Er is niets bewaard. Probeer het zo nog eens."
            ) from None
        self._report(plan, rapport)
        if not allowed:
            raise CommandError("\n".join([*plan.bezwaren, "Er is niets bewaard. Klopt het toch? --ook-veel-sluiten"]))
        self.stdout.write("Bewaard." if bewaar else "Er is nog niets bewaard. Dat doe je met --bewaar.")

    def _report(self, plan, rapport):
        for line in verslag.summary(plan):
            self.stdout.write(line)
        if rapport:
            try:
                verslag.write_csv(plan, rapport)
            except OSError as error:
                self.stderr.write(f"Het rapport {rapport} kon niet worden geschreven ({error.strerror}).")
