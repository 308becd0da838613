"""Changes name the version they were based on."""

import uuid

import pytest


@pytest.fixture
def case(database, server, tokens):
    """A fresh case of form master 1: id and version."""
    student = database.value("""
        select min(student_id) from app.student join app.classroom using (school_id, classroom_id)
        join app.user_account on user_id = form_master_id
        where email = 'form.master1@demo.school' and not exists (
          select from app.intervention_case where intervention_case.student_id = student.student_id
            and concern in ('other', 'wellbeing') and status <> 'closed')""")
    answer = server.request("POST", "/api/interventions/cases/", {"student_id": int(student)}, tokens["form_master"])
    assert answer.status == 201
    identifier = answer.json["case_id"]
    assert answer.headers["Location"] == f"/api/interventions/cases/{identifier}/"
    yield identifier
    database.psql(f"update app.intervention_case set voided = true, reason = 'test' where case_id = {identifier}")


@pytest.fixture
def patch(server, case, tokens):
    def send(body, headers=None, token="form_master"):
        return server.request("PATCH", f"/api/interventions/cases/{case}/", body, tokens[token], headers)

    return send


def test_a_change_makes_the_next_version_and_the_old_one_conflicts(patch, server, case, tokens):
    answer = patch({"version": 1, "progress_status": "contacted"})
    assert answer.status == 200 and answer.json["success"] is True and answer.json["version"] == 2
    assert answer.headers["ETag"] == '"2"'
    conflict = patch({"version": 1, "progress_status": "improving"})
    assert conflict.status == 409
    assert conflict.json["type"] == "/problems/version-conflict"
    assert (conflict.json["your_version"], conflict.json["current_version"]) == (1, 2)
    assert conflict.json["current"]["progress_status"] == "contacted"


def test_if_match_decides_as_well(patch):
    assert patch({"progress_status": "contacted"}, {"If-Match": 'W/"1"'}).status == 200
    assert patch({"progress_status": "improving"}, {"If-Match": '"1"'}).status == 412
    assert patch({"version": 2, "progress_status": "improving"}, {"If-Match": '"1"'}).status == 400
    assert patch({"progress_status": "improving"}, {"If-Match": "*"}).status == 400
    assert patch({"progress_status": "improving"}).status == 428


def test_a_version_that_was_seen_is_not_sent_again(server, case, tokens):
    path = f"/api/interventions/cases/{case}/"
    answers = [server.request("GET", path, token=tokens["form_master"], headers={"If-None-Match": tag}) for tag in ('"1"', '"7"')]
    assert [answer.status for answer in answers] == [304, 200]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}, "no browser's disk has a student"


def test_an_answer_with_a_changed_name_is_sent_again(server, case, tokens, database):
    path = f"/api/interventions/cases/{case}/"
    student, school = database.psql(f"select student_id, school_id from app.intervention_case where case_id = {case}")[0]
    alert = database.value(f"""insert into app.alert (school_id, student_id, risk_level, message, rule)
        select {school}, {student}, 'low', 'x', known from unnest('{{manual,serious_incident,incident_days,early_pace}}'::text[]) known
        where not exists (select from app.alert where student_id = {student} and rule = known and closed_on is null)
        limit 1 returning alert_id""")
    # Opening the alert has touched the student; from here on nothing but the name changes.
    database.psql(f"update app.intervention_case set goal = 'x' where case_id = {case}")
    paths = [path, f"/api/alerts/{alert}/"]
    tags = [server.request("GET", path, token=tokens["admin"]).headers["ETag"] for path in paths]
    seen = [{"If-None-Match": tag} for tag in tags]
    ask = lambda: [server.request("GET", path, token=tokens["admin"], headers=headers) for path, headers in zip(paths, seen)]
    assert [answer.status for answer in ask()] == [304, 304]
    database.psql(f"update app.student set full_name = full_name || ' II' where student_id = {student}")
    answers = ask()
    assert [answer.status for answer in answers] == [200, 200]
    assert all(answer.json["student"]["full_name"].endswith(" II") for answer in answers)
    assert server.request("GET", f"/api/students/{student}/", token=tokens["admin"]).json["full_name"].endswith(" II")


def test_the_same_request_sent_twice_has_one_effect(patch, database, case):
    request = {"X-Request-Id": uuid.uuid4().hex}
    change = {"version": 1, "progress_status": "contacted", "outcome_notes": "a"}
    assert [patch(change, request).status for _ in range(3)] == [200, 200, 200]
    assert database.value(f"select version from app.intervention_case where case_id = {case}") == "2"
    events = f"select count(*) from audit.event where entity = 'intervention_case' and entity_id = {case} and action = 'UPDATE'"
    assert database.value(events) == "1"
    assert patch({"version": 1, "progress_status": "contacted", "resolution_notes": "b"}, request).status == 409
    assert patch(change, {"X-Request-Id": "another"}).status == 409


def test_a_change_in_psql_counts_as_anybodys(patch, database, case):
    database.psql(f"update app.intervention_case set outcome_notes = 'by psql' where case_id = {case}")
    conflict = patch({"version": 1, "progress_status": "contacted"})
    assert conflict.status == 409 and conflict.json["current_version"] == 2
    assert conflict.json["current"]["outcome_notes"] == "by psql"
    row = database.psql(f"""select version, changes ->> 'outcome_notes', user_id is null from audit.event
        where entity = 'intervention_case' and entity_id = {case} and action = 'UPDATE'""")
    assert row == [["2", '["", "by psql"]', "t"]]


def test_an_illegal_move_tells_what_is_allowed_and_changes_nothing(patch, database, case):
    database.psql(f"update app.intervention_case set status = 'in_progress' where case_id = {case}")
    answer = patch({"version": 2, "status": "open"})
    assert answer.status == 422 and answer.json["field"] == "status"
    assert answer.json["allowed"] == ["awaiting_parent", "escalated_to_admin", "closed"]
    closing = patch({"version": 2, "status": "closed"})
    assert closing.status == 422 and closing.json["field"] == "outcome_notes"
    assert database.value(f"select version from app.intervention_case where case_id = {case}") == "2"
    closed = patch({"version": 2, "status": "closed", "outcome_notes": "o", "resolution_notes": "r"})
    assert closed.status == 200
    assert patch({"version": 3, "status": "open", "reason": "x"}).status == 403
    assert patch({"version": 3, "status": "open"}, token="admin").json["field"] == "reason"
    assert patch({"version": 3, "status": "open", "reason": "came back"}, token="admin").status == 200


def test_the_history_tells_who_changed_what(patch, server, case, tokens):
    patch({"version": 1, "progress_status": "contacted"})
    history = server.request("GET", f"/api/interventions/cases/{case}/history/", token=tokens["form_master"]).json["results"]
    assert [event["action"] for event in history] == ["UPDATE", "INSERT"]
    assert history[0]["changes"] == {"progress_status": ["no_contact", "contacted"]}
    assert history[0]["user"]["role"] == "form_master"
