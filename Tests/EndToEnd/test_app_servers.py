"""Several app servers over one database: what one knows, all know."""

import asyncio

import pytest
from load import Load
from nginx import Nginx
from server import Database, Server
from stalls import Stalls

CASE = "/api/interventions/cases/{}/"
ME = "/api/auth/me/"


@pytest.fixture(scope="module")
def site():
    database = Database()
    with Server(database, TRUST_PROXY="true") as one, Server(database, TRUST_PROXY="true") as other:
        yield one, other, database
    database.drop()


def test_who_signs_in_at_one_is_signed_in_at_all_and_out_as_well(site):
    one, other, _ = site
    token = one.login("admin@demo.school")
    assert other.request("GET", ME, token=token).status == 200
    assert other.request("POST", "/api/auth/logout/", token=token).status == 200
    assert one.request("GET", ME, token=token).status == 401


def test_no_edit_is_lost_between_them(site):
    one, other, database = site
    token = one.login("admin@demo.school")
    path = CASE.format(database.value("select min(case_id) from app.intervention_case where status = 'in_progress'"))
    version = one.request("GET", path, token=token).json["version"]
    assert other.request("PATCH", path, {"version": version, "goal": "From the other"}, token).status == 200
    answer = one.request("PATCH", path, {"version": version, "goal": "From this one"}, token)
    assert (answer.status, answer.json["current_version"]) == (409, version + 1)


@pytest.mark.alone
def test_one_leaves_and_comes_back_under_load(site):
    one, other, database = site
    with Nginx([f"127.0.0.1:{server.port}" for server in (one, other)]) as nginx:
        load = Load(nginx.base, database, one.login("admin@demo.school"), seconds=9)
        stalls = Stalls(load)

        async def leave():
            await asyncio.sleep(2)
            await asyncio.to_thread(one.__exit__)
            await asyncio.sleep(1)
            await asyncio.to_thread(one.__enter__)

        load.run(leave, stalls.watch).check()
        # Who is told that all are busy asks again, as told; nobody is left in the dark.
        assert set(load.statuses) <= {200, 409, (503, "unavailable")} and load.broken == 0, load.statuses
        assert load.longest_quiet < 1 + stalls.longest
