"""The members page and its export: rows per person, made of a row per role."""

from collections import Counter

from berichten.models import Adresmerk
from kern.export import Lijst
from kern.prepared import prepared
from netwerken.groepsbesluit.nodig import LOOPT
from netwerken.groepsbesluit.rules import needs_group
from netwerken.models import Deelname, Uitnodiging
from netwerken.toelating.stand import find_toelating

MEEST_PER_SCHOOL = 4
_ROL_VOLGORDE = [Deelname.Rol.FACILITATOR, Deelname.Rol.PENVOERDER, Deelname.Rol.EIGENAAR, Deelname.Rol.DEELNEMER]


class Lid:
    """One person with all roles in this netwerk."""

    def __init__(self, rijen):
        self.rijen = sorted(rijen, key=lambda rij: _ROL_VOLGORDE.index(rij.rol))
        self.deelname = self.rijen[0]
        self.persoon = self.deelname.persoon
        self.pauze = next((rij for rij in rijen if rij.status == Deelname.Status.PAUZE), None)
        self.als_deelnemer = next((rij for rij in rijen if rij.rol == Deelname.Rol.DEELNEMER), None)
        self.sinds = min(rij.begonnen_op for rij in rijen)

        self.mail_komt_terug = False

    @property
    def stemt(self):
        """Is asked when the group decides about somebody (``groepsbesluit.nodig.find_stemmers`` says it of many)."""
        begeleidt = any(rij.rol == Deelname.Rol.FACILITATOR for rij in self.rijen)
        return bool(self.als_deelnemer) and not self.pauze and not begeleidt and self.persoon.is_active

    @property
    def rollen(self):
        namen = [
            f"{rij.get_rol_display()} ({rij.get_variant_display()})" if rij.variant else rij.get_rol_display()
            for rij in self.rijen
        ]
        return ", ".join(namen)


@prepared
def _find_leden(netwerk):
    return Deelname.objects.lid().filter(netwerk=netwerk).with_persoon()


@prepared
def find_aanmeldingen(netwerk):
    rows = Deelname.objects.filter(netwerk=netwerk).with_persoon().te_beoordelen()
    return rows.select_related("voordracht__door")


@prepared
def find_wachtlijst(netwerk):
    return Deelname.objects.filter(netwerk=netwerk).with_persoon().wachtlijst()


@prepared
def find_uitnodigingen(netwerk):
    return Uitnodiging.objects.filter(netwerk=netwerk).exclude(antwoord="aanvaard").for_list()[:100]


@prepared
def find_vertrokken(netwerk):
    weg = [Deelname.Status.UITGESTAPT, Deelname.Status.AFGEROND]
    rows = Deelname.objects.filter(netwerk=netwerk, status__in=weg).exclude(reden_einde="rol_voorbij")
    return rows.with_persoon().order_by("-beeindigd_op", "-pk")[:50]


def mark_groep(rijen, netwerk, leden, groepsvragen) -> list[Deelname]:
    """Who waits, each with the question to the group that runs (``groepsvraag``), and whether it is ``nodig``."""
    per_deelname = {vraag.deelname_id: vraag for vraag in groepsvragen}
    doen_mee = {lid.persoon.pk for lid in leden}
    stemmers = sum(lid.stemt for lid in leden)
    rijen = list(rijen)
    for rij in rijen:
        rij.groepsvraag = per_deelname.get(rij.pk)
        rij.nodig = needs_group(
            gesloten=not netwerk.is_open, gestart=netwerk.status in LOOPT, als_deelnemer=True,
            doet_mee=rij.persoon_id in doen_mee, akkoord=rij.groep_akkoord, stemmers=stemmers,
        )  # fmt: skip
    return rijen


def get_leden(netwerk) -> list[Lid]:
    """Everyone in the group: who guides first, then by name."""
    per_persoon = {}
    for rij in _find_leden(netwerk.pk):
        per_persoon.setdefault(rij.persoon_id, []).append(rij)
    leden = [Lid(rijen) for rijen in per_persoon.values()]
    return sorted(leden, key=lambda lid: (_ROL_VOLGORDE.index(lid.rijen[0].rol), lid.persoon.naam.casefold()))


def check_scholen(netwerk, leden) -> list[str]:
    """Soft advice about how many come from one school: two to four where people take part for their school."""
    toelating = find_toelating(netwerk)
    meeste = toelating.meeste_per_school or MEEST_PER_SCHOOL
    per_school = Counter(lid.persoon.organisatie for lid in leden if lid.als_deelnemer and lid.persoon.organisatie_id)
    zinnen = [
        f"Van {school.naam} doen {aantal} mensen mee. Met meer dan {meeste} van één school wordt het snel hun netwerk."
        for school, aantal in per_school.items()
        if aantal > meeste
    ]
    minste = toelating.minste_per_school or (2 if netwerk.deelname_als == netwerk.DeelnameAls.ORGANISATIE else 0)
    te_weinig = [school.naam for school, aantal in per_school.items() if 1 < aantal < minste]
    zinnen += [f"Van {naam} doen er nog minder dan {minste} mee." for naam in te_weinig]
    alleen = [school.naam for school, aantal in per_school.items() if aantal == 1 < minste]
    if alleen:
        waar = alleen[0] if len(alleen) == 1 else f"{len(alleen)} scholen"
        zinnen.append(f"Van {waar} doet één persoon mee. Met twee van een school landt het daar makkelijker.")
    return zinnen


def mark_unreachable(leden) -> None:
    """Tell each ``Lid`` whether mail to them comes back. A complaint is between them and their mail program."""
    merken = Adresmerk.objects.of_addresses([lid.persoon.email for lid in leden])
    for lid in leden:
        lid.mail_komt_terug = Adresmerk.Soort.ONBEREIKBAAR in merken.get(lid.persoon.email, ())


def make_lijst(netwerk) -> Lijst:
    """Who takes part and who waits, for a spreadsheet. No reasons."""
    rijen = [
        _row(lid.persoon, lid.rollen, "pauzeert" if lid.pauze else "doet mee", lid.sinds) for lid in get_leden(netwerk)
    ]
    wachtend = netwerk.deelnames.filter(status__in=Deelname.WACHTEND).with_persoon().order_by("wacht_sinds", "pk")
    rijen += [_row(rij.persoon, rij.get_rol_display(), rij.get_status_display(), None) for rij in wachtend]
    koppen = ("Naam", "E-mailadres", "Functie", "Organisatie", "Plaats", "Rol", "Status", "Doet mee sinds")
    return Lijst(f"deelnemers-{netwerk.slug}", "Deelnemers", koppen, rijen)


def _row(persoon, rol, status, sinds):
    organisatie = persoon.organisatie
    plaats = organisatie.plaats if organisatie else ""
    return (persoon.naam, persoon.email, persoon.functie, persoon.werkplek, plaats, rol, status, sinds)
