"""The link ``mis``: one question to who was not there, *vertrouwelijk*, with a name for the facilitators."""

from datetime import timedelta

from berichten.handelingen import Handeling, Pagina, Resultaat, link, register_handeling
from bijeenkomsten.models import Bijeenkomst
from evaluatie import services
from evaluatie.forms import GEMIST_VRAAG, GemistForm
from evaluatie.models import Gemist, Genodigde, Meting
from kern.tijd import dag
from personen.models import Persoon

GELDIG = timedelta(days=90)


def toon_gemist(ref):
    bijeenkomst = Bijeenkomst.objects.select_related("netwerk").filter(pk=ref[0]).first()
    persoon = Persoon.objects.filter(pk=ref[1], is_active=True).first()
    if bijeenkomst is None or persoon is None or bijeenkomst.is_afgelast or not bijeenkomst.is_over:
        return None
    if not bijeenkomst.netwerk.is_lid(persoon):
        return None
    return _gemist_pagina(bijeenkomst, persoon)


def _gemist_pagina(bijeenkomst, persoon, form=None):
    eerder = Gemist.objects.filter(bijeenkomst=bijeenkomst, persoon=persoon).first()
    form = form or GemistForm(initial={"tekst": eerder.tekst if eerder else ""})
    wisselbaar = Genodigde.objects.filter(meting__bijeenkomst=bijeenkomst, persoon=persoon, ingevuld=False)
    meting = Meting.objects.open().filter(genodigden__in=wisselbaar).first()
    return Pagina(
        titel=GEMIST_VRAAG,
        knop="Stuur naar de facilitator",
        kicker=f"{bijeenkomst.netwerk.naam}, {dag(bijeenkomst.begint_op)}",
        template="evaluatie/gemist.html",
        form=form,
        wie_ziet="Alleen de facilitators, met je naam erbij. Andere deelnemers, je leidinggevende en de academie niet.",
        context={
            "form": form,
            "facilitators": [facilitator.naam for facilitator in bijeenkomst.netwerk.facilitators().order_by("naam")],
            "eerder": eerder,
            "ev_url": link("ev", meting.pk, persoon.pk) if meting else "",
        },
    )


def doe_gemist(ref, post):
    bijeenkomst = Bijeenkomst.objects.select_related("netwerk").get(pk=ref[0])  # toon_gemist found both
    persoon = Persoon.objects.get(pk=ref[1])
    form = GemistForm(post)
    if not form.is_valid():
        return _gemist_pagina(bijeenkomst, persoon, form)
    services.save_gemist(bijeenkomst, persoon, form.cleaned_data["tekst"])
    return Resultaat(
        titel="Dank je, het is doorgegeven",
        tekst="De facilitator leest het voor de volgende bijeenkomst. Je kunt het via dezelfde link nog aanpassen.",
        links=((f"Naar {bijeenkomst.netwerk.naam}", bijeenkomst.netwerk.get_absolute_url()),),
    )


def register():
    register_handeling(Handeling(code="mis", max_age=GELDIG, toon=toon_gemist, doe=doe_gemist))
