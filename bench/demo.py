"""The demonstration as the scripts beside this one measure it: started on loopback with a new folder, stopped and cleared away at the end."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from contextlib import contextmanager


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
