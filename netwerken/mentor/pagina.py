"""Everything the page with help for facilitators shows, for who guides and for the academie."""

from netwerken.mentor.access import LINK
from netwerken.mentor.models import Intervisienetwerk, Mentoraanbod, Mentorvraag, find_intervisie
from netwerken.mentor.services import LOPEND
from netwerken.models import Deelname, Netwerk
from personen.models import VAN_ACADEMIE


def find_begeleid(user):
    """The netwerken this person guides, that go on."""
    mijn = Deelname.objects.actief().filter(persoon=user, rol=Deelname.Rol.FACILITATOR)
    rows = Netwerk.objects.exclude(status__in=Netwerk.BEEINDIGD)
    return rows.filter(pk__in=mijn.values("netwerk")).order_by("naam", "pk")


def read_pagina(user) -> dict:
    """Of a netwerk only what anybody may know; nothing that is said inside."""
    vragen = Mentorvraag.objects.select_related("persoon__organisatie", "mentor__organisatie", "netwerk")
    begeleid = list(find_begeleid(user))
    aanbod = Mentoraanbod.objects.filter(persoon=user).first()
    context = {
        "begeleid": begeleid,
        "mijn": vragen.filter(persoon=user, status__in=LOPEND).first(),
        "aanbod": aanbod,
        "help_ik": vragen.helped_by(user),
        "intervisie": find_intervisie(begeleid),
        "mag_koppelen": user.has_perm(LINK),
    }
    open_ = vragen.filter(status=Mentorvraag.Status.OPEN)
    if context["mag_koppelen"]:
        sectoren = VAN_ACADEMIE[user.academie_sector]
        te_merken = Netwerk.objects.filter(type=Netwerk.Type.INTERVISIE, intervisie=None, sector__in=sectoren)
        context |= {
            "open": open_.filter(netwerk__sector__in=sectoren),
            "mentoren": Mentoraanbod.objects.select_related("persoon").order_by("persoon__naam", "pk"),
            "gemerkt": Intervisienetwerk.objects.filter(netwerk__sector__in=sectoren)
            .select_related("netwerk")
            .order_by("netwerk__naam", "pk"),
            "te_merken": te_merken.order_by("naam", "pk")[:200],
        }
    elif aanbod:
        context["open"] = open_.exclude(persoon=user)
    return context
