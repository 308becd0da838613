import os
import socket
import subprocess
import time

import pytest
from server import BINARY, Database, Server, free_port, kill


@pytest.fixture(scope="module")
def empty():
    database = Database(demo=False)
    yield database
    database.drop()


def gone(pids, seconds=10):
    for _ in range(int(seconds * 20)):
        if not any(os.path.exists(f"/proc/{pid}") for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_a_killed_worker_is_started_again(empty):
    with Server(empty) as server:
        victim = server.worker_pids()[0]
        kill(victim)
        assert gone([victim])
        server.wait_until_ready()
        assert victim not in server.worker_pids()


def test_all_processes_end_on_sigterm(empty):
    with Server(empty) as server:
        pids = server.worker_pids()
        server.process.terminate()
        assert server.process.wait(20) == 0
        assert gone(pids, 1)


def test_no_worker_outlives_its_supervisor(empty):
    with Server(empty) as server:
        pids = server.worker_pids()
        kill(server.process.pid)
        server.process.wait()
        assert gone(pids)


@pytest.mark.parametrize("setting, options", [("LISTEN", ["--listen"]), ("ADMIN", ["--listen", "127.0.0.1:{}", "--admin"])])
def test_an_address_that_others_have_ends_the_start_with_the_reason(empty, setting, options):
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        answer = empty.run("serve", "--workers", "1", *(option.format(free_port()) for option in options), address, check=False)
    assert answer.returncode == 1
    assert f"{setting} is {address}, where no connections can be taken: Address already in use" in answer.stderr


def test_wrong_settings_are_named(empty):
    answer = empty.run("serve", "--listen", "nowhere", check=False)
    assert answer.returncode == 78 and "--listen" in answer.stderr and "HOST:PORT" in answer.stderr
    environment = os.environ | {"DATABASE_URL": "", "DATABASE_ADMIN_URL": ""}
    answer = subprocess.run([BINARY, "migrate", "status"], env=environment, capture_output=True, text=True)
    assert answer.returncode == 78 and "DATABASE_URL is not set" in answer.stderr
    environment["DATABASE_URL"] = "postgresql://nobody:hidden@127.0.0.1:1/none"
    answer = subprocess.run([BINARY, "migrate", "status"], env=environment, capture_output=True, text=True)
    assert answer.returncode == 69 and "hidden" not in answer.stderr
