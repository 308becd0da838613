"""Open pages are told what others change: what they may see, no names, and nothing twice."""

import json
import pathlib
import socket
import subprocess
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
        self.socket.settimeout(None)
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


class Held:
    """A change of a case in a transaction of psql that has not ended."""

    def __init__(self, database, case):
        self.psql = subprocess.Popen(["psql", "-X", "-q", "-At", "-d", database.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.psql.stdin.write(f"begin; update app.intervention_case set goal = 'Held back' where case_id = {case} returning version;\n")
        self.change = ("case", {"id": case, "version": int(self.psql.stdout.readline())})

    def commit(self):
        self.psql.stdin.write("commit;\n")
        self.psql.stdin.close()
        assert self.psql.wait(20) == 0


def draw_numbers(database, count):
    database.psql(f"select count(nextval('audit.event_id')) from generate_series(1, {count})")


def test_who_commits_late_while_nobody_else_writes_is_told_soon(live):
    server, database = live
    stream = Stream(server, server.login("admin@demo.school"))
    held = Held(database, case_of(database, "form.master3@demo.school"))
    # For several looks after the one that sees its number.
    time.sleep(2)
    held.commit()
    # Less than what a stream waits when nothing happens.
    stream.wait_for(held.change, seconds=10)
    stream.close()


def test_who_commits_late_is_told_however_many_others_came_between(live):
    server, database = live
    admin, case = server.login("admin@demo.school"), case_of(database, "form.master1@demo.school")
    marked = case_of(database, "form.master2@demo.school")
    stream = Stream(server, admin)
    stream.wait_for(change_case(server, admin, marked))
    held = Held(database, case)
    for _ in range(3):
        draw_numbers(database, 5000)
        stream.wait_for(change_case(server, admin, marked))
    assert held.change not in stream.changes()
    last = stream.last_id()
    stream.close()
    gone, resumed = Stream(server, admin), Stream(server, admin, last)
    held.commit()
    for stream in (gone, resumed):
        stream.wait_for(held.change)
        stream.wait_for(change_case(server, admin, marked))
        assert stream.changes().count(held.change) == 1
        stream.close()


def test_a_late_commit_is_told_to_who_comes_back(live):
    server, database = live
    admin, case = server.login("admin@demo.school"), case_of(database, "form.master1@demo.school")
    stream = Stream(server, admin)
    held = Held(database, case)
    after = change_case(server, admin, case_of(database, "form.master2@demo.school"))
    stream.wait_for(after)
    draw_numbers(database, 3)
    time.sleep(1)
    last = stream.last_id()
    stream.close()
    held.commit()
    resumed = Stream(server, admin, last)
    resumed.wait_for(held.change)
    assert after not in resumed.changes(), "that was told before"
    resumed.close()


def test_many_changes_at_once_are_all_told(live):
    server, database = live
    admin = server.login("admin@demo.school")
    stream = Stream(server, admin)
    told = {("case", (int(case), int(version))) for case, version in database.psql(
        "update app.intervention_case set goal = 'One of many' where school_id = 1 returning case_id, version")}
    assert len(told) > 500
    end = time.monotonic() + 60
    while told - {(kind, tuple(data.values())) for kind, data in stream.changes()}:
        assert time.monotonic() < end, len(stream.changes())
        time.sleep(0.1)
    assert len(stream.changes()) == len(told)
    stream.close()


def test_a_note_is_told_to_those_who_may_read_it(live):
    server, database = live
    case = case_of(database, "form.master1@demo.school")
    master, admin = server.login("form.master1@demo.school"), server.login("admin@demo.school")
    mine, theirs = Stream(server, master), Stream(server, admin)
    said = ("note", {"id": case, "version": 0})
    assert server.request("POST", CASE.format(case) + "notes/", {"body": "Only for me", "restricted": True}, master).status == 201
    mine.wait_for(said)
    marker = change_case(server, admin, case)
    theirs.wait_for(marker)
    assert said not in theirs.changes(), "a restricted note is not told of"
    assert server.request("POST", CASE.format(case) + "notes/", {"body": "For all of us"}, master).status == 201
    theirs.wait_for(said)
    assert b"For all" not in theirs.text
    for stream in (mine, theirs):
        stream.close()


@pytest.mark.parametrize("last", ["999999999999/3:3:", "0/999999999999:999999999999:", "0/5:9:x", "nonsense"])
def test_a_position_of_another_database_loses_nothing_from_now_on(live, last):
    server, database = live
    admin = server.login("admin@demo.school")
    stream = Stream(server, admin, last)
    stream.wait_for(change_case(server, admin, case_of(database, "form.master2@demo.school")))
    stream.close()


def attend(server, token, case, method="PUT"):
    answer = server.request(method, CASE.format(case) + "presence/", token=token)
    assert answer.status == 200, answer.text
    return [person["name"] for person in answer.json["results"]]


def test_who_is_in_a_case_is_seen_by_those_who_see_the_case(live):
    server, database = live
    case = case_of(database, "form.master5@demo.school")
    admin, master, stranger = (server.login(email) for email in ("admin@demo.school", "form.master5@demo.school", "form.master6@demo.school"))
    name = server.request("GET", "/api/auth/me/", token=admin).json["name"]
    told, untold, himself = Stream(server, master), Stream(server, stranger), Stream(server, admin)
    assert attend(server, admin, case) == []
    told.wait_for(("presence", {"id": case, "version": 0}))
    assert attend(server, master, case) == [name]
    assert attend(server, admin, case) == [server.request("GET", "/api/auth/me/", token=master).json["name"]]
    assert attend(server, admin, case, "DELETE") != []
    assert attend(server, master, case) == []
    marker = change_case(server, admin, case)
    for stream in (told, himself):
        stream.wait_for(marker)
    assert told.changes().count(("presence", {"id": case, "version": 0})) == 2, "once for coming, once for leaving"
    assert himself.changes().count(("presence", {"id": case, "version": 0})) == 1, "of the other one"
    assert untold.changes() == []
    assert server.request("PUT", CASE.format(case) + "presence/", token=stranger).status == 403
    for stream in (told, untold, himself):
        stream.close()


def test_who_is_not_heard_of_for_twenty_seconds_has_left(live):
    server, database = live
    case = case_of(database, "form.master5@demo.school")
    admin, master = server.login("admin@demo.school"), server.login("form.master5@demo.school")
    attend(server, admin, case)
    numbers = "select event_id, seen_at - since from app.case_presence presence join app.user_account using (user_id) where email = 'admin@demo.school'"
    number = database.psql(numbers)[0][0]
    assert len(attend(server, master, case)) == 1
    attend(server, admin, case)
    assert database.psql(numbers)[0][0] == number, "being seen again is no event"
    database.psql("""alter table app.case_presence disable trigger note_presence;
        update app.case_presence set seen_at = now() - interval '21 seconds', since = now() - interval '1 hour' from app.user_account account
        where account.user_id = case_presence.user_id and email = 'admin@demo.school';
        alter table app.case_presence enable always trigger note_presence""")
    assert attend(server, master, case) == []
    attend(server, admin, case)
    assert database.psql(numbers)[0] != [number, "00:00:00"] and database.psql(numbers)[0][1] == "00:00:00", "they came again"
    assert len(attend(server, master, case)) == 1


def test_a_register_says_where_it_is(live):
    server, database = live
    token = server.login("admin@demo.school")
    missing = server.request("GET", "/api/registers/missing/?limit=1", token=token).json["results"][0]
    place = f"{missing['class_id']}/{missing['date']}/{missing['period']}"
    students = server.request("GET", f"/api/registers/{place}/", token=token).json["students"]
    stream = Stream(server, token)
    marks = [{"student_id": student["student_id"], "mark": "present"} for student in students]
    assert server.request("PUT", f"/api/registers/{place}/", {"version": 0, "marks": marks}, token).status == 200
    number = int(database.value(f"select register_id from app.register where teaching_assignment_id = {missing['class_id']} and day = '{missing['date']}' and period = {missing['period']}"))
    stream.wait_for(("register", {"id": number, "version": 1, "place": place}))
    stream.close()


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
    before = int(database.value("select count(*) from pg_stat_activity where usename = 'school_support_api' and datname = current_database()"))
    streams = [Stream(server, admin) for _ in range(1000)]
    change = change_case(server, admin, case_of(database, "form.master5@demo.school"))
    for stream in streams:
        stream.wait_for(change)
    memory = max(int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 >> 20 for pid in server.worker_pids())
    assert memory < 100, memory
    assert int(database.value("select count(*) from pg_stat_activity where usename = 'school_support_api' and datname = current_database()")) <= before + 2
    for stream in streams:
        stream.close()
