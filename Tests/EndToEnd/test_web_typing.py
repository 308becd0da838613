"""Nothing that somebody typed is lost, and nothing is sent twice, whatever the line and the reader do meanwhile."""

import datetime

import pytest
from browser import CASE, case, change, chromium, edit, held, kept, mark, save, someone, wait_until, wait_until_kept
from playwright.sync_api import expect
from server import Database, Server

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]
DRAFT = "This is what you typed before"


@pytest.fixture(scope="module")
def database():
    """Of their own, with more registers that are still to be taken than a day or two have."""
    database = Database()
    forgotten = "(select register_id from app.register where day = (select max(day) from app.register) order by 1 limit 20)"
    database.psql(f"delete from app.attendance_mark where register_id in {forgotten}")
    database.psql(f"delete from app.register where register_id in {forgotten}")
    yield database
    database.drop()


@pytest.fixture(scope="module")
def server(database):
    with Server(database) as server:
        yield server


@pytest.fixture(scope="module")
def tokens(server):
    return {name: server.login(email) for name, email in (("admin", "admin@demo.school"), ("form_master", "form.master1@demo.school"))}


def losing(method):
    """For `page.route`: requests of a kind arrive, and their answers do not."""

    def lose(route):
        if route.request.method == method:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    return lose


def someone_to_take(server, token):
    """A register of an earlier day that was not taken: its place and its teacher's address."""
    missing = server.request("GET", "/api/registers/missing/?limit=200", token=token).json["results"]
    register = min(missing, key=lambda register: register["date"])
    teacher = server.request("GET", f"/api/users/{register['teacher']['user_id']}/", token=token).json
    return f"{register['class_id']}/{register['date']}/{register['period']}", teacher["email"]


def register_to_take(someone, server, tokens):
    """Its place, and who takes it, with its page."""
    place, email = someone_to_take(server, tokens["admin"])
    person = someone(email)
    return place, person, person.open(f"/registers/{place}")


def take(server, token, place):
    students = server.request("GET", f"/api/registers/{place}/", token=token).json["students"]
    marks = [{"student_id": student["student_id"], "mark": "present"} for student in students]
    assert server.request("PUT", f"/api/registers/{place}/", {"version": 0, "marks": marks}, token).status == 200


def take_without_a_line(person):
    person.context.set_offline(True)
    mark(person.page, 0, "Absent")
    person.page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("It is sent when the connection is back.")
    person.settle()


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
    place, person, page = register_to_take(someone, server, tokens)
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


def test_what_is_saved_again_while_a_register_is_sent_is_not_lost(someone, server, tokens):
    place, person, page = register_to_take(someone, server, tokens)
    take_without_a_line(person)
    sent = []

    def hold_the_first(route):
        if route.request.method != "PUT":
            route.continue_()
        elif sent:
            route.abort()
        else:
            sent.append(route)

    page.route("**/api/registers/**", hold_the_first)
    person.context.set_offline(False)
    wait_until(page, lambda: sent)
    mark(page, 1, "Late")
    page.get_by_role("button", name="Save the register").click()
    wait_until_kept(page, f"outbox/{place}", "late")
    sent[0].continue_()
    person.wait_for_text("the register was sent.")
    assert "late" in str(kept(page, f"outbox/{place}"))


@pytest.mark.parametrize("pupil", [0, 1], ids=["the same", "another"])
def test_who_goes_on_while_a_register_is_sent_is_not_asked_about_their_own(someone, server, tokens, pupil):
    place, person, page = register_to_take(someone, server, tokens)
    take_without_a_line(person)
    arrived = []

    def hold_the_first_answer(route):
        if route.request.method == "PUT" and not arrived:
            arrived.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/api/registers/**", hold_the_first_answer)
    person.context.set_offline(False)
    wait_until(page, lambda: arrived)
    mark(page, pupil, "Late")
    page.get_by_role("button", name="Save the register").click()
    # Of a day that is over, and taken by now.
    page.locator("[name=reason]").fill("Came after the bell")
    page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("The register is saved.")
    assert page.get_by_role("dialog").count() == 0
    [(route, answer)] = arrived
    route.fulfill(response=answer)
    person.settle()
    saved = server.request("GET", f"/api/registers/{place}/", token=tokens["admin"]).json
    marks = ["absent", "present", "present"]
    marks[pupil] = "late"
    assert [student["mark"] for student in saved["students"][:3]] == marks and saved["version"] == 2
    wait_until(page, lambda: kept(page, f"outbox/{place}") is None)


def test_what_is_saved_on_top_of_what_was_just_sent_is_sent_too(someone, server, tokens):
    place, person, page = register_to_take(someone, server, tokens)
    take_without_a_line(person)
    mark(page, 0, "Late")
    wait_until_kept(page, f"register/{place}", "late")
    person.context.set_offline(False)
    person.wait_for_text("the register was sent.")
    person.settle()
    page.get_by_role("button", name="Save the register").click()
    page.locator("[name=reason]").fill("Came after the bell")
    page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("The register is saved.")
    assert page.get_by_role("dialog").count() == 0
    assert server.request("GET", f"/api/registers/{place}/", token=tokens["admin"]).json["students"][0]["mark"] == "late"


def test_a_line_that_is_none_is_not_waited_for(someone, server, tokens):
    place, person, page = register_to_take(someone, server, tokens)
    # The browser takes it for a line, and nothing ever comes.
    page.route("**/api/registers/**", lambda route: None)
    page.reload()
    person.wait_for_text("You can take the register; it is sent later.")
    mark(page, 0, "Absent")
    page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("It is sent when the connection is back.")
    page.unroute("**/api/registers/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    person.wait_for_text("the register was sent.")


def test_what_is_marked_while_a_register_waits_outlives_its_refusal(someone, server, tokens):
    place, person, page = register_to_take(someone, server, tokens)
    take_without_a_line(person)
    mark(page, 1, "Late")
    wait_until_kept(page, f"register/{place}", "late")
    take(server, tokens["admin"], place)
    person.context.set_offline(False)
    person.wait_for_text("the register could not be sent.")
    assert "late" in str(kept(page, f"register/{place}"))
    # Taken by somebody else, the list says; what one's own is, is said wherever they begin.
    for start in ("/", f"/registers?date={place.split('/')[1]}"):
        person.open(start)
        mine = page.locator("li.row", has=page.locator(f"a[href='#/registers/{place}']"), has_text="Not saved yet").first
        mine.wait_for()
        person.check("register-unsaved", widths=(360,))
    mine.get_by_role("link").click()
    page.get_by_role("button", name="Discard").click()
    person.settle()
    person.open("/")
    assert page.get_by_text("Not saved yet").count() == 0


def test_one_of_two_tabs_sends_what_waits(someone, server, tokens):
    place, email = someone_to_take(server, tokens["admin"])
    person = someone(email)
    person.open(f"/registers/{place}")
    other = person.context.new_page()
    other.goto(f"{person.base}/#/alerts")
    other.wait_for_selector("main h1")
    take_without_a_line(person)
    sent = []
    person.context.on("request", lambda request: sent.append(request) if request.method == "PUT" and place in request.url else None)
    person.context.set_offline(False)
    wait_until(other, lambda: kept(other, f"outbox/{place}") is None)
    other.wait_for_timeout(500)
    assert len(sent) == 1


def test_a_register_whose_answer_was_lost_is_not_called_refused(someone, server, tokens):
    place, person, page = register_to_take(someone, server, tokens)
    mark(page, 0, "Absent")

    page.route("**/api/registers/**", losing("PUT"))
    page.get_by_role("button", name="Save the register").click()
    wait_until_kept(page, f"outbox/{place}", "absent")
    page.goto(f"{person.base}/#/account")
    page.get_by_role("heading", name="My account").wait_for()
    page.unroute("**/api/registers/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    person.wait_for_text("the register was sent.")
    assert page.get_by_text("could not be sent").count() == 0
    assert kept(page, f"sheet/{place}")["version"] == 1, "what is kept is what was sent"


def test_a_note_that_got_no_answer_is_sent_once_after_a_reload_too(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")

    page.route("**/notes/", losing("POST"))
    page.fill("main [name=body]", "Told the aunt")
    page.get_by_role("button", name="Add the note").click()
    page.locator("form .notice.bad").wait_for()
    page.unroute("**/notes/")
    page.reload()
    person.settle()
    page.get_by_role("button", name="Add the note").click()
    person.wait_for_text("Added.")
    notes = server.request("GET", CASE.format(case) + "notes/", token=tokens["form_master"]).json["results"]
    assert [note["body"] for note in notes] == ["Told the aunt"]


def test_a_change_whose_answer_was_lost_is_not_called_overtaken(someone, server, tokens, case):
    assert server.request("POST", CASE.format(case) + "tasks/", {"title": "Call home"}, tokens["form_master"]).status == 201
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    lost = []

    def lose_the_first(route):
        # A proxy gives each request a name of its own.
        headers = route.request.headers | {"x-request-id": f"of-the-proxy-{len(lost)}"}
        if lost:
            route.continue_(headers=headers)
        else:
            route.fetch(headers=headers)
            route.abort()
            lost.append(route)

    page.route("**/tasks/*/", lose_the_first)
    page.locator("li.row", has_text="Call home").get_by_role("button", name="Done").click()
    person.wait_for_text("Done.")
    assert lost and page.locator(".toast.bad").count() == 0


def test_what_is_typed_while_the_page_is_drawn_anew_stays(someone, server, tokens, case):
    """Who has ended a task goes on with a note before the case has come anew."""
    assert server.request("POST", CASE.format(case) + "tasks/", {"title": "Call home"}, tokens["form_master"]).status == 201
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    with held(page, f"**/cases/{case}/", "GET") as asked:
        page.locator("li.row", has_text="Call home").get_by_role("button", name="Done").click()
        person.wait_for_text("Done.")
        wait_until(page, lambda: asked)
        page.locator("main [name=body]").press_sequentially("Met the father")
    person.settle()
    page.wait_for_timeout(500)
    page.keyboard.type(" at the gate")
    expect(page.locator("main [name=body]")).to_have_value("Met the father at the gate")
    page.locator("main [name=body]").blur()
    person.wait_for_text(DRAFT)
    expect(page.locator("main [name=body]")).to_have_value("Met the father at the gate")
    expect(page.locator("li.row", has_text="Call home").get_by_role("button", name="Done")).to_have_count(0)


@pytest.mark.parametrize("part", ["tasks/", ""], ids=["tasks", "page"])
def test_what_is_being_pressed_is_not_drawn_anew(someone, server, tokens, case, part):
    path = CASE.format(case)
    assert server.request("POST", path + "tasks/", {"title": "Call the uncle"}, tokens["form_master"]).status == 201
    page = someone("form.master1@demo.school").open(f"/cases/{case}")
    press = page.locator("li.row", has_text="Call the uncle").get_by_role("button", name="Done")
    press.hover()
    address = f"**{path}{part}*"
    with page.expect_response(address), held(page, address, "GET") as asked:
        if part:
            assert server.request("POST", path + "tasks/", {"title": "Call the aunt"}, tokens["admin"]).status == 201
        else:
            change(server, tokens, case, "Call the aunt")
        wait_until(page, lambda: asked)
        page.mouse.down()
    page.wait_for_timeout(100)
    page.mouse.up()
    page.get_by_text("Done.").wait_for()
    page.get_by_text("Call the aunt").first.wait_for()
    tasks = server.request("GET", path + "tasks/", token=tokens["form_master"]).json["results"]
    assert [task["done_on"] is not None for task in tasks if task["title"] == "Call the uncle"] == [True]


def test_a_form_that_is_opened_while_the_page_comes_anew_stays(someone, server, tokens, case):
    path = CASE.format(case)
    page = someone("form.master1@demo.school").open(f"/cases/{case}")
    edit = page.get_by_role("button", name="Edit", exact=True)
    edit.hover()
    with page.expect_response(f"**{path}*"), held(page, f"**{path}*", "GET") as asked:
        change(server, tokens, case, "Call the aunt")
        wait_until(page, lambda: asked)
        page.mouse.down()
    page.mouse.up()
    writer = page.locator("main form:focus-within [name=goal]")
    writer.wait_for()
    page.wait_for_timeout(1000)
    assert writer.count() == 1


def test_what_changes_while_somebody_is_in_a_form_is_shown_when_they_leave_it(someone, server, tokens):
    place, email = someone_to_take(server, tokens["admin"])
    page = someone(email).open(f"/registers?date={place.split('/')[1]}")
    row = page.locator("li.row", has=page.locator(f"a[href='#/registers/{place}']")).first
    expect(row.locator(".badge", has_text="Not taken")).to_be_visible()
    page.locator("[name=date]").focus()
    take(server, tokens["admin"], place)
    page.wait_for_timeout(1500)
    expect(row.locator(".badge", has_text="Not taken")).to_be_visible()
    page.locator("[name=date]").blur()
    expect(row.locator(".badge.good")).to_be_visible()


# What is kept


def test_a_note_on_a_page_that_was_left_open_is_of_the_day_it_is_added(someone, case):
    person = someone()
    person.page.clock.install()
    page = person.sign_in("form.master1@demo.school").open(f"/cases/{case}")
    page.clock.set_system_time(datetime.datetime.now() + datetime.timedelta(days=1))
    page.fill("main [name=body]", "Called the mother")
    with page.expect_request("**/notes/") as sent:
        page.get_by_role("button", name="Add the note").click()
    assert "occurred_at" not in sent.value.post_data_json


def test_both_in_ones_own_words_outlives_the_way_back_to_the_form_and_a_reload(someone, case):
    first, second = someone("form.master1@demo.school"), someone("admin@demo.school")
    edit(first, case, goal="Five days a week")
    page = edit(second, case, goal="Ask what is wrong")
    save(first.page)
    first.wait_for_text("Saved.")
    save(page)
    page.fill("dialog .together textarea", "Ask, then five days a week")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    save(page)
    expect(page.locator("dialog .together textarea")).to_have_value("Ask, then five days a week")
    page.reload()
    second.settle()
    save(page)
    expect(page.locator("dialog .together textarea")).to_have_value("Ask, then five days a week")
    page.locator("dialog .together [type=radio]").check()
    page.get_by_role("button", name="Merge and save").click()
    second.wait_for_text("Saved.")
    wait_until(page, lambda: kept(page, "Ask what is wrong") is None)


def test_lists_of_students_go_whoever_they_were_kept_for(someone):
    person = someone("teacher1@demo.school")
    page = person.page
    page.evaluate("""() => new Promise(done => {
        const request = indexedDB.open('school-support', 1);
        request.onsuccess = () => {
            const transaction = request.result.transaction('draft', 'readwrite');
            const saved_at = Date.now() - 3 * 86400000;
            for (const name of ['sheet/1/2026-01-01/1', 'note/1']) transaction.objectStore('draft').put({ name, value: 'old', saved_at }, `999999/${name}`);
            transaction.oncomplete = () => { request.result.close(); done(); };
        };
    })""")
    assert kept(page, "sheet/1/2026-01-01/1") == "old"
    page.reload()
    wait_until(page, lambda: kept(page, "sheet/1/2026-01-01/1") is None)
    assert kept(page, "note/1") == "old", "what somebody typed stays longer"


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
