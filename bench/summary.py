"""What the numbers of the rounds say. Only arithmetic, so that it can be tested."""

import statistics

TARGETS = {"ratio": 0.4, "queries": 12, "p95_growth": 1.2, "memory_mb": 130, "mails": 0.5}
SURVEY = 0.5  # what a survey page must reach of the floor
# Everybody may answer again.
RESET_EVALUATIE = (
    "UPDATE evaluatie_genodigde SET ingevuld = false; DELETE FROM evaluatie_openantwoord o "
    "USING evaluatie_meting m WHERE m.id = o.meting_id AND m.status = 'open'; "
    "VACUUM ANALYZE evaluatie_genodigde, evaluatie_openantwoord, evaluatie_teller"
)
KINDS = ("floor", "full", "small")


def summarize(rounds, queries, target=TARGETS["ratio"]):
    """One page. Every round measured the floor, the page, and the page on little data, right after each other.

    Ratios are taken within a round and their median counts: what else the machine does then touches both sides.
    """
    ratios = [seen["full"]["per_second"] / seen["floor"]["per_second"] for seen in rounds]

    def middle(value):
        return statistics.median(value(seen) for seen in rounds)

    return {
        "ratio": round(statistics.median(ratios), 2),
        "spread": round(spread(ratios), 2),
        "target": target,
        "per_second": round(middle(lambda seen: seen["full"]["per_second"]), 1),
        "floor_per_second": round(middle(lambda seen: seen["floor"]["per_second"]), 1),
        "p95_ms": round(middle(lambda seen: seen["full"]["p95_ms"]), 1),
        "p95_growth": round(middle(lambda seen: seen["full"]["p95_ms"] / seen["small"]["p95_ms"]), 2),
        "queries": queries,
    }


def spread(values):
    """How far the rounds lie apart, as a part of their median."""
    return (max(values) - min(values)) / statistics.median(values)


def find_misses(page):
    """Which targets a page does not reach, in words."""
    misses = []
    if page["ratio"] < page["target"]:
        misses.append(f"onder {page['target']} van de bodem")
    if page["p95_growth"] > TARGETS["p95_growth"]:
        misses.append("groeit met de data")
    if page["queries"] > TARGETS["queries"]:
        misses.append("te veel query's")
    return misses


HEAD = f"{'pagina':24} {'per s':>7} {'van de bodem':>13} {'spreiding':>10} {'p95 ms':>7} {'× klein':>8} {'query’s':>8}"


def show_page(name, page):
    verdict = ", ".join(find_misses(page)) or "goed"
    return (
        f"{name:24} {page['per_second']:7.1f} {page['ratio']:13.2f} {page['spread']:10.2f} "
        f"{page['p95_ms']:7.1f} {page['p95_growth']:8.2f} {page['queries']:8}  {verdict}"
    )


def show(result):
    """The whole outcome as a table."""
    lines = [HEAD, *(show_page(name, page) for name, page in result["pages"].items()), ""]
    mails, duo = result.get("mails"), result.get("duo")
    if mails:
        lines.append(
            f"Mails: {mails['per_second']}/s door de outbox, {mails['bare_per_second']}/s door een kale taak: "
            f"{mails['ratio']} (doel: minstens {TARGETS['mails']})"
        )
    lines.append(f"Geheugen van een webproces: {result['memory_mb']} MB (doel: hoogstens {TARGETS['memory_mb']})")
    if "worker_memory_mb" in result:
        lines.append(f"Geheugen van een werkproces: {result['worker_memory_mb']} MB")
    if kompas := result.get("kompas"):
        lines.append(
            f"Kompas: {kompas['signalen']} signalen over {kompas['netwerken']} netwerken in {kompas['seconds']} s "
            f"({kompas['again_seconds']} s als er niets verandert), {kompas['memory_mb']} MB"
        )
    if beelden := result.get("beelden"):
        lines.append(
            f"Beelden: {beelden['answers']} antwoorden van {beelden['netwerken']} netwerken in {beelden['seconds']} s, "
            f"{beelden['queries']} query's, {beelden['memory_mb']} MB (doel: hoogstens {TARGETS['memory_mb']})"
        )
    if tegelijk := result.get("tegelijk"):
        lines.append(
            f"Tegelijk: {tegelijk['people']} mensen antwoordden in {tegelijk['seconds']} s, "
            f"p95 {tegelijk['p95_ms']} ms, {tegelijk['refused']} geweigerd, {tegelijk['lost']} kwijt"
        )
    if duo:
        lines.append(f"Import van DUO: {duo['rows']} rijen in {duo['seconds']} s, {duo['memory_mb']} MB")
    missed = sum(bool(find_misses(page)) for page in result["pages"].values())
    lines.append(f"{len(result['pages']) - missed} van de {len(result['pages'])} pagina's halen elk doel.")
    return "\n".join(lines)
