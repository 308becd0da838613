"""Files that admins upload: planned, confirmed, undone, by the jobs process."""

import time
import uuid

import pytest
from server import Database, Server, kill, under_way


@pytest.fixture(scope="module")
def database():
    database = Database()
    yield database
    database.drop()


@pytest.fixture(scope="module")
def server(database):
    with Server(database) as server:
        yield server


@pytest.fixture(scope="module")
def admin(server):
    return server.login("admin@demo.school")


def upload(server, token, text, query, **headers):
    headers = {"Content-Type": "text/csv", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return server.request("POST", f"/api/imports/?{query}", token=token, raw=text.encode(), headers=headers)


def settled(server, token, answer, *states):
    """The import, when it has got so far."""
    path, end = f"/api/imports/{answer.json['import_batch_id']}/", time.monotonic() + 120
    while (seen := server.request("GET", path, token=token).json)["state"] not in states:
        assert time.monotonic() < end, f"still {seen['state']}: {seen['message']}"
        time.sleep(0.05)
    return seen


def applied(server, token, text, query):
    """An import that is planned, confirmed and applied."""
    answer = upload(server, token, text, query)
    settled(server, token, answer, "planned")
    assert server.request("POST", answer.headers["Location"] + "confirm/", {"accept_many": True}, token).status == 200
    settled(server, token, answer, "applied")
    return answer


def test_a_file_is_planned_confirmed_and_undone(server, admin, database):
    mark = uuid.uuid4().hex[:8]
    text = f"Number;Name\n{mark}-1;Ana\n{mark}-2;Ben\n;Nobody\n"
    answer = upload(server, admin, text, "kind=students&file_name=new.csv&map=Number=external_id,Name=full_name")
    assert answer.status == 201, answer.text
    path = answer.headers["Location"]
    plan = settled(server, admin, answer, "planned")
    assert (plan["counts"]["new"], plan["counts"]["refused"], plan["counts"]["stopped"]) == (2, 1, False)
    count = f"select count(*) from app.student where external_id like '{mark}%'"
    assert database.value(count) == "0", "a plan changes nothing"
    refusals = server.request("GET", path + "refusals/", token=admin).json["results"]
    assert refusals == [{"line": 4, "field": "external_id", "reason": "is missing"}]
    assert server.request("POST", path + "confirm/", {}, admin).status == 200
    done = settled(server, admin, answer, "applied")
    assert done["counts"]["new"] == 2 and database.value(count) == "2"
    assert database.value("select count(*) from app.import_chunk") == "0"
    assert server.request("POST", path + "confirm/", {}, admin).status == 422
    assert server.request("POST", path + "undo/", {}, admin).status == 200
    assert settled(server, admin, answer, "undone")["obstacles"] is None
    assert database.value(count) == "0"


def test_an_edit_that_is_under_way_is_not_undone(server, admin, database):
    mark = uuid.uuid4().hex[:8]
    applied(server, admin, f"external_id,full_name\n{mark}-1,Ana\n", "kind=students")
    # One row that the import changed, and one that it made.
    for student, name in ((1, "Anna"), (2, "Ben")):
        answer = applied(server, admin, f"external_id,full_name\n{mark}-{student},{name}\n", "kind=students")
        with under_way(database, f"update app.student set full_name = 'Edited' where external_id = '{mark}-{student}'"):
            assert server.request("POST", answer.headers["Location"] + "undo/", {}, admin).status == 200
            seen = settled(server, admin, answer, "applied", "undone")
        assert (seen["state"], [obstacle["reason"] for obstacle in seen["obstacles"] or []]) == ("applied", ["was changed since"])
        assert database.psql(f"select full_name from app.student where external_id = '{mark}-{student}'") == [["Edited"]]


def test_a_register_that_is_being_corrected_is_not_undone(server, admin, database):
    day, subject, student, period = database.psql("""
      select day, subject, external_id, 19 from app.register join app.teaching_assignment using (school_id, teaching_assignment_id)
      join app.student on student.school_id = register.school_id and student.classroom_id = register.classroom_id
      where register.school_id = 1 limit 1""")[0]
    answer = applied(
        server, admin, f"student,date,period,subject,mark\n{student},{day},{period},{subject},absent\n", "kind=attendance")
    with under_way(database, f"update app.register set period = period where period = {period}"):
        assert server.request("POST", answer.headers["Location"] + "undo/", {}, admin).status == 200
        seen = settled(server, admin, answer, "applied", "undone")
    assert seen["state"] == "applied" and seen["obstacles"][0]["entity"] == "register"
    assert database.value(f"select count(*) from app.register where period = {period}") == "1"


def test_a_mark_that_was_added_to_a_register_goes_again_unless_it_was_corrected(server, admin, database):
    day, subject, first, second, second_id = database.psql("""
      select day, subject, first.external_id, second.external_id, second.student_id
      from app.register join app.teaching_assignment using (school_id, teaching_assignment_id)
      join app.student first on first.school_id = register.school_id and first.classroom_id = register.classroom_id
      join app.student second on second.school_id = register.school_id and second.classroom_id = register.classroom_id
      where register.school_id = 1 and first.student_id < second.student_id limit 1""")[0]
    header, row = "student,date,period,subject,mark", f"{day},18,{subject},absent"
    marks = "select external_id, mark from app.attendance_mark join app.register using (register_id) join app.student using (student_id) where period = 18"
    counted = f"select marks, absent from app.attendance_day where student_id = {second_id} and day = '{day}'"
    applied(server, admin, f"{header}\n{first},{row}\n", "kind=attendance")
    before = database.psql(counted)

    answer = applied(server, admin, f"{header}\n{second},{row}\n", "kind=attendance")
    assert database.psql(counted) != before
    assert server.request("POST", answer.headers["Location"] + "undo/", {}, admin).status == 200
    assert settled(server, admin, answer, "undone")["obstacles"] is None
    assert database.psql(marks) == [[first, "absent"]] and database.psql(counted) == before

    answer = applied(server, admin, f"{header}\n{second},{row}\n", "kind=attendance")
    database.psql(f"""update app.attendance_mark mark set mark = 'late' from app.register
        where mark.register_id = register.register_id and period = 18 and student_id = {second_id};
        update app.register set period = period where period = 18""")
    assert server.request("POST", answer.headers["Location"] + "undo/", {}, admin).status == 200
    assert [obstacle["entity"] for obstacle in settled(server, admin, answer, "applied")["obstacles"]] == ["register"]
    assert sorted(database.psql(marks)) == sorted([[first, "absent"], [second, "late"]])


def test_an_address_that_another_school_gives_away_meanwhile_stays_theirs(server, admin, database):
    email = f"{uuid.uuid4().hex[:8]}@x.school"
    edit = f"insert into app.user_account (school_id, email, name, role) values (2, '{email}', 'Theirs', 'admin')"
    with under_way(database, edit):
        answer = upload(server, admin, f"email,name,role\n{email},Ours,teacher\n", "kind=users")
        plan = settled(server, admin, answer, "planned", "failed")
    assert (plan["state"], plan["counts"]["new"], plan["counts"]["refused"]) == ("planned", 0, 1), plan
    assert database.psql(f"select school_id, name, role from app.user_account where email = '{email}'") == [["2", "Theirs", "admin"]]


def test_a_step_that_is_none_is_refused_while_the_file_is_worked_on(server, admin, database):
    answer = applied(server, admin, "external_id,full_name\nheld-1,Ana\n", "kind=students")
    batch = answer.json["import_batch_id"]
    # For longer than a request waits for a lock, and tries again.
    with under_way(database, f"select ops.lock_import(1, {batch}, 'applied')", seconds=5):
        refused = server.request("POST", answer.headers["Location"] + "confirm/", {}, admin)
    assert refused.status == 422 and "cannot become confirmed" in refused.json["error"], refused.text


def test_too_much_at_once_needs_a_word(server, admin, database):
    rows = database.psql("select external_id from app.student where school_id = 1 and external_id is not null order by 1")
    text = "external_id,full_name\n" + "".join(f"{number},Changed {number}\n" for (number,) in rows[:40])
    answer = upload(server, admin, text, "kind=students&end_missing=true")
    plan = settled(server, admin, answer, "planned")
    assert plan["counts"]["stopped"] and plan["counts"]["changed"] == 40 and plan["counts"]["missing"] > 500
    path = answer.headers["Location"] + "confirm/"
    refused = server.request("POST", path, {}, admin)
    assert refused.status == 422 and refused.json["field"] == "accept_many"
    assert database.value("select count(*) from app.student where full_name like 'Changed%'") == "0"


def test_a_file_that_moves_everybody_needs_a_word(server, admin, database):
    rows = database.psql("select external_id from app.student where school_id = 1 and classroom_id is not null order by 1")
    day = database.value("select current_date")
    text = "student,classroom,starts_on\n" + "".join(f"{number},Typo Room,{day}\n" for (number,) in rows)
    answer = upload(server, admin, text, "kind=enrolments")
    assert settled(server, admin, answer, "planned")["counts"]["stopped"]
    refused = server.request("POST", answer.headers["Location"] + "confirm/", {}, admin)
    assert refused.status == 422 and refused.json["field"] == "accept_many"


def test_rows_of_another_school_are_refused(server, admin):
    answer = upload(server, admin, "school,external_id,full_name\nOther School,77,Ana\n", "kind=students")
    plan = settled(server, admin, answer, "planned")
    assert plan["counts"]["refused"] == 1 and plan["counts"]["new"] == 0


def test_what_cannot_be_read_says_why(server, admin):
    for text, query, reason in [
        ("a,b\n1,2\n", "kind=students", "no column external_id"),
        ("external_id,full_name\n1,\"Ana\n", "kind=students", "not CSV"),
        ("", "kind=students", "is empty"),
        ("external_id,full_name\n1,Ana\n", "kind=students&map=x=shoe", "no column shoe"),
        ("external_id,full_name,Full_Name \n1,Ana,Ben\n", "kind=students", "two columns full_name"),
        ('external_id,full_name\n1,Al "x" B\n', "kind=students", "not CSV near line"),
        ("PK\x03\x04\x14\x00\x06\x00\x08", "kind=students", "not text"),
    ]:
        failed = settled(server, admin, upload(server, admin, text, query), "failed")
        assert reason in failed["message"], failed["message"]
    assert upload(server, admin, "x", "kind=shoes").json["field"] == "kind"
    assert upload(server, admin, "x", "").json["field"] == "kind"
    assert upload(server, admin, "x", "kind=students&map=x").json["field"] == "map"
    assert server.request("POST", "/api/imports/?kind=students", {}, admin).status == 415


def test_a_bad_row_hides_no_other(server, admin, database):
    mark = uuid.uuid4().hex[:8]
    rows = [f"{mark}-1,A\x00na,0", f"{mark}-2,Ben,51", f"{mark}-3,Cid,50"]
    answer = upload(server, admin, "external_id, Full_Name ,past_failures\n" + "\n".join(rows) + "\n", "kind=students")
    assert settled(server, admin, answer, "planned", "failed")["counts"]["new"] == 1
    refusals = server.request("GET", answer.headers["Location"] + "refusals/", token=admin).json["results"]
    assert [(row["line"], row["field"], row["reason"]) for row in refusals] == [
        (2, "line", "has a NUL byte in full_name"), (3, "past_failures", "must be 0 to 50")]


def test_an_import_that_never_ends_holds_up_no_other(server, admin, database):
    """What the database refuses for a moment is begun again, a few times, and behind what others wait for."""
    database.psql("""
        create function public.is_busy() returns trigger language plpgsql as $$
        begin raise exception 'busy' using errcode = '55P03'; end $$;
        create trigger busy before insert on app.student for each row when (new.full_name = 'Busy') execute function public.is_busy()""")
    try:
        stuck = upload(server, admin, "external_id,full_name\nbusy-1,Busy\n", "kind=students")
        other = upload(server, admin, "external_id,full_name\nbusy-2,Ana\n", "kind=students")
        assert settled(server, admin, other, "planned")["counts"]["new"] == 1
        assert "given up" in settled(server, admin, stuck, "failed")["message"]
    finally:
        database.psql("drop function public.is_busy() cascade")


def test_an_upload_under_a_key_is_made_once(server, admin, database):
    key = uuid.uuid4().hex
    text = "external_id,full_name\nkey-1,Ana\n"
    first, second = (upload(server, admin, text, "kind=students", Idempotency_Key=key) for _ in range(2))
    assert (first.status, first.text) == (second.status, second.text) == (201, second.text)
    other = upload(server, admin, text + "key-2,Ben\n", "kind=students", Idempotency_Key=key)
    assert other.status == 422 and other.json["type"] == "/problems/idempotency-key-reused"


def test_a_killed_jobs_process_loses_no_import(server, admin, database):
    text = "external_id,full_name\n" + "".join(f"killed-{n},Student {n}\n" for n in range(3000))
    answer = upload(server, admin, text, "kind=students")
    for _ in range(3):
        for pid in server.jobs_pids():
            kill(pid)
        time.sleep(0.2)
    plan = settled(server, admin, answer, "planned")
    assert plan["counts"]["new"] == 3000
    assert server.request("POST", answer.headers["Location"] + "confirm/", {}, admin).status == 200
    time.sleep(0.1)
    for pid in server.jobs_pids():
        kill(pid)
    assert settled(server, admin, answer, "applied")["counts"]["new"] == 3000
    assert database.value("select count(*) from app.student where external_id like 'killed-%'") == "3000"


def test_a_large_file_goes_through_in_pieces(server, admin, database):
    line = "large-{},Student with a name that takes its place {}\n"
    text = "external_id,full_name\n" + "".join(line.format(n, n) for n in range(60_000))
    answer = upload(server, admin, text, "kind=students")
    assert answer.status == 201, answer.text
    assert int(database.value(
        f"select count(*) from app.import_chunk where import_batch_id = {answer.json['import_batch_id']}")) > 2
    assert settled(server, admin, answer, "planned")["counts"]["new"] == 60_000
