"""Pages in Debian's chromium, and what every page must hold to."""

import contextlib
import os
import pathlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect, sync_playwright
from server import PASSWORD

SCREENSHOTS = pathlib.Path(__file__).parents[2] / ".local" / "screenshots"
WIDTHS = (1280, 360)
CASE = "/api/interventions/cases/{}/"
# Milliseconds. How fast a page is, is not asked here: on a busy machine a browser may take long.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# What the page's own policy refused, gathered before any of its scripts run.
GATHER = "addEventListener('securitypolicyviolation', (event) => (window.refused ??= []).push(event.blockedURI + ' ' + event.violatedDirective))"


LAUNCH = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"] if os.getuid() == 0 else []}


def launch(playwright):
    return playwright.chromium.launch(**LAUNCH)


class KeptBrowser:
    """A browser whose disk outlives it."""

    def __init__(self, chromium, folder):
        self.begin, self.folder = chromium.browser_type.launch_persistent_context, folder

    def new_context(self, **options):
        return self.begin(self.folder, **LAUNCH, **options)


class Person:
    """Somebody in front of a browser of their own."""

    def __init__(self, chromium, base, width=1280, language=None, **options):
        options = {"locale": "en-GB", "viewport": {"width": width, "height": 800}} | options
        self.context, self.base = chromium.new_context(**options), base
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(GATHER)
        if language:
            self.context.add_init_script(f"localStorage.setItem('language', '{language}')")
        self.page = self.context.new_page()
        self.errors, self.failed = [], []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.context.on("requestfailed", lambda request: self.failed.append(f"{request.method} {request.url} {request.failure}"))
        self.page.on("console", lambda message: self.errors.append(message.text) if "Content Security" in message.text else None)

    def sign_in(self, email, password=PASSWORD):
        self.page.goto(self.base + "/")
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password]", password)
        self.page.click("[type=submit]")
        self.page.wait_for_selector("nav.places")
        self.settle()
        return self

    def open(self, place):
        self.page.goto(f"{self.base}/#{place}")
        self.settle()
        return self.page

    def settle(self):
        """Until the page has what it asked for."""
        self.page.wait_for_selector("main h1")
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    def wait_for_text(self, text):
        self.page.get_by_text(text).first.wait_for()

    def picture(self, name, **options):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", **options)

    def check(self, name, widths=WIDTHS, height=800):
        """Accessible, nothing sticks out, nothing refused by the policy, no error, no text without words."""
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.wait_for_timeout(100)
            self.picture(f"{name}-{width}", full_page=True)
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width} px"
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{name} at {width} px\n{found.generate_report()}"
        assert self.page.evaluate("window.refused ?? []") == [] and self.errors == [], name
        wordless = self.page.evaluate(r"document.body.innerText.match(/\b(nav|home|case|alert|field|rule|state|import|note|action|problem)\.\w+/g) ?? []")
        assert wordless == [], name

    def leave(self):
        """Printed where a test failed: what was on the pages by then."""
        for page in self.context.pages:
            with contextlib.suppress(Error):
                print(page.url, *self.errors, *self.failed, page.inner_text("body", timeout=2000), sep="\n")
        self.context.close()

    close = leave


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def someone(chromium, server):
    """Opens browsers and closes them when the test ends."""
    with contextlib.ExitStack() as stack:

        def open_browser(email=None, **options):
            person = Person(chromium, server.base, **options)
            stack.callback(person.leave)
            return person.sign_in(email) if email else person

        yield open_browser


@pytest.fixture
def case(server, tokens):
    """A fresh case of the first form master's: its id."""
    students = server.request("GET", "/api/students/?limit=200", token=tokens["form_master"]).json["results"]
    for student in students:
        for concern in ("wellbeing", "other", "course_work", "behaviour"):
            answer = server.request(
                "POST", "/api/interventions/cases/", {"student_id": student["student_id"], "concern": concern}, tokens["form_master"]
            )
            if answer.status == 201:
                return answer.json["case_id"]
    raise AssertionError("every student has every case")


def change(server, tokens, case, goal="Another"):
    """Somebody else's."""
    version = server.request("GET", CASE.format(case), token=tokens["admin"]).json["version"]
    assert server.request("PATCH", CASE.format(case), {"version": version, "goal": goal}, tokens["admin"]).status == 200


def edit(person, case, **values):
    page = person.open(f"/cases/{case}")
    page.get_by_role("button", name="Edit", exact=True).click()
    type_in(page, **values)
    return page


def type_in(page, **values):
    for name, value in values.items():
        control = page.locator(f"main [name={name}]")
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def mark(page, index, kind):
    page.locator("fieldset.marks").nth(index).get_by_role("radio", name=kind).check()


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def wait_until(page, happened):
    for _ in range(PATIENCE // 100):
        if happened():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never happened")


def kept(page, name):
    """What the device has kept, by the end of its name, once it is on the disk."""
    script = """name => new Promise(found => {
        const request = indexedDB.open('school-support', 1);
        request.onsuccess = () => {
            const all = request.result.transaction('draft').objectStore('draft').getAll();
            all.onsuccess = () => { request.result.close(); found(all.result.find((one) => one.name.endsWith(name))?.value ?? null); };
        };
    })"""
    return page.evaluate(script, name)


def wait_until_kept(page, name, text):
    wait_until(page, lambda: text in str(kept(page, name)))


@contextlib.contextmanager
def held(page, address, method):
    """Requests of a kind get no answer before the block ends; they are listed."""
    asked = []

    def hold(route):
        if route.request.method == method:
            asked.append(route)
        else:
            route.continue_()

    page.route(address, hold)
    yield asked
    for route in asked:
        route.continue_()
    page.unroute(address)
