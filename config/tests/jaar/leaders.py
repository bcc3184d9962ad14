"""What facilitators do: lists, automatic messages, invitations, roles."""

from datetime import timedelta

from berichten import services as berichten
from berichten.models import Verzending
from bijeenkomsten import services as bijeenkomsten
from bijeenkomsten.models import Bijeenkomst
from config.tests.jaar import leads, rounds
from config.tests.jaar.expecting import last_use
from config.tests.jaar.facts import LEADER, MEMBER, Occasion
from config.tests.jaar.guests import ROOM
from config.tests.jaar.moments import dutch, morning_after
from config.tests.jaar.planning import make_round
from evaluatie import services as evaluatie
from kern.errors import DomainError
from netwerken import services as netwerken
from netwerken.adressen import Adres

DAY = timedelta(days=1)


class Leaders:
    def __init__(self, life):
        self.life, self.world, self.oracle = life, life.world, life.oracle
        self.engine, self.random = life.engine, life.random

    def any_of(self, network):
        return self.world.row(self.random.choice(network.with_role(LEADER) or self.oracle.people[:1]))

    # --- after a meeting -----------------------------------------------------------------------------

    def fill_in_list(self, meeting):
        """Who came is mostly who said so."""
        now = self.engine.now
        if meeting.cancelled or meeting.begin > now or meeting.network.stopped:
            return
        r = self.random
        there = {p for p in meeting.network.active() if r.random() < (0.9 if meeting.answers.get(p) else 0.35)}
        if not there:
            return
        with self.engine.commit():
            bijeenkomsten.register_aanwezigheid(
                Bijeenkomst.objects.get(pk=meeting.pk), {p.pk for p in there}, by=self.any_of(meeting.network)
            )
            self.oracle.attended(meeting, there, now)

    def correct(self, network):
        """The list once more: the last one counts."""
        recent = [m for m in network.meetings if m.held and m.end > self.engine.now - 10 * DAY]
        if recent:
            self.fill_in_list(self.random.choice(recent))

    def ask_now(self, meeting):
        """What the page offers for a meeting of the past week about which nobody was asked and nothing waits."""
        now, network = self.engine.now, meeting.network
        offered = meeting.pk in {b.pk for b, _ in evaluatie.list_niet_gevraagd(self.world.netwerk(network))}
        if not offered or network.stopped or not network.with_role(LEADER):
            return
        row = Bijeenkomst.objects.select_related("netwerk").get(pk=meeting.pk)
        with self.engine.commit():
            try:
                evaluatie.send_now(row, by=self.any_of(network))
            except DomainError:
                if make_round(self.oracle, meeting, now) is not None:
                    raise
                return
            self.oracle.ask_now(meeting, now)

    # --- automatic messages --------------------------------------------------------------------------

    def steer(self, network):
        """Hold, resume or skip one of the messages the facilitator sees coming."""
        rows = list(Verzending.objects.in_context(f"netwerk:{network.pk}").coming(now=self.engine.now))
        if not rows or not network.with_role(LEADER):
            return
        row = self.random.choice(rows)
        occasion = self.find(network, row)
        what = self.random.choice(["hold", "hold", "resume", "resume", "resume", "skip"])
        late = what == "resume" and self.engine.now > last_use(self.oracle, occasion)
        with self.engine.commit():
            try:
                row = getattr(berichten, f"{what}_verzending")(row, by=self.any_of(network))
            except DomainError:
                if not late:
                    raise
                return
            if late:
                self.engine.verifier.wrong(self.engine.now, f"resumed, but of no use any more: {row.soort}")
            occasion.stage, occasion.reason = {"hold": "held", "resume": "open", "skip": "skipped"}[what], row.reden
            self.oracle.diary.note(self.engine.now, f"{what} {row.soort} {occasion.tag}", occasion.about)
        if what == "hold":
            self.engine.plan(self.engine.now + self.random.choice([0.1, 1, 3, 8]) * DAY, self.steer, network)

    def find(self, network, row):
        """The occasion this row stands for: same kind, same meeting, same moment."""
        found = [
            o for source in network.sources() if source.cause == row.aanleiding for o in source.occasions
            if (o.kind, o.due) == (row.soort, row.op) and o.stage not in ("done", "lapsed")
        ]  # fmt: skip
        if row.soort in ("netwerken.herinnering", leads.START):  # one for each day of invitations, or of beginnings
            found = [o for o in found if row.sleutel.endswith(o.tag[1].isoformat())]
        if row.soort.startswith(ROOM) and len(found) > 1:  # one for each guest
            found = [o for o in found if f":{o.tag[1]}:" in f"{row.sleutel}:"]
        if len(found) != 1:
            self.engine.verifier.wrong(
                self.engine.now, f"{row.soort} {row.aanleiding} {row.op}: {len(found)} occasions"
            )
        return found[0]

    def edit(self, network):
        rows = Verzending.objects.in_context(f"netwerk:{network.pk}").coming(now=self.engine.now)
        row = rows.first()
        if row and network.with_role(LEADER) and row.soort != rounds.COMES:  # that has a fixed text
            with self.engine.commit():
                berichten.edit_verzending(row, eigen_tekst="Neem een foto mee.", by=self.any_of(network))
                self.find(network, row).edited = True

    # --- people --------------------------------------------------------------------------------------

    def invite(self, network):
        if network.stopped or not network.with_role(LEADER):
            return
        now, number = self.engine.now, len(self.world.rows) + 1
        address = f"nieuw{number}.{now:%m%d%H%M}@school{number % 7}.test"
        day = dutch(now).date()
        with self.engine.commit():
            outcome = netwerken.invite(
                self.world.netwerk(network), [Adres(address, "Nieuw", address)], by=self.any_of(network)
            )
            row = outcome.verstuurd[0]
            fact = {"pk": row.pk, "address": address, "day": day, "open": True, "expires": now + 60 * DAY}
            network.invitations.append(fact)
            self.oracle.expect(
                "netwerken.uitnodiging", None, network, now, tag=("uitnodiging", now), address=address, invitation=fact
            )
            tag = ("herinnering", day)
            if not any(o.tag == tag for o in network.occasions):
                due = morning_after(day, 5)
                network.occasions.append(Occasion("netwerken.herinnering", tag, due, network))
        answer = self.random.choice([self.life.people.accept, self.life.people.accept, self.life.people.refuse, None])
        if answer:
            self.engine.plan(now + self.random.choice([0.01, 1, 3, 8, 61]) * DAY, answer, network, fact)

    def remove(self, network):
        victims = [p for p in network.with_role(MEMBER) if LEADER not in network.roles[p]]
        if not victims or not network.with_role(LEADER) or network.stopped:
            return
        person = self.random.choice(victims)
        with self.engine.commit():
            deelname = self.world.netwerk(network).deelnames.get(persoon_id=person.pk, rol=MEMBER)
            by = self.random.choice(network.with_role(LEADER))
            netwerken.remove(deelname, by=self.world.row(by))
            self.oracle.left(network, person, self.engine.now, by=by)

    def change_role(self, network):
        """A deelnemer becomes facilitator too, or goes back to being only a deelnemer."""
        members = [p for p in network.with_role(MEMBER) if p.has_account]
        if not members or network.stopped:
            return
        person = self.random.choice(members)
        others = [p for p, roles in network.roles.items() if LEADER in roles and p is not person]
        roles = {MEMBER, *network.roles[person]} ^ {LEADER}
        if LEADER not in roles and not others:
            return
        with self.engine.commit():
            netwerken.change_rollen(self.world.netwerk(network), self.world.row(person), roles, by=self.any_of(network))
            if LEADER in roles:
                self.oracle.role_given(network, person, LEADER, self.engine.now)
            else:
                self.oracle.role_taken(network, person, LEADER, self.engine.now)

    def stop_network(self, network):
        """Everything still to come is off, and every calendar hears it."""
        if not network.with_role(LEADER):
            return
        now = self.engine.now
        with self.engine.commit():
            netwerken.close_netwerk(self.world.netwerk(network), "gestopt", reden="Klaar.", by=self.any_of(network))
            self.oracle.network_stopped(network, now)
