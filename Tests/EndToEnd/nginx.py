"""The nginx of deploy/nginx in front of a server, with the paths, the port and the certificate of a test."""

import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.request

from server import WEB, free_port

FOLDER = pathlib.Path(__file__).parents[2] / "deploy" / "nginx"


class Nginx:
    """In front of sockets, or of HOST:PORT. Stops on leaving the with block. `base` is its address; it speaks plainly, for TLS
    takes a name. `changed` has lines of the configuration as they are and as they are to be."""

    def __init__(self, sockets, tls=False, changed={}):
        self.sockets, self.tls, self.changed, self.port = sockets, tls, changed, free_port()
        self.base = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="nginx-", dir="/tmp"))
        self.error_log, self.access_log = self.folder / "error.log", self.folder / "access.json"

    def configuration(self):
        """The deployed files, word for word but for what a test must change."""
        target = self.folder / "school-support"
        shutil.copytree(FOLDER, target)
        upstreams = [socket if ":" in str(socket) else f"unix:{socket}" for socket in self.sockets]
        servers = "".join(f"  server {upstream} max_fails=0;\n" for upstream in upstreams)
        lines = [line for line in (target / "upstream.conf").read_text().splitlines(True) if "server unix:" not in line]
        upstream = "".join(lines).replace("  keepalive 32;", servers + "  keepalive 32;")
        if not any(place.startswith("unix:") for place in upstreams):
            # As docs/scaling.md has it for other machines.
            upstream = upstream.replace("keepalive_timeout 2s;", "keepalive_timeout 500ms;")
        (target / "upstream.conf").write_text(upstream)
        main = (target / "school-support.conf").read_text()
        for deployed, wanted in self.changed.items():
            assert deployed in main
            main = main.replace(deployed, wanted)
        main = main.replace("/var/log/nginx/school-support.log", str(self.access_log))
        main = main.replace("/usr/share/school-support/web", str(WEB))
        (target / "school-support.conf").write_text(main)
        listen = (target / "tls.conf").read_text().replace("listen [::]:443 ssl http2;", "").replace(
            "listen 443", f"listen 127.0.0.1:{self.port}").replace("/etc/ssl/school-support", str(self.folder))
        (target / "tls.conf").write_text(listen if self.tls else f"server_name school.example; listen 127.0.0.1:{self.port};")
        (self.folder / "nginx.conf").write_text(
            f"daemon off; user root; pid {self.folder}/pid; error_log {self.error_log} notice; worker_processes 1;\n"
            "events { worker_connections 4096; }\n"
            f"http {{ include /etc/nginx/mime.types; include {target}/school-support.conf; }}\n")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
             "-subj", "/CN=school.example", "-keyout", self.folder / "key.pem", "-out", self.folder / "fullchain.pem"],
            check=True, capture_output=True)

    def __enter__(self):
        self.configuration()
        # include paths are relative to the configuration's folder.
        command = ["nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.error_log]
        self.process = subprocess.Popen(command)
        for _ in range(100):
            try:
                if self.tls:
                    return self
                urllib.request.urlopen(self.base + "/health/live", timeout=5).read()
                return self
            except OSError:
                assert self.process.poll() is None, self.error_log.read_text()
                time.sleep(0.05)
        raise RuntimeError(self.error_log.read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder)
