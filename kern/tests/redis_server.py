"""A Redis that a test may kill, freeze and empty."""

import signal
import time

import pytest
import redis

from scripts.processen import free_port, spawn, stop


class RedisServer:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        command = f"redis-server --bind 127.0.0.1 --port {self.port} --dir {self.folder} --appendonly no --save".split()
        with (self.folder / "redis.log").open("a") as log:
            self.process = spawn([*command, ""], stdout=log, stderr=log)
        for _ in range(200):
            try:
                return self.client().ping()
            except redis.ConnectionError:
                time.sleep(0.02)
        raise AssertionError((self.folder / "redis.log").read_text())

    def client(self):
        return redis.Redis.from_url(self.url, socket_timeout=2)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def freeze(self):
        """It keeps its connections and accepts new ones, and says nothing any more."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        if self.process:
            self.thaw()
            stop([self.process])


@pytest.fixture
def redis_server(tmp_path):
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()
