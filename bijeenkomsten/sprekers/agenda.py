"""The meeting in the calendar of a guest: its day, time and place, and nothing of what is only for members.

An event of its own beside the one members have. Once a guest said yes, every change is sent, and in the end the
withdrawal. ``SEQUENCE`` rises with the meeting and with every time the guest is asked anew.
"""

from berichten.soorten import Ics
from bijeenkomsten import ical
from kern.tijd import klok, nu


def make_ics(verzoek) -> Ics | None:
    """For a mail of now. None for a guest who never said yes: nothing stands in that calendar."""
    if verzoek.beantwoord_op is None or verzoek.kan_niet:
        return None
    b, weg = verzoek.bijeenkomst, verzoek.is_ingetrokken or verzoek.bijeenkomst.is_afgelast
    method = ical.CANCEL if weg else ical.REQUEST
    event = ical.make_event(
        b, dtstamp=nu(),
        uid=f"gast-{verzoek.pk}-{b.uid}",
        # Two for every time it was asked: what is asked anew comes after the withdrawal of the time before.
        sequence=b.sequence + 2 * (verzoek.link_nr - 1) + verzoek.is_ingetrokken,
        summary=f"Gastspreker bij {b.netwerk.naam}: {verzoek.onderwerp}",
        description=_describe(verzoek, weg=weg),
        url=None,  # the page of the meeting is for members, the link of the guest is for the guest alone
        status="CANCELLED" if weg else "CONFIRMED" if verzoek.komt else "TENTATIVE",
        transp="TRANSPARENT" if weg else "OPAQUE",
    )  # fmt: skip
    partstat = ical.KOMT if verzoek.komt and not weg else ical.WACHT
    return Ics(method, ical.make_invitation(event, b.netwerk, verzoek.spreker, partstat=partstat, method=method))


def _describe(verzoek, *, weg):
    if weg:
        return "Je hoeft niet te komen."
    b = verzoek.bijeenkomst
    delen = ["" if verzoek.komt else "Dit is een andere dag of tijd. Zeg in de mail of je dan kunt."]
    if b.inloop_minuten and b.heeft_plek:
        delen.append(f"Inloop vanaf {klok(b.inloop_op)} uur.")
    if b.heeft_link and b.online_link:
        delen.append(f"Online meedoen: {b.online_link}")
    delen += [verzoek.praktisch, "Je briefing vind je met de link in de mail."]
    return "\n\n".join(filter(None, delen))
