"""What people do with rounds of questions: answer at once, late, twice or never. And some netwerken move on."""

from datetime import timedelta

from config.tests.jaar import rounds
from config.tests.jaar.moments import at
from evaluatie.forms import field_name, text_name
from evaluatie.models import Meting
from fasen import services as fasen
from fasen.inhoud import FASEN

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EMBEDDED = "inbedding"


class Rounding:
    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("rounds")

    def plan(self):
        r, size = self.random, self.engine.size
        for network in self.oracle.networks[1::2]:
            day = size.first + r.randint(10, size.days // 2) * DAY
            self.engine.plan(at(day, r.randint(9, 16), r.randrange(60)), self.move_on, network)

    def met(self, meeting):
        pass

    def read(self, letter, links):
        r = self.random
        if letter.kind not in (rounds.ASK, rounds.REMIND) or "ev" not in links:
            return
        if r.random() < 0.65:
            wait = r.choice([0.05, 1, 20, 50, 100, 200, 330, 400])
            self.engine.plan(self.engine.now + wait * HOUR, self.answer, letter.about, letter.to, links["ev"])
            if r.random() < 0.1:
                self.engine.plan(self.engine.now + (wait + 5) * HOUR, self.answer, letter.about, letter.to, links["ev"])

    def answer(self, one, person, link):
        now = self.engine.now
        may = one.is_open(now) and person in one.asked and person not in one.answered and person.has_account
        document = Meting.objects.get(pk=one.pk).document
        data = {field_name(vraag.code): self.random.choice(vraag.waarden) for vraag in document.geteld}
        data |= {text_name(vraag.code): self.random.choice(["", "Meer tijd graag."]) for vraag in document.open_vragen}
        status = self.life.people.press(person, link, **data).status_code
        if may:
            self.life.people.expect(status, 200, "an answer to a round was refused", one, person)
            one.answered.add(person)
        else:
            self.life.people.expect(status, {410, 422}, "an answer to a round was taken that should not", one, person)

    def move_on(self, network):
        """Fase by fase to Inbedding; the rounds follow at once, or at night when there is no worker now."""
        if network.stopped or not network.with_role("facilitator"):
            return
        row, by = self.world.netwerk(network), self.life.leaders.any_of(network)
        fasen.create_route(row, by=by)
        with self.engine.commit():
            for fase in FASEN[1:]:
                fasen.move_to(row, fase, reden="Wij kunnen verder.", by=by)
                if fase.slug == EMBEDDED:
                    break
            network.embedded = self.engine.today()
        if self.engine.runs(planner=False):
            self.oracle.plan_rounds(self.engine.now, [network])
            self.engine.verifier.know_rounds(self.engine.now)
        self.oracle.diary.note(self.engine.now, f"{network.slug} naar {EMBEDDED}", network)
