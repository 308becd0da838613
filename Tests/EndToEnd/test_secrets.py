"""Secrets are in no argument, no log, no core, and no other process can read them."""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import tempfile
import time

import one_time
import pytest
from server import ADMIN_URL, BINARY, PASSWORD, Database, Server, api_url, free_port
from test_faults import wait_until
from test_second_factor import LOGIN, STEP, Person


def command_lines():
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            pass


def test_no_secret_is_in_a_log_or_an_argument(tmp_path):
    """At the level that says most, through everything that handles a secret, right and wrong."""
    database, log = Database(), tmp_path / "log"
    seen = {"DATABASE_URL": "only-for-tests", "TOTP_KEY": one_time.KEY.split(":")[1], "password": PASSWORD, "new password": "a-wonderful-new-password"}
    mailer = tmp_path / "mailer"
    mailer.write_text(f"#!/bin/sh\ncat > {tmp_path}/mail.new && mv {tmp_path}/mail.new {tmp_path}/mail\n")
    mailer.chmod(0o755)
    arguments = set()
    try:
        with log.open("w") as output:
            server = Server(database, log=output, TOTP_KEY=one_time.KEY, LOG_LEVEL="trace", MAIL_COMMAND=str(mailer),
                            MAIL_FROM="office@school.example", PUBLIC_URL="https://school.example")
            with server:
                person = Person(server, "teacher1@demo.school")
                seen["TOTP secret"] = person.secret
                seen |= {f"recovery code {number}": code for number, code in enumerate(person.recovery_codes)}
                challenge = seen["challenge"] = person.challenge()
                # Quoted, because a few digits alone stand in any number.
                wrong = one_time.wrong(person.secret)
                seen["wrong code"] = f'"{wrong}"'
                person.step(challenge, wrong)
                login = person.step(challenge, person.recovery_codes[0]).json
                seen |= {"session": login["token"], "CSRF token": login["csrf_token"]}
                seen["wrong password"] = "a-password-with-a-typo"
                server.request("POST", LOGIN, {"email": "teacher2@demo.school", "password": seen["wrong password"]})
                server.request("POST", LOGIN, raw=b'{"email": "teacher2@demo.school", "password": "a-half-sent-password')
                seen["half a password"] = "a-half-sent-password"
                server.request("POST", STEP, {"challenge": challenge, "code": 5})
                server.request("POST", "/api/auth/password-reset/", {"email": "teacher3@demo.school"})
                for _ in range(200):
                    if (tmp_path / "mail").exists():
                        break
                    time.sleep(0.05)
                seen["reset token"] = (tmp_path / "mail").read_text().split("#token=")[1].split()[0]
                arguments |= set(command_lines())
                reset = {"token": seen["reset token"], "new_password": seen["new password"]}
                assert server.request("POST", "/api/auth/password-reset/confirm/", reset).status == 200
                link = database.run("user", "reset-password", "teacher3@demo.school", environment={"PUBLIC_URL": "https://x"}).stdout
                seen["handed out token"] = link.split("=")[1].strip()
                admin = server.login("admin@demo.school")
                seen["initial password"] = "an-initial-password"
                user = {"email": "n@demo.school", "name": "N", "role": "teacher", "password": seen["initial password"]}
                assert server.request("POST", "/api/users/", user, admin).status == 201
        text = log.read_text()
        assert "listening" in text and '"status":401' in text, "the log was not written"
        for name, secret in seen.items():
            assert secret not in text, f"{name} is in the log"
            assert not any(secret in line for line in arguments), f"{name} is an argument"
        assert any("serve" in line for line in arguments)
    finally:
        database.drop()


@pytest.fixture
def folder():
    """Where a user without rights finds the program."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="school-support-", dir="/tmp"))
    path.chmod(0o755)
    shutil.copy(BINARY, path / "school-support")
    yield path
    shutil.rmtree(path)


OWNER = "postgres" if os.getuid() == 0 else None


def as_owner(*command):
    return subprocess.run(command, user=OWNER, group=OWNER, extra_groups=[], cwd="/", capture_output=True, text=True, timeout=60)


def start(folder, *arguments):
    """A process of a user without rights, whom nothing stops from writing cores, except itself."""
    database = {"DATABASE_URL": api_url(ADMIN_URL), "DATABASE_ADMIN_URL": ADMIN_URL, "LOG_LEVEL": "error"}

    def limit():
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    cores = folder / "cores"
    cores.mkdir(mode=0o777, exist_ok=True)
    cores.chmod(0o777)
    return subprocess.Popen(arguments, env=os.environ | database, user=OWNER, group=OWNER, extra_groups=[] if OWNER else None,
                            cwd=cores, preexec_fn=limit)


def has_dumped(process, folder):
    """Ends the process as a crash would. Whether the kernel wrote its core."""
    os.kill(process.pid, signal.SIGABRT)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = status
    assert os.WTERMSIG(status) == signal.SIGABRT, "it had ended before"
    return os.WCOREDUMP(status) or any((folder / "cores").iterdir())


def commands(folder):
    program, port = str(folder / "school-support"), free_port()
    return {
        "sleep": ["/bin/sleep", "60"],
        "serve": [program, "serve", "--workers", "1", "--listen", f"127.0.0.1:{port}"],
        "worker": [program, "worker", "--listen", f"127.0.0.1:{port}"],
        "jobs": [program, "jobs"],
    }


def is_denied(process, path):
    answer = as_owner("dd", f"if=/proc/{process.pid}/{path}", "of=/dev/null", "count=0")
    return answer.returncode != 0 and "Permission denied" in answer.stderr


@pytest.mark.parametrize("kind", ["serve", "worker", "jobs"])
def test_memory_and_environment_are_private(folder, kind):
    control = start(folder, *commands(folder)["sleep"])
    process = start(folder, *commands(folder)[kind])
    try:
        # As soon as it runs, it makes itself private.
        wait_until(lambda: is_denied(process, "environ"), 15)
        assert process.poll() is None
        for path in ("environ", "mem", "maps"):
            assert as_owner("dd", f"if=/proc/{control.pid}/{path}", "of=/dev/null", "count=0").returncode == 0, "the test reads nothing"
            assert is_denied(process, path), path
        if shutil.which("gcore"):
            gcore = as_owner("gcore", "-o", str(folder / "cores" / "gcore"), str(process.pid))
            assert gcore.returncode != 0 and not any((folder / "cores").iterdir()), gcore.stdout
        assert not has_dumped(process, folder)
    finally:
        for started in (control, process):
            if started.returncode is None:
                started.kill()
                started.wait()


def test_the_kernel_would_write_a_core_of_another_process(folder):
    """Else the test above shows nothing."""
    pattern = pathlib.Path("/proc/sys/kernel/core_pattern").read_text()
    if pattern.startswith("|"):
        pytest.skip("a program takes the cores here")
    control = start(folder, *commands(folder)["sleep"])
    time.sleep(0.3)
    assert has_dumped(control, folder)
