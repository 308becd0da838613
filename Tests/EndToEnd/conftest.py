import os

import pytest
from server import Database, GivenDatabase, Server


@pytest.fixture(scope="session")
def database():
    """The demo school in a database of the tests' own; or in one that is named, such as a restored one."""
    given = os.environ.get("TESTED_DATABASE_URL")
    database = GivenDatabase(given) if given else Database()
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
