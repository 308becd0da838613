import os
from contextlib import nullcontext

import pytest
from server import Database, GivenDatabase, Server
from side_by_side import on_the_machine
from soak import Soak, table

# Given by a test that starts others on its own database.
GIVEN = os.environ.get("TESTED_DATABASE_URL")


def pytest_addoption(parser):
    parser.addoption("--soak", action="store_true", help="only the tests of faults, each in its long form, and a table of figures")
    parser.addoption("--fault", action="append", default=[], help="with --soak: only this one; may be given several times")


def pytest_collection_modifyitems(config, items):
    """A fault's name goes into the reports of its tests."""
    chosen = []
    for item in items:
        if mark := item.get_closest_marker("fault"):
            item.user_properties.append(("fault", mark.args[0]))
            chosen.append(item)
    if config.getoption("soak"):
        known, wanted = {name for item in chosen for _, name in item.user_properties}, set(config.getoption("fault"))
        if wanted - known:
            raise pytest.UsageError(f"there is no fault {', '.join(wanted - known)}; there are: {', '.join(sorted(known))}")
        items[:] = [item for item in chosen if dict(item.user_properties)["fault"] in (wanted or known)]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    """Outside of its time limit, a test waits for those that have the machine to themselves."""
    # Whoever gave the database is on the machine: behind somebody who waits for its end, this one would wait for ever.
    with nullcontext() if GIVEN else on_the_machine(alone=item.get_closest_marker("alone") is not None):
        return (yield)


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption("soak"):
        reports = [report for kind in ("passed", "failed", "error") for report in terminalreporter.stats.get(kind, [])]
        terminalreporter.section("faults")
        for line in table(reports):
            terminalreporter.write_line(line)


@pytest.fixture
def soak(request):
    """How long this test goes on, and where its figures go."""
    long, terminal = request.config.getoption("soak"), request.config.pluginmanager.get_plugin("terminalreporter")
    soak = Soak(long, terminal.write_line if long else None)
    request.node.user_properties.append(("figures", soak.figures))
    return soak


@pytest.fixture(scope="session")
def database():
    """The demo school in a database of the tests' own; or in one that is named, such as a restored one."""
    database = GivenDatabase(GIVEN) if GIVEN else Database()
    yield database
    database.drop()


@pytest.fixture(scope="session")
def server(database):
    with Server(database) as server:
        yield server


@pytest.fixture(scope="session")
def tokens(server):
    """Signed-in users by short name."""
    return {
        "admin": server.login("admin@demo.school"),
        "form_master": server.login("form.master1@demo.school"),
        "teacher": server.login("teacher1@demo.school"),
        "other_admin": server.login("admin@other.school"),
        "other_form_master": server.login("form.master1@other.school"),
    }
