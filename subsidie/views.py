from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kern.tijd import nu
from subsidie.pagina import read_home


@login_not_required
@require_safe
def home(request):
    """Which rounds are open or coming, for everybody."""
    return render(request, "subsidie/home.html", read_home(request.user, nu()))
