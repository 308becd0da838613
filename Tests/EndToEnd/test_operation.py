"""Rolling back, cleaning up, backing up, and real data."""

import asyncio
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import aiohttp
import pytest
from load import Load
from server import ADMIN_URL, Database, Server, kill, psql, value
from test_faults import wait_until
from test_race import CLIENTS, one_case, totals

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
REAL_DATA = pathlib.Path(__file__).parents[3] / "shared/data/uci-student-performance/student-por.csv"


@pytest.fixture
def fresh():
    database = Database()
    yield database
    database.drop()


def the_core_holds(server, database):
    """Sign in, read, change, conflict, be refused what is not one's own: points 1 and 3."""
    master, stranger = server.login("form.master1@demo.school"), server.login("teacher1@demo.school")
    dashboard = server.request("GET", "/api/dashboard/", token=master).json
    case = dashboard["pending_cases"][0]
    path = f"/api/interventions/cases/{case['case_id']}/"
    change = {"version": case["version"], "outcome_notes": "Seen by two."}
    answer = server.request("PATCH", path, change, master)
    assert answer.status == 200 and answer.json["version"] == case["version"] + 1
    conflict = server.request("PATCH", path, change, master)
    assert conflict.status == 409 and conflict.json["current_version"] == case["version"] + 1
    assert server.request("PATCH", path, change, stranger).status == 403
    assert server.request("PATCH", path, change).status == 401
    other = server.login("admin@other.school")
    assert server.request("PATCH", path, change, other).status == 404
    return case["case_id"]


def test_back_to_the_first_migration_and_up_again(fresh):
    refused = fresh.run("migrate", "to", "0001", check=False)
    assert refused.returncode == 1 and "--accept-data-loss" in refused.stderr and ".." not in refused.stderr
    fresh.run("migrate", "to", "0001", "--accept-data-loss")
    assert fresh.value("select count(*) from pg_tables where schemaname in ('app', 'auth', 'audit')") == "0"
    fresh.run("migrate")
    fresh.run("demo", "load")
    with Server(fresh) as server:
        the_core_holds(server, fresh)


def test_the_scripts_run_by_psql_go_back_to_nothing_and_up_again(fresh):
    """As docs/dba.md says, on the full demo school, the first migration included."""
    scripts = pathlib.Path(__file__).parents[2] / "sql"

    def run(*files):
        for file in files:
            subprocess.run(["psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-d", fresh.url, *file], check=True, capture_output=True)

    def schema():
        dump = subprocess.run(["pg_dump", "-s", "-d", fresh.url], check=True, capture_output=True, text=True).stdout
        # Months of the trail are made as they are needed.
        return {line for line in dump.splitlines() if not re.search(r"^(--|\\)|_event_\d{4}_\d\d|ATTACH PARTITION", line)}

    before, files = schema(), sorted((scripts / "migrations").glob("*.sql"))
    assert fresh.value("select count(*) > 100 from app.intervention_case") == "t"
    run(["-c", "set role school_support_owner", "-f", scripts / "code/set_aside.sql", "-f", scripts / "code/drop.sql"])
    run(*(["-f", file] for file in reversed(files) if file.name.endswith(".down.sql")))
    assert fresh.psql("select nspname from pg_namespace where nspname in ('app', 'api', 'auth', 'audit')") == []
    run(*(["-f", file] for file in files if file.name.endswith(".up.sql")))
    assert "rebuilt" in fresh.run("migrate").stdout
    fresh.run("demo", "load")
    assert schema() ^ before == set()
    with Server(fresh) as server:
        the_core_holds(server, fresh)


def test_cleanup_removes_what_its_dry_run_tells(fresh):
    fresh.psql("""
        select audit.create_partitions('2015-01-01', '2015-01-01');
        insert into auth.login_attempt (account_hash, attempted_at) select 'x', now() - interval '100 days' from generate_series(1, 30);
        update app.intervention_case set closed_at = now() - interval '6 years' where status = 'closed' and case_id % 3 = 0;
        insert into app.retention_hold (school_id, entity, entity_id, reason)
        select school_id, 'intervention_case', case_id, 'court' from app.intervention_case
        where closed_at < now() - interval '5 years' limit 1;
        insert into audit.event (school_id, action, entity, entity_id, occurred_at) select 1, 'OLD', 'student', n, '2015-01-10' from generate_series(1, 20) n;
    """)
    held = fresh.value("select entity_id from app.retention_hold")

    def table(output):
        return dict((kind, counts) for kind, counts in re.findall(r"^(\w+)  +.*?(\d+  +\d+)$", output, re.M))

    planned = table(fresh.run("cleanup", "--dry-run").stdout)
    assert planned["audit_event"].split() == ["20", "0"] and planned["login_attempt"].split() == ["30", "0"]
    assert int(planned["closed_case"].split()[0]) > 20 and planned["closed_case"].split()[1] == "1"
    assert table(fresh.run("cleanup").stdout) == planned
    assert fresh.value("select to_regclass('audit.server_event_2015_01') is null") == "t"
    assert fresh.value(f"select count(*) from app.intervention_case where case_id = {held}") == "1"
    assert {counts.split()[0] for counts in table(fresh.run("cleanup", "--dry-run").stdout).values()} == {"0"}
    the_cleanup_waits_for_a_hold(fresh)


def the_cleanup_waits_for_a_hold(fresh):
    """One that is being set when it begins."""
    case = fresh.value("""update app.intervention_case set closed_at = now() - interval '6 years'
        where case_id = (select max(case_id) from app.intervention_case where status = 'closed') returning case_id""")
    hold = subprocess.Popen(["psql", "-X", "-q", "-d", fresh.url, "-c", f"""begin;
        insert into app.retention_hold (school_id, entity, entity_id, reason)
        select school_id, 'intervention_case', case_id, 'court' from app.intervention_case where case_id = {case};
        select pg_sleep(2); commit"""], stdout=subprocess.DEVNULL)
    while fresh.value("""select count(*) from pg_locks join pg_database on pg_database.oid = database
            where datname = current_database() and relation = 'app.retention_hold'::regclass""") == "0":
        time.sleep(0.02)
    fresh.run("cleanup")
    assert hold.wait() == 0 and fresh.value(f"select count(*) from app.intervention_case where case_id = {case}") == "1"


def test_what_is_missing_is_told_by_a_figure(fresh):
    with Server(fresh, BACKUP_STATUS_FILE="/nowhere/last-success") as server:
        figure = lambda name: server.figures().get(f"school_support_{name}")
        wait_until(lambda: figure("disabled_triggers") == 0)
        assert figure("last_backup_timestamp_seconds") == figure("last_cleanup_timestamp_seconds") == 0
        fresh.run("cleanup")
        fresh.psql("alter table app.alert disable trigger check_change")
        wait_until(lambda: figure("disabled_triggers") == 1)
        assert figure("last_cleanup_timestamp_seconds") > 1.7e9


def test_a_dump_of_the_running_server_serves_in_a_fresh_cluster(fresh):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="school-support-", dir="/tmp"))
    owner = "postgres" if os.getuid() == 0 else None
    if owner:
        shutil.chown(folder, owner)

    def run(*command):
        return subprocess.run(command, user=owner, cwd="/", check=True, capture_output=True, text=True)

    with Server(fresh) as server:
        the_core_holds(server, fresh)
        roles = subprocess.run(["pg_dumpall", "--roles-only", "-d", ADMIN_URL], check=True, capture_output=True, text=True).stdout
        dump = folder / "dump"
        subprocess.run(["pg_dump", "-Fc", "-f", dump, "-d", fresh.url], check=True)
    run(POSTGRES / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")
    run(POSTGRES / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", f"-c listen_addresses='' -k {folder}", "start")
    try:
        url = f"postgresql:///postgres?host={folder}&user=postgres"
        roles = "\n".join(line for line in roles.splitlines() if "school_support" in line)
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url], input=roles, check=True, text=True, capture_output=True)
        subprocess.run(["pg_restore", "--exit-on-error", "-d", url, dump], check=True, capture_output=True)
        restored = Restored(url)
        same = "select count(*), sum(version) from app.intervention_case"
        assert restored.psql(same) == fresh.psql(same)
        with Server(restored) as server:
            case = the_core_holds(server, restored)
        assert restored.value(f"select count(*) from audit.event where entity = 'intervention_case' and entity_id = {case} and action = 'UPDATE'") == "2"
        the_tests_of_the_api_pass(restored)
    finally:
        run(POSTGRES / "pg_ctl", "-D", folder / "data", "-w", "-m", "fast", "stop")
        shutil.rmtree(folder)


def the_tests_of_the_api_pass(restored):
    """Those of versions, of the core and of who may do what, by the processes that they start on the restored database."""
    tests = [str(pathlib.Path(__file__).parent / f"test_{name}.py") for name in ("versions", "cases", "matrix")]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests], env=os.environ | {"TESTED_DATABASE_URL": restored.url},
        capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-3000:]


class Restored:
    def __init__(self, url):
        self.url = url

    def psql(self, sql):
        return psql(self.url, sql)

    def value(self, sql):
        return value(self.url, sql)


@pytest.mark.skipif(not REAL_DATA.is_file(), reason="student-por.csv is not at shared/data/uci-student-performance next to the checkout")
def test_two_real_schools():
    database = Database(demo=False)
    try:
        output = database.run(
            "import", "students", str(REAL_DATA), "--map", "School=school", "--number-rows", "--set", "classroom=10").stdout
        assert re.search(r"^GP +423 +423 +0 +0 +0 +0 ", output, re.M) and re.search(r"^MS +226 +226 +0 +0 +0 +0 ", output, re.M)
        for school in ("GP", "MS"):
            for name, role in (("admin", "admin"), ("master", "form_master"), ("teacher", "teacher")):
                database.run("user", "create", "--school", school, "--email", f"{name}@{school.lower()}.school", "--name", name,
                             "--role", role, input="a-good-password\n")
        database.psql("""update app.classroom set form_master_id = user_id from app.user_account
            where user_account.school_id = classroom.school_id and role = 'form_master'""")
        database.psql("""insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
            select school_id, classroom_id, user_id, 'Chess' from app.classroom join app.user_account using (school_id) where role = 'teacher'""")
        with Server(database, workers=4) as server:
            cases = open_cases_of_students_at_risk(server, database)
            real_cases_keep_their_edits(server, database, cases)
    finally:
        database.drop()


def open_cases_of_students_at_risk(server, database):
    students = dict(database.psql("select external_id, student_id from app.student"))
    tokens = {school: server.login(f"master@{school.lower()}.school", "a-good-password") for school in ("GP", "MS")}
    cases = {"GP": [], "MS": []}
    expected = 0
    for number, row in enumerate(csv.DictReader(REAL_DATA.open()), 1):
        school = row["School"]
        if int(row["absences"]) <= 10 and int(row["G2"]) >= 10:
            continue
        expected += 1
        student = int(students[f"{school}-{number}"])
        answer = server.request("POST", "/api/interventions/cases/", {"student_id": student, "concern": "attendance"}, tokens[school])
        assert answer.status == 201, answer.text
        cases[school].append(answer.json["case_id"])
    assert sum(map(len, cases.values())) == expected > 150
    return cases


def real_cases_keep_their_edits(server, database, cases):
    master, teacher = server.login("master@gp.school", "a-good-password"), server.login("teacher@gp.school", "a-good-password")
    path = f"/api/interventions/cases/{cases['GP'][0]}/"
    change = {"version": 1, "progress_status": "contacted"}
    assert server.request("PATCH", path, change, master).json["version"] == 2
    assert server.request("PATCH", path, change, master).json["current_version"] == 2
    # The teacher has the student in class, and still nothing to do with the case.
    student = server.request("GET", path, token=master).json["student"]["student_id"]
    assert server.request("GET", f"/api/students/{student}/", token=teacher).status == 200
    assert server.request("PATCH", path, change, teacher).status == 403
    assert server.request("PATCH", f"/api/interventions/cases/{cases['MS'][0]}/", change, master).status == 404
    assert server.request("PATCH", path, change).status == 401
    # As on the demo school: 50 writers of each case, over 4 processes; then the same kind of load while processes are killed.
    raced = cases["GP"][1:41]
    before = totals(database, raced)

    async def race():
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CLIENTS)) as session:
            for case in raced:
                await one_case(session, server, [master], case, 1)

    asyncio.run(race())
    assert [after - at_first for after, at_first in zip(totals(database, raced), before)] == [len(raced)] * 2
    load = Load(server.base, database, master, clients=50, keep_alive=False, seconds=5, school="GP")

    async def kill_workers():
        for _ in range(3):
            await asyncio.sleep(1.2)
            kill(server.worker_pids()[0])

    load.run(kill_workers).check()
    server.wait_until_ready()
