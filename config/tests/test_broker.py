"""The folder broker under several processes: nothing lost, nothing twice."""

import errno
import json
import multiprocessing
import time
from collections import Counter

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.transport import TRANSPORT_ALIASES

import config.celery

MESSAGES = 150


def connect(folder):
    assert TRANSPORT_ALIASES["map"] == "config.broker:Transport", config.celery
    options = {
        "data_folder_in": f"{folder}/in",
        "data_folder_out": f"{folder}/in",
        "control_folder": f"{folder}/control",
        "polling_interval": 0.01,
    }
    return Connection("map://localhost", transport_options=options)


def produce(folder, name):
    with connect(folder) as connection, connection.SimpleQueue("proef") as queue:
        for number in range(MESSAGES):
            queue.put({"message": f"{name}-{number}", "ballast": "x" * 5000})


def consume(folder, name):
    seen = []
    with connect(folder) as connection, connection.SimpleQueue("proef") as queue:
        while True:
            try:
                message = queue.get(timeout=1)
            except queue.Empty:
                break
            seen.append(message.payload["message"])
            message.ack()
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump(seen, file)


def test_several_producers_and_consumers_lose_and_double_nothing(tmp_path):
    processes = multiprocessing.get_context("spawn")
    producers = [processes.Process(target=produce, args=(str(tmp_path), f"p{n}")) for n in range(2)]
    consumers = [processes.Process(target=consume, args=(str(tmp_path), f"c{n}")) for n in range(3)]

    for process in producers + consumers:
        process.start()
    for process in producers + consumers:
        process.join(timeout=60)

    assert [process.exitcode for process in producers + consumers] == [0] * 5
    seen = Counter(message for path in tmp_path.glob("c*.json") for message in json.loads(path.read_text()))
    assert seen == Counter(f"p{n}-{number}" for n in range(2) for number in range(MESSAGES))
    assert list((tmp_path / "in").iterdir()) == []


def test_messages_come_out_in_the_order_they_went_in(tmp_path):
    with connect(tmp_path) as connection, connection.SimpleQueue("proef") as queue:
        for number in range(20):
            queue.put(number)

        assert [queue.get(timeout=1).payload for _ in range(20)] == list(range(20))


def test_queues_share_a_folder_and_not_their_messages(tmp_path):
    with connect(tmp_path) as connection, connection.SimpleQueue("een") as one, connection.SimpleQueue("twee") as two:
        one.put("voor een")

        assert one.qsize() == 1
        assert two.qsize() == 0
        with pytest.raises(two.Empty):
            two.get(timeout=0.05)


def test_message_that_another_process_took_is_passed_over(tmp_path, monkeypatch):
    with connect(tmp_path) as connection:
        channel = connection.channel()
        channel._put("proef", "blijft")
        names = channel._names("proef")
        monkeypatch.setattr(channel, "_names", lambda queue: ["00000000000000000000_weg.proef.msg", *names])

        assert channel._get("proef") == "blijft"


def test_binding_is_kept_once_and_can_be_removed(tmp_path):
    with connect(tmp_path) as connection:
        channel = connection.channel()
        channel._queue_bind("bediening", "", "", "werker.een")
        channel._queue_bind("bediening", "", "", "werker.een")
        channel._queue_bind("bediening", "", "", "werker.twee")

        channel._delete("werker.een", "bediening", "", "")
        channel._delete("werker.een", "bediening", "", "")

        assert [row.queue for row in channel.get_table("bediening")] == ["werker.twee"]


def test_fanout_reaches_every_bound_queue(tmp_path):
    with connect(tmp_path) as connection:
        channel = connection.channel()
        for name in ("werker.een", "werker.twee"):
            channel._queue_bind("bediening", "", "", name)

        channel._put_fanout("bediening", {"vraag": "ping"}, "")

        assert [channel._size(name) for name in ("werker.een", "werker.twee")] == [1, 1]
        assert channel._get("werker.twee") == {"vraag": "ping"}


def test_reading_waits_no_longer_than_asked(tmp_path):
    with connect(tmp_path) as connection, connection.SimpleQueue("proef") as queue:
        start = time.monotonic()

        with pytest.raises(queue.Empty):
            queue.get(timeout=0.2)

        assert time.monotonic() - start < 2


def test_emptied_folder_is_filled_in_again(tmp_path):
    with connect(tmp_path) as connection, connection.SimpleQueue("proef") as queue:
        queue.put("eerst")
    for file in (tmp_path / "control").glob("*.exchange"):
        file.unlink()

    with connect(tmp_path) as connection, connection.SimpleQueue("proef") as queue:
        queue.put("daarna")

        assert [queue.get(timeout=1).payload for _ in range(2)] == ["eerst", "daarna"]


def test_full_disk_keeps_no_half_message(tmp_path, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "no room")

    with connect(tmp_path) as connection, connection.SimpleQueue("proef") as queue:
        with monkeypatch.context() as patched:
            patched.setattr("config.broker.os.replace", full)
            with pytest.raises((OSError, OperationalError)):
                queue.put("past niet")

        assert list((tmp_path / "in").iterdir()) == []
        queue.put("past wel")
        assert queue.get(timeout=1).payload == "past wel"
