"""deploy/backup: backing up, keeping, verifying, restoring."""

import datetime
import os
import pathlib
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import time

import pytest
from server import ADMIN_URL, Database, Server, database_url, psql

SCRIPTS = pathlib.Path(__file__).parents[2] / "deploy/backup"


@pytest.fixture(scope="module")
def school():
    database = Database()
    yield database
    database.drop()


@pytest.fixture(scope="module")
def good_backup(school, tmp_path_factory):
    """One backup of the demo school, for tests that copy it."""
    folder = tmp_path_factory.mktemp("good")
    assert script("backup", school, folder).returncode == 0
    return folder


@pytest.fixture
def folder(good_backup, tmp_path):
    """A directory of backups with one in it."""
    return shutil.copytree(good_backup, tmp_path / "backups")


class Copy:
    """A database like another one, which nobody may be using."""

    def __init__(self, original, name):
        self.name, self.url = f"{original.name}_{name}", database_url(f"{original.name}_{name}")
        psql(ADMIN_URL, f"create database {self.name} template {original.name}")

    def psql(self, sql):
        return psql(self.url, sql)

    def drop(self):
        for name in [self.name, *others(self)]:
            psql(ADMIN_URL, f"drop database if exists {name} with (force)")


def environment(database, folder, **more):
    return os.environ | {"DATABASE_ADMIN_URL": database.url, "BACKUP_DIRECTORY": str(folder)} | more


def script(name, database, folder, *arguments, **more):
    command = [SCRIPTS / name, *arguments]
    return subprocess.run(command, env=environment(database, folder, **more), capture_output=True, text=True, timeout=200)


def backups(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def newest(folder):
    return folder / backups(folder)[-1]


def status(folder):
    return int((folder / "last-success").read_text())


def others(database):
    """Databases that restore or verify left beside this one."""
    names = [row[0] for row in psql(ADMIN_URL, "select datname from pg_database")]
    return [name for name in names if name.startswith(database.name + "_") or name == "school_support_verify"]


def sign(backup):
    """Writes the checksums anew, as somebody who tampers with a backup would."""
    with (backup / "SHA256SUMS").open("w") as file:
        subprocess.run(["sha256sum", "dump", "manifest", "roles.sql"], cwd=backup, stdout=file, check=True)


def test_a_backup_is_complete_private_and_noted(school, good_backup):
    backup = newest(good_backup)
    assert sorted(path.name for path in backup.iterdir()) == ["SHA256SUMS", "dump", "manifest", "roles.sql"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    subprocess.run(["sha256sum", "--strict", "--check", "SHA256SUMS"], cwd=backup, check=True, capture_output=True)
    manifest = dict(line.split("\t") for line in (backup / "manifest").read_text().splitlines())
    assert manifest["app.student"] == school.value("select count(*) from app.student") != "0"
    assert len(manifest) > 50
    assert abs(status(good_backup) - time.time()) < 300
    assert stat.S_IMODE((good_backup / "last-success").stat().st_mode) == 0o644
    assert "PASSWORD" not in (backup / "roles.sql").read_text()


def test_what_was_used_verifies(school, tmp_path):
    with Server(school) as server:
        token = server.login("form.master1@demo.school")
        case = server.request("GET", "/api/dashboard/", token=token).json["pending_cases"][0]
        change = {"version": case["version"], "outcome_notes": "Before the backup."}
        assert server.request("PATCH", f"/api/interventions/cases/{case['case_id']}/", change, token).status == 200
        assert script("backup", school, tmp_path).returncode == 0
    result = script("verify", school, tmp_path)
    assert result.returncode == 0 and "is good" in result.stdout, result.stdout + result.stderr
    assert status(tmp_path) > 0 and others(school) == []


def test_who_administers_as_the_installation_has_it_backs_up_and_verifies(school, tmp_path):
    psql(ADMIN_URL, "create role school_support_admin superuser login password 'of-a-test'")
    try:
        sign = "&" if "?" in school.url else "?"
        admin = {"DATABASE_ADMIN_URL": f"{school.url}{sign}user=school_support_admin&password=of-a-test"}
        for name in ("backup", "verify"):
            result = script(name, school, tmp_path, **admin)
            assert result.returncode == 0, result.stdout + result.stderr
        roles = (newest(tmp_path) / "roles.sql").read_text()
        assert "school_support_admin" not in roles and set(re.findall(r"CREATE ROLE (\w+)", roles)) == {
            "school_support_owner", "school_support_api", "school_support_jobs", "school_support_dba"}
    finally:
        psql(ADMIN_URL, "drop role school_support_admin")


def test_seven_days_four_weeks_twelve_months_are_kept(school, tmp_path):
    today = datetime.datetime.now(datetime.timezone.utc)
    days = [today - datetime.timedelta(days=age, minutes=5) for age in range(500)]
    for day in days:
        (tmp_path / day.strftime("%Y-%m-%dT%H%M%SZ")).mkdir()
    assert script("backup", school, tmp_path).returncode == 0
    fresh = newest(tmp_path).name
    assert fresh > days[0].strftime("%Y-%m-%dT%H%M%SZ")

    names = [fresh] + [day.strftime("%Y-%m-%dT%H%M%SZ") for day in days]
    kept = set()
    for form, number in (("%Y-%m-%d", 7), ("%G-W%V", 4), ("%Y-%m", 12)):
        newest_of = {}
        for name in names:
            newest_of.setdefault(datetime.datetime.strptime(name[:10], "%Y-%m-%d").strftime(form), name)
        kept |= set(list(newest_of.values())[:number])
    assert set(backups(tmp_path)) == kept and 18 <= len(kept) <= 23


def test_a_backup_that_is_being_read_is_not_removed(school, folder):
    read = folder / "2001-01-01T000000Z"
    read.mkdir()
    for month in range(1, 13):
        (folder / f"2002-{month:02}-01T000000Z").mkdir()
    with subprocess.Popen(["flock", "-s", read, "sleep", "60"]) as reader:
        wait_for(lambda: subprocess.run(["flock", "-n", "-x", read, "true"]).returncode == 1)
        assert script("backup", school, folder).returncode == 0
        assert read.name in backups(folder)
        reader.terminate()
    subprocess.run(["pkill", "-P", str(reader.pid)])


@pytest.mark.parametrize("file", ["dump", "manifest", "roles.sql"])
def test_a_changed_file_is_noticed(school, folder, file):
    path = newest(folder) / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    result = script("verify", school, folder)
    assert result.returncode == 1 and f"{file}: FAILED" in result.stderr and "NOT good" in result.stdout
    assert status(folder) == 0
    before = school.value("select oid from pg_database where datname = current_database()")
    result = script("restore", school, folder)
    assert result.returncode == 2 and "not what was written" in result.stderr
    assert school.value("select oid from pg_database where datname = current_database()") == before
    assert others(school) == []


@pytest.mark.parametrize("sign_with", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_backup_is_none(school, tmp_path, sign_with):
    blocker = subprocess.Popen(["psql", "-X", "-q", "-d", school.url], stdin=subprocess.PIPE, text=True)
    blocker.stdin.write("begin; lock table app.student in access exclusive mode;\n")
    blocker.stdin.flush()
    wait_for(lambda: school.value("""select count(*) from pg_locks join pg_database on pg_database.oid = database
        where datname = current_database() and mode = 'AccessExclusiveLock' and relation = 'app.student'::regclass""") == "1")
    backup = subprocess.Popen([SCRIPTS / "backup"], env=environment(school, tmp_path), start_new_session=True)
    wait_for(lambda: list(tmp_path.glob(".partial-*")))
    second = script("backup", school, tmp_path)
    assert second.returncode == 2 and "another backup is running" in second.stderr
    time.sleep(0.5)
    os.killpg(backup.pid, sign_with)
    assert backup.wait(10) != 0
    blocker.communicate("rollback;\n")
    assert backups(tmp_path) == [path.name for path in tmp_path.glob(".partial-*")]
    assert not (tmp_path / "last-success").exists()
    result = script("verify", school, tmp_path)
    assert result.returncode == 2 and "there is no backup" in result.stderr
    assert script("backup", school, tmp_path).returncode == 0
    assert len(backups(tmp_path)) == 1 and not list(tmp_path.glob(".partial-*"))


def wait_for(condition):
    for _ in range(100):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within 10 s")


def test_restoring_swaps_and_goes_back_under_a_running_server(school, tmp_path):
    database = Copy(school, "swapped")
    try:
        with Server(database) as server:
            token = server.login("form.master1@demo.school")
            case = server.request("GET", "/api/dashboard/", token=token).json["pending_cases"][0]
            path, version = f"/api/interventions/cases/{case['case_id']}/", case["version"]

            def version_now():
                # Each worker finds its way back by itself.
                wait_for(lambda: all(server.request("GET", path, token=token).status == 200 for _ in range(8)))
                return server.request("GET", path, token=token).json["version"]

            assert script("backup", database, tmp_path).returncode == 0
            change = {"version": version, "outcome_notes": "After the backup."}
            assert server.request("PATCH", path, change, token).status == 200
            settings = "select setconfig from pg_db_role_setting join pg_database on setdatabase = pg_database.oid where datname = current_database()"
            as_they_were = database.psql(settings)

            result = script("restore", database, tmp_path)
            assert result.returncode == 0, result.stdout + result.stderr
            assert version_now() == version
            assert database.psql(settings) == as_they_were

            back = next(line.split() for line in result.stdout.splitlines() if "--use" in line)
            assert back[-1] in others(database) and back[-1].startswith(f"{database.name}_before_")
            result = script("restore", database, tmp_path, *back[1:])
            assert result.returncode == 0, result.stdout + result.stderr
            assert version_now() == version + 1
    finally:
        database.drop()


def test_restoring_a_database_that_is_lost(school, tmp_path):
    lost = Copy(school, "lost")
    try:
        assert script("backup", lost, tmp_path).returncode == 0
        psql(ADMIN_URL, f"drop database {lost.name}")
        result = script("restore", lost, tmp_path)
        assert result.returncode == 0, result.stdout + result.stderr
        assert lost.psql("select count(*) from app.student") == school.psql("select count(*) from app.student")
    finally:
        lost.drop()


def test_verify_finds_what_was_tampered_with(school, folder):
    """Somebody who owns the server changes rows past the triggers, and signs the backup anew."""
    tampered = Copy(school, "tampered")
    try:
        tampered.psql("""
            alter table app.student disable trigger user, no force row level security;
            update app.student set full_name = 'Somebody Else', version = version + 1 where student_id = 7;
            alter table app.case_note disable trigger user;
            delete from app.case_note where case_note_id = 3;
            alter table audit.event disable trigger user;
            delete from audit.event where entity = 'grade' and entity_id = 11;
            alter table audit.event enable always trigger refuse_change, enable always trigger refuse_truncate;
            delete from ops.migration where number = 5;
            update ops.migration set applied_at = applied_at - interval '1 day' where number = 9;
        """)
        subprocess.run(["pg_dump", "-Fc", "-f", newest(folder) / "dump", "-d", tampered.url], check=True)
    finally:
        tampered.drop()
    sign(newest(folder))
    result = script("verify", school, folder)
    assert result.returncode == 1 and status(folder) == 0
    notes = int(school.value("select count(*) from app.case_note"))
    for finding in (
        f"app.case_note: {notes} rows when it was backed up", f"app.case_note: {notes - 1} rows now",
        "ops.migration: 6 comes after 4", "ops.migration: 9 was applied before 8",
        "app.student: row level security is not forced", "app.student: trigger next_version is not ENABLE ALWAYS",
        "app.student 7 of school 1: version 3, but the trail has 2 events, of versions 1 to 2",
        "app.case_note 3 of school 1: version none, but the trail has 1 events",
        "app.grade 11 of school 1: version 1, but the trail has 0 events",
    ):
        assert finding in result.stdout, finding + "\n" + result.stdout
    assert "app.student 8 " not in result.stdout
    assert others(school) == []


@pytest.mark.parametrize("form", [
    "postgresql://postgres:se%40cret@/{name}?host={host}&port={port}",
    "postgres://postgres@/{name}?password=se%40cret&host={host}&port={port}",
    "postgresql:///{name}?host={host}&user=postgres&port={port}&password=se%40cret",
    r"host='{host}' password = 'se@cret' dbname={name} port={port} user=postgres",
    "host={host} port={port} dbname={name} user=postgres password=se@cret",
])
def test_passwords_are_in_no_argument(school, tmp_path, form):
    """Every program that the scripts start is wrapped by one that notes its arguments and its password."""
    command = ["psql", "-X", "-q", "-d", ADMIN_URL]
    host, port = subprocess.run(command, input="\\echo :HOST :PORT", capture_output=True, text=True, check=True).stdout.split()
    tools, notes = tmp_path / "bin", tmp_path / "notes"
    tools.mkdir()
    for tool in ("psql", "pg_dump", "pg_dumpall", "pg_restore"):
        (tools / tool).write_text(f'#!/bin/sh\necho "{tool} $PGPASSWORD: $*" >>{notes}\nexec {shutil.which(tool)} "$@"\n')
        (tools / tool).chmod(0o755)
    secret = tmp_path / "secret"
    secret.write_text(form.format(name=school.name, host=host, port=port) + "\n")
    (tmp_path / "backups").mkdir()
    more = {"PATH": f"{tools}:{os.environ['PATH']}", "DATABASE_ADMIN_URL": "", "DATABASE_ADMIN_URL_FILE": str(secret)}
    result = script("backup", school, tmp_path / "backups", **more)
    assert result.returncode == 0, result.stderr
    lines = notes.read_text().splitlines()
    assert {line.split()[0] for line in lines} == {"psql", "pg_dump", "pg_dumpall", "pg_restore"}
    for line in lines:
        before, after = line.split(":", 1)
        assert before.endswith(" se@cret") and "cret" not in after, line


@pytest.mark.root
def test_root_leaves_nothing_that_the_owner_could_not_remove(school):
    command = ["psql", "-X", "-q", "-d", ADMIN_URL]
    host = subprocess.run(command, input="\\echo :HOST", capture_output=True, text=True, check=True).stdout.strip()
    owner = os.stat(host).st_uid if host.startswith("/") else 65534  # somebody who may use the database's socket
    place = pathlib.Path(tempfile.mkdtemp())
    try:
        shutil.copytree(SCRIPTS, place / "scripts")
        (place / "backups").mkdir()
        for path in (place, place / "backups"):
            os.chown(path, owner, -1)
        for name in ("backup", "verify"):
            result = subprocess.run([place / "scripts" / name], env=environment(school, place / "backups"), capture_output=True, text=True)
            assert result.returncode == 0, result.stderr
        assert {path.stat().st_uid for path in place.glob("backups/**/*")} == {owner}
    finally:
        shutil.rmtree(place)


@pytest.mark.parametrize("name", ["backup", "restore", "verify"])
def test_help_and_mistakes_are_told(school, tmp_path, name):
    assert script(name, school, tmp_path, "--help").stdout.startswith("Usage: " + name)
    assert script(name, school, tmp_path, "--nonsense").returncode == 64
    result = script(name, school, tmp_path, DATABASE_ADMIN_URL="")
    assert result.returncode == 2 and "DATABASE_ADMIN_URL is not set" in result.stderr
    result = script(name, school, tmp_path, DATABASE_ADMIN_URL_FILE=str(tmp_path / "none"))
    assert result.returncode == 2 and "no file that can be read" in result.stderr
    result = script(name, school, tmp_path / "none")
    assert result.returncode == 2 and "BACKUP_DIRECTORY" in result.stderr
