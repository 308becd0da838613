"""What others change appears by itself and takes nothing from who works; where the focus is when a page is drawn anew."""

import time

from browser import CASE, case, change, chromium, held, someone, wait_until
from playwright.sync_api import expect
from server import PASSWORD

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]


def focused(page):
    return page.evaluate("(({ tagName, name, textContent }) => name || `${tagName} ${textContent}`)(document.activeElement)")


# Somebody else's doing


def test_a_note_of_somebody_else_appears_and_what_one_types_stays(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    page.fill("main [name=body]", "Half a sentence")
    body = {"body": "Written by the admin"}
    assert server.request("POST", CASE.format(case) + "notes/", body, tokens["admin"]).status == 201
    page.locator(".note", has_text="Written by the admin").wait_for()
    assert page.input_value("main [name=body]") == "Half a sentence" and focused(page) == "body"


def test_a_task_of_somebody_else_appears_and_nothing_else_is_drawn_anew(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    page.get_by_text("Who changed what").click()
    heading = page.locator("main h1").element_handle()
    body = {"title": "Call the uncle"}
    assert server.request("POST", CASE.format(case) + "tasks/", body, tokens["admin"]).status == 201
    page.locator("li.row", has_text="Call the uncle").wait_for()
    assert page.locator("details[open]").count() == 1 and heading.evaluate("heading => heading.isConnected")


def test_the_list_of_cases_says_that_it_has_changed(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open("/cases")
    change(server, tokens, case)
    person.wait_for_text("The list has changed.")


def test_the_school_is_drawn_anew_when_something_changes(someone, server, tokens, case):
    person = someone("admin@demo.school")
    heading = person.page.locator("main h1").element_handle()
    change(server, tokens, case)
    expect(person.page.locator("main h1")).to_have_count(1)
    person.page.wait_for_function("heading => !heading.isConnected", arg=heading)


def test_the_trail_has_a_page_once_however_often_it_is_drawn(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    person.open(f"/cases/{case}")
    for goal in ("One", "Two", "Three"):
        change(server, tokens, case, goal)
        person.page.get_by_text(goal, exact=True).first.wait_for()
    person.open("/alerts")
    person.page.wait_for_timeout(1000)
    me = server.request("GET", "/api/auth/me/", token=tokens["form_master"]).json["user_id"]
    found = server.request("GET", f"/api/audit/logs/?user={me}&action=CASE_OPENED&limit=50", token=tokens["admin"]).json["results"]
    assert len([event for event in found if str(case) in str(event["changes"])]) == 1


def test_what_changes_while_the_home_page_is_on_its_way_is_shown(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open("/alerts")
    asked = []

    def late(route):
        asked.append(route)
        if len(asked) > 1:
            return route.continue_()
        answer = route.fetch()
        change(server, tokens, case)
        time.sleep(1.5)
        route.fulfill(response=answer)

    page.route("**/api/dashboard/", late)
    page.goto(f"{person.base}/#/")
    page.get_by_role("heading", name="Who needs me").wait_for()
    wait_until(page, lambda: len(asked) > 1)


def test_what_was_missed_while_the_stream_was_refused_is_looked_up(someone, server, tokens, case):
    person = someone()
    person.context.add_init_script("const wait = setTimeout; setTimeout = (then, ms, ...more) => wait(then, ms === 30000 ? 500 : ms, ...more);")
    person.page.route("**/api/events", lambda route: route.fulfill(status=503))
    person.sign_in("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    change(server, tokens, case, "Changed while nobody could be told")
    note = {"body": "Written while nobody could be told"}
    assert server.request("POST", CASE.format(case) + "notes/", note, tokens["admin"]).status == 201
    page.wait_for_timeout(1500)
    assert page.get_by_text("while nobody could be told").count() == 0
    page.unroute("**/api/events")
    page.get_by_text("Changed while nobody could be told").first.wait_for()
    page.get_by_text("Written while nobody could be told").wait_for()


def test_what_was_missed_while_nobody_was_signed_in_is_looked_up(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    page.wait_for_timeout(1500)
    token = next(cookie["value"] for cookie in person.context.cookies() if "session" in cookie["name"])
    assert server.request("POST", "/api/auth/logout/", token=token).status == 200
    change(server, tokens, case, "Changed overnight")
    page.evaluate("import('/api.js').then(({ api }) => { api.get('/api/auth/me/'); })")
    dialog = page.get_by_role("dialog", name="Your session has ended")
    dialog.locator("[type=password]").fill(PASSWORD)
    dialog.locator("[type=password]").press("Enter")
    page.get_by_text("Changed overnight").first.wait_for()


def test_nobody_is_told_of_their_own_changes(someone, server, tokens, case):
    student = server.request("GET", CASE.format(case), token=tokens["admin"]).json["student"]["student_id"]
    body = {"student_id": student, "risk_level": "low", "message": "Is tired"}
    alert = server.request("POST", "/api/alerts/", body, tokens["admin"]).json["alert_id"]
    person = someone("form.master1@demo.school")
    page = person.open(f"/alerts/{alert}")
    said = []
    page.expose_function("said", lambda text: said.append(text))
    page.evaluate("""new MutationObserver(() => said(document.body.innerText))
        .observe(document.body, { childList: true, subtree: true, characterData: true })""")
    other = someone("admin@demo.school").open(f"/alerts/{alert}")
    with held(page, f"**/api/alerts/{alert}/", "GET") as asked:
        page.get_by_role("button", name="I take it").click()
        wait_until(page, lambda: asked)
        # The event has come by the time that somebody else's page shows it.
        other.get_by_text("Somebody changed this alert.").wait_for()
    person.wait_for_text("It is yours now.")
    person.settle()
    page.wait_for_timeout(1000)
    assert not any("Somebody changed" in text for text in said)


# The way back, and the focus


def test_the_way_back_closes_a_dialog_with_its_page(someone, case):
    person = someone("form.master1@demo.school")
    person.open("/cases")
    page = person.open(f"/cases/{case}")
    page.get_by_role("button", name="Add a task").click()
    page.locator("dialog[open]").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Cases", exact=True).wait_for()
    expect(page.locator("dialog")).to_have_count(0)


def test_a_filter_keeps_the_focus(someone):
    person = someone("form.master1@demo.school")
    page = person.open("/alerts?status=active")
    page.locator("[name=risk_level]").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**risk_level=critical")
    person.settle()
    expect(page.locator("[name=risk_level]")).to_be_focused()


def test_a_button_keeps_the_focus_when_others_change_something(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open("/")
    heading = page.locator("main h1").element_handle()
    page.get_by_role("button", name="I take it").nth(1).focus()
    row = page.locator("li.row:focus-within a.sentence").get_attribute("href")
    change(server, tokens, case)
    page.wait_for_function("heading => !heading.isConnected", arg=heading)
    person.settle()
    expect(page.locator(f"li.row:focus-within a[href='{row}']")).to_have_count(1)


def test_more_of_a_list_takes_the_focus_and_one_taken_leaves_the_list_as_it_is(someone):
    person = someone("admin@demo.school")
    page = person.open("/alerts?status=active")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("main li.row").nth(30)).to_be_visible()
    person.settle()
    assert page.evaluate("[...document.querySelectorAll('main li.row')].indexOf(document.activeElement.closest('li.row'))") == 30
    row = page.locator("main li.row").nth(31)
    address = row.locator("a.sentence").get_attribute("href")
    count = page.locator("main li.row").count()
    row.get_by_role("button", name="I take it").click()
    person.wait_for_text("It is yours now.")
    page.locator(f"li.row:focus-within a[href='{address}']").wait_for()
    assert page.locator("main li.row").count() == count > 30


def test_more_of_a_list_without_links_takes_the_focus_too(someone):
    page = someone("admin@demo.school").open("/audit")
    rows = page.locator(".log tbody tr")
    count = rows.count()
    page.get_by_role("button", name="Show more").click()
    expect(rows.nth(count)).to_be_focused()


def test_enter_in_the_day_of_the_registers_stays_on_the_page(someone):
    person = someone("teacher1@demo.school")
    page = person.open("/registers")
    page.locator("[name=date]").focus()
    page.keyboard.press("Enter")
    person.settle()
    assert "?date=&" not in page.url and page.evaluate("location.search") == ""


def test_a_day_is_typed_by_the_keyboard(someone):
    person = someone("teacher1@demo.school")
    page = person.open("/registers")
    page.locator("[name=date]").focus()
    # The same in any order of day and month.
    page.keyboard.type("02022026", delay=100)
    page.wait_for_url("**/#/registers?date=2026-02-02")
    person.settle()
    expect(page.locator("[name=date]")).to_have_value("2026-02-02")


def test_the_day_of_a_student_is_typed_by_the_keyboard(someone, server, tokens):
    student = server.request("GET", "/api/students/", token=tokens["form_master"]).json["results"][0]["student_id"]
    person = someone("form.master1@demo.school")
    page = person.open(f"/students/{student}")
    page.locator("[name=as_of]").focus()
    page.keyboard.type("02022026", delay=100)
    page.wait_for_url(f"**/#/students/{student}?as_of=2026-02-02")
    person.settle()
    expect(page.locator("[name=as_of]")).to_have_value("2026-02-02")
    expect(page.locator("[name=as_of]")).to_be_focused()
    person.wait_for_text("2 Feb 2026")


def test_an_alert_that_somebody_raises_comes_into_the_page_of_its_student(someone, server, tokens, case):
    student = server.request("GET", CASE.format(case), token=tokens["form_master"]).json["student"]["student_id"]
    page = someone("form.master1@demo.school").open(f"/students/{student}")
    body = {"student_id": student, "risk_level": "medium", "message": "Was seen at the market in the morning"}
    assert server.request("POST", "/api/alerts/", body, tokens["admin"]).status == 201
    page.get_by_text("Was seen at the market in the morning").wait_for()


def test_no_day_of_the_registers_is_today(someone):
    page = someone("teacher1@demo.school").open("/registers?date=")
    page.get_by_role("heading", name="Registers", exact=True).wait_for()


def test_the_cuts_of_a_rule_have_the_focus_and_then_what_opened_them(someone):
    page = someone("admin@demo.school").open("/rules")
    card = page.locator("section.card").first
    card.get_by_role("button", name="Change", exact=True).click()
    expect(card.locator("[name=cut-0]")).to_be_focused()
    card.get_by_role("button", name="Cancel").click()
    expect(card.get_by_role("button", name="Change", exact=True)).to_be_focused()
