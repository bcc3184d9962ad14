"""What a card shows besides its text: the facts of the netwerk, and how a new card begins."""

from kern.tijd import dag, nu
from netwerken.leidinggevende.models import Contactmoment
from netwerken.models import Netwerk

MEESTE_DATA = 12


def read_feiten(netwerk: Netwerk, *, now=None) -> dict:
    """What a leidinggevende gets to know of the netwerk: public facts and days, nothing of what is said there."""
    komend = netwerk.bijeenkomsten.filter(status="gepland", begint_op__gt=now or nu()).order_by("begint_op", "pk")
    begin = list(komend.values_list("begint_op", flat=True)[:MEESTE_DATA])
    return {"netwerk": netwerk, "dagen": [dag(moment) for moment in begin]}


def make_begin(contact: Contactmoment) -> dict:
    """How an empty card begins: with who and what stood in the last card of this deelname, or of this person."""
    eerder = find_former(contact)
    if eerder is None or contact.pk:
        return {}
    begin = {"naam": eerder.naam, "email": eerder.email}
    if eerder.deelname_id == contact.deelname.pk:
        begin |= {code: eerder.antwoorden[code] for code in contact.gesprek.codes if eerder.antwoorden.get(code)}
    return begin


def find_former(contact: Contactmoment) -> Contactmoment | None:
    """The last card with this leidinggevende before: of this deelname, else of another netwerk of the same person."""
    rows = Contactmoment.objects.filter(deelname__persoon=contact.deelname.persoon).exclude(pk=contact.pk)
    rows = rows.exclude(email="").order_by("-updated_at", "-pk")
    return rows.filter(deelname=contact.deelname).first() or rows.first()
