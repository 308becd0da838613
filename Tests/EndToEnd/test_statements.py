"""What a request costs: who is calling, and one statement, in one transaction."""

import pytest
from proxy import Proxy
from server import Server, api_url
from test_lists import ONE_OF_EACH

import description

# What asks nobody, and the stream that asks again whenever something has changed.
WITHOUT_CALLER = {"/api/events/", "/api/openapi.json", "/docs/api/", "/health/live/", "/health/ready/"}
PATHS = [path for path, operations in description.description()["paths"].items() if "get" in operations and path not in WITHOUT_CALLER]


@pytest.fixture(scope="module")
def proxied(database):
    proxy = Proxy(database)
    url = api_url(database.url) + f"&host=127.0.0.1&port={proxy.port}&sslmode=disable"
    with Server(database, workers=1, DATABASE_URL=url) as server:
        yield server, proxy, server.login("admin@demo.school")
    proxy.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_read_is_one_statement_besides_that_of_who_is_calling(proxied, database, path):
    server, proxy, token = proxied
    generic = path.replace("{class}/{date}/{period}", "{id}").replace("{rule}", "{id}")
    address = generic.replace("{id}", database.value(ONE_OF_EACH[generic])) if "{" in path else path
    proxy.taken()
    assert server.request("GET", address, token=token).status == 200
    # What the worker notes now and then of sessions and openings has no caller.
    asked = [names for names in proxy.taken() if names[:1] == ["enter"]]
    assert len(asked) == 1 and len(asked[0]) == 2, asked
