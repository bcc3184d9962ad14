from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from personen import tweede_stap
from personen.forms import ProfileForm
from personen.schoolkiezer import Keuze, uitkomst
from personen.services import save_profile


@require_http_methods(["GET", "POST"])
def profile(request):
    # A copy: what is not saved yet must not show in the menu.
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        save_profile(form.save(commit=False))
        messages.success(request, "Je gegevens zijn bewaard.")
        return redirect("personen:profile")
    context = {"form": form, "stappen": tweede_stap.describe(request.user)}
    return render(request, "personen/profile.html", context, status=422 if form.errors else 200)


@require_safe
@login_not_required
def school_search(request):
    """The results for the school field, while somebody types; also for who has no account yet."""
    huidig = getattr(request.user, "organisatie_id", None)
    return render(
        request, "components/schoolkiezer_uitkomst.html", uitkomst(Keuze.of(request.GET), huidig) | {"los": True}
    )
