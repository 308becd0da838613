"""deploy/systemd and deploy/crontab: installed into a directory, checked by systemd itself, and their commands run."""

import json
import re
import shlex
import shutil
import subprocess

import pytest
from container import ROOT, Image, run
from server import ADMIN_URL, BINARY, Database

pytestmark = pytest.mark.root

SYSTEMD = ROOT / "deploy/systemd"
SERVICES = sorted(path.name for path in SYSTEMD.glob("*.service"))
TIMERS = sorted(path.name for path in SYSTEMD.glob("*.timer"))
TASKS = ("backup", "cleanup", "verify")


class Unit:
    """The lines of a unit file; what stands several times is a list."""

    def __init__(self, name):
        self.text = (SYSTEMD / name).read_text()

    def all(self, key):
        return re.findall(rf"^{key}=(.*)$", self.text, re.M)

    def __getitem__(self, key):
        return self.all(key)[0]

    def environment(self):
        return dict(entry.split("=", 1) for line in self.all("Environment") for entry in shlex.split(line))

    def credentials(self):
        return dict(line.split(":") for line in self.all("LoadCredential"))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """What `install` makes of an empty directory with the users of a fresh Debian that matter."""
    root = tmp_path_factory.mktemp("root")
    (root / "etc").mkdir()
    for name, base in (("passwd", "/usr/share/base-passwd/passwd.master"), ("group", "/usr/share/base-passwd/group.master")):
        shutil.copy(base, root / "etc" / name)
    output = install(root)
    assert output.count("/etc/school-support/database_") == 3
    return root


def install(root, binary=BINARY):
    command = [SYSTEMD / "install", binary]
    return subprocess.run(command, env={"DESTDIR": str(root), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, check=True, capture_output=True, text=True).stdout


def identity(root, user):
    fields = next(line.split(":") for line in (root / "etc/passwd").read_text().splitlines() if line.startswith(user + ":"))
    return int(fields[2]), int(fields[3])


@pytest.fixture(scope="module")
def school():
    database = Database()
    yield database
    database.drop()


@pytest.fixture
def perform(root, school, tmp_path):
    """Runs a command on this machine with the installed files laid over it, as systemd or cron would start it."""
    command = ["psql", "-X", "-q", "-d", ADMIN_URL]
    host = subprocess.run(command, input="\\echo :HOST", check=True, capture_output=True, text=True).stdout.strip()
    sockets = [(host, host, False)] if host.startswith("/") else []
    secret = tmp_path / "secret"
    secret.write_text(school.url + "\n")
    backups = tmp_path / "backups"
    backups.mkdir()

    def perform(arguments, environment, secrets):
        volumes = [*sockets, (root / "usr/local", "/usr/local", True), (backups, "/var/backups/school-support", False), *((secret, place, True) for place in secrets)]
        pairs = [f"{name}={value}" for name, value in environment.items()]
        image = Image(["/"])
        return run(image, arguments, tmp_path / "run", environment=pairs, volumes=volumes, check=True).stdout

    return perform


def test_systemd_finds_nothing_wrong(root):
    for directory in ("lib/systemd/system", "bin"):
        (root / directory).mkdir(parents=True, exist_ok=True)
    shutil.copytree("/lib/systemd/system", root / "lib/systemd/system", symlinks=True, dirs_exist_ok=True)
    shutil.copy("/bin/kill", root / "bin")
    units = [f"/etc/systemd/system/{name}" for name in (*SERVICES, *TIMERS)]
    result = subprocess.run(["systemd-analyze", "verify", f"--root={root}", *units], capture_output=True, text=True)
    ours = [line for line in result.stderr.splitlines() if "school-support" in line]
    assert result.returncode == 0 and ours == [], result.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_services_are_hardened(name):
    command = ["systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=25", SYSTEMD / name]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout.splitlines()[-1]
    unit = Unit(name)
    assert unit["MemoryMax"] and unit["LimitCORE"] == "0" and unit["NoNewPrivileges"] == "yes"
    assert not re.search(r"postgres(ql)?://|password", unit.text)


def test_the_server_is_watched_reloaded_and_given_time():
    unit = Unit("school-support.service")
    assert unit["Type"] == "notify" and int(unit["WatchdogSec"]) <= 60
    assert unit["ExecReload"] == "/bin/kill -HUP $MAINPID"
    assert int(unit["TimeoutStopSec"]) > 20
    directory = unit["RuntimeDirectory"]
    assert f"unix:/run/{directory} " in unit["ExecStart"] and unit["UMask"] == "0007"


@pytest.mark.parametrize("name", TIMERS)
def test_timers_start_a_service_once_a_day(name):
    assert name.replace(".timer", ".service") in SERVICES
    result = subprocess.run(["systemd-analyze", "calendar", "--iterations=2", Unit(name)["OnCalendar"]], check=True, capture_output=True, text=True)
    assert result.stdout.count("From now") == 2


def test_cleanup_is_at_two():
    assert Unit("school-support-cleanup.timer")["OnCalendar"] == "*-*-* 02:00"


def test_installing_again_keeps_settings_secrets_and_the_executable_before(root, tmp_path):
    settings, secret = root / "etc/school-support/settings.json", root / "etc/school-support/database_url"
    settings.write_text("{}")
    secret.write_text("postgresql://x\n")
    changed = tmp_path / "school-support"
    changed.write_text("#!/bin/sh\n")
    changed.chmod(0o755)
    try:
        assert "database_url" not in install(root, changed).replace("database_jobs_url", "").replace("database_admin_url", "")
        assert settings.read_text() == "{}" and secret.read_text() == "postgresql://x\n"
        assert (root / "usr/local/bin/school-support").read_text() == "#!/bin/sh\n"
        before = root / "usr/local/bin/school-support.before"
        assert before.stat().st_size == (ROOT / BINARY).stat().st_size
        install(root, before)
        assert (root / "usr/local/bin/school-support").stat().st_size == (ROOT / BINARY).stat().st_size
        assert before.read_text() == "#!/bin/sh\n"
    finally:
        settings.unlink()
        secret.write_text("")
        install(root)


def test_secrets_and_backups_are_seen_by_those_who_need_them(root):
    server, backup = identity(root, "school-support"), identity(root, "school-support-backup")
    etc = root / "etc/school-support"
    secrets = {"database_url": server, "database_jobs_url": server, "totp_key": server, "database_admin_url": backup}
    for name, group in secrets.items():
        status = (etc / name).stat()
        assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (0, group[1], 0o640)
    status = (root / "var/backups/school-support").stat()
    assert (status.st_uid, status.st_mode & 0o777) == (backup[0], 0o755)
    members = next(line for line in (root / "etc/group").read_text().splitlines() if line.startswith("school-support:"))
    assert members.endswith(":www-data")


@pytest.mark.parametrize("name", SERVICES)
def test_every_credential_is_a_file_that_install_begins_and_a_setting_names_it(root, name):
    unit = Unit(name)
    for credential, path in unit.credentials().items():
        assert (root / path.lstrip("/")).is_file(), path
        assert f"%d/{credential}" in unit.environment().values()


def test_the_key_of_second_factors_is_made_once_and_is_good(root, tmp_path):
    file = root / "etc/school-support/totp_key"
    key = file.read_text()
    install(root)
    assert file.read_text() == key and re.fullmatch(r"20\d\d:[A-Za-z0-9+/]{43}=\n", key)
    # The one is refused for its address, which is read after the key; the other for the key.
    for text, told in ((key, "--listen"), (key[:20], "TOTP_KEY")):
        (tmp_path / "key").write_text(text)
        environment = {"TOTP_KEY_FILE": str(tmp_path / "key"), "DATABASE_URL": "host=/nonexistent user=x"}
        result = subprocess.run([BINARY, "worker", "--listen", "nowhere"], env=environment, capture_output=True, text=True, timeout=60)
        assert result.returncode == 78 and told in result.stderr, result.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_options_and_settings_are_known(name):
    unit = Unit(name)
    program, *arguments = shlex.split(unit["ExecStart"])
    known = help_of() + subprocess.run([ROOT / "deploy/backup/backup", "--help"], check=True, capture_output=True, text=True).stdout
    for variable in unit.environment():
        assert variable in known, variable
    if program.endswith("school-support"):
        for option in arguments[1:]:
            assert not option.startswith("--") or option in help_of(arguments[0]), option


def test_the_settings_file_has_settings_that_are_known():
    def names(tree, prefix=()):
        for key, value in tree.items():
            yield from names(value, (*prefix, key)) if isinstance(value, dict) else ["_".join((*prefix, key)).upper()]

    settings = list(names(json.loads((SYSTEMD / "settings.json").read_text())))
    assert settings and not [name for name in settings if name not in help_of()]


def test_the_settings_file_is_heeded(tmp_path):
    for words in (("workers",), ("cookie", "secure"), ("trust", "proxy")):
        tree = json.loads((SYSTEMD / "settings.json").read_text())
        place = tree
        for word in words[:-1]:
            place = place[word]
        place[words[-1]] = "nonsense"
        (tmp_path / "settings.json").write_text(json.dumps(tree))
        environment = {"SCHOOL_SUPPORT_CONFIG": str(tmp_path / "settings.json"), "DATABASE_URL": "postgresql:///none"}
        result = subprocess.run([BINARY, "serve"], env=environment, capture_output=True, text=True, timeout=60)
        assert result.returncode == 78 and "_".join(words).upper() in result.stderr


def help_of(*command):
    return subprocess.run([BINARY, *command, "--help"], check=True, capture_output=True, text=True).stdout


EXPECTED = {"backup": r"^backup 20\d\d-", "cleanup": r"login_attempt", "verify": r"is good"}


def test_the_tasks_of_the_units_do_their_work(perform):
    for name in TASKS:
        unit = Unit(f"school-support-{name}.service")
        environment = {key: value.replace("%d", "/run/credentials/x") for key, value in unit.environment().items()}
        places = [f"/run/credentials/x/{credential}" for credential in unit.credentials()]
        output = perform(shlex.split(unit["ExecStart"]), environment, places)
        assert re.search(EXPECTED[name], output, re.M), output


def crontab():
    """Settings, and (minute, hour, day, month, weekday, user, command) of each line."""
    lines = [line for line in (ROOT / "deploy/crontab").read_text().splitlines() if line and line[0] != "#"]
    settings = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    return settings, [line.split(None, 6) for line in lines if not re.match(r"\w+=", line)]


def test_pages_are_installed_with_the_release(root):
    pages = root / "usr/share/school-support/web"
    (pages / "left-over.js").write_text("")
    install(root)
    names = {path.relative_to(ROOT / "web") for path in (ROOT / "web").rglob("*")}
    assert {path.relative_to(pages) for path in pages.rglob("*")} == names
    assert {path.stat().st_mode & 0o777 for path in pages.rglob("*") if path.is_file()} == {0o644}


def test_verify_waits_for_a_backup_that_is_under_way():
    assert "school-support-backup.service" in Unit("school-support-verify.service")["After"].split()


def test_crontab_says_the_same_as_the_timers(root):
    assert subprocess.run(["crontab", "-n", ROOT / "deploy/crontab"], capture_output=True).returncode == 0
    entries = crontab()[1]
    assert len(entries) == len(TASKS)
    for minute, hour, day, month, weekday, user, command in entries:
        name = next(name for name in TASKS if command.endswith(name))
        unit = Unit(f"school-support-{name}.service")
        assert (day, month, weekday) == ("*", "*", "*")
        assert Unit(f"school-support-{name}.timer")["OnCalendar"] == f"*-*-* {int(hour):02}:{int(minute):02}"
        assert user == unit["User"] and identity(root, user)
        assert command.endswith(unit["ExecStart"])
        assert list(unit.credentials().values()) == re.findall(r"_FILE=(\S+)", command)
        readable = (root / re.findall(r"_FILE=/(\S+)", command)[0]).stat()
        assert readable.st_gid == identity(root, user)[1]


def test_the_lines_of_crontab_do_their_work(perform):
    settings, entries = crontab()
    for *_, command in entries:
        name = next(name for name in TASKS if command.endswith(name))
        output = perform([settings["SHELL"], "-c", command], settings, re.findall(r"_FILE=(\S+)", command))
        assert re.search(EXPECTED[name], output, re.M), output
