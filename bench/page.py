"""Measures when a form master's home page is usable on a slow phone, behind nginx.

    DATABASE_ADMIN_URL=postgresql://... SCHOOL_SUPPORT=.build/release/school-support \\
      .venv/bin/python bench/page.py [--rounds 9] [--cpu 4] [--mbit 1.6] [--delay-ms 0]

The processor is slowed down and the line narrowed by Chromium itself (as its own tools do). In each round somebody comes with an
empty cache, signs in, and comes once more; and somebody whose browser has lost all but the session comes. Usable is what shows its
heading and waits for nothing. Told are median, best and worst.
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
from server import PASSWORD, Database, Server  # noqa: E402

# The milliseconds since the page was asked for, at the first frame after the form to sign in, or the home page, was ready.
USABLE = """const whenReady = (wanted) => new Promise((tell) => new MutationObserver(() => {
  const main = document.querySelector('main');
  if (main?.querySelector(wanted) && main.ariaBusy !== 'true') requestAnimationFrame(() => setTimeout(() => tell(performance.now())));
}).observe(document, { childList: true, subtree: true, attributes: true }));
window.signInUsable = whenReady('h1 ~ form');
window.homeUsable = whenReady('h1[tabindex]')"""
SIGN_IN = """() => {
  const pressed = performance.now();
  document.querySelector('[type=submit]').click();
  return homeUsable.then((usable) => usable - pressed);
}"""
SENT = """[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(({ transferSize }) => transferSize)"""


def slow_down(page, options):
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": options.cpu})
    tools.send("Network.enable")
    rate = options.mbit * 1e6 / 8
    tools.send("Network.emulateNetworkConditions",
               {"offline": False, "latency": options.delay_ms, "downloadThroughput": rate, "uploadThroughput": rate / 2})


def visit(person, options, usable):
    """A page of its own, with how long it took, how much was sent and in how many answers."""
    page = person.context.new_page()
    slow_down(page, options)
    page.goto(person.base + "/")
    time = page.evaluate(usable)
    sizes = [size for size in page.evaluate(SENT) if size]
    return page, (time, sum(sizes), len(sizes))


def leave(page):
    """The service worker keeps all files before the next visit."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(2000)
    page.close()


def comes(chromium, base, **options):
    person = Person(chromium, base, width=360, **options)
    person.context.add_init_script(USABLE)
    return person


def measure(chromium, base, options):
    visits = {name: [] for name in ("form to sign in", "home after it", "home, next visit", "home, nothing kept")}
    for number in range(options.rounds):
        person = comes(chromium, base)
        page, form = visit(person, options, "signInUsable")
        page.fill("[name=email]", "form.master1@demo.school")
        page.fill("[name=password]", PASSWORD)
        home = (page.evaluate(SIGN_IN), 0, 0)
        leave(page)
        page, again = visit(person, options, "homeUsable")
        leave(page)
        state = person.context.storage_state()
        person.leave()
        person = comes(chromium, base, storage_state=state)
        page, nothing_kept = visit(person, options, "homeUsable")
        person.leave()
        for times, figures in zip(visits.values(), (form, home, again, nothing_kept)):
            times.append(figures)
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
            sent = f"; {size / 1000:.0f} KB in {requests} answers" if size else ""
            print(f"{name:18} median {statistics.median(times):5.0f} ms, {min(times):.0f} to {max(times):.0f}{sent}")
    finally:
        database.drop()


main()
