"""The web page, in a real browser against a real server."""

import re
import time
import uuid

import pytest
from browser import CASE, case, chromium, edit, mark, save, someone, wait_until, wait_until_kept
from playwright.sync_api import expect

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]


def read(server, token, case):
    return server.request("GET", CASE.format(case), token=token).json


# Signing in and out


def test_a_form_master_signs_in_and_sees_who_needs_them(someone):
    person = someone("form.master1@demo.school")
    assert person.page.locator("h1").inner_text() == "Who needs me"
    person.page.get_by_text(re.compile("I take it|Open a case|To the case")).first.wait_for()
    assert person.page.title() == "Who needs me · School Support"


def test_a_wrong_password_is_said_and_the_address_stays(someone):
    person = someone()
    person.page.goto(person.base + "/")
    person.page.fill("[name=email]", "form.master1@demo.school")
    person.page.fill("[name=password]", "not the password")
    person.page.keyboard.press("Enter")
    person.wait_for_text("E-mail or password is wrong.")
    assert person.page.input_value("[name=email]") == "form.master1@demo.school"


def test_signing_out_deletes_what_the_device_kept(someone, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, goal="Kept on this device only")
    wait_until_kept(page, f"case/{case}", "Kept on this")
    page.once("dialog", lambda dialog: dialog.accept())
    person.open("/account")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("[name=email]")
    person.sign_in("form.master1@demo.school")
    person.open(f"/cases/{case}")
    assert page.get_by_text("This is what you typed before").count() == 0


# Versions and drafts


def test_two_edit_one_case_and_what_does_not_overlap_is_merged_by_one_press(someone, server, tokens, case):
    first, second = someone("form.master1@demo.school"), someone("admin@demo.school")
    edit(first, case, goal="Come to school by bus with a friend")
    edit(second, case, strategies="Meet the parents on Monday", progress_status="contacted")
    save(first.page)
    first.wait_for_text("Saved.")
    save(second.page)

    dialog = second.page.locator("dialog.conflict")
    dialog.wait_for()
    text = dialog.inner_text()
    assert "Come to school by bus with a friend" in text and "Meet the parents on Monday" in text
    assert "You changed different fields" in text
    second.check("conflict-apart")
    dialog.get_by_role("button", name="Merge and save").click()
    second.wait_for_text("Saved.")

    now = read(server, tokens["admin"], case)
    assert now["goal"] == "Come to school by bus with a friend"
    assert now["strategies"] == "Meet the parents on Monday" and now["progress_status"] == "contacted"


def test_where_both_changed_the_same_text_the_page_asks_and_loses_neither(someone, server, tokens, case):
    first, second = someone("form.master1@demo.school"), someone("admin@demo.school")
    edit(first, case, goal="Theirs: five days a week")
    edit(second, case, goal="Mine: ask what is wrong", tier="3")
    save(first.page)
    first.wait_for_text("Saved.")
    save(second.page)

    dialog = second.page.locator("dialog.conflict")
    dialog.wait_for()
    second.picture("guide-conflict")
    second.check("conflict-overlap")
    dialog.get_by_role("button", name="Merge and save").click()
    assert dialog.is_visible(), "it was not decided yet"
    dialog.get_by_role("button", name="Back to the form").click()
    assert second.page.locator("main [name=goal]").input_value() == "Mine: ask what is wrong"

    save(second.page)
    dialog.locator(".together [type=radio]").check()
    dialog.get_by_role("button", name="Merge and save").click()
    second.wait_for_text("Saved.")
    now = read(server, tokens["admin"], case)
    assert "Theirs: five days a week" in now["goal"] and "Mine: ask what is wrong" in now["goal"] and now["tier"] == 3


def test_a_draft_survives_a_reload_and_is_saved_on_the_version_it_was_based_on(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, goal="Typed before the battery died")
    wait_until_kept(page, f"case/{case}", "battery")
    version = read(server, tokens["form_master"], case)["version"]
    changed = server.request("PATCH", CASE.format(case), {"version": version, "progress_status": "improving"}, tokens["form_master"])
    assert changed.status == 200
    page.reload()
    person.settle()
    person.wait_for_text("This is what you typed before")
    assert page.locator("main [name=goal]").input_value() == "Typed before the battery died"
    save(page)
    page.get_by_role("button", name="Merge and save").click()
    person.wait_for_text("Saved.")
    now = read(server, tokens["form_master"], case)
    assert (now["goal"], now["progress_status"]) == ("Typed before the battery died", "improving")


def test_a_draft_is_to_be_read_where_its_case_is_not(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, goal="Typed where there is no line")
    wait_until_kept(page, f"case/{case}", "no line")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    person.settle()
    person.context.set_offline(True)
    page.reload()
    person.wait_for_text("No connection")
    assert "Typed where there is no line" in page.locator("main .notice").inner_text()
    person.picture("case-offline")
    person.context.set_offline(False)
    expect(page.locator("main [name=goal]")).to_have_value("Typed where there is no line")


def test_a_session_that_ends_while_somebody_types_costs_them_nothing(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, strategies="A long text that nobody wants to type twice")
    assert page.evaluate("fetch('/api/auth/logout/', {method: 'POST', headers: {'X-CSRF-Token': JSON.parse(localStorage.session).csrf_token}}).then(a => a.status)") == 200
    save(page)
    dialog = page.get_by_role("dialog", name="Your session has ended")
    dialog.wait_for()
    person.check("session-ended")
    dialog.locator("[type=password]").fill("demo-password")
    dialog.locator("[type=password]").press("Enter")
    person.wait_for_text("Saved.")
    assert read(server, tokens["form_master"], case)["strategies"] == "A long text that nobody wants to type twice"


def test_a_note_is_kept_until_it_is_sent_and_sent_once(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    page.fill("main [name=body]", "Called the mother; she calls back")
    wait_until_kept(page, f"note/{case}", "she calls back")
    page.reload()
    person.settle()
    assert page.input_value("main [name=body]") == "Called the mother; she calls back"

    # The answer to the first try is lost on its way.
    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/notes/", lose, times=1)
    page.get_by_role("button", name="Add the note").click()
    person.wait_for_text("Added.")
    notes = server.request("GET", CASE.format(case) + "notes/", token=tokens["form_master"]).json["results"]
    assert [note["body"] for note in notes] == ["Called the mother; she calls back"]


def test_a_meeting_is_written_down_and_only_a_contact_has_an_outcome(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    page.fill("main [name=body]", "Met the uncle at school")
    page.get_by_text("Contact, progress, who may read it").click()
    page.locator("main [name=kind]").select_option("contact")
    expect(page.locator("main [name=outcome]")).to_be_visible()
    page.locator("main [name=kind]").select_option("meeting")
    expect(page.locator("main [name=outcome]")).to_be_hidden()
    page.get_by_role("button", name="Add the note").click()
    person.wait_for_text("Added.")
    note, = server.request("GET", CASE.format(case) + "notes/", token=tokens["form_master"]).json["results"]
    assert (note["kind"], note["outcome"]) == ("meeting", None)


def test_a_void_case_offers_nothing_that_would_be_refused(someone, server, tokens, case):
    body = {"version": read(server, tokens["admin"], case)["version"], "voided": True, "reason": "Opened for the wrong student"}
    assert server.request("PATCH", CASE.format(case), body, tokens["admin"]).status == 200
    page = someone("admin@demo.school").open(f"/cases/{case}")
    page.locator(".heading .badge", has_text="Void").wait_for()
    expect(page.locator("main").get_by_role("button", name=re.compile("Edit|Add|Change the team|Ask to take over|Void"))).to_have_count(0)


def test_a_goal_is_not_longer_than_it_may_be(someone, case):
    page = edit(someone("form.master1@demo.school"), case, goal=2001 * "x")
    assert page.locator("main [name=goal]").evaluate("goal => goal.maxLength") == 2000


def test_the_page_works_when_the_audit_trail_does_not_take_its_events(someone, case):
    person = someone()
    person.context.route("**/api/audit/", lambda route: route.abort())
    person.sign_in("form.master1@demo.school")
    person.open(f"/cases/{case}")
    assert person.errors == []


def test_the_audit_trail_has_what_the_page_reports(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    edit(person, case, goal="x")
    person.page.get_by_role("button", name="Discard").click()

    def reported():
        events = server.request("GET", "/api/audit/logs/?limit=50", token=tokens["admin"]).json["results"]
        return {event["action"] for event in events if event["source"] == "client" and event["user"]["name"]}

    wait_until(person.page, lambda: {"PAGE_VIEWED", "CASE_OPENED", "CASE_EDIT_STARTED", "CASE_EDIT_ABANDONED"} <= reported())


def test_what_somebody_else_changes_appears_by_itself(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    person.open(f"/cases/{case}")
    version = read(server, tokens["admin"], case)["version"]
    assert server.request("PATCH", CASE.format(case), {"version": version, "goal": "Changed by the admin"}, tokens["admin"]).status == 200
    person.page.get_by_text("Changed by the admin").first.wait_for()


def test_who_edits_is_told_that_somebody_else_changed_the_case(someone, server, tokens, case):
    person = someone("form.master1@demo.school")
    page = edit(person, case, strategies="Mine")
    version = read(server, tokens["admin"], case)["version"]
    assert server.request("PATCH", CASE.format(case), {"version": version, "goal": "Theirs"}, tokens["admin"]).status == 200
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Merge into the form").click()
    expect(page.locator("main form:focus-within [name=goal]")).to_have_value("Theirs")
    expect(page.locator("main [name=strategies]")).to_have_value("Mine")
    save(page)
    person.wait_for_text("Saved.")


# Registers


@pytest.fixture(scope="module")
def untaken(server, tokens):
    """Registers that were not taken, each with its teacher's address: `place` and `email`."""
    missing = server.request("GET", "/api/registers/missing/?limit=200", token=tokens["admin"]).json["results"]

    def of(register):
        email = server.request("GET", f"/api/users/{register['teacher']['user_id']}/", token=tokens["admin"]).json["email"]
        return f"{register['class_id']}/{register['date']}/{register['period']}", email

    return map(of, missing)


def marks(server, token, place):
    register = server.request("GET", f"/api/registers/{place}/", token=token).json
    return register["version"], [student["mark"] for student in register["students"]]


def test_a_register_has_everybody_present_and_takes_a_tap(someone, server, tokens, untaken):
    place, email = next(untaken)
    person = someone(email, width=360)
    page = person.open(f"/registers/{place}")
    mark(page, 1, "Absent")
    mark(page, 2, "Late")
    person.picture("guide-register")
    page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("The register is saved.")
    version, saved = marks(server, tokens["admin"], place)
    assert version == 1 and saved[:3] == ["present", "absent", "late"] and set(saved[3:]) == {"present"}


def test_a_register_is_taken_without_a_line_and_sent_when_it_is_back(someone, server, tokens, untaken):
    place, email = next(untaken)
    person = someone(email)
    page = person.open(f"/registers/{place}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    person.context.set_offline(True)
    page.reload()
    person.wait_for_text("You can take the register; it is sent later.")
    mark(page, 0, "Excused")
    page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("It is sent when the connection is back.")
    person.settle()
    assert marks(server, tokens["admin"], place)[0] == 0
    person.check("register-offline")

    person.context.set_offline(False)
    person.wait_for_text("the register was sent.")
    assert marks(server, tokens["admin"], place)[1][0] == "excused"


def test_a_register_that_somebody_else_took_meanwhile_is_merged_and_not_overwritten(someone, server, tokens, untaken):
    place, email = next(untaken)
    person = someone(email)
    page = person.open(f"/registers/{place}")
    person.context.set_offline(True)
    mark(page, 0, "Absent")
    page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("It is sent when the connection is back.")
    students = server.request("GET", f"/api/registers/{place}/", token=tokens["admin"]).json["students"]
    theirs = [{"student_id": student["student_id"], "mark": "late" if index == 1 else "present"} for index, student in enumerate(students)]
    assert server.request("PUT", f"/api/registers/{place}/", {"version": 0, "marks": theirs}, tokens["admin"]).status == 200

    person.context.set_offline(False)
    page.get_by_role("link", name="Look").click()
    person.settle()
    page.get_by_role("button", name="Save the register").click()
    page.get_by_role("button", name="Merge and save").click()
    page.wait_for_selector("dialog", state="detached")
    # After its day a correction needs a reason.
    if page.locator("[name=reason]").is_visible():
        page.fill("[name=reason]", "Two of us took it")
        page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("The register is saved.")
    assert marks(server, tokens["admin"], place)[1][:3] == ["absent", "late", "present"]


def test_a_student_who_left_the_class_meanwhile_is_not_marked(someone, server, tokens, untaken):
    place, email = next(untaken)
    person = someone(email)
    page = person.open(f"/registers/{place}")
    mark(page, 0, "Absent")
    mark(page, 1, "Late")
    leaver = page.locator("fieldset.marks").nth(1).locator("input").first.get_attribute("name")
    count = page.locator("fieldset.marks").count()
    enrolled = f"update app.enrolment set ends_on = {{}} where student_id = {leaver} and ends_on is not distinct from {{}}"
    day = f"'{place.split('/')[1]}'"
    server.database.psql(enrolled.format(day, "null"))
    try:
        page.reload()
        person.wait_for_text("This is what you typed before")
        expect(page.locator("fieldset.marks")).to_have_count(count - 1)
        page.get_by_role("button", name="Save the register").click()
        person.wait_for_text("The register is saved.")
    finally:
        server.database.psql(enrolled.format("null", day))
    saved = server.request("GET", f"/api/registers/{place}/", token=tokens["admin"]).json["students"]
    assert [(str(student["student_id"]) == leaver, student["mark"]) for student in saved[:3]] == [
        (False, "absent"), (True, None), (False, "present")]


def test_a_register_that_somebody_else_saves_is_merged_into_the_form(someone, server, tokens, untaken):
    place, email = next(untaken)
    person = someone(email)
    page = person.open(f"/registers/{place}")
    mark(page, 0, "Absent")
    students = server.request("GET", f"/api/registers/{place}/", token=tokens["admin"]).json["students"]
    theirs = [{"student_id": student["student_id"], "mark": "late" if index == 1 else "present"} for index, student in enumerate(students)]
    assert server.request("PUT", f"/api/registers/{place}/", {"version": 0, "marks": theirs}, tokens["admin"]).status == 200
    page.get_by_role("button", name="Look").click()
    page.get_by_role("button", name="Merge into the form").click()
    expect(page.locator("fieldset").nth(1).get_by_label("Late")).to_be_checked()
    expect(page.locator("fieldset").nth(0).get_by_label("Absent")).to_be_checked()
    expect(page.get_by_role("button", name="Look")).to_have_count(0)
    if page.locator("[name=reason]").is_visible():
        page.fill("[name=reason]", "Two of us took it")
    page.get_by_role("button", name="Save the register").click()
    person.wait_for_text("The register is saved.")
    assert marks(server, tokens["admin"], place)[1][:3] == ["absent", "late", "present"]


# Alerts


def test_alerts_are_filtered_in_the_address(someone):
    person = someone("form.master1@demo.school")
    page = person.open("/alerts?status=under_review")
    assert page.locator("[name=status]").input_value() == "under_review"
    assert page.locator("li.row").count() == page.locator("li.row", has_text=re.compile("Under review|rests until")).count() > 0
    page.locator("[name=risk_level]").select_option("high")
    page.wait_for_url("**/#/alerts?status=under_review&risk_level=high")
    person.settle()
    assert page.locator(".badge.risk-medium").count() == 0


@pytest.mark.parametrize("place, path", [("alerts", "/api/alerts/"), ("cases", "/api/interventions/cases/")])
def test_a_list_begins_with_what_is_not_over(someone, server, tokens, place, path):
    rows = server.request("GET", f"{path}?limit=200", token=tokens["form_master"]).json["results"]
    ended = {row["status"] for row in rows} & {"resolved", "dismissed", "closed"}
    assert ended, "the demo school has some of both"
    asked = []
    person = someone("form.master1@demo.school")
    person.page.on("request", lambda request: asked.append(request.url) if f"{path}?" in request.url else None)
    page = person.open(f"/{place}")
    assert page.locator("[name=status] option:checked").text_content() == "Ongoing"
    shown = server.request("GET", asked[-1].removeprefix(server.base), token=tokens["form_master"]).json["results"]
    assert shown and not {row["status"] for row in shown} & {"resolved", "dismissed", "closed"}

    page.locator("[name=status]").select_option("")
    page.wait_for_url(f"**/#/{place}?status=")
    person.settle()
    assert "status=" not in asked[-1]
    page.locator("[name=status]").select_option("Ongoing")
    page.wait_for_url(f"**/#/{place}")


def test_an_alert_is_taken_rests_and_is_closed_with_a_reason(someone, server, tokens):
    # Of a student one such alert may be open; the first who has none.
    for student in server.request("GET", "/api/students/", token=tokens["form_master"]).json["results"]:
        body = {"student_id": student["student_id"], "risk_level": "high", "message": "Sits alone"}
        raised = server.request("POST", "/api/alerts/", body, tokens["form_master"])
        if raised.status == 201:
            break
    alert = raised.json["alert_id"]
    person = someone("form.master1@demo.school")
    page = person.open(f"/alerts/{alert}")
    page.get_by_role("button", name="I take it").click()
    person.wait_for_text("It is yours now.")
    person.settle()
    page.get_by_role("button", name="Let it rest").click()
    page.fill("dialog [name=snooze_reason]", "Away on a trip")
    page.locator("dialog").get_by_role("button", name="Let it rest").click()
    page.wait_for_selector("dialog", state="detached")
    person.wait_for_text("Away on a trip")
    person.settle()
    page.get_by_role("button", name="Close it").click()
    page.locator("dialog [name=close_reason]").select_option("not_a_concern")
    page.locator("dialog").get_by_role("button", name="Close it").click()
    page.wait_for_selector("dialog", state="detached")
    now = server.request("GET", f"/api/alerts/{alert}/", token=tokens["form_master"]).json
    assert (now["status"], now["close_reason"], now["snooze_reason"]) == ("dismissed", "not_a_concern", "Away on a trip")
    trail = someone("admin@demo.school").open("/audit?entity=alert&action=UPDATE").locator(".log tbody tr").first.inner_text()
    assert "Status: Under review → Dismissed" in trail and "No concern" in trail and "– →" not in trail


def test_a_case_is_opened_from_an_alert_by_one_press(someone, server, tokens):
    student = server.request("GET", "/api/students/?limit=3", token=tokens["form_master"]).json["results"][2]["student_id"]
    alert = server.request("POST", "/api/alerts/", {"student_id": student, "risk_level": "high", "message": "Cries"}, tokens["form_master"]).json["alert_id"]
    person = someone("form.master1@demo.school")
    page = person.open(f"/alerts/{alert}")
    page.get_by_role("button", name="Open a case").click()
    page.wait_for_url(re.compile(r"#/cases/\d+"))


def test_a_restricted_note_shows_that_it_is_there_and_its_text_when_asked(someone, server, tokens, case):
    body = {"body": "Only for the two of us", "restricted": True}
    assert server.request("POST", CASE.format(case) + "notes/", body, tokens["form_master"]).status == 201
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    assert page.get_by_text("Only for the two of us").count() == 0
    page.get_by_role("button", name="Read it").click()
    person.wait_for_text("Only for the two of us")


def test_a_case_goes_from_hand_to_hand(someone, server, tokens, case):
    admin = someone("admin@demo.school")
    page = admin.open(f"/cases/{case}")
    page.get_by_role("button", name="Ask to take over").click()
    leader = server.request("GET", "/api/users/?search=form.master2@", token=tokens["admin"]).json["results"][0]
    page.locator("dialog [name=hand_over_to]").select_option(str(leader["user_id"]))
    page.locator("dialog").get_by_role("button", name="Ask to take over").click()
    page.wait_for_selector("dialog", state="detached")
    other = someone("form.master2@demo.school")
    other.page.get_by_role("button", name="I take it over").click()
    other.page.get_by_role("button", name="I take it over").wait_for(state="detached")
    assert read(server, tokens["admin"], case)["assigned_to"]["user_id"] == leader["user_id"]


def test_who_refuses_a_case_that_they_may_not_see_is_led_home(someone, server, tokens, case):
    other = server.request("GET", "/api/users/?search=form.master2@", token=tokens["admin"]).json["results"][0]["user_id"]
    body = {"version": read(server, tokens["admin"], case)["version"], "hand_over_to": other}
    assert server.request("PATCH", CASE.format(case), body, tokens["admin"]).status == 200
    person = someone("form.master2@demo.school")
    page = person.open(f"/cases/{case}")
    page.get_by_role("button", name="Not me").click()
    page.fill("dialog [name=reason]", "I do not know the child")
    page.locator("dialog").get_by_role("button", name="Not me").click()
    page.wait_for_url("**/#/")
    page.get_by_role("heading", name="Who needs me").wait_for()
    assert read(server, tokens["admin"], case)["hand_over"]["refused"]


@pytest.mark.parametrize("press, refused", [("I take it over", False), ("Not me", True)])
def test_an_admin_who_is_asked_to_take_a_case_over_answers_in_it(someone, server, tokens, case, press, refused):
    me = server.request("GET", "/api/auth/me/", token=tokens["admin"]).json["user_id"]
    owner = read(server, tokens["admin"], case)
    asked = server.request("PATCH", CASE.format(case), {"version": owner["version"], "hand_over_to": me}, tokens["admin"])
    assert asked.status == 200
    person = someone("admin@demo.school")
    page = person.open(f"/cases/{case}")
    notice = page.locator(".notice", has_text="You are asked to take this case over.")
    notice.get_by_role("button", name=press).click()
    if refused:
        page.fill("dialog [name=reason]", "Somebody who knows the child should")
        page.locator("dialog").get_by_role("button", name=press).click()
    notice.wait_for(state="detached")
    now = read(server, tokens["admin"], case)
    assert now["assigned_to"]["user_id"] == (owner["assigned_to"]["user_id"] if refused else me)
    assert bool(now["hand_over"] and now["hand_over"]["refused"]) == refused


# The admin


def test_a_case_that_nobody_runs_any_more_is_shown_to_admins(someone, server, tokens, case):
    body = {"email": f"{uuid.uuid4().hex}@demo.school", "name": "Leaves Soon", "role": "form_master", "password": "a long password"}
    user = server.request("POST", "/api/users/", body, tokens["admin"]).json
    record = server.database.psql(f"select assigned_to from app.intervention_case where case_id = {case}")
    run_by = "update app.intervention_case set assigned_to = {} where case_id = {}"
    server.database.psql(run_by.format(user["user_id"], case))
    try:
        person = someone("admin@demo.school")
        gone = person.page.locator("section", has=person.page.get_by_role("heading", name="Cases that nobody runs any more"))
        link = gone.locator(f"a[href='#/cases/{case}']")
        expect(person.page.locator("ul.figures")).to_be_visible()
        expect(link).to_have_count(0)
        body = {"version": user["version"], "active": False}
        assert server.request("PATCH", f"/api/users/{user['user_id']}/", body, tokens["admin"]).status == 200
        person.page.reload()
        link.wait_for()
    finally:
        server.database.psql(run_by.format(record[0][0], case))


def test_an_import_is_planned_confirmed_and_taken_back(someone, server, tmp_path):
    file = tmp_path / "students.csv"
    file.write_text("external_id,full_name\nWEB-1,Nuura Web\nWEB-2,\n")
    person = someone("admin@demo.school")
    page = person.open("/imports")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Upload a file").click()
    page.get_by_role("button", name=re.compile("^Do it")).click()
    page.get_by_role("button", name="Take it back").wait_for()
    person.check("import")
    assert server.database.value("select count(*) from app.student where external_id = 'WEB-1'") == "1"
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back", exact=True).wait_for()
    assert server.database.value("select count(*) from app.student where external_id = 'WEB-1'") == "0"


def test_what_other_cuts_would_flag_is_seen_before_they_are_saved(someone):
    person = someone("admin@demo.school")
    page = person.open("/rules")
    page.get_by_role("button", name="Change", exact=True).first.click()
    page.locator("[name=cut-0]").fill("1")
    page.get_by_role("button", name="What would it flag?").click()
    page.get_by_text("students would be flagged").wait_for()
    person.check("rules-simulated")


def test_the_trail_is_exported_from_its_page(someone, server, tokens):
    person = someone("admin@demo.school")
    page = person.open("/audit")
    page.get_by_role("link", name="Export", exact=True).click()
    page.wait_for_url("**/#/exports?kind=audit")
    person.settle()
    page.fill("[name=purpose]", "The inspectors ask who did what")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    text = download.value.path().read_text()
    assert text.startswith("event,occurred_at,") and "The inspectors ask who did what" not in text.splitlines()[0]
    assert len(text.splitlines()) > 100


def test_an_admin_sees_what_goes_when_and_what_holds_keep(someone, server):
    server.database.psql("""insert into app.retention_hold (school_id, entity, entity_id, reason)
        select school_id, 'student', student_id, 'A court asks for it' from app.student where school_id = 1 order by student_id limit 1""")
    person = someone("admin@demo.school")
    page = person.open("/retention")
    assert "kept for 7 years" in page.locator("li.row", has_text="Audit log").inner_text()
    assert re.search(r"kept for 5 years · next on \d+ \w+ 20\d\d", page.locator("li.row", has_text="Closed cases").inner_text())
    person.wait_for_text("A court asks for it")
    person.check("retention")
    server.database.psql("delete from app.retention_hold")


def test_an_admin_reads_a_restricted_note_in_an_emergency_and_its_owner_is_told(someone, server, tokens, case):
    body = {"body": "Says that nobody must know", "restricted": True}
    assert server.request("POST", CASE.format(case) + "notes/", body, tokens["form_master"]).status == 201
    person = someone("admin@demo.school")
    page = person.open(f"/cases/{case}")
    person.wait_for_text("Restricted notes that are not yours to read")
    assert page.get_by_text("Says that nobody must know").count() == 0
    page.get_by_role("button", name="Read in an emergency").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=reason]").fill("curious")
    dialog.get_by_role("button", name="Read in an emergency").click()
    assert dialog.is_visible(), "that is no reason"
    person.check("emergency-read")
    dialog.locator("[name=reason]").fill("The police look for the child")
    dialog.get_by_role("button", name="Read in an emergency").click()
    person.wait_for_text("Says that nobody must know")
    owner = someone("form.master1@demo.school")
    owner.wait_for_text("The police look for the child")
    # Who may read it does so without, and sees no such button.
    own = owner.open(f"/cases/{case}")
    own.get_by_role("button", name="Read it").wait_for()
    assert own.get_by_role("button", name="Read in an emergency").count() == 0


def test_an_export_is_downloaded_and_goes_on_record(someone, server, tokens):
    person = someone("admin@demo.school")
    page = person.open("/exports")
    page.fill("[name=purpose]", "A test of the page")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.path().read_text().startswith("case,")
    events = server.request("GET", "/api/audit/logs/?action=DATA_EXPORTED", token=tokens["admin"]).json["results"]
    assert any("A test of the page" in str(event["changes"]) for event in events)


def test_a_download_may_take_longer_than_an_answer(someone):
    page = someone("admin@demo.school").open("/exports")
    page.evaluate("{ const limit = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = (ms) => limit(ms / 15); }")

    def slowly(route):
        time.sleep(2.5)
        route.continue_()

    page.route("**/api/exports/**", slowly)
    page.fill("[name=purpose]", "A test of a slow line")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.path().read_text().startswith("case,")
