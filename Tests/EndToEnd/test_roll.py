"""Workers that share a TCP port are replaced under load: whoever was let in is answered."""

import http.client
import threading

from server import Server


class Callers:
    """Each calls on connections of its own, one after the other, without pause."""

    def __init__(self, port, count=32):
        self.port, self.answered, self.lost, self.going = port, 0, [], True
        self.threads = [threading.Thread(target=self.call) for _ in range(count)]

    def call(self):
        while self.going:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                connection.request("GET", "/health/live")
                assert connection.getresponse().read()
                self.answered += 1
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
    with Server(database) as server, Callers(server.port) as callers:
        for _ in range(3):
            server.roll()
    assert callers.answered > 1000 and not callers.lost, (callers.answered, callers.lost)
