#!/usr/bin/env python3
"""Many people at once: peak memory of the server while so many send a large file each and as many sign in, and its memory afterwards.

    bench/crowd.py --saphan target/release/saphan --data DIR --people 64

Starts `saphan demo` on loopback with a new folder DIR, brings a form that asks for a file of any kind, and lets so many browsers, signed in
before, send a sound of 24 MB each at the same moment at which as many others sign in with a password. Each file must be kept, each must get in.
"""

import argparse
import struct
import threading
import time

from demo import forget_peak, memory, served
from pages import Browser, Fields, cpu, publish, sign_in
from uploads import FORM, SIZE, upload

LOGINS = ["coordinator", "field", "partner", "police", "welfare", "hospital", "director", "data"]


def sound(seed):
    """A WAVE file whose samples are of this one alone, so that no two are kept as one."""
    samples = struct.pack("<I", seed) * (SIZE // 4)
    shape = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8_000, 16_000, 2, 16)
    content = b"WAVE" + shape + b"data" + struct.pack("<I", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", len(content)) + content


def at_once(work):
    """Does each piece of work on a thread of its own, all begun together; the seconds that each took."""
    start, took = threading.Barrier(len(work)), [None] * len(work)

    def run(at):
        start.wait()
        began = time.monotonic()
        work[at]()
        took[at] = time.monotonic() - began

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert None not in took, "somebody was turned away"
    return took


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--saphan", required=True)
    asked.add_argument("--data", required=True)
    asked.add_argument("--people", type=int, default=64)
    asked.add_argument("--port", type=int, default=8798)
    asked = asked.parse_args()
    with served(asked.saphan, asked.data, asked.port) as (server, base):
        first = Browser(base, server.pid)
        sign_in(first, "coordinator")
        new = publish(first, FORM) + "/new"
        print(f"before: {memory(server.pid, 'VmRSS')} MB")

        def sender(seed):
            browser = Browser(base, server.pid)
            sign_in(browser, "coordinator")
            fields = [*Fields(browser.ask(new)[1]).sent, ("save", "yes")]

            def send():
                address, _, _ = upload(browser, new, fields, "file:/doc", f"{seed}.wav", sound(seed))
                assert "/saved" in address, address
            return send

        sending = [sender(seed) for seed in range(asked.people)]
        entering = [lambda at=at: sign_in(Browser(base, server.pid), LOGINS[at % len(LOGINS)]) for at in range(asked.people)]
        forget_peak(server.pid)
        used = cpu(server.pid)
        took = at_once(sending + entering)
        used = cpu(server.pid) - used
        peak = memory(server.pid, "VmHWM")
        print(f"{asked.people} files of {SIZE / 1e6:.0f} MB and {asked.people} sign-ins at once: peak {peak} MB, {used:.1f} s CPU")
        for what, of in (("file", took[:asked.people]), ("sign-in", took[asked.people:])):
            of.sort()
            print(f"{what}: median {of[len(of) // 2]:.1f} s, longest {of[-1]:.1f} s")
        time.sleep(30)
        print(f"half a minute later: {memory(server.pid, 'VmRSS')} MB")


if __name__ == "__main__":
    main()
