"""Open pages are told what others change: what they may see, no names, and nothing twice."""

import json
import pathlib
import socket
import threading
import time

import pytest
from server import Database, Server

CASE = "/api/interventions/cases/{}/"


@pytest.fixture(scope="module")
def live():
    database = Database()
    with Server(database) as server:
        yield server, database
    database.drop()


class Stream:
    """Gathers the events of a stream until it is closed."""

    def __init__(self, server, token, last=None):
        self.events, self.text = [], b""
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        resume = f"Last-Event-ID: {last}\r\n" if last else ""
        self.socket.sendall(f"GET /api/events/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{resume}\r\n".encode())
        while b"welcome" not in self.text:
            self.text += self.socket.recv(65536)
        self.ended = threading.Event()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            while data := self.socket.recv(65536):
                self.text += data
                if self.text.endswith(b"\r\n0\r\n\r\n"):
                    break
        except OSError:
            pass
        self.ended.set()

    def changes(self):
        """Kind and data of each event so far."""
        fields = [line.split(b": ", 1) for line in self.text.split(b"\n") if line.startswith((b"event: ", b"data: "))]
        return [(kind.decode(), json.loads(data)) for (_, kind), (_, data) in zip(fields[::2], fields[1::2])]

    def last_id(self):
        return [line for line in self.text.split(b"\n") if line.startswith(b"id: ")][-1][4:].decode()

    def wait_for(self, change, seconds=60):
        end = time.monotonic() + seconds
        while change not in self.changes():
            assert time.monotonic() < end, (change, self.changes())
            time.sleep(0.02)

    def close(self):
        self.socket.close()


def change_case(server, token, case):
    version = server.request("GET", CASE.format(case), token=token).json["version"]
    answer = server.request("PATCH", CASE.format(case), {"version": version, "goal": f"Something private {version}"}, token)
    assert answer.status == 200
    return ("case", {"id": case, "version": answer.json["version"]})


def case_of(database, email):
    return int(database.value(f"""select case_id from app.intervention_case record
        join app.user_account account on account.school_id = record.school_id and user_id = assigned_to
        where email = '{email}' and status = 'in_progress' limit 1"""))


def test_who_may_see_it_is_told_and_nobody_else(live):
    server, database = live
    admin = server.login("admin@demo.school")
    case = case_of(database, "form.master1@demo.school")
    mine, other, foreign = (
        Stream(server, server.login(email))
        for email in ("form.master1@demo.school", "teacher60@demo.school", "admin@other.school"))
    change = change_case(server, admin, case)
    mine.wait_for(change)
    marker = change_case(server, admin, case)
    mine.wait_for(marker)
    assert mine.changes().count(change) == 1, "nothing is told twice"
    assert other.changes() == [] and foreign.changes() == []
    assert b"private" not in mine.text and b"goal" not in mine.text
    for stream in (mine, other, foreign):
        stream.close()


def test_a_broken_stream_goes_on_where_it_ended(live):
    server, database = live
    admin = server.login("admin@demo.school")
    case = case_of(database, "form.master2@demo.school")
    stream = Stream(server, admin)
    first = change_case(server, admin, case)
    stream.wait_for(first)
    last = stream.last_id()
    stream.close()
    missed = change_case(server, admin, case)
    resumed = Stream(server, admin, last)
    resumed.wait_for(missed)
    resumed.close()


def test_a_stream_ends_with_its_session(live):
    server, database = live
    admin, token = server.login("admin@demo.school"), server.login("form.master3@demo.school")
    stream = Stream(server, token)
    assert server.request("POST", "/api/auth/logout/", token=token).status == 200
    change_case(server, admin, case_of(database, "form.master4@demo.school"))
    assert stream.ended.wait(30)


def test_streams_do_not_keep_a_server_from_ending():
    database = Database()
    with Server(database) as server:
        stream = Stream(server, server.login("admin@demo.school"))
        server.process.terminate()
        assert server.process.wait(20) == 0 and stream.ended.wait(1)
    database.drop()


def test_a_thousand_streams_take_little(live):
    server, database = live
    admin = server.login("admin@demo.school")
    before = int(database.value("select count(*) from pg_stat_activity where usename = 'school_support_api'"))
    streams = [Stream(server, admin) for _ in range(1000)]
    change = change_case(server, admin, case_of(database, "form.master5@demo.school"))
    for stream in streams:
        stream.wait_for(change)
    memory = max(int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 >> 20 for pid in server.worker_pids())
    assert memory < 100, memory
    assert int(database.value("select count(*) from pg_stat_activity where usename = 'school_support_api'")) <= before + 2
    for stream in streams:
        stream.close()
