"""`make start`: the whole product on this machine, without any other service.

Web server, Celery worker and planner run as children in the foreground process group, on SQLite and a folder as
broker. One stops, all stop. Variables that are already set win, so the same command also runs on
PostgreSQL and Redis. Debug pages stay off (DJANGO_DEBUG=on for them): people see what users will see.
"""

import argparse
import os
import secrets
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.processen import Stopped, die_with_parent, spawn, stop, stoppable

BASE_DIR = Path(__file__).resolve().parent.parent
# True on a server, and beside the point here: a container is often root, and nothing was collected.
KNOWN_WARNINGS = ["You're running the worker with superuser privileges", "No directory at"]
LOCALHOST = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}


def set_defaults(port):
    var = Path(os.environ.setdefault("LEERNETWERK_VAR_DIR", str(BASE_DIR / "var")))
    var.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SECRET_KEY", _secret_key(var / "geheime-sleutel"))
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{var / 'leernetwerken.sqlite3'}")
    os.environ.setdefault("LEERNETWERK_BASE_URL", f"http://localhost:{port}")
    os.environ.setdefault("DJANGO_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    os.environ.setdefault("LEERNETWERK_SOURCE_STATIC", "on")
    os.environ.setdefault("LEERNETWERK_TWEEDE_STAP", "off")  # offered to everyone, asked of nobody
    os.environ.setdefault("LEERNETWERK_RUSTTIJDEN", "off")  # who tries things out does so in the evening too
    os.environ.setdefault("LEERNETWERK_LOG", "regels")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _secret_key(path):
    """Made once per clone, so that sessions and mailed links survive a restart."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def prepare_database(*, reload_demo):
    """Migrate, load the catalogue of werkvormen, and load the demo data into a database without persons."""
    import django  # noqa: PLC0415 - the environment has to be complete before Django reads it

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    call_command("laad_werkvormen", verbosity=0)
    if reload_demo or not get_user_model().objects.exists():
        print("Voorbeelddata laden (een keer, even geduld)", flush=True)
        call_command("laad_voorbeelddata", ook_in_productie=True, opnieuw=reload_demo)
    connections.close_all()


def addresses(port):
    """Where the web server can listen: localhost, in IPv4 and where it exists in IPv6."""
    found = []
    for family, host in LOCALHOST.items():
        with socket.socket(family) as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                sock.bind((host, port))
            except OSError:
                if family == socket.AF_INET:
                    sys.exit(f"Poort {port} is bezet. Kies een andere: make start PORT={port + 1}")
            else:
                found.append(f"[{host}]:{port}" if family == socket.AF_INET6 else f"{host}:{port}")
    return found


def commands(binds):
    python = [sys.executable, *(f"-Wignore:{warning}" for warning in KNOWN_WARNINGS), "-m"]
    web = "gunicorn config.wsgi --workers 1 --threads 8 --log-level warning --graceful-timeout 3"
    worker = "celery -A config --quiet worker -P threads -c 4 -l warning --without-mingle --without-gossip"
    planner = "celery -A config --quiet beat -l warning --pidfile="
    return {
        "web": [*python, *web.split(), *(f"--bind={bind}" for bind in binds)],
        "worker": [*python, *worker.split()],
        "planner": [*python, *planner.split()],
    }


def run(port):
    binds = addresses(port)
    processes = {name: spawn(command, cwd=BASE_DIR) for name, command in commands(binds).items()}
    try:
        _wait_for_web(port, processes)
        _tell(port)
        while all(process.poll() is None for process in processes.values()):
            time.sleep(0.5)
        ended = [name for name, process in processes.items() if process.poll() is not None]
        print(f"Gestopt: {', '.join(ended)} is vanzelf geëindigd. De rest stopt nu ook.", file=sys.stderr)
        return 1
    except Stopped:
        print("\nAlles stopt.", flush=True)
        return 0
    finally:
        stop(processes.values())


def _wait_for_web(port, processes):
    for _ in range(300):
        if any(process.poll() is not None for process in processes.values()):
            return
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
            return
        except urllib.error.HTTPError:  # it answers; whether it is well is not the question here
            return
        except OSError:
            time.sleep(0.1)


def _tell(port):
    print(
        f"\n  Leernetwerken draait op http://localhost:{port}\n"
        "  Inloggen: facilitator@leernetwerk.test of deelnemer@leernetwerk.test, wachtwoord samen-leren\n"
        f"  Mails: in var/mail/, of als beheer@leernetwerk.test op http://localhost:{port}/beheer/berichten/\n"
        "  Stoppen: Ctrl-C\n",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--only-demo", action="store_true", help="load the demo data again and stop")
    options = parser.parse_args()

    die_with_parent()
    set_defaults(options.port)
    try:
        with stoppable():
            prepare_database(reload_demo=options.only_demo)
            return 0 if options.only_demo else run(options.port)
    except Stopped:
        return 0


if __name__ == "__main__":
    sys.exit(main())
