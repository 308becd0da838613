"""RFC 6238, written a second time, so that the server's codes are held against others than its own."""

import base64
import hashlib
import hmac
import struct
import time

KEY = "k1:" + base64.b64encode(bytes(range(32))).decode()


def code(secret, shift=0):
    """The code of now, or of so many steps of 30 s later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + shift)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    number = struct.unpack(">I", digest[digest[-1] & 15:][:4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def wrong(secret):
    """Six digits that are no code around now."""
    near = {code(secret, shift) for shift in range(-3, 4)}
    return next(digits for number in range(10) if (digits := f"{number:06}") not in near)


def early_in_step(needed=5):
    """Waits until a code will be good for some seconds more."""
    left = 30 - time.time() % 30
    if left < needed:
        time.sleep(left + 0.1)
