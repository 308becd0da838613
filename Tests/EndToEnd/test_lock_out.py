"""Guessing is slow, and nobody is locked out by what others guess."""

import concurrent.futures

import pytest
from server import PASSWORD, Database, Server


@pytest.fixture(scope="module")
def behind_proxy():
    database = Database()
    with Server(database, workers=1, TRUST_PROXY="true") as server:
        yield server, database
    database.drop()


def attempt(server, email, address, password="wrong-password"):
    return server.request("POST", "/api/auth/login/", {"email": email, "password": password}, headers={"X-Forwarded-For": address})


def failures(database, email, address, count):
    """As so many wrong passwords would leave them; trying them one by one takes too long."""
    database.psql(f"""insert into auth.login_attempt (account_hash, client_address, attempted_at)
        select auth.account_hash('{email}'), {address}, now() from generate_series(1, {count}) n""")


def test_a_place_gets_ten_guesses_at_an_account(behind_proxy):
    server, _ = behind_proxy
    statuses = [attempt(server, "teacher1@demo.school", "192.0.2.1").status for _ in range(10)]
    assert statuses == [401] * 10
    refused = attempt(server, "teacher1@demo.school", "192.0.2.1", PASSWORD)
    assert refused.status == 429 and 800 < int(refused.headers["Retry-After"]) <= 900
    assert attempt(server, "Teacher1@demo.school ", "192.0.2.1", PASSWORD).status == 429, "another spelling is no other account"
    assert attempt(server, "teacher2@demo.school", "192.0.2.1", PASSWORD).status == 200
    assert attempt(server, "teacher1@demo.school", "192.0.2.2", PASSWORD).status == 200, "nor is another place concerned"


def test_an_attacker_cannot_lock_out_whom_they_attack(behind_proxy):
    server, database = behind_proxy
    victim, home = "teacher3@demo.school", "203.0.113.7"
    assert attempt(server, victim, home, PASSWORD).status == 200
    # Ten from each of a hundred places, the last a moment ago.
    failures(database, victim, "('198.51.100.' || n % 100)::inet", 1000)
    assert attempt(server, victim, "198.51.100.200").status == 429, "the attacker is slowed down, from a new place too"
    assert attempt(server, victim, home, PASSWORD).status == 200, "the victim signs in as ever"
    # And when the attacker shares the victim's place, they wait for a minute at most.
    failures(database, victim, f"'{home}'::inet", 1000)
    refused = attempt(server, victim, home, PASSWORD)
    assert refused.status == 429 and int(refused.headers["Retry-After"]) <= 60


def test_who_was_refused_because_many_sign_in_has_not_failed(behind_proxy):
    server, database = behind_proxy
    with concurrent.futures.ThreadPoolExecutor(40) as crowd:
        told = list(crowd.map(lambda n: attempt(server, f"teacher{n}@demo.school", f"192.0.2.{n}", PASSWORD).status, range(40, 80)))
    assert set(told) == {200, 503}
    assert database.value("select count(*) from auth.login_attempt where not succeeded and client_address << '192.0.2.32/27' "
                          "or not succeeded and client_address << '192.0.2.64/28'") == "0"


def test_many_places_are_slowed_down_more_and_more_but_never_for_good(behind_proxy):
    server, database = behind_proxy
    account = "teacher4@demo.school"
    waits = []
    for more in (19, 1, 2, 3, 1000):
        failures(database, account, "('198.51.100.' || n % 200)::inet", more)
        answer = attempt(server, account, f"192.0.2.{100 + len(waits)}")
        waits.append(int(answer.headers.get("Retry-After") or 0))
    assert waits[0] == 0 and waits == sorted(waits) and waits[-1] <= 300 and waits[-1] > 250
    database.psql("update auth.login_attempt set attempted_at = attempted_at - interval '5 minutes'")
    assert attempt(server, account, "192.0.2.77", PASSWORD).status == 200


def test_a_place_gets_a_hundred_guesses_at_all_accounts(behind_proxy):
    server, database = behind_proxy
    spray = "198.51.100.250"
    database.psql(f"""insert into auth.login_attempt (account_hash, client_address)
        select auth.account_hash('x' || n), '{spray}' from generate_series(1, 100) n""")
    assert attempt(server, "teacher5@demo.school", spray, PASSWORD).status == 429
    assert attempt(server, "teacher5@demo.school", "203.0.113.5", PASSWORD).status == 200
    # Who has signed in from there before, still does: a school is one address.
    database.psql(f"""insert into auth.login_attempt (account_hash, client_address, attempted_at, succeeded)
        values (auth.account_hash('teacher6@demo.school'), '{spray}', now() - interval '1 day', true)""")
    assert attempt(server, "teacher6@demo.school", spray, PASSWORD).status == 200


def test_of_ipv6_the_first_64_bits_are_the_place(behind_proxy):
    server, database = behind_proxy
    for host in range(10):
        assert attempt(server, "teacher7@demo.school", f"2001:db8:0:1::{host + 1:x}").status == 401
    assert attempt(server, "teacher7@demo.school", "2001:db8:0:1::ffff", PASSWORD).status == 429
    assert attempt(server, "teacher7@demo.school", "2001:db8:0:2::1", PASSWORD).status == 200


def test_who_holds_a_session_cannot_guess_the_password_with_it(behind_proxy):
    server, _ = behind_proxy
    token = server.login("teacher8@demo.school")
    change = {"current_password": "wrong-password", "new_password": "another-password"}
    statuses = [server.request("POST", "/api/auth/change-password/", change, token).status for _ in range(16)]
    assert statuses[:10] == [422] * 10 and 429 in statuses[10:]
