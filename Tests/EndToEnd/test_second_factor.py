"""Signing in with a second factor: no step can be skipped, no code used twice."""

import base64

import one_time
import pytest
from server import PASSWORD, Database, Server, under_way

LOGIN, STEP = "/api/auth/login/", "/api/auth/login/second-factor/"
FACTOR = "/api/auth/second-factor/"


@pytest.fixture(scope="module")
def guarded():
    database = Database()
    with Server(database, TOTP_KEY=one_time.KEY, TRUST_PROXY="true") as server:
        yield server, database
    database.drop()


class Person:
    """Somebody who has enrolled, with the code of the step before this one."""

    def __init__(self, server, email):
        self.server, self.email = server, email
        self.token = server.login(email)
        begun = server.request("POST", FACTOR, {"password": PASSWORD}, self.token)
        assert begun.status == 200, begun.text
        self.secret, self.uri = begun.json["secret"], begun.json["uri"]
        one_time.early_in_step()
        confirmed = server.request("POST", FACTOR + "confirm/", {"code": one_time.code(self.secret, -1)}, self.token)
        assert confirmed.status == 200, confirmed.text
        self.recovery_codes = confirmed.json["recovery_codes"]

    def challenge(self, password=PASSWORD, email=None):
        answer = self.server.request("POST", LOGIN, {"email": email or self.email, "password": password})
        assert answer.status == 200, answer.text
        assert set(answer.json) == {"second_factor_required", "challenge", "expires_at"}
        assert "Set-Cookie" not in answer.headers
        return answer.json["challenge"]

    def step(self, challenge, code, **headers):
        return self.server.request("POST", STEP, {"challenge": challenge, "code": code}, headers=headers)


def test_both_steps_sign_in_and_neither_alone(guarded):
    server, _ = guarded
    person = Person(server, "teacher1@demo.school")
    assert person.uri.startswith("otpauth://totp/School%20Support:teacher1%40demo.school?secret=" + person.secret)
    challenge = person.challenge()
    # The challenge is no session, whichever way it is sent.
    assert server.request("GET", "/api/auth/me/", token=challenge).status == 401
    cookie = {"Cookie": f"school_support_session={challenge}"}
    assert server.request("GET", "/api/auth/me/", headers=cookie).status == 401
    # The system before took an e-mail and a code.
    code = one_time.code(person.secret)
    for body in ({"email": person.email, "code": code}, {"email": person.email, "challenge": challenge, "code": code}):
        assert server.request("POST", STEP, body).status == 422
    assert person.step("0" * 64, code).json["type"] == "/problems/challenge-over"
    assert person.step("", code).status == 422 and person.step(challenge, "").status == 422
    answer = person.step(challenge, code)
    assert answer.status == 200 and set(answer.json) == {"token", "csrf_token", "expires_at", "user"}
    assert server.request("GET", "/api/auth/me/", token=answer.json["token"]).json["email"] == person.email
    assert person.step(challenge, one_time.code(person.secret, 1)).json["type"] == "/problems/challenge-over", "used"


def test_a_wrong_password_never_gets_as_far_as_the_code(guarded):
    server, _ = guarded
    person = Person(server, "teacher2@demo.school")
    wrong = server.request("POST", LOGIN, {"email": person.email, "password": "wrong-password"})
    nobody = server.request("POST", LOGIN, {"email": "nobody@demo.school", "password": "wrong-password"})
    assert wrong.status == nobody.status == 401 and wrong.json["type"] == nobody.json["type"] == "/problems/wrong-credentials"


def test_letter_case_and_spaces_make_no_other_account(guarded):
    server, _ = guarded
    person = Person(server, "teacher3@demo.school")
    for number, email in enumerate(("TEACHER3@Demo.School", "  teacher3@demo.school ", "\tTeacher3@DEMO.school\n")):
        challenge = person.challenge(email=email)
        recovery = person.recovery_codes[number]
        typed = (recovery.lower(), f"  {recovery.replace('-', ' ')} ", recovery.replace("-", ""))[number]
        assert person.step(challenge, typed).status == 200, (email, typed)
    one_time.early_in_step()
    code = one_time.code(person.secret)
    assert person.step(person.challenge(), f" {code[:3]} {code[3:]} ").status == 200


def test_no_code_is_used_twice_and_none_older_than_the_last(guarded):
    server, _ = guarded
    person = Person(server, "teacher4@demo.school")
    one_time.early_in_step(10)
    used = one_time.code(person.secret)
    assert person.step(person.challenge(), used).status == 200
    challenge = person.challenge()
    for code in (used, one_time.code(person.secret, -1), one_time.wrong(person.secret)):
        assert person.step(challenge, code).json["type"] == "/problems/wrong-code"
    assert person.step(challenge, one_time.code(person.secret, 1)).status == 200, "clocks may differ by a step"
    challenge = person.challenge()
    assert person.step(challenge, one_time.code(person.secret, 2)).status == 401, "but not by two"


def test_of_many_uses_of_a_code_at_once_one_succeeds(guarded):
    from concurrent.futures import ThreadPoolExecutor
    server, _ = guarded
    person = Person(server, "teacher5@demo.school")
    challenges = [person.challenge() for _ in range(4)]
    one_time.early_in_step(10)
    code = one_time.code(person.secret)
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda challenge: person.step(challenge, code).status, challenges))
    assert sorted(statuses) == [200, 401, 401, 401]


def test_a_recovery_code_is_good_for_once(guarded):
    server, database = guarded
    person = Person(server, "teacher6@demo.school")
    assert len(set(person.recovery_codes)) == 10
    code = person.recovery_codes[0]
    answer = person.step(person.challenge(), code)
    assert answer.status == 200
    assert person.step(person.challenge(), code).json["type"] == "/problems/wrong-code"
    state = server.request("GET", FACTOR, token=answer.json["token"]).json
    assert state["enabled"] and state["recovery_codes_left"] == 9
    other = Person(server, "teacher7@demo.school")
    assert other.step(other.challenge(), person.recovery_codes[1]).status == 401, "each user's own"
    assert not database.psql(f"select from auth.recovery_code where encode(code_hash, 'escape') like '%{code}%'")


def test_a_challenge_has_five_tries_and_five_minutes(guarded):
    server, database = guarded
    person = Person(server, "teacher8@demo.school")
    challenge, wrong = person.challenge(), one_time.wrong(person.secret)
    assert [person.step(challenge, wrong).json["type"] for _ in range(6)] == ["/problems/wrong-code"] * 5 + ["/problems/challenge-over"]
    assert person.step(challenge, one_time.code(person.secret)).json["type"] == "/problems/challenge-over"
    challenge = person.challenge()
    database.psql("update auth.login_challenge set expires_at = now()")
    assert person.step(challenge, one_time.code(person.secret)).json["type"] == "/problems/challenge-over"


def test_guesses_at_codes_are_slowed_down(guarded):
    server, _ = guarded
    person = Person(server, "teacher9@demo.school")
    wrong, statuses = one_time.wrong(person.secret), []
    place = {"X-Forwarded-For": "198.51.100.9"}
    for _ in range(4):
        login = server.request("POST", LOGIN, {"email": person.email, "password": PASSWORD}, headers=place)
        if login.status != 200:
            statuses.append(login.status)
            break
        statuses += [person.step(login.json["challenge"], wrong, **place).status for _ in range(4)]
    # Each sign-in that got stuck and each wrong code is a guess: the eleventh has to wait.
    assert statuses.count(401) <= 9 and statuses[-1] == 429
    # Its owner, who comes from where they signed in before, is not concerned.
    assert person.step(person.challenge(), person.recovery_codes[0]).status == 200


def test_a_changed_password_ends_the_challenge(guarded):
    server, database = guarded
    person = Person(server, "teacher10@demo.school")
    challenge = person.challenge()
    database.run("user", "set-password", "--email", person.email, input="another-password\n")
    assert person.step(challenge, one_time.code(person.secret)).json["type"] == "/problems/challenge-over"


def test_a_disabled_user_gets_no_further(guarded):
    server, database = guarded
    person = Person(server, "teacher11@demo.school")
    challenge = person.challenge()
    database.run("user", "disable", "--email", person.email)
    assert person.step(challenge, one_time.code(person.secret)).json["type"] == "/problems/challenge-over"


def test_enrolling_asks_for_the_password_and_a_code_and_ends_other_sessions(guarded):
    server, _ = guarded
    token, other = server.login("teacher12@demo.school"), server.login("teacher12@demo.school")
    assert server.request("POST", FACTOR, {"password": "wrong-password"}, token).json["field"] == "password"
    assert server.request("POST", FACTOR + "confirm/", {"code": "123456"}, token).json["field"] == "code"
    secret = server.request("POST", FACTOR, {"password": PASSWORD}, token).json["secret"]
    again = server.request("POST", FACTOR, {"password": PASSWORD}, token).json["secret"]
    assert again != secret
    for code in (one_time.wrong(again), "AAAA-" * 5 + "AAAA"):
        assert server.request("POST", FACTOR + "confirm/", {"code": code}, token).json["field"] == "code"
    assert server.request("GET", FACTOR, token=token).json == {
        "enabled": False, "enabled_at": None, "required": False, "recovery_codes_left": 0}
    server.login("teacher12@demo.school")  # is not asked for a code before it is confirmed
    one_time.early_in_step()
    assert server.request("POST", FACTOR + "confirm/", {"code": one_time.code(again)}, token).status == 200
    assert server.request("GET", "/api/auth/me/", token=token).status == 200
    assert server.request("GET", "/api/auth/me/", token=other).status == 401
    assert server.request("POST", FACTOR, {"password": PASSWORD}, token).json["type"] == "/problems/duplicate"


def test_disabling_asks_for_the_password_and_a_code(guarded):
    server, _ = guarded
    person = Person(server, "teacher13@demo.school")
    path, good = FACTOR + "disable/", person.recovery_codes[0]

    def disable(password, code):
        return server.request("POST", path, {"password": password, "code": code}, person.token)

    assert disable("wrong-password", good).json["field"] == "password"
    assert disable(PASSWORD, one_time.wrong(person.secret)).json["field"] == "code"
    assert server.request("POST", path, {"password": PASSWORD}, person.token).json["field"] == "code"
    assert disable(PASSWORD, good).status == 200
    assert server.request("GET", "/api/auth/me/", token=person.token).status == 401
    server.login(person.email)


def test_admins_can_be_made_to_have_one(guarded):
    server, database = guarded
    token, teacher = server.login("admin@demo.school"), server.login("teacher14@demo.school")
    database.run("user", "require-second-factor", "--school", "Demo School", "--role", "admin")
    try:
        # It counts from the next request on: only the way to a second factor is left.
        for method, path in (("GET", "/api/users/"), ("GET", "/api/dashboard/"), ("POST", "/api/auth/change-password/"), ("GET", "/api/auth/sessions/")):
            body = {"current_password": PASSWORD, "new_password": "another-password"} if "change" in path else None
            refused = server.request(method, path, body, token)
            assert refused.status == 403 and refused.json["type"] == "/problems/second-factor-required", path
        assert server.request("GET", "/api/dashboard/", token=teacher).status == 200, "of other roles nothing is asked"
        assert server.request("GET", FACTOR, token=token).json["required"] is True
        person = Person(server, "admin@demo.school")
        assert server.request("GET", "/api/users/", token=person.token).status == 200
        signed_in = person.step(person.challenge(), person.recovery_codes[0]).json["token"]
        assert server.request("GET", "/api/users/", token=signed_in).status == 200
        # Device and recovery codes are lost.
        database.run("user", "remove-second-factor", "--email", "admin@demo.school")
        assert server.request("GET", "/api/users/", token=signed_in).status == 401
        assert server.request("GET", "/api/users/", token=server.login("admin@demo.school")).status == 403
    finally:
        database.run("user", "require-second-factor", "--school", "Demo School")


def test_no_second_step_signs_in_whoever_is_being_disabled(guarded):
    server, database = guarded
    person = Person(server, "teacher21@demo.school")
    challenge = person.challenge()
    account = "update app.user_account set active = {} where email = 'teacher21@demo.school'"
    with under_way(database, account.format("false")):
        answer = person.step(challenge, person.recovery_codes[0])
    database.psql(account.format("true"))
    assert answer.status == 401 and answer.json["type"] == "/problems/wrong-code"


def test_the_secret_is_sealed_and_neither_api_nor_dba_nor_trail_has_it(guarded):
    server, database = guarded
    person = Person(server, "teacher15@demo.school")
    user = database.value(f"select user_id from app.user_account where email = '{person.email}'")
    sealed = database.value(f"select sealed_secret from auth.second_factor where user_id = {user}")
    raw = base64.b32decode(person.secret)
    assert sealed.startswith("k1.") and raw not in base64.b64decode(sealed[3:])
    for role in ("school_support_api", "school_support_dba", "school_support_jobs"):
        assert database.value(f"select has_column_privilege('{role}', 'auth.second_factor', 'sealed_secret', 'select')") == "f"
    trail = database.psql(f"select action, changes from audit.event where entity in ('second_factor', 'recovery_code') and entity_id = {user}")
    assert len(trail) >= 2
    assert not any(word in str(trail) for word in (sealed, person.secret, raw.hex(), "sealed_secret", "code_hash"))
    # Somebody else's sealed secret in its place opens nothing: it is bound to its owner.
    other = Person(server, "teacher16@demo.school")
    database.psql(f"""update auth.second_factor set sealed_secret = '{sealed}'
        where user_id = (select user_id from app.user_account where email = '{other.email}')""")
    assert other.step(other.challenge(), one_time.code(person.secret)).status == 401


def test_the_key_can_be_changed(guarded):
    server, database = guarded
    person = Person(server, "teacher17@demo.school")
    new = "k2:" + base64.b64encode(bytes(32)).decode()
    key_of = f"""select key_id from auth.second_factor
        where user_id = (select user_id from app.user_account where email = '{person.email}')"""
    with Server(database, workers=1, TOTP_KEY=f"{new},{one_time.KEY}") as rolled:
        person.server = rolled
        one_time.early_in_step()
        assert person.step(person.challenge(), one_time.code(person.secret)).status == 200
        assert database.value(key_of) == "k2", "signing in seals it anew"
    with Server(database, workers=1) as keyless:
        person.server = keyless
        challenge = person.challenge()
        assert person.step(challenge, one_time.code(person.secret, 1)).status == 401, "without a key no code is right"
        assert person.step(challenge, person.recovery_codes[0]).status == 200
        refused = keyless.request("POST", FACTOR, {"password": PASSWORD}, keyless.login("teacher18@demo.school"))
        assert refused.status == 503
