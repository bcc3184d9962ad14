"""Somebody at the door of a group that has begun: the deelnemers say whether it is all right."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from netwerken.models import Deelname, Groepsbesluit, Groepsstem, Toelating

MOTIVATIE = (
    "Op onze school begint iets nieuws en ik wil weten hoe anderen dat doen. Ik breng vijf jaar ervaring mee met "
    "collega’s die net beginnen."
)


def load(netwerk, groep, now):
    """Asked two days ago; half of the group answered, who tries the demo did not."""
    Toelating.objects.create(
        netwerk=netwerk, meeste_per_school=4, let_op_interesse=True, let_op_match=True,
        tekst="We komen zes keer per jaar een dag bij elkaar. Je brengt een vraag van je eigen school mee.",
    )  # fmt: skip
    deelname = netwerk.deelnames.filter(status=Deelname.Status.AANGEMELD).order_by("pk").first()
    deelname.groep_leest, deelname.motivatie = True, MOTIVATIE
    deelname.save(update_fields=["groep_leest", "motivatie"])
    tot = timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=6), time.min))
    personen = groep["deelnemers"]
    al = {persoon.pk for persoon in personen[1 : len(personen) // 2]}
    besluit = Groepsbesluit.objects.create(
        deelname=deelname, gesteld_door=groep["facilitator"], opent_op=now - timedelta(days=2), sluit_op=tot,
        akkoord=len(al),
    )  # fmt: skip
    Groepsstem.objects.bulk_create(
        Groepsstem(besluit=besluit, persoon=persoon, geantwoord=persoon.pk in al) for persoon in personen
    )
