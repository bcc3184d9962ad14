from django.core.management.base import BaseCommand, CommandError

from personen import services
from personen.models import Persoon


class Command(BaseCommand):
    help = "Haal alle passkeys, de app en de herstelcodes weg van iemand die er niet meer in komt."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het adres waarmee die persoon inlogt")

    def handle(self, *, email, **options):
        persoon = Persoon.objects.filter(email=email).first()
        if persoon is None:
            raise CommandError("Niemand logt in met dit adres.")
        weg = services.remove_second_factor(persoon)
        if not weg:
            self.stdout.write("Deze persoon heeft geen tweede stap. Er is niets veranderd.")
            return
        self.stdout.write(f"Weggehaald: {len(weg)}. De persoon is overal uitgelogd en krijgt een mail.")
