"""Netwerken that ask for a contribution: one is granted, one refused, one never hands in; some add something, or too
late. Beoordelaars and beslissers do their part when they get to it."""

from datetime import timedelta
from functools import partial

from config.tests.jaar import grants
from config.tests.jaar.facts import LEADER, MEMBER, Person
from config.tests.jaar.grants import OWNER, SPEAKER, Application
from config.tests.jaar.moments import at, dutch
from netwerken import services as netwerken
from personen.models import Persoon
from subsidie.aanvragen import services
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.aanvragen.tests.factories import INHOUD, VOLLEDIG
from subsidie.beoordeling import services as beoordeling
from subsidie.beoordeling.criteria import read_codes
from subsidie.besluit import services as besluit
from subsidie.besluit.models import Uitkomst
from subsidie.lopend import services as lopend
from subsidie.models import Aanvraag, Toewijzing
from subsidie.regeling.document import parse
from subsidie.regeling.regels import Rondeplan
from subsidie.regeling.services import create_ronde

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "De groep is vol en het plan is helder beschreven."
HALFWAY = {"code": "halverwege", "naam": "Hoe gaat het", "na_dagen": grants.HALFWAY, "wie": "netwerk"}


class Granting:
    OPENS, LASTS = 20, 30  # days
    FATES = ("granted", "refused", "never")

    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("grants")
        self._try = partial(self.engine.attempt, "something with an aanvraag")

    def met(self, meeting):
        pass

    def read(self, letter, links):
        pass

    def plan(self):
        size, r = self.engine.size, self.random
        first = size.first + self.OPENS * DAY
        self.make_round(at(first, 9), at(first + self.LASTS * DAY, r.choice([0, 17])))
        for network, fate in zip(self.oracle.networks[1:], r.sample(self.FATES, 3), strict=False):
            self._plan(at(first + r.randint(0, 12) * DAY, r.randint(9, 18), r.randrange(60)), self.begin, network, fate)

    def make_round(self, opens, closes):
        """The academie, and its round."""
        self.academie, self.beslisser = self._staff("bureau"), self._staff("besluit", is_beslisser=True)
        self.readers = [self._staff(f"lezer{n}", is_beoordelaar=True) for n in range(3)]
        day = dutch(closes).date()
        plan = Rondeplan(opens, closes, day + 40 * DAY, day + 60 * DAY, 900_000_00)
        self.ronde = create_ronde(parse(INHOUD | {"mijlpalen": [HALFWAY]}), "Najaar", plan, by=self.academie)

    def _staff(self, name, **what):
        return Persoon.objects.create_user(
            f"{name}@academie.test", naam=f"Medewerker {name}", platformrol="academie", academie_sector="vo", **what
        )

    def _plan(self, moment, do, *args):
        self.engine.plan(moment, do, *args)

    def _soon(self, days, do, *args):
        """On that day, some time that people work, or a bit later."""
        r = self.random
        self._plan(at(self.engine.today() + days * DAY, r.randint(8, 20), r.randrange(60)), do, *args)

    def row(self, one):
        return Aanvraag.objects.with_ronde().get(pk=one.pk)

    # --- the netwerk -----------------------------------------------------------------------------------------

    def begin(self, network, fate):
        if network.stopped:
            return
        leader, r = network.with_role(LEADER)[0], self.random
        self.give(network, leader, OWNER)
        if r.random() < 0.6 and (members := [p for p in network.with_role(MEMBER) if p is not leader]):
            self._soon(r.randint(1, 14), self.give, network, r.choice(members), SPEAKER)
        with self.engine.commit():
            row = services.begin(self.world.netwerk(network), self.ronde, by=self.world.row(leader))
            one = Application(row.pk, network, self.engine.today(), self.ronde.sluit_op)
            grants.begun(self.oracle, one, self.engine.now)
        gezien = {code: make_afdruk(row.antwoorden.get(code)) for code in VOLLEDIG}
        services.save_velden(row, VOLLEDIG, gezien=gezien, by=self.world.row(leader))
        services.set_akkoord(row, INHOUD["akkoord"]["versie"], by=self.world.row(leader))
        moment = self.ronde.sluit_op - (-0.05 if fate == "never" else r.choice([16, 12, 2.4, 1.2, 0.2])) * DAY
        self._plan(max(moment, self.engine.now + HOUR), self.hand_in, one, fate)

    def give(self, network, person, role):
        if person not in network.roles or role in network.roles[person]:
            return
        with self.engine.commit():
            roles = {*network.roles[person], role}
            by = self.life.leaders.any_of(network)
            netwerken.change_rollen(self.world.netwerk(network), self.world.row(person), roles, by=by)
            self.oracle.role_given(network, person, role, self.engine.now)

    def hand_in(self, one, fate):
        now, by = self.engine.now, grants.speakers(one.network)
        if not by or one.network.stopped:
            return
        may = {grants.CONCEPT: now < one.closes, grants.MORE: bool(one.until and now < one.until)}.get(one.stage, False)
        row, again = self.row(one), one.stage == grants.MORE
        with self.engine.commit():
            gezien, by = make_afdruk(row.antwoorden), self.world.row(by[0])
            if self._try(one, may, lambda: services.submit(row, gezien=gezien, aangekomen=now, by=by)) is None:
                return
            grants.handed_in(self.oracle, one, now)
        if not again and (fate == "granted" or self.random.random() < 0.5):
            self._soon(self.random.randint(1, 5), self.ask_more, one, fate)
        else:
            self._soon(self.random.randint(2, 8), self.let_read, one, fate)

    def withdraw(self, one):
        """Too late to add what was asked."""
        if one.stage != grants.MORE:
            return
        with self.engine.commit():
            services.withdraw(self.row(one), "Niet meer nodig.", by=self.life.leaders.any_of(one.network))
            one.stage = grants.BACK

    def tell_halfway(self, one):
        with self.engine.commit():
            lopend.send_tussenbericht(self.row(one), "goed", by=self.life.leaders.any_of(one.network))
            one.halfway = True

    # --- the academie ----------------------------------------------------------------------------------------

    def ask_more(self, one, fate, until=None):
        """Mostly there is time; less than two days is refused."""
        if one.stage != grants.IN:
            return
        r, now = self.random, self.engine.now
        days = r.choice([2, 4, 15, 18, 20])
        until = until or at(self.engine.today() + days * DAY, r.choice([0, 17]))
        may = until >= now + 2 * DAY
        with self.engine.commit():
            vragen = [("", "Hoe vaak komen jullie bij elkaar?")]
            row, by = self.row(one), self.academie
            if self._try(one, may, lambda: beoordeling.ask_more(row, vragen, until, by=by)) is None:
                self._soon(1, self.ask_more, one, fate)
                return
            grants.asked(self.oracle, one, until, now)
        moment = until - r.choice([0.5, 1.5, 1.5, 2.5, 1.5 if fate == "granted" else -0.2]) * DAY
        self._plan(moment, self.hand_in, one, fate)
        self._plan(until + 5 * DAY, self.withdraw, one)

    def let_read(self, one, fate):
        """All of it is there: two beoordelaars get it, and judge when they get to it."""
        if one.stage != grants.IN:
            return
        people = self.random.sample(self.readers, 2)
        with self.engine.commit():
            beoordeling.mark_complete(self.row(one), by=self.academie)
            rows = beoordeling.assign(self.row(one), people, by=self.academie)
            one.stage = grants.READ
            who = {Person(rij.persoon_id, rij.persoon.email): rij.pk for rij in rows}
            grants.assigned(self.oracle, one, who, self.engine.now)
        for rij in rows:
            self._soon(self.random.randint(1, 20), self.advise, one, rij.pk, fate)

    def advise(self, one, pk, fate):
        rij = Toewijzing.objects.select_related("aanvraag", "persoon").get(pk=pk)
        with self.engine.commit():
            for code in read_codes(rij.aanvraag):
                beoordeling.save_oordeel(rij, code, "voldoende", WHY, by=rij.persoon)
            beoordeling.file_advies(rij, "toekennen", WHY, by=rij.persoon)
        if self.row(one).status == "advies_klaar":
            one.stage = grants.READY
            self._soon(self.random.randint(1, 10), self.decide, one, fate)

    def decide(self, one, fate):
        """Nobody hears of it yet."""
        granted, row = fate == "granted", self.row(one)
        criteria = {c.code: ("ja", "") for c in row.regelingversie.regeling.criteria}
        with self.engine.commit():
            rij = besluit.decide(
                row, Uitkomst.TOEGEKEND if granted else Uitkomst.AFGEWEZEN, bedrag=5_000_00 if granted else 0,
                motivering=WHY, criteria=criteria, voorwaarden=[], by=self.beslisser,
            )  # fmt: skip
            one.stage = grants.WAITS
        self._soon(self.random.choice([1, 5, 12]), self.tell, one, rij, granted)

    def tell(self, one, rij, granted):
        with self.engine.commit():
            besluit.tell([rij], by=self.beslisser)
            grants.told(self.oracle, one, rij.pk, granted, self.engine.now)
        if granted and (days := self.random.choice([80, 90, 98, 99, None])):
            self._soon(days, self.tell_halfway, one)
