#!/usr/bin/env python3
"""A long form in the browser: bytes of its pages on the line, and seconds and processor time of the server for each.

    bench/pages.py --saphan target/release/saphan --data DIR --questions 1000

Starts `saphan demo` on loopback with a new folder DIR, brings a form of two languages (groups of 50; of five questions each one is a whole
number with a constraint, a text with a condition, one choice, several of twenty choices with a condition, and a calculation), takes it
into use, and fills it in as a browser does with its script: the first page, then the answers of a page and on to the next, all
through the form, and sends it. Bytes are the body gzipped, as it goes out. Processor time is user and system of the server's process.
"""

import argparse
import gzip
import html.parser
import http.cookiejar
import os
import re
import statistics
import time
import urllib.parse
import urllib.request
import uuid

from demo import served

PASSWORD = "river stone lantern"


def form(questions):
    rows = ["| survey |", "| | type | name | label::English (en) | label::ไทย (th) | relevant | constraint | calculation |"]
    for at in range(questions):
        if at % 50 == 0:
            rows += ["| | end group | | | | | | |"] * (at > 0)
            rows.append(f"| | begin group | g{at // 50} | Section {at // 50} | ส่วนที่ {at // 50} | | | |")
        number = f"q{at - at % 5}"
        english, thai = f"Question {at}: what do you know about it?", f"คำถามที่ {at}: คุณรู้อะไรเกี่ยวกับเรื่องนี้"
        rows.append([
            f"| | integer | q{at} | {english} | {thai} | | . >= 0 and . < 1000 | |",
            f"| | text | q{at} | {english} | {thai} | ${{{number}}} > 1 | | |",
            f"| | select_one yn | q{at} | {english} | {thai} | | | |",
            f"| | select_multiple many | q{at} | {english} | {thai} | ${{{number}}} > 2 | | |",
            f"| | calculate | q{at} | | | | | ${{{number}}} * 2 |",
        ][at % 5])
    rows += ["| | end group | | | | | | |", "| choices |", "| | list_name | name | label::English (en) | label::ไทย (th) |"]
    rows += ["| | yn | yes | Yes | ใช่ |", "| | yn | no | No | ไม่ใช่ |"]
    rows += [f"| | many | c{at} | Choice number {at} | ตัวเลือกที่ {at} |" for at in range(20)]
    return "\n".join(rows + ["| settings |", "| | form_id | version |", "| | long-form | 1 |", ""])


class Fields(html.parser.HTMLParser):
    """The fields of the form that is answered, as a browser would send them, and the names of the empty ones."""

    def __init__(self, text):
        super().__init__()
        self.sent, self.open, self.radios, self.inside, self.steps = [], [], {}, False, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            self.inside = given.get("id") == "answers"
        elif self.inside and tag == "button" and name == "next":
            self.steps.append(value)
        elif self.inside and tag == "input" and name:
            kind = given.get("type")
            if kind in ("radio", "checkbox"):
                self.radios.setdefault(name, []).append(value)
                if "checked" in given:
                    self.sent.append((name, value))
            elif kind not in ("file", "button"):
                self.sent.append((name, value))
                if kind == "text" and not value:
                    self.open.append(name)

    def answered(self):
        """The fields, with every open question answered."""
        sent = [(name, value) for name, value in self.sent if name not in self.open]
        for name in self.open:
            sent.append((name, "7"))
        known = {name for name, value in self.sent if value}
        for name, choices in self.radios.items():
            if name not in known:
                sent.append((name, choices[0]))
        return sent


class Browser:
    def __init__(self, base, pid):
        self.base, self.pid = base, pid
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def ask(self, path, body=None, headers=()):
        """The answer's address and text, bytes as they came and were sent, seconds, and seconds of the server's processor."""
        request = urllib.request.Request(self.base + path, body, {"origin": self.base, "accept-encoding": "gzip", **dict(headers)})
        before, began = cpu(self.pid), time.monotonic()
        with self.opener.open(request) as answer:
            raw = answer.read()
            took, used = time.monotonic() - began, cpu(self.pid) - before
            text = gzip.decompress(raw) if answer.headers.get("content-encoding") == "gzip" else raw
            return answer.geturl(), text.decode(), (len(raw), len(body or b""), took, used)

    def post(self, path, fields, headers=()):
        return self.ask(path, urllib.parse.urlencode(fields).encode(), headers)


def cpu(pid):
    """Seconds of user and system time of a process, to the nanosecond where the kernel tells it so."""
    with open(f"/proc/{pid}/schedstat") as of_leader:
        of_leader.read()
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/schedstat") as ran:
                total += int(ran.read().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            pass
    return total / 1e9


def sign_in(browser, login):
    token = re.search(r'name="csrf" value="([^"]+)"', browser.ask("/sign-in")[1])[1]
    browser.post("/sign-in", {"csrf": token, "login": login, "password": PASSWORD})


def publish(browser, text):
    token = re.search(r'name="csrf" value="([^"]+)"', browser.ask("/forms")[1])[1]
    mark = uuid.uuid4().hex
    body = (f'--{mark}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="long.md"\r\n\r\n{text}\r\n--{mark}--\r\n')
    _, page, _ = browser.ask("/forms", body.encode(), {"content-type": f"multipart/form-data; boundary={mark}"})
    own = re.search(r'<form[^>]*action="/forms/publish".*?</form>', page, re.S)[0]
    address, _, _ = browser.post("/forms/publish", dict(re.findall(r'name="([^"]+)" value="([^"]*)"', own)))
    return urllib.parse.urlparse(address).path


def told(name, figures):
    came, sent, took, used = zip(*figures)
    print(f"{name:22} {len(figures):>4} times | bytes gzipped: median {int(statistics.median(came)):>7} most {max(came):>7} | "
          f"bytes sent: most {max(sent):>7} | ms wall: median {statistics.median(took) * 1e3:7.1f} most {max(took) * 1e3:7.1f} | "
          f"ms CPU: median {statistics.median(used) * 1e3:7.1f} most {max(used) * 1e3:7.1f}")


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--saphan", required=True)
    asked.add_argument("--data", required=True)
    asked.add_argument("--questions", type=int, default=1_000)
    asked.add_argument("--port", type=int, default=8796)
    asked = asked.parse_args()
    with served(asked.saphan, asked.data, asked.port) as (server, base):
        browser = Browser(base, server.pid)
        sign_in(browser, "coordinator")
        new = publish(browser, form(asked.questions)) + "/new"
        first = [browser.ask(new) for _ in range(10)]
        told("first page", [figures for _, _, figures in first])
        page, script = first[-1][1], {"HX-Request": "true", "HX-Target": "form#answers"}
        changes, steps, before = [], [], None
        while True:
            fields = Fields(page)
            _, page, figures = browser.post(new, fields.answered(), script)
            changes.append(figures)
            # What the answers made questions of is answered too, as somebody would.
            fields = Fields(page)
            if not fields.steps or fields.steps == before:
                break
            before = fields.steps
            _, page, figures = browser.post(new, fields.answered() + [("next", fields.steps[-1])], script)
            steps.append(figures)
        told("an answer", changes)
        told("the next page", steps)
        address, page, figures = browser.post(new, Fields(page).answered() + [("save", "yes")])
        told("saving", [figures])
        assert "/saved" in address, re.findall(r'<div class="problems.*?</div>', page, re.S)


if __name__ == "__main__":
    main()
