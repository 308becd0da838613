"""Dashboards against a plain computation, a student's timeline, who sees whom, and data that leaves the system."""

import concurrent.futures
import csv
import datetime
import io
import json
import uuid
import zoneinfo
from collections import Counter

import pytest

RISKS = ["low", "medium", "high", "critical"]


def people(database, email):
    return database.psql(f"select school_id, user_id from app.user_account where email = '{email}'")[0]


@pytest.fixture(scope="module")
def today(database):
    return datetime.date.fromisoformat(database.value("select current_date"))


def rows(database, table, columns):
    """Plain rows of the demo school, for computing in Python."""
    names = columns.split()
    return [dict(zip(names, row)) for row in database.psql(
        f"select {', '.join(names)} from app.{table} join app.school using (school_id) where school.name = 'Demo School'")]


@pytest.fixture(scope="module")
def facts(database):
    """With something of everything: an owner who is gone, alerts that rest, tasks that are overdue (in a closed case, too), a request to take
    over, a note read in an emergency."""
    master = database.value("select user_id from app.user_account where email = 'form.master1@demo.school'")
    database.psql(f"""
        update app.user_account set active = false where email = 'form.master29@demo.school';
        update app.alert set snoozed_until = current_date + 7, snooze_reason = 'On a journey' where alert_id in (
          select min(alert_id) from app.alert where assigned_to in ({master}, (
              select user_id from app.user_account where email = 'teacher1@demo.school'))
            and status in ('active', 'under_review') group by assigned_to);
        update app.alert set status = 'escalated' where alert_id in (
          select alert_id from app.alert where school_id = 1 and status = 'active' order by alert_id desc limit 5);
        update app.intervention_case set hand_over_to = {master} where case_id = (
          select min(case_id) from app.intervention_case
          where school_id = 1 and assigned_to <> {master} and status <> 'closed' and not voided);
        insert into app.case_task (school_id, case_id, title, due_date)
        select school_id, case_id, 'Call home', current_date - 3 from app.intervention_case
        where assigned_to = {master} and status <> 'closed' and not voided order by case_id limit 1;
        insert into app.case_task (school_id, case_id, title, due_date, assigned_to)
        select intervention_case.school_id, case_id, 'Call home', current_date - 3, user_id
        from (select min(case_id) as case_id from app.intervention_case where assigned_to = {master} and status <> 'open' group by status) chosen
        join app.intervention_case using (case_id)
        join app.user_account on email in ('form.master1@demo.school', 'teacher1@demo.school');
        insert into app.case_note (school_id, case_id, author_id, body, restricted)
        select school_id, case_id, assigned_to, 'secret', true from app.intervention_case where assigned_to = {master} limit 1;
        insert into app.emergency_read (school_id, case_note_id, case_id, owner_id, read_by, reason)
        select school_id, max(case_note_id), max(case_id), {master}, 1, 'A child is in danger' from app.case_note
        where restricted and assigned_to = {master} group by school_id""")
    yield {
        "cases": rows(database, "intervention_case",
                      "case_id student_id classroom_id assigned_to intervention_case.status voided follow_up_date review_date tier "
                      "intervention_case.created_at closed_at hand_over_to hand_over_refused attendance_at_opening attendance_at_closing"),
        "users": rows(database, "user_account", "user_id role active"),
        "emergency_reads": rows(database, "emergency_read", "case_note_id owner_id emergency_read.created_at"),
        "alerts": rows(database, "alert", "alert_id classroom_id assigned_to risk_level status snoozed_until rule close_reason cleared closed_on"),
        "tasks": rows(database, "case_task", "case_task_id case_id assigned_to case_assigned_to due_date done_on"),
        "days": rows(database, "calendar_day", "day is_school_day"),
        "lessons": rows(database, "lesson", "lesson_id teaching_assignment_id weekday period"),
        "classes": rows(database, "teaching_assignment", "teaching_assignment_id classroom_id user_id subject"),
        "registers": rows(database, "register", "teaching_assignment_id day period"),
        "attendance": rows(database, "attendance_day", "student_id day classroom_id is_absent marks"),
        "students": rows(database, "student", "student_id classroom_id"),
        "classrooms": rows(database, "classroom", "classroom_id classroom.name form_master_id"),
    }
    database.psql("""
        update app.user_account set active = true where email = 'form.master29@demo.school';
        update app.intervention_case set hand_over_to = null where hand_over_to is not null""")


def date(text):
    return datetime.date.fromisoformat(text) if text else None


def moment(text):
    """The day of a time at the demo school."""
    return datetime.datetime.fromisoformat(text).astimezone(zoneinfo.ZoneInfo("Europe/Lisbon")).date() if text else None


def mean(values):
    return f"{sum(values) / len(values):.1f}"


def close(given, expected):
    """Of averages rounded to a tenth: PostgreSQL and Python round a half differently."""
    return abs(float(given) - float(expected)) < 0.11


def active_cases(facts):
    return {case["case_id"] for case in facts["cases"] if case["intervention_case.status"] != "closed" and case["voided"] == "f"}


def missing_registers(facts, today, sees):
    taken = {(register["teaching_assignment_id"], register["day"], register["period"]) for register in facts["registers"]}
    classes = {row["teaching_assignment_id"]: row for row in facts["classes"]}
    due = []
    for day in facts["days"]:
        when = date(day["day"])
        if day["is_school_day"] != "t" or not today - datetime.timedelta(14) <= when <= today:
            continue
        for lesson in facts["lessons"]:
            key = (lesson["teaching_assignment_id"], day["day"], lesson["period"])
            if int(lesson["weekday"]) == when.isoweekday() and key not in taken and sees(classes[lesson["teaching_assignment_id"]]):
                due.append((when, int(lesson["lesson_id"])))
    return sorted(due)


def test_the_form_masters_dashboard_is_what_the_rows_say(server, tokens, database, facts, today):
    _, master = people(database, "form.master1@demo.school")
    rooms = {room["classroom_id"] for room in facts["classrooms"] if room["form_master_id"] == master}
    shown = server.request("GET", "/api/dashboard/", token=tokens["form_master"]).json

    pending = [case for case in facts["cases"] if case["assigned_to"] == master and case["intervention_case.status"] != "closed" and case["voided"] == "f"]
    pending.sort(key=lambda case: (date(case["follow_up_date"]) or datetime.date.max, int(case["case_id"])))
    assert shown["counts"]["pending_cases"] == len(pending) > 10
    assert [case["case_id"] for case in shown["pending_cases"]] == [int(case["case_id"]) for case in pending[:20]]
    assert shown["statistics"]["cases"]["overdue"] == sum(date(case["follow_up_date"]) < today for case in pending if case["follow_up_date"])

    mine = [alert for alert in facts["alerts"] if (alert["classroom_id"] in rooms or alert["assigned_to"] == master)
            and alert["status"] in ("active", "under_review", "escalated")]
    awake = [alert for alert in mine if not alert["snoozed_until"] or date(alert["snoozed_until"]) <= today]
    urgent = [alert for alert in awake if alert["risk_level"] in ("high", "critical")]
    urgent.sort(key=lambda alert: (alert["risk_level"] != "critical", -int(alert["alert_id"])))
    assert shown["counts"]["urgent_alerts"] == len(urgent) > 0
    assert [alert["alert_id"] for alert in shown["urgent_alerts"]] == [int(alert["alert_id"]) for alert in urgent[:20]]
    for status in ("active", "under_review", "escalated"):
        assert shown["statistics"]["alerts"][status] == sum(alert["status"] == status for alert in mine)
    assert shown["statistics"]["alerts"]["snoozed"] == len(mine) - len(awake) > 0
    closed = [case for case in facts["cases"] if case["assigned_to"] == master and case["intervention_case.status"] == "closed" and case["voided"] == "f"]
    assert shown["statistics"]["cases"] == {"pending": len(pending), "overdue": shown["statistics"]["cases"]["overdue"], "closed": len(closed)}
    asked = [case for case in facts["cases"] if case["hand_over_to"] == master and case["hand_over_refused"] == "f"]
    assert [case["case_id"] for case in shown["hand_overs_asked"]] == sorted(int(case["case_id"]) for case in asked) != []
    read = [read for read in facts["emergency_reads"] if read["owner_id"] == master and moment(read["emergency_read.created_at"]) > today - datetime.timedelta(30)]
    assert sorted(read["case_note_id"] for read in shown["emergency_reads"]) == sorted(int(read["case_note_id"]) for read in read) != []

    overdue = [task for task in facts["tasks"] if master in (task["assigned_to"], task["case_assigned_to"])
               and not task["done_on"] and task["due_date"] and date(task["due_date"]) < today and task["case_id"] in active_cases(facts)]
    overdue.sort(key=lambda task: (date(task["due_date"]), int(task["case_task_id"])))
    assert shown["counts"]["overdue_tasks"] == len(overdue) > 0
    assert [task["case_task_id"] for task in shown["overdue_tasks"]] == [int(task["case_task_id"]) for task in overdue[:20]]

    missing = missing_registers(facts, today, lambda row: row["classroom_id"] in rooms or row["user_id"] == master)
    assert shown["counts"]["registers_missing"] == len(missing)
    assert [date(register["date"]) for register in shown["registers_missing"]] == [when for when, _ in missing[:20]]

    assert shown["statistics"]["students"] == sum(student["classroom_id"] in rooms for student in facts["students"])
    seen = [day for day in facts["attendance"] if day["classroom_id"] in rooms and int(day["marks"]) > 0
            and today - datetime.timedelta(27) <= date(day["day"]) <= today]
    assert shown["statistics"]["attendance"] == {"days": len(seen), "absent_days": sum(day["is_absent"] == "t" for day in seen)}


def test_a_review_is_due_a_week_ahead(server, tokens, database, today):
    _, master = people(database, "form.master1@demo.school")
    case = database.value(f"""update app.intervention_case set review_date = current_date + 7 where case_id = (
        select min(case_id) from app.intervention_case where assigned_to = {master} and status <> 'closed' and not voided) returning case_id""")
    shown = server.request("GET", "/api/dashboard/", token=tokens["form_master"]).json
    assert shown["counts"]["reviews_due"] == 1 and shown["reviews_due"][0]["case_id"] == int(case)
    database.psql(f"update app.intervention_case set review_date = current_date + 8 where case_id = {case}")
    assert server.request("GET", "/api/dashboard/", token=tokens["form_master"]).json["reviews_due"] == []


def test_the_admins_dashboard_is_what_the_rows_say(server, tokens, facts, today):
    shown = server.request("GET", "/api/dashboard/", token=tokens["admin"]).json
    active = [case for case in facts["cases"] if case["intervention_case.status"] != "closed" and case["voided"] == "f"]
    for room in shown["classrooms"]:
        key = str(room["classroom_id"])
        assert room["students"] == sum(student["classroom_id"] == key for student in facts["students"])
        for tier in "123":
            assert room["active_cases_by_tier"][tier] == sum(case["classroom_id"] == key and case["tier"] == tier for case in active)
        assert room["open_alerts"] == sum(alert["classroom_id"] == key and alert["status"] in ("active", "under_review", "escalated")
                                          for alert in facts["alerts"])
        seen = [day for day in facts["attendance"] if day["classroom_id"] == key and int(day["marks"]) > 0
                and today - datetime.timedelta(27) <= date(day["day"]) <= today]
        assert (room["days"], room["absent_days"]) == (len(seen), sum(day["is_absent"] == "t" for day in seen))
    assert len(shown["classrooms"]) == len(facts["classrooms"])
    for rule in shown["rules"]:
        raised = [alert for alert in facts["alerts"] if alert["rule"] == rule["rule"]]
        assert rule["raised"] == len(raised) and rule["open"] == sum(not alert["closed_on"] for alert in raised)
        for reason, count in rule["closed"].items():
            assert count == sum(alert["close_reason"] == reason for alert in raised)
        assert rule["cleared"] == sum(alert["cleared"] == "t" for alert in raised)
    assert {rule["rule"] for rule in shown["rules"]} == {alert["rule"] for alert in facts["alerts"]}
    ages = [(today - moment(case["intervention_case.created_at"])).days for case in active]
    ageing = shown["ageing_of_cases"]
    assert [ageing[key] for key in ("up_to_14_days", "up_to_28_days", "up_to_56_days", "longer")] == [
        sum(low <= age <= high for age in ages) for low, high in ((-1, 14), (15, 28), (29, 56), (57, 10_000))]
    assert close(ageing["average_days"], mean(ages))
    closed = [case for case in facts["cases"] if case["intervention_case.status"] == "closed" and case["voided"] == "f"]
    assert shown["closed_cases"]["count"] == len(closed) > 0
    assert close(shown["closed_cases"]["average_days"], mean(
        [(moment(case["closed_at"]) - moment(case["intervention_case.created_at"])).days for case in closed]))
    for when, column in (("before", "attendance_at_opening"), ("after", "attendance_at_closing")):
        counted = [json.loads(case[column]) for case in closed if case[column]]
        percents = [100 * count["absent_days"] / count["days"] for count in counted if count["days"]]
        assert close(shown["closed_cases"][f"average_absent_percent_{when}"], mean(percents))
    statistics = shown["statistics"]
    assert statistics["students"] == sum(student["classroom_id"] != "" for student in facts["students"])
    assert statistics["classrooms"] == len(facts["classrooms"])
    assert statistics["users"] == sum(user["active"] == "t" for user in facts["users"])
    assert statistics["cases"] == Counter(case["intervention_case.status"] for case in facts["cases"] if case["voided"] == "f")
    assert statistics["alerts"] == Counter(alert["status"] for alert in facts["alerts"])
    open_alerts = [alert for alert in facts["alerts"] if alert["status"] in ("active", "under_review", "escalated")]
    assert statistics["open_alerts_by_risk_level"] == Counter(alert["risk_level"] for alert in open_alerts)
    gone = {user["user_id"] for user in facts["users"] if user["active"] == "f" or user["role"] == "teacher"}
    ownerless = sorted(int(case["case_id"]) for case in active if case["assigned_to"] in gone)
    assert shown["counts"]["cases_without_owner"] == len(ownerless) > 0
    assert [case["case_id"] for case in shown["cases_without_owner"]] == ownerless[:20]
    worst = sorted((alert for alert in open_alerts if alert["status"] == "escalated"),
                   key=lambda alert: (-RISKS.index(alert["risk_level"]), int(alert["alert_id"])))
    assert shown["counts"]["escalated_alerts"] == len(worst) > 0
    assert [alert["alert_id"] for alert in shown["escalated_alerts"]] == [int(alert["alert_id"]) for alert in worst[:20]]
    escalated = [case for case in active if case["intervention_case.status"] == "escalated_to_admin"]
    assert shown["counts"]["escalated_cases"] == len(escalated) and len(shown["escalated_cases"]) == min(20, len(escalated))
    assert shown["counts"]["registers_missing"] == len(missing_registers(facts, today, lambda row: True))


def test_the_teachers_dashboard_is_what_the_rows_say(server, tokens, database, facts, today):
    _, teacher = people(database, "teacher1@demo.school")
    shown = server.request("GET", "/api/dashboard/", token=tokens["teacher"]).json
    own = {row["teaching_assignment_id"] for row in facts["classes"] if row["user_id"] == teacher}
    school_day = any(date(day["day"]) == today and day["is_school_day"] == "t" for day in facts["days"])
    lessons = [lesson for lesson in facts["lessons"]
               if school_day and lesson["teaching_assignment_id"] in own and int(lesson["weekday"]) == today.isoweekday()]
    assert sorted((str(row["class_id"]), str(row["period"])) for row in shown["registers_today"]) == sorted(
        (lesson["teaching_assignment_id"], lesson["period"]) for lesson in lessons)
    awake = [alert for alert in facts["alerts"]
             if alert["assigned_to"] == teacher and alert["status"] in ("active", "under_review", "escalated")
             and not (alert["snoozed_until"] and date(alert["snoozed_until"]) > today)]
    assert shown["counts"]["alerts"] == len(awake) and len(shown["alerts"]) == min(20, len(awake))
    tasks = [task for task in facts["tasks"]
             if task["assigned_to"] == teacher and not task["done_on"] and task["case_id"] in active_cases(facts)]
    # Those without a day come last.
    tasks.sort(key=lambda task: (date(task["due_date"]) or datetime.date.max, int(task["case_task_id"])))
    assert shown["counts"]["tasks"] == len(tasks) > 0
    assert [task["case_task_id"] for task in shown["tasks"]] == [int(task["case_task_id"]) for task in tasks[:20]]


def test_a_timeline_has_each_week_and_what_happened_on_it(server, tokens, database):
    student, case = database.psql("""select student_id, min(case_id) from app.case_note join app.intervention_case using (school_id, case_id)
        join app.classroom on classroom.school_id = intervention_case.school_id and classroom.classroom_id = intervention_case.classroom_id
        join app.user_account on user_id = form_master_id where email = 'form.master1@demo.school' and kind = 'contact'
        group by student_id order by student_id limit 1""")[0]
    path = f"/api/students/{student}/timeline/"
    line = server.request("GET", path, token=tokens["form_master"]).json
    weeks = {}
    for day, absent in database.psql(f"select day, is_absent from app.attendance_day where student_id = {student} and marks > 0"):
        monday = datetime.date.fromisoformat(day)
        monday -= datetime.timedelta(monday.weekday())
        days, absences = weeks.get(monday, (0, 0))
        weeks[monday] = (days + 1, absences + (absent == "t"))
    assert {date(week["week"]): (week["days"], week["absent_days"]) for week in line["weeks"]} == weeks
    assert int(case) in [contact["case_id"] for contact in line["contacts"]]
    assert [alert["alert_id"] for alert in line["alerts"]] == [int(row) for (row,) in database.psql(
        f"""select alert_id from app.alert where student_id = {student} and coalesce(closed_on, current_date) >= '{line["from"]}'
            order by raised_on, alert_id""")]
    later = server.request("GET", path + "?from=2999-01-01&to=2999-02-01", token=tokens["form_master"]).json
    assert later["weeks"] == []
    assert server.request("GET", path + "?from=soon", token=tokens["form_master"]).status == 422


def test_the_day_of_something_is_the_day_that_it_was_at_the_school(server, tokens, database):
    """Half past ten in the evening, UTC, is the next day in Mogadishu."""
    case, student = database.psql("""update app.intervention_case set created_at = '2026-03-01 22:30Z', closed_at = '2026-03-05 22:30Z'
        where case_id = (select min(case_id) from app.intervention_case where school_id = 2 and status = 'closed') returning case_id, student_id""")[0]
    database.psql(f"""insert into app.case_note (school_id, case_id, author_id, kind, body, occurred_at)
        select school_id, case_id, assigned_to, 'meeting', 'T', '2026-03-01 22:30Z' from app.intervention_case where case_id = {case}""")
    admin, timeline = tokens["other_admin"], f"/api/students/{student}/timeline/?from=2026-03-02&to=2026-03-02"
    line = server.request("GET", timeline, token=admin).json
    assert [(shown["opened_on"], shown["closed_on"]) for shown in line["cases"]] == [("2026-03-02", "2026-03-06")]
    assert [contact["on"] for contact in line["contacts"]] == ["2026-03-02"]
    for day, cases in ("2026-03-01", []), ("2026-03-02", [["2026-03-02", "2026-03-06"]]):
        answer = export(server, admin, "cases", {"purpose": "A day", "from": day, "to": day})
        assert [[row["opened_on"], row["closed_on"]] for row in csv.DictReader(io.StringIO(answer.text)) if row["case"] == case] == cases


def test_a_teachers_timeline_has_no_cases(server, tokens, database):
    student = database.value("""select min(student_id) from app.student join app.teaching_assignment using (school_id, classroom_id)
        join app.user_account using (school_id, user_id) join app.intervention_case using (school_id, student_id)
        where email = 'teacher1@demo.school' and team = '{}' and status <> 'closed'""")
    line = server.request("GET", f"/api/students/{student}/timeline/", token=tokens["teacher"]).json
    assert line["weeks"] and line["cases"] == [] and line["contacts"] == []
    assert server.request("GET", f"/api/students/{student}/timeline/", token=tokens["admin"]).json["cases"]


def test_who_sees_a_student_is_told_with_the_reason(server, tokens, database):
    school, student = database.psql("""select student.school_id, min(student_id) from app.student join app.classroom using (school_id, classroom_id)
        join app.user_account on user_id = form_master_id where email = 'form.master1@demo.school' group by 1""")[0]
    told = server.request("GET", f"/api/students/{student}/access/", token=tokens["form_master"]).json["results"]
    codes = {(code["code"], code["name"] is None) for user in told for code in user["reason_codes"]}
    assert codes >= {("admin", True), ("leads", False), ("teaches", False)} and all(len(user["reasons"]) == len(user["reason_codes"]) for user in told)
    told = {user["user_id"]: user["reasons"] for user in told}
    # The policy itself is the second opinion: each user of the school asks.
    for user, role in database.psql(f"select user_id, role from app.user_account where school_id = {school} and active"):
        rooms = database.value(f"""select coalesce(array_agg(distinct classroom_id), '{{}}') from (
            select classroom_id from app.classroom where school_id = {school} and form_master_id = {user} and '{role}' = 'form_master'
            union select classroom_id from app.teaching_assignment where school_id = {school} and user_id = {user} and '{role}' <> 'admin') room""")
        sees = database.psql(f"""begin; set local role school_support_api;
            do $$ begin perform set_config('app.school_id', '{school}', true), set_config('app.user_id', '{user}', true),
              set_config('app.user_role', '{role}', true), set_config('app.classroom_ids', '{rooms}', true); end $$;
            select student_id from app.student where student_id = {student}; rollback""")
        assert bool(sees) == (int(user) in told), (user, role)
    assert any("leads the classroom" in reason for reasons in told.values() for reason in reasons)
    assert any("teaches" in reason for reasons in told.values() for reason in reasons)


def export(server, token, kind, body):
    return server.request("POST", f"/api/exports/{kind}/", body, token)


def test_exports_have_every_row_and_no_formula(server, tokens, database):
    purpose = f"inspection {uuid.uuid4().hex}"
    database.psql("update app.intervention_case set goal = '=HYPERLINK(\"x\")' where case_id = (select min(case_id) from app.intervention_case where not voided)")
    for kind, count in [
        ("cases", "select count(*) from app.intervention_case where not voided and school_id = 1"),
        ("alerts", "select count(*) from app.alert where school_id = 1"),
        ("attendance", "select count(*) from app.attendance_mark where school_id = 1"),
    ]:
        assert export(server, tokens["admin"], kind, {}).json["field"] == "purpose"
        assert export(server, tokens["admin"], kind, {"purpose": "  "}).json["field"] == "purpose"
        answer = export(server, tokens["admin"], kind, {"purpose": purpose})
        assert answer.status == 200 and "attachment" in answer.headers["Content-Disposition"]
        lines = list(csv.reader(io.StringIO(answer.text)))
        assert len(lines) - 1 == int(database.value(count)) and {len(line) for line in lines} == {len(lines[0])}
        assert not [cell for line in lines[1:] for cell in line if cell[:1] in "=+-@" and cell]
    assert database.value(f"select count(*) from audit.event where action = 'DATA_EXPORTED' and changes ->> 'purpose' = '{purpose}'") == "3"
    assert export(server, tokens["form_master"], "cases", {"purpose": purpose}).status == 403
    assert export(server, tokens["admin"], "everything", {"purpose": purpose}).status == 404
    none = export(server, tokens["admin"], "attendance", {"purpose": purpose, "from": "2999-01-01"})
    assert none.status == 200 and len(none.text.splitlines()) == 1


def test_the_trail_is_exported_with_every_event_and_on_record_itself(server, tokens, database):
    """More than one page, of which the first is read before the export is on record."""
    database.psql("""insert into audit.event (school_id, action, entity, entity_id, changes, database_user)
        select 1, 'UPDATE', 'student', 1, '{"full_name": ["a", "b"]}', '=1+1' from generate_series(1, 2500)""")
    last = database.value("select max(event_id) from audit.event where school_id = 1")
    count = int(database.value(f"select count(*) from audit.event where school_id = 1 and event_id <= {last}"))
    foreign = {row[0] for row in database.psql("select event_id from audit.event where school_id <> 1")}
    answer = export(server, tokens["admin"], "audit", {"purpose": "An inspection of the trail"})
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    known = [line["event"] for line in lines if int(line["event"]) <= int(last)]
    assert len(known) == len(set(known)) == count and not foreign & set(known)
    assert lines[-1]["action"] == "DATA_EXPORTED" and "An inspection of the trail" in lines[-1]["changes"]
    assert {line["database_user"] for line in lines if line["changes"] == '{"full_name": ["a", "b"]}'} == {"'=1+1"}
    day = database.value("select occurred_at::date - 1 from audit.event where school_id = 1 order by event_id limit 1")
    assert len(export(server, tokens["admin"], "audit", {"purpose": "x", "to": day}).text.splitlines()) == 1


def test_the_days_of_the_trail_are_those_of_the_school(server, tokens, database):
    """Half past ten in the evening, UTC, is the next day in Mogadishu."""
    event = int(database.value("""insert into audit.event (school_id, occurred_at, action, entity, entity_id)
        values (2, '2026-03-01 22:30Z', 'UPDATE', 'student', 4711) returning event_id"""))

    def between(first, up_to):
        asked = f"/api/audit/logs/?entity=student&limit=200&from={first}&to={up_to}"
        return event in [shown["event_id"] for shown in server.request("GET", asked, token=tokens["other_admin"]).json["results"]]

    assert between("2026-03-02", "2026-03-03") and between("2026-03-01T22:30:00Z", "2026-03-01T22:31:00Z")
    assert not between("2026-03-01", "2026-03-02") and not between("2026-03-02T00:00:00Z", "2026-03-03")


def test_the_plan_says_what_goes_of_the_own_school_and_what_holds_keep(server, tokens, database):
    database.psql("""
        update app.intervention_case set closed_at = now() - interval '6 years' where case_id in (
          select case_id from app.intervention_case where status = 'closed' and school_id = 1 order by case_id limit 3);
        insert into app.retention_hold (school_id, entity, entity_id, reason)
        select school_id, 'intervention_case', case_id, 'A court asks' from app.intervention_case
        where closed_at < now() - interval '5 years' order by case_id limit 1;
        insert into app.retention_hold (school_id, entity, entity_id, reason, released_at)
        select 1, 'school', null, 'Over', now()""")
    plan = server.request("GET", "/api/retention/plan/", token=tokens["admin"]).json
    kinds = {row["kind"]: row for row in plan["results"]}
    assert set(kinds) == {row[0] for row in database.psql("select kind from app.retention_policy where kind <> 'login_attempt'")}
    closed = kinds["closed_case"]
    assert (closed["keep"], closed["expired"], closed["held"]) == ("P5Y", 2, 1)
    assert closed["next_at"] and kinds["audit_event"]["keep"] == "P7Y" and kinds["audit_event"]["next_at"]
    assert [(hold["entity"], hold["reason"]) for hold in plan["holds"]] == [("intervention_case", "A court asks")]
    other = server.request("GET", "/api/retention/plan/", token=server.login("admin@other.school")).json
    assert other["holds"] == [] and {row["kind"]: row for row in other["results"]}["closed_case"]["expired"] == 0
    database.psql("delete from app.retention_hold; update app.intervention_case set closed_at = now() where closed_at < now() - interval '5 years'")


def test_exports_at_the_same_time_are_complete(server, tokens, database):
    count = int(database.value("select count(*) from app.attendance_mark where school_id = 1"))
    cuts = {"rule": "absence_rate", "cuts": [{"band": "tier2", "measure": "absent_percent", "minimum_days": 20, "cut": 9}]}
    with concurrent.futures.ThreadPoolExecutor() as threads:
        exports = [threads.submit(export, server, tokens["admin"], "attendance", {"purpose": "at once"}) for _ in range(6)]
        assert server.request("POST", "/api/rules/simulate/", cuts, tokens["admin"]).status == 200
        assert [len(answer.result().text.splitlines()) for answer in exports] == [count + 1] * 6


def test_a_large_export_does_not_grow_the_worker(server, tokens, database):
    database.psql("""insert into app.register (school_id, teaching_assignment_id, day, period)
        select register.school_id, teaching_assignment_id, day, 20 from app.register join app.school using (school_id)
        where school.name = 'Demo School' on conflict do nothing""")
    database.psql("""insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
        select register.school_id, register_id, student_id, register.classroom_id, teacher_id, day, 'present'
        from app.register join app.student on student.school_id = register.school_id and student.classroom_id = register.classroom_id
        where period = 20""")
    count = int(database.value("select count(*) from app.attendance_mark where school_id = 1"))
    assert count > 90_000

    def memory():
        # Of the whole address space that is in use, in KiB.
        return max(int(line.split()[1]) for pid in server.worker_pids()
                   for line in open(f"/proc/{pid}/status") if line.startswith("VmHWM"))

    export(server, tokens["admin"], "alerts", {"purpose": "to begin with"})
    before = memory()
    answer = export(server, tokens["admin"], "attendance", {"purpose": "all of it"})
    assert len(answer.text.splitlines()) == count + 1
    assert memory() - before < 24 * 1024, "of the 8 MiB that go out, a worker holds some pages"


def test_a_family_gets_everything_but_what_is_restricted(server, tokens, database):
    student, case = database.psql("""select student_id, min(case_id) from app.intervention_case join app.school using (school_id)
        where school.name = 'Demo School' and not voided group by student_id order by student_id limit 1""")[0]
    database.psql(f"""insert into app.case_note (school_id, case_id, author_id, body, restricted)
        select school_id, case_id, assigned_to, 'not for everybody', true from app.intervention_case where case_id = {case}""")
    path = f"/api/students/{student}/record/"
    assert server.request("POST", path, {}, tokens["admin"]).status == 422
    assert server.request("POST", path, {"purpose": "Asked by the family"}, tokens["form_master"]).status == 403
    answer = server.request("POST", path, {"purpose": "Asked by the family"}, tokens["admin"])
    assert answer.status == 200 and "not for everybody" not in answer.text
    record = answer.json
    for part, count in [
        ("enrolments", "enrolment"), ("attendance", "attendance_mark"), ("grades", "grade"), ("incidents", "incident"),
        ("indicators", "student_indicator"), ("alerts", "alert"), ("cases", "intervention_case"),
    ]:
        assert len(record[part]) == int(database.value(f"select count(*) from app.{count} where student_id = {student}")), part
    assert database.value(f"""select changes ->> 'purpose' from audit.event where action = 'DATA_EXPORTED'
        and entity = 'student' and entity_id = {student}""") == "Asked by the family"
