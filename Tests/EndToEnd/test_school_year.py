"""A school year, day by day: from the registers to the alert, the case, and its end.

The year lies behind today, because no register is taken before its day; after each day the school is evaluated as of it.
"""

import datetime
import threading

import pytest
from server import Database, Server

STUDENTS, AWAY = 12, range(60, 66)  # S3 is away on these school days, counted from 0


@pytest.fixture(scope="module")
def database():
    database = Database()
    yield database
    database.drop()


def year():
    """180 school days up to yesterday, with a week of holidays after the first 40."""
    days, day = [], datetime.date.today() - datetime.timedelta(1)
    holiday = None
    while len(days) < 180:
        if day.isoweekday() < 6:
            if len(days) == 140 and holiday is None and day.isoweekday() == 5:
                holiday = (day - datetime.timedelta(4), day)
                day -= datetime.timedelta(5)
                continue
            days.append(day)
        day -= datetime.timedelta(1)
    return days[::-1], holiday


class School:
    """A school that came by files, as any school does."""

    def __init__(self, database, folder):
        self.database, self.folder = database, folder
        self.days, holiday = year()
        self.load("students", ["external_id,full_name"] + [f"S{n},Student {n}" for n in range(STUDENTS)])
        self.load("users", ["email,name,role", "master@year.school,Master,form_master", "teacher@year.school,Teacher,teacher",
                            "admin@year.school,Admin,admin"])
        calendar = ["year,label,first_day,last_day", f"Year,,{self.days[0]},{datetime.date.today()}"]
        if holiday:
            calendar.append(f"Year,Holidays,{holiday[0]},{holiday[1]}")
        self.load("calendar", calendar)
        self.load("enrolments", ["student,classroom,starts_on"] + [f"S{n},5A,{self.days[0]}" for n in range(STUDENTS)])
        self.load("assignments", ["teacher,classroom,subject,form_master", "teacher@year.school,5A,Maths,", "master@year.school,5A,,yes"])
        for name in ("master", "teacher", "admin"):
            database.run("user", "set-password", "--email", f"{name}@year.school", input="a-good-password\n")
        self.students = {number: int(student) for number, student in database.psql(
            "select external_id, student_id from app.student join app.school using (school_id) where name = 'Year School'")}
        self.lesson = int(database.value(
            "select teaching_assignment_id from app.teaching_assignment join app.user_account using (school_id, user_id) where email = 'teacher@year.school'"))

    def load(self, kind, lines):
        file = self.folder / f"{kind}.csv"
        file.write_text("\n".join(lines) + "\n")
        self.database.run("import", kind, str(file), "--school", "Year School")


def expected(index):
    """What the default rules say of S3 after school day `index`: a second, plain computation of risk and sentence."""
    away = [day for day in AWAY if day <= index]
    run = len(away) if away and away[-1] == index else 0
    said = {}
    if run >= 2:
        sentence = f"absent {run} school days in a row"
        said["consecutive_absence"] = ("high", sentence) if run >= 5 else ("medium", sentence) if run >= 3 else ("low", sentence + ", unexplained")
    if index + 1 >= 20 and len(away) * 100 >= 5 * (index + 1):
        said["absence_rate"] = ("medium" if len(away) * 100 >= 10 * (index + 1) else "low", f"absent {len(away)} of {index + 1} school days")
    return said


ORDER = ["low", "medium", "high", "critical"]


def test_a_school_year(database, tmp_path):
    school = School(database, tmp_path)
    with Server(database, arguments=["--without-jobs"]) as server:
        master, teacher = (server.login(f"{name}@year.school", "a-good-password") for name in ("master", "teacher"))
        student, raised, cleared, case = school.students["S3"], {}, {}, None
        for index, day in enumerate(school.days):
            take_register(server, teacher, school, day, index)
            database.run("evaluate", "--as-of", str(day), "--school", "Year School")
            alerts = server.request("GET", f"/api/alerts/?student={student}&limit=200", token=master).json["results"]
            for alert in alerts:
                follow(alert, index, day, raised, cleared)
            due = {rule for rule, (risk, _) in expected(index).items()}
            assert due <= set(raised), f"{due} rise on school day {index}"
            if index == 64:
                case = open_case(server, database, master, alerts)
            if index == 70:
                two_people_note(server, case, master, teacher)
        everybody = server.request("GET", "/api/alerts/?limit=200", token=master).json["results"]
        assert {alert["student"]["student_id"] for alert in everybody} == {student}, "nobody else was named"
        # Two days in a row: the second day. The rate passes 5 % with the fourth of 64 days.
        assert raised == {"consecutive_absence": 61, "absence_rate": 63}
        # After ten school days one point below the cut: no run; 6 days below 4 %, which is more than 150.
        assert cleared == {"consecutive_absence": 75, "absence_rate": next(n for n in range(180) if 600 <= 4 * (n + 1)) + 9}
        close_case(server, master, case)
        look_back(server, master, school, student, case)


def take_register(server, teacher, school, day, index):
    marks = [{"student_id": student, "mark": "absent" if number == "S3" and index in AWAY else "present"}
             for number, student in school.students.items()]
    answer = server.request("PUT", f"/api/registers/{school.lesson}/{day}/1/", {"version": 0, "marks": marks}, teacher)
    assert answer.status == 200, answer.text


def follow(alert, index, day, raised, cleared):
    rule = alert["rule"]
    if rule not in raised:
        raised[rule] = index
        assert alert["raised_on"] == str(day) and alert["assigned_to"]["name"] == "Master"
        assert alert["evidence"]["rule_version"] == 1
    said = expected(index).get(rule)
    if said and not alert["closed_on"]:
        risk, sentence = said
        assert ORDER.index(alert["risk_level"]) >= ORDER.index(risk)
        if alert["risk_level"] == risk and alert["evidence"]["as_of"] == str(day):
            assert alert["message"] == sentence
    if alert["closed_on"] and rule not in cleared:
        cleared[rule] = index
        assert (alert["closed_on"], alert["cleared"], alert["status"]) == (str(day), True, "resolved")


def open_case(server, database, master, alerts):
    alert = next(alert for alert in alerts if alert["rule"] == "consecutive_absence")
    assert (alert["risk_level"], alert["message"]) == ("high", "absent 5 school days in a row")
    answer = server.request("POST", f"/api/alerts/{alert['alert_id']}/open-case/", {}, master)
    assert answer.status == 201, answer.text
    case = answer.json
    assert case["concern"] == "attendance" and case["attendance"]["at_opening"] == {"days": 20, "absent_days": 5}
    attached = server.request("GET", f"/api/alerts/?student={case['student']['student_id']}", token=master).json["results"]
    assert {alert["case_id"] for alert in attached} == {case["case_id"]}, "the alert of the rate is covered, too"
    teacher = int(database.value("select user_id from app.user_account where email = 'teacher@year.school'"))
    path = f"/api/interventions/cases/{case['case_id']}/"
    assert server.request("PATCH", path, {"version": 1, "team": [teacher], "goal": "There every day"}, master).status == 200
    return path


def two_people_note(server, case, *tokens):
    answers = []

    def note(token):
        body = {"body": "Called home", "kind": "contact", "outcome": "reached", "progress": "improving"}
        answers.append(server.request("POST", case + "notes/", body, token).status)

    writers = [threading.Thread(target=note, args=(token,)) for token in tokens for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert answers == [201] * 6
    assert len(server.request("GET", case + "notes/", token=tokens[0]).json["results"]) == 6


def close_case(server, master, case):
    shown = server.request("GET", "/api/dashboard/", token=master).json
    assert (shown["counts"]["pending_cases"], shown["counts"]["urgent_alerts"]) == (1, 0)
    closed = server.request("PATCH", case, {"version": 2, "status": "closed", "outcome_notes": "There every day",
                                            "resolution_notes": "A call each morning"}, master)
    assert closed.status == 200, closed.text
    assert closed.json["attendance"] == {"at_opening": {"days": 20, "absent_days": 5}, "at_closing": {"days": 20, "absent_days": 0}}
    assert server.request("GET", "/api/dashboard/", token=master).json["statistics"]["cases"] == {"pending": 0, "overdue": 0, "closed": 1}


def look_back(server, master, school, student, case):
    line = server.request("GET", f"/api/students/{student}/timeline/", token=master).json
    assert sum(week["days"] for week in line["weeks"]) == 180 and sum(week["absent_days"] for week in line["weeks"]) == len(AWAY)
    assert len(line["contacts"]) == 6 and len(line["cases"]) == 1 and len(line["alerts"]) == 2
    for index in (19, 61, 63, 65, 66, 179):
        given = server.request("GET", f"/api/students/{student}/indicators/?as_of={school.days[index]}", token=master).json
        states = {row["rule"]: row for row in given["results"]}
        for rule, (risk, sentence) in expected(index).items():
            assert states[rule]["sentence"] == sentence and states[rule]["risk_level"] == risk
        for rule in {"consecutive_absence", "absence_rate"} - set(expected(index)):
            assert states[rule]["state"] == "none"
