"""A forgotten password: the link comes by mail, works once and for an hour, and tells nobody who has an account."""

import re
import stat
import statistics
import time

import one_time
import pytest
from server import PASSWORD, Database, Server

ASK, CONFIRM = "/api/auth/password-reset/", "/api/auth/password-reset/confirm/"
NEW = "a-brand-new-password"


class Mailbox:
    """A program that takes mail as sendmail does, and a folder in which it puts them."""

    def __init__(self, folder):
        self.folder = folder
        self.program = folder / "sendmail"
        self.program.write_text(f"""#!/bin/sh
            env > {folder}/environment; echo "$@" > {folder}/arguments
            [ ! -e {folder}/broken ] || exit 75
            cat > {folder}/incoming && mv {folder}/incoming {folder}/$$.mail\n""")
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)

    def take(self, seconds=10):
        """The mails that have come, and are taken out; waits for the first."""
        deadline = time.monotonic() + seconds
        while not (found := sorted(self.folder.glob("*.mail"))) and time.monotonic() < deadline:
            time.sleep(0.05)
        texts = [path.read_text() for path in found]
        for path in found:
            path.unlink()
        return texts

    def token(self):
        (mail,) = self.take()
        return re.search(r"^https://school.example/reset-password/#token=([0-9a-f]{64})$", mail, re.M)[1]


@pytest.fixture(scope="module")
def post(tmp_path_factory):
    mailbox = Mailbox(tmp_path_factory.mktemp("mail"))
    database = Database()
    with Server(database, TOTP_KEY=one_time.KEY, MAIL_COMMAND=f"{mailbox.program} -t -i", MAIL_FROM="office@school.example",
                PUBLIC_URL="https://school.example", TRUST_PROXY="true") as server:
        yield server, database, mailbox
    database.drop()


def ask(server, email, address="203.0.113.1"):
    answer = server.request("POST", ASK, {"email": email}, headers={"X-Forwarded-For": address})
    assert (answer.status, answer.text) == (202, '{"success":true}')
    return answer


def confirm(server, token, password=NEW):
    return server.request("POST", CONFIRM, {"token": token, "new_password": password})


def test_the_link_sets_a_password_once_and_ends_all_sessions(post):
    server, database, mailbox = post
    sessions = [server.login("teacher1@demo.school") for _ in range(2)]
    ask(server, " Teacher1@Demo.School")
    (mail,) = mailbox.take()
    assert "\nTo: <teacher1@demo.school>\n" in mail and mail.startswith("From: School Support <office@school.example>\n")
    token = re.search(r"#token=([0-9a-f]{64})$", mail, re.M)[1]
    assert confirm(server, token, "short").json["field"] == "new_password", "which does not use it up"
    assert confirm(server, token).status == 200
    assert [server.request("GET", "/api/auth/me/", token=session).status for session in sessions] == [401, 401]
    again = confirm(server, token, "yet-another-password")
    assert again.status == 422 and again.json["field"] == "token"
    server.login("teacher1@demo.school", NEW)
    assert server.request("POST", "/api/auth/login/", {"email": "teacher1@demo.school", "password": PASSWORD}).status == 401
    assert database.value("select count(*) from audit.event where action = 'PASSWORD_RESET' and user_id is not null") == "1"


def test_the_token_is_in_the_mail_and_nowhere_else(post):
    server, database, mailbox = post
    ask(server, "teacher2@demo.school")
    token = mailbox.token()
    dump = "\n".join("|".join(row) for table in ("auth.password_reset", "audit.event", "auth.login_attempt", "app.user_account")
                     for row in database.psql(f"select to_jsonb(t) from {table} t"))
    assert "teacher2@demo.school" in dump and token not in dump and token[:16] not in dump
    assert database.value("select count(*) from auth.password_reset where email is not null") == "0", "the address is forgotten"
    assert token not in (mailbox.folder / "arguments").read_text()
    environment = (mailbox.folder / "environment").read_text()
    assert "DATABASE" not in environment and "TOTP" not in environment and "postgres" not in environment


def test_who_does_not_exist_is_answered_the_same_in_the_same_time(post):
    server, _, mailbox = post
    times = {"known": [], "unknown": []}
    for round in range(40):
        for kind, email in (("known", f"teacher{20 + round % 30}@demo.school"), ("unknown", f"nobody{round}@demo.school")):
            start = time.perf_counter()
            ask(server, email, f"203.0.113.{round}")
            times[kind].append(time.perf_counter() - start)
    known, unknown = (statistics.median(times[kind]) for kind in ("known", "unknown"))
    assert abs(known - unknown) < 0.5 * max(known, unknown), times
    deadline = time.monotonic() + 30
    recipients = []
    while len(recipients) < 40 and time.monotonic() < deadline:
        recipients += [re.search("^To: <(.*)>$", mail, re.M)[1] for mail in mailbox.take(1)]
    assert len(recipients) == 40 and not any("nobody" in recipient for recipient in recipients)


def test_asking_is_limited_but_every_link_that_was_mailed_works(post):
    server, database, mailbox = post
    for _ in range(5):
        ask(server, "teacher3@demo.school")
    mails = []
    while len(mails) < 3 and (more := mailbox.take(5)):
        mails += more
    assert len(mails) == 3 and mailbox.take(1) == []
    tokens = [re.search("#token=(.*)$", mail, re.M)[1] for mail in mails]
    assert confirm(server, tokens[0]).status == 200
    assert [confirm(server, token).status for token in tokens[1:]] == [422, 422], "the others are worth nothing now"


def test_an_hour_later_or_for_a_disabled_user_it_is_worth_nothing(post):
    server, database, mailbox = post
    ask(server, "teacher4@demo.school")
    token = mailbox.token()
    database.psql("update auth.password_reset set expires_at = now() where used_at is null")
    assert confirm(server, token).json["field"] == "token"
    ask(server, "teacher5@demo.school")
    token = mailbox.token()
    database.run("user", "disable", "--email", "teacher5@demo.school")
    assert confirm(server, token).json["field"] == "token"
    ask(server, "teacher5@demo.school")
    assert mailbox.take(2) == []
    for guess in ("0" * 64, "x", token[:-1], token.upper() + "0"):
        assert confirm(server, guess).status == 422


def test_it_does_not_get_around_the_second_factor(post):
    from test_second_factor import Person
    server, _, mailbox = post
    person = Person(server, "teacher6@demo.school")
    ask(server, person.email)
    assert confirm(server, mailbox.token()).status == 200
    challenge = person.challenge(NEW)
    assert person.step(challenge, person.recovery_codes[0]).status == 200


def test_a_mail_that_does_not_leave_is_tried_again_with_another_token(post):
    server, database, mailbox = post
    (mailbox.folder / "broken").touch()
    ask(server, "teacher7@demo.school")
    for _ in range(100):
        if database.value("select max(failures) from auth.password_reset where email = 'teacher7@demo.school'") == "1":
            break
        time.sleep(0.1)
    before = database.value("select token_hash from auth.password_reset where email = 'teacher7@demo.school'")
    (mailbox.folder / "broken").unlink()
    database.psql("update auth.password_reset set next_try_at = now() where email is not null")
    token = mailbox.token()
    assert database.value("select count(*) from auth.password_reset where token_hash = decode(substr('" + before + "', 3), 'hex')") == "0"
    assert confirm(server, token).status == 200


def test_an_administrator_hands_out_a_link(post):
    server, database, _ = post
    environment = {"PUBLIC_URL": "https://school.example"}
    link = database.run("user", "reset-password", "Teacher8@demo.school", environment=environment).stdout.strip()
    assert re.fullmatch(r"https://school.example/reset-password/#token=[0-9a-f]{64}", link)
    assert confirm(server, link.split("=")[1]).status == 200
    server.login("teacher8@demo.school", NEW)
    unknown = database.run("user", "reset-password", "nobody@demo.school", environment=environment, check=False)
    assert unknown.returncode == 1 and "nobody@demo.school" in unknown.stderr
    assert database.run("user", "reset-password", "teacher8@demo.school", check=False).returncode == 78, "PUBLIC_URL is missing"


def test_without_a_way_to_mail_requests_are_forgotten_with_a_warning():
    database = Database(demo=False)
    try:
        with Server(database, workers=1) as server:
            ask(server, "somebody@demo.school")
            for _ in range(100):
                if database.value("select count(*) from auth.password_reset where email is null") == "1":
                    break
                time.sleep(0.1)
            else:
                raise AssertionError("the address was kept")
    finally:
        database.drop()
