"""Start processes that never outlive us, and stop them in order."""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(parent=None):
    """Ask the kernel for a SIGTERM when the parent is gone, also when it was killed hard (Linux only)."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if parent and os.getppid() != parent:  # it died just before the question
        os.kill(os.getpid(), signal.SIGTERM)


def spawn(command, *, env=None, **options):
    """Start ``command`` in our own process group; it dies when we die."""
    parent = os.getpid()
    return subprocess.Popen(command, env=env, preexec_fn=lambda: die_with_parent(parent), **options)


def stop(processes, *, sig=signal.SIGTERM, patience=10):
    """Ask all at once, wait, and kill what does not listen."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(sig)
    for process in processes:
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Stopped(BaseException):
    """Somebody wants us to stop: Ctrl-C, ``kill``, or a terminal that closed."""


@contextlib.contextmanager
def stoppable():
    """Turn the signals that mean "stop" into an exception, so that ``finally`` and ``with`` clean up.

    Only the first one counts. A second Ctrl-C would break off the cleaning.
    """

    def raise_once(number, frame):
        for sig in signals:
            signal.signal(sig, signal.SIG_IGN)
        raise Stopped(number)

    signals = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asked to stay
        signals.append(signal.SIGHUP)
    before = {sig: signal.signal(sig, raise_once) for sig in signals}
    try:
        yield
    finally:
        for sig, handler in before.items():
            signal.signal(sig, handler)


def free_port():
    """A port nobody listens on, below those the kernel lends to outgoing connections: it stays free for a restart."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as sock, contextlib.suppress(OSError):
            sock.bind(("127.0.0.1", port))
            return port
