"""deploy/Dockerfile: the very steps of its run stage, in a fresh Debian."""

import json
import re

import pytest
from container import ROOT, Dockerfile, build, run
from server import BINARY

pytestmark = pytest.mark.root

DOCKERFILE = Dockerfile(ROOT / "deploy/Dockerfile")


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    return build(DOCKERFILE, BINARY, tmp_path_factory.mktemp("image"))


def test_the_build_stage_makes_what_the_run_stage_copies():
    assert DOCKERFILE.build[0] == ("FROM", "swift:6.3-bookworm AS build")
    assert DOCKERFILE.get("FROM") == "debian:bookworm-slim"
    source, target = DOCKERFILE.get("COPY").removeprefix("--from=build ").split()
    assert DOCKERFILE.build[-1][1].endswith(f"install -D .build/release/school-support {source}")
    assert "--static-swift-stdlib" in DOCKERFILE.build[-1][1]
    assert target == "/usr/local/bin/school-support"


def test_the_executable_runs_as_nobody_with_libpq5_alone(image, tmp_path):
    user = DOCKERFILE.get("USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    command = [*json.loads(DOCKERFILE.get("ENTRYPOINT")), "--help"]
    assert "SUBCOMMANDS" in run(image, command, tmp_path / "help", check=True).stdout
    libraries = run(image, ["ldd", "/usr/local/bin/school-support"], tmp_path / "ldd", check=True).stdout
    assert "libpq.so.5" in libraries and "not found" not in libraries
    assert run(image, ["id", "-u"], tmp_path / "id", check=True).stdout.strip() == user.split(":")[0]
    packages = run(image, ["dpkg-query", "-W", "-f", "${Package}\n"], tmp_path / "dpkg", check=True).stdout.split()
    assert "libpq5" in packages
    assert not [name for name in packages if name.endswith("-dev") or name.startswith(("postgresql", "swift", "curl", "cpp"))]
    assert run(image, ["sh", "-c", "ls /var/lib/apt/lists"], tmp_path / "lists", check=True).stdout == ""


def test_what_it_is_started_with_is_understood(image, tmp_path):
    """Without a database it says so; a wrong option would be refused otherwise."""
    command = [*image.entrypoint, *json.loads(DOCKERFILE.get("CMD"))]
    result = run(image, command, tmp_path / "serve")
    assert result.returncode == 78 and "DATABASE_URL" in result.stderr
    port = json.loads(DOCKERFILE.get("CMD"))[-1].split(":")[1]
    assert DOCKERFILE.get("EXPOSE") == port
