"""What overviews need to know about a handful of netwerken, read in a fixed number of queries.

The cards of *Wat nu?* and the blocks of the cockpit only look things up here, so another network in the list costs no
extra query. Everything is lazy: what nobody asks for is not read.
"""

from collections import defaultdict
from datetime import timedelta

from django.utils.functional import cached_property

from bijeenkomsten.afspraken.lijst import find_open_of
from bijeenkomsten.draaiboek.tijden import compute
from bijeenkomsten.models import load_voorbereiders
from evaluatie.zaal.services import is_now
from kern.tijd import nu
from netwerken.belangstelling.lijst import count_te_beoordelen, find_te_trekken, find_voorstellen
from netwerken.contract.stand import VELDEN, Vraagt, read_vraagt
from netwerken.groepsbesluit.nodig import besluit_loopt_mee
from netwerken.leidinggevende.stand import find_wacht
from netwerken.models import Deelname, Netwerk
from netwerken.randvoorwaarden.stand import Telling, make_telling
from netwerken.rollen import EIGENAAR, FACILITATOR
from overzicht import vragen
from subsidie.beoordeling.lijst import read_mijn_werk

TERUG = timedelta(days=45)  # so long a meeting that is over can still ask for something
TERUGKIJKEN = timedelta(days=400)  # so far back a page about one netwerk looks for what was said last
VERS = timedelta(days=10)  # so long a result is news
VOORUIT = timedelta(days=14)  # the fortnight of automatic messages


def _per_netwerk(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row.netwerk_id].append(row)
    return groups


class Feiten:
    """Facts about ``netwerken`` as ``user`` may use them. The netwerken know the roles of this user."""

    def __init__(self, user, netwerken, *, now=None, terug="", deelnames=None):
        """``terug``: the page a button returns to. ``deelnames``: those of the one netwerk this page is about."""
        self.user, self.netwerken, self.now = user, list(netwerken), now or nu()
        self.terug, self._deelnames = terug, deelnames
        self._sinds = TERUG if deelnames is None else TERUGKIJKEN
        self.by_pk = {netwerk.pk: netwerk for netwerk in self.netwerken}
        self.binnen = [netwerk for netwerk in self.netwerken if user.has_perm("netwerken.view_binnenkant", netwerk)]
        self.begeleid = [netwerk for netwerk in self.binnen if user.has_perm("netwerken.manage_deelnames", netwerk)]

    def is_actieve_deelnemer(self, netwerk):
        """Takes part as deelnemer, and has no pause."""
        return any(
            d.rol == Deelname.Rol.DEELNEMER and d.status == Deelname.Status.ACTIEF
            for d in netwerk.deelnames_of(self.user)
        )

    def noem(self, netwerk):
        """The name, where several netwerken stand together; a page about one netwerk says it on top."""
        return netwerk.naam if self._deelnames is None else ""

    @cached_property
    def _bijeenkomsten(self):
        if not self.binnen:
            return {}
        netwerken = [netwerk.pk for netwerk in self.binnen]
        rows = vragen.find_bijeenkomsten(self.user.pk, netwerken, self.now - self._sinds)
        for row in rows:
            row.netwerk = self.by_pk[row.netwerk_id]
        load_voorbereiders(rows)
        return _per_netwerk(rows)

    @cached_property
    def aangeboden(self):
        """Since when each werkvorm waits for the academie, the oldest first; nothing for who may not answer."""
        if not self.user.has_perm("werkvormen.review_werkvormen"):
            return []
        return list(vragen.find_aangeboden())

    @cached_property
    def te_beoordelen(self):
        """The aanvragen this person has to judge, the first to be ready first."""
        if not self.user.is_beoordelaar:
            return []
        return [werk for werk in read_mijn_werk(self.user) if werk.wacht_op_mij]

    @cached_property
    def te_trekken(self):
        """The netwerken about a theme that this person could begin, or began to write."""
        if self.netwerken and not self.netwerken[0].wacht_op_thema:
            return []
        return find_te_trekken(self.user)

    @cached_property
    def themas_van_academie(self):
        """How many themes wait for this academie, and how many netwerken wait for somebody to begin them."""
        if not self.user.has_perm("netwerken.manage_themas"):
            return 0, 0
        return count_te_beoordelen(self.user), sum(v.is_vrij for v in find_voorstellen(self.user))

    @cached_property
    def mentor_van(self):
        """The questions of the facilitators this person helps as mentor."""
        if self.netwerken and not self.netwerken[0].is_mentor:
            return []
        return list(vragen.find_mentor_van(self.user.pk))

    @cached_property
    def startplannen(self):
        """The netwerken this person is preparing."""
        return list(vragen.find_startplannen(self.user.pk))

    def aankomend(self, netwerk):
        """Meetings going on or still to come, soonest first."""
        return [b for b in self._bijeenkomsten.get(netwerk.pk, ()) if b.eindigt_op > self.now]

    def nu_samen(self, netwerk):
        """Meetings that are now, or were until just now."""
        return [b for b in self._bijeenkomsten.get(netwerk.pk, ()) if is_now(b, self.now)]

    def aantal_deelnemers(self, netwerk):
        """How many take part as deelnemer."""
        if self._deelnames is None:
            return netwerk.aantal_deelnemers
        return sum(
            lid.rol == Deelname.Rol.DEELNEMER and lid.status == Deelname.Status.ACTIEF for lid in self._deelnames
        )

    @cached_property
    def _onderdelen(self):
        """The blocks of the meetings of the coming fortnight of which the minutes do not simply add up."""
        rows = [b for netwerk in self.begeleid for b in self.aankomend(netwerk)]
        groups = defaultdict(list)
        for onderdeel in vragen.find_onderdelen(
            [b.pk for b in rows if b.eigen_tijden and b.begint_op <= self.now + VOORUIT]
        ):
            groups[onderdeel.bijeenkomst_id].append(onderdeel)
        return groups

    def uitloop(self, bijeenkomst):
        """How many minutes the programme of a meeting of the coming fortnight is too long."""
        if not bijeenkomst.eigen_tijden:
            return bijeenkomst.som_onderdelen - bijeenkomst.duur_minuten
        return compute(self._onderdelen[bijeenkomst.pk], bijeenkomst.begint_op, bijeenkomst.eindigt_op).loopt_uit

    @cached_property
    def _gevraagd(self):
        rows = [self.volgende(netwerk) for netwerk in self.begeleid]
        pks = [b.pk for b in rows if b and b.vraagt and not b.wie_bereidt_voor]
        groups = defaultdict(list)
        for beurt in vragen.find_beurten(pks, self.now) if pks else ():
            groups[beurt.bijeenkomst_id].append(beurt)
        return groups

    def gevraagd(self, bijeenkomst):
        """The open questions to prepare the next meeting, as long as nobody does; the last one is the newest."""
        return self._gevraagd.get(bijeenkomst.pk, [])

    def geweest(self, netwerk):
        """Meetings of the last weeks that are over, latest first."""
        return [b for b in self._vroeger(netwerk) if b.eindigt_op > self.now - TERUG]

    def _vroeger(self, netwerk):
        return [b for b in reversed(self._bijeenkomsten.get(netwerk.pk, ())) if b.eindigt_op <= self.now]

    def laatste_terugblik(self, netwerk):
        """The last meeting about which somebody wrote down what was agreed."""
        return next((b for b in self._vroeger(netwerk) if b.terugblik), None)

    def laatste_uitslag(self, netwerk):
        """The last meeting of which a result may be shown."""
        return next((b for b in self._vroeger(netwerk) if hasattr(b, "meting") and b.meting.is_toonbaar), None)

    def volgende(self, netwerk):
        return next(iter(self.aankomend(netwerk)), None)

    def agenda(self, limit):
        """The coming meetings of all netwerken together."""
        rows = [b for netwerk in self.netwerken for b in self.aankomend(netwerk)]
        return sorted(rows, key=lambda b: (b.begint_op, b.pk))[:limit]

    @cached_property
    def alle_afspraken(self):
        """What this person promised and that is open, soonest first; only an overview of all netwerken asks it."""
        if not self.binnen or self._deelnames is not None:
            return []
        rows = [row for row in find_open_of(self.user.pk) if row.netwerk_id in self.by_pk]
        for row in rows:
            row.netwerk, row.wie = self.by_pk[row.netwerk_id], self.user
        return rows

    def afspraken(self, netwerk):
        return [afspraak for afspraak in self.alle_afspraken if afspraak.netwerk_id == netwerk.pk]

    def aanmeldingen(self, netwerk):
        """How many people wait for an answer of this person to their application; not who the group is asked about."""
        if netwerk not in self.begeleid:
            return 0
        bij_groep = sum(vraag.deelname.status in vragen.AANMELDING for vraag in self.groepsvragen(netwerk))
        if self._deelnames is None:
            return netwerk.aanmeldingen - bij_groep
        return sum(lid.status in vragen.AANMELDING for lid in self._deelnames) - bij_groep

    def _of_netwerk(self, netwerk):
        """What was counted for the whole netwerk: with the netwerken of a person, or with the people of one netwerk."""
        return netwerk if self._deelnames is None else self._deelnames[0]

    @cached_property
    def _groepsvragen(self):
        netwerken = [n.pk for n in self.binnen if besluit_loopt_mee(n) and self._of_netwerk(n).vraagt_groep]
        groups = defaultdict(list)
        for vraag in vragen.find_groepsvragen(self.user.pk, netwerken) if netwerken else ():
            vraag.deelname.netwerk = self.by_pk[vraag.deelname.netwerk_id]
            groups[vraag.deelname.netwerk_id].append(vraag)
        return groups

    def groepsvragen(self, netwerk):
        """Who may join a gesloten group that has begun: the questions that are not decided."""
        return self._groepsvragen.get(netwerk.pk, [])

    def wachtlijst(self, netwerk):
        if netwerk not in self.begeleid:
            return 0
        if self._deelnames is None:
            return netwerk.wachtlijst
        return sum(lid.status == Deelname.Status.WACHTLIJST for lid in self._deelnames)

    def functie_gewisseld(self, netwerk):
        """Other work, and no word yet on whether this still fits; only an overview of all netwerken asks it."""
        return self._deelnames is None and netwerk.functie_gewisseld

    def intake_open(self, netwerk):
        """This person has an intake here that is not sent yet."""
        if self._deelnames is None:
            return netwerk.intake_open
        return not netwerk.is_beeindigd and any(lid.pk == self.user.pk for lid in self._intakes(verstuurd=False))

    def intakes_klaar(self, netwerk):
        """How many intakes of others wait for a conversation or a decision."""
        if self._deelnames is None:
            return netwerk.intakes_klaar
        return 0 if netwerk.is_beeindigd else sum(lid.pk != self.user.pk for lid in self._intakes(verstuurd=True))

    def _intakes(self, *, verstuurd):
        rows = [lid for lid in self._deelnames if getattr(lid, "intake", None) and not lid.besloten_op]
        return [lid for lid in rows if bool(lid.verstuurd_op) == verstuurd]

    @property
    def biedt_hulp(self):
        """Guides a netwerk, and did not put the offer of a mentor and intervisie away."""
        begeleid = [n for n in self.binnen if FACILITATOR in n.rollen_of(self.user) and not n.is_beeindigd]
        if self._deelnames is None:
            return any(not netwerk.hulp_gezien for netwerk in begeleid)
        return bool(begeleid) and not any(lid.hulp_gezien for lid in self._deelnames if lid.pk == self.user.pk)

    def taken_gevraagd(self, netwerk):
        """How many tasks this person is asked to do."""
        if netwerk.is_beeindigd:
            return 0
        if self._deelnames is None:
            return netwerk.taken_gevraagd
        return max((lid.taken_gevraagd for lid in self._deelnames if lid.pk == self.user.pk), default=0)

    def taken_vrij(self, netwerk):
        """How many tasks nobody has or is asked for, and how many of these came free again; for who divides them."""
        if netwerk.is_beeindigd or FACILITATOR not in netwerk.rollen_of(self.user):
            return 0, 0
        bron = self._of_netwerk(netwerk)
        return bron.taken_vrij, bron.taken_los

    @cached_property
    def mijn_taken(self):
        """netwerk → the tasks this person has there; only an overview of all netwerken asks it."""
        lopend = {netwerk.pk for netwerk in self.binnen if netwerk.mijn_taken and not netwerk.is_beeindigd}
        rows = vragen.find_taken_of(self.user.pk) if lopend else ()
        return _per_netwerk(taak for taak in rows if taak.netwerk_id in lopend)

    @cached_property
    def _overdrachten(self):
        if not any(self._draagt_over(netwerk) for netwerk in self.binnen):
            return {}
        return _per_netwerk(vragen.find_overdrachten(self.user.pk, self.now))

    def _draagt_over(self, netwerk):
        if self._deelnames is None:
            return netwerk.draagt_over
        return any(lid.draagt_over for lid in self._deelnames if lid.pk == self.user.pk)

    def overdrachten(self, netwerk):
        """The handovers this person goes through the list of, as who asked or as successor."""
        return [] if netwerk.is_beeindigd else self._overdrachten.get(netwerk.pk, [])

    def mislukte_uitnodigingen(self, netwerk):
        """How many open invitations have a mail that did not arrive."""
        if netwerk not in self.begeleid:
            return 0
        return self._of_netwerk(netwerk).mislukt

    @cached_property
    def _verzendingen(self):
        contexten = [n.context for n in self.begeleid]
        if not contexten:
            return {}
        groups = defaultdict(list)
        for row in vragen.find_verzendingen(contexten, self.now, self.now + VOORUIT):
            groups[row.context].append(row)
        return groups

    def verzendingen(self, netwerk):
        """The automatic messages of the coming fortnight, held and skipped ones included."""
        return self._verzendingen.get(netwerk.context, [])

    @cached_property
    def _te_doen(self):
        """What this person can still answer. Who guides a netwerk is not asked about it."""
        if not any(netwerk.rollen_of(self.user) - {FACILITATOR, EIGENAAR} for netwerk in self.binnen):
            return {}
        groups = defaultdict(list)
        for genodigde in vragen.find_te_doen(self.user.pk, self.now):
            groups[genodigde.meting.netwerk_id].append(genodigde.meting)
        return groups

    def te_beantwoorden(self, netwerk):
        return self._te_doen.get(netwerk.pk, [])

    @cached_property
    def _leiding(self):
        if not any(self.is_actieve_deelnemer(netwerk) for netwerk in self.binnen):
            return {}
        groups = defaultdict(list)
        for kaart in vragen.find_contactmomenten(self.user.pk):
            groups[kaart.deelname_id].append(kaart)
        return groups

    def leiding(self, netwerk):
        """What waits for this deelnemer about the leidinggevende, at most one thing."""
        if not self.is_actieve_deelnemer(netwerk):
            return None
        deelname = next(d for d in netwerk.deelnames_of(self.user) if d.rol == Deelname.Rol.DEELNEMER)
        deelname.netwerk = netwerk
        return find_wacht(deelname, self._leiding.get(deelname.pk, []), now=self.now)

    def nieuwe_uitslagen(self, netwerk):
        """Meetings whose result came out in the last days and may be shown."""
        rows = [b for b in self.geweest(netwerk) if hasattr(b, "meting")]
        return [b for b in rows if b.meting.is_toonbaar and b.meting.sluit_op > self.now - VERS]

    def contract(self, netwerk):
        """What the contract of this netwerk waits for, or None."""
        if self._deelnames is None:
            return read_vraagt(netwerk)
        leden = self._deelnames
        if not leden or leden[0].contract_open is None or netwerk.is_beeindigd:
            return None
        niet = {lid.pk for lid in leden if lid.zei is False and lid.status == Deelname.Status.ACTIEF}
        return Vraagt(
            *(getattr(leden[0], naam) for naam in VELDEN),
            ik_antwoordde=any(lid.pk == self.user.pk and lid.zei is not None for lid in leden),
            bezwaren=len(niet),
        )

    def is_actief(self, netwerk):
        """Takes part now, in any role."""
        return any(d.status == Deelname.Status.ACTIEF for d in netwerk.deelnames_of(self.user))

    def voor_start(self, netwerk) -> Telling | None:
        """How many randvoorwaarden wait before the netwerk begins, for its facilitators; None once it did."""
        vroeg = netwerk.status in {Netwerk.Status.IN_OPRICHTING, Netwerk.Status.WERVING}
        if not vroeg or FACILITATOR not in netwerk.rollen_of(self.user):
            return None
        if self._deelnames is None:
            gedaan = {"voldaan": netwerk.rv_voldaan, "risico": netwerk.rv_risico}
        else:
            gedaan = dict(vragen.find_gedaan_voor_start(netwerk.pk))
        return make_telling(netwerk.aantal_scholen, gedaan)
