"""Schemathesis asks, by the OpenAPI description, for what it describes and for what it does not, and follows what it was told."""

import re
import subprocess
import sys

import pytest
from description import FILE, description
from server import Database, Server

# It ends the session that the others use, or does not end at all; test_sessions.py and test_events.py see to these.
LEFT_OUT = ["/api/auth/logout/", "/api/events/"]
# A description cannot say all that makes a request a wrong one: which days are school days, who may be assigned, which code is the right one.
UNCHECKED = "positive_data_acceptance"
IMPORTS = "imports/"


@pytest.fixture(scope="module")
def server():
    database = Database()
    with Server(database, TOTP_KEY="test:" + "A" * 43 + "=") as server:
        yield server
    database.drop()


# Admins come after the others, whose users they change, and files last: what an import changes it holds until it is done, the
# records of everybody where all but a few have left.
@pytest.mark.fault("schemathesis")
@pytest.mark.parametrize("role, choice, paths", [
    ("teacher1", "include", ""), ("form.master1", "include", ""), ("admin", "exclude", IMPORTS), ("admin", "include", IMPORTS)],
    ids=["teacher", "form_master", "admin", "admin_with_files"])
def test_every_answer_is_as_described(server, soak, tmp_path, request, role, choice, paths):
    token = server.login(f"{role}@demo.school")
    ignored = [word for path in LEFT_OUT for word in ("--exclude-path", path)]
    told = subprocess.run(
        [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", "run", FILE, "--url", server.base,
         "-H", f"Authorization: Bearer {token}", f"--{choice}-path-regex", f"^/api/{paths}", *ignored, "--exclude-checks", UNCHECKED,
         "--mode", "all", "--seed", "1", "--max-time", str(soak.either(20, 200)), "--continue-on-failure",
         "--generation-database", "none", "--request-timeout", "20", "--no-color"],
        cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    assert len(server.worker_pids()) == 2 and server.figures().get('school_support_child_restarts_total{child="worker"}', 0) == 0
    tested, cases = (int(re.search(pattern, told.stdout)[1]) for pattern in (r"Tested: (\d+)", r"(\d+) generated"))
    soak.note(**{f"requests_as_{request.node.callspec.id}": cases})
    described = [path for path, operations in description()["paths"].items() for _ in operations if path not in LEFT_OUT]
    chosen = [path for path in described if path.startswith(f"/api/{paths}") == (choice == "include")]
    assert tested == len(chosen) > 0 and cases > 4 * tested
