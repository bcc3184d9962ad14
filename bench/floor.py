"""One view: who is logged in gets 25 rows by one indexed query."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from personen.models import Organisatie


@login_required
def floor(request):
    return render(request, "floor.html", {"rows": Organisatie.objects.order_by("naam")[:25]})


urlpatterns = [path("", floor)]
