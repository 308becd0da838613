"""Measures when a form master's home page is usable on a slow phone, behind nginx.

    DATABASE_ADMIN_URL=postgresql://... SCHOOL_SUPPORT=.build/release/school-support \\
      .venv/bin/python bench/page.py [--rounds 9] [--cpu 4] [--mbit 1.6] [--delay-ms 0]

The processor is slowed down and the line narrowed by Chromium itself (as its own tools do). Each round visits with an empty
cache, signed in, and then once more. Usable is what shows its heading and waits for nothing. Told are median, best and worst.
"""

import argparse
import os
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "Tests" / "EndToEnd"))

from browser import Person, launch  # noqa: E402
from nginx import Nginx  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from server import Database, Server  # noqa: E402

# Milliseconds since the page was asked for, at the first frame after it was ready.
USABLE = """window.usable = new Promise((tell) => new MutationObserver(() => {
  const main = document.querySelector('main');
  if (main?.querySelector('h1') && main.ariaBusy !== 'true') requestAnimationFrame(() => setTimeout(() => tell(performance.now())));
}).observe(document, { childList: true, subtree: true, attributes: true }))"""
SENT = """[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(({ transferSize }) => transferSize)"""


def slow_down(page, options):
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": options.cpu})
    tools.send("Network.enable")
    rate = options.mbit * 1e6 / 8
    tools.send("Network.emulateNetworkConditions",
               {"offline": False, "latency": options.delay_ms, "downloadThroughput": rate, "uploadThroughput": rate / 2})


def visit(person, page, options):
    slow_down(page, options)
    page.goto(person.base + "/")
    time = page.evaluate("usable")
    sizes = [size for size in page.evaluate(SENT) if size]
    return time, sum(sizes), len(sizes)


def measure(chromium, base, options):
    visits = {"first visit": [], "next visit": []}
    for number in range(options.rounds):
        # Who signs in gets all files; the session goes over to a browser without any.
        person = Person(chromium, base, width=360).sign_in("form.master1@demo.school")
        state = person.context.storage_state()
        person.leave()
        person = Person(chromium, base, width=360, storage_state=state)
        person.context.add_init_script(USABLE)
        for name in visits:
            page = person.context.new_page()
            visits[name].append(visit(person, page, options))
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            page.wait_for_timeout(2000)
            page.close()
        person.leave()
        print(f"round {number + 1} of {options.rounds}: " + ", ".join(f"{name} {times[-1][0]:.0f} ms" for name, times in visits.items()), flush=True)
    return visits


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cpu", type=float, default=4, help="times slower")
    parser.add_argument("--mbit", type=float, default=1.6, help="of the line, a second")
    parser.add_argument("--delay-ms", type=float, default=0, help="added to each answer's way")
    options = parser.parse_args()
    database = Database()
    try:
        with Server(database) as server, Nginx([f"127.0.0.1:{server.port}"]) as nginx, sync_playwright() as playwright:
            chromium = launch(playwright)
            before = os.getloadavg()[0]
            visits = measure(chromium, nginx.base, options)
            chromium.close()
        print(f"\n{options.cpu:g} x slower, {options.mbit:g} Mbit/s, {options.delay_ms:g} ms of delay; load average before {before:.1f}")
        for name, figures in visits.items():
            times = [time for time, _, _ in figures]
            _, size, requests = figures[-1]
            print(f"{name:12} median {statistics.median(times):5.0f} ms, {min(times):.0f} to {max(times):.0f}; "
                  f"{size / 1000:.0f} KB in {requests} requests", flush=True)
    finally:
        database.drop()


main()
