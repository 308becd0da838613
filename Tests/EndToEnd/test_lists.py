"""Pages: every row once, in order; and every body as it is described."""

import description
import pytest

LISTS = [
    ("/api/users/", "user_id", "app.user_account", "admin"),
    ("/api/staff/", "user_id", "app.user_account where active", "teacher"),
    ("/api/classrooms/", "classroom_id", "app.classroom", "admin"),
    ("/api/students/", "student_id", "app.student", "admin"),
    ("/api/alerts/", "alert_id", "app.alert", "admin"),
    ("/api/interventions/cases/", "case_id", "app.intervention_case where not voided", "admin"),
]


@pytest.mark.parametrize("path, key, table, role", LISTS, ids=lambda value: value)
def test_all_pages_give_every_row_once(server, database, tokens, path, key, table, role):
    seen, query = [], "?limit=200"
    while True:
        answer = server.request("GET", path + query, token=tokens[role])
        assert answer.status == 200
        seen += [row[key] for row in answer.json["results"]]
        if answer.json["next"] is None:
            assert "Link" not in answer.headers
            break
        query = f"?limit=200&cursor={answer.json['next']}"
        assert answer.headers["Link"] == f'<{path}{query}>; rel="next"'
    where = " and " if " where " in table else " where "
    expected = database.psql(f"""select {key} from {table}{where}
        school_id = (select school_id from app.school where name = 'Demo School')""")
    assert sorted(seen) == sorted(int(row[0]) for row in expected)
    assert len(seen) == len(set(seen))


def test_names_are_found_without_their_marks(server, tokens):
    found = server.request("GET", "/api/students/?search=goncalves&limit=200", token=tokens["admin"]).json["results"]
    assert found and all("Gonçalves" in student["full_name"] for student in found)
    assert server.request("GET", "/api/students/?search=%25", token=tokens["admin"]).json["results"] == []


@pytest.mark.parametrize("role", ["admin", "form_master", "teacher"])
def test_answers_are_as_described(server, tokens, role):
    """As every answer of every test is; here each list is asked for once."""
    for path, operations in description.description()["paths"].items():
        if "get" in operations and "{" not in path:
            assert server.request("GET", path, token=tokens[role]).status in (200, 403)


IMPORT = """with begun as (insert into app.import_batch (school_id, kind, file_name)
    select school_id, 'students', 'x' from app.school where name = 'Demo School' returning import_batch_id)
    select import_batch_id from begun"""


ONE_OF_EACH = {
    "/api/users/{id}/": "select min(user_id) from app.user_account",
    "/api/students/{id}/": "select min(student_id) from app.student",
    "/api/alerts/{id}/": "select min(alert_id) from app.alert",
    "/api/interventions/cases/{id}/": "select min(case_id) from app.intervention_case",
    "/api/interventions/cases/{id}/notes/": "select min(case_id) from app.case_note",
    "/api/interventions/cases/{id}/history/": "select min(case_id) from app.intervention_case",
    "/api/interventions/cases/{id}/restricted-notes/": "select min(case_id) from app.intervention_case",
    "/api/interventions/cases/{id}/tasks/": "select min(case_id) from app.intervention_case",
    "/api/interventions/tasks/{id}/": "select coalesce(min(case_task_id), 0) from app.case_task",
    "/api/interventions/notes/{id}/": "select min(case_note_id) from app.case_note where not restricted",
    "/api/students/{id}/timeline/": "select min(student_id) from app.student",
    "/api/students/{id}/access/": "select min(student_id) from app.student",
    "/api/students/{id}/indicators/": "select min(student_id) from app.student",
    "/api/rules/{id}/quality/": "select 'absence_rate'",
    "/api/imports/{id}/": IMPORT,
    "/api/imports/{id}/refusals/": "select max(import_batch_id) from app.import_batch",
    "/api/registers/{id}/": "select concat_ws('/', teaching_assignment_id, day, period) from app.register limit 1",
}


def test_one_of_each_is_as_described(server, tokens, database):
    described = {
        path.replace("{class}/{date}/{period}", "{id}").replace("{rule}", "{id}")
        for path, operations in description.description()["paths"].items() if "get" in operations and "{" in path
    }
    assert described == set(ONE_OF_EACH)
    for path, sql in ONE_OF_EACH.items():
        assert server.request("GET", path.replace("{id}", database.value(sql)), token=tokens["admin"]).status == 200


def test_the_description_is_the_one_that_is_served(server):
    assert server.request("GET", "/api/openapi.json").json == description.description()


CUT = {"band": "watch", "measure": "absent_percent", "cut": 5}

CHOICES = {
    "rule": ("POST", "/api/rules/simulate/", {"rule": "nonsense", "cuts": [CUT]}),
    "band": ("POST", "/api/rules/simulate/", {"rule": "absence_rate", "cuts": [CUT | {"band": "nonsense"}]}),
    "measure": ("POST", "/api/rules/simulate/", {"rule": "absence_rate", "cuts": [CUT | {"measure": "nonsense"}]}),
    "alert_status": ("GET", "/api/alerts/?status=nonsense", None),
    "risk_level": ("GET", "/api/alerts/?risk_level=nonsense", None),
    "close_reason": ("PATCH", "/api/alerts/1/", {"version": 1, "close_reason": "nonsense"}),
    "case_status": ("PATCH", "/api/interventions/cases/1/", {"version": 1, "status": "nonsense"}),
    "progress_status": ("PATCH", "/api/interventions/cases/1/", {"version": 1, "progress_status": "nonsense"}),
    "concern": ("POST", "/api/interventions/cases/", {"student_id": 1, "concern": "nonsense"}),
    "note_kind": ("POST", "/api/interventions/cases/1/notes/", {"body": "x", "kind": "nonsense"}),
    "contact_outcome": ("POST", "/api/interventions/cases/1/notes/", {"body": "x", "kind": "contact", "outcome": "nonsense"}),
    "attendance": ("PUT", "/api/registers/1/2026-01-01/1/", {"version": 0, "marks": [{"student_id": 1, "mark": "nonsense"}]}),
    "import_kind": ("POST", "/api/imports/?kind=nonsense", {}),
    "user_role": ("POST", "/api/users/", {"email": "x@y.school", "name": "x", "role": "nonsense"}),
}


@pytest.mark.parametrize("kind", CHOICES)
def test_choices_are_those_of_the_database(server, tokens, database, kind):
    method, path, body = CHOICES[kind]
    answer = server.request(method, path, body, tokens["admin"])
    assert answer.status == 422, answer.text
    assert answer.json["allowed"] == [name for (name,) in database.psql(f"select unnest(enum_range(null::app.{kind}))")]


@pytest.mark.parametrize("path, key, one, other", [
    ("/api/alerts/", "alert_id", "active", "dismissed"), ("/api/interventions/cases/", "case_id", "open", "closed")])
def test_several_statuses_are_asked_for_at_once(server, tokens, path, key, one, other):
    def found(status):
        return server.request("GET", f"{path}?status={status}&limit=200", token=tokens["admin"]).json["results"]

    both = sorted([*found(one), *found(other)], key=lambda row: -row[key])
    assert {row["status"] for row in both} == {one, other} and found(f"{one},{other}") == both[:200]
    for bad in ("", ",", f"{one},", f"{one},nonsense"):
        answer = server.request("GET", f"{path}?status={bad}", token=tokens["admin"])
        assert answer.status == 422 and answer.json["field"] == "status" and one in answer.json["allowed"], bad


def test_every_choice_of_the_database_is_compared(database):
    kinds = {name for (name,) in database.psql(
        "select typname from pg_type where typtype = 'e' and typnamespace = 'app'::regnamespace")}
    # Incidents come by import, and states are only given out.
    assert kinds - {"incident_kind", "indicator_state", "import_state"} == set(CHOICES)
