"""Whatever comes in, the answer is a clear 4xx that names the field, and nothing is lost."""

import base64
import json
import urllib.request

import pytest
from server import WEB


@pytest.fixture(scope="module")
def case(database):
    return int(database.value("""select min(case_id) from app.intervention_case join app.user_account on user_id = assigned_to
        where email = 'form.master1@demo.school' and status = 'in_progress' and not voided"""))


def version(database, case):
    return int(database.value(f"select version from app.intervention_case where case_id = {case}"))


CORPUS = [
    ({"version": 1, "colour": "red"}, 422, "colour"),
    ({"version": "1", "status": "open"}, 422, "version"),
    ({"version": 1.5, "status": "open"}, 422, "version"),
    ({"version": 9007199254740992, "status": "open"}, 422, "version"),
    ({"version": -1, "status": "open"}, 422, "version"),
    ({"version": 1, "status": 7}, 422, "status"),
    ({"version": 1, "status": "shut"}, 422, "status"),
    ({"version": 1, "status": None}, 422, "status"),
    ({"version": 1, "outcome_notes": "a\x00b"}, 422, "outcome_notes"),
    ({"version": 1, "outcome_notes": "x" * 10001}, 422, "outcome_notes"),
    ({"version": 1, "outcome_notes": ["x"]}, 422, "outcome_notes"),
    ({"version": 1, "follow_up_date": "2026-02-30"}, 422, "follow_up_date"),
    ({"version": 1, "follow_up_date": "soon"}, 422, "follow_up_date"),
    ({"version": 1, "assigned_to": 0}, 422, "assigned_to"),
    ({"version": 1, "voided": "yes"}, 422, "voided"),
    ({"version": 1}, 400, None),
    ([], 400, None),
    ("text", 400, None),
    (None, 415, None),
]


@pytest.mark.parametrize("body, status, field", CORPUS, ids=lambda value: str(value)[:40])
def test_bodies(server, database, tokens, case, body, status, field):
    before = version(database, case)
    headers = {"Content-Type": "text/plain"} if body is None else None
    raw = b"x" if body is None else json.dumps(body).encode()
    answer = server.request("PATCH", f"/api/interventions/cases/{case}/", token=tokens["form_master"], raw=raw, headers=headers)
    assert answer.status == status, answer.text
    assert answer.json["error"] and answer.json["request_id"] == answer.headers["X-Request-Id"]
    if field:
        assert answer.json["field"] == field
    assert version(database, case) == before


@pytest.mark.parametrize("raw, status", [
    (b'{"version": 1, "outcome_notes": "\xff\xfe"}', 400),
    (b'{"version": 1, "outcome_notes": "\\ud800"}', 400),
    (b'{"version": 1,', 400),
    (b"", 400),
    (b'{"version": 1e400, "status": "open"}', 422),
    (b'{"version": 1, "outcome_notes": "x",}', 400),
    (b'{"version": 1, "version": 999, "outcome_notes": "x"}', 400),
    (b'{"outcome_notes": ' + b"[" * 3000 + b"]" * 3000 + b"}", 400),
    (b'{"outcome_notes": [' + b"[]," * 300_000 + b"[]]}", 400),
    (b'{"version": 1, "outcome_notes": "' + b"x" * (1 << 20) + b'"}', 413),
], ids=["broken UTF-8", "lone surrogate", "cut off", "empty", "huge number", "comma at the end", "name twice", "deep", "many values", "too large"])
def test_raw_bodies(server, database, tokens, case, raw, status):
    before = version(database, case)
    answer = server.request("PATCH", f"/api/interventions/cases/{case}/", token=tokens["form_master"], raw=raw)
    assert answer.status in (status, 400) if status == 422 else answer.status == status, answer.text
    assert version(database, case) == before


@pytest.mark.parametrize("range", ["bytes=x", "bytes=0-9", "bytes=-5", "bytes=999999999-"])
def test_of_a_file_there_is_no_part(server, range):
    request = urllib.request.Request(server.base + "/app.css", headers={"Range": range})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200 and answer.read() == (WEB / "app.css").read_bytes()
        assert answer.headers["Accept-Ranges"] == "none"


def test_a_follow_up_in_the_past_is_refused(server, database, tokens, case):
    body = {"version": version(database, case), "follow_up_date": "2020-01-01"}
    answer = server.request("PATCH", f"/api/interventions/cases/{case}/", body, tokens["form_master"])
    assert answer.status == 422 and answer.json["field"] == "follow_up_date"


def test_a_cursor_of_another_list_is_refused(server, tokens):
    cursor = server.request("GET", "/api/alerts/?limit=1", token=tokens["admin"]).json["next"]
    assert server.request("GET", f"/api/alerts/?cursor={cursor}", token=tokens["admin"]).status == 200
    for path, wrong in [
        ("/api/interventions/cases/", cursor), ("/api/interventions/cases/", "nonsense"),
        ("/api/interventions/cases/", forged("students|5")), ("/api/alerts/", forged('alerts|["x",1]')),
        ("/api/students/", forged("students|5")), ("/api/registers/missing/", forged('registers-missing|["soon",1]')),
    ]:
        answer = server.request("GET", f"{path}?cursor={wrong}", token=tokens["admin"])
        assert answer.status == 400 and answer.json["type"] == "/problems/malformed-cursor", path


def forged(cursor):
    return base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=")


def test_head_is_get_without_a_body_and_options_tells_the_methods(server, tokens):
    asked = server.request("GET", "/api/alerts/?limit=3", token=tokens["admin"])
    head = server.request("HEAD", "/api/alerts/?limit=3", token=tokens["admin"])
    assert head.status == 200 and head.headers["Content-Length"] == str(len(asked.text.encode()))
    assert [server.request("HEAD", path).status for path in ("/api/alerts/", "/api/nothing/", "/health/live")] == [401, 404, 200]
    assert server.request("HEAD", "/api/alerts/1/claim/", token=tokens["admin"]).status == 405
    assert server.request("OPTIONS", "/api/alerts/1/").headers["Allow"] == "GET, PATCH, HEAD, OPTIONS"
    refused = server.request("DELETE", "/api/alerts/1/", token=tokens["admin"])
    assert refused.status == 405 and refused.headers["Allow"] == "GET, PATCH, HEAD, OPTIONS"
    assert {server.request(method, "/api/alerts/1/", token=tokens["admin"]).status for method in ("TRACE", "QUERY")} == {405}


def test_what_is_refused_names_its_field_and_says_how_it_must_be(server, database, tokens, case):
    notes, open_alert = f"/api/interventions/cases/{case}/notes/", database.psql("""select alert_id, version from app.alert
        where school_id = 1 and status = 'active' limit 1""")[0]
    for path, method, body, field in [
        (notes, "POST", {"body": "x", "kind": "note", "outcome": "reached"}, "outcome"),
        (notes, "POST", {"body": "x", "kind": "contact"}, "outcome"),
        (notes, "POST", {"body": "x", "named_user_ids": [3]}, "named_user_ids"),
        (notes, "POST", {"body": "x", "occurred_at": "0001-01-01T00:00:00Z"}, "occurred_at"),
        (f"/api/interventions/cases/{case}/tasks/", "POST", {"title": "x", "due_date": "0001-01-01"}, "due_date"),
        (f"/api/alerts/{open_alert[0]}/", "PATCH", {"version": int(open_alert[1]), "close_reason": "handled"}, "close_reason"),
        ("/api/users/", "POST", {"email": "x@y z", "name": "x", "role": "teacher", "password": "a long password"}, "email"),
    ]:
        answer = server.request(method, path, body, tokens["admin"])
        assert answer.status == 422 and answer.json["field"] == field, (path, answer.text)
        assert "_" not in answer.json["error"].replace(field, "") and "is needed" not in answer.json["error"]


@pytest.mark.parametrize("query, field", [
    ("limit=0", "limit"), ("limit=201", "limit"), ("limit=", "limit"), ("status=shut", "status"), ("status=", "status"), ("student=x", "student"), ("colour=red", "colour"),
])
def test_query_parameters(server, tokens, query, field):
    answer = server.request("GET", f"/api/alerts/?{query}", token=tokens["admin"])
    assert answer.status == 422 and answer.json["field"] == field


@pytest.mark.parametrize("identifier", ["0", "-1", "x", "9007199254740992", "99999999999999999999999", "1%00", "+1", "01"])
def test_ids_that_cannot_be_are_not_there(server, tokens, identifier):
    assert server.request("GET", f"/api/alerts/{identifier}/", token=tokens["admin"]).status in (400, 404)
