"""One's own account in a real browser: the second factor from beginning to end, and where one is signed in."""

import re

import one_time
import pytest
from browser import chromium, someone
from playwright.sync_api import expect
from server import PASSWORD, Database, Server


@pytest.fixture(scope="module")
def database():
    """Of their own, because sessions end and a school becomes strict."""
    database = Database()
    yield database
    database.drop()


@pytest.fixture(scope="module")
def server(database):
    with Server(database, TOTP_KEY=one_time.KEY) as server:
        yield server


def begin(person, check=None):
    """Learns the secret as a device would; answers it with the recovery codes, which are shown."""
    page = person.page
    page.get_by_role("button", name="Set up the second step").click()
    page.fill("dialog [name=password]", PASSWORD)
    page.get_by_role("button", name="Next").click()
    page.wait_for_selector("dialog .secret")
    secret = page.locator("dialog .secret code").inner_text().replace(" ", "")
    assert f"secret={secret}" in page.get_by_role("link", name="Open in the app").get_attribute("href")
    if check:
        check("factor-secret")
    page.fill("dialog [name=code]", one_time.wrong(secret))
    page.get_by_role("button", name="Confirm").click()
    page.locator("dialog .error", has_text="wrong").wait_for()
    one_time.early_in_step()
    page.fill("dialog [name=code]", one_time.code(secret, -1))
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_selector("dialog ol.secret")
    return secret, page.locator("dialog ol.secret li").all_inner_texts()


def set_up(person, check=None):
    secret, codes = begin(person, check)
    page = person.page
    if check:
        check("factor-recovery")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.path().read_text().split() == codes and len(codes) == 10
    page.get_by_role("button", name="Done").click()
    assert page.locator("dialog").is_visible(), "not before they are kept"
    page.locator("dialog [name=kept]").check()
    page.get_by_role("button", name="Done").click()
    page.wait_for_selector("dialog", state="detached")
    return secret, codes


def sign_in_with(person, email, code):
    page = person.page
    page.goto(person.base + "/")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.fill("dialog [name=code]", code)
    page.click("dialog [type=submit]")
    page.wait_for_selector("nav.places")
    person.settle()


def test_a_second_step_is_set_up_used_and_removed(someone):
    email = "teacher4@demo.school"
    person, other = someone().sign_in(email), someone().sign_in(email)
    person.open("/account")
    secret, codes = set_up(person, person.check)
    person.wait_for_text("Recovery codes left")
    # Whoever was signed in elsewhere is asked anew.
    other.page.reload()
    other.page.get_by_role("dialog", name="Your session has ended").wait_for()

    again = someone()
    sign_in_with(again, email, codes[0])
    again.open("/account")
    again.page.get_by_role("button", name="Remove the second step").click()
    again.page.fill("dialog [name=password]", PASSWORD)
    again.page.fill("dialog [name=code]", codes[1])
    again.page.locator("dialog").get_by_role("button", name="Remove the second step").click()
    again.page.get_by_role("dialog", name="Your session has ended").wait_for()
    someone().sign_in(email)


def test_recovery_codes_stay_until_they_are_kept(someone):
    person = someone("teacher1@demo.school")
    page = person.open("/account")
    _, codes = begin(person)
    for _ in range(4):
        page.keyboard.press("Escape")
        page.wait_for_timeout(100)
    page.go_back()
    page.get_by_role("heading", name="Today", include_hidden=True).wait_for(state="attached")
    page.wait_for_timeout(300)
    assert page.locator("dialog[open] ol.secret li").all_inner_texts() == codes
    page.locator("dialog [name=kept]").check()
    page.get_by_role("button", name="Done").click()
    page.wait_for_selector("dialog", state="detached")


def test_whoever_must_have_a_second_step_is_led_to_it(database, someone):
    person = someone().sign_in("admin@demo.school")
    database.run("user", "require-second-factor", "--school", "Demo School", "--role", "admin")
    for place in ("/alerts", "/", "/account"):
        person.open(place)
        person.page.get_by_role("button", name="Set up the second step").wait_for()
    person.open("/cases")
    person.wait_for_text("Your school asks for a second step")
    person.check("factor-required")
    set_up(person)
    person.page.get_by_role("heading", name="Cases", exact=True).wait_for()
    person.open("/")
    person.page.get_by_role("heading", name="The school today").wait_for()
    assert person.errors == []


def test_sessions_are_seen_and_ended(server, someone):
    email = "teacher5@demo.school"
    phone, laptop, lost = someone(user_agent="Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari"), someone(), server.login(email)
    phone.sign_in(email)
    page = laptop.sign_in(email).open("/account")
    laptop.wait_for_text("You are signed in on 3 devices.")
    laptop.check("account-sessions")
    row = page.locator("li.row", has_text="Chrome · Android")
    row.get_by_role("button", name="End it").click()
    laptop.wait_for_text("You are signed in on 2 devices.")
    phone.page.reload()
    phone.page.get_by_role("dialog", name="Your session has ended").wait_for()
    assert server.request("GET", "/api/auth/me/", token=lost).status == 200
    page.get_by_role("button", name="End all others").click()
    laptop.wait_for_text("You are signed in on 1 device.")
    assert server.request("GET", "/api/auth/me/", token=lost).status == 401
    assert page.locator("li.row", has_text=re.compile("This one")).count() == 1
    assert page.get_by_role("button", name="End it").count() == 0


@pytest.mark.parametrize("language", ["ar", "so"])
def test_the_dialogs_fit_in_other_languages(someone, language):
    person = someone(language=language, width=360).sign_in("teacher6@demo.school")
    page = person.open("/account")
    person.check(f"account-{language}")
    page.locator(".later .button.primary").click()
    page.fill("dialog [name=password]", PASSWORD)
    page.click("dialog [type=submit]")
    page.wait_for_selector("dialog .secret")
    person.check(f"factor-secret-{language}")


@pytest.mark.parametrize("language, wrong, too_long", [
    ("en", "current_password is wrong", "new_password must not be longer than 128 characters"),
    ("ar", "كلمة المرور الحالية خاطئة.", "من 12 إلى 128 حرفًا"), ("so", "Furaha sirta ee hadda waa khalad.", "12 ilaa 128 xaraf")])
def test_a_refusal_is_said_in_the_language_of_the_reader(someone, language, wrong, too_long):
    person = someone("teacher2@demo.school", language=language)
    page = person.open("/account")
    page.fill("[name=current_password]", "not this one, surely")
    page.fill("[name=new_password]", "a long and unusual one 71")
    submit = page.locator("form", has=page.locator("[name=new_password]")).locator("[type=submit]")
    submit.click()
    expect(page.locator("[data-field=current_password] .error")).to_contain_text(wrong)
    page.fill("[name=current_password]", PASSWORD)
    page.fill("[name=new_password]", 129 * "x")
    submit.click()
    expect(page.locator("[data-field=new_password] .error")).to_contain_text(too_long)
