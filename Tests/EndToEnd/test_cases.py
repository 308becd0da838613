"""Cases from alerts, tasks, and requests that come more than once."""

import threading
import uuid

import pytest


@pytest.fixture
def student(database):
    """A student of form master 1 without a case about behaviour or an alert of that rule."""
    return int(database.value("""
        select min(student_id) from app.student join app.classroom using (school_id, classroom_id)
        join app.user_account on user_id = form_master_id
        where email = 'form.master1@demo.school'
          and not exists (select from app.intervention_case where intervention_case.student_id = student.student_id
            and concern in ('behaviour', 'wellbeing') and status <> 'closed')
          and not exists (select from app.alert where alert.student_id = student.student_id and rule = 'serious_incident')"""))


@pytest.fixture
def alert(database, student):
    identifier = database.value(f"""
        insert into app.alert (school_id, student_id, rule, risk_level, message)
        select school_id, student_id, 'serious_incident', 'high', '1 serious incident this school year'
        from app.student where student_id = {student} returning alert_id""")
    yield int(identifier)
    database.psql(f"""update app.intervention_case set voided = true, reason = 'test' where student_id = {student} and not voided
        and concern in ('behaviour', 'wellbeing');
        delete from app.alert where student_id = {student} and rule = 'serious_incident' and not exists (
          select from app.intervention_case where intervention_case.alert_id = alert.alert_id)""")


def test_a_case_is_opened_from_an_alert_which_is_attached_to_it(server, tokens, alert):
    answer = server.request("POST", f"/api/alerts/{alert}/open-case/", {}, tokens["form_master"])
    assert answer.status == 201, answer.text
    assert answer.json["concern"] == "behaviour" and answer.json["alert_id"] == alert
    assert answer.json["attendance"]["at_opening"]["days"] == 20 and answer.json["attendance"]["at_closing"] is None
    case = answer.json["case_id"]
    attached = server.request("GET", f"/api/alerts/{alert}/", token=tokens["form_master"]).json
    assert (attached["case_id"], attached["status"]) == (case, "under_review")
    second = server.request("POST", f"/api/alerts/{alert}/open-case/", {}, tokens["admin"])
    assert second.status == 409 and second.json["existing_id"] == case
    by_hand = {"student_id": answer.json["student"]["student_id"], "concern": "behaviour"}
    second = server.request("POST", "/api/interventions/cases/", by_hand, tokens["form_master"])
    assert second.status == 409 and second.json["existing_id"] == case


def test_a_case_says_what_it_aims_at_and_whether_it_helped(server, tokens, alert):
    case = server.request("POST", f"/api/alerts/{alert}/open-case/", {"concern": "wellbeing"}, tokens["form_master"]).json
    path = f"/api/interventions/cases/{case['case_id']}/"
    plan = {"version": 1, "tier": 3, "goal": "There every day", "strategies": "A call each morning", "review_date": "2000-01-01"}
    refused = server.request("PATCH", path, plan, tokens["form_master"])
    assert refused.status == 422 and refused.json["field"] == "review_date"
    assert server.request("PATCH", path, plan | {"tier": 4}, tokens["form_master"]).json["field"] == "tier"
    planned = server.request("PATCH", path, plan | {"review_date": "2999-01-01"}, tokens["form_master"])
    assert planned.status == 200 and (planned.json["tier"], planned.json["goal"]) == (3, "There every day")
    closed = server.request("PATCH", path, {
        "version": 2, "status": "closed", "outcome_notes": "There every day", "resolution_notes": "Calls"}, tokens["form_master"])
    assert closed.status == 200 and closed.json["attendance"]["at_closing"]["days"] == 20


def test_a_task_is_done_by_whom_it_was_given_to(server, tokens, database, alert):
    case = server.request("POST", f"/api/alerts/{alert}/open-case/", {}, tokens["form_master"]).json["case_id"]
    teacher = int(database.value("select user_id from app.user_account where email = 'teacher1@demo.school'"))
    made = server.request("POST", f"/api/interventions/cases/{case}/tasks/",
                          {"title": "Call home", "assigned_to": teacher, "due_date": "2999-01-01"}, tokens["form_master"])
    assert made.status == 201 and made.json["assigned_to"]["user_id"] == teacher
    path = made.headers["Location"]
    assert server.request("GET", path, token=tokens["teacher"]).status == 200
    assert server.request("GET", f"/api/interventions/cases/{case}/", token=tokens["teacher"]).status == 403
    late = server.request("PATCH", path, {"version": 1, "done_on": "2999-01-01"}, tokens["teacher"])
    assert late.status == 422 and late.json["field"] == "done_on"
    done = server.request("PATCH", path, {"version": 1, "done_on": database.value("select current_date")}, tokens["teacher"])
    assert done.status == 200 and done.json["version"] == 2
    assert server.request("PATCH", path, {"version": 1, "done_on": None}, tokens["form_master"]).status == 409
    page = server.request("GET", f"/api/interventions/cases/{case}/tasks/", token=tokens["form_master"]).json
    assert [task["done_on"] for task in page["results"]] == [done.json["done_on"]]
    version = server.request("GET", f"/api/interventions/cases/{case}/", token=tokens["form_master"]).json["version"]
    assert version == 1, "tasks are no change of the case"


def test_a_key_gives_one_effect_and_one_answer(server, tokens, database, alert):
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    case = server.request("POST", f"/api/alerts/{alert}/open-case/", {}, tokens["form_master"]).json["case_id"]
    path, body = f"/api/interventions/cases/{case}/notes/", {"body": "Called", "kind": "contact", "outcome": "reached"}
    answers = []
    senders = [
        threading.Thread(target=lambda: answers.append(server.request("POST", path, body, tokens["form_master"], headers)))
        for _ in range(32)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert {answer.status for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert database.value(f"select count(*) from app.case_note where case_id = {case}") == "1"
    again = server.request("POST", path, dict(reversed(body.items())), tokens["form_master"], headers)
    assert again.status == 201 and again.text == answers[0].text, "the order of fields does not count"
    other = server.request("POST", path, body | {"body": "Called again"}, tokens["form_master"], headers)
    assert other.status == 422 and other.json["type"] == "/problems/idempotency-key-reused"
    mine = server.request("POST", path, body, tokens["admin"], headers)
    assert mine.status == 201 and mine.json["case_note_id"] != answers[0].json["case_note_id"], "keys are each user's own"


def test_every_kind_of_object_is_made_once(server, tokens, database, alert, student):
    case = server.request("POST", f"/api/alerts/{alert}/open-case/", {}, tokens["form_master"]).json["case_id"]
    for path, body, role in [
        ("/api/alerts/", {"student_id": student, "risk_level": "low", "message": "By hand"}, "form_master"),
        ("/api/interventions/cases/", {"student_id": student, "concern": "wellbeing"}, "form_master"),
        (f"/api/interventions/cases/{case}/tasks/", {"title": "Call home"}, "form_master"),
        ("/api/users/", {"email": f"{uuid.uuid4().hex}@demo.school", "name": "New", "role": "teacher", "password": "a long password"}, "admin"),
        ("/api/audit/", {"action": "PAGE_VIEWED"}, "teacher"),
    ]:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        first, second = (server.request("POST", path, body, tokens[role], headers) for _ in range(2))
        assert (first.status, first.text) == (second.status, second.text) == (201, second.text), path
        assert first.headers.get("Location") == second.headers.get("Location")
    database.psql(f"update app.alert set status = 'dismissed', close_reason = 'data_error' where student_id = {student} and rule = 'manual' and closed_on is null")


@pytest.fixture
def case(server, tokens, alert):
    answer = server.request("POST", f"/api/alerts/{alert}/open-case/", {}, tokens["form_master"])
    return f"/api/interventions/cases/{answer.json['case_id']}/"


def user(database, email):
    return int(database.value(f"select user_id from app.user_account where email = '{email}'"))


def test_a_team_sees_the_case_and_writes_notes(server, tokens, database, case):
    teacher, stranger = user(database, "teacher1@demo.school"), user(database, "admin@other.school")
    note = {"body": "He was there on Monday", "progress": "improving"}
    assert server.request("GET", case, token=tokens["teacher"]).status == 403
    assert server.request("POST", case + "notes/", note, tokens["teacher"]).status == 403
    refused = server.request("PATCH", case, {"version": 1, "team": [stranger]}, tokens["form_master"])
    assert refused.status == 422 and refused.json["field"] == "team"
    joined = server.request("PATCH", case, {"version": 1, "team": [teacher, teacher]}, tokens["form_master"])
    assert joined.status == 200 and [member["user_id"] for member in joined.json["team"]] == [teacher]
    seen = server.request("GET", case, token=tokens["teacher"])
    assert seen.status == 200
    assert server.request("GET", f"/api/students/{seen.json['student']['student_id']}/", token=tokens["teacher"]).status == 200
    written = server.request("POST", case + "notes/", note, tokens["teacher"])
    assert written.status == 201 and written.json["progress"] == "improving"
    assert server.request("PATCH", case, {"version": 2, "goal": "x"}, tokens["teacher"]).status == 403
    assert server.request("PATCH", case, {"version": 2, "team": []}, tokens["form_master"]).status == 200
    assert server.request("GET", case, token=tokens["teacher"]).status == 403
    assert server.request("GET", case + "notes/", token=tokens["teacher"]).status == 403


def test_a_case_is_handed_over_when_the_other_says_yes(server, tokens, database, case):
    other = user(database, "form.master2@demo.school")
    theirs = server.login("form.master2@demo.school")
    assert server.request("PATCH", case, {"version": 1, "hand_over_to": other}, tokens["form_master"]).status == 403
    assert server.request("PATCH", case, {"version": 1, "hand_over_to": user(database, "teacher1@demo.school")},
                          tokens["admin"]).json["field"] == "hand_over_to"
    assert server.request("GET", case, token=theirs).status == 403
    asked = server.request("PATCH", case, {"version": 1, "hand_over_to": other, "reason": "Leaves the school"}, tokens["admin"])
    assert asked.json["hand_over"] == {"user_id": other, "name": asked.json["hand_over"]["name"], "refused": False}
    assert server.request("GET", case, token=theirs).status == 200
    assert server.request("PATCH", case, {"version": 2, "goal": "Mine"}, theirs).status == 403
    assert server.request("POST", case + "hand-over/", {"version": 2, "accept": True}, tokens["form_master"]).status == 403
    assert server.request("POST", case + "hand-over/", {"version": 1, "accept": False}, theirs).status == 409
    for _ in range(2):
        no = server.request("POST", case + "hand-over/", {"version": 2, "accept": False, "reason": "On leave"}, theirs)
        assert no.status == 200 and no.json["hand_over"]["refused"] and no.json["reason"] == "On leave" and no.json["version"] == 3
    for path in case, case + "history/", case + "notes/":
        assert server.request("GET", path, token=theirs).status == 403, path
    assert server.request("POST", case + "hand-over/", {"version": 3, "accept": True}, theirs).status == 403
    assert server.request("PATCH", case, {"version": 3, "hand_over_to": other}, tokens["form_master"]).status == 403
    assert server.request("PATCH", case, {"version": 3, "goal": "Not for them"}, tokens["admin"]).status == 200
    assert server.request("POST", case + "hand-over/", {"version": 3, "accept": False}, theirs).status == 403
    again = server.request("PATCH", case, {"version": 4, "hand_over_to": other}, tokens["admin"])
    assert again.status == 200 and not again.json["hand_over"]["refused"]
    yes = server.request("POST", case + "hand-over/", {"version": 5, "accept": True}, theirs)
    assert yes.status == 200 and yes.json["assigned_to"]["user_id"] == other and yes.json["hand_over"] is None
    assert server.request("PATCH", case, {"version": 6, "goal": "Mine"}, theirs).status == 200
    assert server.request("PATCH", case, {"version": 7, "goal": "Not mine"}, tokens["form_master"]).status == 403


def test_at_the_end_of_the_year_all_cases_are_offered(server, tokens, database, case):
    master, other = user(database, "form.master1@demo.school"), user(database, "form.master3@demo.school")
    active = f"from app.intervention_case where assigned_to = {master} and status <> 'closed' and not voided"
    expected = int(database.value(f"select count(*) {active}"))
    answer = server.request("POST", "/api/interventions/hand-overs/", {"from": master, "to": other}, tokens["admin"])
    assert answer.status == 200 and answer.json["asked"] == expected > 0
    assert database.value(f"select count(*) {active} and hand_over_to = {other}") == str(expected)
    assert server.request("POST", "/api/interventions/hand-overs/", {"from": master, "to": other}, tokens["admin"]).json["asked"] == 0
    database.psql("update app.intervention_case set hand_over_to = null where hand_over_to is not null")


def test_a_form_master_who_is_gone_is_left_out_when_all_cases_are_offered(server, tokens, database, case):
    master, other, gone = (user(database, f"form.master{number}@demo.school") for number in (1, 2, 4))
    of_gone = database.value(f"select min(case_id) from app.intervention_case where assigned_to = {gone} and status <> 'closed' and not voided")
    database.psql(f"""update app.intervention_case set assigned_to = {other} where case_id in ({of_gone}, {case.split("/")[-2]});
        update app.user_account set active = false where user_id = {gone}""")
    answer = server.request("POST", "/api/interventions/hand-overs/", {"reason": "A new year"}, tokens["admin"])
    asked = database.psql("select distinct hand_over_to from app.intervention_case where hand_over_to is not null")
    database.psql(f"""update app.user_account set active = true where user_id = {gone};
        update app.intervention_case set hand_over_to = null where hand_over_to is not null;
        update app.intervention_case set assigned_to = {gone} where case_id = {of_gone}""")
    assert answer.status == 200 and answer.json["asked"] > 0 and answer.json["left_out"] > 0, answer.text
    assert [str(master)] in asked and [str(gone)] not in asked


def test_a_restricted_note_is_read_by_whom_it_is_for(server, tokens, database, case):
    teacher = user(database, "teacher1@demo.school")
    server.request("PATCH", case, {"version": 1, "team": [teacher, user(database, "form.master2@demo.school")]}, tokens["form_master"])
    secret = f"secret {uuid.uuid4().hex}"
    made = server.request("POST", case + "notes/", {"body": secret, "restricted": True, "named_user_ids": [teacher]},
                          tokens["form_master"], {"Idempotency-Key": uuid.uuid4().hex})
    assert made.status == 201 and made.json["body"] == secret
    path, colleague = made.headers["Location"], server.login("form.master2@demo.school")
    assert [server.request("GET", path, token=token).status for token in (
        tokens["form_master"], tokens["teacher"], colleague, tokens["admin"])] == [200, 200, 403, 403]
    assert server.request("GET", path, token=tokens["teacher"]).json["body"] == secret
    for token in (tokens["form_master"], tokens["teacher"], colleague, tokens["admin"]):
        assert secret not in server.request("GET", case + "notes/", token=token).text
    trail = server.request("GET", "/api/audit/logs/?limit=200", token=tokens["admin"]).text
    assert secret not in trail and secret not in server.request("GET", case + "history/", token=tokens["admin"]).text
    stubs = server.request("GET", case + "restricted-notes/", token=tokens["admin"])
    assert [(set(stub), stub["case_note_id"]) for stub in stubs.json["results"]] == [({"case_note_id", "created_at"}, made.json["case_note_id"])]
    assert server.request("GET", case + "restricted-notes/", token=tokens["form_master"]).status == 403
    short = server.request("POST", path + "emergency-read/", {"reason": "curious"}, tokens["admin"])
    assert short.status == 422 and short.json["field"] == "reason"
    assert server.request("POST", path + "emergency-read/", {"reason": "A child is in danger"}, tokens["form_master"]).status == 403
    read = server.request("POST", path + "emergency-read/", {"reason": "A child is in danger"}, tokens["admin"])
    assert read.status == 200 and read.json["body"] == secret
    assert server.request("GET", path, token=tokens["admin"]).status == 403, "each time with a reason"
    assert database.value(f"""select count(*) from audit.event where action = 'EMERGENCY_READ'
        and entity_id = {made.json['case_note_id']} and changes ->> 'reason' = 'A child is in danger'""") == "1"


def test_a_refused_request_leaves_its_key_free(server, tokens, student):
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"student_id": student, "concern": "wellbeing", "follow_up_date": "2000-01-01"}
    assert server.request("POST", "/api/interventions/cases/", body, tokens["form_master"], headers).status == 422
    stranger = {"student_id": 1 << 50, "concern": "wellbeing"}
    assert server.request("POST", "/api/interventions/cases/", stranger, tokens["form_master"], headers).status == 422
    body["follow_up_date"] = "2999-01-01"
    assert server.request("POST", "/api/interventions/cases/", body, tokens["form_master"], headers).status == 201
    for key in ("", "x" * 256, "ü"):
        refused = server.request("POST", "/api/interventions/cases/", body, tokens["form_master"], {"Idempotency-Key": key.encode("utf-8").decode("latin-1")})
        assert refused.status == 422 and refused.json["field"] == "Idempotency-Key"
