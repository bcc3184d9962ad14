"""What those who write an aanvraag say to each other; nobody of the academie comes here."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kern.errors import DomainError
from subsidie.aanvragen.access import get_aanvraag
from subsidie.aanvragen.formulier import AKKOORD
from subsidie.aanvragen.regels import find_deel
from subsidie.opmerkingen import services
from subsidie.opmerkingen.access import get_opmerking
from subsidie.opmerkingen.forms import OpmerkingForm

CHANGE = "subsidie.change_aanvraag"


@require_POST
def opmerking_create(request, sleutel, onderdeel):
    aanvraag = get_aanvraag(request.user, sleutel, CHANGE)
    deel = find_deel(aanvraag, onderdeel)
    form = OpmerkingForm(request.POST)
    try:
        if form.is_valid():
            services.add_opmerking(aanvraag, deel, form.cleaned_data["tekst"], by=request.user)
        else:
            messages.error(request, form.errors["tekst"][0])
    except DomainError as error:
        messages.error(request, str(error))
    return _back(aanvraag, deel)


@require_POST
def opmerking_settle(request, sleutel, pk):
    opmerking = get_opmerking(request.user, sleutel, pk)
    services.settle_opmerking(opmerking, by=request.user)
    return _back(opmerking.aanvraag, opmerking.onderdeel)


def _back(aanvraag, onderdeel):
    if onderdeel == AKKOORD or not aanvraag.is_te_bewerken:
        return redirect(aanvraag)
    return redirect(f"{redirect('subsidie:onderdeel', aanvraag.sleutel, onderdeel).url}#opmerkingen-kop")
