"""The worker's line to Redis, broken in the one way that a worker does not live through by itself."""

import pytest
from celery import Celery
from kombu import Consumer as Reader
from kombu import transport

from scripts.diensten import redis

# celery tells at each loss what will be another default in a next version.
pytestmark = [pytest.mark.storing, pytest.mark.filterwarnings("ignore::celery.exceptions.CPendingDeprecationWarning")]


@pytest.fixture
def broker():
    with redis() as server:
        yield server


def break_line(broker):
    """A worker that was asking for its next task when the broker went, and the task that it could not hand in."""
    app = Celery("lijn", broker=broker.url, set_as_current=False)
    consumer = app.WorkController(pool="solo").consumer
    consumer.connection = app.connection_for_read()
    channel = consumer.connection.default_channel
    app.send_task("iets")
    taken = []
    reader = Reader(channel, [app.amqp.queues["celery"]], callbacks=[lambda *task: taken.append(task)], accept=["json"])
    reader.consume()
    app.control.mailbox.Node(channel=channel).listen(callback=print)
    consumer.connection.drain_events(timeout=5)
    channel._brpop_start()
    [(_, message)] = taken
    broker.stop()
    with pytest.raises(consumer.connection.connection_errors):
        message.ack()
    return consumer, message


def test_it_connects_again(broker):
    consumer, _ = break_line(broker)

    consumer.on_connection_error_after_connected(ConnectionError())

    assert consumer.connection is None
    broker.start()
    with consumer.connect() as line:
        assert line.connected


def test_a_task_that_ends_after_that_is_no_disaster(broker):
    consumer, message = break_line(broker)
    errors = consumer.connection.connection_errors
    consumer.on_connection_error_after_connected(ConnectionError())
    broker.start()

    with pytest.raises(errors):  # which the worker writes down, and goes on
        message.ack()


def test_by_itself_it_would_not(broker, monkeypatch):
    """When this fails, kombu mended it and config/broker_redis.py can go."""
    monkeypatch.setitem(
        transport._transport_cache, "redis", transport.resolve_transport("kombu.transport.redis:Transport")
    )
    consumer, _ = break_line(broker)

    with pytest.raises(AttributeError, match="hostname"):
        consumer.on_connection_error_after_connected(ConnectionError())
