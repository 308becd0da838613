"""Whatever comes in, the answer is a clear 4xx that names the field, and nothing is lost."""

import base64
import json

import pytest


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
    (b'{"outcome_notes": ' + b"[" * 3000 + b"]" * 3000 + b"}", 400),
    (b'{"version": 1, "outcome_notes": "' + b"x" * (1 << 20) + b'"}', 413),
], ids=["broken UTF-8", "lone surrogate", "cut off", "empty", "huge number", "deep", "too large"])
def test_raw_bodies(server, database, tokens, case, raw, status):
    before = version(database, case)
    answer = server.request("PATCH", f"/api/interventions/cases/{case}/", token=tokens["form_master"], raw=raw)
    assert answer.status in (status, 400) if status == 422 else answer.status == status, answer.text
    assert version(database, case) == before


def test_a_follow_up_in_the_past_is_refused(server, database, tokens, case):
    body = {"version": version(database, case), "follow_up_date": "2020-01-01"}
    answer = server.request("PATCH", f"/api/interventions/cases/{case}/", body, tokens["form_master"])
    assert answer.status == 422 and answer.json["field"] == "follow_up_date"


def test_a_cursor_of_another_list_is_refused(server, tokens):
    cursor = server.request("GET", "/api/alerts/?limit=1", token=tokens["admin"]).json["next"]
    assert server.request("GET", f"/api/alerts/?cursor={cursor}", token=tokens["admin"]).status == 200
    for wrong in (cursor, "nonsense", base64.urlsafe_b64encode(b"students|5").decode().rstrip("=")):
        answer = server.request("GET", f"/api/interventions/cases/?cursor={wrong}", token=tokens["admin"])
        assert answer.status == 400 and answer.json["type"] == "/problems/malformed-cursor"


@pytest.mark.parametrize("query, field", [
    ("limit=0", "limit"), ("limit=201", "limit"), ("status=shut", "status"), ("student=x", "student"), ("colour=red", "colour"),
])
def test_query_parameters(server, tokens, query, field):
    answer = server.request("GET", f"/api/alerts/?{query}", token=tokens["admin"])
    assert answer.status == 422 and answer.json["field"] == field


@pytest.mark.parametrize("identifier", ["0", "-1", "x", "9007199254740992", "99999999999999999999999", "1%00"])
def test_ids_that_cannot_be_are_not_there(server, tokens, identifier):
    assert server.request("GET", f"/api/alerts/{identifier}/", token=tokens["admin"]).status in (400, 404)
