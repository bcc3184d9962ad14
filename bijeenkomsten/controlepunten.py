"""What this room tells the gids of the fasen: the meetings of a netwerk, and what can be counted about them."""

from bijeenkomsten.models import Bijeenkomst
from fasen.gids import agenda
from fasen.gids.agenda import Agenda, Keer, lees_agenda
from fasen.gids.meters import klaar, meter, nog_niet
from fasen.kompas.getallen import lees_getallen
from fasen.kompas.signaal import Peiling
from fasen.signalen.route import lees_verlopen
from kern.adres import reverse
from kern.prepared import prepared
from kern.templatetags.kern import meervoud

MINSTENS = 3  # meetings; R1 asks so many of a school year
AGENDA = ("bijeenkomsten:list", "Naar de bijeenkomsten")
Status = Bijeenkomst.Status


@prepared(many=["netwerken"])
def _find_keren(netwerken):
    rows = Bijeenkomst.objects.filter(netwerk__in=netwerken).exclude(status=Status.AFGELAST).order_by("begint_op", "pk")
    return rows.values_list("netwerk", "pk", "titel", "begint_op", "eindigt_op", "status")


def _invoegen(netwerk, keer, werkvorm) -> str:
    return reverse("bijeenkomsten:draaiboek_insert", args=[netwerk.slug, keer.pk, werkvorm])


def find_agendas(peiling: Peiling) -> dict[int, Agenda]:
    agendas = {pk: Agenda(invoegen=_invoegen) for pk in peiling.ids}
    for netwerk, *velden, status in _find_keren(peiling.ids) if peiling.ids else ():
        agendas[netwerk].keren.append(Keer(*velden, is_gehouden=status == Status.GEHOUDEN))
    return agendas


agenda.register(find_agendas)


def _lees_samen(peiling):
    agendas, verlopen = peiling.feiten(lees_agenda), peiling.feiten(lees_verlopen)
    return {pk: (agendas[pk], verlopen[pk]) for pk in peiling.ids}


@meter(lees_agenda, code="bijeenkomsten.data", doen=("bijeenkomsten:jaarplan_create", "Plan het jaar"))
def data(agenda, netwerk, fase):
    aantal = len(agenda.keren)
    if not aantal:
        return nog_niet("Er staat nog geen bijeenkomst in de agenda.")
    zin = (
        f"Er {'is' if aantal == 1 else 'zijn'} {meervoud(aantal, 'bijeenkomst,bijeenkomsten')}, gepland of al geweest."
    )
    return klaar(zin) if aantal >= MINSTENS else nog_niet(zin)


def _in_fase(samen, fase, nodig):
    agenda, verlopen = samen
    verloop = verlopen.get(fase.slug)
    if verloop is None or verloop.begonnen_op is None:
        return nog_niet("Deze fase is nog niet begonnen.")
    aantal = agenda.count_tussen(verloop.begonnen_op, verloop.afgerond_op)
    zin = f"In {fase.naam} waren jullie {aantal or 'nog geen'} keer bij elkaar."
    return klaar(zin) if aantal >= nodig else nog_niet(zin)


@meter(_lees_samen, code="bijeenkomsten.in_fase", doen=AGENDA)
def in_fase(samen, netwerk, fase):
    return _in_fase(samen, fase, 1)


@meter(_lees_samen, code="bijeenkomsten.twee_in_fase", doen=AGENDA)
def twee_in_fase(samen, netwerk, fase):
    return _in_fase(samen, fase, 2)


@meter(lees_getallen, code="bijeenkomsten.voorbereiders", doen=AGENDA)
def voorbereiders(getallen, netwerk, fase):
    """R14."""
    aantal = getallen.voorbereiders_jaar
    if not aantal:
        return nog_niet("In het laatste jaar bereidde nog geen deelnemer mee voor.")
    wie = meervoud(aantal, "deelnemer bereidde,deelnemers bereidden")
    zin = f"{wie} het laatste jaar mee voor."
    return klaar(zin) if aantal > 1 else nog_niet(zin)
