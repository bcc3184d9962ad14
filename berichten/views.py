from functools import wraps

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten import postvak, services
from berichten.forms import PreferencesForm
from berichten.gezond import WEG, check_health
from berichten.handelingen import Pagina, Resultaat, read_token
from berichten.models import Adresmerk, Bericht
from kern.errors import DomainError
from kern.paging import paginate


def _keep_out_of_log(view):
    """Django logs the address of every 4xx. Here it holds a key to act, and in a measurement a person with a time."""

    @wraps(view)
    def wrapped(request, token):
        response = view(request, token)
        response._has_been_logged = True
        return response

    return wrapped


@login_not_required
@csrf_exempt  # the signed token is the authority; mail programs post here without cookies (RFC 8058)
@never_cache
@_keep_out_of_log
@require_http_methods(["GET", "HEAD", "POST"])
def handeling(request, token):
    found = read_token(token)
    pagina = found and found[0].toon(found[1])
    if not pagina:
        return render(request, "berichten/link_weg.html", status=410)
    if request.method != "POST":
        return _show(request, pagina)
    try:
        uitkomst = found[0].doe(found[1], request.POST)
    except DomainError as error:
        return _show(request, pagina, fout=str(error), status=422)
    if isinstance(uitkomst, Pagina):
        return _show(request, uitkomst, status=422)
    if uitkomst.redirect:
        return redirect(uitkomst.redirect)
    return _show_result(request, uitkomst)


def _show(request, pagina, fout="", status=200):
    context = pagina.context | {"pagina": pagina, "form": pagina.form, "fout": fout}
    return render(request, pagina.template, context, status=status)


def _show_result(request, resultaat: Resultaat):
    return render(request, resultaat.template, resultaat.context | {"resultaat": resultaat})


def _require_beheer(request):
    if not request.user.is_beheer:
        raise Http404


@require_http_methods(["GET", "POST"])
def preferences(request):
    gekozen = dict(request.user.voorkeuren.values_list("onderwerp", "keuze"))
    form = PreferencesForm(request.POST if request.method == "POST" else None, keuzes=gekozen)
    if form.is_valid():
        services.set_preferences(request.user, form.cleaned_data)
        messages.success(request, "Je keuze is bewaard.")
        return redirect("personen:profile")
    merken = Adresmerk.objects.of_addresses([request.user.email]).get(request.user.email, ())
    template = "berichten/_preferences.html" if request.htmx else "berichten/preferences.html"
    context = {"form": form, "merken": merken}
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def resume_mail(request):
    """The owner of an address that gave mail back, or called it unwanted, wants it again."""
    services.clear_address(request.user.email, actor=request.user)
    messages.success(request, "We mailen je weer. Komt er opnieuw mail terug, dan zie je dat hier.")
    return redirect("berichten:preferences")


@require_safe
def outbox(request):
    """How the post is doing; in demo mode also the mails themselves. Never their content in production."""
    _require_beheer(request)
    page = paginate(request, Bericht.objects.select_related("aan").order_by("-op", "-pk"), per_page=50)
    context = {
        "page": page,
        "regels": [postvak.describe(bericht) for bericht in page],
        "tellingen": postvak.count_per_status(),
        "is_demo": postvak.is_demo(),
        "mails": postvak.list_mails() if page.number == 1 else [],
    }
    return render(request, "berichten/outbox.html", context)


@require_safe
def mail_detail(request, naam):
    _require_beheer(request)
    return render(request, "berichten/mail.html", {"mail": _get_mail(naam)})


# A mail is a document of its own: its inline styles and pictures are fine, scripts, forms and frames are not.
@csp_replace(
    {
        "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE], "style-src": [UNSAFE_INLINE],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"],
    }
)  # fmt: skip
@require_safe
def mail_html(request, naam):
    _require_beheer(request)
    return HttpResponse(_get_mail(naam).html)


def _get_mail(naam):
    mail = postvak.read_mail(naam)
    if mail is None:
        raise Http404
    return mail


@login_not_required
@never_cache
@require_safe
def gezond(request):
    """For monitoring and load balancers."""
    uitslag = check_health()
    return JsonResponse(uitslag, status=503 if uitslag["status"] == WEG else 200)
