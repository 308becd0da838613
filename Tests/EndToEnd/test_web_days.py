"""The days of the page are the school's, wherever the browser is."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from browser import CASE, case, chromium, someone

# Fixtures, by their names.
__all__ = ["case", "chromium", "someone"]


def school_day(server, token):
    zone = server.request("GET", "/api/auth/me/", token=token).json["time_zone"]
    return datetime.datetime.now(ZoneInfo(zone)).date()


# One of them is on another day than the school at any time.
@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_today_is_the_day_of_the_school(someone, server, tokens, case, zone):
    today = school_day(server, tokens["form_master"])
    person = someone("form.master1@demo.school", timezone_id=zone)
    written = f"{today:%A}, {today.day} {today:%B}"
    assert person.page.locator("main .heading .muted").inner_text().replace(",", "") == written.replace(",", "")
    page = person.open("/registers")
    assert page.input_value("[name=date]") == str(today)
    body = {"title": "Do it today", "due_date": str(today)}
    assert server.request("POST", CASE.format(case) + "tasks/", body, tokens["form_master"]).status == 201
    page = person.open(f"/cases/{case}")
    row = page.locator("li.row", has_text="Do it today")
    row.locator("[title]", has_text="today").wait_for()
    row.get_by_role("button", name="Done").click()
    person.wait_for_text("Done.")
    tasks = server.request("GET", CASE.format(case) + "tasks/", token=tokens["form_master"]).json["results"]
    assert [task["done_on"] for task in tasks] == [str(today)]
    # A contact of yesterday is of the school's yesterday.
    yesterday = today - datetime.timedelta(1)
    page.fill("main [name=body]", "Met the father")
    page.get_by_text("Contact, progress, who may read it").click()
    page.fill("main [name=on]", str(yesterday))
    page.get_by_role("button", name="Add the note").click()
    person.wait_for_text("Added.")
    note = server.request("GET", CASE.format(case) + "notes/", token=tokens["form_master"]).json["results"][0]
    me = server.request("GET", "/api/auth/me/", token=tokens["form_master"]).json
    at = datetime.datetime.fromisoformat(note["occurred_at"]).astimezone(ZoneInfo(me["time_zone"]))
    assert (at.date(), at.hour) == (yesterday, 12)
    page.locator(".note", has_text=f"{yesterday.day} {yesterday:%b}").wait_for()


def test_how_many_days_ago_is_counted_by_the_calendar(someone, server, tokens):
    zone = server.request("GET", "/api/auth/me/", token=tokens["form_master"]).json["time_zone"]
    before_yesterday = datetime.datetime.now(ZoneInfo(zone)).date() - datetime.timedelta(2)
    late = datetime.datetime.combine(before_yesterday, datetime.time(23, 59), ZoneInfo(zone)).isoformat()
    page = someone("form.master1@demo.school").page
    assert page.evaluate("moment => import('/text.js').then(({ since }) => since(moment))", late) == "2 days ago"
