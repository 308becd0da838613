"""From a register to an indicator and an alert, by the jobs process; rules are tried, saved and judged."""

import datetime
import os
import subprocess
import threading
import time

import pytest
from server import BINARY, Database, Server, kill


@pytest.fixture(scope="module")
def school():
    """A server of its own, with its jobs process: what it evaluates would disturb other tests."""
    database = Database()
    with Server(database) as server:
        yield server
    database.drop()


@pytest.fixture(scope="module")
def tokens(school):
    users = {"admin": "admin", "form_master": "form.master1", "teacher": "teacher1"}
    return {role: school.login(f"{name}@demo.school") for role, name in users.items()}


@pytest.fixture
def absentee(school):
    """A student of classroom 1 without a case, who has hardly missed a day, and the class and days of registers still to take."""
    database = school.database
    student, room = database.psql("""
        select student_id, classroom_id from app.student join app.classroom using (school_id, classroom_id)
        join app.user_account on user_id = form_master_id
        where email = 'form.master1@demo.school' and not exists (
          select from app.alert where alert.student_id = student.student_id and (rule = 'consecutive_absence' or rule = 'manual' and closed_on is null))
        and not exists (
          select from app.intervention_case covering
          where covering.student_id = student.student_id and concern = 'attendance' and status <> 'closed')
        order by (
          select count(*) from app.student_indicator
          where student_indicator.student_id = student.student_id and state not in ('none', 'not_enough_data')
        ), (
          select array[count(*) filter (where is_absent and day > current_date - 21), count(*) filter (where is_absent)]
          from app.attendance_day where attendance_day.student_id = student.student_id), student_id
        limit 1""")[0]
    class_id = database.value(f"select min(teaching_assignment_id) from app.teaching_assignment where classroom_id = {room}")
    return int(student), class_id


def eventually(find, seconds=5):
    """The first thing found that is true; what is promised within 5 s must be there by then."""
    deadline = time.monotonic() + seconds
    while True:
        found = find()
        if found or time.monotonic() > deadline:
            return found
        time.sleep(0.1)


def indicator(school, tokens, student, rule, query=""):
    page = school.request("GET", f"/api/students/{student}/indicators/{query}", token=tokens["admin"]).json
    return next(result for result in page["results"] if result["rule"] == rule)


def absent_on_last_days(school, tokens, student, class_id, days):
    """Takes registers of periods 10, 11 and 12, so that absence in them is most of the day; on the day before present."""
    dates = school.database.psql(
        f"select day from app.calendar_day where school_id = 1 and is_school_day and day < current_date order by day desc limit {days + 1}")
    for number, (date,) in reversed(list(enumerate(dates))):
        for period in (10, 11, 12):
            path = f"/api/registers/{class_id}/{date}/{period}/"
            page = school.request("GET", path, token=tokens["admin"]).json
            marks = [{"student_id": row["student_id"], "mark": "absent" if row["student_id"] == student and number < days else "present"}
                     for row in page["students"]]
            body = {"version": page["version"], "marks": marks, "reason": "test"}
            assert school.request("PUT", path, body, tokens["admin"]).status == 200


@pytest.mark.alone
def test_a_register_raises_an_alert_within_seconds(school, tokens, absentee):
    student, class_id = absentee
    assert indicator(school, tokens, student, "consecutive_absence")["state"] == "none"
    absent_on_last_days(school, tokens, student, class_id, 3)
    found = eventually(lambda: indicator(school, tokens, student, "consecutive_absence")["state"] == "tier2")
    assert found
    given = indicator(school, tokens, student, "consecutive_absence")
    assert (given["sentence"], given["numerator"], given["cut"]) == ("absent 3 school days in a row", 3, 3)
    alerts = school.request("GET", f"/api/alerts/?student={student}&status=active", token=tokens["form_master"]).json["results"]
    alert, = [alert for alert in alerts if alert["rule"] == "consecutive_absence"]
    assert alert["message"] == "absent 3 school days in a row" and alert["risk_level"] == "medium"
    assert alert["assigned_to"]["user_id"] == int(school.database.value(
        "select user_id from app.user_account where email = 'form.master1@demo.school'"))
    assert alert["evidence"]["rule_version"] == given["rule_version"] and alert["evidence"]["cut"] == 3
    second = school.database.value("""select day from app.calendar_day where school_id = 1 and is_school_day and day < current_date
        order by day desc offset 1 limit 1""")
    assert indicator(school, tokens, student, "consecutive_absence", f"?as_of={second}")["state"] in ("none", "not_enough_data")


def test_whoever_is_assigned_from_elsewhere_reads_what_is_known(school, tokens, absentee):
    student, _ = absentee
    email, teacher = school.database.psql(f"""
        select email, user_id from app.user_account
        where school_id = 1 and role = 'teacher' and user_id not in (
          select user_id from app.teaching_assignment join app.student using (school_id, classroom_id) where student_id = {student})
        order by user_id limit 1""")[0]
    theirs = school.login(email)
    paths = f"/api/students/{student}/indicators/", f"/api/students/{student}/timeline/"
    assert [school.request("GET", path, token=theirs).status for path in paths] == [403, 403]
    school.database.psql(f"""insert into app.alert (school_id, student_id, risk_level, message, assigned_to)
        values (1, {student}, 'low', 'Look here', {teacher})""")
    given, line = (school.request("GET", path, token=theirs).json for path in paths)
    assert given == school.request("GET", paths[0], token=tokens["admin"]).json
    assert any(result["state"] != "not_enough_data" for result in given["results"])
    assert line["weeks"] and line["weeks"] == school.request("GET", paths[1], token=tokens["admin"]).json["weeks"]


def test_what_was_waiting_is_evaluated_after_the_jobs_process_was_killed(school, tokens):
    database = school.database
    victim, = school.jobs_pids()
    kill(victim)
    student = database.value("select max(student_id) from app.student where school_id = 1 and classroom_id is not null")
    database.psql(f"""insert into app.incident (school_id, student_id, day, kind) values
        (1, {student}, current_date, 'serious'), (1, {student}, current_date, 'suspension')""")
    assert eventually(lambda: indicator(school, tokens, student, "serious_incident")["state"] == "tier3", 15)
    assert eventually(lambda: school.jobs_pids() not in ([], [victim]), 15)
    assert database.value("select count(*) from app.evaluation_request") == "0"


def test_one_of_fifty_takes_an_alert(school, tokens):
    alert = school.database.value("""select min(alert_id) from app.alert join app.classroom using (school_id, classroom_id)
        join app.user_account on user_id = form_master_id
        where email = 'form.master1@demo.school' and alert.status = 'active' and claimed_by is null""")
    path, answers = f"/api/alerts/{alert}/claim/", []

    def take(token):
        answers.append((token, school.request("POST", path, token=token)))

    takers = [threading.Thread(target=take, args=(tokens["admin" if number % 2 else "form_master"],)) for number in range(50)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    winner, = {token for token, answer in answers if answer.status == 200}
    lost = [answer for token, answer in answers if token != winner]
    assert len(lost) == 25 and {answer.status for answer in lost} == {409}
    assert {answer.json["type"] for answer in lost} == {"/problems/already-taken"}
    name = next(answer for token, answer in answers if token == winner).json["claimed_by"]
    assert all(answer.json["current"]["claimed_by"] == name for answer in lost)
    assert school.database.value(f"""select count(*) from audit.event
        where entity = 'alert' and entity_id = {alert} and changes ? 'claimed_by'""") == "1"


def test_an_alert_rests_until_a_day(school, tokens):
    alert = school.request("GET", "/api/alerts/?status=active&limit=1", token=tokens["form_master"]).json["results"][0]
    path = f"/api/alerts/{alert['alert_id']}/"
    day = {name: school.database.value(f"select current_date + {days}") for name, days in (("past", -1), ("next", 7))}
    body = {"version": alert["version"], "snoozed_until": day["past"], "snooze_reason": "On a journey"}
    refused = school.request("PATCH", path, body, tokens["form_master"])
    assert refused.status == 422 and refused.json["field"] == "snoozed_until"
    refused = school.request("PATCH", path, {"version": alert["version"], "snoozed_until": day["next"]}, tokens["form_master"])
    assert refused.status == 422 and refused.json["field"] == "snooze_reason"
    done = school.request("PATCH", path, body | {"snoozed_until": day["next"]}, tokens["form_master"])
    assert done.status == 200 and done.json["snoozed_until"] == day["next"] and done.json["version"] == alert["version"] + 1


def test_a_rule_is_tried_before_it_is_saved(school, tokens):
    rules = {rule["rule"]: rule for rule in school.request("GET", "/api/rules/", token=tokens["teacher"]).json["results"]}
    assert len(rules) == 6 and rules["absence_rate"]["version"] == 1
    same = {"rule": "absence_rate", "cuts": rules["absence_rate"]["cuts"]}
    tried = school.request("POST", "/api/rules/simulate/", same, tokens["admin"]).json
    assert tried["would_flag"] == tried["flags_now"] and tried["students"] == 1000
    assert {key: sum(room[key] for room in tried["by_classroom"]) for key in ("watch", "tier2", "tier3")} \
        == {key: tried["would_flag"][key] for key in ("watch", "tier2", "tier3")}
    counted = dict(school.database.psql("""select state, count(*) from app.student_indicator
        where school_id = 1 and rule = 'absence_rate' and day = (select max(day) from app.student_indicator latest
          where latest.school_id = 1 and latest.student_id = student_indicator.student_id and latest.rule = 'absence_rate')
        group by state"""))
    assert {state: int(counted.get(state, 0)) for state in ("watch", "tier2", "tier3")} \
        == {state: tried["flags_now"][state] for state in ("watch", "tier2", "tier3")}

    strict = [{"band": "tier3", "measure": "absent_percent", "minimum_days": 20, "cut": 2.5}]
    tried = school.request("POST", "/api/rules/simulate/", {"rule": "absence_rate", "cuts": strict}, tokens["admin"]).json
    assert tried["would_flag"]["tier3"] > tried["flags_now"]["tier3"] and tried["would_flag"]["watch"] == 0
    saved = school.request("PUT", "/api/rules/absence_rate/", {"version": 1, "cuts": strict}, tokens["admin"])
    assert saved.status == 200 and saved.json["version"] == 2 and saved.json["cuts"][0]["cut"] == 2.5
    again = school.request("PUT", "/api/rules/absence_rate/", {"version": 1, "cuts": same["cuts"]}, tokens["admin"])
    assert again.status == 409 and again.json["current_version"] == 2
    count = """select count(*) from (select distinct on (student_id) state from app.student_indicator
        where school_id = 1 and rule = 'absence_rate' order by student_id, day desc) latest where state = 'tier3'"""
    assert eventually(lambda: int(school.database.value(count)) == tried["would_flag"]["tier3"], 10)


@pytest.mark.parametrize("cuts, field", [
    ([], "cuts"),
    ([{"band": "watch", "measure": "incident_days", "cut": 1}], "cuts"),
    ([{"band": "watch", "measure": "absent_percent", "cut": 0}], "cuts[0].cut"),
    ([{"band": "watch", "measure": "absent_percent", "cut": 1.234}], "cuts[0].cut"),
    ([{"band": "watch", "measure": "absent_percent", "cut": "5"}], "cuts[0].cut"),
    ([{"band": "watch", "measure": "absent_percent", "cut": 5, "window_days": 201}], "cuts[0].window_days"),
])
def test_a_rule_must_make_sense(school, tokens, cuts, field):
    version = next(rule["version"] for rule in school.request("GET", "/api/rules/", token=tokens["admin"]).json["results"]
                   if rule["rule"] == "absence_rate")
    answer = school.request("PUT", "/api/rules/absence_rate/", {"version": version, "cuts": cuts}, tokens["admin"])
    assert answer.status == 422 and answer.json["field"] == field, answer.text


def test_the_quality_of_a_rule_is_what_became_of_its_alerts(school, tokens):
    quality = school.request("GET", "/api/rules/early_pace/quality/", token=tokens["admin"]).json
    rows = dict(school.database.psql("""select coalesce(close_reason::text, case when cleared then 'cleared' else 'open' end), count(*)
        from app.alert where school_id = 1 and rule = 'early_pace' group by 1"""))
    assert quality["raised"] == sum(int(count) for count in rows.values())
    assert quality["open"] == int(rows["open"]) and quality["cleared"] == int(rows.get("cleared", 0))
    assert quality["closed"] == {reason: int(rows.get(reason, 0)) for reason in quality["closed"]}
    assert school.request("GET", "/api/rules/nonsense/quality/", token=tokens["admin"]).status == 404


def test_the_day_of_a_school_is_begun_by_itself():
    """Whoever moves on it is moved, everybody is evaluated, and what nobody has touched goes up, once."""
    database = Database()
    try:
        student, room = database.psql("select student_id, classroom_id from app.student where school_id = 1 order by student_id limit 1")[0]
        raised = """insert into app.alert (school_id, student_id, risk_level, message, raised_on)
            values (1, {}, 'high', 'Untouched', current_date - 60) returning alert_id"""
        alert = database.value(raised.format(student))
        other = database.value(f"select min(classroom_id) from app.classroom where school_id = 1 and classroom_id <> {room}")
        # As if the enrolment that begins today had been written down before.
        database.psql(f"set session_replication_role = replica; update app.student set classroom_id = {other} where student_id = {student}")
        database.psql("delete from ops.daily_evaluation; delete from app.student_indicator where day = app.today(school_id)")
        with Server(database):
            assert eventually(lambda: database.value("select count(*) from ops.daily_evaluation") == "2", 60)
        assert database.value(f"select classroom_id from app.student where student_id = {student}") == room
        assert database.value(f"select status from app.alert where alert_id = {alert}") == "escalated"
    finally:
        database.drop()


def test_everybody_is_evaluated_on_demand(school):
    output = school.database.run("evaluate").stdout
    assert "Demo School" in output and "Other School" in output
    refused = school.database.run("evaluate", "--as-of", "yesterday", check=False)
    assert refused.returncode == 1 and "--as-of" in refused.stderr


@pytest.mark.parametrize("days, reason", [(-30, "history"), (2, "still to come")])
def test_no_day_is_evaluated_before_its_time_or_after(school, days, reason):
    alerts = "select alert_id, version from app.alert order by 1"
    before = school.database.psql(alerts)
    day = datetime.date.today() + datetime.timedelta(days)
    refused = school.database.run("evaluate", "--as-of", str(day), check=False)
    assert refused.returncode == 1 and reason in refused.stderr
    assert school.database.psql(alerts) == before


def test_two_evaluations_at_once_raise_each_alert_once(school):
    """The jobs process, which is told of the facts, and two that somebody starts by hand."""
    database = school.database
    students = [student for (student,) in database.psql("""select student_id from app.student
        where school_id = 1 and classroom_id is not null and not exists (
          select from app.alert where alert.student_id = student.student_id and rule = 'serious_incident')
        order by student_id desc limit 200""")]
    assert len(students) > 100
    ids = ",".join(students)
    database.psql(f"""insert into app.incident (school_id, student_id, day, kind)
        select school_id, student_id, (select max(day) from app.calendar_day where school_id = 1 and is_school_day and day <= current_date), 'serious'
        from app.student where student_id in ({ids})""")
    runs = [subprocess.Popen([BINARY, "evaluate"], env=os.environ | {"DATABASE_ADMIN_URL": database.url},
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    outcomes = [run.communicate() + (run.returncode,) for run in runs]
    assert [code for _, _, code in outcomes] == [0, 0], outcomes
    alerts = f"from app.alert where rule = 'serious_incident' and student_id in ({ids})"
    assert eventually(lambda: database.value("select count(*) from app.evaluation_request") == "0", 15)
    assert database.value(f"select count(*) {alerts}") == str(len(students))
    assert database.value(f"select count(distinct student_id) {alerts} and status in ('active', 'under_review')") == str(len(students))
    assert database.value(f"""select count(*) from audit.event where entity = 'alert' and action = 'INSERT'
        and entity_id in (select alert_id {alerts})""") == str(len(students))
    assert database.value(f"""select count(*) - count(distinct (student_id, day)) from app.student_indicator
        where rule = 'serious_incident' and student_id in ({ids})""") == "0"
