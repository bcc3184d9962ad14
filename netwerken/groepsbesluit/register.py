"""What waits for somebody about a new member, one touch from a mail, and what the rest of the product tells."""

from datetime import datetime, timedelta

from berichten.acties import Actie
from berichten.acties import register as register_acties
from berichten.handelingen import Handeling, Pagina, Resultaat, find_person, register_handeling
from kern.tijd import dag
from netwerken.groepsbesluit import mails, services
from netwerken.groepsbesluit.forms import BezwaarForm
from netwerken.groepsbesluit.models import Groepsbesluit, Groepsstem
from netwerken.groepsbesluit.pagina import WIE_ZIET, read_vraag
from netwerken.models import Deelname
from netwerken.services.hooks import ON_CHANGE, ON_DEELNAME, ON_REST

TEMPLATE = "netwerken/groepsbesluit/handeling.html"


def ask_stem(persoon, now: datetime):
    """Open questions this deelnemer did not answer."""
    leeft = Groepsbesluit.objects.loopt(now=now).with_persoon()
    te_doen = Groepsstem.objects.filter(persoon=persoon, geantwoord=False)
    for besluit in leeft.filter(stemmen__in=te_doen).order_by("sluit_op", "pk"):
        ja, nee = mails.answer_links(besluit.pk, persoon.pk)
        yield Actie(
            titel=f"Mag {besluit.persoon.naam} bij jullie groep?", knop="Akkoord", url=ja,
            anders=("Ik heb een bezwaar", nee), voor=besluit.sluit_op, netwerk=besluit.netwerk.naam,
            tekst=f"Lees wie het is. Het kan tot en met {dag(besluit.laatste_dag)}.",
        )  # fmt: skip


def ask_besluit(persoon, now: datetime):
    """Questions of which the answers are in and that wait for a facilitator."""
    begeleid = Deelname.objects.actief().filter(persoon=persoon, rol=Deelname.Rol.FACILITATOR).values("netwerk")
    rows = Groepsbesluit.objects.wacht_op_facilitator().filter(deelname__netwerk__in=begeleid)
    for besluit in rows.exclude(deelname__persoon=persoon).with_persoon().order_by("pk"):
        yield Actie(
            titel=f"Komt {besluit.persoon.naam} bij de groep?", knop="Kijk hoe het staat",
            url=mails.page_of(besluit), netwerk=besluit.netwerk.naam,
            tekst="De groep heeft geantwoord. Jij bent aan zet.",
        )  # fmt: skip


def _read(ref):
    """The question and the person of the link; no question when this person was never asked or left."""
    persoon = find_person(ref)
    besluit = Groepsbesluit.objects.with_persoon().filter(pk=ref[0]).first() if persoon else None
    if besluit is None or not besluit.netwerk.is_lid(persoon) or persoon.pk == besluit.deelname.persoon_id:
        return None, persoon
    return besluit, persoon


def _toon(*, bezwaar):
    def toon(ref):
        besluit, persoon = _read(ref)
        return besluit and _make_pagina(besluit, persoon, bezwaar=bezwaar)

    return toon


def _make_pagina(besluit, persoon, *, bezwaar, form=None):
    vraag = read_vraag(besluit, persoon)
    titel = f"Mag {besluit.persoon.naam} bij jullie groep?" if vraag["mag_antwoorden"] else "Hier hoef je niets te doen"
    return Pagina(
        titel=titel, tekst=vraag["waarom_niet"], kicker=besluit.netwerk.naam, wie_ziet=WIE_ZIET, template=TEMPLATE,
        form=form or BezwaarForm(), context=vraag | {"eerst_bezwaar": bezwaar},
    )  # fmt: skip


def _doe(*, bezwaar):
    def doe(ref, post):
        besluit, persoon = _read(ref)
        form = BezwaarForm(post)
        if not form.is_valid():
            services.check_can_answer(besluit, persoon)
            return _make_pagina(besluit, persoon, bezwaar=True, form=form)
        services.answer(besluit, persoon, post.get("antwoord", ""), tekst=form.cleaned_data["tekst"])
        return Resultaat(
            titel="Dank je, je antwoord is binnen",
            tekst=f"Na {dag(besluit.laatste_dag)} hoor je wat het is geworden. Veranderen kan niet meer.",
            links=((f"Naar {besluit.netwerk.naam}", besluit.netwerk.get_absolute_url()),),
        )

    return doe


def register() -> None:
    mails.register()
    geldig = timedelta(days=120)  # the question itself knows until when it can be answered
    for code, bezwaar in ((mails.JA, False), (mails.NEE, True)):
        register_handeling(Handeling(code=code, max_age=geldig, toon=_toon(bezwaar=bezwaar), doe=_doe(bezwaar=bezwaar)))
    register_acties(ask_stem)
    register_acties(ask_besluit)
    for hooks, hook in (
        (ON_DEELNAME, services.follow_deelname), (ON_CHANGE, services.follow_netwerk), (ON_REST, services.follow_rest),
    ):  # fmt: skip
        if hook not in hooks:
            hooks.append(hook)
