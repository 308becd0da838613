"""Who may do what over HTTP: every route of the description x role x whose object it is."""

import json

import pytest

ROLES = ["anonymous", "teacher", "form_master", "admin"]
RELATIONS = ["own", "other classroom", "other school"]

# Status by role: for routes without an object one number, with one three: own, other classroom, other school.
# A change without a version gets as far as 428, which shows that the caller passed.
EXPECTED = {
    ("post", "/api/auth/login/"): [422, 422, 422, 422],
    ("post", "/api/auth/login/second-factor/"): [401, 401, 401, 401],
    ("post", "/api/auth/logout/"): [401, 200, 200, 200],
    ("get", "/api/auth/me/"): [401, 200, 200, 200],
    ("post", "/api/auth/change-password/"): [401, 422, 422, 422],
    ("get", "/api/auth/sessions/"): [401, 200, 200, 200],
    # Sessions of others are not there, whoever asks.
    ("delete", "/api/auth/sessions/{id}/"): [401, (200, 404, 404), (200, 404, 404), (200, 404, 404)],
    ("delete", "/api/auth/sessions/"): [401, 200, 200, 200],
    ("get", "/api/auth/second-factor/"): [401, 200, 200, 200],
    ("post", "/api/auth/second-factor/"): [401, 422, 422, 422],
    ("post", "/api/auth/second-factor/confirm/"): [401, 422, 422, 422],
    ("post", "/api/auth/second-factor/disable/"): [401, 422, 422, 422],
    ("post", "/api/auth/password-reset/"): [202, 202, 202, 202],
    ("post", "/api/auth/password-reset/confirm/"): [422, 422, 422, 422],
    ("get", "/api/events/"): [401, 200, 200, 200],
    ("get", "/api/users/"): [401, 403, 403, 200],
    ("post", "/api/users/"): [401, 422, 422, 422],
    ("get", "/api/users/{id}/"): [401, 403, 403, (200, 200, 404)],
    ("patch", "/api/users/{id}/"): [401, (403, 403, 403), (403, 403, 403), (409, 409, 404)],
    ("get", "/api/staff/"): [401, 200, 200, 200],
    ("get", "/api/classrooms/"): [401, 200, 200, 200],
    ("get", "/api/students/"): [401, 200, 200, 200],
    ("get", "/api/students/{id}/"): [401, (200, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("get", "/api/students/{id}/indicators/"): [401, (200, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("get", "/api/students/{id}/timeline/"): [401, (200, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("get", "/api/students/{id}/access/"): [401, 403, (200, 403, 404), (200, 200, 404)],
    ("post", "/api/students/{id}/record/"): [401, 403, 403, (200, 200, 404)],
    ("post", "/api/exports/{kind}/"): [401, 403, 403, 200],
    ("get", "/api/rules/"): [401, 200, 200, 200],
    ("post", "/api/rules/simulate/"): [401, 403, 403, 200],
    ("put", "/api/rules/{rule}/"): [401, (403, 403, 403), (403, 403, 403), (409, 409, 409)],
    ("get", "/api/rules/{rule}/quality/"): [401, 403, 403, 200],
    # The form master has taken theirs when the admin comes.
    ("post", "/api/alerts/{id}/claim/"): [401, (200, 403, 404), (200, 403, 404), (409, 200, 404)],
    ("get", "/api/alerts/"): [401, 200, 200, 200],
    ("post", "/api/alerts/"): [401, 422, 422, 422],
    ("get", "/api/alerts/{id}/"): [401, (200, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("patch", "/api/alerts/{id}/"): [401, (409, 403, 404), (409, 403, 404), (409, 409, 404)],
    ("get", "/api/interventions/cases/"): [401, 403, 200, 200],
    ("post", "/api/interventions/cases/"): [401, 422, 422, 422],
    ("get", "/api/interventions/cases/{id}/"): [401, (403, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("patch", "/api/interventions/cases/{id}/"): [401, (403, 403, 403), (409, 403, 404), (409, 409, 404)],
    ("get", "/api/interventions/cases/{id}/notes/"): [401, (403, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("post", "/api/interventions/cases/{id}/notes/"): [401, (403, 403, 404), (201, 403, 404), (201, 201, 404)],
    ("get", "/api/interventions/cases/{id}/history/"): [401, (403, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("get", "/api/interventions/cases/{id}/restricted-notes/"): [401, 403, 403, (200, 200, 404)],
    ("put", "/api/interventions/cases/{id}/presence/"): [401, (403, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("delete", "/api/interventions/cases/{id}/presence/"): [401, (403, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("post", "/api/interventions/cases/{id}/hand-over/"): [401, (403, 403, 403), (403, 403, 404), (403, 403, 404)],
    ("post", "/api/interventions/hand-overs/"): [401, 403, 403, 422],
    # These notes are restricted.
    ("get", "/api/interventions/notes/{id}/"): [401, (403, 403, 404), (200, 403, 404), (403, 403, 404)],
    ("post", "/api/interventions/notes/{id}/emergency-read/"): [401, 403, 403, (200, 200, 404)],
    ("get", "/api/registers/"): [401, 200, 200, 200],
    ("get", "/api/registers/missing/"): [401, 200, 200, 200],
    ("get", "/api/registers/{class}/{date}/{period}/"): [401, (200, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("put", "/api/registers/{class}/{date}/{period}/"): [401, (422, 403, 404), (403, 403, 404), (422, 422, 404)],
    ("get", "/api/interventions/cases/{id}/tasks/"): [401, (403, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("post", "/api/interventions/cases/{id}/tasks/"): [401, (403, 403, 404), (201, 403, 404), (201, 201, 404)],
    ("get", "/api/interventions/tasks/{id}/"): [401, (200, 403, 404), (200, 403, 404), (200, 200, 404)],
    ("patch", "/api/interventions/tasks/{id}/"): [401, (409, 403, 404), (409, 403, 404), (409, 409, 404)],
    # The form master has opened one for theirs when the admin comes; teachers open none.
    ("post", "/api/alerts/{id}/open-case/"): [401, 403, (201, 403, 404), (409, 201, 404)],
    ("get", "/api/imports/"): [401, 403, 403, 200],
    ("post", "/api/imports/"): [401, 422, 422, 422],
    ("get", "/api/imports/{id}/"): [401, 403, 403, (200, 200, 404)],
    ("get", "/api/imports/{id}/refusals/"): [401, 403, 403, (200, 200, 404)],
    ("post", "/api/imports/{id}/confirm/"): [401, 403, 403, (422, 422, 404)],
    ("post", "/api/imports/{id}/undo/"): [401, 403, 403, (422, 422, 404)],
    ("get", "/api/retention/plan/"): [401, 403, 403, 200],
    ("get", "/api/dashboard/"): [401, 200, 200, 200],
    ("post", "/api/audit/"): [401, 201, 201, 201],
    ("get", "/api/audit/logs/"): [401, 403, 403, 200],
    ("get", "/api/openapi.json"): [200, 200, 200, 200],
    ("get", "/docs/api/"): [200, 200, 200, 200],
    ("get", "/health/live/"): [200, 200, 200, 200],
    ("get", "/health/ready/"): [200, 200, 200, 200],
}

CUTS = [{"band": "tier3", "measure": "absent_percent", "minimum_days": 20, "cut": 50}]

BODIES = {
    ("post", "/api/auth/login/second-factor/"): {"challenge": "0" * 64, "code": "123456"},
    ("post", "/api/auth/second-factor/confirm/"): {"code": "123456"},
    ("post", "/api/auth/password-reset/"): {"email": "nobody@matrix.school"},
    ("post", "/api/auth/password-reset/confirm/"): {"token": "0" * 64, "new_password": "a-long-password"},
    ("post", "/api/students/{id}/record/"): {"purpose": "Asked by the family"},
    ("post", "/api/exports/{kind}/"): {"purpose": "An inspection"},
    ("post", "/api/interventions/cases/{id}/hand-over/"): {"version": 999999, "accept": True},
    ("post", "/api/interventions/hand-overs/"): {"to": 1 << 50},
    ("post", "/api/interventions/notes/{id}/emergency-read/"): {"reason": "A child is in danger"},
    ("post", "/api/interventions/cases/{id}/tasks/"): {"title": "Call home"},
    ("patch", "/api/interventions/tasks/{id}/"): {"version": 999999, "title": "Call home again"},
    ("post", "/api/alerts/{id}/open-case/"): {"concern": "other"},
    ("post", "/api/rules/simulate/"): {"rule": "absence_rate", "cuts": CUTS},
    ("put", "/api/rules/{rule}/"): {"version": 999999, "cuts": CUTS},
    ("post", "/api/audit/"): {"action": "PAGE_VIEWED", "details": {"page": "home"}, "sessionId": "s"},
    ("post", "/api/interventions/cases/{id}/notes/"): {"body": "A word."},
    ("put", "/api/registers/{class}/{date}/{period}/"): {"version": 0, "marks": []},
    ("patch", "/api/users/{id}/"): {"version": 999999, "name": "Nobody"},
    ("patch", "/api/alerts/{id}/"): {"version": 999999, "status": "under_review"},
    ("patch", "/api/interventions/cases/{id}/"): {"version": 999999, "progress_status": "contacted"},
}


@pytest.fixture(scope="module")
def objects(database):
    """Ids by table, role and relation."""
    def one(sql):
        return int(database.value(sql))

    def user(email):
        return one(f"select user_id from app.user_account where email = '{email}'")

    master, teacher = user("form.master1@demo.school"), user("teacher1@demo.school")
    room = one(f"select classroom_id from app.classroom where form_master_id = {master}")
    taught = f"select classroom_id from app.teaching_assignment where user_id = {teacher}"
    demo = one("select school_id from app.school where name = 'Demo School'")
    own_alert = one(f"""with given as (update app.alert set assigned_to = {teacher}
        where alert_id = (select min(alert_id) from app.alert where school_id = {demo} and status = 'active')
        returning alert_id) select alert_id from given""")
    stranger = f"""school_id = {demo} and classroom_id <> {room} and classroom_id not in ({taught})
        and classroom_id not in (select classroom_id from app.teaching_assignment where user_id = {master})
        and not assigned_user_ids && array[{master}, {teacher}]::bigint[]"""

    def foreign(table, key):
        return one(f"select min({key}) from app.{table} where school_id <> {demo}")

    strange_class = one(f"""select min(teaching_assignment_id) from app.teaching_assignment
        where school_id = {demo} and classroom_id <> {room} and user_id not in ({master}, {teacher})""")
    strange_student = one(f"select min(student_id) from app.student where {stranger}")
    strange_case = one(f"""select min(case_id) from app.intervention_case
        where school_id = {demo} and classroom_id <> {room} and assigned_to <> {master}""")
    strange_alert = one(f"""select min(alert_id) from app.alert where school_id = {demo} and classroom_id <> {room}
        and assigned_to is distinct from {master} and assigned_to is distinct from {teacher}
        and status = 'active' and claimed_by is null""")
    strange_master = one(f"select min(form_master_id) from app.classroom where school_id = {demo} and form_master_id <> {master}")
    foreign_case = foreign("intervention_case", "case_id")

    def task(case, user="null"):
        return one(f"""with given as (insert into app.case_task (school_id, case_id, title, assigned_to)
            select school_id, case_id, 'Matrix', {user} from app.intervention_case where case_id = {case}
            returning case_task_id) select case_task_id from given""")

    def upload(school):
        return one(f"""with begun as (insert into app.import_batch (school_id, kind, file_name) values ({school}, 'students', 'x')
            returning import_batch_id) select import_batch_id from begun""")

    def note(case):
        return one(f"""with given as (insert into app.case_note (school_id, case_id, author_id, body, restricted)
            select school_id, case_id, assigned_to, 'Matrix', true from app.intervention_case where case_id = {case}
            returning case_note_id) select case_note_id from given""")

    def session(email):
        return one(f"""with begun as (insert into auth.session (token_hash, school_id, user_id, expires_at)
            select sha256(gen_random_uuid()::text::bytea), school_id, user_id, now() + interval '1 hour'
            from app.user_account where email = '{email}' returning session_id) select session_id from begun""")

    own_case = one(f"select min(case_id) from app.intervention_case where classroom_id = {room} and assigned_to = {master}")
    return {
        "users": {role: [user("teacher2@demo.school"), user("form.master2@demo.school"), user("admin@other.school")]
                  for role in ROLES},
        "sessions": {
            role: [session(f"{name}@demo.school"), session("form.master2@demo.school"), session("admin@other.school")]
            for role, name in {"anonymous": "teacher2", "teacher": "teacher1", "form_master": "form.master1", "admin": "admin"}.items()
        },
        "students": {
            "teacher": [one(f"select min(student_id) from app.student where classroom_id in ({taught})"), strange_student,
                        foreign("student", "student_id")],
            "form_master": [one(f"select min(student_id) from app.student where classroom_id = {room}"), strange_student,
                            foreign("student", "student_id")],
        },
        "alerts": {
            "teacher": [own_alert, strange_alert, foreign("alert", "alert_id")],
            "form_master": [one(f"select min(alert_id) from app.alert where classroom_id = {room}"), strange_alert,
                            foreign("alert", "alert_id")],
        },
        "registers": {
            "teacher": [one(f"select min(teaching_assignment_id) from app.teaching_assignment where user_id = {teacher}"), strange_class,
                        foreign("teaching_assignment", "teaching_assignment_id")],
            "form_master": [one(f"select min(teaching_assignment_id) from app.teaching_assignment where classroom_id = {room}"),
                            strange_class, foreign("teaching_assignment", "teaching_assignment_id")],
        },
        "date": database.value("select max(day) from app.calendar_day where is_school_day and day < current_date"),
        "tasks": {
            "teacher": [task(strange_case, teacher), task(strange_case, strange_master), task(foreign_case)],
            "form_master": [task(own_case), task(strange_case, strange_master), task(foreign_case)],
        },
        "notes": {"form_master": [note(own_case), note(strange_case), note(foreign_case)]},
        "imports": {"form_master": [upload(demo), upload(demo), upload("(select max(school_id) from app.school)")]},
        "cases": {"form_master": [own_case, strange_case, foreign("intervention_case", "case_id")]},
    }


def ids(objects, path, role):
    """Own, of another classroom, of another school; every school has rules and exports of the same names."""
    kind = path.split("/{")[0].rsplit("/", 1)[1]
    if kind in ("rules", "exports"):
        return [0, 0, 0]
    by_role = objects[kind]
    return by_role.get(role) or by_role["form_master"]


def address(path, identifier, objects):
    """A period in which no register is due, so that none has been taken."""
    for name, value in {"id": identifier, "class": identifier, "date": objects["date"], "period": 20, "rule": "absence_rate", "kind": "alerts"}.items():
        path = path.replace("{" + name + "}", str(value))
    return path


def test_every_route_of_the_description_is_in_the_matrix(server):
    described = {
        (method, path)
        for path, operations in server.request("GET", "/api/openapi.json").json["paths"].items()
        for method in operations
    }
    assert described == set(EXPECTED)


@pytest.mark.parametrize("method, path", list(EXPECTED), ids=lambda value: value)
def test_roles_and_relations(server, objects, tokens, method, path):
    found, wanted = {}, {}
    for role, expected in zip(ROLES, EXPECTED[method, path]):
        token = tokens.get(role)
        if path == "/api/auth/logout/" and token:
            token = server.login({"admin": "admin", "form_master": "form.master1", "teacher": "teacher1"}[role] + "@demo.school")
        body = BODIES.get((method, path), {} if method == "post" and path != "/api/auth/logout/" else None)
        if "{" in path:
            statuses = [
                server.request(method.upper(), address(path, identifier, objects), body, token).status
                for identifier in ids(objects, path, role)
            ]
            wanted[role] = list(expected) if isinstance(expected, tuple) else [expected] * 3
        else:
            statuses = [server.request(method.upper(), path, body, token).status]
            wanted[role] = [expected]
        found[role] = statuses
    assert found == wanted


def test_other_methods_are_refused(server):
    answer = server.request("DELETE", "/api/alerts/1/")
    assert answer.status == 405 and answer.headers["Allow"] == "GET, PATCH, HEAD, OPTIONS"
    assert server.request("GET", "/api/nothing/").status == 404
    assert json.loads(answer.text)["type"] == "/problems/method-not-allowed"
