import os
import pathlib
import re
import subprocess

README = pathlib.Path(__file__).parents[2] / "README.md"


def test_the_session_in_the_readme_works_as_written(server, database):
    blocks = re.findall(r"<!-- session -->\n```sh\n(.*?)```", README.read_text(), re.S)
    assert blocks
    script = "set -euo pipefail\n" + "\n".join(blocks)
    output = subprocess.run(
        ["bash", "-c", script], env=os.environ | {"BASE": server.base}, capture_output=True, text=True, timeout=60
    )
    assert output.returncode == 0, output.stderr
    answers = output.stdout
    assert '"pending_cases"' in answers and '"statistics"' in answers
    before, after = (int(version) for version in re.findall(r"^version (\d+)$", answers, re.M))
    assert after == before + 1
    assert '"success":true' in answers
    conflict = re.search(r'\{[^{}]*"current":.*"status":409.*', answers) or re.search(r'.*"status":409.*', answers)
    assert f'"current_version":{after}' in conflict[0] and f'"your_version":{before}' in conflict[0]
    assert '"action" : "UPDATE"' in answers
