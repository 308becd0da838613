"""Signing in with a second factor, and setting a new password, in a real browser."""

import contextlib

import one_time
import pytest
from browser import Person as Browser
from browser import chromium
from server import PASSWORD, Database, Server
from test_second_factor import Person


@pytest.fixture(scope="module")
def database():
    """Of their own, because passwords change."""
    database = Database()
    yield database
    database.drop()


@pytest.fixture(scope="module")
def server(database):
    with Server(database, TOTP_KEY=one_time.KEY) as server:
        yield server


def test_the_second_step_is_asked_for_and_a_wrong_code_said(server, chromium):
    person = Person(server, "teacher1@demo.school")
    browser = Browser(chromium, server.base)
    with contextlib.closing(browser.context):
        page = browser.page
        page.goto(server.base + "/")
        page.fill("[name=email]", person.email)
        page.fill("[name=password]", PASSWORD)
        page.click("[type=submit]")
        page.fill("dialog [name=code]", one_time.wrong(person.secret))
        page.click("dialog [type=submit]")
        browser.wait_for_text("The code is wrong, or was used before.")
        page.fill("dialog [name=code]", person.recovery_codes[0].lower())
        page.click("dialog [type=submit]")
        page.wait_for_selector("nav.places")
        assert browser.errors == []


def test_a_link_sets_a_new_password_and_leaves_the_address(server, database, chromium):
    link = database.run("user", "reset-password", "teacher2@demo.school", environment={"PUBLIC_URL": server.base}).stdout.strip()
    browser = Browser(chromium, server.base)
    with contextlib.closing(browser.context):
        page = browser.page
        page.goto(link)
        page.fill("[name=new_password]", "a-brand-new-password")
        assert "token" not in page.url
        browser.check("reset-password")
        page.click("[type=submit]")
        browser.wait_for_text("Changed. Sign in with the new password.")
        browser.sign_in("teacher2@demo.school", "a-brand-new-password")
        assert browser.errors == []


def test_a_forgotten_password_is_asked_for_from_the_sign_in_page(server, database, chromium):
    browser = Browser(chromium, server.base)
    with contextlib.closing(browser.context):
        page = browser.page
        page.goto(server.base + "/")
        page.get_by_role("button", name="Forgot your password?").click()
        page.fill("dialog [name=email]", "teacher3@demo.school")
        page.click("dialog [type=submit]")
        page.wait_for_selector("dialog", state="detached")
        assert database.value("select count(*) from auth.password_reset where account_hash = auth.account_hash('teacher3@demo.school')") == "1"
