"""Makes a school of the size that the targets name, by imports, and measures what depends on that size.

Called by bench/school. Figures are medians of some rounds; those of the database are its own, without the way over HTTP.
"""

import argparse
import datetime
import json
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time
import urllib.request

STUDENTS, CLASSROOMS, DAYS, PERIODS, CASES = 1000, 40, 200, 5, 1300
DATABASE = os.environ["DATABASE_ADMIN_URL"]
PASSWORD = "bench-password"
DASHBOARD = pathlib.Path(__file__).parent.parent / "sql" / "queries" / "dashboard" / "read_dashboard.sql"


def psql(sql):
    command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, "-c", sql]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def milliseconds(sql, before=""):
    """Execution time of one statement as EXPLAIN ANALYZE tells it; nothing is kept."""
    output = psql(f"begin; {before} explain (analyze, timing off) {sql}; rollback")
    return float(re.search(r"Execution Time: ([\d.]+) ms", output).group(1))


def school_days(today):
    days, day = [], today
    while len(days) < DAYS:
        if day.isoweekday() < 6:
            days.append(day)
        day -= datetime.timedelta(1)
    return days[::-1]


def mark(student, day):
    """Most miss two days in a hundred, some twelve, a few thirty."""
    chance = (student * 7919 + day.toordinal() * 104729) % 1009
    return "absent" if chance < 1009 * (0.3 if student % 50 == 0 else 0.12 if student % 10 == 0 else 0.02) else "present"


def files(folder):
    """The files of the school, in the order in which they go in."""
    days = school_days(datetime.date.today())
    students = range(STUDENTS)
    last = days[0] + datetime.timedelta(390)
    lines = {
        "students": ["external_id,full_name"] + [f"S{n},Student {n}" for n in students],
        "users": ["email,name,role"] + [f"master{n}@bench.school,Master {n},form_master" for n in range(CLASSROOMS)]
        + ["admin@bench.school,Admin,admin"],
        "calendar": ["year,first_day,last_day", f"Bench,{days[0]},{last}"],
        "enrolments": ["student,classroom,starts_on"] + [f"S{n},C{n % CLASSROOMS},{days[0]}" for n in students],
        "assignments": ["teacher,classroom,subject,form_master"]
        + [f"master{n}@bench.school,C{n},Maths,yes" for n in range(CLASSROOMS)],
        "attendance": ["student,date,period,subject,mark"]
        + [f"S{n},{day},{period},Maths,{mark(n, day)}" for day in days for period in range(1, PERIODS + 1) for n in students],
    }
    for kind, rows in lines.items():
        path = folder / f"{kind}.csv"
        path.write_text("\n".join(rows) + "\n")
        yield kind, path, len(rows) - 1


def make(options):
    with tempfile.TemporaryDirectory() as folder:
        for kind, path, rows in files(pathlib.Path(folder)):
            start = time.monotonic()
            subprocess.run([options.binary, "import", kind, path, "--school", "Bench"], check=True, stdout=subprocess.DEVNULL)
            seconds = time.monotonic() - start
            print(f"import {kind:12}{rows:>9} rows{seconds:8.1f} s{rows / seconds:10.0f} rows/s", flush=True)
    for user in ("master0", "admin"):
        subprocess.run([options.binary, "user", "set-password", "--email", f"{user}@bench.school"], input=PASSWORD + "\n",
                       text=True, check=True, stdout=subprocess.DEVNULL)
    psql(f"""
        insert into app.intervention_case (school_id, student_id, concern, assigned_to, follow_up_date)
        select school_id, student_id, concern, form_master_id, current_date + (student_id % 20)::integer
        from app.student join app.classroom using (school_id, classroom_id),
          unnest('{{attendance,behaviour}}'::app.concern[]) concern
        order by concern, student_id limit {CASES};
        insert into app.case_task (school_id, case_id, title, due_date)
        select school_id, case_id, 'Call home', current_date - 5 from app.intervention_case where case_id % 3 = 0;
        insert into app.lesson (school_id, teaching_assignment_id, weekday, period)
        select school_id, teaching_assignment_id, weekday, period from app.teaching_assignment, generate_series(1, 5) weekday,
          generate_series(1, 6) period;
        delete from app.evaluation_request""")
    psql("vacuum analyze")


def evaluations(options):
    """The whole school in one turn as well, which the jobs process does not do."""
    school = psql("select school_id from app.school")
    batches = f"ops.batches_to_evaluate({school}, current_date) students"
    turns = {
        "whole school": f"from {batches}",
        "whole school at once": f"from ops.students_to_evaluate({school}, current_date) students",
        "one class": "from (select array_agg(student_id) from app.student where classroom_id = "
                     "(select min(classroom_id) from app.classroom)) room (students)",
    }
    warm = "delete from app.student_indicator; delete from app.alert where case_id is null;"
    for title, function in (("indicators", "ops.evaluate"), ("indicators and alerts", "ops.refresh")):
        measured = {who: [] for who in turns}
        for _ in range(options.rounds):
            for who, students in turns.items():
                measured[who].append(milliseconds(f"select {function}({school}, students, current_date) {students}", warm))
        for who, times in measured.items():
            print(f"evaluate {title + ', ' + who:44}{statistics.median(times):8.1f} ms")


def claims(email):
    return f"""do $$ declare account record; begin
        select school_id, user_id, role from app.user_account where email = '{email}' into account;
        perform set_config('app.school_id', account.school_id::text, true), set_config('app.user_id', account.user_id::text, true),
          set_config('app.user_role', account.role::text, true), set_config(claim,
            array(select classroom_id from app.classroom where form_master_id = account.user_id)::text, true)
          from unnest('{{app.classroom_ids,app.led_classroom_ids}}'::text[]) claim;
        end $$; set local role school_support_api; set local seq_page_cost = 0.1; set local random_page_cost = 0.1;"""


def dashboards(options):
    psql(f"do $$ begin perform ops.refresh(school_id, app.enrolled_students(school_id, current_date), current_date) from app.school; end $$")
    psql("vacuum analyze")
    for user in ("master0", "admin"):
        measured = [milliseconds(DASHBOARD.read_text(), claims(f"{user}@bench.school")) for _ in range(options.rounds)]
        token = login(options, f"{user}@bench.school")
        answered = [ask(options, token, "/api/dashboard/")[0] for _ in range(options.rounds * 10)]
        print(f"dashboard of {user:10}{statistics.median(measured):8.1f} ms in the database"
              f"{statistics.median(answered):8.1f} ms over HTTP")


def lists(options):
    """As the pages of an admin ask for them, in turns."""
    token = login(options, "admin@bench.school")
    answered = {path: [] for path in (
        "/api/alerts/?limit=30", "/api/interventions/cases/?limit=30", "/api/students/?limit=50", "/api/registers/missing/?limit=20",
        "/api/users/?limit=50", "/api/staff/?limit=200", "/api/audit/logs/?limit=50", "/api/imports/?limit=20")}
    for _ in range(options.rounds * 10):
        for path, times in answered.items():
            times.append(ask(options, token, path)[0])
    for path, times in answered.items():
        print(f"list {path:42}{statistics.median(times):8.1f} ms over HTTP, {max(times):.1f} at worst")


def live(options):
    """From the answer to somebody's change until somebody else's open page is told."""
    admin, master = login(options, "admin@bench.school"), login(options, "master0@bench.school")
    case = psql("select min(case_id) from app.intervention_case where assigned_to = "
                "(select user_id from app.user_account where email = 'master0@bench.school')")
    path, waits = f"/api/interventions/cases/{case}/", []
    stream = send(options, master, "/api/events/")
    for turn in range(options.rounds * 10):
        time.sleep(0.5 + turn % 10 / 40)
        version = ask(options, admin, path)[1]["version"]
        changed = json.load(send(options, admin, path, {"version": version, "tier": 1 + version % 3}))["version"]
        start = time.monotonic()
        while f'"version":{changed}'.encode() not in stream.readline().replace(b" ", b""):
            pass
        waits.append((time.monotonic() - start) * 1000)
    print(f"change by somebody else{statistics.median(waits):32.1f} ms until it is told, {max(waits):.1f} at worst")


def login(options, email):
    body = json.dumps({"email": email, "password": PASSWORD}).encode()
    request = urllib.request.Request(options.url + "/api/auth/login/", body, {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))["token"]


def send(options, token, path, change=None):
    body = json.dumps(change).encode() if change else None
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return urllib.request.urlopen(urllib.request.Request(options.url + path, body, headers, method="PATCH" if change else "GET"))


def ask(options, token, path):
    """Milliseconds, and what was answered."""
    start = time.monotonic()
    answer = json.load(send(options, token, path))
    return (time.monotonic() - start) * 1000, answer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--url")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("step", choices=["make", "measure"])
    options = parser.parse_args()
    if options.step == "make":
        make(options)
    else:
        evaluations(options)
        dashboards(options)
        lists(options)
        live(options)


main()
