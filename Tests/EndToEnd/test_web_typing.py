"""Nothing that somebody typed is lost, and nothing is sent twice, whatever the line and the reader do meanwhile."""

import contextlib

from browser import CASE, case, chromium, edit, save, someone
from playwright.sync_api import expect

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]
DRAFT = "This is what you typed before"


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
    for _ in range(150):
        if text in str(kept(page, name)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{text} was not kept as {name}")


def someone_to_take(server, token):
    """A register of an earlier day that was not taken: its place and its teacher's address."""
    missing = server.request("GET", "/api/registers/missing/?limit=200", token=token).json["results"]
    register = min(missing, key=lambda register: register["date"])
    teacher = server.request("GET", f"/api/users/{register['teacher']['user_id']}/", token=token).json
    return f"{register['class_id']}/{register['date']}/{register['period']}", teacher["email"]


# While something is being sent


def test_nothing_can_be_typed_into_a_note_that_is_being_sent(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    text = page.locator("main [name=body]")
    text.fill("First half")
    with held(page, "**/notes/", "POST") as asked:
        page.get_by_role("button", name="Add the note").click()
        text.press_sequentially(" and more")
        expect(text).to_have_value("First half")
        expect(text).to_be_focused()
    person.wait_for_text("Added.")
    assert len(asked) == 1
    expect(page.locator("main [name=body]")).to_be_editable()


def test_nothing_can_be_typed_into_a_case_that_is_being_saved(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, goal="One")
    text = page.locator("main [name=goal]")
    with held(page, f"**/cases/{case}/", "PATCH"):
        save(page)
        text.press_sequentially(" two")
        expect(text).to_have_value("One")
    person.wait_for_text("Saved.")
    assert server.request("GET", CASE.format(case), token=tokens["admin"]).json["goal"] == "One"


def test_a_register_is_sent_once_and_shows_that_it_is_being_sent(someone, server, tokens):
    place, email = someone_to_take(server, tokens["admin"])
    person = someone(email)
    page = person.open(f"/registers/{place}")
    press = page.get_by_role("button", name="Save the register")
    with held(page, "**/api/registers/**", "PUT") as asked:
        press.click()
        expect(press).to_have_attribute("aria-busy", "true")
        press.click()
        absent = page.locator("fieldset.marks").first.get_by_role("radio", name="Absent", include_hidden=True)
        absent.evaluate("radio => radio.focus()")
        assert not absent.evaluate("radio => radio === document.activeElement"), "a tap now would be lost"
    person.wait_for_text("The register is saved.")
    assert len(asked) == 1


# What is kept


def test_the_reason_of_a_correction_is_kept_as_it_is_typed(someone, server, tokens):
    place, email = someone_to_take(server, tokens["admin"])
    students = server.request("GET", f"/api/registers/{place}/", token=tokens["admin"]).json["students"]
    marks = [{"student_id": student["student_id"], "mark": "present"} for student in students]
    assert server.request("PUT", f"/api/registers/{place}/", {"version": 0, "marks": marks}, tokens["admin"]).status == 200
    person = someone(email)
    page = person.open(f"/registers/{place}")
    page.locator("[name=reason]").press_sequentially("Came late")
    wait_until_kept(page, place, "Came late")


def test_the_reason_for_opening_a_closed_case_again_is_kept(someone, server, tokens, case):
    record = server.request("GET", CASE.format(case), token=tokens["admin"]).json
    closed = {"version": record["version"], "status": "closed", "outcome_notes": "Comes every day", "resolution_notes": "Calls"}
    assert server.request("PATCH", CASE.format(case), closed, tokens["form_master"]).status == 200
    person = someone("admin@demo.school")
    page = edit(person, case, reason="It began again")
    wait_until_kept(page, f"case/{case}", "It began again")
    page.reload()
    person.settle()
    person.wait_for_text(DRAFT)
    assert page.input_value("main [name=reason]") == "It began again"


def test_what_is_typed_into_a_dialog_outlives_escape_and_a_reload_and_not_cancel(someone, server, tokens, case):
    student = server.request("GET", CASE.format(case), token=tokens["form_master"]).json["student"]["student_id"]
    person = someone("form.master1@demo.school")
    page = person.open(f"/students/{student}")
    begin = page.locator("main").get_by_role("button", name="Open a case").first
    begin.click()
    page.fill("dialog [name=goal]", "A goal of some length")
    wait_until_kept(page, f"/{student}", "A goal of some length")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.reload()
    person.settle()
    begin.click()
    expect(page.locator("dialog [name=goal]")).to_have_value("A goal of some length")
    page.locator("dialog").get_by_text(DRAFT).wait_for()
    page.locator("dialog").get_by_role("button", name="Cancel").click()
    page.wait_for_selector("dialog", state="detached")
    begin.click()
    page.locator("dialog [name=goal]").wait_for()
    assert page.locator("dialog [name=goal]").input_value() == ""


def test_what_was_typed_in_a_case_that_somebody_else_runs_now_is_shown(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, goal="Typed before it was handed over")
    page.fill("main [name=body]", "A note from before")
    wait_until_kept(page, f"case/{case}", "handed over")
    wait_until_kept(page, f"note/{case}", "from before")
    other = server.request("GET", "/api/users/?search=form.master2@", token=tokens["admin"]).json["results"][0]["user_id"]
    record = server.request("GET", CASE.format(case), token=tokens["admin"]).json
    asked = server.request("PATCH", CASE.format(case), {"version": record["version"], "hand_over_to": other}, tokens["admin"]).json
    body = {"version": asked["version"], "accept": True}
    assert server.request("POST", CASE.format(case) + "hand-over/", body, server.login("form.master2@demo.school")).status == 200
    page.reload()
    person.settle()
    # Who leads the classroom still sees the case, and may no longer write in it.
    page.locator(".notice", has_text="Typed before it was handed over").wait_for()
    page.locator(".notice", has_text="A note from before").wait_for()
    for _ in range(2):
        page.get_by_role("button", name="Discard").first.click()
        person.settle()
    expect(page.get_by_role("button", name="Discard")).to_have_count(0)
    assert kept(page, f"case/{case}") is None and kept(page, f"note/{case}") is None


def test_signing_out_asks_about_everything_that_was_typed(someone, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    page.fill("main [name=body]", "Not sent yet")
    wait_until_kept(page, f"note/{case}", "Not sent yet")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    person.open("/account")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).not_to_have_attribute("aria-busy", "true")
    assert len(asked) == 1 and "would be lost" in asked[0]
    assert "Not sent yet" in str(kept(page, f"note/{case}"))


# A device that keeps nothing


def test_a_device_that_keeps_nothing_says_so_once_and_can_be_worked_with(someone, server, tokens, case):
    person = someone()
    person.context.add_init_script("IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };"
                                   "IDBFactory.prototype.open = () => { throw new DOMException('none', 'SecurityError'); };")
    person.sign_in("form.master1@demo.school")
    page = person.open("/registers")
    page.get_by_role("heading", name="Registers", exact=True).wait_for()
    page = person.open(f"/cases/{case}")
    page.locator("main [name=body]").press_sequentially("Typed without a disk")
    page.get_by_text("This device keeps nothing").wait_for()
    assert page.get_by_text("This device keeps nothing").count() == 1
    page.get_by_role("button", name="Add the note").click()
    person.wait_for_text("Added.")
    person.open("/account")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("[name=email]")
