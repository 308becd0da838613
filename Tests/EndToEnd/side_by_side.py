"""Test files run in several processes at once. What must not happen at the same time is here."""

import fcntl
import os
import pathlib
from contextlib import ExitStack, contextmanager

LOCKS = pathlib.Path(__file__).parents[2] / ".local"


@contextmanager
def lock(name, how=fcntl.LOCK_EX):
    """Some processes may be root's: whoever may read the file can lock it."""
    LOCKS.mkdir(exist_ok=True)
    file = os.open(LOCKS / f"{name}.lock", os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(file, how)
        yield
    finally:
        os.close(file)


def changing_roles():
    """Databases of one server have their roles in common."""
    return lock("roles")


@contextmanager
def on_the_machine(alone):
    """A test that takes the machine to its limits has it to itself. Whoever comes waits behind it in the queue."""
    with ExitStack() as held:
        with lock("queue"):
            held.enter_context(lock("machine", fcntl.LOCK_EX if alone else fcntl.LOCK_SH))
        yield
