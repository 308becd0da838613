"""What DBAs see: the sessions of docs/dba.md as written, and every request in every log by its id. On a cluster of its own,
with the settings of deploy/postgresql."""

import json
import pathlib
import re
import subprocess
import tempfile
import time

import pytest
from cluster import DemoCluster
from nginx import Nginx
from server import Server, psql

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs/dba.md").read_text()
SETTINGS = ROOT / "deploy/postgresql/school-support.conf"


class Deployment:
    """Nginx, two workers and a PostgreSQL, all of which log to files."""

    def __init__(self, cluster, server, nginx, log):
        self.cluster, self.server, self.nginx, self.log = cluster, server, nginx, log

    def postgres_log(self):
        return (self.cluster.folder / "log").read_text()


@pytest.fixture(scope="module")
def site():
    with deployed_cluster() as cluster, tempfile.TemporaryDirectory(prefix="site-", dir="/tmp") as folder:
        cluster.psql("create extension pg_stat_statements")
        cluster.psql("create role dana login; grant school_support_dba, pg_read_all_stats to dana")
        log = open(f"{folder}/log", "w+")
        settings = {"TRUST_PROXY": "true", "LOG_LEVEL": "info", "LOG_FORMAT": "json"}
        with Server(cluster, folder=folder, log=log, **settings) as server:
            with Nginx([f"{folder}/worker-{n}.sock" for n in (1, 2)]) as nginx:
                server.base = nginx.base
                yield Deployment(cluster, server, nginx, pathlib.Path(log.name))


def deployed_cluster():
    class Deployed(DemoCluster):
        """Reads the deployed settings, as from conf.d."""

        def create(self):
            super().create()
            (self.folder / "school-support.conf").write_text(SETTINGS.read_text())
            (self.folder / "school-support.conf").chmod(0o644)
            with (self.data / "postgresql.conf").open("a") as file:
                file.write(f"include '{self.folder}/school-support.conf'\n")

    return Deployed(log_min_duration_statement=0)


def until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def refused(site):
    """A change, and one that came too late: the ids of both requests, and the case."""
    first, second = (site.server.login(f"{who}@demo.school") for who in ("form.master1", "admin"))
    case = site.server.request("GET", "/api/dashboard/", token=first).json["pending_cases"][0]
    path = f"/api/interventions/cases/{case['case_id']}/"
    change = {"version": case["version"], "outcome_notes": "A secret of the family"}
    answers = [site.server.request("PATCH", path, change, token) for token in (first, second)]
    assert [answer.status for answer in answers] == [200, 409]
    until(lambda: site.cluster.value("select count(*) from ops.conflicts") == "1")
    return *(answer.headers["X-Request-Id"] for answer in answers), case["case_id"]


def test_a_request_is_found_everywhere_by_its_id(site, refused):
    changed, late, case = refused
    for request in (changed, late):
        assert len([line for line in site.nginx.access_log.read_text().splitlines() if json.loads(line)["request_id"] == request]) == 1
        lines = [json.loads(line) for line in site.log.read_text().splitlines() if f'"request_id":"{request}"' in line]
        assert [line["status"] for line in lines if "status" in line] == [200 if request == changed else 409], lines
        logged = [line for line in site.postgres_log().splitlines() if f"school_support_api@school_support {request} " in line]
        assert any("execute enter: -- enter" in line for line in logged) and any("execute update_case: -- update_case" in line for line in logged)
    trail = f"select action from audit.event where entity_id = {case} and request_id = "
    assert site.cluster.psql(trail + f"'{changed}'") == [["UPDATE"]]
    assert site.cluster.psql(trail + f"'{late}'") == [["VERSION_CONFLICT"]]


def test_an_error_of_the_database_is_found_by_the_id_of_its_request(site):
    token = site.server.login("form.master1@demo.school")
    case = site.server.request("GET", "/api/dashboard/", token=token).json["pending_cases"][1]
    answer = site.server.request(
        "PATCH", f"/api/interventions/cases/{case['case_id']}/", {"version": case["version"], "status": "closed"}, token)
    assert answer.status == 422
    request = answer.headers["X-Request-Id"]
    until(lambda: re.search(rf" {request} ERROR:", site.postgres_log()))


def test_the_log_of_postgresql_has_no_words_of_people(site, refused):
    assert "outcome_notes" in site.postgres_log() or "update_case" in site.postgres_log()
    assert "A secret of the family" not in site.postgres_log()


def test_a_refused_edit_is_told_with_who_had_been_faster(site, refused):
    changed, late, case = refused
    row = site.cluster.psql("select kind, record_id, refused_role, current_version - based_on_version, changed_by <> refused_user, request_id from ops.conflicts")
    assert row == [["Case", str(case), "admin", "1", "t", late]]


def test_statements_have_the_names_of_their_files(site, refused):
    names = {name for (name,) in site.cluster.psql("select statement from ops.slow")}
    files = {path.stem for path in (ROOT / "sql/queries").rglob("*.sql")}
    assert {"enter", "update_case", "read_case", "read_dashboard"} <= names and names - {"-"} <= files
    assert site.cluster.psql("select count(*), min(calls) from ops.slow where statement = 'update_case'") == [["1", "2"]]


def test_statements_that_are_not_counted(site):
    """One sentence of what to do instead of an error."""
    site.cluster.psql("drop extension pg_stat_statements")
    try:
        result = as_dba(site, "select * from ops.slow")
        assert result.returncode == 0 and "create extension pg_stat_statements" in result.stderr and "(0 rows)" in result.stdout
    finally:
        site.cluster.psql("create extension pg_stat_statements")
    psql(site.cluster.url, "create role dora login; grant school_support_dba to dora")
    assert "grant pg_read_all_stats to dora" in as_dba(site, "select * from ops.slow", "dora").stderr


def as_dba(site, script, user="dana"):
    command = ["psql", "-X", "-v", "ON_ERROR_STOP=1", "-P", "pager=off", "-d", site.cluster.url.replace("user=postgres", f"user={user}")]
    return subprocess.run(command, input=script, capture_output=True, text=True, timeout=60)


BLOCKS = re.findall(r"<!-- (dba|owner|superuser) -->\n```sql\n(.*?)```\n(?:\n```text\n(.*?)```)?", PAGE, re.S)


def test_every_command_on_the_page_is_run():
    assert PAGE.count("```sql") == len(BLOCKS) > 8


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_page_works_as_written(site, refused, number):
    who, script, told = BLOCKS[number]
    # What owners do is shown, and not done.
    script = script if who != "owner" else f"begin;\nset local role school_support_owner;\n{script}\nrollback;\n"
    result = as_dba(site, script, "dana" if who == "dba" else "postgres")
    assert result.returncode == 0 and "ERROR" not in result.stderr, result.stderr
    assert "WARNING" not in result.stderr
    if told:
        assert headers(told) == headers(result.stdout), result.stdout
        assert "(0 rows)" not in result.stdout, "the page shows something"


def headers(text):
    """The names of the columns of every table that psql printed."""
    lines = text.splitlines()
    return [[name.strip() for name in lines[number - 1].split("|")] for number, line in enumerate(lines) if re.fullmatch(r"-+(\+-+)*", line)]


def test_dbas_change_nothing(site):
    for statement in ("update app.student set full_name = 'x'", "delete from audit.event", "update auth.session set ended_at = now()",
                      "truncate app.alert", "insert into ops.code values (true, 'x')", "select * from auth.password"):
        assert "permission denied" in as_dba(site, statement).stderr, statement
