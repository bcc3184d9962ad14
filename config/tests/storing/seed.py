"""One world for all fault tests: a facilitator and three netwerken, each with a meeting that is to come.

Run as a program with the environment of the world: ``python -m config.tests.storing.seed``.
"""

import django

django.setup()

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from bijeenkomsten.tests.factories import BijeenkomstFactory
from config.tests.storing.namen import BEGELEIDER, GROOTTE, WACHTWOORD
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.models import Persoon
from personen.tests.factories import PersoonFactory


@transaction.atomic
def fill():
    password = make_password(WACHTWOORD)
    begeleider = PersoonFactory(email=BEGELEIDER, password=WACHTWOORD)
    EmailAddress.objects.create(user=begeleider, email=BEGELEIDER, verified=True, primary=True)
    personen = Persoon.objects.bulk_create(
        Persoon(email=f"lid{n}@school.test", naam=f"Lid {n}", password=password) for n in range(max(GROOTTE.values()))
    )
    for slug, aantal in GROOTTE.items():
        netwerk = NetwerkFactory(naam=f"Netwerk {slug}", slug=slug, gestart=True)
        DeelnameFactory(netwerk=netwerk, persoon=begeleider, facilitator=True)
        # The facilitator is one of those who get the mail.
        leden = personen[: aantal - 1]
        Deelname.objects.bulk_create([DeelnameFactory.build(netwerk=netwerk, persoon=persoon) for persoon in leden])
        BijeenkomstFactory(netwerk=netwerk)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    fill()
