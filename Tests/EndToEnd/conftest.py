import pytest
from server import Database, Server


@pytest.fixture(scope="session")
def database():
    database = Database()
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
