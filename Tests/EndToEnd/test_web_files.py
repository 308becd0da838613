"""What is shipped: texts of each language, what is asked for at once, and how much it is."""

import gzip
import hashlib
import re

import pytest
from browser import chromium
from server import WEB

# A fixture, by its name.
__all__ = ["chromium"]

FOR_ADMINS = {"adminSteps.js", "school.js", "rules.js", "users.js", "imports.js", "import.js", "audit.js", "exports.js", "retention.js"}


@pytest.fixture(scope="module")
def texts(chromium, server):
    """The texts of each language as the browser has them."""
    page = chromium.new_page()
    page.goto(server.base + "/icon.svg")
    return {language: {kind: page.evaluate(f"import('/lang/{language}{kind}.js').then(({{default: groups}}) => Object.fromEntries(Object.entries(groups)"
                                           ".flatMap(([group, texts]) => Object.entries(texts).map(([name, text]) => [group ? `${group}.${name}` : name, text]))))")
                       for kind in ("", "-admin")} for language in ("en", "so", "ar")}


def test_every_language_says_everything(texts):
    for kind in ("", "-admin"):
        # Refusals, and what was counted, are in English already.
        assert texts["so"][kind].keys() == texts["ar"][kind].keys()
        assert texts["en"][kind].keys() == {key for key in texts["so"][kind] if not key.startswith(("refused.", "measure."))}


def blanks(text):
    return set(re.findall(r"\{(\w+)\}", text if isinstance(text, str) else text["other"]))


def test_every_language_fills_in_the_same(texts):
    for kind in ("", "-admin"):
        for language in ("so", "ar"):
            assert {key for key, text in texts["en"][kind].items() if blanks(text) != blanks(texts[language][kind][key])} == set()


def test_every_text_that_the_page_asks_for_is_there(texts):
    """What all may open finds its texts in what all have."""
    known = texts["en"][""].keys()
    for file in WEB.glob("**/*.js"):
        asked = set(re.findall(r"\bt\('([\w.]+)'", file.read_text()))
        assert asked - known - (texts["en"]["-admin"].keys() if file.name in FOR_ADMINS else set()) == set(), file


def test_data_never_becomes_markup():
    for file in WEB.glob("**/*.js"):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", file.read_text()), file


def imports_of(name):
    """The modules that a module cannot do without."""
    text = (WEB / name).read_text()
    return {str(((WEB / name).parent / path).resolve().relative_to(WEB)) for path in re.findall(r"^import\b[^;]*?'(\.[^']+)';", text, re.M)}


def needs(name, known=()):
    found, new = set(known), {name}
    while new:
        found |= new
        new = set().union(*map(imports_of, new)) - found
    return found - set(known)


def test_what_a_page_needs_first_is_asked_for_at_once():
    """Named in index.html, and in look.js for the home page of each role: one file too few costs a round trip."""
    frame = needs("app.js")
    look = (WEB / "look.js").read_text()
    preloaded = set(re.findall(r'"modulepreload" href="([^"]+)"', (WEB / "index.html").read_text()))
    assert preloaded == frame - {"app.js"}
    shared = re.search(r"shared = \[([^]]+)\]", look)[1]
    frame.add("lang/en.js")
    for role, files in re.findall(r"(form_master|teacher|admin): \[([^]]+)\]", look):
        named = {f"{name}.js" for name in re.findall(r"'([^']+)'", files.replace("...shared", shared))}
        page, = [name for name in named if name.startswith("pages/")]
        assert named == needs(page, frame), role


def test_a_changed_file_is_a_new_version_of_the_page():
    """Browsers keep a version for good, so every change must be another one."""
    files = sorted(file for file in WEB.rglob("*") if file.is_file() and file.name != "sw.js")
    checksum = hashlib.sha256(b"".join(str(file.relative_to(WEB)).encode() + b"\0" + file.read_bytes() for file in files)).hexdigest()[:12]
    assert f"VERSION = '{checksum}'" in (WEB / "sw.js").read_text(), f"web/sw.js must say VERSION = '{checksum}'"


def test_what_is_kept_without_a_line_is_there():
    text = (WEB / "sw.js").read_text()
    names = re.findall(r"'(\w+)'", re.search(r"parts = \[(.*?)\];", text, re.S)[1])
    kept = {f"{name}.js" for name in names}
    wanted = needs("app.js") | needs("pages/register.js") | needs("pages/registers.js") | needs("conflict.js") | {"look.js"}
    assert kept | {"pages/register.js", "pages/registers.js"} == wanted


# What a browser of each role can come to load of our own, in bytes before compression. An Arabic letter has two.
NOT_FOR = {"teacher": FOR_ADMINS | {"adminText.js", "formMaster.js", "cases.js"}, "form_master": FOR_ADMINS | {"adminText.js", "teacher.js"},
           "admin": {"teacher.js", "formMaster.js"}}
SIZES = {"teacher": {"en": 151, "so": 154, "ar": 157}, "form_master": {"en": 154, "so": 156, "ar": 159}, "admin": {"en": 182, "so": 185, "ar": 189}}


@pytest.mark.parametrize("role", SIZES)
def test_what_is_shipped_stays_small(role):
    files = [file for file in WEB.rglob("*.*") if file.parent.name not in ("lang", "reset-password") and file.name not in NOT_FOR[role]]
    for language, kibibytes in SIZES[role].items():
        texts = [WEB / "lang" / f"{language}{kind}.js" for kind in (("", "-admin") if role == "admin" else ("",))]
        assert sum(file.stat().st_size for file in [*files, *texts]) < kibibytes * 1024, language
        assert sum(len(gzip.compress(file.read_bytes())) for file in [*files, *texts]) < 80 * 1024
