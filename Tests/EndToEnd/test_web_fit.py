"""Every page is accessible and fits: narrow and wide, light and dark, in each language, enlarged, without a mouse, on a slow phone."""

import time

import pytest
from browser import WIDTHS, chromium, someone

# Fixtures, by their names.
__all__ = ["chromium", "someone"]


def places(server, token, role):
    student = server.request("GET", "/api/students/?limit=1", token=token).json["results"][0]["student_id"]
    alert = server.request("GET", "/api/alerts/?limit=1", token=token).json["results"][0]["alert_id"]
    pages = {"home": "/", "alerts": "/alerts", "alert": f"/alerts/{alert}", "students": "/students", "student": f"/students/{student}",
             "registers": "/registers", "account": "/account"}
    if role != "teacher":
        board = server.request("GET", "/api/dashboard/", token=token).json
        case = board["pending_cases" if role == "form_master" else "escalated_cases"][0]["case_id"]
        pages |= {"cases": "/cases", "case": f"/cases/{case}"}
    if role == "admin":
        pages |= {name: f"/{name}" for name in ("rules", "users", "imports", "audit", "exports", "retention")}
    return pages


@pytest.mark.parametrize("role, email", [("teacher", "teacher3@demo.school"), ("form_master", "form.master1@demo.school"), ("admin", "admin@demo.school")])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_page_is_accessible_and_fits(someone, server, role, email, colours):
    person = someone(email, color_scheme=colours)
    for name, place in places(server, server.login(email), role).items():
        person.open(place)
        person.check(f"{role}-{name}-{colours}", WIDTHS if colours == "light" else WIDTHS[1:])
        person.page.set_viewport_size({"width": 1280, "height": 800})
        if colours == "light":
            person.picture(f"guide-{role}-{name}")


def test_the_sign_in_page_is_accessible_and_fits(someone):
    person = someone()
    person.page.goto(person.base + "/")
    person.page.wait_for_selector("[name=email]")
    person.check("sign-in")


@pytest.mark.parametrize("language", ["ar", "so"])
def test_other_languages_and_directions_fit(someone, server, language):
    person = someone("form.master1@demo.school", language=language)
    assert person.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, "rtl" if language == "ar" else "ltr"]
    navigation, main = (person.page.locator(name).bounding_box() for name in ("nav.places", "main"))
    assert (navigation["x"] > main["x"]) == (language == "ar")
    for name, place in places(server, server.login("form.master1@demo.school"), "form_master").items():
        person.open(place)
        person.check(f"{language}-{name}", WIDTHS if language == "ar" else WIDTHS[1:])


@pytest.mark.parametrize("role, email", [("form_master", "form.master1@demo.school"), ("admin", "admin@demo.school")])
def test_at_400_percent_and_in_the_reader_s_own_colours_nothing_is_cut_off(someone, server, role, email):
    """1280 x 1024 at 400 % are 320 x 256."""
    person = someone(email, forced_colors="active", viewport={"width": 320, "height": 256})
    for name, place in places(server, server.login(email), role).items():
        person.open(place)
        person.check(f"forced-{role}-{name}", [320], height=256)
        bar = person.page.locator("nav.places").bounding_box()
        assert bar["height"] < 256 / 3, name


def test_the_page_works_without_a_mouse(someone):
    person = someone("form.master1@demo.school")
    page = person.page
    page.reload()
    person.settle()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    # The first thing in the content is a link to the alerts.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/alerts")
    person.settle()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.get_by_role("button", name="Let it rest").or_(page.locator("a.sentence")).first.focus()
    page.keyboard.press("Enter")
    person.settle()
    button = page.get_by_role("button", name="Let it rest")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert button.evaluate("button => button === document.activeElement")


def test_the_policy_allows_nothing_inline_and_nothing_foreign(someone, server):
    policy = someone().page.goto(server.base + "/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_the_home_page_is_usable_soon_on_a_slow_phone(someone):
    """Four times slower, 1.6 Mbit/s, nothing kept. The bound leaves room for a busy machine; a quiet one needs about 1 s."""
    person = someone("form.master1@demo.school", width=360, service_workers="block")
    session = person.context.new_cdp_session(person.page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 40, "downloadThroughput": 200_000, "uploadThroughput": 100_000})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    began = time.monotonic()
    person.page.reload(wait_until="commit")
    person.page.get_by_role("button", name="I take it").first.wait_for()
    assert time.monotonic() - began < 5
