"""What is read with other eyes: on small and enlarged screens, with the keyboard, with a screen reader, without a line."""

import re

from browser import CASE, case, change, chromium, edit, save, someone, wait_until
from playwright.sync_api import expect

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]


def test_a_long_name_does_not_widen_a_page(someone, server, tokens, case):
    student = server.request("GET", CASE.format(case), token=tokens["admin"]).json["student"]["student_id"]
    server.database.psql(f"update app.student set full_name = repeat('Abcdefghij', 18) where student_id = {student}")
    person = someone("admin@demo.school", width=360)
    for place in (f"/cases/{case}", f"/students/{student}"):
        page = person.open(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, place


def test_a_button_says_of_whom_it_is(someone):
    person = someone("admin@demo.school")
    row = person.open("/alerts?status=active").locator("li.row", has=person.page.get_by_role("button", name="I take it")).first
    expect(row.get_by_role("button")).to_have_accessible_description(re.compile(re.escape(row.locator("a.name").inner_text())))
    row = person.open("/users").locator("li.row").first
    expect(row.get_by_role("button")).to_have_accessible_description(re.compile(re.escape(row.locator("b").inner_text())))


def test_what_is_chosen_in_a_conflict_says_what_it_is(someone, case):
    first, second = someone("form.master1@demo.school"), someone("admin@demo.school")
    edit(first, case, goal="Five days a week")
    edit(second, case, goal="Ask what is wrong")
    save(first.page)
    first.wait_for_text("Saved.")
    save(second.page)
    row = second.page.locator("dialog.conflict .overlap").first
    for whose, text in (("theirs", "Five days a week"), ("mine", "Ask what is wrong")):
        expect(row.locator(f".{whose}").get_by_role("radio", name="Keep this")).to_have_accessible_description(text)


def test_a_status_that_only_they_chose_stands_in_the_form(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, strategies="Mine")
    version = server.request("GET", CASE.format(case), token=tokens["admin"]).json["version"]
    changed = {"version": version, "status": "escalated_to_admin"}
    assert server.request("PATCH", CASE.format(case), changed, tokens["form_master"]).status == 200
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Merge into the form").click()
    expect(page.locator("main [name=status]")).to_have_value("escalated_to_admin")
    assert page.locator("main [name=status] option").all_inner_texts() == ["With an admin"]


def test_a_page_that_failed_comes_by_itself_when_the_line_is_back(someone):
    person = someone("form.master1@demo.school")
    person.open("/cases")
    person.context.set_offline(True)
    person.page.goto(f"{person.base}/#/students")
    person.page.get_by_role("heading", name="No connection").wait_for()
    person.context.set_offline(False)
    person.page.get_by_role("heading", name="Students", exact=True).wait_for()


def test_what_has_the_focus_is_not_under_the_bars(someone, server, tokens):
    register = server.request("GET", "/api/registers/missing/?limit=1", token=tokens["admin"]).json["results"][0]
    email = server.request("GET", f"/api/users/{register['teacher']['user_id']}/", token=tokens["admin"]).json["email"]
    person = someone(email, viewport={"width": 360, "height": 640})
    page = person.open(f"/registers/{register['class_id']}/{register['date']}/{register['period']}")
    page.locator("fieldset.marks input").first.focus()
    for _ in range(page.locator("fieldset.marks").count() - 1):
        page.keyboard.press("Tab")
        # Scrolling is smooth, so it takes its time.
        page.wait_for_function("""() => document.querySelector('fieldset.marks:focus-within').getBoundingClientRect().bottom
            <= document.querySelector('.bottom').getBoundingClientRect().top + 1""")


def test_the_links_behind_more_follow_it_and_escape_closes_them(someone):
    person = someone("admin@demo.school", width=360)
    page = person.page
    more = page.get_by_role("button", name="More")
    more.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#/registers"
    page.keyboard.press("Escape")
    expect(more).to_have_attribute("aria-expanded", "false")


def test_the_history_of_a_case_names_people(someone, server, tokens, case):
    record = server.request("GET", CASE.format(case), token=tokens["admin"]).json
    colleague = next(one for one in server.request("GET", "/api/staff/?limit=200", token=tokens["admin"]).json["results"] if one["role"] == "teacher")
    changed = {"version": record["version"], "team": [colleague["user_id"]]}
    assert server.request("PATCH", CASE.format(case), changed, tokens["admin"]).status == 200
    page = someone("admin@demo.school").open(f"/cases/{case}")
    page.get_by_text("Who changed what").click()
    page.locator(".history ins", has_text=colleague["name"]).first.wait_for()


def test_a_change_is_read_from_what_was_to_what_is_in_arabic_too(someone, server, tokens, case):
    change(server, tokens, case, "First")
    change(server, tokens, case, "Second")
    person = someone("form.master1@demo.school", language="ar")
    page = person.open(f"/cases/{case}")
    history = page.locator("details", has=page.locator(".history"))
    history.locator("summary").click()
    item = history.locator("li li", has=page.locator("del", has_text="First"))
    was, now = (item.locator(name).bounding_box()["x"] for name in ("del", "ins"))
    assert was > now and "←" in item.inner_text()


def test_no_chart_is_kept_of_a_page_that_was_left(someone, case):
    person = someone("form.master1@demo.school")
    for _ in range(3):
        page = person.open(f"/cases/{case}")
        page.locator("canvas").wait_for()
        wait_until(page, lambda: page.evaluate("Object.keys(window.Chart?.instances ?? {}).length") > 0)
        person.open("/cases")
    assert page.evaluate("Object.keys(Chart.instances).length") == 0


def test_the_chart_takes_the_colours_of_the_page_when_they_change(someone, case):
    person = someone("form.master1@demo.school", color_scheme="light")
    page = person.open(f"/cases/{case}")
    page.wait_for_function("() => window.Chart?.getChart(document.querySelector('canvas'))")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("""() => Chart.getChart(document.querySelector('canvas')).options.color
        === getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()""")


def test_a_chart_that_could_not_be_had_is_had_later(someone, case):
    person = someone("form.master1@demo.school", service_workers="block")
    person.page.route("**/vendor/chart.js/**", lambda route: route.abort())
    page = person.open(f"/cases/{case}")
    person.wait_for_text("No connection to the server.")
    page.unroute("**/vendor/chart.js/**")
    person.open("/cases")
    person.open(f"/cases/{case}")
    page.wait_for_function("() => window.Chart?.getChart(document.querySelector('canvas'))")
