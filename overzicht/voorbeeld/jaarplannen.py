"""A year plan of the demo data: proposed by the product, made some weeks ago, and everybody had the mail."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from berichten.models import Verzending
from bijeenkomsten.dagrijen import Vrijkijker
from bijeenkomsten.jaarplan.mails import plan_mail
from bijeenkomsten.jaarplan.voorstel import Wens, make_voorstel
from bijeenkomsten.models import Jaarplan
from bijeenkomsten.vrij import count_vrij
from kern.tijd import werkochtend_voor
from overzicht.voorbeeld import dagen
from overzicht.voorbeeld.vorm import Dag

DINSDAG_TOT_DONDERDAG = frozenset({1, 2, 3})


def load_jaarplan(netwerk, verhaal, *, groep, rng, now):
    plan, vandaag = verhaal.jaarplan, timezone.localdate(now)
    jaarplan = Jaarplan.objects.create(netwerk=netwerk, gemaakt_door=groep["facilitator"])
    jaarplan.created_at = werkochtend_voor(now, dagen=-plan.gemaakt) + timedelta(hours=3)
    Jaarplan.objects.filter(pk=jaarplan.pk).update(created_at=jaarplan.created_at)
    van, tot = (vandaag + timedelta(days=over) for over in (plan.van, plan.tot))
    kijker = Vrijkijker(netwerk)
    voorstel = make_voorstel(
        Wens(len(plan.dagen), DINSDAG_TOT_DONDERDAG, van, tot),
        bezet=kijker.bezet.keys(), vrij=lambda d: count_vrij(kijker.leden, d),
    )  # fmt: skip
    for wat, gekozen in zip(plan.dagen, voorstel, strict=True):
        dag = Dag((gekozen.dag - vandaag).days, *wat, programma=False, voorbereiders=0)
        dagen.load_dag(netwerk, verhaal, dag, groep=groep, rng=rng, now=now, jaarplan=jaarplan)
    plan_mail(jaarplan)
    rows = Verzending.objects.waiting().filter(aanleiding=jaarplan.aanleiding)
    for verzending in rows:
        dagen.log_sent(verzending, netwerk.leden().order_by("pk"))
    rows.update(status="uitgevoerd", uitgevoerd_op=F("op"))
