"""A netwerk to which anything happens, in any order: the services, with all that a form lets through and more."""

from datetime import timedelta

import time_machine
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bijeenkomsten import services as bijeenkomsten
from bijeenkomsten.models import Bijeenkomst
from config.tests.levensloop.regels import find_illegal_states, find_illegal_steps, photograph
from fasen import services as fasen
from fasen.inhoud import FASEN
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken import services
from netwerken.adressen import Adres
from netwerken.einde import services as einde
from netwerken.groepsbesluit import services as groepsbesluit
from netwerken.groepsbesluit.models import Groepsbesluit
from netwerken.intake import services as intake
from netwerken.intake.models import Intake
from netwerken.models import Deelname, Netwerk, Uitnodiging
from netwerken.voordracht import services as voordracht
from netwerken.voordracht.models import Voordracht
from personen.tests.factories import PersoonFactory

MENSEN = 6
wie = st.integers(0, MENSEN - 1)
rollen = st.sets(st.sampled_from(Deelname.Rol.values))
reden = st.sampled_from(["", "Omdat het zo <b>beter</b> gaat."])
begin = st.sampled_from([Netwerk.Status.IDEE, Netwerk.Status.IN_OPRICHTING, Netwerk.Status.WERVING])
uitkomst = st.sampled_from(["afgerond", "zelfstandig", "gestopt", "gestart", "onzin"])


class Leven(RuleBasedStateMachine):
    """One netwerk, six people. What is refused must change nothing; what happens must be a step that exists."""

    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel("2027-02-02 09:00+01:00", tick=False)
        self.time = self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.mensen = [PersoonFactory() for _ in range(MENSEN)]
        velden = {"naam": "Leven", "centrale_vraag": "?", "doel": "!", "sector": "vo", "doelgroep": "wij"}
        today = nu().date()
        velden |= {"start_datum": today, "eind_datum": today + timedelta(days=400)}
        velden |= {"min_deelnemers": 2, "max_deelnemers": 2, "omschrijving": "Kom erbij."}
        self.netwerk = services.create_netwerk(by=self.mensen[0], rollen=["deelnemer"], **velden)
        self.before = photograph(self.netwerk)

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.clock.stop()

    def attempt(self, service, *args, **kwargs):
        """Call it as a view would; a refusal in words is fine, and leaves everything as it was."""
        lines = Logregel.objects.count()
        try:
            with transaction.atomic():
                service(*args, **kwargs)
        except DomainError:
            assert Logregel.objects.count() == lines
            assert photograph(self.netwerk) == self.before

    def row(self, persoon, rol="deelnemer"):
        return Deelname.objects.filter(netwerk=self.netwerk, persoon=self.mensen[persoon], rol=rol).first()

    def last(self, model, **condition):
        return model.objects.filter(**condition).order_by("pk").last()

    @property
    def by(self):
        return self.mensen[0]

    @invariant()
    def nothing_illegal(self):
        after = photograph(self.netwerk)
        broken = find_illegal_steps(self.before, after) + find_illegal_states(self.netwerk, nu())
        assert not broken, broken
        self.before = after

    # --- joining and leaving ---

    @rule(persoon=wie, op_voordracht=st.booleans())
    def sign_up(self, persoon, op_voordracht):
        self.attempt(services.sign_up, self.netwerk, self.mensen[persoon], op_voordracht=op_voordracht)

    @rule(persoon=wie, rol=st.sampled_from(Deelname.Rol.values))
    def invite(self, persoon, rol):
        adres = Adres("", email=self.mensen[persoon].email)
        self.attempt(services.invite, self.netwerk, [adres], rol=rol, by=self.by)

    @rule(persoon=wie, doet=st.sampled_from(["accept", "refuse", "withdraw", "forward"]), ander=wie)
    def answer_invitation(self, persoon, doet, ander):
        found = self.last(Uitnodiging, netwerk=self.netwerk, email=self.mensen[persoon].email)
        if found and doet == "withdraw":
            self.attempt(services.withdraw, found, by=self.by)
        elif found and doet == "refuse":
            self.attempt(services.refuse, found)
        elif found:
            self.attempt(services.accept, found, persoon=self.mensen[ander if doet == "forward" else persoon])

    @rule(persoon=wie, ander=wie)
    def nominate(self, persoon, ander):
        email = self.mensen[ander].email
        self.attempt(voordracht.nominate, self.netwerk, naam="", email=email, reden="Past.", by=self.mensen[persoon])

    @rule(persoon=wie, doet=st.sampled_from([voordracht.agree, voordracht.refuse]))
    def answer_nomination(self, persoon, doet):
        if found := self.last(Voordracht, netwerk=self.netwerk, email=self.mensen[persoon].email):
            self.attempt(doet, found)

    @rule(
        persoon=wie,
        doet=st.sampled_from([
            services.admit, services.start_intake, services.decline, services.pause, services.resume, services.remove,
            intake.start_gesprek, intake.ask_intake,
        ]),
    )  # fmt: skip
    def treat(self, persoon, doet):
        if rij := self.row(persoon):
            self.attempt(doet, rij, by=self.by)

    @rule(persoon=wie, besluit=st.sampled_from(Intake.Uitkomst.values), tekst=reden)
    def decide_intake(self, persoon, besluit, tekst):
        if found := self.last(Intake, deelname__netwerk=self.netwerk, deelname__persoon=self.mensen[persoon]):
            self.attempt(intake.decide, found, besluit, bericht=tekst, groep_bespreekt=tekst, by=self.by)

    @rule(persoon=wie, reden=st.sampled_from(["", *Deelname.RedenEinde.values]))
    def leave(self, persoon, reden):
        self.attempt(services.leave, self.netwerk, self.mensen[persoon], reden=reden)

    @rule(persoon=wie, rollen=rollen)
    def change_rollen(self, persoon, rollen):
        self.attempt(services.change_rollen, self.netwerk, self.mensen[persoon], rollen, by=self.by)

    # --- the group decides about somebody new ---

    @rule(persoon=wie)
    def ask_group(self, persoon):
        if rij := self.row(persoon):
            self.attempt(groepsbesluit.ask_group, rij, by=self.by)

    @rule(persoon=wie, antwoord=st.sampled_from([groepsbesluit.AKKOORD, groepsbesluit.BEZWAAR]), tekst=reden)
    def answer_group(self, persoon, antwoord, tekst):
        if found := self.last(Groepsbesluit, deelname__netwerk=self.netwerk):
            self.attempt(groepsbesluit.answer, found, self.mensen[persoon], antwoord, tekst=tekst)

    @rule(
        doet=st.sampled_from([groepsbesluit.close, groepsbesluit.extend, groepsbesluit.stop_asking]),
        by_itself=st.booleans(),
    )
    def end_question(self, doet, by_itself):
        if found := self.last(Groepsbesluit, deelname__netwerk=self.netwerk):
            self.attempt(doet, found, by=None if by_itself and doet == groepsbesluit.close else self.by)

    @rule(toelaten=st.booleans(), reden=reden)
    def decide_after_group(self, toelaten, reden):
        if found := self.last(Groepsbesluit, deelname__netwerk=self.netwerk):
            self.attempt(groepsbesluit.decide, found, toelaten=toelaten, reden=reden, by=self.by)

    # --- the netwerk itself ---

    @rule(
        aantal=st.tuples(st.sampled_from(["min_deelnemers", "max_deelnemers"]), st.integers(2, 5)),
        toegang=st.sampled_from(Netwerk.Toegang.values),
        late=st.booleans(),
    )
    def change(self, aantal, toegang, late):
        """``late``: from a form that was opened when the netwerk was new."""
        versie = 1 if late else Netwerk.objects.get(pk=self.netwerk.pk).versie
        values = dict([aantal]) | {"toegang": toegang}
        self.attempt(services.update_netwerk, self.netwerk, values, versie=versie, by=self.by)

    @rule(doet=st.sampled_from([services.publish_netwerk, services.unpublish_netwerk]))
    def show(self, doet):
        self.attempt(doet, self.netwerk, by=self.by)

    @rule(doet=st.sampled_from([services.start_oprichting, services.start_werving, services.start_afronden]))
    def move(self, doet):
        self.attempt(doet, self.netwerk, by=self.by)

    @rule(reden=reden)
    def start(self, reden):
        self.attempt(services.start_netwerk, self.netwerk, reden=reden, by=self.by)

    @rule(uitkomst=uitkomst, reden=reden)
    def end(self, uitkomst, reden):
        self.attempt(einde.end_netwerk, self.netwerk, uitkomst, reden=reden, by=self.by)

    @rule(dagen=st.integers(-1, 60), reden=reden, afgelasten=st.booleans())
    def pause(self, dagen, reden, afgelasten):
        tot = nu().date() + timedelta(days=dagen)
        self.attempt(einde.pause_netwerk, self.netwerk, tot=tot, reden=reden, afgelasten=afgelasten, by=self.by)

    @rule(by_itself=st.booleans())
    def go_on(self, by_itself):
        if by_itself:
            einde.resume_due()
        else:
            self.attempt(einde.resume_netwerk, self.netwerk, by=self.by)

    @rule(fase=st.sampled_from([*(fase.slug for fase in FASEN), "onzin"]), reden=reden)
    def move_fase(self, fase, reden):
        self.attempt(fasen.move_to, self.netwerk, fase, reden=reden, by=self.by)

    # --- meetings ---

    @rule(over=st.integers(-1, 40))
    def plan(self, over):
        begint_op = nu() + timedelta(days=over)
        waarden = {"titel": "Samen", "begint_op": begint_op, "eindigt_op": begint_op + timedelta(hours=2)}
        self.attempt(bijeenkomsten.plan_bijeenkomst, self.netwerk, waarden, by=self.by)

    @rule()
    def cancel(self):
        if found := self.last(Bijeenkomst, netwerk=self.netwerk):
            self.attempt(bijeenkomsten.cancel_bijeenkomst, found, reden="Ziek.", by=self.by)

    @rule(persoon=wie, komt=st.booleans())
    def say_to_come(self, persoon, komt):
        if found := self.last(Bijeenkomst, netwerk=self.netwerk):
            self.attempt(bijeenkomsten.save_antwoord, found, self.mensen[persoon], komt=komt)

    @rule(personen=st.sets(wie))
    def register(self, personen):
        if found := self.last(Bijeenkomst, netwerk=self.netwerk):
            aanwezig = {self.mensen[persoon].pk for persoon in personen}
            self.attempt(bijeenkomsten.register_aanwezigheid, found, aanwezig, by=self.by)

    @rule(dagen=st.integers(1, 30))
    def time_passes(self, dagen):
        self.time.shift(timedelta(days=dagen))
