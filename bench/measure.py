"""Measures a running server against PostgreSQL alone. Called by bench/run, which starts both.

All kinds of load run in turn, round after round, so that a machine whose speed drifts slows all of them alike;
what counts are the ratios, computed within each round, of which the median is told.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).parent
QUERIES = HERE.parent / "sql" / "queries"
EMAIL, PASSWORD = "form.master@bench.school", "bench-password"
CASES, SESSIONS, CLIENTS = 200, 64, 32


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True, help="of the server, such as http://127.0.0.1:8090")
    parser.add_argument("--database", required=True, help="connection string of a superuser")
    parser.add_argument("--api-database", required=True, help="connection string of the role school_support_api")
    parser.add_argument("--server", type=int, required=True, help="process id of `school-support serve`")
    parser.add_argument("--seconds", type=int, default=5, help="of each load in each round")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def psql(database, sql):
    command = ["psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class School:
    """A form master with a classroom of students, a case for each, and real sessions."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.school, self.user, self.classroom = map(int, psql(options.database, SCHOOL).split("|"))
        binary = HERE.parent / ".build" / "release" / "school-support"
        subprocess.run([binary, "user", "set-password", "--email", EMAIL], input=PASSWORD + "\n", text=True, check=True)
        self.first_case = self.open_cases(CASES)
        # As autovacuum does in time: without statistics the plans are those of empty tables.
        psql(options.database, "analyze")
        self.tokens = [self.login() for _ in range(SESSIONS)]
        self.token_file = folder / "tokens"
        self.token_file.write_text("\n".join(self.tokens))

    def open_cases(self, count):
        """Cases in one block of ids, all at version 1. Returns the first id."""
        sql = CASES_OF_NEW_STUDENTS.format(school=self.school, user=self.user, classroom=self.classroom, count=count)
        return int(psql(self.options.database, sql).splitlines()[-1])

    def login(self):
        body = json.dumps({"email": EMAIL, "password": PASSWORD}).encode()
        request = urllib.request.Request(
            self.options.url + "/api/auth/login/", body, {"Content-Type": "application/json"}
        )
        return json.load(urllib.request.urlopen(request))["token"]

    def versions(self, count):
        """A file of fresh cases for PATCH over HTTP."""
        first = self.open_cases(count)
        file = self.folder / "versions"
        file.write_text("\n".join(f"{first + number} 1" for number in range(count)))
        return file


SCHOOL = """
with school as (insert into app.school (name) values ('Bench School') returning school_id),
account as (
  insert into app.user_account (school_id, email, name, role)
  select school_id, 'form.master@bench.school', 'Bench', 'form_master' from school
  returning school_id, user_id
), room as (
  insert into app.classroom (school_id, name, form_master_id) select school_id, '1A', user_id from account
  returning classroom_id
)
select school_id, user_id, classroom_id from account, room
"""

CASES_OF_NEW_STUDENTS = """
with student as (
  insert into app.student (school_id, full_name, classroom_id)
  select {school}, 'Student ' || number, {classroom} from generate_series(1, {count}) number
  returning student_id
), opened as (
  insert into app.intervention_case (school_id, student_id, assigned_to)
  select {school}, student_id, {user} from student
  returning case_id
)
select min(case_id) from opened
"""


class Usage:
    """CPU and memory of the workers and of PostgreSQL, from /proc."""

    def __init__(self, options):
        self.server = options.server
        self.postmaster = int(psql(options.database, "select pg_read_file('postmaster.pid')").splitlines()[0])

    @staticmethod
    def children(parent):
        found = []
        for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = status.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                found.append(int(status.parent.name))
        return found

    @classmethod
    def cpu_of(cls, parent):
        """Milliseconds of a process and its children, those that have ended (and were waited for) among them."""
        ticks = 0
        for pid in [parent, *cls.children(parent)]:
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += sum(map(int, fields[11:15]))
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    def cpu(self):
        """Milliseconds of the workers and of PostgreSQL since they started."""
        return self.cpu_of(self.server), self.cpu_of(self.postmaster)

    def memory(self):
        """MiB resident of the largest worker."""
        sizes = [
            int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])
            for pid in self.children(self.server)
        ]
        return max(sizes) / 1024


def measured(usage, run):
    """Runs one load: {rate, p50, p99 (ms), failed (share), worker_cpu, postgres_cpu (ms per 1,000 requests)}."""
    workers, postgres = usage.cpu()
    result = run()
    workers_after, postgres_after = usage.cpu()
    thousands = result.pop("requests") / 1000
    result["worker_cpu"] = (workers_after - workers) / thousands
    result["postgres_cpu"] = (postgres_after - postgres) / thousands
    return result


def wrk(options, path, connections, script=None, *script_arguments):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{options.seconds}s", "--latency"]
    if script:
        command += ["-s", str(HERE / script)]
    command += [options.url + path] + (["--"] + [str(each) for each in script_arguments] if script else [])
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    requests = int(re.search(r"(\d+) requests in", text)[1])
    failures = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    if "Socket errors" in text:
        sys.exit(f"wrk met socket errors:\n{text}")
    return {
        "requests": requests,
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        "p50": milliseconds(re.search(r"^\s+50%\s+(\S+)", text, re.MULTILINE)[1]),
        "p99": milliseconds(re.search(r"^\s+99%\s+(\S+)", text, re.MULTILINE)[1]),
        "failed": int(failures[1]) / requests if failures else 0,
    }


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def statement(name):
    """The text of a query as the workers run it, without comments."""
    lines = (QUERIES / name).read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))


def with_variables(sql, *values):
    """$1, $2 ... as pgbench variables, which it binds as parameters again."""
    return re.sub(r"\$(\d+)", lambda match: values[int(match[1]) - 1], sql)


def pgbench(options, school, script, definitions):
    file = school.folder / "pgbench.sql"
    file.write_text(script)
    for old in school.folder.glob("pgbench_log.*"):
        old.unlink()
    command = ["pgbench", "-n", "-M", "prepared", f"-c{CLIENTS}", "-j1", f"-T{options.seconds}", "-f", str(file)]
    command += ["-l", f"--log-prefix={school.folder}/pgbench_log"]
    for name, value in definitions.items():
        command += ["-D", f"{name}={value}"]
    text = subprocess.run(
        command + [options.api_database], check=True, capture_output=True, text=True
    ).stdout
    lines = [line for log in school.folder.glob("pgbench_log.*") for line in log.read_text().splitlines()]
    microseconds = sorted(int(line.split()[2]) for line in lines)
    return {
        "requests": int(re.search(r"actually processed: (\d+)", text)[1]),
        "rate": float(re.search(r"tps = ([\d.]+)", text)[1]),
        "p50": microseconds[len(microseconds) // 2] / 1000,
        "p99": microseconds[len(microseconds) * 99 // 100] / 1000,
        "failed": int(re.search(r"failed transactions: (\d+)", text)[1]),
    }


def enter(school):
    hashed = f"encode(sha256('{school.tokens[0]}'), 'hex')"
    values = {"token_hash": "\\x" + psql(school.options.database, f"select {hashed}")}
    return with_variables(statement("session/enter.sql"), ":token_hash", ":request_id", ":address", ":roles", ":may_lack"), {
        **values, "request_id": "bench", "address": "127.0.0.1", "roles": "{admin,form_master}", "may_lack": "false",
    }


def pgbench_get(options, school):
    sql, values = enter(school)
    script = f"""\\set id random(:first_case, :last_case)
\\startpipeline
{sql};
{with_variables(statement("case/read_case.sql"), ":id")};
\\endpipeline
"""
    block = {"first_case": school.first_case, "last_case": school.first_case + CASES - 1}
    return pgbench(options, school, script, values | block)


def pgbench_patch(options, school):
    sql, values = enter(school)
    first = school.open_cases(CLIENTS)
    script = f"""\\set id :first_case + :client_id
\\startpipeline
{sql};
{with_variables(statement("case/update_case.sql"), ":id", ":version", ":fields")};
{with_variables(statement("case/read_case.sql"), ":id")};
\\endpipeline
\\set version :version + 1
"""
    fields = '{"progress_status":"contacted"}'
    result = pgbench(options, school, script, values | {"first_case": first, "version": 1, "fields": fields})
    grown = int(psql(options.database, f"""
        select sum(version - 1) from app.intervention_case where case_id between {first} and {first + CLIENTS - 1}"""))
    if grown < result["requests"]:
        sys.exit(f"pgbench reports {result['requests']} changes, but only {grown} were made")
    return result


LOADS = [
    ("live", "GET /health/live, 64 connections"),
    ("pgbench_get", "pgbench: statements of GET, 32 clients"),
    ("get32", "GET one case, 32 connections"),
    ("get64", "GET one case, 64 connections"),
    ("pgbench_patch", "pgbench: statements of PATCH, 32 clients"),
    ("patch32", "PATCH one case, 32 connections"),
    ("patch64", "PATCH one case, 64 connections"),
]


def one_round(options, school, usage):
    cases = (school.token_file, school.first_case, CASES)
    runs = {
        "live": lambda: wrk(options, "/health/live", 64),
        "pgbench_get": lambda: pgbench_get(options, school),
        "get32": lambda: wrk(options, "/", 32, "get.lua", *cases),
        "get64": lambda: wrk(options, "/", 64, "get.lua", *cases),
        "pgbench_patch": lambda: pgbench_patch(options, school),
        "patch32": lambda: wrk(options, "/", 32, "patch.lua", school.token_file, school.versions(CASES)),
        "patch64": lambda: wrk(options, "/", 64, "patch.lua", school.token_file, school.versions(CASES)),
    }
    results = {}
    for name, title in LOADS:
        print(f"  {title} ...", file=sys.stderr, flush=True)
        results[name] = measured(usage, runs[name])
    results["memory"] = usage.memory()
    return results


def ratios(results):
    live, get = results["live"]["rate"], results["pgbench_get"]["rate"]
    together = 1 / (1 / live + 1 / get)
    patch = results["pgbench_patch"]["rate"]
    return {
        "get32": results["get32"]["rate"] / together, "get64": results["get64"]["rate"] / together,
        "patch32": results["patch32"]["rate"] / patch, "patch64": results["patch64"]["rate"] / patch,
    }


def report(rounds):
    def median(name, figure):
        return statistics.median(each[name][figure] for each in rounds)

    print(f"{'':42}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'2xx %':>9}{'CPU ms per 1,000 requests':>28}")
    print(f"{'':78}{'workers':>14}{'PostgreSQL':>14}")
    for name, title in LOADS:
        print(
            f"{title:42}{median(name, 'rate'):9.0f}{median(name, 'p50'):9.2f}{median(name, 'p99'):9.2f}"
            f"{100 - 100 * median(name, 'failed'):9.2f}"
            f"{median(name, 'worker_cpu'):14.1f}{median(name, 'postgres_cpu'):14.1f}"
        )
    each = [ratios(result) for result in rounds]
    print()
    for name, title, goal in [
        ("get", "GET against 1 / (1/live + 1/pgbench)", 0.9), ("patch", "PATCH against pgbench", 0.8),
    ]:
        for connections in ("32", "64"):
            values = sorted(result[name + connections] for result in each)
            print(
                f"{title}, {connections} connections: {statistics.median(values):.2f}"
                f"  (min {values[0]:.2f}, max {values[-1]:.2f}; goal {goal})"
            )
    print(f"Memory of a worker: {max(result['memory'] for result in rounds):.0f} MiB (goal: 64 at most)")


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        school = School(options, pathlib.Path(folder))
        usage = Usage(options)
        rounds = []
        for number in range(1, options.rounds + 1):
            print(f"Round {number} of {options.rounds}", file=sys.stderr, flush=True)
            rounds.append(one_round(options, school, usage))
    report(rounds)


if __name__ == "__main__":
    main()
