"""When the automatic mails about a meeting go: pure counting, no database.

Everything follows from the meeting: when it begins, and since when its time and place are as they are. At that
moment every member got a mail that tells all, so nothing else goes within ``RUST`` of it; what then comes too
late waits for the next working morning, if it is still of use there, and else is not planned at all.
"""

from datetime import datetime, timedelta

from kern.tijd import werkochtend_na, werkochtend_voor

RUST = timedelta(hours=4)
VOORBEREIDERS, PROGRAMMA, MORGEN = "voorbereiders", "programma", "morgen"
DAGEN = {VOORBEREIDERS: 21, PROGRAMMA: 7, MORGEN: 1}


def make_momenten(bijeenkomst) -> dict[str, datetime]:
    """The moment of each mail that is of use, in the order in which they go."""
    vast = bijeenkomst.vast_sinds
    grens, momenten = bijeenkomst.begint_op, {}
    for naam in (MORGEN, PROGRAMMA, VOORBEREIDERS):  # from the meeting back
        moment = werkochtend_voor(bijeenkomst.begint_op, dagen=DAGEN[naam])
        if moment <= vast + RUST:
            if naam == MORGEN:
                # The mail of vast_sinds is the reminder; what comes the morning of the meeting is too late.
                grens = min(grens, moment)
                continue
            moment = werkochtend_na(vast)
        if moment < grens:
            momenten[naam] = grens = moment
    return dict(reversed(momenten.items()))
