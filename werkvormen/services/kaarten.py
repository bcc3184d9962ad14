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
    nieuw = {(soort, waarde) for soort in KENMERKEN for waarde in getattr(kaart, soort)}
    oud = {(k.soort, k.waarde): k.pk for k in werkvorm.kenmerken.all()}
    Kenmerk.objects.filter(pk__in=[pk for sleutel, pk in oud.items() if sleutel not in nieuw]).delete()
    Kenmerk.objects.bulk_create(
        Kenmerk(werkvorm=werkvorm, soort=soort, waarde=waarde) for soort, waarde in sorted(nieuw - oud.keys())
    )
    return werkvorm
