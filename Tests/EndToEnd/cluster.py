"""A PostgreSQL cluster of a test's own, for what must not happen to the one that the others share."""

import atexit
import contextlib
import functools
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from server import BINARY, psql, value

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
OWNER = "postgres" if os.getuid() == 0 else None


def run(*command, check=True):
    """As a user that may run PostgreSQL."""
    return subprocess.run(command, user=OWNER, cwd="/", check=check, capture_output=True, text=True)


class Cluster:
    """Stops, and is gone, on leaving the with block. `folder` may be given, such as one on a small disk."""

    def __init__(self, folder=None, **settings):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="cluster-", dir="/tmp"))
        if OWNER:
            shutil.chown(self.folder, OWNER)
        self.data = self.folder / "data"
        self.settings = {"max_connections": 100} | settings
        self.url = f"postgresql:///postgres?host={self.folder}&user=postgres"

    def create(self):
        run(POSTGRES / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")

    def start(self):
        options = "".join(f" -c {name}={value}" for name, value in self.settings.items())
        run(POSTGRES / "pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log",
            "-o", f"-c listen_addresses='' -k {self.folder}{options}", "start")

    def psql(self, sql):
        return psql(self.url, sql)

    def value(self, sql):
        return value(self.url, sql)

    def __enter__(self):
        self.create()
        self.start()
        return self

    def kill(self):
        """The postmaster dies at once; its children notice and end by themselves."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        for _ in range(200):
            left = subprocess.run(["pgrep", "-f", f"postgres.*{self.folder}"], capture_output=True).stdout
            if not os.path.exists(f"/proc/{pid}") and not left:
                return
            time.sleep(0.05)

    @contextlib.contextmanager
    def stopped(self):
        """All processes stop at the same moment, and go on afterwards, if they are still there."""
        postmaster = (self.data / "postmaster.pid").read_text().split()[0]
        pids = subprocess.run(["pgrep", "-P", postmaster], capture_output=True, text=True).stdout.split() + [postmaster]
        try:
            self.send(signal.SIGSTOP, pids)
            yield pids
        finally:
            self.send(signal.SIGCONT, pids)

    def lose_power(self):
        """When only the postmaster dies, commits that wait for a standby end their wait, and for some milliseconds readers see what the
        standby may never have."""
        with self.stopped() as pids:
            self.send(signal.SIGKILL, pids)

    @staticmethod
    def send(sent, pids):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), sent)

    def __exit__(self, *_):
        run(POSTGRES / "pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


class DemoCluster(Cluster):
    """With the demo school in the database `school_support`: a copy of one that is made once."""

    def __init__(self, folder=None, **settings):
        super().__init__(folder, **settings)
        self.url = self.url.replace("/postgres?", "/school_support?")

    def create(self):
        run("cp", "-a", demo_school(), self.data)


@functools.cache
def demo_school():
    """The files of a cluster that does not run."""
    # Little is left of its log, so that a copy fits on a small disk.
    cluster = DemoCluster(fsync="off", max_wal_size="'64MB'", min_wal_size="'32MB'", wal_recycle="off")
    atexit.register(shutil.rmtree, cluster.folder)
    Cluster.create(cluster)
    cluster.start()
    run("createdb", "-h", cluster.folder, "-U", "postgres", "school_support")
    for arguments in (["migrate"], ["demo", "load"]):
        subprocess.run([BINARY, *arguments], env=os.environ | {"DATABASE_ADMIN_URL": cluster.url}, check=True, capture_output=True)
    run(POSTGRES / "pg_ctl", "-D", cluster.data, "-w", "-m", "fast", "stop")
    return cluster.data


class Standby(Cluster):
    """Follows another cluster, which waits for it at each commit if it is told to."""

    def __init__(self, primary):
        super().__init__(**primary.settings)
        self.url = primary.url.replace(str(primary.folder), str(self.folder))
        self.primary = primary

    def create(self):
        run(POSTGRES / "pg_basebackup", "-D", self.data, "-h", self.primary.folder, "-U", "postgres", "-R", "-X", "stream",
            "-c", "fast", "-d", "application_name=standby")

    def promote(self):
        run(POSTGRES / "pg_ctl", "-D", self.data, "-w", "promote")
