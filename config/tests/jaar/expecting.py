"""Who should get what at this look: every occasion that is due becomes letters, and every letter has its reasons."""

from config.tests.jaar.attention import TOPICS
from config.tests.jaar.facts import LEADER, MEMBER
from config.tests.jaar.kinds import KINDS, is_loose, topic_of
from config.tests.jaar.moments import REST, keeps
from config.tests.jaar.planning import make_round, no_round, survey_turn

TOO_LATE = "Het was te laat om nog nuttig te zijn."
MOVED = "De bijeenkomst is verplaatst of afgelast."
GONE = "Doet niet meer mee aan het netwerk."
JUST = "Kreeg net al een mail over deze bijeenkomst."
COMES_BACK = "Dit adres geeft mail terug."
BEFORE = ("bijeenkomsten.voorbereiders", "bijeenkomsten.programma", "bijeenkomsten.morgen")


def carry_out(oracle, now):
    """What a look at ``now`` should make of everything that is due."""
    due = sorted((o for o in oracle.open_now() if o.due <= now), key=lambda o: (o.due, o.about.pk))
    # The question first: it moves what follows on it.
    for occasion in sorted(due, key=lambda o: (o.due, o.kind not in ("evaluatie.vraag", "evaluatie.ronde"))):
        if occasion.stage not in ("open", "held") or occasion.due > now:
            continue
        if now > last_use(oracle, occasion):
            occasion.stage, occasion.reason = "lapsed", TOO_LATE
        elif occasion.stage == "open":
            occasion.stage, occasion.done_at = "done", now
            _send(oracle, occasion, now)


def last_use(oracle, occasion):
    """Late counts from the first allowed moment: a weekend makes nothing late."""
    return oracle.attention.allowed(occasion.due) + keeps(occasion.kind)


def _send(oracle, occasion, now):
    find = KINDS[occasion.kind].receivers if occasion.kind in KINDS else _RECEIVERS[occasion.kind.replace(".", "_")]
    receivers = find(oracle, occasion, now)
    # Reminders stand apart from their message, and so from the words that were put on top of it.
    tag, edited = occasion.tag, occasion.edited and not is_loose(occasion.kind)
    for person in receivers:
        if not oracle.has(occasion.about, tag, person):
            oracle.expect(occasion.kind, person, occasion.about, occasion.due, tag=tag, edited=edited)


def _members(oracle, occasion, now):
    return occasion.meeting.network.active()


def _preparing(oracle, occasion, now):
    meeting = occasion.meeting
    return [p for p in meeting.network.active() if p in meeting.preparers]


def _coming(oracle, occasion, now):
    meeting = occasion.meeting
    return [p for p in meeting.network.active() if meeting.answers.get(p)]


def _question(oracle, occasion, now):
    meeting = occasion.meeting
    if meeting.end > now:
        return []
    survey = make_round(oracle, meeting, now)
    if survey is None:
        no_round(meeting)
        tag = ("te_klein", survey_turn(meeting))
        for leader in meeting.network.with_role(LEADER):
            if not oracle.letters[meeting, tag, leader]:
                oracle.expect("evaluatie.te_klein", leader, meeting, now, tag=tag)
        return []
    tags = ("vraag", survey_turn(meeting)), ("vraag", survey_turn(meeting), "alsnog")
    return [p for p, there in survey.asked.items() if there and not any(oracle.letters[meeting, t, p] for t in tags)]


def _absent(oracle, occasion, now):
    meeting = occasion.meeting
    if meeting.end > now:
        return []
    leaders = [p for p, roles in meeting.network.roles.items() if LEADER in roles]
    survey, there = meeting.survey, meeting.was_there()
    if survey and survey.in_room and not meeting.overtaken():
        in_room = [p for p, asked in survey.asked.items() if asked]
        there = [*there, *in_room] if meeting.held else in_room
    return [p for p in meeting.network.with_role(MEMBER) if p not in leaders and p not in there]


def _reminded(oracle, occasion, now):
    meeting, survey = occasion.meeting, occasion.meeting.survey
    if survey is None or meeting.overtaken() or not survey.is_open(now):
        return []
    to_go = [p for p, there in survey.asked.items() if there and p not in survey.answered]
    return [p for p in to_go if meeting.network.is_active(p)]


def _result(oracle, occasion, now):
    meeting, survey = occasion.meeting, occasion.meeting.survey
    if survey is None or meeting.overtaken() or now < survey.closes:
        return []
    oracle.close(meeting, now)
    return meeting.network.active()


def _invited(oracle, occasion, now):
    """Letters to addresses: who was invited on that day and has not answered."""
    for invitation in occasion.about.invitations:
        if invitation["day"] == occasion.tag[1] and invitation["open"] and now < invitation["expires"]:
            oracle.expect(
                "netwerken.herinnering", None, occasion.about, occasion.due, tag=occasion.tag,
                address=invitation["address"], invitation=invitation,
            )  # fmt: skip
    return []


_RECEIVERS = {
    "bijeenkomsten_vastgesteld": _members,
    "bijeenkomsten_verplaatst": _members,
    "bijeenkomsten_afgelast": _members,
    "bijeenkomsten_voorbereiders": _preparing,
    "bijeenkomsten_programma": _members,
    "bijeenkomsten_morgen": _coming,
    "evaluatie_vraag": _question,
    "evaluatie_gemist": _absent,
    "evaluatie_herinnering": _reminded,
    "evaluatie_uitslag": _result,
    "netwerken_herinnering": _invited,
}


# --- Why not -----------------------------------------------------------------------------------------


def why_not(letter, now) -> set[str]:
    """Every true reason for not sending this letter now. Empty: it must go."""
    person, reasons = letter.to, set()
    if person and not person.has_account:
        reasons.add("Dit account is gesloten.")
    topic = topic_of(letter.kind, TOPICS)
    if person and topic and "niet" in (person.choices.get(topic), "niet" if person.mark == "klacht" else ""):
        reasons.add("Wil hierover geen mail.")
    if person and person.mark == "onbereikbaar":
        reasons.add(COMES_BACK)
    if letter.kind in KINDS:
        return reasons | KINDS[letter.kind].why_not(letter, now)
    room = letter.kind.partition(".")[0]
    return reasons | {"bijeenkomsten": _meeting, "evaluatie": _survey, "netwerken": _network}[room](letter, now)


def _meeting(letter, now):
    meeting, person, reasons = letter.about, letter.to, set()
    if meeting.cancelled and letter.kind != "bijeenkomsten.afgelast":
        reasons.add("De bijeenkomst is afgelast.")
    if meeting.begin <= now:
        reasons.add("De bijeenkomst is al begonnen.")
    if not meeting.network.is_active(person):
        reasons.add(GONE)
    if letter.kind in BEFORE and any(now - moment < REST for moment, _ in meeting.mailed.get(person, ())):
        reasons.add(JUST)
    if letter.kind == "bijeenkomsten.voorbereiders" and person not in meeting.preparers:
        reasons.add("Bereidt deze bijeenkomst niet meer voor.")
    if letter.kind == "bijeenkomsten.morgen" and not meeting.answers.get(person):
        reasons.add("Zei intussen niet te komen.")
    return reasons


def _survey(letter, now):
    meeting, survey, reasons = letter.about, letter.about.survey, set()
    is_off = meeting.cancelled or meeting.end > now
    if letter.kind in ("evaluatie.vraag", "evaluatie.herinnering"):
        if is_off or survey is None or meeting.overtaken():
            reasons.add(MOVED)
        elif not survey.is_open(now):
            reasons.add("De evaluatie is al gesloten.")
    elif letter.kind == "evaluatie.uitslag":
        if survey is None or not survey.closed:
            reasons.add("De evaluatie is niet gesloten.")
    elif is_off:
        reasons.add(MOVED)
    if letter.kind not in ("evaluatie.vraag", "evaluatie.te_klein") and not meeting.network.is_active(letter.to):
        reasons.add(GONE)
    return reasons


def _network(letter, now):
    network, name = letter.about, letter.kind.partition(".")[2]
    person = letter.facts.get("who", letter.to)
    invitation = letter.facts.get("invitation")
    if invitation:
        is_open = invitation["open"] and now < invitation["expires"] and not network.stopped
        return set() if is_open else {"Er is al geantwoord, of de uitnodiging is ingetrokken."}
    is_true = {
        "welkom": network.belongs(person),
        "plek_vrij": network.belongs(person),
        "wachtlijst": person in network.waiting,
        "aanmelding": person in network.waiting,
        "einde": MEMBER not in network.roles.get(person, {}),
        "vertrek": MEMBER not in network.roles.get(person, {}),
        "afgewezen": person not in network.waiting and not network.belongs(person),
    }[name]
    if is_true:
        return set()
    about_other = name in ("aanmelding", "vertrek")
    return {"Dit is intussen al afgehandeld." if about_other else "Er is intussen iets veranderd."}
