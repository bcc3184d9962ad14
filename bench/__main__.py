"""`make bench`: what pages, outbox, kompas and import do at full size, beside a floor of the same run."""

import importlib
import json
import sys
from pathlib import Path

from bench import beelden, databases, kompas, mails, tegelijk, web
from bench.summary import RESET_EVALUATIE, SURVEY, TARGETS, show
from scripts import systeem
from scripts.diensten import diensten
from scripts.processen import Stopped, die_with_parent, stoppable

RESULT = Path("var/bench.json")


def environment(services):
    return {
        **services,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_SECRET_KEY": "only-for-bench-and-nowhere-else-0123456789-abcdefghij",
        "LEERNETWERK_BASE_URL": "http://localhost:8000",
        "LEERNETWERK_SOURCE_STATIC": "on",
        "LEERNETWERK_RUSTTIJDEN": "off",  # the outbox must send at any hour
        "LEERNETWERK_TWEEDE_STAP": "off",
    }


def measure(made):
    result = {}
    result["pages"], result["memory_mb"] = web.measure(made)
    result["mails"], result["worker_memory_mb"] = mails.measure(made["vol"], web.memory_mb)
    result["kompas"] = kompas.measure(made["vol"])
    result["beelden"] = beelden.measure(made["vol"])
    result["tegelijk"] = tegelijk.measure(
        made["vol"], web.server, web.wait_until_up, lambda where: databases.run_sql(where, RESET_EVALUATIE)
    )
    duo = importlib.import_module("bench.duo") if importlib.util.find_spec("bench.duo") else None
    if duo:
        result["duo"] = duo.measure(made["vol"])
    return result


def main():
    systeem.ensure(systeem.BENCH)
    with diensten() as services:
        made = databases.prepare(environment(services))
        print(
            f"\nDoel: minstens {TARGETS['ratio']} van de bodem (evaluaties {SURVEY}), hoogstens {TARGETS['queries']} "
            "query's, "
            f"p95 hoogstens {TARGETS['p95_growth']} keer die op een honderdste van de data.\n",
            flush=True,
        )
        result = measure(made)
    print(f"\n{show(result)}")
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(f"Geschreven: {RESULT}")


if __name__ == "__main__":
    die_with_parent()
    try:
        with stoppable():
            main()
    except Stopped:
        sys.exit("Afgebroken.")
