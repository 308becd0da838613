"""Registers: a teacher takes one in one go, two at once do not overwrite each other, and no former mark is lost."""

import datetime
import threading
import uuid

import pytest


@pytest.fixture
def register(database):
    """The address of a register of teacher 1 that was not taken, with a date on which there was school."""
    row = database.psql("""
        select teaching_assignment_id, max(day) from app.teaching_assignment
        join app.user_account using (school_id, user_id)
        join app.calendar_day using (school_id)
        where email = 'teacher1@demo.school' and is_school_day and day < current_date
        group by 1 order by 1 limit 1""")[0]
    period = int(database.value(f"select coalesce(max(period), 5) + 1 from app.register where teaching_assignment_id = {row[0]}"))
    return f"/api/registers/{row[0]}/{row[1]}/{period}/"


def marks(page, **others):
    """Everybody present, but for those named by position."""
    return [
        {"student_id": student["student_id"], "mark": others.get(f"n{number}", "present")}
        for number, student in enumerate(page["students"])
    ]


def test_a_register_is_taken_in_one_request(server, tokens, database, register):
    page = server.request("GET", register, token=tokens["teacher"])
    assert page.headers["ETag"] == '"0"' and page.json["taken_at"] is None
    assert len(page.json["students"]) > 30 and {student["mark"] for student in page.json["students"]} == {None}
    body = {"version": 0, "marks": marks(page.json, n3="absent", n4="late")}
    taken = server.request("PUT", register, body, tokens["teacher"])
    assert taken.status == 200 and taken.json["version"] == 1 and taken.headers["ETag"] == '"1"'
    assert [student["mark"] for student in taken.json["students"]][:5] == ["present", "present", "present", "absent", "late"]
    assert taken.json["taken_by"]["name"] == database.value("select name from app.user_account where email = 'teacher1@demo.school'")
    again = server.request("PUT", register, body, tokens["admin"])
    assert again.status == 409 and again.json["current_version"] == 1
    assert again.json["current"]["taken_by"] == taken.json["taken_by"]


def test_a_form_master_takes_the_register_of_a_class_elsewhere(server, tokens, database):
    class_id, day = database.psql("""
        select teaching_assignment_id, max(day) from app.teaching_assignment
        join app.user_account using (school_id, user_id)
        join app.classroom using (school_id, classroom_id)
        join app.calendar_day using (school_id)
        where email = 'form.master1@demo.school' and form_master_id <> user_id and is_school_day and day < current_date
        group by 1""")[0]
    register = f"/api/registers/{class_id}/{day}/18/"
    page = server.request("GET", register, token=tokens["form_master"]).json
    assert page["may_take"] and len(page["students"]) > 30 and all(student["full_name"] for student in page["students"])
    for wrong in ([], marks(page)[:-1]):
        refused = server.request("PUT", register, {"version": 0, "marks": wrong}, tokens["form_master"])
        assert refused.status == 422 and refused.json["field"] == "marks"
    taken = server.request("PUT", register, {"version": 0, "marks": marks(page, n0="absent")}, tokens["form_master"])
    assert taken.status == 200 and taken.json["students"][0]["mark"] == "absent"
    # Somebody else leads this classroom: its alerts and cases are theirs.
    student = page["students"][0]["student_id"]
    assert server.request("GET", f"/api/students/{student}/", token=tokens["form_master"]).status == 200
    case = {"student_id": student, "concern": "wellbeing"}
    assert server.request("POST", "/api/interventions/cases/", case, tokens["form_master"]).status == 403


def test_a_correction_keeps_the_former_mark(server, tokens, register):
    page = server.request("GET", register, token=tokens["teacher"]).json
    assert server.request("PUT", register, {"version": 0, "marks": marks(page, n0="absent")}, tokens["teacher"]).status == 200
    corrected = {"version": 1, "marks": marks(page, n0="excused")}
    refused = server.request("PUT", register, corrected, tokens["admin"])
    assert refused.status == 422 and refused.json["field"] == "reason"
    done = server.request("PUT", register, corrected | {"reason": "Dentist"}, tokens["admin"])
    assert done.status == 200 and done.json["version"] == 2
    correction, = done.json["corrections"]
    assert (correction["former_mark"], correction["mark"], correction["reason"]) == ("absent", "excused", "Dentist")
    assert correction["student_id"] == page["students"][0]["student_id"] and correction["corrected_by"]["name"]


@pytest.mark.parametrize("wrong, field", [
    (lambda marks: marks[:-1], "marks"),
    (lambda marks: marks + marks[:1], "marks"),
    (lambda marks: marks[:-1] + [{"student_id": 1 << 50, "mark": "present"}], "marks"),
    (lambda marks: marks[:-1] + [{"student_id": marks[-1]["student_id"], "mark": "here"}], "marks[%d].mark"),
    (lambda marks: marks[:-1] + [{"student_id": "1", "mark": "absent"}], "marks[%d].student_id"),
    (lambda marks: marks[:-1] + [{"mark": "absent"}], "marks[%d].student_id"),
    (lambda marks: marks[:-1] + [marks[-1] | {"note": "x"}], "marks[%d].note"),
    (lambda marks: marks[:-1] + [7], "marks"),
    (lambda marks: "all present", "marks"),
    (lambda marks: [marks[0]] * 501, "marks"),
], ids=["one missing", "one twice", "a stranger", "no such mark", "no number", "no student", "unknown", "no object", "text", "too many"])
def test_all_marks_or_none(server, tokens, register, wrong, field):
    page = server.request("GET", register, token=tokens["teacher"]).json
    answer = server.request("PUT", register, {"version": 0, "marks": wrong(marks(page))}, tokens["teacher"])
    assert answer.status == 422, answer.text
    assert answer.json["field"] == (field % (len(page["students"]) - 1) if "%" in field else field)
    assert server.request("GET", register, token=tokens["teacher"]).json["version"] == 0


def test_no_register_before_its_day_nor_on_a_holiday(server, tokens, database, register):
    page = server.request("GET", register, token=tokens["teacher"]).json
    for sql in ("day > current_date + 1 and is_school_day", "day < current_date and not is_school_day"):
        day = database.value(f"select min(day) from app.calendar_day where {sql}")
        path = register.replace(page["date"], day)
        answer = server.request("PUT", path, {"version": 0, "marks": marks(page)}, tokens["teacher"])
        assert answer.status == 422 and answer.json["field"] == "date", answer.text


@pytest.mark.parametrize("path", ["x/2026-01-05/1", "1/2026-02-30/1", "1/today/1", "1/2026-01-05/0", "1/2026-01-05/21", "1/2026-01-05/x"])
def test_what_cannot_be_a_register_is_not_there(server, tokens, path):
    assert server.request("GET", f"/api/registers/{path}/", token=tokens["admin"]).status == 404


def test_one_of_ten_writers_wins_and_the_others_see_whose(server, tokens, database, register):
    page = server.request("GET", register, token=tokens["teacher"]).json
    for version in range(3):
        answers = []

        def write(number):
            body = {"version": version, "marks": marks(page, **{f"n{number}": ["absent", "late", "excused"][version]}), "reason": "Race"}
            token = tokens["teacher" if number % 2 else "admin"]
            answers.append((number, server.request("PUT", register, body, token)))

        writers = [threading.Thread(target=write, args=(number,)) for number in range(10)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        (winner, won), = [(number, answer) for number, answer in answers if answer.status == 200]
        lost = [answer for _, answer in answers if answer.status == 409]
        assert len(lost) == 9
        assert {answer.json["current_version"] for answer in lost} == {version + 1}
        assert {answer.json["current"]["taken_by"]["name"] for answer in lost} == {won.json["taken_by"]["name"]}
        now = server.request("GET", register, token=tokens["admin"]).json
        assert [number for number, student in enumerate(now["students"]) if student["mark"] != "present"] == [winner]
    class_id, day, period = register.split("/")[3:6]
    events = database.psql(f"""select action, event.version from audit.event join app.register on register_id = entity_id
        where entity = 'register' and teaching_assignment_id = {class_id} and day = '{day}' and period = {period} order by event_id""")
    assert events == [["INSERT", "1"], ["UPDATE", "2"], ["UPDATE", "3"]]


def test_a_register_that_is_sent_again_has_one_effect(server, tokens, register):
    page = server.request("GET", register, token=tokens["teacher"]).json
    request = {"X-Request-Id": uuid.uuid4().hex}
    body = {"version": 0, "marks": marks(page, n1="absent")}
    assert [server.request("PUT", register, body, tokens["teacher"], request).status for _ in range(3)] == [200, 200, 200]
    assert server.request("GET", register, token=tokens["teacher"]).json["version"] == 1
    other = body | {"marks": marks(page, n2="absent")}
    assert server.request("PUT", register, other, tokens["teacher"], request).status == 409


def test_the_registers_of_a_day(server, tokens, database):
    monday = database.value("""select max(day) from app.calendar_day
        where is_school_day and day < current_date and extract(isodow from day) = 1""")
    page = server.request("GET", f"/api/registers/?date={monday}", token=tokens["admin"]).json
    due = database.psql(f"""
        select teaching_assignment_id, period from app.lesson join app.school using (school_id)
        where name = 'Demo School' and weekday = 1
        union select teaching_assignment_id, period from app.register join app.school using (school_id)
        where name = 'Demo School' and day = '{monday}'""")
    assert page["date"] == monday and len(due) >= 60
    assert sorted([str(row["class_id"]), str(row["period"])] for row in page["results"]) == sorted(due)
    own = server.request("GET", f"/api/registers/?date={monday}", token=tokens["teacher"]).json["results"]
    assert {row["class_id"] for row in own} < {row["class_id"] for row in page["results"]}
    assert server.request("GET", "/api/registers/?date=monday", token=tokens["admin"]).status == 422


def test_missing_registers_are_all_that_were_due_and_not_taken(server, tokens, database):
    since = database.value("select current_date - 60")
    missing, cursor = [], ""
    while cursor is not None:
        page = server.request("GET", f"/api/registers/missing/?from={since}&limit=50{cursor}", token=tokens["admin"]).json
        missing += page["results"]
        cursor = f"&cursor={page['next']}" if page["next"] else None
    found = sorted((row["date"], row["class_id"], row["period"]) for row in missing)
    expected = database.psql(f"""
        select day, teaching_assignment_id, lesson.period
        from app.lesson join app.calendar_day using (school_id) join app.school using (school_id)
        left join app.register using (school_id, day, teaching_assignment_id, period)
        where school.name = 'Demo School' and is_school_day and extract(isodow from day) = weekday
          and day between '{since}' and (now() at time zone time_zone)::date and register_id is null""")
    assert found == sorted((day, int(class_id), int(period)) for day, class_id, period in expected)
    assert found and all(datetime.date.fromisoformat(day) <= datetime.date.today() for day, _, _ in found)
    room, master = map(int, database.psql("""select classroom_id, user_id from app.classroom
        join app.user_account on user_id = form_master_id where email = 'form.master1@demo.school'""")[0])
    own = server.request("GET", f"/api/registers/missing/?from={since}&limit=200", token=tokens["form_master"]).json["results"]
    # Of the classroom that they lead, and of the classes that they teach elsewhere.
    assert own == [row for row in missing if row["classroom"]["classroom_id"] == room or row["teacher"]["user_id"] == master]
