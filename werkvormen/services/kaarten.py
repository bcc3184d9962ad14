from dataclasses import asdict

from django.db import transaction

from werkvormen.inhoud.soorten import Kaart
from werkvormen.models import GEWOON, KENMERKEN, LIJSTEN, Kenmerk, Werkvorm
from werkvormen.zoeken import make_zoektekst


@transaction.atomic
def write_kaart(werkvorm: Werkvorm, kaart: Kaart) -> Werkvorm:
    """Put the kaart into this row and its kenmerken, and what it is found by. Saves; does not touch ``status``."""
    for naam in GEWOON:
        setattr(werkvorm, naam, getattr(kaart, naam))
    for naam in ("duur", "groep"):
        bereik = getattr(kaart, naam)
        for deel in ("min", "max", "toelichting"):
            setattr(werkvorm, f"{naam}_{deel}", getattr(bereik, deel))
    data = asdict(kaart)
    werkvorm.lijsten = {naam: data[naam] for naam in LIJSTEN}
    werkvorm.zoektekst = make_zoektekst(kaart)
    werkvorm.save()
    nieuw = [(soort, waarde) for soort in KENMERKEN for waarde in getattr(kaart, soort)]
    kenmerken = Kenmerk.objects.filter(werkvorm=werkvorm)
    if nieuw != list(kenmerken.values_list("soort", "waarde")):
        kenmerken.delete()  # all anew: their order says what the kaart is for most
        Kenmerk.objects.bulk_create(Kenmerk(werkvorm=werkvorm, soort=soort, waarde=waarde) for soort, waarde in nieuw)
    return werkvorm
