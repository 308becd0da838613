"""Measures what a standby takes off its primary, and what it costs: two servers over one primary, one of them with the standby.

    SCHOOL_SUPPORT=.build/release/school-support python3 bench/replica.py [--seconds 5] [--rounds 3]

Both run in turn, load by load, round by round; medians are told. CPU is what counts: all share one machine here.
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

os.environ.setdefault("DATABASE_ADMIN_URL", "")
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "Tests" / "EndToEnd"))

from cluster import DemoCluster, Standby  # noqa: E402
from measure import Usage  # noqa: E402
from server import Server, api_url  # noqa: E402
from test_faults import wait_until  # noqa: E402

HERE = pathlib.Path(__file__).parent
READS = {"one case": "/api/interventions/cases/{}/", "page of students": "/api/students/", "dashboard": "/api/dashboard/"}


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def wrk(url, token, seconds, *script):
    """Requests that were answered, all with 2xx."""
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "-H", f"Authorization: Bearer {token}", *script[:2], url, *script[2:]]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in output, output
    return int(re.search(r"(\d+) requests in", output)[1])


def load(name, server, token, primary, seconds):
    if name in READS:
        case = primary.value("select min(case_id) from app.intervention_case where school_id = 1")
        return wrk(server.base + READS[name].format(case), token, seconds)
    with tempfile.TemporaryDirectory() as folder:
        tokens, versions = pathlib.Path(folder, "tokens"), pathlib.Path(folder, "versions")
        tokens.write_text(token)
        versions.write_text("\n".join(" ".join(row) for row in primary.psql(
            "select case_id, version from app.intervention_case where school_id = 1 and status = 'in_progress'")))
        return wrk(server.base, token, seconds, "-s", HERE / "patch.lua", "--", tokens, versions)


def measure(options, primary, standby, servers):
    """By load and server, of each round: requests a second, and milliseconds of CPU for 1,000 of workers, primary and standby."""
    figures = {}
    token = servers["alone"].login("admin@demo.school")
    for _ in range(options.rounds):
        for name in [*READS, "PATCH one case"]:
            for kind, server in servers.items():
                processes = [server.process.pid, postmaster(primary), postmaster(standby)]
                before = [Usage.cpu_of(process) for process in processes]
                count = load(name, server, token, primary, options.seconds)
                used = [Usage.cpu_of(process) - start for process, start in zip(processes, before)]
                figures.setdefault((name, kind), []).append(
                    [count / options.seconds] + [milliseconds * 1000 / count for milliseconds in used])
    return figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with DemoCluster() as primary:
        with Standby(primary) as standby, Server(primary) as alone, Server(
                primary, DATABASE_REPLICA_URL=api_url(standby.url)) as supported:
            wait_until(lambda: supported.figures().get("school_support_replica_used") == supported.workers)
            figures = measure(options, primary, standby, {"alone": alone, "with standby": supported})
            reads = {name: int(value) for name, value in supported.figures().items() if "replica_reads" in name}
    print("| load | server | req/s | CPU ms per 1,000: workers | primary | standby |\n|---|---|---|---|---|---|")
    for (name, kind), rounds in figures.items():
        rate, *used = [statistics.median(column) for column in zip(*rounds)]
        print(f"| {name} | {kind} | {rate:,.0f} | " + " | ".join(f"{value:,.0f}" for value in used) + " |")
    print(reads)


if __name__ == "__main__":
    main()
