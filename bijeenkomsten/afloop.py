"""What happens to meetings and date polls when a netwerk pauses or ends, and what is not finished in them."""

from berichten.models import Verzending
from bijeenkomsten.models import Afspraak, Bijeenkomst, Prikker
from bijeenkomsten.services import cancel_bijeenkomst
from kern.adres import reverse
from kern.errors import DomainError
from kern.templatetags.kern import meervoud
from kern.tijd import dag, lokale_dag, nu
from netwerken.einde.gevolgen import GESTOPT, PAUZE, Gevolg, register_gevolgen, register_open
from netwerken.services.hooks import ON_REST, ON_RESUME


def register() -> None:
    register_gevolgen(tell_gevolgen)
    register_open(list_open)
    for hooks, hook in ((ON_REST, cancel_in_pauze), (ON_RESUME, catch_up)):
        if hook not in hooks:
            hooks.append(hook)


def _komend(netwerk):
    rows = Bijeenkomst.objects.filter(netwerk=netwerk, status=Bijeenkomst.Status.GEPLAND, begint_op__gt=nu())
    return rows.order_by("begint_op", "pk")


def find_in_pauze(netwerk, tot):
    """The meetings still to come that begin before ``tot``."""
    return [b for b in _komend(netwerk) if lokale_dag(b.begint_op) < tot]


def _regels(netwerk, bijeenkomsten):
    adressen = [reverse("bijeenkomsten:detail", args=[netwerk.slug, b.pk]) for b in bijeenkomsten]
    return tuple((f"{dag(b.begint_op)}: {b.titel}", url) for b, url in zip(bijeenkomsten, adressen, strict=True))


def tell_gevolgen(netwerk, stap):
    rows = find_in_pauze(netwerk, stap.tot) if stap.soort == PAUZE else list(_komend(netwerk))
    aantal = meervoud(len(rows), "bijeenkomst,bijeenkomsten")
    if rows and stap.soort == PAUZE:
        yield Gevolg(
            f"{aantal} in die tijd", "Verzet ze eerst, of laat ze niet doorgaan. Dat kies je hieronder.", "kalender",
            _regels(netwerk, rows), vraagt=True,
        )  # fmt: skip
    elif rows and stap.soort == GESTOPT:
        wat = "gaat niet door" if len(rows) == 1 else "gaan niet door"
        yield Gevolg(
            f"{aantal} {wat}", "Iedereen krijgt bericht, ook in de eigen agenda.", "kalender", _regels(netwerk, rows)
        )
    elif rows:
        yield Gevolg(
            f"{aantal} in de agenda", "Die gaan gewoon door. Wil je dat niet, gelast ze dan eerst af.", "kalender",
            _regels(netwerk, rows),
        )  # fmt: skip
    if prikkers := Prikker.objects.filter(netwerk=netwerk, status=Prikker.Status.OPEN).count():
        teksten = {PAUZE: "Antwoorden kan. Er gaan geen herinneringen.", GESTOPT: "Iedereen hoort dat het niet hoeft."}
        yield Gevolg(
            f"{meervoud(prikkers, 'open datumprikker,open datumprikkers')}",
            teksten.get(stap.soort, "Kies nog een dag, of trek hem in."), "kalender",
            (("Naar de bijeenkomsten", reverse("bijeenkomsten:list", args=[netwerk.slug])),),
        )  # fmt: skip


def list_open(netwerk):
    rows = list(_komend(netwerk))
    if rows:
        yield Gevolg(
            f"{meervoud(len(rows), 'bijeenkomst komt,bijeenkomsten komen')} nog", "", "kalender", _regels(netwerk, rows)
        )
    open_ = Afspraak.objects.filter(netwerk=netwerk, status=Afspraak.Status.OPEN).count()
    if open_:
        yield Gevolg(
            f"{meervoud(open_, 'afspraak staat,afspraken staan')} nog open", "Vink ze af, of laat ze los.", "vink",
            (("Naar de bijeenkomsten", reverse("bijeenkomsten:list", args=[netwerk.slug])),),
        )  # fmt: skip


def cancel_in_pauze(netwerk, afgelasten, by) -> None:
    """The meetings of that time are off, with a mail to everybody; raises DomainError when nobody decided so."""
    rows = find_in_pauze(netwerk, netwerk.gepauzeerd_tot)
    if rows and not afgelasten:
        aantal = meervoud(len(rows), "bijeenkomst,bijeenkomsten")
        raise DomainError(f"Er is nog {aantal} in die tijd. Verzet ze, of kies dat ze niet doorgaan.")
    for bijeenkomst in rows:
        cancel_bijeenkomst(bijeenkomst, reden=f"Het netwerk pauzeert tot {dag(netwerk.gepauzeerd_tot)}.", by=by)


def catch_up(netwerk, by) -> None:
    """What had to go about a coming meeting while the netwerk rested goes now: it is still true."""
    aanleidingen = [bijeenkomst.aanleiding for bijeenkomst in _komend(netwerk)]
    gemist = Verzending.objects.filter(aanleiding__in=aanleidingen, status=Verzending.Status.GEPLAND, op__lt=nu())
    gemist.update(op=nu(), updated_at=nu())
