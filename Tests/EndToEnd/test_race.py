"""Many people change the same cases at once: exactly one wins each round, and nothing that was answered is lost."""

import asyncio

import aiohttp
import pytest
from load import Load
from server import Database, Server, kill

CLIENTS, CASES = 50, 200


@pytest.fixture(scope="module")
def racing():
    database = Database()
    with Server(database, workers=4) as server:
        yield server, database
    database.drop()


async def patch(session, server, token, case, version, progress):
    """What came of a change. A server that says it is too busy has done nothing and is asked again, as it says."""
    headers = {"Authorization": f"Bearer {token}"}
    body = {"version": version, "progress_status": progress}
    while True:
        async with session.patch(f"{server.base}/api/interventions/cases/{case}/", json=body, headers=headers) as answer:
            told = await answer.json()
            if answer.status != 503 or told["type"] == "/problems/outcome-unknown":
                return answer.status, told
            await asyncio.sleep(float(answer.headers["Retry-After"]))


async def one_case(session, server, tokens, case, version):
    """All clients send the same version. Returns the new version."""
    answers = await asyncio.gather(*(
        patch(session, server, tokens[client % len(tokens)], case, version,
              ["contacted", "improving", "not_improving"][client % 3])
        for client in range(CLIENTS)
    ))
    winners = [body for status, body in answers if status == 200]
    losers = [(status, body) for status, body in answers if status != 200]
    assert len(winners) == 1, [status for status, _ in answers]
    assert winners[0]["version"] == version + 1
    for status, body in losers:
        assert status == 409, body
        assert body["current_version"] > version
        assert body["current"]["case_id"] == case
    return winners[0]["version"]


def totals(database, cases):
    ids = ",".join(map(str, cases))
    versions = int(database.value(f"select sum(version - 1) from app.intervention_case where case_id in ({ids})"))
    events = int(database.value(
        f"select count(*) from audit.event where entity = 'intervention_case' and action = 'UPDATE' and entity_id in ({ids})"))
    return versions, events


def test_one_of_fifty_writers_wins_on_each_of_two_hundred_cases(racing):
    server, database = racing
    tokens = [server.login("admin@demo.school") for _ in range(8)]
    rows = database.psql(f"""select case_id, intervention_case.version from app.intervention_case join app.school using (school_id)
        where school.name = 'Demo School' order by case_id limit {CASES}""")
    cases = [int(case) for case, _ in rows]
    before = totals(database, cases)

    async def race():
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CLIENTS)) as session:
            for case, version in rows:
                await one_case(session, server, tokens, int(case), int(version))

    asyncio.run(race())
    after = totals(database, cases)
    assert after[0] - before[0] == CASES
    assert after[1] - before[1] == CASES


def test_nothing_answered_is_lost_while_workers_are_killed(racing):
    server, database = racing
    load = Load(server.base, database, server.login("admin@demo.school"), keep_alive=False)

    async def kill_workers():
        for _ in range(3):
            await asyncio.sleep(1.5)
            kill(server.worker_pids()[0])

    load.run(kill_workers).check()
    server.wait_until_ready()
