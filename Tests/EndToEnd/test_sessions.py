import urllib.request

import pytest
from server import Database, Server, under_way


@pytest.fixture(scope="module")
def small():
    """A database of its own, because passwords change and accounts are throttled."""
    database = Database()
    with Server(database) as server:
        yield server, database
    database.drop()


def test_unknown_e_mail_and_wrong_password_get_the_same_answer(small):
    server, _ = small
    answers = [
        server.request("POST", "/api/auth/login/", {"email": email, "password": "wrong-password"})
        for email in ("teacher9@demo.school", "nobody@demo.school")
    ]
    assert [answer.status for answer in answers] == [401, 401]
    assert answers[0].json["error"] == answers[1].json["error"]


def test_too_many_failures_are_told_to_wait(small):
    server, _ = small
    attempt = {"email": "Teacher10@demo.school", "password": "wrong-password"}
    assert [server.request("POST", "/api/auth/login/", attempt).status for _ in range(10)] == [401] * 10
    answer = server.request("POST", "/api/auth/login/", attempt | {"password": "demo-password"})
    assert answer.status == 429 and 0 < int(answer.headers["Retry-After"]) <= 900


def test_sessions_are_shown_and_ended_one_by_one(small):
    server, _ = small
    email = "teacher16@demo.school"
    logins = [server.request("POST", "/api/auth/login/", {"email": email, "password": "demo-password"}, headers={"User-Agent": agent})
              for agent in ("Phone", "Laptop", "x" * 1000)]
    phone, laptop, _ = (login.json["token"] for login in logins)
    found = server.request("GET", "/api/auth/sessions/", token=laptop).json["results"]
    assert [(session["device"], session["current"]) for session in found] == [("x" * 200, False), ("Laptop", True), ("Phone", False)]
    assert {session["client_address"] for session in found} == {"127.0.0.1"}
    first = server.request("GET", "/api/auth/sessions/?limit=1", token=laptop).json
    assert server.request("GET", f"/api/auth/sessions/?limit=2&cursor={first['next']}", token=laptop).json["results"] == found[1:]
    path = f"/api/auth/sessions/{found[2]['session_id']}/"
    assert server.request("DELETE", path, token=server.login("teacher17@demo.school")).status == 404, "another's is not there"
    assert server.request("GET", "/api/auth/me/", token=phone).status == 200
    assert server.request("DELETE", path, token=laptop).status == 200
    assert server.request("GET", "/api/auth/me/", token=phone).status == 401
    assert server.request("DELETE", path, token=laptop).status == 404
    assert len(server.request("GET", "/api/auth/sessions/", token=laptop).json["results"]) == 2


def test_all_other_sessions_are_ended_at_once(small):
    server, database = small
    phone, laptop, somebody_else = (server.login(f"teacher{n}@demo.school") for n in (19, 19, 17))
    answer = server.request("DELETE", "/api/auth/sessions/", token=laptop)
    assert answer.status == 200 and answer.json["ended"] == 1
    assert [server.request("GET", "/api/auth/me/", token=token).status for token in (phone, laptop, somebody_else)] == [401, 200, 200]
    assert server.request("DELETE", "/api/auth/sessions/", token=laptop).json["ended"] == 0
    assert database.value("select changes ->> 'sessions' from audit.event where action = 'SESSION_ENDED' order by event_id desc limit 1") == "1"


def test_a_session_ends_after_four_hours_of_silence_and_twelve_in_all(small):
    server, database = small
    token = server.login("teacher18@demo.school")
    mine = "where user_id = (select user_id from app.user_account where email = 'teacher18@demo.school')"
    database.psql(f"update auth.session set last_used_at = now() - interval '239 minutes' {mine}")
    assert server.request("GET", "/api/auth/me/", token=token).status == 200
    database.psql(f"update auth.session set last_used_at = now() - interval '241 minutes' {mine}")
    assert server.request("GET", "/api/auth/me/", token=token).status == 401
    database.psql(f"update auth.session set last_used_at = now(), expires_at = now() {mine}")
    assert server.request("GET", "/api/auth/me/", token=token).status == 401
    assert database.value("select extract(epoch from max(expires_at - created_at)) / 3600 from auth.session").startswith("12.")


def test_signing_out_counts_at_once_on_every_worker(small):
    server, _ = small
    token = server.login("teacher11@demo.school")
    assert server.request("POST", "/api/auth/logout/", token=token).status == 200
    assert {server.request("GET", "/api/auth/me/", token=token).status for _ in range(10)} == {401}


def test_a_changed_password_ends_all_sessions(small):
    server, _ = small
    tokens = [server.login("teacher12@demo.school") for _ in range(2)]
    change = {"current_password": "demo-password", "new_password": "another-password"}
    wrong = server.request("POST", "/api/auth/change-password/", change | {"current_password": "x"}, tokens[0])
    assert wrong.status == 422 and wrong.json["field"] == "current_password"
    short = server.request("POST", "/api/auth/change-password/", change | {"new_password": "short"}, tokens[0])
    assert short.status == 422 and short.json["field"] == "new_password"
    assert server.request("POST", "/api/auth/change-password/", change, tokens[0]).status == 200
    assert [server.request("GET", "/api/auth/me/", token=token).status for token in tokens] == [401, 401]
    server.login("teacher12@demo.school", "another-password")


def test_a_disabled_user_is_out_with_the_next_request(small):
    server, database = small
    admin, token = server.login("admin@demo.school"), server.login("teacher13@demo.school")
    user = server.request("GET", "/api/auth/me/", token=token).json
    change = {"version": user["version"], "active": False}
    assert server.request("PATCH", f"/api/users/{user['user_id']}/", change, admin).json["active"] is False
    assert server.request("GET", "/api/auth/me/", token=token).status == 401
    login = {"email": "teacher13@demo.school", "password": "demo-password"}
    assert server.request("POST", "/api/auth/login/", login).status == 401


def test_an_admin_adds_a_user_who_can_sign_in(small):
    server, _ = small
    admin = server.login("admin@demo.school")
    user = {"email": "New.Teacher@demo.school", "name": "Nimco O'Brien", "role": "teacher", "password": "long-enough-one"}
    answer = server.request("POST", "/api/users/", user, admin)
    assert answer.status == 201 and answer.json["email"] == "new.teacher@demo.school"
    assert server.request("GET", answer.headers["Location"], token=admin).json == answer.json
    assert server.request("POST", "/api/users/", user, admin).json["type"] == "/problems/duplicate"
    server.login("new.teacher@demo.school", "long-enough-one")


def test_passwords_that_many_people_have_are_refused(small, tmp_path):
    _, database = small
    (tmp_path / "common").write_text("Password1234\nqwertyuiop123\n")
    with Server(database, workers=1, COMMON_PASSWORDS_FILE=str(tmp_path / "common")) as server:
        token = server.login("teacher20@demo.school")
        for common in ("password1234", "QWERTYUIOP123"):
            change = {"current_password": "demo-password", "new_password": common}
            refused = server.request("POST", "/api/auth/change-password/", change, token)
            assert refused.status == 422 and refused.json["field"] == "new_password"
    refused = database.run("user", "set-password", "--email", "teacher20@demo.school", input="password1234\n", check=False,
                           environment={"COMMON_PASSWORDS_FILE": str(tmp_path / "common")})
    assert refused.returncode == 1 and "password1234" not in refused.stderr


def test_the_cookie_needs_a_csrf_header_to_change_something(small):
    server, _ = small
    login = server.request("POST", "/api/auth/login/", {"email": "teacher14@demo.school", "password": "demo-password"})
    cookie = login.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    headers = {"Cookie": cookie.split(";")[0]}
    event = {"action": "PAGE_VIEWED"}
    assert server.request("GET", "/api/auth/me/", headers=headers).status == 200
    refused = server.request("POST", "/api/audit/", event, headers=headers)
    assert refused.status == 403 and refused.json["type"] == "/problems/csrf-token-required"
    assert server.request("POST", "/api/auth/logout/", headers=headers).status == 403
    again = {"email": "teacher14@demo.school", "password": "demo-password"}
    assert server.request("POST", "/api/auth/login/", again, headers=headers).status == 200, "as who has lost the token"
    headers["X-CSRF-Token"] = login.json["csrf_token"]
    assert server.request("POST", "/api/audit/", event, headers=headers).status == 201


def test_behind_tls_the_cookie_is_this_host_s_alone(small):
    _, database = small
    with Server(database, workers=1, COOKIE_SECURE="true") as server:
        login = server.request("POST", "/api/auth/login/", {"email": "teacher19@demo.school", "password": "demo-password"})
        cookie = login.headers["Set-Cookie"]
        assert cookie.startswith("__Host-school_support_session=") and "; Secure" in cookie and "; Path=/;" in cookie and "Domain" not in cookie
        value = cookie.split(";")[0].split("=")[1]
        me = [server.request("GET", "/api/auth/me/", headers={"Cookie": f"{name}school_support_session={value}"}).status
              for name in ("__Host-", "")]
        assert me == [200, 401], "one that a neighbour could have set is none"
        headers = {"Cookie": cookie.split(";")[0], "X-CSRF-Token": login.json["csrf_token"]}
        out = server.request("POST", "/api/auth/logout/", headers=headers)
        assert "Max-Age=0" in out.headers["Set-Cookie"]


def test_client_events_name_the_signed_in_user_and_are_kept_apart(small):
    server, database = small
    token = server.login("teacher15@demo.school")
    body = {"action": "CASE_OPENED", "details": {"user": "somebody else"}, "sessionId": "tab-1"}
    event = server.request("POST", "/api/audit/", body, token).json["event_id"]
    row = database.psql(f"""select source, email, client_session from audit.event
        join app.user_account using (school_id, user_id) where event_id = {event}""")
    assert row == [["client", "teacher15@demo.school", "tab-1"]]
    unknown = server.request("POST", "/api/audit/", {"action": "DROP_TABLE"}, token)
    assert unknown.status == 422 and "PAGE_VIEWED" in unknown.json["allowed"]


def test_openings_of_records_are_recorded_within_seconds(small):
    import time
    server, database = small
    token = server.login("form.master2@demo.school")
    case = server.request("GET", "/api/interventions/cases/?limit=1", token=token).json["results"][0]["case_id"]
    for _ in range(3):
        server.request("GET", f"/api/interventions/cases/{case}/", token=token)
    for _ in range(100):
        seen = database.value(f"""select count(*) from audit.event
            where action = 'RECORD_VIEWED' and entity = 'intervention_case' and entity_id = {case}""")
        if seen != "0":
            break
        time.sleep(0.05)
    assert 1 <= int(seen) <= 2, "once a worker and minute"


@pytest.mark.parametrize("part", ["notes", "history", "tasks"])
def test_whoever_reads_what_is_in_a_case_has_opened_it(small, part):
    import time
    server, database = small
    token = server.login("form.master2@demo.school")
    cases = server.request("GET", "/api/interventions/cases/?limit=4", token=token).json["results"]
    case = cases[1 + ["notes", "history", "tasks"].index(part)]["case_id"]
    assert server.request("GET", f"/api/interventions/cases/{case}/{part}/", token=token).status == 200
    seen = f"select count(*) from audit.event where action = 'RECORD_VIEWED' and entity = 'intervention_case' and entity_id = {case}"
    for _ in range(100):
        if database.value(seen) == "1":
            break
        time.sleep(0.05)
    assert database.value(seen) == "1"


def test_every_answer_tells_browsers_what_not_to_do(small):
    server, _ = small
    for method, path in (("GET", "/health/live"), ("GET", "/docs/api/"), ("GET", "/api/auth/me/"), ("POST", "/api/auth/login/"), ("GET", "/no/such")):
        headers = server.request(method, path).headers
        policy = headers["Content-Security-Policy"]
        assert all(f"{directive} 'none'" in policy for directive in ("default-src", "base-uri", "frame-ancestors")), path
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer", path
        assert "Access-Control-Allow-Origin" not in headers


def test_every_answer_names_its_request(small):
    server, _ = small
    request = urllib.request.Request(server.base + "/health/live", headers={"X-Request-Id": "mine-1"})
    assert urllib.request.urlopen(request).headers["X-Request-Id"] == "mine-1"


def test_nobody_signs_in_while_they_are_being_disabled(small):
    server, database = small
    account = "update app.user_account set active = {} where email = 'teacher8@demo.school'"
    with under_way(database, account.format("false")):
        answer = server.request("POST", "/api/auth/login/", {"email": "teacher8@demo.school", "password": "demo-password"})
    database.psql(account.format("true"))
    assert answer.status == 401 and answer.json["type"] == "/problems/wrong-credentials"
