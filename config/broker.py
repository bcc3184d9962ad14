"""The broker of the embedded mode: a folder in which every message is a file.

Kombu's own filesystem transport loses messages as soon as two processes read: a reader can take a file
that is still being written, and it takes by moving to another folder, which may be another file system.
Here a message appears whole (written aside, then ``os.replace``) and is taken by one ``os.rename`` in the same
folder, which only one process can win. ``config.celery`` registers it as ``map://``; the options name the folders.

There are no acknowledgements on disk: a worker that is killed loses what it held. The outbox sweep in
berichten finds that work again, as it does after any other accident.
"""

import contextlib
import fcntl
import os
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import filesystem, virtual
from kombu.transport.filesystem import exchange_queue_t
from kombu.utils.encoding import bytes_to_str, str_to_bytes
from kombu.utils.json import dumps, loads


def _write_whole(path: Path, payload):
    """Let ``path`` appear complete or not at all."""
    aside = path.with_name(f".{uuid.uuid4().hex}")
    try:
        aside.write_bytes(str_to_bytes(dumps(payload)))
        os.replace(aside, path)
    except OSError:  # a full disk would only get fuller
        aside.unlink(missing_ok=True)
        raise


class Channel(filesystem.Channel):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(self.data_folder_in)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.control_folder.mkdir(parents=True, exist_ok=True)

    # --- messages ---

    def _put(self, queue, payload, **kwargs):
        # The time comes first and has a fixed width, so sorting by name is first in, first out.
        _write_whole(self.folder / f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg", payload)

    def _get(self, queue):
        for name in sorted(self._names(queue)):
            message = self.folder / name
            taken = message.with_name(f"{name}.taken")
            try:
                os.rename(message, taken)
            except FileNotFoundError:  # another process was first
                continue
            payload = taken.read_bytes()
            taken.unlink()
            return loads(bytes_to_str(payload))
        raise Empty

    def _names(self, queue):
        return [name for name in os.listdir(self.folder) if name.partition(".")[2] == f"{queue}.msg"]

    # --- which queue listens to which exchange (used by `celery inspect` and `celery control`) ---

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        row = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._only_writer():
            rows = self.get_table(exchange)
            if row not in rows:
                _write_whole(self._exchange_file(exchange), [row, *rows])

    def _delete(self, queue, exchange, routing_key, pattern, *args, **kwargs):
        self._purge(queue)
        row = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._only_writer():
            rows = self.get_table(exchange)
            if row in rows:
                _write_whole(self._exchange_file(exchange), [other for other in rows if other != row])

    @contextlib.contextmanager
    def _only_writer(self):
        with (self.control_folder / ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # released when the file closes, also after a crash
            yield


class Transport(filesystem.Transport):
    Channel = Channel

    def __init__(self, client, **kwargs):
        super().__init__(client, **kwargs)
        # Kombu remembers per process what is bound, whatever the folder. Remembered per connection, a folder that
        # was emptied is filled in again instead of swallowing every message.
        self.state = virtual.BrokerState()
