"""docs/security.md names tests and files that exist."""

import pathlib
import re

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()


def test_every_test_and_file_that_the_page_names_exists():
    tests = "\n".join(path.read_text() for path in (ROOT / "Tests" / "EndToEnd").glob("*.py"))
    names = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(names) > 40
    assert [name for name in sorted(names) if f"def {name}(" not in tests] == []
    files = set(re.findall(r"`(test_\w+\.py)`", PAGE))
    assert [name for name in sorted(files) if not (ROOT / "Tests" / "EndToEnd" / name).exists()] == []
    paths = set(re.findall(r"`((?:Sources|Tests|sql|deploy|docs)/[\w./+-]+)`", PAGE))
    assert len(paths) > 10
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_every_chapter_of_the_standard_is_in_the_table():
    chapters = {int(number) for number in re.findall(r"^\| (\d+)", PAGE, re.M)}
    assert chapters >= set(range(1, 18)) - {10}, "10 stands with 9"
    assert "| 9 self-contained tokens, 10 OAuth |" in PAGE
