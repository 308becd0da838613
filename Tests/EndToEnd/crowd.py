"""Many connections that read and change cases at a given pace, every answer timed. It costs the machine little, so that the server is measured."""

import asyncio
import re
import time

VERSION = re.compile(rb'"current_version"\s*:\s*(\d+)|"version"\s*:\s*(\d+)')
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Crowd:
    """`rate`: requests a second that all clients together would make, answered or not; without it each asks as soon as it is answered.
    `page`: what they read, and change nothing; without it every `nth` request of each changes a case, and the others read it."""

    def __init__(self, server, token, cases, clients, seconds, rate=None, page=None, nth=2):
        self.page, self.nth = page, nth
        self.port, self.token, self.cases, self.clients, self.seconds = server.port, token, cases, clients, seconds
        self.interval = clients / rate if rate else 0
        self.versions = dict.fromkeys(cases, 1)
        self.times, self.changes = {}, 0

    def run(self, *others):
        """Returns when time is up for all of them."""
        async def all_of_them():
            await asyncio.gather(*(crowd.run_all() for crowd in (self, *others)))

        asyncio.run(all_of_them())
        return self

    async def run_all(self):
        self.end = time.monotonic() + self.seconds
        await asyncio.gather(*(self.client(number) for number in range(self.clients)))

    async def client(self, number):
        case, turn = self.cases[number % len(self.cases)], number // len(self.cases)
        due = time.monotonic() + self.interval * number / self.clients
        await asyncio.sleep(self.interval * number / self.clients)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while max(due, time.monotonic()) < self.end:
            await asyncio.sleep(max(0, due - time.monotonic()))
            due += self.interval
            turn += 1
            await self.ask(reader, writer, case, is_change=turn % self.nth == 0 and not self.page)
        writer.close()

    async def ask(self, reader, writer, case, is_change):
        start = time.monotonic()
        writer.write(self.request(case, is_change))
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(int(LENGTH.search(head)[1]))
        status = int(head[9:12])
        self.times.setdefault(status, []).append(time.monotonic() - start)
        self.changes += is_change and status == 200
        if is_change and status in (200, 409):
            self.versions[case] = max(self.versions[case], int(next(filter(None, VERSION.search(body).groups()))))
        elif status == 503:
            assert b"\r\nRetry-After: 1\r\n" in head, head

    def request(self, case, is_change):
        method, path = "PATCH" if is_change else "GET", self.page or f"/api/interventions/cases/{case}/"
        body = f'{{"version": {self.versions[case]}, "progress_status": "improving"}}' if is_change else ""
        return (f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.token}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}").encode()

    @property
    def answers(self):
        return sum(map(len, self.times.values()))

    @property
    def served(self):
        """Answers a second, but for those that say: not now."""
        return (self.answers - len(self.times.get(503, []))) / self.seconds

    def milliseconds(self, share, *statuses):
        """Within which so large a share of the answers came."""
        times = sorted(time for status in statuses for time in self.times.get(status, []))
        return round(times[int(share * (len(times) - 1))] * 1000, 1) if times else 0.0
