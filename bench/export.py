#!/usr/bin/env python3
"""Exports of a long list, all of it and one year of it: seconds of processor time and peak memory for each format.

    bench/export.py --saphan target/release/saphan --data DIR --records 1000000

Makes an SQLite database in DIR (a new folder), fills it with invented outreach sessions, two rows of attendance each, past the
server and not through it, and has `saphan export` write each format, one after the other. The peak is VmHWM of the process, read
twenty times a second; processor time is user and system of that process.
"""

import argparse
import itertools
import json
import os
import resource
import sqlite3
import subprocess
import time

KIND = "prevention/outreach-session"


def fill(path, records):
    base = sqlite3.connect(path)
    base.execute("PRAGMA synchronous = OFF")
    agency = base.execute("SELECT id FROM agency LIMIT 1").fetchone()[0]
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    main = next(name for name in tables if name.endswith("outreach_session"))
    rows = next(name for name in tables if name.startswith(main) and name.endswith("attendance"))
    first = base.execute("SELECT coalesce(max(seq), 0) FROM submission").fetchone()[0] + 1
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {first + records - 1})"
    answers = json.dumps({
        "date": "2019-07-04", "venue": "School", "venue_kind": "school", "province": "50", "district": "5001",
        "attendance": [{"participant_kind": "students", "count": "20"}, {"participant_kind": "teachers", "count": "2"}],
    })
    base.execute(
        f"{numbers} INSERT INTO submission SELECT i, 'bench-' || i, ?, '1', i, 'bench-' || i, NULL, ?, NULL, ?, 'system', NULL,"
        " 'web', 1562200000000 + i FROM n", (KIND, answers, agency))
    base.execute(
        f"{numbers} INSERT INTO record SELECT i, 'bench-' || i, ?, ?, 'bench-' || i, NULL, 1562200000000 + i, 1562200000000 + i, 0"
        " FROM n", (KIND, agency))
    base.execute(
        f"{numbers} INSERT INTO {main} (_record, date, venue, venue_kind, province, district)"
        " SELECT i, date('2015-01-01', '+' || (i % 1800) || ' days'), '=School no. ' || i, 'school', '50', '5001' FROM n")
    for position, who, count in [(0, "students", 20), (1, "teachers", 2)]:
        base.execute(
            f"{numbers} INSERT INTO {rows} (_record, _position, participant_kind, count) SELECT i, ?, ?, ? FROM n",
            (position, who, count))
    base.commit()
    base.close()


def peak(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def measure(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    highest = 0
    while process.poll() is None:
        highest = max(highest, peak(process.pid))
        time.sleep(0.05)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return process.returncode, process.stdout.read().strip(), cpu, time.monotonic() - begun, highest


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--saphan", required=True)
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--records", type=int, default=1_000_000)
    given = arguments.parse_args()
    saphan = [given.saphan, "--data", given.data]
    os.makedirs(given.data)
    # The first command makes the tables; it finds no records and says so.
    subprocess.run([*saphan, "export", KIND, "--out", os.path.join(given.data, "empty.csv")], check=True)
    base = next(name for name in os.listdir(given.data) if name.endswith((".db", ".sqlite", ".sqlite3")))
    fill(os.path.join(given.data, base), given.records)
    print("| format | narrowed to | records | CPU, s | wall, s | peak memory, MB | file, MB |")
    print("|---|---|---|---|---|---|---|")
    for name, period in itertools.product(["csv", "json", "xlsx"], [None, "2018"]):
        narrowed = ["--period", period] if period else []
        out = os.path.join(given.data, f"list.{name}")
        code, told, cpu, wall, highest = measure(
            [*saphan, "export", KIND, "--format", name, "--labels", "en", "--split-choices", *narrowed, "--out", out])
        size = os.path.getsize(out) / 1e6 if code == 0 else 0
        print(f"| {name} | {period or '-'} | {told.split(' ')[0]} | {cpu:.1f} | {wall:.1f} | {highest / 1024:.0f} | {size:.0f} |", flush=True)
        if code == 0:
            os.remove(out)


main()
