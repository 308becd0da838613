"""A new school, set up from the command line: with its timetable it is known which registers are due."""

import datetime
from zoneinfo import ZoneInfo

import pytest

ZONE = "Pacific/Auckland"


def days(number):
    """That many days after today, where the school is."""
    return (datetime.datetime.now(ZoneInfo(ZONE)).date() + datetime.timedelta(number)).isoformat()


@pytest.fixture(scope="module")
def school(server, database, tmp_path_factory):
    """A school that lives by its own clock, where each day is a school day."""
    folder = tmp_path_factory.mktemp("school")

    def bring(kind, text, *options):
        path = folder / f"{kind}.csv"
        path.write_text(text)
        return database.run("import", kind, str(path), "--school", "Far School", *options).stdout

    assert "Far School" in database.run("school", "create", "Far School", "--time-zone", ZONE).stdout
    bring("calendar", f"year,first_day,last_day,weekdays\nThis year,{days(-30)},{days(60)},1234567\n")
    bring("users", "email,name,role\nteacher@far.school,Tama,teacher\nother@far.school,Ana,teacher\nlead@far.school,Hana,form_master\n")
    bring("students", "external_id,full_name,classroom\n1,Mere,7A\n2,Wiremu,7A\n")
    bring("assignments", "teacher,classroom,subject,form_master\nteacher@far.school,7A,Maths,\nother@far.school,7A,Music,\n"
                         "teacher@far.school,7A,Music,\nlead@far.school,7A,,yes\n")
    for email in "teacher@far.school", "lead@far.school":
        database.run("user", "set-password", "--email", email, input="far from everywhere")
    return bring


def missing(server, email):
    page = server.request("GET", "/api/registers/missing/", token=server.login(email, "far from everywhere"))
    return [(row["date"], row["subject"], row["period"]) for row in page.json["results"]]


def every_day(subject, period, **columns):
    return "".join(",".join(["7A", subject, str(weekday), str(period), *columns.values()]) + "\n" for weekday in range(1, 8))


def counts(told):
    """new, changed, unchanged, missing, refused."""
    return told.strip().splitlines()[-1].split()[-6:-1]


def test_a_timetable_makes_registers_due_from_its_first_day_on(server, database, school):
    assert missing(server, "teacher@far.school") == []
    header = "classroom,subject,weekday,period\n"
    assert counts(school("lessons", header + every_day("Maths", 2)))[0] == "7"
    assert missing(server, "teacher@far.school") == missing(server, "lead@far.school") == [(days(0), "Maths", 2)]
    assert counts(school("lessons", header + every_day("Maths", 2)))[:3] == ["0", "0", "7"]

    told = school("lessons", "classroom,subject,weekday,period,starts_on\n" + every_day("Maths", 2, starts_on=days(-2)))
    assert counts(told)[:3] == ["0", "7", "0"]
    assert missing(server, "teacher@far.school") == [(days(day), "Maths", 2) for day in (-2, -1, 0)]


def test_lessons_that_cannot_be_are_refused(school):
    told = school("lessons", "classroom,subject,weekday,period,teacher,room\n7A,Music,1,3,,B\n7A,Art,1,3,,B\n7A,Maths,8,3,,B\n"
                             "7A,Maths,1,21,,B\n7A,Music,1,3,nobody@far.school,B\n7A,Music,1,4,other@far.school,B\n"
                             "7A,Music,1,4,Other@Far.school,B\n", "--dry-run")
    for reason in ("line 2: subject is taught by several in this classroom", "line 3: subject is not taught so in this classroom",
                   "line 4: weekday must be 1 (Monday) to 7 (Sunday)", "line 5: period must be 1 to 20", "line 6: teacher is no active user",
                   "line 8: classroom has this lesson in line 7 already", "Columns that were not read: room."):
        assert reason in told, told


def test_a_new_timetable_ends_the_old_one_and_can_be_undone(server, database, school):
    before = missing(server, "teacher@far.school")
    new = "classroom,subject,weekday,period,teacher\n" + every_day("Music", 5, teacher="teacher@far.school")
    told = school("lessons", new, "--end-missing", "--confirm")
    assert counts(told)[:4] == ["7", "0", "0", "7"]
    # What was due stays due.
    assert missing(server, "teacher@far.school") == before[:2] + [(days(0), "Music", 5)]
    number = next(line.split()[1] for line in told.splitlines() if line.startswith("import "))
    database.run("import", "undo", number)
    assert missing(server, "teacher@far.school") == before


def test_a_lesson_that_ended_by_mistake_goes_on(server, database, school):
    before = missing(server, "teacher@far.school")
    header = "classroom,subject,weekday,period,starts_on\n"
    right = header + every_day("Maths", 2, starts_on=days(-2))
    # What has not begun yet is never held.
    wrong = header + every_day("Maths", 9, starts_on=days(1))
    assert counts(school("lessons", wrong, "--end-missing", "--confirm"))[:4] == ["7", "0", "0", "7"]
    assert missing(server, "teacher@far.school") == before[:2]
    assert counts(school("lessons", right, "--end-missing", "--confirm"))[:4] == ["7", "0", "0", "7"]
    assert missing(server, "teacher@far.school") == before
    assert counts(school("lessons", right, "--end-missing"))[:4] == ["0", "0", "7", "0"]
    assert database.value("select count(*) from app.lesson where period = 9 and ends_on <> starts_on") == "0"


def test_a_school_has_a_name_and_a_time_zone(database):
    again = database.run("school", "create", "Far School", check=False)
    assert again.returncode == 1 and "There is a school Far School already" in again.stderr
    wrong = database.run("school", "create", "Nowhere", "--time-zone", "Mars/Base", check=False)
    assert wrong.returncode == 1 and "Mars/Base is no time zone such as Europe/Lisbon" in wrong.stderr
    number = database.value("select school_id from app.school where name = 'Far School'")
    assert database.run("school", "change", number, "--time-zone", "Europe/Lisbon").returncode == 0
    assert "Europe/Lisbon" in next(line for line in database.run("school", "list").stdout.splitlines() if "Far School" in line)
    assert database.run("school", "change", "Far School", check=False).returncode == 64
    assert "There is no school Nowhere" in database.run("school", "change", "Nowhere", "--name", "X", check=False).stderr
