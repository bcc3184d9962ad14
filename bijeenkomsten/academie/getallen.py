"""To how many meetings of the last year and to come the academie is asked. Importing registers."""

from bijeenkomsten.academie.models import Academieuitnodiging
from fasen.kompas.getallen import register_getal, tel


def _gevraagd(moment):
    return Academieuitnodiging.objects.geldig().filter(bijeenkomst__begint_op__gte=moment.jaar_terug)


register_getal("academie_gevraagd", lambda moment: tel(_gevraagd(moment), "bijeenkomst__netwerk"))
