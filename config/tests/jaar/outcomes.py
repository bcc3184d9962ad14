"""What became of one mail, held against what the oracle says should have become of it."""

from config.tests.jaar import promises
from config.tests.jaar.attention import ASK, GO, LETTER, TOPICS, WAIT
from config.tests.jaar.expecting import JUST, TOO_LATE, why_not
from config.tests.jaar.facts import Entry, Meeting
from config.tests.jaar.kinds import KINDS, counts, topic_of
from config.tests.jaar.mailbox import ACCEPTED, REFUSED
from config.tests.jaar.moments import REST, dutch, keeps

ATTEMPTS = 7
ASKED_THERE = "Staat als vraag in de netwerkbrief."
STOOD_THERE = "Stond in de netwerkbrief."


class Outcomes:
    """One method per status of the row."""

    def _is_gepland(self, letter, row, fate, now):
        if letter.must_lapse:
            self._wrong(letter, now, f"still waits, but: {letter.must_lapse}")
        if letter.due > now or (letter.held_until and now < letter.held_until):
            return
        if letter.excused_until and now <= letter.excused_until:
            return
        verdict = self.oracle.attention.verdict(letter, now)
        if verdict.what != WAIT:
            self._wrong(letter, now, f"still waits and nothing stands in its way ({verdict})")
        letter.held_until = verdict.until

    def _is_gebundeld(self, letter, row, fate, now):
        if letter.must_lapse:
            self._wrong(letter, now, f"still waits for a letter, but: {letter.must_lapse}")
        if letter.letter == row["bundel_id"]:
            return
        verdict = self.oracle.attention.verdict(letter, now)
        brief = self.briefs.get(row["bundel_id"])
        if verdict.what != LETTER or brief is None or brief.due != verdict.until:
            self._wrong(letter, now, f"goes along in the letter of {brief and brief.due}, but: {verdict}")
        letter.letter = row["bundel_id"]

    def _is_verstuurd(self, letter, row, fate, now):
        if letter.letter and row["reden"] == STOOD_THERE:
            self._stood_in_a_letter(letter, row, now)
            return
        if fate != ACCEPTED:
            self._wrong(letter, now, f"is called sent, but the mail server said: {fate}")
        if letter.tells_of_meeting:
            letter.about.mailed.setdefault(letter.to, []).append((now, letter.kind))
            letter.about.lost.discard((letter.to, letter.about.sequence))
        if letter.kind in KINDS:
            KINDS[letter.kind].sent(letter, now)
        if topic_of(letter.kind, TOPICS) and counts(letter.kind):
            letter.to.counted.append(now)
        self.sent[letter.kind] += 1
        self._done(letter, "sent")

    def _stood_in_a_letter(self, letter, row, now):
        if row["bundel_id"] not in self.left_now:
            self._wrong(letter, now, "is said to stand in a letter that did not leave now")
        # A letter of this very minute does not know yet what left beside it.
        only_now = all(moment == now or now - moment >= REST for moment, _ in _mailed(letter))
        if reasons := why_not(letter, now) - ({JUST} if only_now else set()):
            self._wrong(letter, now, f"stood in a letter, but: {', '.join(sorted(reasons))}")
        self.sent[f"{letter.kind} (netwerkbrief)"] += 1
        self._done(letter, "sent")

    def _is_overgeslagen(self, letter, row, fate, now):
        if row["reden"] == ASKED_THERE:
            verdict = self.oracle.attention.verdict(letter, now)
            if verdict.what != ASK:
                self._wrong(letter, now, f"left to the letter, but: {verdict}")
            self.asks.append((letter, verdict.until))
        elif row["reden"] not in self._true_reasons(letter, now):
            reasons = self._true_reasons(letter, now) or "nothing"
            self._wrong(letter, now, f"skipped because «{row['reden']}», true is {reasons}")
        self._not_sent(letter, row["reden"])

    def _true_reasons(self, letter, now):
        reasons = why_not(letter, now)
        if letter.letter and (useful := self.oracle.attention.useful(letter, now)) and useful <= now:
            reasons.add(TOO_LATE)
        return reasons

    def _is_vervallen(self, letter, row, fate, now):
        expected = letter.must_lapse or (
            TOO_LATE if now > self._allowed_from(letter) + keeps(letter.kind) else "nothing"
        )
        if row["reden"] != expected:
            self._wrong(letter, now, f"lapsed because «{row['reden']}», true is {expected}")
        self._not_sent(letter, row["reden"])

    def _is_mislukt(self, letter, row, fate, now):
        """Refused for good is believed the second time."""
        with_letter = letter.letter and letter.letter in self.failed_now
        if not with_letter and letter.refused < (2 if fate == REFUSED else ATTEMPTS):
            self._wrong(letter, now, f"given up because «{row['reden']}» after {letter.refused} refusals")
        self._not_sent(letter, row["reden"])

    def _allowed_from(self, letter):
        return self.oracle.attention.allowed(letter.due, letter.to.region if letter.to else "")

    def _done(self, letter, outcome):
        letter.outcome = outcome
        letter.facts.clear()

    def _not_sent(self, letter, reason):
        self.reasons[letter.kind, reason] += 1
        if letter.kind in KINDS:
            KINDS[letter.kind].missed(letter)
        if letter.tells_of_meeting and letter.tag[0] in ("uitnodiging", "afgelast"):
            sequence = letter.tag[1] if len(letter.tag) > 1 else letter.about.sequence
            letter.about.lost.add((letter.to, sequence))
        self._done(letter, reason)

    # --- one mail ------------------------------------------------------------------------------------

    def _check_mail(self, letter, delivery, now):
        if letter.to and delivery.to != letter.to.email:
            self._wrong(letter, now, f"went to {delivery.to}")
        if now < letter.due:
            self._wrong(letter, now, f"left before its time, {letter.due}")
        begin = max(self._allowed_from(letter), letter.held_until or letter.due)
        if now > begin + keeps(letter.kind) and not letter.letter:
            self._wrong(letter, now, f"left too late: it was due {letter.due}")
        verdict = self.oracle.attention.verdict(letter, now)
        if verdict.what != GO and not letter.letter:
            self._wrong(letter, now, f"left, but: {verdict}")
        if reasons := {letter.must_lapse} - {""} or why_not(letter, now):
            self._wrong(letter, now, f"left, but: {', '.join(sorted(reasons))}")
        self._check_content(letter, delivery, now)
        self.oracle.diary.note(now, f"→ {delivery.to}: {delivery.subject} ({letter.kind})", letter.about, letter.to)

    def _check_content(self, letter, delivery, now):
        if what := promises.check(letter, delivery):
            self._wrong(letter, now, what)
        check = KINDS[letter.kind].check if letter.kind in KINDS else None
        if check:
            check(self, letter, delivery, now)
        elif letter.tells_of_meeting:
            self._check_calendar(letter, delivery, now)

    def _check_calendar(self, letter, delivery, now):
        meeting, event = letter.about, delivery.event
        if event is None:
            self._wrong(letter, now, f"has {len(delivery.events)} meetings in its calendar part")
        method = "CANCEL" if letter.kind == "bijeenkomsten.afgelast" else "REQUEST"
        entry = read_entry(event, delivery.method)
        if entry != real_entry(meeting, method) or event["UID"] != meeting.uid:
            self._wrong(letter, now, f"its calendar part says {event['UID']} {entry}")
        before = letter.to.calendar.get(meeting.uid)
        if before and before.sequence > entry.sequence:
            self._wrong(letter, now, f"SEQUENCE went back from {before.sequence} to {entry.sequence}")
        letter.to.calendar[meeting.uid] = entry


def read_entry(event, method):
    return Entry(method, int(event["SEQUENCE"]), event["DTSTART"], event["DTEND"], event.get("LOCATION", ""))


def _mailed(letter):
    return letter.about.mailed.get(letter.to, ()) if isinstance(letter.about, Meeting) else ()


def real_entry(meeting, method):
    begin, end = (f"{dutch(moment):%Y%m%dT%H%M%S}" for moment in (meeting.begin, meeting.end))
    return Entry(method, meeting.sequence, begin, end, meeting.place)
