"""What two sessions write at the same moment, where triggers copy from one row to another."""

import subprocess
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from server import Database, under_way


@pytest.fixture(scope="module")
def database():
    """Without a server, whose jobs process would go on with what is written here."""
    database = Database()
    yield database
    database.drop()


@pytest.fixture
def student(database):
    """A student of the demo school of their own, with a place."""
    mark = uuid.uuid4().hex[:8]
    student = database.value(f"insert into app.student (school_id, full_name, external_id) values (1, 'Moment', '{mark}') returning student_id")
    database.psql(f"""insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
        select 1, {student}, min(classroom_id), current_date - 9 from app.classroom where school_id = 1""")
    return student


def staff(database, role, count=2):
    return [user for (user,) in database.psql(
        f"select user_id from app.user_account where school_id = 1 and role = '{role}' order by user_id limit {count}")]


def test_both_who_are_assigned_see_the_student(database, student):
    first, second = staff(database, "teacher")
    alert = "insert into app.alert (school_id, student_id, rule, risk_level, message, assigned_to) values (1, {}, '{}', 'low', 'T', {})"
    with under_way(database, alert.format(student, "absence_rate", first)):
        database.psql(alert.format(student, "early_pace", second))
    assert database.value(f"select assigned_user_ids from app.student where student_id = {student}") == f"{{{first},{second}}}"


def test_an_alert_stands_where_its_student_is_moved_to(database, student):
    room = database.value("select max(classroom_id) from app.classroom where school_id = 1")
    with under_way(database, f"update app.enrolment set classroom_id = {room} where student_id = {student}"):
        database.psql(f"insert into app.alert (school_id, student_id, risk_level, message) values (1, {student}, 'low', 'T')")
    assert database.value(f"select classroom_id from app.alert where student_id = {student}") == room


def test_a_note_stands_with_whoever_takes_the_case_over(database, student):
    owner, other = staff(database, "form_master")
    case = database.value(f"""insert into app.intervention_case (school_id, student_id, assigned_to) values (1, {student}, {owner})
        returning case_id""")
    with under_way(database, f"update app.intervention_case set assigned_to = {other} where case_id = {case}"):
        database.psql(f"""insert into app.case_note (school_id, case_id, author_id, body, restricted)
            values (1, {case}, {owner}, 'T', true)""")
    assert database.value(f"select assigned_to from app.case_note where case_id = {case}") == other


def test_an_open_case_covers_what_rises_at_the_same_moment(database, student):
    with under_way(database, f"insert into app.intervention_case (school_id, student_id, concern) values (1, {student}, 'behaviour')"):
        database.psql(f"insert into app.incident (school_id, student_id, day, kind) values (1, {student}, current_date, 'serious')")
        database.psql(f"do $$ begin perform ops.refresh(1, array[{student}]::bigint[], app.today(1)); end $$")
    database.psql(f"do $$ begin perform ops.refresh(1, array[{student}]::bigint[], app.today(1)); end $$")
    alerts = database.psql(f"select distinct case_id is not null, status from app.alert where student_id = {student}")
    assert alerts == [["t", "under_review"]]


REFRESH = "do $$ begin perform ops.refresh(1, array[{}]::bigint[], app.today(1)); end $$"
CLOSE = "update app.intervention_case set status = 'closed', outcome_notes = 'T', resolution_notes = 'T' where student_id = {}"


@pytest.fixture
def suspect(database, student):
    """The student with a case about behaviour, and an incident that no rule has seen."""
    database.psql(f"insert into app.intervention_case (school_id, student_id, concern) values (1, {student}, 'behaviour')")
    database.psql(f"insert into app.incident (school_id, student_id, day, kind) values (1, {student}, current_date, 'serious')")
    return student


@pytest.mark.parametrize("first, second", [(CLOSE, REFRESH), (REFRESH, CLOSE)])
def test_a_closed_case_does_not_cover_what_rises_at_the_same_moment(database, suspect, first, second):
    with under_way(database, first.format(suspect)):
        database.psql(second.format(suspect))
    assert database.psql(f"select distinct case_id is null from app.alert where student_id = {suspect}") == [["t"]]


def test_a_case_stands_where_its_student_is_moved_to(database, student):
    room = database.value("select max(classroom_id) from app.classroom where school_id = 1")
    with under_way(database, f"update app.enrolment set classroom_id = {room} where student_id = {student}"):
        database.psql(f"insert into app.intervention_case (school_id, student_id) values (1, {student})")
    assert database.value(f"select classroom_id from app.intervention_case where student_id = {student}") == room


@pytest.mark.parametrize("fact, rest", [
    ("incident", "(school_id, student_id, day, kind) values (1, {}, current_date, 'minor')"),
    ("attendance_total", "(school_id, student_id, day, absent_days, school_days) values (1, {}, current_date, 1, 2)"),
])
def test_a_fact_stands_where_its_student_is_moved_to(database, student, fact, rest):
    room = database.value("select max(classroom_id) from app.classroom where school_id = 1")
    with under_way(database, f"update app.enrolment set classroom_id = {room} where student_id = {student}"):
        database.psql(f"insert into app.{fact} {rest.format(student)}")
    assert database.value(f"select classroom_id from app.{fact} where student_id = {student}") == room


def test_a_day_stands_where_its_student_is_moved_to(database, student):
    here, there = database.psql("select classroom_id from app.classroom where school_id = 1 order by 1 limit 2")
    day = database.value("select max(day) from app.calendar_day where school_id = 1 and is_school_day and day < current_date")
    register = database.psql(f"""insert into app.register (school_id, teaching_assignment_id, day, period)
        select 1, min(teaching_assignment_id), '{day}', 19 from app.teaching_assignment where classroom_id = {here[0]}
        returning register_id, classroom_id, teacher_id""")[0]
    move = f"""update app.enrolment set ends_on = '{day}'::date + 1 where student_id = {student};
        insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
        values (1, {student}, {there[0]}, '{day}'::date + 1)"""
    with under_way(database, move):
        database.psql(f"""insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
            values (1, {register[0]}, {student}, {register[1]}, {register[2]}, '{day}', 'absent')""")
    assert database.value(f"select classroom_id from app.attendance_day where student_id = {student}") == there[0]


def test_what_a_rule_gave_stands_where_its_student_is_moved_to(database, student):
    room = database.value("select max(classroom_id) from app.classroom where school_id = 1")
    with under_way(database, f"update app.enrolment set classroom_id = {room} where student_id = {student}"):
        database.psql(f"do $$ begin perform ops.refresh(1, array[{student}]::bigint[], app.today(1)); end $$")
    assert database.psql(f"select distinct classroom_id from app.student_indicator where student_id = {student}") == [[room]]


def test_a_case_that_is_reopened_is_not_cleaned_up(database, student):
    case = database.value(f"""insert into app.intervention_case (school_id, student_id, assigned_to, status, outcome_notes, resolution_notes, closed_at)
        values (1, {student}, {staff(database, "admin", 1)[0]}, 'closed', 'T', 'T', now() - interval '6 years') returning case_id""")
    with under_way(database, f"update app.intervention_case set status = 'open', reason = 'T' where case_id = {case}"):
        database.value("select ops.apply_retention('closed_case', 1000)")
    assert database.psql(f"select status from app.intervention_case where case_id = {case}") == [["open"]]


def test_an_import_that_is_confirmed_is_not_cleaned_up(database):
    batch = database.value("""insert into app.import_batch (school_id, kind, file_name, state, created_at, updated_at)
        values (1, 'students', 'T', 'planned', now() - interval '8 days', now() - interval '8 days') returning import_batch_id""")
    database.psql(f"insert into app.import_chunk (school_id, import_batch_id, position, bytes) values (1, {batch}, 0, 'T')")
    with under_way(database, f"update app.import_batch set state = 'confirmed' where import_batch_id = {batch}"):
        database.value("select ops.apply_retention('import_file', 1000)")
    seen = database.psql(f"""select state, count(position) from app.import_batch
        left join app.import_chunk using (school_id, import_batch_id) where import_batch_id = {batch} group by state""")
    database.psql(f"delete from app.import_batch where import_batch_id = {batch}")
    assert seen == [["confirmed", "1"]]


def test_nobody_waits_until_the_whole_school_is_evaluated(database):
    """What is done for the first students is done and free while the last one is still waited for."""
    database.psql("delete from app.student_indicator")
    students = [student for (student,) in database.psql("select unnest(ops.students_to_evaluate(1, app.today(1))) order by 1")]
    first, last = students[0], students[-1]
    school = database.value("select name from app.school where school_id = 1")
    keeper = subprocess.Popen(["psql", "-X", "-q", "-At", "-d", database.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    keeper.stdin.write(f"begin;\nselect 'kept' from app.student where student_id = {last} for update;\n")
    keeper.stdin.flush()
    assert keeper.stdout.readline() == "kept\n"
    waits = f"""select count(*) from pg_stat_activity
        where datname = '{database.name}' and wait_event_type = 'Lock' and query ~ 'ops.refresh'"""
    with ThreadPoolExecutor() as pool:
        evaluation = pool.submit(database.run, "evaluate", "--school", school)
        try:
            while database.value(waits) != "1":
                assert not evaluation.done()
                time.sleep(0.05)
            free = database.psql(f"begin; select student_id from app.student where student_id = {first} for update nowait; rollback")
            assert free == [[first]]
            done = f"select distinct student_id from app.student_indicator where student_id in ({first}, {last})"
            assert database.psql(done) == [[first]]
        finally:
            keeper.communicate("commit;\n")
        evaluation.result()
    assert len(database.psql(done)) == 2
