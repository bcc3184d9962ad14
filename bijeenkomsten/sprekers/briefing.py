"""What a guest reads on the briefing page: facts about the group, and only what members put in for this guest.

No names of members, no answers, no discussions, no programme: nothing that was not meant for somebody from outside.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from bijeenkomsten.links import map_link
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst, Sprekersvraag
from bijeenkomsten.sprekers.mails import make_feiten
from fasen.route import get_route

THEMAS = 6


@dataclass(frozen=True)
class Briefing:
    verzoek: object
    feiten: list[str]
    kaart: str
    groep: int
    komen: int
    fase: str
    themas: list[tuple]  # (moment, title) of earlier meetings, latest first
    vragen: list[str]
    leervragen: list[str]


def make_briefing(verzoek) -> Briefing:
    """As it is now; it grows until the day itself."""
    b = verzoek.bijeenkomst
    route = get_route(b.netwerk)
    eerder = Bijeenkomst.objects.filter(netwerk=b.netwerk_id, begint_op__lt=b.begint_op).geweest()
    per_soort = {soort: [] for soort in Sprekersvraag.Soort.values}
    # In an order that does not tell who was first, and so not who it was.
    for vraag in sorted(verzoek.vragen.all(), key=lambda vraag: (vraag.tekst, vraag.pk)):
        per_soort[vraag.soort].append(vraag.tekst)
    komt = Q(aanwezigheden__bijeenkomst=b, aanwezigheden__antwoord=Aanwezigheid.Antwoord.KOMT)
    groep = b.netwerk.leden().aggregate(alle=Count("pk", distinct=True), komen=Count("pk", filter=komt, distinct=True))
    return Briefing(
        verzoek=verzoek,
        feiten=make_feiten(b),
        kaart=map_link(b),
        groep=groep["alle"],
        komen=groep["komen"],
        fase=route.huidige.naam if route.huidige else "",
        themas=list(eerder.values_list("begint_op", "titel")[:THEMAS]),
        vragen=per_soort["vraag"],
        leervragen=per_soort["leervraag"],
    )
