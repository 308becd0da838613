"""Workers are replaced under load: whoever was let in is answered, and only who can serve takes another's place."""

import functools
import http.client
import socket
import tempfile
import threading
import time

import pytest
from server import Server, api_url
from test_faults import wait_until

pytestmark = pytest.mark.alone


class SocketConnection(http.client.HTTPConnection):
    """To a unix socket."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.host)


class Callers:
    """Each calls on connections of its own, one after the other, without pause."""

    def __init__(self, connect, path, count=32):
        self.connect, self.path, self.answered, self.lost, self.going = connect, path, 0, [], True
        self.threads = [threading.Thread(target=self.call) for _ in range(count)]

    def call(self):
        while self.going:
            connection = self.connect(timeout=10)
            try:
                connection.request("GET", self.path)
                answer = connection.getresponse()
                if answer.read() and answer.status == 200:
                    self.answered += 1
                else:
                    self.lost.append(answer.status)
            except (OSError, http.client.HTTPException) as error:
                self.lost.append(repr(error))
            finally:
                connection.close()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.going = False
        for thread in self.threads:
            thread.join()


def test_whoever_is_connected_is_answered(database):
    with Server(database) as server:
        connect = functools.partial(http.client.HTTPConnection, "127.0.0.1", server.port)
        with Callers(connect, "/health/live") as callers:
            for _ in range(3):
                server.roll()
                wait_until(lambda: server.figures()["school_support_roll_unfinished"] == 0)
    assert callers.answered > 1000 and not callers.lost, (callers.answered, callers.lost)


def test_who_cannot_serve_takes_nobodys_place(database, tmp_path):
    """By new settings there is no database: the former workers go on at their sockets, until the settings are right."""
    setting = tmp_path / "database-url"
    setting.write_text(api_url(database.url))
    with tempfile.TemporaryDirectory(prefix="sockets-", dir="/tmp") as folder:
        with Server(database, folder=folder, DATABASE_URL_FILE=str(setting)) as server:
            former = server.worker_pids()
            with Callers(functools.partial(SocketConnection, f"{folder}/worker-1.sock"), "/health/ready", count=2) as callers:
                setting.write_text("postgresql://nobody@127.0.0.1:1/none")
                server.reload()
                # For longer than the first workers of a server wait until they tell that they have no database.
                time.sleep(4)
                assert set(former) < set(server.worker_pids())
                assert server.figures()["school_support_roll_unfinished"] == 1
                setting.write_text(api_url(database.url))
                server.roll()
                wait_until(lambda: server.figures()["school_support_roll_unfinished"] == 0)
    assert callers.answered > 100 and not callers.lost, (callers.answered, callers.lost[:5])
