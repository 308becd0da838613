"""docker-compose.yml, brought up by hand: every service's command, as its user, with its volumes, settings and health check."""

import json
import os
import re
import signal
import subprocess
import time

import pytest
import yaml
from container import ROOT, Dockerfile, Image, Network, build, command
from server import BINARY, PASSWORD

pytestmark = pytest.mark.root

TEXT = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", (ROOT / "docker-compose.yml").read_text())
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
TASKS = ("init", "logins", "migrate")
POSTGRES = "/usr/lib/postgresql/15/bin"

# What the image's own entry point does for a fresh volume; this machine's PostgreSQL stands in for the image's.
START_POSTGRES = f"""
export PATH={POSTGRES}:$PATH PGDATA=/var/lib/postgresql/data/cluster
initdb -U postgres -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --pwfile="$POSTGRES_PASSWORD_FILE" >/dev/null
pg_ctl -w -s -o "-c listen_addresses='' -k /tmp" start >/dev/null
PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE") createdb -h /tmp -U postgres "$POSTGRES_DB"
pg_ctl -w -s stop
exec "$@" -k /tmp
"""
STAND_IN = {
    "db": {"arguments": ["bash", "-ec", START_POSTGRES, "-"], "user": "999:999"},
}


class Project:
    """The services of the compose file, on directories of their own."""

    def __init__(self, network, folder):
        self.network, self.folder = network, folder
        self.images = {"postgres:15": Image(["/"])}
        for number, service in enumerate(SERVICES.values()):
            if service["image"] not in self.images:
                dockerfile = Dockerfile(ROOT / service["build"]["dockerfile"])
                self.images[service["image"]] = build(dockerfile, BINARY, folder / f"image-{number}")
        self.processes = {}

    def line(self, name, test=None):
        """The command line of a service, or of its health check."""
        service, stand_in = SERVICES[name], {} if test else STAND_IN.get(name, {})
        image = self.images[service["image"]]
        arguments = test or [
            *stand_in.get("arguments", []), *service.get("entrypoint", image.entrypoint),
            # An entry point of the service's own takes the image's command away.
            *service.get("command", [] if "entrypoint" in service else image.command)]
        return command(
            image, arguments, self.folder / f"run-{name}-{time.monotonic_ns()}",
            network=self.network, user=stand_in.get("user", service.get("user")),
            environment=[f"{key}={value}" for key, value in service.get("environment", {}).items()],
            volumes=[self.volume(name, volume) for volume in service.get("volumes", [])],
            tmpfs=service.get("tmpfs", []),
            read_only=service.get("read_only", False))

    def volume(self, name, text):
        source, place, *mode = text.split(":")
        if source.startswith("./deploy/secrets"):
            path = self.folder / source.removeprefix("./deploy/")
        elif source.startswith("./"):
            path = ROOT / source
            assert path.exists(), f"{name}: there is no {source}"
        else:
            assert source in COMPOSE["volumes"]
            path = self.folder / "volumes" / source
        if not path.exists():
            path.mkdir(parents=True)
            if source == "data":  # the image's own directory belongs to its user
                os.chown(path, 999, 999)
        return path, place, mode == ["ro"]

    def run(self, name):
        result = subprocess.run(self.line(name), capture_output=True, text=True, timeout=120)
        assert result.returncode == 0, f"{name}: {result.stdout}{result.stderr}"
        return result.stdout

    def start(self, name):
        log = (self.folder / f"{name}.log").open("w")
        os.chmod(log.fileno(), 0o666)  # a container's user may open its own output
        self.processes[name] = subprocess.Popen(self.line(name), stdout=log, stderr=log)

    def log(self, name):
        return (self.folder / f"{name}.log").read_text()

    def is_healthy(self, name):
        kind, *test = SERVICES[name]["healthcheck"]["test"]
        test = ["sh", "-c", test[0].replace("$$", "$")] if kind == "CMD-SHELL" else test
        result = subprocess.run(self.line(name, test), capture_output=True, text=True, timeout=60)
        self.told = (result.stdout + result.stderr)[:2000]
        return result.returncode == 0

    def wait_until_healthy(self, name):
        for _ in range(90):
            assert self.processes[name].poll() is None, f"{name} stopped:\n{self.log(name)}"
            if self.is_healthy(name):
                return
            time.sleep(0.5)
        raise AssertionError(f"{name} does not get healthy: {self.told}\n{self.log(name)}")

    def curl(self, path, *arguments):
        return subprocess.run(
            [*self.network.enter, "curl", "-sk", "-w", "\n%{http_code}", f"https://localhost{path}", *arguments],
            check=True, capture_output=True, text=True).stdout.rsplit("\n", 1)

    def end(self, name):
        """SIGTERM, as `docker stop` sends it."""
        return self.signal(self.processes.pop(name), signal.SIGTERM)

    def end_all(self):
        for process in self.processes.values():
            self.signal(process, signal.SIGKILL)

    def signal(self, process, number):
        """To the first process in the container; all others in it end with that one."""
        inner = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
        for pid in inner:
            os.kill(int(pid), number)
        return process.wait(60)


@pytest.fixture(scope="module")
def up(tmp_path_factory):
    """`docker compose up`: in the order of depends_on, each waiting for what it names."""
    folder = tmp_path_factory.mktemp("compose")
    with Network() as network:
        project = Project(network, folder)
        try:
            done = set()
            while len(done) < len(SERVICES):
                ready = [name for name in SERVICES if name not in done and set(SERVICES[name].get("depends_on", {})) <= done]
                assert ready, "depends_on goes in a circle"
                for name in ready:
                    for needed, how in SERVICES[name].get("depends_on", {}).items():
                        if how["condition"] == "service_healthy":
                            project.wait_until_healthy(needed)
                        else:
                            assert how["condition"] == "service_completed_successfully" and needed in TASKS
                    project.run(name) if name in TASKS else project.start(name)
                    done.add(name)
            yield project
        finally:
            project.end_all()


def test_compose_itself_reads_the_file():
    result = subprocess.run(["docker-compose", "config", "--quiet"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_every_service_that_runs_gets_healthy_and_stays(up):
    for name in SERVICES:
        if "healthcheck" in SERVICES[name]:
            up.wait_until_healthy(name)
    assert set(up.processes) | set(TASKS) == set(SERVICES)
    for name, process in up.processes.items():
        assert process.poll() is None, f"{name} stopped:\n{up.log(name)}"


def test_somebody_signs_in_through_nginx_and_the_database_decides(up):
    assert sign_in(up, "head@north.school") and up.curl("/api/dashboard/")[1] == "401"


def sign_in(up, email):
    """The token of an admin of a school of their own."""
    school = ["user", "create", "--school", "North", "--email", email, "--name", "Head", "--role", "admin"]
    service = SERVICES["migrate"]
    SERVICES["user"] = service | {"command": school}
    try:
        psql(up, "insert into app.school (name) select 'North' where not exists (select from app.school)")
        subprocess.run(up.line("user"), input=PASSWORD + "\n", text=True, check=True, capture_output=True, timeout=60)
    finally:
        del SERVICES["user"]
    body = json.dumps({"email": email, "password": PASSWORD})
    text, status = up.curl("/api/auth/login/", "-H", "Content-Type: application/json", "-d", body)
    assert status == "200", text
    token = re.search(r'"token" *: *"(\w+)"', text)[1]
    assert up.curl("/api/dashboard/", "-H", f"Authorization: Bearer {token}")[1] == "200"
    return token


def test_the_first_backup_is_made_at_once_and_verified(up):
    for _ in range(120):
        if "is good" in up.log("backup"):
            break
        time.sleep(0.5)
    assert "is good" in up.log("backup"), up.log("backup")
    backups = up.folder / "volumes/backups"
    assert {path.stat().st_uid for path in backups.glob("*Z")} == {999}
    assert up.is_healthy("backup")
    (backups / "last-success").write_text(str(int(time.time()) - 27 * 3600))
    assert not up.is_healthy("backup")


def test_the_secrets_are_made_once_and_seen_only_where_they_are_needed(up):
    secrets = up.folder / "secrets"
    before = {path: path.read_bytes() for path in secrets.rglob("*") if path.is_file()}
    assert len(before) == 7
    up.run("init")
    assert {path: path.read_bytes() for path in secrets.rglob("*") if path.is_file()} == before
    assert {oct(path.stat().st_mode & 0o777) for path in before} == {"0o440"}
    for name in ("app", "jobs", "nginx", "cleanup"):
        sources = [volume.split(":")[0] for volume in SERVICES[name]["volumes"]]
        assert "./deploy/secrets" not in sources and "./deploy/secrets/admin" not in sources
    for path, content in before.items():
        if path.suffix != ".pem":
            for name in up.processes:
                assert content.decode().strip() not in up.log(name)


def test_the_jobs_tell_how_far_they_are_and_that_they_are_stuck(up):
    ask = [*up.network.enter, "curl", "-s", "http://127.0.0.1:9181/metrics"]
    backup = r"^school_support_last_backup_timestamp_seconds [1-9]"
    for _ in range(40):  # looked up every 5 s
        metrics = subprocess.run(ask, check=True, capture_output=True, text=True).stdout
        if re.search(backup, metrics, re.M):
            break
        time.sleep(0.5)
    assert 'school_support_children{child="jobs",state="up"} 1' in metrics
    assert re.search(backup, metrics, re.M)
    psql(up, "alter role school_support_jobs nologin")
    psql(up, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'school_support_jobs'")
    try:
        for _ in range(60):
            if not up.is_healthy("jobs"):
                break
            time.sleep(0.5)
        assert not up.is_healthy("jobs") and "cannot reach the database" in up.told
    finally:
        psql(up, "alter role school_support_jobs login")
    up.wait_until_healthy("jobs")


def test_second_factors_can_be_set_up(up):
    token = sign_in(up, "deputy@north.school")
    text, status = up.curl("/api/auth/second-factor/", "-X", "POST", "-H", f"Authorization: Bearer {token}",
                           "-H", "Content-Type: application/json", "-d", '{"password": "%s"}' % PASSWORD)
    assert status == "200" and "otpauth://" in text, text


def test_stopping_in_time(up):
    for name in ("jobs", "cleanup", "app"):
        started = time.monotonic()
        up.end(name)
        grace = int(SERVICES[name].get("stop_grace_period", "10s").rstrip("s"))
        assert time.monotonic() - started < grace


def psql(up, sql):
    url = (up.folder / "secrets/admin/database_admin_url").read_text().strip().replace("@db/", "@127.0.0.1/")
    subprocess.run([*up.network.enter, "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql], check=True)


def test_every_service_is_held_back():
    for name, service in SERVICES.items():
        assert "no-new-privileges:true" in service["security_opt"]
        assert service.get("restart") in (("no", None) if name in TASKS else ("unless-stopped",)), name
    for name in ("migrate", "app", "jobs", "cleanup", "nginx"):
        assert SERVICES[name]["read_only"] and SERVICES[name]["cap_drop"] == ["ALL"]
    published = {name for name, service in SERVICES.items() if "ports" in service}
    assert published == {"nginx"}


def test_every_setting_is_one_that_is_read(binary_help):
    known = {"POSTGRES_DB", "POSTGRES_PASSWORD_FILE", "BACKUP_DIRECTORY"} | set(re.findall(r"[A-Z]+(?:_[A-Z]+)*", binary_help))
    for name, service in SERVICES.items():
        for variable in service.get("environment", {}):
            assert variable in known, f"{name}: {variable}"


@pytest.fixture
def binary_help():
    return subprocess.run([BINARY, "--help"], check=True, capture_output=True, text=True).stdout
