"""TLS to PostgreSQL: with deploy/postgresql/pg_hba.conf only the right host, over TLS, with the right password."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import pytest
from server import BINARY, free_port
from test_faults import wait_until

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
HBA = pathlib.Path(__file__).parents[2] / "deploy" / "postgresql" / "pg_hba.conf"
OWNER = "postgres" if os.getuid() == 0 else None
HOST = "db.school.example"


def run(*command, **options):
    return subprocess.run([str(word) for word in command], cwd="/", check=True, capture_output=True, text=True, **options)


def certificates(folder):
    """A CA of the site's own, a server certificate of it for HOST, and another CA that has nothing to do with it."""
    for name in ("ca", "stranger"):
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
            "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.crt")
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
        "-keyout", folder / "server.key", "-out", folder / "server.csr")
    (folder / "names").write_text(f"subjectAltName=DNS:{HOST}")
    run("openssl", "x509", "-req", "-days", "2", "-in", folder / "server.csr", "-CA", folder / "ca.crt", "-CAkey", folder / "ca.key",
        "-CAcreateserial", "-extfile", folder / "names", "-out", folder / "server.crt")


class Cluster:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        certificates(folder)
        folder.chmod(0o755)
        if OWNER:
            run("chown", "-R", OWNER, folder)
        (folder / "server.key").chmod(0o600)
        self.as_owner(POSTGRES / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.write(f"""
                listen_addresses = '127.0.0.1'
                port = {self.port}
                unix_socket_directories = '{folder}'
                ssl = on
                ssl_cert_file = '{folder}/server.crt'
                ssl_key_file = '{folder}/server.key'
                ssl_ca_file = '{folder}/ca.crt'
                ssl_min_protocol_version = 'TLSv1.2'
                password_encryption = 'scram-sha-256'
                log_statement = 'all'
                log_connections = on
            """)
        self.as_owner(POSTGRES / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "start")
        self.url = f"postgresql:///school_support?host={folder}&port={self.port}&user=postgres"
        self.sql("create database school_support", "postgres")
        run(BINARY, "migrate", env=os.environ | {"DATABASE_ADMIN_URL": self.url})
        self.sql("alter role school_support_api password 'a-password-of-its-own'")
        self.sql("insert into app.school (name) values ('TLS')")
        run(BINARY, "user", "create", "--school", "TLS", "--email", "a@tls.school", "--name", "A", "--role", "admin",
            env=os.environ | {"DATABASE_ADMIN_URL": self.url}, input="a-clear-password-x\n")
        # From here on the file that we ship decides.
        shutil.copy(HBA, folder / "data" / "pg_hba.conf")
        self.as_owner(POSTGRES / "pg_ctl", "-D", folder / "data", "reload")
        time.sleep(0.5)

    def as_owner(self, *command):
        return run(*command, user=OWNER)

    def sql(self, statement, database="school_support"):
        return self.as_owner("psql", "-X", "-q", "-At", "-d", f"postgresql:///{database}?host={self.folder}&port={self.port}&user=postgres", "-c", statement).stdout

    def connection(self, host=HOST, ca="ca", **settings):
        settings = {"host": host, "hostaddr": "127.0.0.1", "port": self.port, "dbname": "school_support", "user": "school_support_api",
                    "password": "a-password-of-its-own", "sslmode": "verify-full", "sslrootcert": self.folder / f"{ca}.crt",
                    "channel_binding": "require"} | settings
        return " ".join(f"{name}={value}" for name, value in settings.items())

    def stop(self):
        self.as_owner(POSTGRES / "pg_ctl", "-D", self.folder / "data", "-w", "-m", "fast", "stop")


@pytest.fixture(scope="module")
def cluster():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="school-support-tls-", dir="/tmp"))
    cluster = Cluster(folder)
    yield cluster
    cluster.stop()
    shutil.rmtree(folder)


class OneWorker:
    def __init__(self, connection):
        self.port = free_port()
        self.environment = os.environ | {"DATABASE_URL": connection, "LOG_LEVEL": "info", "LOG_FORMAT": "json"}

    def __enter__(self):
        self.process = subprocess.Popen([BINARY, "worker", "--listen", f"127.0.0.1:{self.port}"], env=self.environment)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def ask(self, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, {"Content-Type": "application/json"})
        try:
            return urllib.request.urlopen(request, timeout=5).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def readiness(self, seconds):
        """200 as soon as it is ready, else what it answered last."""
        deadline = time.monotonic() + seconds
        while (status := self.ask("/health/ready")) != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        return status


def test_a_worker_serves_over_tls_with_the_right_host(cluster):
    with OneWorker(cluster.connection()) as worker:
        assert worker.readiness(15) == 200
        login = b'{"email": "a@tls.school", "password": "a-clear-password-x"}'
        assert worker.ask("/api/auth/login/", login) == 200
        used = cluster.sql("""select distinct ssl, version from pg_stat_ssl join pg_stat_activity using (pid)
            where usename = 'school_support_api'""").split()
        assert used == ["t|TLSv1.3"]
    # PostgreSQL's own log had all statements on: clear passwords are in none.
    log = (cluster.folder / "log").read_text()
    assert "begin_login" in log and "a-clear-password-x" not in log


@pytest.mark.parametrize("name, change, reason", [
    ("another host", {"host": "db.elsewhere.example"}, "does not match host name"),
    ("an unknown authority", {"ca": "stranger"}, "certificate verify failed"),
    ("plain", {"sslmode": "disable", "channel_binding": "disable"}, "no encryption"),
    ("wrong password", {"password": "guessed"}, "password authentication failed"),
    ("another role", {"user": "school_support_owner", "password": "guessed"}, "pg_hba.conf rejects connection"),
    ("another database", {"dbname": "postgres"}, "pg_hba.conf rejects connection"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_all_else_is_refused(cluster, name, change, reason):
    connection = cluster.connection(**change)
    answer = subprocess.run([BINARY, "migrate", "status"], env=os.environ | {"DATABASE_ADMIN_URL": connection}, capture_output=True, text=True)
    assert answer.returncode == 69 and reason in answer.stderr, answer.stderr
    assert "guessed" not in answer.stderr and "a-password-of-its-own" not in answer.stderr
    with OneWorker(connection) as worker:
        wait_until(lambda: worker.ask("/health/ready"), 15)
        assert worker.readiness(2) == 503


def test_whoever_administers_gets_in_from_the_machine_itself(cluster):
    cluster.sql("create role school_support_admin superuser login password 'another-of-its-own'")
    connection = cluster.connection(user="school_support_admin", password="another-of-its-own")
    answer = subprocess.run([BINARY, "migrate", "status"], env=os.environ | {"DATABASE_ADMIN_URL": connection}, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr


def test_every_line_of_the_file_is_one_that_postgresql_understands(cluster):
    assert cluster.sql("select count(*), count(error) from pg_hba_file_rules").strip().split("|") == ["6", "0"]
