"""One's session in several tabs, as somebody else, in another role, and when it ends."""

from browser import CASE, case, chromium, someone, wait_until
from playwright.sync_api import expect
from server import PASSWORD

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]


def renew(page):
    dialog = page.get_by_role("dialog", name="Your session has ended")
    dialog.locator("[type=password]").fill(PASSWORD)
    dialog.locator("[type=password]").press("Enter")
    dialog.wait_for(state="detached")


def test_who_signs_in_again_in_one_tab_can_go_on_in_the_other(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    first, second = person.open(f"/cases/{case}"), person.context.new_page()
    second.goto(f"{person.base}/#/cases/{case}")
    second.fill("main [name=body]", "From the second tab")
    person.context.clear_cookies()
    first.goto(f"{person.base}/#/alerts")
    renew(first)
    second.get_by_role("button", name="Add the note").click()
    second.get_by_text("Added.").wait_for()
    notes = server.request("GET", CASE.format(case) + "notes/", token=tokens["form_master"]).json["results"]
    assert [note["body"] for note in notes] == ["From the second tab"]


def test_who_signs_in_again_in_one_tab_is_not_asked_in_the_other(someone, case):
    person = someone("form.master1@demo.school")
    first, second = person.open("/alerts"), person.context.new_page()
    second.goto(f"{person.base}/#/cases/{case}")
    second.fill("main [name=body]", "From the second tab")
    person.context.clear_cookies()
    second.get_by_role("button", name="Add the note").click()
    second.get_by_role("dialog", name="Your session has ended").wait_for()
    first.goto(f"{person.base}/#/cases")
    renew(first)
    second.get_by_text("Added.").wait_for()
    assert second.get_by_role("dialog").count() == 0


def test_another_tab_becomes_the_one_who_signed_in(someone, case):
    person = someone("form.master1@demo.school")
    page, other = person.open("/account"), person.context.new_page()
    other.goto(f"{person.base}/#/alerts")
    other.wait_for_selector("nav.places")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("[name=email]")
    other.wait_for_selector("[name=email]")
    person.sign_in("admin@demo.school")
    expect(other.locator("nav .me")).to_contain_text("Admin")


def test_a_page_that_is_come_back_to_is_nobody_s_after_a_sign_out(someone):
    person = someone("form.master1@demo.school")
    page, left = person.open("/account"), person.context.new_page()
    # As to a page that a browser keeps for its back button, nobody tells it.
    left.add_init_script("addEventListener('storage', (event) => event.stopImmediatePropagation())")
    left.goto(f"{person.base}/#/alerts")
    left.wait_for_selector("nav.places")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("[name=email]")
    left.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    left.locator("main.sign-in").wait_for()


def test_who_signs_out_without_a_line_is_signed_out_when_it_is_back(someone, server):
    person = someone("form.master1@demo.school")
    page = person.open("/account")
    token = next(cookie["value"] for cookie in person.context.cookies() if "session" in cookie["name"])
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    person.settle()
    # A page that is loaded anew may send something before Chromium takes the line away from it.
    page.route("**/logout/", lambda route: route.abort("internetdisconnected"))
    person.context.set_offline(True)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("[name=email]")
    assert server.request("GET", "/api/auth/me/", token=token).status == 200, "nobody could say so"
    page.unroute("**/logout/")
    person.context.set_offline(False)
    wait_until(page, lambda: server.request("GET", "/api/auth/me/", token=token).status == 401)
    person.sign_in("form.master1@demo.school")
    page.reload()
    person.settle()
    assert page.get_by_role("dialog").count() == 0


def test_escape_does_not_close_what_asks_to_sign_in_again(someone, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    person.context.clear_cookies()
    page.fill("main [name=body]", "Typed as it ended")
    page.get_by_role("button", name="Add the note").click()
    dialog = page.get_by_role("dialog", name="Your session has ended")
    dialog.wait_for()
    for _ in range(4):
        page.keyboard.press("Escape")
        page.wait_for_timeout(100)
    assert dialog.is_visible()
    renew(page)
    person.wait_for_text("Added.")


def test_who_has_another_role_meanwhile_gets_its_pages_with_a_reload(someone, server, tokens):
    body = {"email": "promoted@demo.school", "name": "Promoted", "role": "teacher", "password": PASSWORD}
    made = server.request("POST", "/api/users/", body, tokens["admin"]).json
    person = someone("promoted@demo.school")
    server.database.psql(f"update app.user_account set role = 'form_master' where user_id = {made['user_id']}")
    person.page.reload()
    person.page.get_by_role("heading", name="Who needs me").wait_for()
    expect(person.page.locator("nav .me")).to_contain_text("Form master")


def test_an_error_of_the_page_is_not_called_a_broken_line(someone):
    person = someone("form.master1@demo.school")
    person.page.route("**/api/alerts/?*", lambda route: route.fulfill(json={}))
    person.open("/alerts")
    person.wait_for_text("met an error")
    assert person.page.get_by_text("No connection").count() == 0


def test_no_page_is_opened_that_is_not_of_ones_role(someone):
    person = someone("form.master1@demo.school")
    page = person.open("/rules")
    person.wait_for_text("There is nothing here.")
    assert page.get_by_role("button", name="Change", exact=True).count() == 0


def test_many_tabs_share_one_stream(someone):
    person = someone("form.master1@demo.school")
    streams = []
    person.context.on("request", lambda request: streams.append(request) if request.url.endswith("/api/events") else None)
    pages = [person.context.new_page() for _ in range(7)]
    for page in pages:
        page.goto(f"{person.base}/#/alerts")
        page.wait_for_selector("main h1")
    assert streams == [], "the first tab listens for all"
