from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.errors import DomainError
from kern.tijd import nu
from netwerken.forms import post_data
from subsidie.regeling import access, services
from subsidie.regeling.forms import RondeForm
from subsidie.regeling.models import Aanvraagronde
from subsidie.regeling.pagina import find_nieuwer, read_regeling, sort_rondes


@require_safe
def rondes(request):
    """The rounds of the sectors of this academie."""
    access.check_perm(request.user, access.PERM)
    rijen = Aanvraagronde.objects.of_academie(request.user).with_aantal().select_related("regelingversie")
    return render(request, "subsidie/regeling/rondes.html", {"rondes": sort_rondes(rijen, nu())})


@require_http_methods(["GET", "POST"])
def ronde_create(request):
    form = RondeForm(post_data(request), regelingen=access.list_regelingen(request.user))
    if form.is_valid():
        try:
            ronde = services.create_ronde(form.gekozen, form.cleaned_data["naam"], form.plan, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{ronde.naam} staat klaar.")
            return redirect("subsidie:rondes")
    return _show(request, {"form": form, "regelingen": form.regelingen.values()})


@require_http_methods(["GET", "POST"])
def ronde_update(request, pk):
    ronde = access.get_ronde(request.user, pk)
    form = RondeForm(post_data(request), ronde=ronde)
    if form.is_valid():
        try:
            services.change_ronde(ronde, form.cleaned_data["naam"], form.plan, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Bewaard.")
            return redirect("subsidie:rondes")
    is_dicht = ronde.sluit_op <= nu()
    return _show(request, {"form": form, "ronde": ronde, "nieuwer": find_nieuwer(ronde), "is_dicht": is_dicht})


def _show(request, context):
    status = 422 if context["form"].errors else 200
    return render(request, "subsidie/regeling/ronde_form.html", context, status=status)


@require_POST
def ronde_renew(request, pk):
    """Use the newest version of the regeling."""
    ronde = access.get_ronde(request.user, pk)
    try:
        ronde = services.take_newest(ronde, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Deze ronde gebruikt versie {ronde.regelingversie.versie}.")
    return redirect("subsidie:ronde_update", ronde.pk)


@login_not_required
@require_safe
def regeling(request, code, versie):
    """One version of a regeling, to read."""
    return render(request, "subsidie/regeling/regeling.html", read_regeling(access.get_versie(code, versie)))
