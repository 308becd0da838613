"""A real server with several worker processes on a database of its own."""

import atexit
import functools
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager, suppress

import description
from side_by_side import changing_roles

BINARY = os.environ["SCHOOL_SUPPORT"]
ADMIN_URL = os.environ["DATABASE_ADMIN_URL"]
PASSWORD = "demo-password"
WEB = pathlib.Path(__file__).parents[2] / "web"


def database_url(name, base=ADMIN_URL):
    return re.sub(r"^(postgres(?:ql)?://[^/?]*)/?[^?]*", rf"\1/{name}", base)


def api_url(url):
    """The same database for the role that workers have. Tests give it a password, in case the server asks for one."""
    return url + ("&" if "?" in url else "?") + "user=school_support_api&password=only-for-tests"


def psql(url, sql):
    """Rows as lists of text."""
    command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [line.split("|") for line in output.splitlines()]


def value(url, sql):
    return psql(url, sql)[0][0]


def free_port():
    """None of those that the kernel gives to outgoing connections: one of them could have it before it is listened on."""
    first_outgoing = int(pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.randrange(10000, first_outgoing)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Database:
    """A fresh database, migrated, with the demo school if asked for."""

    def __init__(self, demo=True):
        self.name = "e2e_" + uuid.uuid4().hex[:12]
        self.url = database_url(self.name)
        if demo:
            self.copy(demo_school())
        else:
            psql(ADMIN_URL, f"create database {self.name}")
            with changing_roles():
                self.run("migrate")
                psql(self.url, "alter role school_support_api password 'only-for-tests'")

    def copy(self, template):
        """With the settings of roles in it, which stand outside of a database."""
        psql(ADMIN_URL, f"create database {self.name} template {template.name}")
        for role, setting in psql(ADMIN_URL, f"""select setrole::regrole, replace(unnest(setconfig), '=', ' = ')
                from pg_db_role_setting join pg_database on pg_database.oid = setdatabase where datname = '{template.name}'"""):
            psql(ADMIN_URL, f"alter role {role} in database {self.name} set {setting}")

    def run(self, *arguments, check=True, environment={}, **options):
        """The command line, as an administrator."""
        environment = os.environ | {"DATABASE_ADMIN_URL": self.url, "DATABASE_URL": api_url(self.url)} | environment
        return subprocess.run(
            [BINARY, *arguments], env=environment, check=check, capture_output=True, text=True, timeout=120, **options
        )

    def psql(self, sql):
        return psql(self.url, sql)

    def value(self, sql):
        return value(self.url, sql)

    def drop(self):
        psql(ADMIN_URL, f"drop database if exists {self.name} with (force)")


class GivenDatabase(Database):
    """One that is there and stays."""

    def __init__(self, url):
        self.url = url

    def drop(self):
        pass


@contextmanager
def under_way(database, edit, seconds=1):
    """Somebody's edit: done when the block begins, committed about so many seconds later."""
    name = f"edit-{uuid.uuid4().hex[:8]}"
    session = subprocess.Popen(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database.url], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    session.stdin.write(f"set application_name = '{name}';\nbegin;\n{edit};\nselect pg_sleep({seconds});\ncommit;\n")
    session.stdin.close()
    for _ in range(200):
        if database.value(f"select count(*) from pg_stat_activity where application_name = '{name}' and wait_event = 'PgSleep'") == "1":
            break
        time.sleep(0.01)
    yield
    assert session.wait(20) == 0


@functools.cache
def demo_school():
    """The database that others are copies of: loading takes seconds."""
    database = Database(demo=False)
    atexit.register(database.drop)
    database.run("demo", "load")
    return database


class Server:
    """`serve` on a free port, or with a socket a worker in a folder. Stops on leaving the with block."""

    def __init__(self, database, workers=2, arguments=(), folder=None, log=None, **environment):
        self.database, self.workers, self.arguments = database, workers, arguments
        self.environment = os.environ | {
            "DATABASE_URL": api_url(database.url), "DATABASE_ADMIN_URL": database.url, "LOG_LEVEL": "warning",
            "WEB_ROOT": str(WEB)} | environment
        self.port, self.admin = free_port(), f"127.0.0.1:{free_port()}"
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = log
        self.listen = f"unix:{folder}" if folder else f"127.0.0.1:{self.port}"

    def __enter__(self):
        command = [BINARY, "serve", "--workers", str(self.workers), "--listen", self.listen, "--admin", self.admin,
                   *self.arguments]
        self.process = subprocess.Popen(command, env=self.environment, stderr=self.log)
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)

    def wait_until_ready(self):
        end = time.monotonic() + 60
        while len(self.worker_pids()) != self.workers or self.ask_admin("/health/ready")[0] != 200:
            if time.monotonic() > end:
                raise RuntimeError("the server did not get ready")
            time.sleep(0.05)

    def ask_admin(self, path):
        """Status and text of what the supervisor tells."""
        try:
            with urllib.request.urlopen(f"http://{self.admin}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def figures(self):
        """Of /metrics: the value of each line, by name and labels."""
        lines = self.ask_admin("/metrics")[1].splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def roll(self):
        """Until all workers are others, and ready."""
        before = set(self.worker_pids())
        self.reload()
        while before & set(self.worker_pids()) or self.ask_admin("/health/ready")[0] != 200:
            time.sleep(0.05)

    def worker_pids(self):
        return children(self.process.pid, "worker")

    def jobs_pids(self):
        return children(self.process.pid, "jobs")

    def request(self, method, path, body=None, token=None, headers=None, raw=None):
        """The answer, which is checked against the OpenAPI description."""
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} | (headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        try:
            answer = Response(urllib.request.urlopen(request, timeout=20))
        except urllib.error.HTTPError as error:
            answer = Response(error)
        except (urllib.error.URLError, ConnectionError):
            return Response(None)
        description.check(method, path, answer)
        return answer

    def login(self, email, password=PASSWORD):
        answer = self.request("POST", "/api/auth/login/", {"email": email, "password": password})
        assert answer.status == 200, answer.text
        return answer.json["token"]


class Response:
    def __init__(self, answer):
        self.status = answer.status if answer else 0
        self.headers = answer.headers if answer else {}
        # A stream has no end.
        endless = self.headers.get("Content-Type") == "text/event-stream"
        self.text = answer.read().decode() if answer and not endless else ""
        if endless:
            answer.close()

    @property
    def json(self):
        return json.loads(self.text)


def children(parent, kind):
    """Process ids of the workers, or of the jobs process."""
    output = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True).stdout
    lines = [line.split() for line in output.splitlines()]
    return [int(words[0]) for words in lines if words[2:3] == [kind]]


def kill(pid):
    os.kill(pid, signal.SIGKILL)
