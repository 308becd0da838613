"""The server behind the nginx of deploy/nginx, with a socket a worker."""

import asyncio
import contextlib
import json
import math
import tempfile
import time
import urllib.request

import pytest
from load import Load
from nginx import Nginx
from server import Database, Server, kill
from stalls import Stalls
from test_events import Stream, change_case
from test_faults import wait_until
from test_imports import upload

RESTARTS = 'school_support_child_restarts_total{child="worker"}'


@pytest.fixture(scope="module")
def site():
    """A server, and nginx in front of it: requests of `server.request` go through nginx."""
    database = Database()
    with tempfile.TemporaryDirectory(prefix="sockets-", dir="/tmp") as folder:
        with Server(database, folder=folder, TRUST_PROXY="true") as server:
            with Nginx([f"{folder}/worker-{n}.sock" for n in (1, 2)]) as nginx:
                server.base = nginx.base
                yield server, nginx, database
    database.drop()


def restarts(server):
    return server.figures().get(RESTARTS, 0)


@contextlib.contextmanager
def at(server, nginx):
    """Requests go through another nginx."""
    before, server.base, server.port = (server.base, server.port), nginx.base, nginx.port
    yield
    server.base, server.port = before


def kill_one(server, turn):
    """Returns in how many seconds another one worked in its place."""
    victim, before = server.worker_pids()[turn % 2], restarts(server)
    kill(victim)
    died = time.monotonic()
    wait_until(lambda: victim not in server.worker_pids() and restarts(server) > before, 60)
    server.wait_until_ready()
    return time.monotonic() - died


@pytest.mark.alone
@pytest.mark.fault("workers")
def test_workers_are_killed_under_load(site, soak):
    server, nginx, database = site
    load = Load(nginx.base, database, server.login("admin@demo.school"), seconds=math.inf)
    # The supervisor waits twice as long with each death in a minute; the other worker goes on meanwhile.
    kills, back, stalls = soak.either(4, 12), [], Stalls(load)

    async def kill_workers():
        for turn in range(kills):
            await asyncio.sleep(1)
            back.append(await asyncio.to_thread(kill_one, server, turn))
        load.end = time.monotonic() + 1

    changes = load.run(kill_workers, stalls.watch).check()
    soak.note(kills=kills, answers=load.answers, changes=changes, lost=0, refused=load.refused,
              until_all_work_again_s=", ".join(f"{seconds:.1f}" for seconds in back), longest_that_nobody_was_served_s=load.longest_quiet,
              longest_commit_beside_s=stalls.longest)
    assert set(load.statuses) <= {200, 409, (503, "outcome-unknown"), (503, "unavailable")}, load.statuses
    assert load.broken == 0 and load.longest_quiet < 1 + stalls.longest
    assert restarts(server) >= kills


@pytest.mark.alone
@pytest.mark.fault("rolls")
def test_rolls_under_load_fail_no_request(site, soak):
    server, nginx, database = site
    load = Load(nginx.base, database, server.login("admin@demo.school"), clients=200, cases=200, seconds=math.inf, pause=0.5)
    rolls = soak.either(20, 100)

    async def roll():
        for _ in range(rolls):
            await asyncio.to_thread(server.roll)
        load.end = time.monotonic() + 1

    changes = load.run(roll).check()
    soak.note(rolls=rolls, connections=200, answers=load.answers, changes=changes, failed=load.broken + load.refused,
              slowest_s=load.slowest)
    assert set(load.statuses) <= {200, 409} and load.broken == 0, (load.statuses, load.broken, load.reasons)


def test_the_request_id_of_nginx_is_everywhere(site):
    server, nginx, database = site
    token = server.login("admin@demo.school")
    case = int(database.value("select max(case_id) from app.intervention_case where school_id = 1"))
    version = server.request("GET", f"/api/interventions/cases/{case}/", token=token).json["version"]
    answer = server.request("PATCH", f"/api/interventions/cases/{case}/", {"version": version, "tier": 2}, token,
                            {"X-Request-Id": "chosen-by-a-client"})
    request_id = answer.headers["X-Request-Id"]
    assert request_id != "chosen-by-a-client"
    assert database.value(f"select client_address from audit.event where request_id = '{request_id}'") == "127.0.0.1"
    lines = [json.loads(line) for line in nginx.access_log.read_text().splitlines()]
    assert [line["status"] for line in lines if line["request_id"] == request_id] == [200]
    assert not any("?" in line["path"] for line in lines)


def test_answers_have_the_headers_that_browsers_need(site):
    server, nginx, _ = site
    for path in ("/api/auth/me/", "/docs/api/", "/api/nothing/"):
        headers = server.request("GET", path).headers
        for name in ("Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy"):
            assert len(headers.get_all(name)) == 1, (path, name)
    assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_nginx_speaks_in_problems(site):
    server, nginx, _ = site
    answer = server.request("POST", "/api/auth/login/", raw=b"x" * (2 << 20))
    assert answer.status == 413 and answer.json["type"] == "/problems/body-too-large"
    # One of its own, so that nobody else is kept from signing in.
    with Nginx(nginx.sockets) as busy, at(server, busy):
        answers = [server.request("POST", "/api/auth/login/", {}) for _ in range(100)]
    assert {answer.status for answer in answers[:60]} == {422}, "a whole school behind one address"
    refused = next(answer for answer in answers if answer.status == 429)
    assert refused.headers["Retry-After"] == "2" and refused.json["type"] == "/problems/too-many-attempts"


def test_a_quiet_stream_is_not_cut_off(site):
    server, nginx, _ = site
    token = server.login("admin@demo.school")
    # What other answers must be begun in.
    with Nginx(nginx.sockets, changed={"proxy_read_timeout 10s": "proxy_read_timeout 500ms"}) as nginx, at(server, nginx):
        stream = Stream(server, token)
        assert not stream.ended.wait(3)
        case = server.request("GET", "/api/interventions/cases/?limit=1", token=token).json["results"][0]["case_id"]
        stream.wait_for(change_case(server, token, case))
        stream.close()


def test_a_file_of_many_megabytes_is_uploaded(site):
    server, _, _ = site
    text = "Number;Name\n" + "".join(f"large-{n};{'N' * 200}\n" for n in range(20_000))
    answer = upload(server, server.login("admin@demo.school"), text, "kind=students&map=Number=external_id,Name=full_name")
    assert answer.status == 201, answer.text


def test_tls_takes_nothing_older_than_1_2(site):
    import ssl
    import socket
    server, nginx, _ = site
    with Nginx(nginx.sockets, tls=True) as secure:
        def version(maximum):
            context = ssl._create_unverified_context()
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.maximum_version = maximum
            context.set_ciphers("ALL:@SECLEVEL=0")
            with socket.create_connection(("127.0.0.1", secure.port)) as plain:
                return context.wrap_socket(plain).version()
        for _ in range(100):
            try:
                assert version(ssl.TLSVersion.TLSv1_3) == "TLSv1.3"
                break
            except OSError:
                time.sleep(0.05)
        assert version(ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
        with pytest.raises(ssl.SSLError):
            version(ssl.TLSVersion.TLSv1_1)


def test_answers_are_compressed_and_secrets_are_not(site):
    server, nginx, _ = site

    def encoding(nginx, path, body=None, token=None):
        headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(nginx.base + path, headers=headers, data=body and json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.headers["Content-Encoding"], answer.headers["Vary"]

    token = server.login("admin@demo.school")
    assert encoding(nginx, "/api/students/?limit=200", token=token) == ("gzip", "Accept-Encoding")
    with Nginx(nginx.sockets, changed={"gzip_min_length 1024": "gzip_min_length 1"}) as eager:
        assert encoding(eager, "/api/auth/me/", token=token)[0] == "gzip"
        assert encoding(eager, "/api/auth/login/", {"email": "admin@demo.school", "password": "demo-password"})[0] is None
