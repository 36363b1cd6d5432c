#!/usr/bin/env python3
"""Pages of long lists, at their beginning and deep in them: seconds and processor time of the server for one page.

    bench/lists.py --saphan target/release/saphan --data DIR --records 100000

Starts `saphan demo` on loopback with a new folder DIR, writes invented outreach sessions and a list of invented people into its database past the
server, and asks for each page as a browser or a program would, so many times. A deep page is the one after the middle row. Processor time is
user and system of the server's process. A server from before links named their row counts off by the page's number, which the links hold too.
"""

import argparse
import json
import os
import sqlite3
import time
import urllib.request

from demo import served
from entities import PASSWORD, REGISTER, Browser, cpu, fill as fill_entities, publish

KIND = "prevention/outreach-session"
ON_A_PAGE = 25
ENTITIES_ON_A_PAGE = 50


def fill(base, records):
    """So many sessions: each tenth of the coordinator's agency, 1,800 days, five provinces."""
    coordinator, own = base.execute("SELECT id, agency_id FROM account WHERE login = 'coordinator'").fetchone()
    other = base.execute("SELECT id FROM agency WHERE id <> ? LIMIT 1", (own,)).fetchone()[0]
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    main = next(name for name in tables if name.endswith("outreach_session"))
    first = base.execute("SELECT max(seq) FROM submission").fetchone()[0] + 1
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {first + records - 1})"
    whose = f"CASE WHEN i % 10 = 0 THEN '{own}' ELSE '{other}' END"
    base.execute(
        f"{numbers} INSERT INTO submission SELECT i, 'bench-' || i, ?, '1', i, 'bench-' || i, NULL, '{{}}', NULL, {whose}, ?, NULL,"
        " 'web', 1562200000000 + i FROM n", (KIND, coordinator))
    base.execute(
        f"{numbers} INSERT INTO record SELECT i, 'bench-' || i, ?, {whose}, 'bench-' || i, NULL, 1562200000000 + i, 1562200000000 + i, 0"
        " FROM n", (KIND,))
    base.execute(
        f"{numbers} INSERT INTO {main} (_record, date, venue, venue_kind, province, district)"
        " SELECT i, date('2015-01-01', '+' || (i * 7919 % 1800) || ' days'), 'School no. ' || i, 'school',"
        " CASE i % 5 WHEN 0 THEN '50' WHEN 1 THEN '57' WHEN 2 THEN '58' WHEN 3 THEN '55' ELSE '56' END, '5001' FROM n")
    base.commit()
    return main


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--saphan", required=True)
    asked.add_argument("--data", required=True)
    asked.add_argument("--records", type=int, default=100_000)
    asked.add_argument("--times", type=int, default=10)
    asked.add_argument("--port", type=int, default=8798)
    asked = asked.parse_args()
    with served(asked.saphan, asked.data, asked.port) as (server, address):
        people = {login: Browser(address) for login in ["data", "coordinator"]}
        for login, browser in people.items():
            browser.post("/sign-in", {"login": login, "password": PASSWORD})
        _, kind = publish(people["coordinator"], "register.md", REGISTER)
        list_id = f"{kind.split('/')[0]}/people"
        path = next(os.path.join(folder, name) for folder, _, names in os.walk(asked.data) for name in names
                    if name.endswith((".db", ".sqlite", ".sqlite3")))
        base = sqlite3.connect(path, timeout=30)
        main_table = fill(base, asked.records)
        fill_entities(path, list_id.split("/")[0], asked.records)
        # What was written is to lie where it would lie after a while, and not in the log before it.
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        def middle(order, where="1 = 1"):
            found = base.execute(f"SELECT count(*) FROM record JOIN {main_table} v ON v._record = record.seq WHERE {where}").fetchone()[0]
            one = base.execute(f"SELECT record.id FROM record JOIN {main_table} v ON v._record = record.seq WHERE {where}"
                               f" ORDER BY {order} LIMIT 1 OFFSET {found // 2}").fetchone()[0]
            return f"page={found // 2 // ON_A_PAGE}&after-row={one}"

        own = base.execute("SELECT agency_id FROM account WHERE login = 'coordinator'").fetchone()[0]
        session = urllib.request.Request(f"{address}/api/v1/sessions", json.dumps({"login": "data", "password": PASSWORD}).encode(),
                                         {"content-type": "application/json"})
        with urllib.request.urlopen(session) as answer:
            token = json.load(answer)["token"]
        records, recent = f"/records/{KIND}", "record.updated_at DESC, record.seq DESC"
        by_date, by_venue = "v.date DESC, record.id", "v.venue, record.id"
        by_id = base.execute("SELECT id FROM record WHERE kind = ? ORDER BY updated_at DESC, seq DESC LIMIT 1 OFFSET ?",
                             (KIND, asked.records // 2)).fetchone()[0]
        person = base.execute("SELECT id FROM entity WHERE list = ? ORDER BY label, id LIMIT 1 OFFSET ?",
                              (list_id, asked.records // 2)).fetchone()[0]
        turned = f"page={asked.records // 2 // ENTITIES_ON_A_PAGE}&after-row={person}"

        def looked_for(login, path, text):
            """The address of a list in which a text was looked for: it carries the text sealed."""
            return people[login].post(path, {"q": text})[0].removeprefix(address)

        steps = [
            ("all kinds", "data", "/records"),
            ("records, first", "data", records),
            ("records, deep", "data", f"{records}?{middle(by_date)}"),
            ("by place, deep", "data", f"{records}?sort-by=venue&{middle(by_venue)}"),
            ("one province, first", "data", f"{records}?province=50"),
            ("one province, deep", "data", f"{records}?province=50&{middle(by_date, 'v.province = 50')}"),
            ("one year, deep", "data", f"{records}?period=2017&{middle(by_date, 'v.date LIKE ' + chr(39) + '2017%' + chr(39))}"),
            ("a text that one has, first", "data", looked_for("data", records, f"no. {asked.records // 3}")),
            ("one agency, first", "coordinator", records),
            ("one agency, deep", "coordinator", f"{records}?{middle(by_date, 'record.agency_id = ' + chr(39) + own + chr(39))}"),
            ("API, 200 with offset", None, f"/api/v1/records/{KIND}?offset={asked.records // 2}"),
            ("API, 200 after", None, f"/api/v1/records/{KIND}?after={by_id}"),
            ("people, first", "coordinator", f"/lists/{list_id}"),
            ("people, deep", "coordinator", f"/lists/{list_id}?{turned}"),
            ("people, of all, deep", "data", f"/lists/{list_id}?{turned}"),
            ("people, a text that one has", "coordinator", looked_for("coordinator", f"/lists/{list_id}", f"person {asked.records // 3}")),
        ]
        for name, login, path in steps:
            def fetch():
                if login:
                    return people[login].get(path)
                request = urllib.request.Request(address + path, headers={"authorization": f"Bearer {token}"})
                with urllib.request.urlopen(request) as answer:
                    return answer.read().decode()

            size = len(fetch())
            before, began = cpu(server.pid), time.monotonic()
            for _ in range(asked.times):
                fetch()
            wall, used = time.monotonic() - began, cpu(server.pid) - before
            print(f"{name:28} {size:>8} bytes {1000 * wall / asked.times:8.1f} ms wall {1000 * used / asked.times:8.1f} ms CPU", flush=True)


if __name__ == "__main__":
    main()
