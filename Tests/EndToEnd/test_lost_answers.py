"""The connection to the database breaks after a change has happened and before anybody is told."""

import uuid

import pytest
from proxy import Proxy
from server import Server, api_url

pytestmark = pytest.mark.fault("lost-answers")


@pytest.fixture(scope="module")
def proxied(database):
    proxy = Proxy(database)
    url = api_url(database.url) + f"&host=127.0.0.1&port={proxy.port}&sslmode=disable"
    with Server(database, workers=1, DATABASE_URL=url) as server:
        yield server, proxy, server.login("form.master1@demo.school")
    proxy.close()


@pytest.fixture(scope="module")
def case(database):
    return int(database.value("""select min(case_id) from app.intervention_case join app.user_account on user_id = assigned_to
        where email = 'form.master1@demo.school' and status <> 'closed' and not voided"""))


def count(database, title):
    return int(database.value(f"select count(*) from app.case_task where title = '{title}'"))


def test_what_was_made_under_a_key_is_told_all_the_same(proxied, database, case):
    server, proxy, token = proxied
    path, title, key = f"/api/interventions/cases/{case}/tasks/", uuid.uuid4().hex, {"Idempotency-Key": uuid.uuid4().hex}
    proxy.lose_answer("create_case_task")
    made = server.request("POST", path, {"title": title}, token, key)
    assert proxy.lost_statement is None, "the answer was lost"
    assert made.status == 201 and made.json["title"] == title and count(database, title) == 1
    again = server.request("POST", path, {"title": title}, token, key)
    assert (again.status, again.text) == (201, made.text) and count(database, title) == 1


def test_without_a_key_nobody_claims_to_know(proxied, database, case):
    server, proxy, token = proxied
    path, title = f"/api/interventions/cases/{case}/tasks/", uuid.uuid4().hex
    proxy.lose_answer("create_case_task")
    answer = server.request("POST", path, {"title": title}, token)
    assert answer.status == 503 and answer.json["type"] == "/problems/outcome-unknown" and answer.headers["Retry-After"]
    assert count(database, title) == 1


def test_a_change_is_found_in_the_trail(proxied, database, case):
    server, proxy, token = proxied
    path = f"/api/interventions/cases/{case}/"
    version = server.request("GET", path, token=token).json["version"]
    proxy.lose_answer("update_case")
    changed = server.request("PATCH", path, {"version": version, "goal": uuid.uuid4().hex}, token)
    assert proxy.lost_statement is None
    assert changed.status == 200 and changed.json["version"] == version + 1
    assert database.value(f"select version from app.intervention_case where case_id = {case}") == str(version + 1)


def test_who_is_told_late_is_told_what_is_there_by_then(proxied, database, case):
    server, proxy, token = proxied
    path, goal = f"/api/interventions/cases/{case}/", uuid.uuid4().hex
    version = server.request("GET", path, token=token).json["version"]
    other = f"update app.intervention_case set strategies = 'Of somebody else' where case_id = {case}"
    proxy.lose_answer("update_case", meanwhile=lambda: database.psql(other))
    changed = server.request("PATCH", path, {"version": version, "goal": goal}, token)
    assert proxy.lost_statement is None and changed.status == 200
    assert [changed.json[name] for name in ("version", "goal", "strategies")] == [version + 2, goal, "Of somebody else"]
