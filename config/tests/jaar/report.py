"""The outcome of a simulated year in a few lines."""


def make_report(engine) -> str:
    verifier, size = engine.verifier, engine.size
    gone = sum(verifier.reasons.values())
    networks = engine.oracle.networks
    head = (
        f"seed {engine.seed}: {size.days} days, {len(networks)} networks, {len(engine.oracle.people)} people, "
        f"{sum(len(n.meetings) for n in networks)} meetings, {engine.looks} looks, "
        f"{len(engine.outages)} outages, {len(engine.aways)} times no mail server; "
        f"{sum(verifier.sent.values())} mails, {gone} not sent with a reason"
    )
    sent = (f"  {count:6} {kind}" for kind, count in sorted(verifier.sent.items()))
    reasons = (f"  {count:6} {kind}: {reason}" for (kind, reason), count in sorted(verifier.reasons.items()))
    return "\n".join([head, *sent, "  not sent:", *reasons])
