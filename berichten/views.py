from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from berichten import postvak
from berichten.handelingen import Pagina, Resultaat, read_token
from berichten.models import Bericht
from kern.errors import DomainError
from kern.paging import paginate


@login_not_required
@csrf_exempt  # the signed token is the authority; mail programs post here without cookies (RFC 8058)
@never_cache
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
    return render(request, pagina.template, pagina.context | {"pagina": pagina, "fout": fout}, status=status)


def _show_result(request, resultaat: Resultaat):
    return render(request, "berichten/gedaan.html", {"resultaat": resultaat})


def _require_beheer(request):
    if not request.user.is_beheer:
        raise Http404


@require_safe
def outbox(request):
    """How the post is doing; in demo mode also the mails themselves. Never their content in production."""
    _require_beheer(request)
    page = paginate(request, Bericht.objects.select_related("aan").order_by("-op", "-pk"), per_page=50)
    context = {"page": page, "tellingen": postvak.count_per_status(), "mails": postvak.list_mails()}
    return render(request, "berichten/outbox.html", context)


@require_safe
def mail_detail(request, naam):
    _require_beheer(request)
    mail = postvak.read_mail(naam)
    if mail is None:
        raise Http404
    if request.GET.get("als") != "html":
        return render(request, "berichten/mail.html", {"mail": mail, "naam": naam})
    response = HttpResponse(mail.html)
    # A mail is a document of its own: its inline styles are fine, scripts and frames are not.
    response._csp_replace = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["data:"]}
    return response
