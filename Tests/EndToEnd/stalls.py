"""How long the machine itself makes everybody wait for a commit, whatever the server does."""

import asyncio
import time
from asyncio.subprocess import PIPE


class Stalls:
    """Beside a load something small is committed every 50 ms, directly in PostgreSQL; `longest` is the longest that took, in seconds."""

    def __init__(self, load):
        self.load, self.longest = load, 0.0

    async def watch(self):
        psql = await asyncio.create_subprocess_exec("psql", "-X", "-q", "-At", "-d", self.load.database.url, stdin=PIPE, stdout=PIPE)
        # The first waits until psql has connected.
        await self.commit(psql)
        while time.monotonic() < self.load.end:
            begun = time.monotonic()
            await self.commit(psql)
            self.longest = max(self.longest, time.monotonic() - begun)
            await asyncio.sleep(0.05)
        psql.stdin.close()
        await psql.wait()

    @staticmethod
    async def commit(psql):
        """In the log only: it waits until that is on the disk."""
        psql.stdin.write(b"select pg_logical_emit_message(true, '', '');\n")
        assert await psql.stdout.readline(), "psql has ended"
