"""Faults of what is around a server: the database dies, is full, lets nobody in, moves; clients are slow or hostile."""

import asyncio
import contextlib
import math
import pathlib
import re
import resource
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time

import pytest
from cluster import DemoCluster, Standby
from crowd import Crowd
from load import Load
from nginx import Nginx
from server import Database, Server, api_url, kill, psql

BUSY = {(503, "unavailable"), (503, "outcome-unknown")}


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come back"
        time.sleep(0.1)


@pytest.mark.fault("postmaster")
def test_the_postmaster_is_killed_under_load(soak):
    with DemoCluster() as cluster:
        with Server(cluster) as server:
            load = Load(server.base, cluster, server.login("admin@demo.school"), seconds=math.inf)
            kills, back = soak.either(1, 20), []

            async def kill():
                for _ in range(kills):
                    await asyncio.sleep(3)
                    await asyncio.to_thread(cluster.kill)
                    # For longer than a request waits.
                    await asyncio.sleep(3)
                    await asyncio.to_thread(cluster.start)
                    started = time.monotonic()
                    await asyncio.to_thread(server.wait_until_ready)
                    back.append(time.monotonic() - started)
                load.end = time.monotonic() + 3

            changes = load.run(kill).check(answers_were_lost=True)
            soak.note(kills=kills, answers=load.answers, changes=changes, lost=0, refused=load.refused, slowest_s=load.slowest,
                      served_again_after_its_start_s=max(back))
            assert set(load.statuses) <= {200, 409} | BUSY and load.broken == 0, load.statuses
            assert load.statuses[(503, "unavailable")] > 0 and load.slowest < 6


@pytest.mark.alone
@pytest.mark.fault("stall")
def test_a_moment_without_the_database_costs_a_moment(soak):
    with DemoCluster() as cluster:
        with Server(cluster) as server:
            load = Load(server.base, cluster, server.login("admin@demo.school"), clients=100, cases=100, seconds=math.inf, pause=0.5)
            stalls = soak.either(3, 30)

            async def stall():
                for _ in range(stalls):
                    await asyncio.sleep(3)
                    with cluster.stopped():
                        await asyncio.sleep(0.7)
                load.end = time.monotonic() + 2

            changes = load.run(stall).check()
            soak.note(stalls=stalls, answers=load.answers, changes=changes, refused=load.refused, slowest_s=load.slowest)
            assert set(load.statuses) <= {200, 409} and load.broken == 0 and load.slowest > 0.6, (load.statuses, load.reasons, load.broken)


@pytest.mark.fault("standby")
def test_the_standby_takes_over_and_nothing_answered_is_lost(soak):
    for turn in range(soak.either(1, 5)):
        fail_over_once(soak, turn)


def fail_over_once(soak, turn):
    with DemoCluster() as primary:
        with Standby(primary) as standby:
            psql(primary.url, "alter system set synchronous_standby_names = 'standby'")
            psql(primary.url, "select pg_reload_conf()")
            # Commits wait once the checkpointer has come to it, which it does before it answers.
            primary.psql("checkpoint")
            wait_until(lambda: primary.psql("select sync_state from pg_stat_replication") == [["sync"]])
            both = f"postgresql:///school_support?host={primary.folder},{standby.folder}&user=school_support_api&target_session_attrs=read-write"
            jobs = both.replace("school_support_api", "postgres")
            with Server(primary, DATABASE_URL=both, DATABASE_JOBS_URL=jobs) as server:
                load = Load(server.base, primary, server.login("admin@demo.school"), seconds=15)

                async def fail_over():
                    await asyncio.sleep(3)
                    await asyncio.to_thread(primary.lose_power)
                    psql(standby.url, "alter system set synchronous_standby_names = ''")
                    await asyncio.to_thread(standby.promote)
                    primary.url = standby.url

                load.run(fail_over)
                # What was answered stands; what was not may have reached the standby, once.
                changes = load.check(answers_were_lost=True)
                soak.note(**{f"fail-over_{turn + 1}": f"{load.longest_quiet:.1f} s without service of {changes} changes"})
                assert set(load.statuses) <= {200, 409} | BUSY and load.broken == 0, load.statuses
                assert load.longest_quiet < 10


def hold_all_connections(cluster):
    """Starts processes that do, until somebody else is refused."""
    command, hogs = ["psql", "-X", "-q", "-d", api_url(cluster.url), "-c"], []

    def nobody_is_let_in():
        # In the place of whoever has let one go meanwhile, such as the last that asked.
        hogs.extend(subprocess.Popen([*command, "select pg_sleep(60)"], stderr=subprocess.DEVNULL) for _ in range(5))
        told = subprocess.run([*command, "select 1"], capture_output=True, text=True).stderr
        return "too many clients" in told or "remaining connection slots" in told

    wait_until(nobody_is_let_in)
    return hogs


@pytest.mark.fault("connections")
def test_no_connection_is_left_for_a_while():
    with DemoCluster(max_connections=40) as cluster:
        with Server(cluster, workers=1) as server:
            token = server.login("admin@demo.school")
            # Others are faster than the worker that follows a killed one.
            server.process.send_signal(signal.SIGSTOP)
            kill(server.worker_pids()[0])
            wait_until(lambda: cluster.value("select count(*) from pg_stat_activity where usename = 'school_support_api'") == "0")
            hogs = hold_all_connections(cluster)
            server.process.send_signal(signal.SIGCONT)
            time.sleep(2)
            answer = server.request("GET", "/api/auth/me/", token=token)
            assert answer.status in (0, 503), "nobody is let in"
            psql(cluster.url, "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()")
            for process in hogs:
                process.wait()
            wait_until(lambda: server.request("GET", "/api/auth/me/", token=token).status == 200)


@pytest.mark.fault("disk")
def test_the_disk_of_the_database_is_full_for_a_while():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="disk-", dir="/tmp"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900m", "tmpfs", folder], check=True)
    try:
        with DemoCluster(folder, max_wal_size="'64MB'", min_wal_size="'32MB'", wal_recycle="off") as cluster:
            with Server(cluster) as server:
                token = server.login("admin@demo.school")
                case = int(cluster.value("select min(case_id) from app.intervention_case where status = 'in_progress'"))
                path = f"/api/interventions/cases/{case}/"
                ballast = folder / "ballast"
                subprocess.run(["dd", "if=/dev/zero", f"of={ballast}", "bs=1M"], capture_output=True)
                answered, version = [], server.request("GET", path, token=token).json["version"]
                for turn in range(30):
                    answer = server.request("PATCH", path, {"version": version, "goal": "x" * 1900 + str(turn)}, token)
                    assert answer.status in (200, 409, 503), answer.text
                    if answer.status == 200:
                        version = answer.json["version"]
                        answered.append(version)
                    elif answer.status == 409:
                        version = answer.json["current_version"]
                    site_is_down = server.request("GET", "/api/auth/me/", token=token).status != 200
                    if answer.status == 503 and site_is_down:
                        break
                ballast.unlink()
                if not (cluster.data / "postmaster.pid").exists():
                    cluster.start()
                wait_until(lambda: server.request("GET", path, token=token).status == 200)
                now = server.request("GET", path, token=token).json["version"]
                assert not answered or answered[-1] <= now
                assert server.request("PATCH", path, {"version": now, "goal": "Room again"}, token).status == 200
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


@pytest.mark.fault("descriptors")
def test_descriptors_run_out_for_a_while(small_limit=120):
    database = Database()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (small_limit, hard))
    try:
        server = Server(database, workers=1)
        server.__enter__()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    try:
        token = server.login("admin@demo.school")
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
        time.sleep(0.5)
        for connection in idle:
            connection.close()
        wait_until(lambda: server.request("GET", "/api/auth/me/", token=token).status == 200)
        assert server.figures().get('school_support_child_restarts_total{child="worker"}', 0) == 0
    finally:
        server.__exit__()
        database.drop()


@pytest.fixture(scope="module")
def site():
    database = Database()
    with tempfile.TemporaryDirectory(prefix="sockets-", dir="/tmp") as folder:
        with Server(database, folder=folder, TRUST_PROXY="true") as server:
            with Nginx([f"{folder}/worker-{n}.sock" for n in (1, 2)]) as nginx:
                server.base, server.nginx_port = nginx.base, nginx.port
                yield server, nginx, database
    database.drop()


@pytest.fixture(scope="module")
def direct():
    database = Database()
    with Server(database) as server:
        yield server, database
    database.drop()


class SlowClients:
    """1,000 that say nothing, 100 that send a request letter by letter, 100 that ask for much and do not read it."""

    def __init__(self, port):
        self.port, self.is_over = port, threading.Event()

    def __enter__(self):
        self.idle = [self.connect() for _ in range(1000)]
        self.dripping = [self.connect(b"GET /api/auth/me/ HTTP/1.1\r\nHost: x\r\nX-Slow: ") for _ in range(100)]
        self.deaf = [self.connect(b"GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(100)]
        self.thread = threading.Thread(target=self.drip)
        self.thread.start()

    def connect(self, request=b""):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", self.port))
        connection.sendall(request)
        return connection

    def drip(self):
        while not self.is_over.wait(0.5):
            for connection in self.dripping:
                with contextlib.suppress(OSError):
                    connection.send(b"a")

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()
        for connection in self.idle + self.dripping + self.deaf:
            connection.close()


def cases_of(database):
    return [int(case) for case, in database.psql(
        "select case_id from app.intervention_case join app.school using (school_id) where school.name = 'Demo School'")]


@pytest.mark.alone
@pytest.mark.fault("slow")
def test_slow_clients_hold_nobody_up(direct, soak):
    server, database = direct
    token, cases, alone, beset = server.login("admin@demo.school"), cases_of(database), [], []

    def others():
        crowd = Crowd(server, token, cases, clients=16, rate=100, seconds=4).run()
        # A machine with much else to do may be too busy for some; slow clients must not be why.
        assert set(crowd.times) <= {200, 409, 503} and 20 * len(crowd.times.get(503, [])) <= crowd.answers
        return crowd.milliseconds(0.99, 200, 409)

    for _ in range(soak.either(1, 10)):
        alone.append(others())
        with SlowClients(server.port):
            beset.append(others())
    soak.note(p99_alone_ms=statistics.median(alone), p99_beside_slow_ones_ms=statistics.median(beset),
              ratio=statistics.median(beset) / statistics.median(alone))


def growth(database):
    """Versions of cases that came to be, and changes of cases in the trail."""
    return [int(database.value(sql)) for sql in (
        "select sum(version) from app.intervention_case",
        "select count(*) from audit.event where entity = 'intervention_case' and action = 'UPDATE'")]


@pytest.mark.alone
@pytest.mark.parametrize("asked", [
    pytest.param({"page": "/api/dashboard/"}, id="dashboards", marks=pytest.mark.fault("overload")),
    pytest.param({"nth": 1}, id="changes", marks=pytest.mark.fault("write-overload")),
])
def test_too_many_are_told_to_come_back_and_the_rest_are_served(direct, soak, asked):
    server, database = direct
    token, cases, before, seconds = server.login("admin@demo.school"), cases_of(database), growth(database), soak.either(4, 20)

    def crowd(clients, rate=None):
        crowds.append(Crowd(server, token, cases, clients, seconds, rate, **asked))
        return crowds[-1]

    crowds = []
    crowd(32).run()
    best = max(crowd(clients).run().served for clients in (8, 32))
    calm = max(memory(pid) for pid in server.worker_pids())
    flood, others = crowd(600, rate=5 * best), Crowd(server, token, cases, clients=8, seconds=seconds, rate=20)
    flood.run(others)
    crowds.append(others)
    full = max(memory(pid) for pid in server.worker_pids())
    soak.note(a_second_at_best=round(best), asked_for=round(5 * best), served=round(flood.served),
              share_of_best=flood.served / best, told_to_come_back=len(flood.times.get(503, [])),
              told_within_ms_p50=flood.milliseconds(0.5, 503), told_within_ms_p99=flood.milliseconds(0.99, 503),
              changes_beside=others.changes, memory_of_a_worker=f"{calm} MiB before, {full} MiB then")
    assert 503 in flood.times and set(flood.times) | set(others.times) <= {200, 409, 503}
    assert [after - start for after, start in zip(growth(database), before)] == [sum(crowd.changes for crowd in crowds)] * 2
    assert flood.served > best * soak.either(0.5, 0.8)
    assert full < max(64, calm * 1.5)


def memory(pid):
    """MiB."""
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 >> 20


class Swallower:
    """Takes a request on a socket, has the worker do it, and breaks off instead of answering."""

    def __init__(self, path, worker):
        self.worker, self.swallowed = worker, []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen(16)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client, socket.socket(socket.AF_UNIX) as worker:
                worker.connect(str(self.worker))
                request = client.recv(65536)
                while b"\r\n\r\n" not in request or len(request.split(b"\r\n\r\n", 1)[1]) < length(request):
                    request += client.recv(65536)
                worker.sendall(request)
                self.swallowed.append((request, worker.recv(65536)))


def length(request):
    for line in request.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


@pytest.mark.fault("resent")
def test_a_put_that_nginx_sends_again_has_one_effect(site):
    server, nginx, database = site
    folder = pathlib.Path(nginx.sockets[0]).parent
    swallower = Swallower(folder / "swallower.sock", nginx.sockets[0])
    with Nginx([folder / "swallower.sock", nginx.sockets[1]]) as unlucky:
        server.base, usual = unlucky.base, server.base
        try:
            token = server.login("teacher1@demo.school")
            lesson, day = database.psql("""select teaching_assignment_id, max(day) from app.teaching_assignment
                join app.user_account using (school_id, user_id) join app.calendar_day using (school_id)
                where email = 'teacher1@demo.school' and is_school_day and day < current_date group by 1 limit 1""")[0]
            path = f"/api/registers/{lesson}/{day}/9/"
            # nginx takes its upstreams in turns; sooner or later the unlucky one gets a PUT.
            for turn in range(9):
                for _ in range(turn % 3):
                    server.request("GET", "/health/live")
                page = server.request("GET", path, token=token).json
                marks = [{"student_id": student["student_id"], "mark": "present"} for student in page["students"]]
                before = len(swallower.swallowed)
                answer = server.request("PUT", path, {"version": page["version"], "marks": marks, "reason": "Sent twice"}, token)
                assert answer.status == 200 and answer.json["version"] == page["version"] + 1, answer.text
                if any(request.startswith(b"PUT") for request, _ in swallower.swallowed[before:]):
                    break
            else:
                raise AssertionError("nginx never came to the unlucky one")
            first = next(reply for request, reply in swallower.swallowed[before:] if request.startswith(b"PUT"))
            assert b" 200 OK" in first, "it was done the first time"
            assert database.value(f"""select count(*) from audit.event where entity = 'register'
                and request_id = '{answer.headers["X-Request-Id"]}'""") == "1"
        finally:
            server.base = usual


# Of each: what must be said, and nothing behind it may be taken for a request.
HOSTILE = {
    "two lengths": b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "length and chunks": b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
    "a chunk without a size": b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n",
    "a huge chunk size": b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello",
    "an unknown coding": b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a negative length": b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "a length that is no number": b"POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n",
    "a space before the colon": b"GET /health/live HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n",
    "a NUL in a header": b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n",
    "a bare CR": b"GET /health/live HTTP/1.1\rHost: x\r\n\r\n",
    "no method": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "garbage": bytes(range(256)) * 4 + b"\r\n\r\n",
    "a huge header": b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\n",
    "many headers": b"GET /health/live HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(2000)) + b"\r\n",
    "a huge address": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("head", [b"GET /health/live HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nHost: x\r\n\r\n",
                                  b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n"], ids=["upgrade", "connect"])
def test_nothing_is_kept_behind_a_request_for_another_protocol(direct, head):
    told = answers(direct[0].port, head + b"x" * 100_000)
    assert told.count(b"HTTP/1.1") == 1 and b"connection: close" in told.lower(), told


def answers(port, request):
    """All that comes until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=8) as connection:
        told = b""
        try:
            connection.sendall(request)
            while data := connection.recv(65536):
                told += data
        except ConnectionError:
            pass
        except TimeoutError:
            raise AssertionError("the connection stays open") from None
        return told


@pytest.mark.fault("hostile")
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("way", ["direct", "nginx"])
def test_what_is_no_request_is_refused_and_the_connection_closed(request, way, name):
    server = request.getfixturevalue("direct" if way == "direct" else "site")[0]
    told = answers(server.port if way == "direct" else server.nginx_port, HOSTILE[name])
    statuses = re.findall(rb"HTTP/1.1 (\d+)", told)
    # A head that is refused by itself may be followed by the refusal of what comes behind it.
    assert len(statuses) <= 2 and all(status[:1] == b"4" or status == b"501" for status in statuses), told
    assert b"live" not in told
