"""What this room tells the gids of the fasen: is there an evaluation that the group may see."""

from django.conf import settings

from evaluatie.models import Meting
from fasen.gids.meters import klaar, meter, nog_niet
from fasen.kompas.getallen import lees_getallen, register_getal, tel
from kern.templatetags.kern import meervoud

register_getal("evaluaties", lambda moment: tel(Meting.objects.toonbaar(settings.EVALUATIE_MIN_ANTWOORDEN).order_by()))


@meter(lees_getallen, code="evaluatie.eerste", doen=("evaluatie:list", "Naar de evaluaties"))
def eerste(getallen, netwerk, fase):
    """R15."""
    if aantal := getallen.evaluaties:
        return klaar(f"{meervoud(aantal, 'evaluatie is,evaluaties zijn')} klaar om te lezen.")
    return nog_niet("Er is nog geen evaluatie met genoeg antwoorden.")
