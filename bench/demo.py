"""The demonstration as the scripts beside this one measure it: started on loopback with a new folder, stopped and cleared away at the end."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from contextlib import contextmanager


def memory(pid, which):
    """Megabytes that a process holds now (`VmRSS`) or held at most (`VmHWM`)."""
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(rf"{which}:\s+(\d+)", status.read()).group(1)) // 1024


def forget_peak(pid):
    """What it holds now is the most from here on."""
    with open(f"/proc/{pid}/clear_refs", "w") as references:
        references.write("5")


@contextmanager
def served(saphan, data, port):
    """The process of the server and its address, once it answers."""
    assert not os.path.exists(data), "DIR is a new folder"
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([saphan, "demo", "--data", data, "--listen", f"127.0.0.1:{port}"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(address + "/sign-in").close()
                break
            except OSError:
                time.sleep(0.5)
        yield server, address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        shutil.rmtree(data, ignore_errors=True)
