"""Several people at the same thing: who is here, and nobody overwritten, whatever is edited."""

import contextlib
import datetime

import pytest
from browser import CASE, KeptBrowser, Person, case, chromium, edit, save, someone, wait_until_kept
from playwright.sync_api import expect

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]


def name_of(server, token):
    return server.request("GET", "/api/auth/me/", token=token).json["name"]


# Who is here


def test_who_is_in_a_case_sees_the_others_come_and_go(someone, server, tokens, case):
    master, admin = someone("form.master1@demo.school"), someone("admin@demo.school")
    master.open(f"/cases/{case}")
    here = f"{name_of(server, tokens['admin'])} is here, since"
    assert master.page.get_by_text(here).count() == 0
    admin.open(f"/cases/{case}")
    master.page.locator(".presence", has_text=name_of(server, tokens["admin"])).wait_for()
    assert " is here, since " in master.page.locator(".presence").inner_text()
    admin.page.locator(".presence", has_text=name_of(server, tokens["form_master"])).wait_for()
    master.check("presence")
    # A change draws the page anew, and both stay.
    version = server.request("GET", CASE.format(case), token=tokens["admin"]).json["version"]
    assert server.request("PATCH", CASE.format(case), {"version": version, "goal": "Drawn anew"}, tokens["admin"]).status == 200
    master.page.get_by_text("Drawn anew").first.wait_for()
    master.page.locator(".presence", has_text=name_of(server, tokens["admin"])).wait_for()
    admin.open("/cases")
    expect(master.page.locator(".presence")).to_be_empty()


def test_whoever_closes_the_page_is_gone_and_who_loses_the_line_soon(someone, server, tokens, case):
    master, admin = someone("form.master1@demo.school"), someone("admin@demo.school")
    master.open(f"/cases/{case}")
    admin.open(f"/cases/{case}")
    present = master.page.locator(".presence", has_text=name_of(server, tokens["admin"]))
    present.wait_for()
    # Going is told past the service worker: what is on its way through there is lost with the page.
    admin.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    admin.page.reload()
    admin.settle()
    asked = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/')).map((entry) => entry.workerFinalSourceType)"
    assert set(admin.page.evaluate(asked)) == {"network"}
    present.wait_for()
    admin.page.goto("about:blank")
    expect(present).to_have_count(0)
    admin.open(f"/cases/{case}")
    present.wait_for()
    admin.context.set_offline(True)
    expect(present).to_have_count(0, timeout=45_000)


def test_nobody_is_told_of_cases_that_are_not_theirs(someone, server, tokens, case):
    stranger = someone("form.master2@demo.school")
    asked = []
    stranger.page.on("request", lambda request: asked.append(request.url) if "presence" in request.url else None)
    admin = someone("admin@demo.school")
    admin.open(f"/cases/{case}")
    stranger.page.wait_for_timeout(1500)
    assert asked == []
    assert server.request("PUT", CASE.format(case) + "presence/", token=server.login("form.master2@demo.school")).status == 403


# Nobody overwritten


def overtaken(someone, server, tokens, name):
    """An admin gives a colleague another name, who was made a form master meanwhile: the admin, the colleague's path, the dialog."""
    body = {"email": f"{name}@demo.school", "name": "Before", "role": "teacher", "password": "a-long-password"}
    made = server.request("POST", "/api/users/", body, tokens["admin"]).json
    path = f"/api/users/{made['user_id']}/"
    person = someone("admin@demo.school")
    page = person.open(f"/users?search={name}@")
    page.get_by_role("button", name="Edit", exact=True).click()
    page.fill("dialog [name=name]", "Mine")
    assert server.request("PATCH", path, {"version": made["version"], "role": "form_master"}, tokens["admin"]).status == 200
    save(page)
    conflict = page.locator("dialog.conflict")
    conflict.wait_for()
    return person, path, conflict


def test_a_colleague_is_merged_field_by_field(someone, server, tokens):
    person, path, conflict = overtaken(someone, server, tokens, "together")
    page = person.page
    assert "Form master" in conflict.inner_text() and "You changed different fields" in conflict.inner_text()
    person.check("conflict-user")
    conflict.get_by_role("button", name="Back to the form").click()
    assert page.input_value("dialog [name=name]") == "Mine"
    save(page)
    # The form still says teacher, which is not what they want: theirs stays.
    conflict.get_by_role("button", name="Merge and save").click()
    person.wait_for_text("Saved.")
    now = server.request("GET", path, token=tokens["admin"]).json
    assert (now["name"], now["role"]) == ("Mine", "form_master")


def test_what_a_colleague_changed_is_not_undone_by_a_second_try(someone, server, tokens):
    person, path, conflict = overtaken(someone, server, tokens, "again")
    page = person.page
    page.route(f"**{path}", lambda route: route.fulfill(status=500, json={}), times=1)
    conflict.get_by_role("button", name="Merge and save").click()
    page.locator("dialog .notice.bad").wait_for()
    save(page)
    conflict.get_by_role("button", name="Merge and save").click()
    person.wait_for_text("Saved.")
    now = server.request("GET", path, token=tokens["admin"]).json
    assert (now["name"], now["role"]) == ("Mine", "form_master")


def test_a_snooze_on_a_snooze_asks_which(someone, server, tokens):
    for student in server.request("GET", "/api/students/", token=tokens["form_master"]).json["results"]:
        body = {"student_id": student["student_id"], "risk_level": "high", "message": "Both of us saw it"}
        raised = server.request("POST", "/api/alerts/", body, tokens["form_master"])
        if raised.status == 201:
            break
    alert = raised.json
    person = someone("form.master1@demo.school")
    page = person.open(f"/alerts/{alert['alert_id']}")
    page.get_by_role("button", name="Let it rest").click()
    page.fill("dialog [name=snooze_reason]", "Mine: on a trip")
    theirs = {"version": alert["version"], "snoozed_until": str(datetime.date.today() + datetime.timedelta(20)), "snooze_reason": "Theirs: in hospital"}
    assert server.request("PATCH", f"/api/alerts/{alert['alert_id']}/", theirs, tokens["admin"]).status == 200
    page.locator("dialog").get_by_role("button", name="Let it rest").click()
    conflict = page.locator("dialog.conflict")
    conflict.wait_for()
    assert "Theirs: in hospital" in conflict.inner_text() and "Mine: on a trip" in conflict.inner_text()
    for row in conflict.locator(".field-versions.overlap").all():
        row.locator(".version.mine [type=radio]").check()
    conflict.get_by_role("button", name="Merge and save").click()
    page.wait_for_selector("dialog", state="detached")
    assert server.request("GET", f"/api/alerts/{alert['alert_id']}/", token=tokens["form_master"]).json["snooze_reason"] == "Mine: on a trip"


def test_cuts_of_a_rule_are_merged_cut_by_cut(someone, server, tokens):
    """Of the small school: everybody is judged anew by new cuts."""
    def rule():
        rules = server.request("GET", "/api/rules/", token=tokens["other_admin"]).json["results"]
        return next(rule for rule in rules if rule["rule"] == "absence_rate")

    before = rule()
    person = someone("admin@other.school")
    page = person.open("/rules")
    card = page.locator("section", has=page.get_by_role("heading", name="Absence rate", exact=True))
    card.get_by_role("button", name="Change", exact=True).click()
    mine, theirs = before["cuts"][0]["cut"] + 1, before["cuts"][1]["cut"] + 1
    card.locator("[name=cut-0]").fill(str(mine))
    cuts = [cut | {"cut": theirs} if index == 1 else cut for index, cut in enumerate(before["cuts"])]
    assert server.request("PUT", "/api/rules/absence_rate/", {"version": before["version"], "cuts": cuts}, tokens["other_admin"]).status == 200
    card.get_by_role("button", name="Save these cuts").click()
    page.locator("dialog.conflict").get_by_role("button", name="Merge and save").click()
    person.wait_for_text("Saved. They count from today on.")
    now = rule()
    assert (now["cuts"][0]["cut"], now["cuts"][1]["cut"], now["version"]) == (mine, theirs, before["version"] + 2)
    assert server.request("PUT", "/api/rules/absence_rate/", {"version": now["version"], "cuts": before["cuts"]}, tokens["other_admin"]).status == 200


def test_of_a_single_field_a_sentence_says_what_is_there_now(someone, server, tokens, case):
    leaders = server.request("GET", "/api/staff/?search=a&limit=200", token=tokens["admin"]).json["results"]
    theirs = next(person for person in leaders if person["role"] == "teacher")
    person = someone("form.master1@demo.school")
    page = person.open(f"/cases/{case}")
    page.get_by_role("button", name="Change the team").click()
    dialog = page.locator("dialog[open]")
    mine = next(person for person in reversed(leaders) if person["role"] == "teacher")
    dialog.get_by_label("Search").fill(mine["name"])
    assert dialog.locator(".people label:visible").count() < 5
    person.check("team")
    dialog.get_by_label(mine["name"]).first.check()
    version = server.request("GET", CASE.format(case), token=tokens["admin"]).json["version"]
    assert server.request("PATCH", CASE.format(case), {"version": version, "team": [theirs["user_id"]]}, tokens["admin"]).status == 200
    save(page)
    dialog.get_by_text("Somebody else changed this meanwhile. It is now:").wait_for()
    assert theirs["name"] in dialog.locator(".notice.bad").inner_text()
    save(page)
    page.wait_for_selector("dialog", state="detached")
    team = server.request("GET", CASE.format(case), token=tokens["admin"]).json["team"]
    assert [one["name"] for one in team] == [mine["name"]]


# What a lost session and a lost browser leave


def test_a_draft_outlives_the_session_and_the_browser(chromium, server, tokens, case, tmp_path):
    """The browser is closed without signing out, the session ends meanwhile, the same user comes back."""
    kept = KeptBrowser(chromium, tmp_path)
    with contextlib.closing(Person(kept, server.base)) as person:
        person.sign_in("form.master1@demo.school")
        page = edit(person, case, goal="Typed before everything was lost")
        wait_until_kept(page, f"case/{case}", "everything was lost")
        token = next(cookie["value"] for cookie in person.context.cookies() if "session" in cookie["name"])
    assert server.request("POST", "/api/auth/logout/", token=token).status == 200
    with contextlib.closing(Person(kept, server.base)) as person:
        page = person.page
        page.goto(f"{server.base}/#/cases/{case}")
        dialog = page.get_by_role("dialog", name="Your session has ended")
        dialog.wait_for()
        dialog.locator("[type=password]").fill("demo-password")
        dialog.locator("[type=password]").press("Enter")
        person.wait_for_text("This is what you typed before")
        assert page.locator("main [name=goal]").input_value() == "Typed before everything was lost"
        save(page)
        person.wait_for_text("Saved.")
    assert server.request("GET", CASE.format(case), token=tokens["form_master"]).json["goal"] == "Typed before everything was lost"


# Registers of others


@pytest.fixture
def missing_of_others(server, database, tokens):
    """Two registers that others should have taken on the last school day, in the classroom that the form master leads."""
    lessons = ",".join(lesson for lesson, in database.psql("""
        insert into app.lesson (school_id, teaching_assignment_id, weekday, period, starts_on, ends_on)
        select school_id, teaching_assignment_id, extract(isodow from day), period, day, day + 1
        from (
          select class.school_id, teaching_assignment_id, max(day) as day
          from app.teaching_assignment class join app.classroom using (school_id, classroom_id)
            join app.calendar_day using (school_id)
            join app.user_account master on master.school_id = classroom.school_id and master.user_id = form_master_id
          where email = 'form.master1@demo.school' and class.user_id <> form_master_id and is_school_day and day < current_date
          group by class.school_id, teaching_assignment_id
          order by teaching_assignment_id limit 1
        ) class, generate_series(19, 20) period
        returning lesson_id"""))
    found = server.request("GET", "/api/registers/missing/?limit=200", token=tokens["form_master"]).json["results"]
    yield [register for register in found if register["period"] in (19, 20)]
    database.psql(f"delete from app.lesson where lesson_id in ({lessons})")


def take(server, token, register):
    path = f"/api/registers/{register['class_id']}/{register['date']}/{register['period']}/"
    sheet = server.request("GET", path, token=token).json
    marks = [{"student_id": student["student_id"], "mark": "present"} for student in sheet["students"]]
    assert server.request("PUT", path, {"version": sheet["version"], "marks": marks}, token).status == 200


def test_who_leads_the_classroom_reads_the_registers_of_others_and_sees_them_taken(someone, server, tokens, missing_of_others):
    looked_at, other = missing_of_others
    person = someone("form.master1@demo.school")
    page = person.open(f"/registers/{looked_at['class_id']}/{looked_at['date']}/{looked_at['period']}")
    person.wait_for_text("Only who teaches the class takes its register.")
    assert page.get_by_role("button", name="Save the register").count() == 0
    assert page.locator(".badge.good", has_text="Present").count() == 0, "nobody has said so"
    person.check("register-of-others")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/registers/" in request.url else None)
    take(server, tokens["admin"], other)
    page.wait_for_timeout(1500)
    assert asked == [], "another register is no reason to ask"
    take(server, tokens["admin"], looked_at)
    page.locator(".badge.good", has_text="Present").first.wait_for()
