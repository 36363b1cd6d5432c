#!/usr/bin/env python3
"""A long list of entities as phones fetch it: seconds and processor time of the server for each step.

    bench/entities.py --saphan target/release/saphan --data DIR --entities 100000

Starts `saphan demo` on loopback with a new folder DIR, brings two forms through its pages (one registers people, one visits them), sets up a
phone, writes the entities into the database past the server, and asks as a phone would: the manifest, the list, the manifest again, a visit,
the list after it. Processor time is user and system of the server's process.
"""

import argparse
import http.cookiejar
import json
import os
import re
import sqlite3
import time
import urllib.parse
import urllib.request
import uuid

from demo import served

PASSWORD = "river stone lantern"
REGISTER = """| survey |
| | type | name | label | save_to |
| | text | called | Name? | |
| | text | village | Village? | village |
| | text | phone | Phone? | phone |
| settings |
| | form_id | version |
| | register-person | 1 |
| entities |
| | list_name | label |
| | people | ${called} |
"""
VISIT = """| survey |
| | type | name | label | save_to |
| | select_one_from_file people.csv | person | Who? | |
| | text | phone | Phone? | phone |
| settings |
| | form_id | version |
| | visit-person | 1 |
| entities |
| | list_name | entity_id |
| | people | ${person} |
"""


class Browser:
    def __init__(self, base):
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        with self.opener.open(self.base + path) as answer:
            return answer.read().decode()

    def post(self, path, fields, files=()):
        token = re.search(r'name="(csrf)" value="([^"]+)"', self.get(path))
        fields = {**fields, **({token[1]: token[2]} if token else {})}
        boundary = uuid.uuid4().hex
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
        parts += [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: text/plain\r\n\r\n{text}\r\n'
            for name, file, text in files
        ]
        if files:
            body, kind = ("".join(parts) + f"--{boundary}--\r\n").encode(), f"multipart/form-data; boundary={boundary}"
        else:
            body, kind = urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
        request = urllib.request.Request(self.base + path, body, {"content-type": kind, "origin": self.base})
        with self.opener.open(request) as answer:
            return answer.geturl(), answer.read().decode()


def publish(browser, name, text):
    address, _ = browser.post("/forms", {}, [("file", name, text)])
    query = urllib.parse.parse_qs(urllib.parse.urlparse(address).query)
    token_page = address.removeprefix(browser.base)
    page = browser.get(token_page)
    form = re.search(r'<form[^>]*action="/forms/publish".*?</form>', page, re.S)[0]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    request = urllib.request.Request(
        browser.base + "/forms/publish", urllib.parse.urlencode(fields).encode(), {"origin": browser.base})
    with browser.opener.open(request) as answer:
        assert "/records/own-" in answer.geturl(), answer.geturl()
        return query["form"][0], answer.geturl().split("/records/")[1].split("?")[0]


def fill(path, pack, count):
    base = sqlite3.connect(path, timeout=30)
    agency, account = base.execute("SELECT agency_id, id FROM account WHERE login = 'coordinator'").fetchone()
    list_id = f"{pack}/people"
    said = json.dumps({"act": "create", "values": {"label": "x", "village": "Na Di", "phone": "1"}, "line": "bench"})
    ids = [str(uuid.UUID(int=at + (4 << 76) + (8 << 60))) for at in range(count)]
    rows = ((list_id, one, agency, account, f"Invented person {at}", json.dumps({"village": f"Village {at % 500}", "phone": f"08{at:08}"}))
            for at, one in enumerate(ids))
    base.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, 1, 1, 0, 0, 0, 1, 1)", rows)
    base.executemany("INSERT INTO entity_change VALUES (?, ?, 1, 1, NULL, NULL, ?, ?, 1)",
                     ((list_id, one, account, said) for one in ids))
    base.execute("INSERT INTO entity_list VALUES (?, 1)", (list_id,))
    base.executemany("INSERT INTO entity_moved VALUES (?, ?, 1)", ((list_id, one) for one in ids))
    base.commit()
    base.close()
    return ids


def cpu(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fetch(url, body=None, kind=None):
    headers = {"X-OpenRosa-Version": "1.0", **({"content-type": kind} if kind else {})}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
        return answer.status, answer.read()


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--saphan", required=True)
    asked.add_argument("--data", required=True)
    asked.add_argument("--entities", type=int, default=100_000)
    asked.add_argument("--port", type=int, default=8797)
    asked = asked.parse_args()
    with served(asked.saphan, asked.data, asked.port) as (server, base):
        browser = Browser(base)
        browser.post("/sign-in", {"login": "coordinator", "password": PASSWORD})
        publish(browser, "register.md", REGISTER)
        _, kind = publish(browser, "visit.md", VISIT)
        pack = kind.split("/")[0]
        _, page = browser.post("/devices", {"name": "Bench"})
        secret = re.search(r"/openrosa/key/([0-9A-Za-z]+)", page)[1]
        path = next(os.path.join(folder, name) for folder, _, names in os.walk(asked.data) for name in names
                    if name.endswith((".db", ".sqlite", ".sqlite3")))
        ids = fill(path, pack, asked.entities)
        root = f"{base}/openrosa/key/{secret}"
        manifest = f"{root}/forms/{kind}/manifest"
        file = f"{root}/forms/{kind}/files/people.csv"

        def visit(at):
            xml = (f"<data id='visit-person' version='1'><person>{ids[at]}</person><phone>2</phone><meta><instanceID>uuid:bench-visit-{at}"
                   f"</instanceID><entity dataset='people' update='1' id='{ids[at]}' baseVersion='1' trunkVersion='1' branchId='b{at}'/>"
                   "</meta></data>")
            body = f'--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="a.xml"\r\n\r\n{xml}\r\n--b--\r\n'
            return body.encode()

        steps = [("manifest, list not ready", manifest, None), ("list", file, None), ("manifest, list ready", manifest, None),
                 ("visit", f"{root}/submission", visit(0)), ("list after the visit", file, None)]
        for name, url, body in steps:
            before, began = cpu(server.pid), time.monotonic()
            status, answer = fetch(url, body, "multipart/form-data; boundary=b" if body else None)
            print(f"{name:28} {status} {len(answer):>10} bytes {time.monotonic() - began:6.2f} s wall {cpu(server.pid) - before:6.2f} s CPU")
        with open(f"/proc/{server.pid}/status") as status:
            print(next(line for line in status if line.startswith("VmHWM")).strip())


if __name__ == "__main__":
    main()
