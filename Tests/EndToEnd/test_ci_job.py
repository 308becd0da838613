"""deploy/ci: migrations are rehearsed on a copy and applied; a release that the old one cannot live with is stopped."""

import os
import pathlib
import re
import shlex
import subprocess

import pytest
import yaml
from server import ADMIN_URL, BINARY, Database, api_url, psql

ROOT = pathlib.Path(__file__).parents[2]
JOB = ROOT / "deploy/ci/migration-job"


@pytest.fixture(scope="module")
def school():
    database = Database(demo=False)
    yield database
    database.drop()


@pytest.fixture
def release(tmp_path):
    """A release with one migration more: its way up and its way back."""

    def release(up, down):
        path = tmp_path / "new-release"
        step = f"""{up}; insert into ops.migration (number, name, up_sha256, down_sha256, down_script, duration_ms)
            select max(number) + 1, 'next', repeat('0', 64), encode(sha256(convert_to($down${down};$down$, 'UTF8')), 'hex'), $down${down};$down$, 1 from ops.migration"""
        path.write_text(f"""#!/bin/bash
case "$*" in
  'migrate plan') echo {shlex.quote(up)} ;;
  migrate) {shlex.quote(BINARY)} migrate && exec psql -X -q -1 -v ON_ERROR_STOP=1 -d "$DATABASE_ADMIN_URL" -c {shlex.quote(step)} ;;
  *) exec {shlex.quote(BINARY)} "$@" ;;
esac
""")
        path.chmod(0o755)
        return path

    return release


def job(database, folder, *arguments):
    folder.mkdir(exist_ok=True)
    environment = os.environ | {"DATABASE_ADMIN_URL": database.url, "DATABASE_URL": api_url(database.url), "BACKUP_DIRECTORY": str(folder)}
    return subprocess.run([JOB, *arguments], env=environment, capture_output=True, text=True, timeout=250)


def newest(database):
    return int(database.value("select max(number) from ops.migration"))


def nothing_was_touched(database, folder, before):
    assert newest(database) == before
    assert list(folder.iterdir()) == []
    copies = psql(ADMIN_URL, f"select datname from pg_database where datname like '{database.name}\\_%'")
    assert copies == []


def test_an_expanding_release_is_rehearsed(school, release, tmp_path):
    before = newest(school)
    new = release("alter table app.alert add column extra text", "alter table app.alert drop column extra")
    result = job(school, tmp_path / "backups", "rehearse", BINARY, new)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "alter table app.alert add column extra text" in result.stdout
    assert f"Rehearsed: {school.name}" in result.stdout
    nothing_was_touched(school, tmp_path / "backups", before)


BREAKS_WRITERS = """alter table app.intervention_case add column must text not null default '';
    alter table app.intervention_case alter column must drop default"""


@pytest.mark.parametrize("up, down, told", [
    # Contracts at once: what the old release reads is gone.
    ("alter table app.alert rename column message to text", "alter table app.alert rename column text to message", "Expand first"),
    # Old writers do not know what new rows must have.
    (BREAKS_WRITERS, "alter table app.intervention_case drop column must", "Expand first"),
    ("alter table app.student no force row level security", "select 1", "app.student: row level security is not forced"),
    ("alter table app.nothing add column x int", "select 1", "the migration failed"),
    ("select 1", BREAKS_WRITERS, "after the way back"),
    ("select 1", "select from app.nothing", "the way back failed"),
], ids=["contracts", "breaks-writers", "unforces", "fails", "way-back-breaks", "way-back-fails"])
def test_a_release_that_would_hurt_is_stopped(school, release, tmp_path, up, down, told):
    before = newest(school)
    new = release(up, down)
    result = job(school, tmp_path / "backups", "rehearse", BINARY, new)
    assert result.returncode == 2 and told in result.stderr, result.stdout + result.stderr
    nothing_was_touched(school, tmp_path / "backups", before)


def test_a_new_release_that_does_not_start_is_stopped(school, release, tmp_path):
    new = release("select 1", "select 1")
    new.write_text(new.read_text().replace("'migrate plan')", "worker*) echo broken >&2; exit 1 ;;\n  'migrate plan')"))
    result = job(school, tmp_path / "backups", "rehearse", BINARY, new)
    assert result.returncode == 2 and "broken" in result.stderr and "the new release does not work" in result.stderr


def test_applying_backs_up_migrates_and_tells_the_way_back(release, tmp_path):
    database = Database(demo=False)
    try:
        before = newest(database)
        new = release("alter table app.alert add column extra text", "alter table app.alert drop column extra")
        result = job(database, tmp_path / "backups", "apply", new)
        assert result.returncode == 0, result.stdout + result.stderr
        assert newest(database) == before + 1
        assert [path.name for path in (tmp_path / "backups").glob("*Z")]
        back = re.search(r"school-support (migrate to \d{4})$", result.stdout, re.M)[1].split()
        database.run(*back, "--accept-data-loss")
        assert newest(database) == before
    finally:
        database.drop()


def test_the_example_pipeline_calls_what_there_is():
    pipeline = yaml.safe_load((ROOT / "deploy/ci/pipeline.yml").read_text())
    jobs = {name: body for name, body in pipeline.items() if isinstance(body, dict) and "script" in body}
    assert {"rehearse", "migrate", "roll"} <= set(jobs)
    for name, body in jobs.items():
        assert body["stage"] in pipeline["stages"]
        assert set(body.get("needs", [])) <= set(jobs)
        for line in body["script"]:
            program = shlex.split(line)[0]
            if program.startswith("deploy/") or program.startswith("./"):
                assert os.access(ROOT / program, os.X_OK), f"{name}: {program}"
    help_text = subprocess.run([JOB, "--help"], check=True, capture_output=True, text=True).stdout
    for line in jobs["rehearse"]["script"] + jobs["migrate"]["script"]:
        if "migration-job" in line:
            assert f"migration-job {shlex.split(line)[1]} " in help_text


@pytest.mark.parametrize("arguments", [(), ("apply",), ("rehearse", BINARY), ("nonsense", BINARY)])
def test_mistakes_get_the_usage(school, tmp_path, arguments):
    result = job(school, tmp_path / "backups", *arguments)
    assert result.returncode == 64 and "Usage: migration-job" in result.stderr
