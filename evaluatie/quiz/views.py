from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from evaluatie.forms import AntwoordForm
from evaluatie.invullen.tekenen import draw_vragen, has_parts, list_fouten
from evaluatie.quiz.access import list_leervraag_netwerken
from evaluatie.quiz.profiel import make_profiel
from evaluatie.vragenlijst.bron import QUIZ, get_shipped
from evaluatie.vragenlijst.woorden import describe


@never_cache
@require_http_methods(["GET", "POST"])
def quiz(request):
    """The questions, and after sending the result: shown once, kept nowhere, so nothing of it is in an address."""
    document = get_shipped(QUIZ)
    form = AntwoordForm(document, request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        context = {
            "document": document,
            "profiel": make_profiel(document, form.keuzes),
            "netwerken": list_leervraag_netwerken(request.user),
        }
        return render(request, "evaluatie/quiz/uitkomst.html", context)
    context = {
        "document": document, "form": form, "omvang": describe(document), "met_delen": has_parts(document),
        "delen": range(1, len(document.groepen) + 1), "vragen": draw_vragen(document, form)[0],
        "fouten": list_fouten(document, form) if form else (), "knop": "Bekijk je uitkomst",
    }  # fmt: skip
    return render(request, "evaluatie/quiz/quiz.html", context, status=422 if form else 200)
