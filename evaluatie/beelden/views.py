"""The pictures of all netwerken together, for the academie and beheer."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluatie.beelden.pagina import read_pagina


@require_safe
def beelden(request):
    if not request.user.has_perm("evaluatie.view_beelden"):
        raise PermissionDenied
    return render(request, "evaluatie/beelden/beelden.html", read_pagina(request.user))
