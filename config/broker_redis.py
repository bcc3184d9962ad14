"""The line to Redis. kombu finds it by the name in config/celery.py."""

from kombu.transport import redis


class Channel(redis.Channel):
    """When its line is gone it says so, as every other failure of the network does.

    In kombu 5.7 a channel that outlives its line trips over an attribute of None. A worker goes on after every error
    of the network, but ends at that one: a broker that comes and goes twice leaves nobody to send mails.
    """

    def _connparams(self, asynchronous=False):
        if self.connection.client is None:
            raise ConnectionError("the line to the broker is closed")
        return super()._connparams(asynchronous)


class Transport(redis.Transport):
    Channel = Channel
