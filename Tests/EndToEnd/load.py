"""Mixed load by people who keep count of what they were answered, and the count held against the database afterwards."""

import asyncio
import time

import aiohttp

PROGRESS = ["contacted", "improving", "not_improving"]


class Load:
    """Several clients read and change cases, each with a pause in seconds before each request. Whoever is told that the server is busy asks
    again, as told. A disturbance may set `end`, the moment of the clock at which all is over."""

    def __init__(self, base, database, token, cases=40, clients=32, keep_alive=True, seconds=6, pause=0,
                 school="Demo School"):
        self.base, self.database, self.token = base, database, token
        self.clients, self.keep_alive, self.seconds, self.pause = clients, keep_alive, seconds, pause
        rows = database.psql(f"""select case_id, intervention_case.version from app.intervention_case
            join app.school using (school_id) where school.name = '{school}' order by case_id desc limit {cases}""")
        self.versions = {int(case): int(version) for case, version in rows}
        self.answered = {case: {} for case in self.versions}
        self.statuses, self.reasons, self.broken, self.slowest = {}, {}, 0, 0.0
        self.quiet_since, self.longest_quiet = None, 0.0
        self.before = self.totals()

    def totals(self):
        """Growth of versions, and changes in the trail."""
        ids = ",".join(map(str, self.versions))
        return [int(self.database.value(sql)) for sql in (
            f"select sum(version - 1) from app.intervention_case where case_id in ({ids})",
            f"""select count(*) from audit.event where entity = 'intervention_case' and action = 'UPDATE'
                and entity_id in ({ids})""")]

    def run(self, *disturbances):
        """Runs until time is up; the disturbances are coroutine functions that go on beside it."""
        asyncio.run(self.run_all(disturbances))
        return self

    async def run_all(self, disturbances):
        self.end = time.monotonic() + self.seconds
        connector = aiohttp.TCPConnector(limit=self.clients, force_close=not self.keep_alive)
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(
                *(disturbance() for disturbance in disturbances), *(self.client(session, n) for n in range(self.clients)))
        if self.quiet_since:
            # A silence to the end is one as well.
            self.longest_quiet = max(self.longest_quiet, self.end - self.quiet_since)

    async def client(self, session, number):
        cases, turn = list(self.versions), 0
        while time.monotonic() < self.end:
            case = cases[(number + turn) % len(cases)]
            turn += 1
            await asyncio.sleep(self.pause)
            try:
                await (self.patch(session, case, turn) if turn % 2 else self.get(session, case))
            except (aiohttp.ClientError, ConnectionError, asyncio.TimeoutError):
                self.broken += 1

    async def get(self, session, case):
        status, body, _ = await self.request(session, "GET", case)
        if status == 200:
            self.versions[case] = max(self.versions[case], body["version"])

    async def patch(self, session, case, turn):
        version = self.versions[case]
        status, body, request_id = await self.request(
            session, "PATCH", case, {"version": version, "progress_status": PROGRESS[turn % 3]})
        if status == 200:
            self.answered[case][request_id] = body["version"]
            self.versions[case] = max(self.versions[case], body["version"])
        elif status == 409:
            assert body["current_version"] > version
            self.versions[case] = max(self.versions[case], body["current_version"])

    async def request(self, session, method, case, body=None):
        start = time.monotonic()
        async with session.request(
            method, f"{self.base}/api/interventions/cases/{case}/", json=body,
            headers={"Authorization": f"Bearer {self.token}"}, timeout=aiohttp.ClientTimeout(total=15),
        ) as answer:
            told = await answer.json(content_type=None)
            now = time.monotonic()
            self.slowest = max(self.slowest, now - start)
            self.note_quiet(answer.status, now)
            kind = answer.status if answer.status < 500 else (answer.status, told["type"].rsplit("/")[-1])
            self.statuses[kind] = self.statuses.get(kind, 0) + 1
            if answer.status == 503:
                self.reasons[told["error"]] = self.reasons.get(told["error"], 0) + 1
                await asyncio.sleep(float(answer.headers["Retry-After"]) / 4)
            return answer.status, told, answer.headers.get("X-Request-Id")

    @property
    def answers(self):
        return sum(self.statuses.values())

    @property
    def refused(self):
        """Answers that say: not now."""
        return sum(count for kind, count in self.statuses.items() if kind not in (200, 409))

    def note_quiet(self, status, now):
        """How long nobody at all was served."""
        if status < 500:
            if self.quiet_since:
                self.longest_quiet = max(self.longest_quiet, now - self.quiet_since)
            self.quiet_since = now

    def check(self, answers_were_lost=False):
        """Nothing that was answered is lost, nothing is in force twice, every change is in the trail once. Whose answer was lost on its
        way from the database is told what is there by then, with what others changed since."""
        after = self.totals()
        assert after[0] - self.before[0] == after[1] - self.before[1], "every change is in the trail, once"
        for case, answered in self.answered.items():
            made = {}
            for request_id, version in self.database.psql(f"""select request_id, version from audit.event
                    where entity = 'intervention_case' and action = 'UPDATE' and entity_id = {case}"""):
                made.setdefault(request_id, []).append(int(version))
            versions = [version for of_one in made.values() for version in of_one]
            assert len(set(versions)) == len(versions), "a version was given twice"
            for request_id, version in answered.items():
                assert request_id in made and version in versions, "an answered change is missing"
                own, *again = made[request_id]
                assert not again, "a change was made twice"
                assert own == version or answers_were_lost and own < version, "a change is no part of its answer"
        answered = sum(map(len, self.answered.values()))
        assert answered > 50, self.statuses
        return answered
