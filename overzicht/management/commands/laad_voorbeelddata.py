from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from overzicht.voorbeeld import laden
from overzicht.voorbeeld.mensen import ACCOUNTS, DOMEIN, WACHTWOORD


class Command(BaseCommand):
    help = "Laadt netwerken om mee te oefenen. Wat er al is, blijft zoals het is."

    def add_arguments(self, parser):
        parser.add_argument("--ook-in-productie", action="store_true", help="ook als DEBUG uit staat")
        parser.add_argument("--opnieuw", action="store_true", help="haal de voorbeeldnetwerken eerst weg")

    def handle(self, *args, ook_in_productie=False, opnieuw=False, **options):
        if not settings.DEBUG and not ook_in_productie:
            raise CommandError("Dit is geen oefenomgeving. Zeker weten? Gebruik dan --ook-in-productie.")
        if opnieuw:
            laden.remove()
        gemaakt = laden.load()
        self.stdout.write(f"{gemaakt} netwerken gemaakt." if gemaakt else "De voorbeeldnetwerken stonden er al.")
        logins = ", ".join(login for login, *_ in ACCOUNTS)
        self.stdout.write(f"Inloggen kan als {logins} (met @{DOMEIN}), wachtwoord {WACHTWOORD}.")
