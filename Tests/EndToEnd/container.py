"""Containers without Docker: the run stage of a Dockerfile in a fresh Debian, and services of a compose file in it, each in
mount and process namespaces of its own, all in one network namespace. Needs root, as Docker does."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import time

ROOT = pathlib.Path(__file__).parents[2]
BASE = ROOT / ".local/debian-bookworm"
MIRROR = "http://deb.debian.org/debian"
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def debian():
    """A minimal Debian 12, as debian:bookworm-slim is; made once."""
    if not BASE.exists():
        unfinished = BASE.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.parent.mkdir(exist_ok=True)
        command = ["debootstrap", "--variant=minbase", "bookworm", unfinished, MIRROR]
        subprocess.run(command, check=True, capture_output=True)
        # As in Docker's image: packages start no services.
        policy = unfinished / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        unfinished.rename(BASE)
    return BASE


class Dockerfile:
    """The last stage of a Dockerfile: its instructions as (name, text)."""

    def __init__(self, path):
        text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", path.read_text(), flags=re.M))
        steps = [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]
        last = max(number for number, (name, _) in enumerate(steps) if name == "FROM")
        self.build, self.steps = steps[:last], steps[last:]

    def get(self, name):
        return next(text for step, text in self.steps if step == name)

    def json(self, name):
        return json.loads(next((text for step, text in self.steps if step == name), "[]"))


class Image:
    """A root directory: layers of an overlay, what must run as whom, and how."""

    def __init__(self, layers, user="0:0", entrypoint=(), command=()):
        self.layers, self.user, self.entrypoint, self.command = [str(layer) for layer in layers], user, list(entrypoint), list(command)


def build(dockerfile, binary, folder):
    """Runs the last stage's steps. The executable is linked dynamically here: it brings the Swift libraries along."""
    layer = folder / "layer"
    layer.mkdir(parents=True)
    image = Image([debian()])
    for name, text in dockerfile.steps:
        if name == "RUN":
            run(image, ["sh", "-c", text], folder / "run", upper=layer, network=None, check=True)
        elif name == "COPY" and text.startswith("--from=build "):
            put(binary, layer, text.split()[-1])
            for path in swift_libraries(binary):
                put(path, layer, path)
        elif name == "COPY":
            source, target = text.split()
            shutil.copytree(ROOT / source, layer / target.lstrip("/"), dirs_exist_ok=True)
    return Image([layer, debian()], dockerfile.get("USER"), dockerfile.json("ENTRYPOINT"), dockerfile.json("CMD"))


def put(source, layer, place):
    target = layer / place.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def swift_libraries(binary):
    paths = re.findall(r"=> (/\S+)", subprocess.run(["ldd", binary], check=True, capture_output=True, text=True).stdout)
    return [path for path in paths if "/swift/" in path]


class Network:
    """A network namespace with nothing but a loopback interface: every port is free, and nobody else can reach it. As in
    Docker's, everybody may listen on any port."""

    def __enter__(self):
        prepare = "echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start && ip link set lo up && exec sleep infinity"
        self.holder = subprocess.Popen(["unshare", "--net", "sh", "-c", prepare])
        self.enter = ["nsenter", "--net", "--target", str(self.holder.pid)]
        while "LOOPBACK,UP" not in subprocess.run([*self.enter, "ip", "link"], capture_output=True, text=True).stdout:
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.holder.kill()
        self.holder.wait()


def command(image, arguments, folder, upper=None, network=None, user=None, environment=(), volumes=(), tmpfs=(), read_only=False):
    """The command line that runs the arguments in the image. volumes: (directory or file, path inside, read-only)."""
    folder.mkdir(parents=True, exist_ok=True)
    script = [
        "set -e", f"mount -t tmpfs tmpfs {folder}", f"cd {folder}", "mkdir upper work root",
        f"upper={upper or folder / 'upper'} work={upper.parent / 'work' if upper else folder / 'work'}",
        'mkdir -p "$work"',
        f'mount -t overlay -o lowerdir={":".join(image.layers)},upperdir=$upper,workdir=$work overlay root',
        "mount -t proc proc root/proc", "mount --rbind /dev root/dev",
        "cp --remove-destination /etc/resolv.conf root/etc/resolv.conf",
    ]
    if network:
        script += ["printf '127.0.0.1 localhost db app\\n' >root/etc/hosts",
                   "grep -q :999: root/etc/passwd || echo user:x:999:999::/: >>root/etc/passwd"]
    for path in tmpfs:
        place, _, options = path.partition(":")
        script += [f"mkdir -p root{place}", f"mount -t tmpfs {'-o ' + options if options else ''} tmpfs root{place}"]
    for source, place, fixed in volumes:
        make = f"mkdir -p root{place}" if os.path.isdir(source) else f"mkdir -p $(dirname root{place}) && touch root{place}"
        script += [make, f"mount --bind {source} root{place}"]
        if fixed:
            script.append(f"mount -o remount,bind,ro root{place}")
    if read_only:
        script.append("mount -o remount,ro root")
    owner = user or image.user
    program = ["exec", "chroot", f"--userspec={owner}", "--groups=", "root", "/usr/bin/env", "-i", PATH, *environment, *arguments]
    script.append(shlex.join(map(str, program)))
    enter = network.enter if network else []
    return [*enter, "unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", "\n".join(script)]


def run(image, arguments, folder, check=False, **options):
    result = subprocess.run(command(image, arguments, folder, **options), capture_output=True, text=True, timeout=200)
    assert not check or result.returncode == 0, f"{arguments}: {result.stdout}{result.stderr}"
    return result
