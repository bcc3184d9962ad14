from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request):
    return render(request, "overzicht/home.html")


@login_not_required
@require_safe
def netwerken(request):
    return render(request, "overzicht/home.html")


@login_not_required
@require_safe
def netwerk(request, slug):
    return render(request, "overzicht/home.html")


@require_safe
def mijn(request):
    return render(request, "overzicht/home.html")


@login_not_required
@require_safe
def hulp(request):
    return render(request, "overzicht/hulp.html")


@login_not_required
@require_safe
def privacy(request):
    return render(request, "overzicht/privacy.html")


@login_not_required
@require_safe
def toegankelijkheid(request):
    return render(request, "overzicht/toegankelijkheid.html")
