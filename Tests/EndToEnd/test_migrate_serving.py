"""Migrations run up and down, and all code is rebuilt, while people work: nobody is refused, nobody waits long for a lock."""

import asyncio
import os
import subprocess
import time

import pytest
from load import Load
from server import BINARY, Database, Server

pytestmark = pytest.mark.alone

# What the release in use can live with: more columns, another table, a trigger, another index.
UP = """set role school_support_owner;
alter table app.intervention_case add column trial text;
alter table app.student add column trial text not null default 'x';
create table app.trial (school_id bigint not null references app.school, trial_id bigint generated always as identity, primary key (school_id, trial_id));
create index intervention_case_trial on app.intervention_case (school_id, trial);
reset role;
"""
DOWN = """set role school_support_owner;
drop table app.trial;
drop index app.intervention_case_trial;
alter table app.student drop column trial;
alter table app.intervention_case drop column trial;
reset role;
"""
TURNS = 6


@pytest.fixture
def school():
    database = Database()
    yield database
    database.drop()


def newest(database):
    return int(database.value("select max(number) from ops.migration"))


@pytest.fixture
def next_release(school, tmp_path):
    """A folder with one migration more than this release has."""
    name = tmp_path / f"{newest(school) + 1:04}_trial"
    name.with_suffix(".up.sql").write_text(UP)
    name.with_suffix(".down.sql").write_text(DOWN)
    return tmp_path


class Watch:
    """What PostgreSQL says every 10 ms of requests and migrations that wait for the lock of a table, and for how long."""

    def __init__(self, database):
        self.process = subprocess.Popen(
            ["psql", "-X", "-q", "-At", "-d", database.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write("""select coalesce(max(extract(epoch from clock_timestamp() - waitstart)), 0), count(*)
            from pg_locks join pg_stat_activity using (pid)
            where datname = current_database() and not granted and locktype = 'relation' and (usename = 'school_support_api' or application_name = 'school-support') \\watch 0.01
            """)
        self.process.stdin.flush()

    def stop(self):
        """The longest wait in seconds, and how many waited at once."""
        self.process.terminate()
        lines = [line.split("|") for line in self.process.communicate()[0].splitlines() if "|" in line]
        return max(float(wait) for wait, _ in lines), max(int(count) for _, count in lines)


def migrate_again_and_again(load, database, folder, told):
    """Up with the code of the next release, and down with that of this one, as operators would."""
    environment = os.environ | {"DATABASE_ADMIN_URL": database.url}

    async def run(*arguments):
        process = await asyncio.create_subprocess_exec(
            BINARY, "migrate", *arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = (await process.communicate())[0].decode()
        assert process.returncode == 0, output
        told.append(output)

    async def disturb():
        before = newest(database)
        for _ in range(TURNS):
            await run("up", "--with", str(folder))
            assert newest(database) == before + 1
            await run("to", f"{before:04}")
            assert newest(database) == before
        load.end = 0

    return disturb


def test_a_long_transaction_of_others_is_waited_for_without_holding_up_requests(school, next_release):
    with Server(school) as server, subprocess.Popen(
        ["psql", "-X", "-q", "-d", school.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as import_:
        import_.stdin.write("begin; update app.student set full_name = full_name where student_id = (select min(student_id) from app.student);\n\\echo held\n")
        assert import_.stdout.readline() == "held\n"
        token, answers = server.login("admin@demo.school"), []
        migration = subprocess.Popen(
            [BINARY, "migrate", "up", "--with", str(next_release)], env=os.environ | {"DATABASE_ADMIN_URL": school.url},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        told = []
        while not any("Waiting for pid" in line for line in told):
            told.append(migration.stdout.readline())
            assert told[-1], told
        watch = Watch(school)
        for _ in range(60):
            answers.append(server.request("GET", "/api/students/", token=token).status)
            time.sleep(0.1)
        assert watch.stop() == (0, 0), "nobody waits, and the migration does not try"
        import_.stdin.write("commit;\n")
        import_.stdin.close()
        told += migration.communicate(timeout=60)[0].splitlines()
        assert migration.returncode == 0, told
    assert set(answers) == {200} and sum("trying again" in line for line in told) < 3, told
    assert any(", psql of " in line for line in told)
    assert school.value("select to_regclass('app.trial') is not null") == "t"


def test_migrating_up_and_down_while_people_work(school, next_release):
    told = []
    with Server(school) as server:
        # No more than one worker has connections for changes; beyond that some are told to come again.
        load = Load(server.base, school, server.login("admin@demo.school"), clients=8, seconds=300)
        watch = Watch(school)
        load.run(migrate_again_and_again(load, school, next_release, told))
        longest, waiting = watch.stop()
        print(load.statuses, f"longest wait for a lock {longest:.3f} s, {waiting} at once, slowest answer {load.slowest:.3f} s")
        assert load.check() and load.broken == 0
        assert set(load.statuses) <= {200, 409}, load.statuses
        assert load.statuses[200] > 10 * load.statuses.get(409, 0)
        # By construction: requests wait for a lock for 1 s, migrations for 0.4 s.
        assert 0 < longest < 2 and waiting > 0
    assert sum("rebuilt" in output for output in told) == 2 * TURNS
    assert school.value("select to_regclass('app.trial') is null") == "t"
