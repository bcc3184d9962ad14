"""One handover that is half-way: who guided the newest group takes part now, and tells the successor what to know."""

from datetime import timedelta

from kern.tijd import werkochtend_voor
from netwerken.models import Overdracht, Overdrachtvinkje
from netwerken.overdracht.models import SAMEN

NOTITIE = (
    "De groep is voorzichtig begonnen. Twee mensen kennen elkaar al van een vorige opleiding. Laat ze niet altijd "
    "naast elkaar zitten.\n\nVoor de tweede keer is de zaal geregeld, de lunch nog niet."
)
VERTELD = {"O-01": "van", "O-03": "van", "O-04": "naar"}


def load(netwerk, groep, now):
    if netwerk.slug != "persoonlijk-leiderschap":
        return
    mensen = {"van": groep["deelnemers"][1], "naar": groep["facilitator"]}
    gevraagd, ja = werkochtend_voor(now, dagen=8), werkochtend_voor(now, dagen=5)
    overdracht = Overdracht.objects.create(
        netwerk=netwerk, **mensen, email=mensen["naar"].email, naam=mensen["naar"].naam, notitie=NOTITIE, blijft=True,
        antwoord="ja", beantwoord_op=ja, verloopt_op=ja + SAMEN,
    )  # fmt: skip
    Overdracht.objects.filter(pk=overdracht.pk).update(created_at=gevraagd)
    for dagen, (code, wie) in enumerate(VERTELD.items()):
        op = ja + timedelta(days=dagen, hours=3)
        Overdrachtvinkje.objects.create(overdracht=overdracht, code=code, door=mensen[wie], op=min(op, now))
