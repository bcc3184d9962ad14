"""What the leidinggevenden of the demo network agreed: every state a deelnemer or a facilitator can meet."""

from datetime import timedelta

from netwerken.leidinggevende import planning
from netwerken.models import Contactmoment, Deelname

TOEZEGGING = {
    "geregeld": "De lessen op de middag van een bijeenkomst neemt een collega over. Reiskosten betaalt de school.",
    "doel": "Dit jaar kiest elk team zelf één vernieuwing en probeert die uit.",
    "delen": "In het teamoverleg van maart, en op de studiedag in juni.",
}
HALVERWEGE = {
    "verloop": "Ik laat het team vaker zelf kiezen. Tijd om het na te bespreken vind ik nog te weinig.",
    "doel": TOEZEGGING["doel"],
    "nodig": "Twee middagen zonder vergadering, om bij een andere school te kijken.",
    "delen": "Volgende maand in het teamoverleg, met twee voorbeelden.",
}
AFSPRAKEN = "De twee middagen komen er, in maart en april. Na de tweede vertellen we samen in het team wat we zagen."
# hours, days ago asked, signed (days ago), conversation (days ago, None: asked, False: not yet), shares
STANDEN = (
    (8, 200, 196, None, False),
    (6, 204, 199, 4, True),
    (8, 190, 181, 2, False),
    (10, 188, 188, False, False),
    (None, 9, None, False, False),
    (6, 170, 160, None, False),
)
LEIDING = ("Marit Hoogenboom", "Ruben Steenwijk", "Anke Vellinga", "Yusuf Karaca", "Loes Dijkhuis", "Pim Roelofsen")


def load(netwerk, groep, now):
    """The first six deelnemers; the account deelnemer@ has a toezegging and a card that is asked."""
    planning.plan_looptijd(netwerk)
    rows = Deelname.objects.filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER, persoon__in=groep["deelnemers"])
    rows = sorted(rows.select_related("persoon"), key=lambda d: (d.persoon.email != "deelnemer@leernetwerk.test", d.pk))
    for deelname, naam, stand in zip(rows, LEIDING, STANDEN, strict=False):
        _load_one(deelname, naam, stand, now)


def _load_one(deelname, naam, stand, now):
    uren, gevraagd, getekend, gesprek, deelt = stand
    _make(
        deelname, "toezegging", naam, now, gevraagd=gevraagd, getekend=getekend, uren=uren, antwoorden=TOEZEGGING,
        gedeeld=deelt,
    )  # fmt: skip
    if gesprek is None:
        _make(deelname, "halverwege", naam, now, gevraagd=3, antwoorden=HALVERWEGE)
    elif gesprek:
        _make(
            deelname, "halverwege", naam, now, gevraagd=gesprek + 8, getekend=gesprek - 1, antwoorden=HALVERWEGE,
            afspraken=AFSPRAKEN,
            gesprek_op=(now - timedelta(days=gesprek)).date(),
        )  # fmt: skip


def _make(deelname, soort, naam, now, *, gevraagd, getekend=None, **velden):
    op = now - timedelta(days=gevraagd)
    adres = naam.lower().replace(" ", ".")
    contact = Contactmoment(
        deelname=deelname, soort=soort, naam=naam, email=f"{adres}@leiding.test", status="gevraagd", link_nr=1,
        gevraagd_op=op, verloopt_op=op + timedelta(days=60), **velden,
    )  # fmt: skip
    if getekend:
        contact.status, contact.getekend_naam = "ondertekend", naam
        contact.getekend_op = now - timedelta(days=getekend)
    if contact.is_toezegging:
        contact.mijn_naam, contact.mijn_op, contact.mijn_versie = deelname.persoon.naam, op, 1
    contact.voorstel = contact.tekst
    contact.save()
