"""A standby answers reads: never what its reader knows better, never for somebody who is not let in any more."""

import contextlib
import json
import threading
import time
import urllib.request
from http.cookiejar import CookieJar

import pytest
from cluster import Cluster, DemoCluster, Standby
from server import Server, api_url, psql
from test_events import Stream
from test_faults import wait_until

CASE = "/api/interventions/cases/{}/"
ME = "/api/auth/me/"
POSITION = "X-Database-Position"
READS = 'school_support_replica_reads_total{{outcome="{}"}}'
OUTCOMES = "answered", "unused", "behind", "differs", "failed"


class Pair:
    """A primary, its standby, and a server that uses both."""

    def __init__(self, primary, standby, server):
        self.primary, self.standby, self.server = primary, standby, server

    def reads(self):
        """How many had which outcome. Workers tell their figures once a second."""
        figures = self.server.figures()
        return {outcome: figures.get(READS.format(outcome), 0) for outcome in OUTCOMES}

    def is_used(self):
        return self.server.figures().get("school_support_replica_used") == self.server.workers

    def caught_up(self):
        return has_replayed(self.standby, self.primary.value("select pg_current_wal_flush_lsn()"))

    @contextlib.contextmanager
    def standing_still(self):
        """The standby goes on to listen, and shows nothing new."""
        wait_until(self.caught_up)
        psql(self.standby.url, "select pg_wal_replay_pause()")
        wait_until(lambda: psql(self.standby.url, "select pg_get_wal_replay_pause_state()") == [["paused"]])
        try:
            yield
        finally:
            psql(self.standby.url, "select pg_wal_replay_resume()")
            wait_until(self.caught_up)
            wait_until(self.is_used)

    @contextlib.contextmanager
    def delayed(self, delay):
        """The standby shows each change so long after it was made."""
        wait_until(self.caught_up)
        psql(self.standby.url, f"alter system set recovery_min_apply_delay = '{delay}'")
        psql(self.standby.url, "select pg_reload_conf()")
        try:
            yield
        finally:
            psql(self.standby.url, "alter system reset recovery_min_apply_delay")
            psql(self.standby.url, "select pg_reload_conf()")
            wait_until(self.caught_up)
            wait_until(self.is_used)

    def cases(self, count):
        rows = self.primary.psql(f"""select case_id from app.intervention_case
            where status = 'in_progress' and school_id = 1 order by case_id limit {count}""")
        return [int(row[0]) for row in rows]


def has_replayed(standby, position):
    return psql(standby.url, f"select pg_last_wal_replay_lsn() >= '{position}'") == [["t"]]


class Client:
    """Remembers the newest position that it was told, as clients are asked to."""

    def __init__(self, server, email="admin@demo.school"):
        self.server, self.position = server, None
        self.token = self.request("POST", "/api/auth/login/", {"email": email, "password": "demo-password"}).json["token"]

    def request(self, method, path, body=None):
        headers = {POSITION: self.position} if self.position else {}
        answer = self.server.request(method, path, body, getattr(self, "token", None), headers)
        told = answer.headers.get(POSITION)
        if told and (self.position is None or number(told) > number(self.position)):
            self.position = told
        return answer

    def version(self, case):
        answer = self.request("GET", CASE.format(case))
        assert answer.status == 200, answer.text
        return answer.json["version"]

    def change(self, case, goal):
        """Makes one change and returns the version that it made."""
        answer = self.request("PATCH", CASE.format(case), {"version": self.version(case), "goal": goal})
        assert answer.status == 200, answer.text
        return answer.json["version"]


def number(position):
    high, low = position.split("/")
    return int(high, 16) << 32 | int(low, 16)


@contextlib.contextmanager
def served(primary, **environment):
    with Standby(primary) as standby:
        with Server(primary, DATABASE_REPLICA_URL=api_url(standby.url), **environment) as server:
            pair = Pair(primary, standby, server)
            wait_until(pair.is_used)
            yield pair


@pytest.fixture(scope="module")
def primary():
    with DemoCluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def pair(primary):
    with served(primary, REPLICA_MAX_LAG="60") as pair:
        yield pair


def test_reads_go_to_the_standby(pair):
    reader, case = Client(pair.server), pair.cases(1)[0]
    wait_until(pair.caught_up)
    # Those of tests before this one have been told by then.
    time.sleep(3)
    before = pair.reads()
    for path in [CASE.format(case), "/api/dashboard/", "/api/students/", "/api/alerts/", ME] * 4:
        assert reader.request("GET", path).status == 200
    # Each is one read, and who is calling is one more question to the primary.
    wait_until(lambda: sum(pair.reads().values()) - sum(before.values()) == 20)
    after = pair.reads()
    assert (after["differs"], after["failed"]) == (before["differs"], before["failed"])
    # On a busy machine the standby may not be heard of for a moment.
    assert after["answered"] - before["answered"] > 16


def test_with_half_a_minute_of_delay_everybody_reads_what_they_have_written(pair):
    writers = [Client(pair.server) for _ in range(12)]
    onlooker = Client(pair.server)
    cases, stale, written = pair.cases(12), [], []
    wait_until(pair.caught_up)
    first = {case: onlooker.version(case) for case in cases}
    with pair.delayed("30s"):
        end = time.monotonic() + 8

        def work(writer, case):
            while time.monotonic() < end or len(written) < 100:
                version = writer.change(case, f"Goal at {time.monotonic()}")
                written.append(version)
                if writer.version(case) < version:
                    stale.append((case, version))

        threads = [threading.Thread(target=work, args=pair) for pair in zip(writers, cases)]
        for thread in threads:
            thread.start()
        time.sleep(5)
        # Who has written nothing reads from the standby, as it was up to half a minute ago.
        seen = {case: onlooker.version(case) for case in cases}
        for thread in threads:
            thread.join()
        assert len(written) >= 100 and stale == []
        assert seen == first
        # What keeps the writers from the same is the position: without it they read what the standby has.
        forgetful = writers[0]
        forgetful.position = None
        assert forgetful.version(cases[0]) == first[cases[0]]


def test_a_browser_carries_the_position_in_a_cookie(pair):
    case = pair.cases(1)[0]
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(method, path, body=None, csrf=""):
        request = urllib.request.Request(pair.server.base + path, body and body.encode(), method=method, headers={
            "Content-Type": "application/json", "X-CSRF-Token": csrf})
        with browser.open(request) as answer:
            return answer.headers, json.load(answer)

    _, signed_in = ask("POST", "/api/auth/login/", '{"email": "admin@demo.school", "password": "demo-password"}')
    with pair.standing_still():
        _, before = ask("GET", CASE.format(case))
        headers, changed = ask("PATCH", CASE.format(case), f'{{"version": {before["version"]}, "goal": "By a browser"}}',
                               signed_in["csrf_token"])
        cookie = next(value for value in headers.get_all("Set-Cookie") if value.startswith("school_support_position="))
        assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=70"))
        assert ask("GET", CASE.format(case))[1]["version"] == changed["version"]


def test_who_was_told_of_a_conflict_reads_the_version_that_they_were_told(pair):
    case, other, late = pair.cases(1)[0], Client(pair.server), Client(pair.server)
    with pair.standing_still():
        version = other.change(case, "First")
        answer = late.request("PATCH", CASE.format(case), {"version": version - 1, "goal": "Second"})
        assert answer.status == 409
        assert late.version(case) == answer.json["current_version"] == version


@pytest.mark.parametrize("position", [
    "FFFFFFFF/FFFFFFFF", "0/0", "0", "/", "1/", "//", "-1/-1", "+1/+1", "0x1/0x1", "123456789/0", "1 /2", "ä/ö", "'", "1/2, 3/4",
    "0/" + "0" * 4000, "%00/%00"])
def test_no_position_does_harm(pair, position):
    token, case = pair.server.login("admin@demo.school"), pair.cases(1)[0]
    wait_until(pair.caught_up)
    for headers in ({POSITION: position.encode().decode("latin-1")},
                    {"Cookie": f"school_support_position={position.encode().decode('latin-1')}"}):
        answer = pair.server.request("GET", CASE.format(case), token=token, headers=headers)
        assert answer.status == 200, answer.text


@pytest.mark.parametrize("position", ["FFFFFFFF/FFFFFFFF", "FFFF/0", "who knows"])
def test_what_the_standby_cannot_have_is_read_from_the_primary(pair, position):
    writer, case = Client(pair.server), pair.cases(1)[0]
    with pair.standing_still():
        version = writer.change(case, "Read it from the primary")
        answer = pair.server.request("GET", CASE.format(case), token=writer.token, headers={POSITION: position})
        assert answer.json["version"] == version
        answer = pair.server.request("GET", CASE.format(case), token=writer.token, headers={POSITION: "0/1"})
        assert answer.json["version"] < version, "the standby answered"


def test_a_session_that_was_ended_is_not_let_in(pair):
    user = Client(pair.server)
    with pair.standing_still():
        assert user.request("GET", ME).status == 200
        assert user.request("POST", "/api/auth/logout/").status == 200
        # Not even by a client that names no position; the standby still has the session.
        assert pair.server.request("GET", ME, token=user.token).status == 401
        assert pair.server.request("GET", "/api/students/", token=user.token).status == 401


def test_a_disabled_user_is_not_let_in_and_a_changed_role_counts(pair):
    teacher, admin = Client(pair.server, "teacher60@demo.school"), Client(pair.server)
    path = f"/api/users/{teacher.request('GET', ME).json['user_id']}/"

    def change(**fields):
        version = admin.request("GET", path).json["version"]
        assert admin.request("PATCH", path, {"version": version} | fields).status == 200

    def ask(path):
        return pair.server.request("GET", path, token=teacher.token).status

    with pair.standing_still():
        assert (ask(ME), ask("/api/users/")) == (200, 403)
        change(role="admin")
        assert ask("/api/users/") == 200, "the standby still has a teacher"
        change(role="teacher")
        assert ask("/api/users/") == 403
        change(active=False)
        assert ask(ME) == 401
    change(active=True)


def test_who_leads_a_classroom_no_more_does_not_see_it_on_the_standby(pair):
    former = Client(pair.server, "form.master30@demo.school")
    room, leader, other = pair.primary.psql("""
        select classroom_id, former.user_id, later.user_id
        from app.user_account former join app.user_account later using (school_id)
        join app.classroom on form_master_id = former.user_id
        where former.email = 'form.master30@demo.school' and later.email = 'form.master1@demo.school'""")[0]

    def lead(user):
        pair.primary.psql(f"update app.classroom set form_master_id = {user} where classroom_id = {room}")

    def rooms():
        answer = pair.server.request("GET", "/api/classrooms/", token=former.token)
        return [str(row["classroom_id"]) for row in answer.json["results"]]

    assert room in rooms()
    with pair.standing_still():
        lead(other)
        try:
            assert room not in rooms()
        finally:
            lead(leader)
    wait_until(lambda: pair.reads()["differs"] > 0)


def test_pages_are_told_of_a_change_once_they_can_read_it(pair):
    admin, writer, case = pair.server.login("admin@demo.school"), Client(pair.server), pair.cases(1)[0]
    stream = Stream(pair.server, admin)
    with pair.standing_still():
        told = ("case", {"id": case, "version": writer.change(case, "Told later")})
        time.sleep(2)
        assert told not in stream.changes()
    stream.wait_for(told)
    assert pair.server.request("GET", CASE.format(case), token=admin).json["version"] >= told[1]["version"]
    stream.close()


def test_what_the_standby_shows_first_can_be_built_on(pair):
    """A primary that waits for a synchronous standby shows a change only after the standby may have shown it."""
    case, writer, reader = pair.cases(1)[0], Client(pair.server), Client(pair.server)
    wait_until(pair.caught_up)
    version = reader.version(case)

    def wait_for(standbys):
        psql(pair.primary.url, f"alter system set synchronous_standby_names = '{standbys}'")
        psql(pair.primary.url, "select pg_reload_conf()")

    wait_for("one_that_never_comes")
    waiting = threading.Thread(target=writer.request, args=(
        "PATCH", CASE.format(case), {"version": version, "goal": "Shown by the standby first"}))
    released = threading.Thread(target=wait_for, args=("",))
    try:
        waiting.start()
        wait_until(lambda: reader.version(case) == version + 1)
        released.start()
        answer = reader.request("PATCH", CASE.format(case), {"version": version + 1, "goal": "And built on"})
        assert (answer.status, answer.json.get("version")) == (200, version + 2), answer.text
    finally:
        wait_for("")
        for thread in (waiting, released):
            if thread.ident:
                thread.join()


def test_a_standby_that_is_gone_is_not_missed(pair):
    reader = Client(pair.server)
    statuses, end = [], threading.Event()

    def read():
        while not end.is_set():
            statuses.append(reader.request("GET", "/api/students/?limit=5").status)

    thread = threading.Thread(target=read)
    thread.start()
    time.sleep(1)
    pair.standby.kill()
    wait_until(lambda: pair.server.figures().get("school_support_replica_used") == 0)
    health = pair.server.request("GET", "/health/ready")
    assert health.status == 200 and health.json["warnings"] == ["The replica is not used: it does not answer"]
    asked = len(statuses)
    time.sleep(1)
    pair.standby.start()
    wait_until(pair.is_used)
    end.set()
    thread.join()
    assert set(statuses) == {200} and len(statuses) > asked > 0
    assert pair.server.request("GET", "/health/ready").json["warnings"] == []


def test_one_that_is_too_far_behind_is_not_used(primary):
    with served(primary, REPLICA_MAX_LAG="1") as pair:
        writer, case = Client(pair.server), pair.cases(1)[0]
        onlooker = pair.server.login("admin@demo.school")
        with pair.standing_still():
            version = writer.change(case, "Nobody may miss this for long")
            wait_until(lambda: pair.server.figures().get("school_support_replica_used") == 0)
            assert pair.server.request("GET", CASE.format(case), token=onlooker).json["version"] == version
            warnings = pair.server.request("GET", "/health/ready").json["warnings"]
            assert warnings == ["The replica is not used: it is more than 1 s behind"]


def test_one_that_was_promoted_is_not_used(primary):
    with served(primary) as pair:
        writer, case = Client(pair.server), pair.cases(1)[0]
        onlooker = pair.server.login("admin@demo.school")
        pair.standby.promote()
        wait_until(lambda: pair.server.figures().get("school_support_replica_used") == 0)
        version = writer.change(case, "Only the primary has this")
        assert pair.server.request("GET", CASE.format(case), token=onlooker).json["version"] == version
        warnings = pair.server.request("GET", "/health/ready").json["warnings"]
        assert warnings == ["The replica is not used: it is no standby: it was promoted, or never was one"]


def test_the_next_standby_takes_the_place_of_one_that_was_promoted(primary):
    with Standby(primary) as first, Standby(primary) as second:
        both = f"postgresql:///school_support?host={first.folder},{second.folder}&target_session_attrs=standby"
        with Server(primary, DATABASE_REPLICA_URL=api_url(both)) as server:
            pair = Pair(primary, first, server)
            wait_until(pair.is_used)
            first.promote()
            wait_until(lambda: psql(second.url, """select count(*) > 0 from pg_stat_activity
                where usename = 'school_support_api'""") == [["t"]])
            wait_until(pair.is_used)
            writer, before = Client(server), pair.reads()["answered"]
            assert writer.change(pair.cases(1)[0], "After the promotion") > 1
            wait_until(lambda: has_replayed(second, writer.position))
            for _ in range(8):
                assert writer.request("GET", "/api/students/").status == 200
            wait_until(lambda: pair.reads()["answered"] - before >= 5)


def test_another_database_is_no_replica(primary):
    with Cluster() as stranger:
        psql(stranger.url, "create role school_support_api login")
        with Standby(stranger) as standby, Server(primary, DATABASE_REPLICA_URL=api_url(standby.url)) as server:
            wait_until(lambda: server.request("GET", "/health/ready").json["warnings"]
                       == ["The replica is not used: it is a standby of another database"])
            assert server.request("GET", ME, token=server.login("admin@demo.school")).status == 200


def test_without_a_replica_no_position_is_told(primary):
    with Server(primary, workers=1) as server:
        answer = server.request("POST", "/api/auth/login/", {"email": "admin@demo.school", "password": "demo-password"})
        assert answer.status == 200 and POSITION not in answer.headers and "position" not in str(answer.headers)
