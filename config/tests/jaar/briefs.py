"""The netwerkbrief: at most one a week, never empty, never in a quiet time, and it asks what it promised to ask."""

import re
from collections import Counter
from datetime import timedelta

from config.tests.jaar.attention import TOPICS, code_of, monday_of
from config.tests.jaar.facts import Letter
from config.tests.jaar.kinds import IN_BRIEF, KINDS, topic_of
from config.tests.jaar.mailbox import BUSY, KILLED, KILLED_AFTER, LOST

BRIEF = "berichten.netwerkbrief"
KEEPS = timedelta(days=6)
NOTHING = "Er was deze week niets te melden."
WAITS = re.compile(r"/d/|/draaiboek/|/prikken/\d+/|/gasten/\d+/|/leidinggevende/")  # by a button or on a page
LINK = re.compile(r"/d/([a-z]+)\.")


class Briefs:
    """Judges the rows of letters; ``left_now`` and ``failed_now`` tell what goes with them."""

    def judge_briefs(self, rows, fates, deliveries, now, trouble):
        self.left_now, self.failed_now = set(), set()
        for pk, row in rows.items():
            if row["soort"] == BRIEF and pk not in self.briefs:
                self._new_brief(row, now)
        for pk, brief in list(self.briefs.items()):
            row = rows.get(pk)
            if row is None or brief.outcome:
                continue
            uuid = str(row["uuid"])
            fate, delivery = fates.get(uuid), deliveries.pop(uuid, None)
            if delivery:
                self._check_brief(brief, row, delivery, now)
            if fate in (BUSY, LOST, KILLED, KILLED_AFTER) or trouble:
                brief.excused_until = now + timedelta(hours=13)
                brief.refused += 1
            self._judge_brief(brief, row, now)

    def _new_brief(self, row, now):
        person = next(p for p in self.oracle.people if p.pk == row["aan_id"])
        self.briefs[row["pk"]] = Letter(BRIEF, person, "", None, row["op"], row=row["pk"])
        allowed = self.oracle.attention.letter_moment(row["op"] - timedelta(seconds=1), person.region)
        if row["op"] != allowed:
            self.wrong(now, f"a netwerkbrief for {person.email} at {row['op']}, the next may go at {allowed}", person)

    def _check_brief(self, brief, row, delivery, now):
        person, week = brief.to, monday_of(now)
        if person.mark or not person.has_account:
            self.wrong(now, f"a netwerkbrief to {person.email}: {person.mark or 'account closed'}", person)
        if self.oracle.attention.allowed(now, person.region) != now:
            self.wrong(now, f"a netwerkbrief to {person.email} in a quiet time", person)
        if week in person.letters and row["status"] == "verstuurd" and brief.refused == 0:
            self.wrong(now, f"a second netwerkbrief this week to {person.email}", person)
        self._check_says(brief, row, delivery.text, now)
        self.oracle.diary.note(now, f"→ {delivery.to}: {delivery.subject} (netwerkbrief)", person)

    def _check_says(self, brief, row, text, now):
        person = brief.to
        asked = Counter(LINK.findall(text))
        for code, times in Counter(code for code, _ in self._still_asked(brief, now)).items():
            if asked[code] < times:
                self.wrong(now, f"the netwerkbrief to {person.email} does not ask what it should ({code})", person)
        for judge in IN_BRIEF:
            if what := judge(self.oracle, person, text, now):
                self.wrong(now, f"the netwerkbrief to {person.email} {what}", person)
        along = [letter for letter in self.oracle.waiting if letter.letter == row["pk"]]
        if not along and not WAITS.search(text.partition("/d/stop")[0]):
            self.wrong(now, f"an empty netwerkbrief to {person.email}", person)

    def _judge_brief(self, brief, row, now):
        pk, outcome, person = row["pk"], row["status"], brief.to
        if outcome == "gepland":
            waits = row["op"] > now or self.oracle.attention.allowed(now, person.region) > now
            if not waits and not (brief.excused_until and now <= brief.excused_until):
                self.wrong(now, f"the netwerkbrief of {row['op']} to {person.email} still waits", person)
            return
        if outcome == "verstuurd":
            self.left_now.add(pk)
            person.letters.append(monday_of(now))
            self.sent[BRIEF] += 1
        else:
            self._check_reason(brief, row, now)
            self.failed_now.add(pk)
            self.reasons[BRIEF, row["reden"]] += 1
        brief.outcome = outcome
        self.asks = [ask for ask in self.asks if ask[0].to is not person or ask[1] != brief.due]

    def _check_reason(self, brief, row, now):
        person, outcome = brief.to, row["status"]
        missed = self._still_asked(brief, now) if row["reden"] == NOTHING else []
        if missed:
            what = f"no netwerkbrief to {person.email}, but it would ask a question"
            self.wrong(now, what, person, *(about for _, about in missed))
        if outcome == "vervallen" and now <= row["op"] + KEEPS:
            self.wrong(now, f"the netwerkbrief of {row['op']} to {person.email} lapsed", person)
        if outcome == "overgeslagen" and row["reden"] != NOTHING and person.has_account and not person.mark:
            self.wrong(now, f"the netwerkbrief to {person.email} was skipped: {row['reden']}", person)

    def _still_asked(self, brief, now):
        """{(code, about)} of questions that were left to this letter and that the person can still answer."""
        return {
            (code_of(letter.kind), letter.about)
            for letter, until in self.asks
            if letter.to is brief.to and until == brief.due and _can_answer(letter, now)
        }


def _can_answer(letter, now):
    person = letter.to
    if person.choices.get(topic_of(letter.kind, TOPICS)) == "niet":
        return False
    if letter.kind in KINDS:
        if KINDS[letter.kind].asks:
            return KINDS[letter.kind].asks(letter, now)
        useful = KINDS[letter.kind].useful(letter, now)
        return not KINDS[letter.kind].why_not(letter, now) and (useful is None or now < useful)
    survey = letter.about.survey
    if survey is None or survey.in_room or letter.about.overtaken():
        return False
    return survey.is_open(now) and survey.asked.get(person) and person not in survey.answered
