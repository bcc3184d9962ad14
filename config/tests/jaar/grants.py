"""An aanvraag by the rules (docs/taken.md, De datums van een aanvraag and around it): who hears what, and when."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from config.tests.jaar.facts import ACTIVE, LEADER, Network
from config.tests.jaar.kinds import KINDS, Kind
from config.tests.jaar.moments import at, dutch

DATE, ASKED, ASSIGNED, DECIDED = (f"subsidie.{name}" for name in ("datum", "vraag", "toegewezen", "besluit"))
SUBSIDIE = {DATE, ASKED, ASSIGNED, DECIDED}
SPEAKER, OWNER = "penvoerder", "eigenaar"
WRITERS = (SPEAKER, OWNER, LEADER)
CONCEPT, IN, MORE, READ, READY, WAITS, GRANTED, REFUSED, BACK, LATE = (
    "concept", "in", "more", "read", "ready", "decided", "granted", "refused", "back", "late",
)  # fmt: skip
OVER = (REFUSED, BACK, LATE)
DAY = timedelta(days=1)
BEFORE = (14, 3, 1)  # days
HALFWAY = 100  # days after the decision was told, or after the netwerk began
GRACE = timedelta(minutes=10)
NEWER = "Er gaat al een nieuwere herinnering."
DONE = "Dit is al gedaan, of het hoeft niet meer."
SPEAKS_NOT = "Deze persoon dient niet meer in voor het netwerk."
ANSWERED = "De aanvraag is al aangevuld of ingetrokken."
WRITES_NOT = "Deze persoon schrijft de aanvraag niet meer."
GUIDES_NOT = "Deze persoon begeleidt het netwerk niet meer."
JUDGES_NOT = "Deze persoon beoordeelt de aanvraag niet (meer)."


@dataclass(eq=False)
class Application:
    """``until`` and ``since``: by when to add something, and the day on which that was asked."""

    pk: int
    network: Network
    begun: date
    closes: datetime
    stage: str = CONCEPT
    until: datetime | None = None
    since: date | None = None
    told: date | None = None
    halfway: bool = False  # the netwerk told how it goes
    times: int = 0  # handed in
    occasions: tuple = ()

    @property
    def cause(self):
        return f"aanvraag:{self.pk}"


@dataclass(eq=False)
class Paper:
    """What a mail is about that is not the aanvraag itself: an assignment, a decision."""

    cause: str
    application: Application
    mails: list = field(default_factory=list)

    @property
    def network(self):
        return self.application.network


# --- Who ---------------------------------------------------------------------------------------------------


def speakers(network):
    """The penvoerders, and where there is none the eigenaar; who has no account left speaks for nobody."""
    with_account = [(p, roles) for p, roles in network.roles.items() if p.has_account]
    for role in (SPEAKER, OWNER):
        if found := [p for p, roles in with_account if role in roles]:
            return found
    return []


def writes(network, person):
    return any(role in network.roles.get(person, {}) for role in WRITERS)


# --- By when -----------------------------------------------------------------------------------------------


def last_day(moment):
    """What closes at midnight closes on the day before."""
    return dutch(moment - timedelta(seconds=1)).date()


def dates(one, now):
    """[(last day, from which day the netwerk could know)] of what it must still do at ``now`` or later."""
    if one.network.stopped or one.network.ended:
        return []
    if one.stage == CONCEPT and one.closes >= now:
        return [(last_day(one.closes), one.begun)]
    if one.stage == MORE and one.until >= now:
        return [(last_day(one.until), one.since)]
    if one.stage == GRANTED and not one.halfway:
        return [(max(one.network.first, one.told) + HALFWAY * DAY, one.told)]
    return []


def step_of(left):
    """Which of the three reminders holds so many days before; on the day itself the last one."""
    return min(step for step in BEFORE if left <= step)


def night(oracle, now):
    """What the night asks of every aanvraag: each reminder once; who began after its day was told then."""
    today = dutch(now).date()
    for one in (a for network in oracle.networks for a in network.applications):
        if one.stage == CONCEPT and one.closes + GRACE <= now:
            one.stage = LATE
            oracle.diary.note(now, f"{one.cause} niet op tijd ingediend", one)
        for day, since in dates(one, now):
            left = (day - today).days
            if 0 <= left <= max(BEFORE) and since <= day - step_of(left) * DAY:
                _remind(oracle, one, ("datum", day, step_of(left)), now)


def _remind(oracle, one, tag, now):
    for person in speakers(one.network):
        if not oracle.letters[one, tag, person]:
            oracle.expect(DATE, person, one, now, tag=tag)


# --- What happens ------------------------------------------------------------------------------------------


def begun(oracle, one, now):
    one.network.applications.append(one)
    oracle.diary.note(now, f"{one.cause} begonnen, sluit {dutch(one.closes):%Y-%m-%d %H:%M}", one)


def handed_in(oracle, one, now):
    one.stage = IN
    one.times += 1
    oracle.diary.note(now, f"{one.cause} ingediend ({one.times})", one)


def asked(oracle, one, until, now):
    """Everybody who writes hears it; who pauses does not."""
    one.stage, one.until, one.since = MORE, until, dutch(now).date()
    oracle.diary.note(now, f"{one.cause} aanvullen voor {dutch(until):%Y-%m-%d %H:%M}", one)
    for person, roles in one.network.roles.items():
        if any(roles.get(role) == ACTIVE for role in WRITERS):
            oracle.expect(ASKED, person, one, now, tag=("vraag", one.times))


def assigned(oracle, one, people, now):
    """``people``: {who judges: the key of that}"""
    for person, pk in people.items():
        oracle.expect(ASSIGNED, person, Paper(f"toewijzing:{pk}", one), now, tag=("toegewezen",))


def told(oracle, one, pk, granted, now):
    """To everybody who guides it, paused or not."""
    one.stage, one.told = GRANTED if granted else REFUSED, dutch(now).date()
    oracle.diary.note(now, f"{one.cause} {one.stage} en verteld", one)
    about = Paper(f"besluit:{pk}", one)
    for person in one.network.roles:
        if writes(one.network, person):
            oracle.expect(DECIDED, person, about, now, tag=("besluit",))


# --- Why not -----------------------------------------------------------------------------------------------


def _date(letter, now):
    one, (_, day, step), reasons = letter.about, letter.tag, set()
    if step_of(max((day - dutch(now).date()).days, 0)) != step:
        reasons.add(NEWER)
    if day < dutch(now).date() or day not in [last for last, _ in dates(one, now)]:
        reasons.add(DONE)
    return reasons | (set() if letter.to in speakers(one.network) else {SPEAKS_NOT})


def _asked(letter, now):
    one = letter.about
    reasons = set() if one.stage == MORE else {ANSWERED}
    return reasons | (set() if writes(one.network, letter.to) else {WRITES_NOT})


def _assigned(letter, now):
    return {JUDGES_NOT} if letter.about.application.stage in OVER else set()


def _decided(letter, now):
    return set() if writes(letter.about.network, letter.to) else {GUIDES_NOT}


def _end_of_day(letter, now):
    return at(letter.tag[1] + DAY, 0)


# --- What stands in it -------------------------------------------------------------------------------------


def _check(verifier, letter, delivery, now):
    """The mails say what to do or where to read it; never who asked, and not what was decided."""
    text, what = delivery.text.replace("\n", " "), ""
    if letter.kind == DATE and str(letter.tag[1].day) not in text:
        what = f"a reminder for {letter.tag[1]} does not name the day"
    elif letter.kind == DECIDED and any(word in text.lower() for word in ("toegekend", "afgewezen", "toekennen")):
        what = "the mail of a decision tells what was decided"
    elif letter.kind == ASKED and "Medewerker" in text:
        what = "a question of the academie says who asked it"
    if what:
        verifier.wrong(now, what, letter.about, letter.to)


KINDS[DATE] = Kind(_date, keeps=7, lead=3, useful=_end_of_day, check=_check)
KINDS[ASKED] = Kind(_asked, keeps=7, check=_check)
KINDS[ASSIGNED] = Kind(_assigned, keeps=14, check=_check)
KINDS[DECIDED] = Kind(_decided, keeps=14, check=_check)
