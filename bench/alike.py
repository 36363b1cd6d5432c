#!/usr/bin/env python3
"""Compares `saphan forms convert` with pyxform over workbooks that nobody wrote: known cases, mixed and damaged by chance.

    pip install pyxform==4.5.0
    bench/alike.py --saphan target/debug/saphan --cases CASES.json --count 12000 --seed 2 --differences FILE

CASES.json holds `cases` whose `input.md` is a workbook as Markdown tables. Prints how often both make the same XForm, both refuse, and
how often they differ; each difference goes to FILE with its workbook. Attributes' order, white space and the order of translations do
not count. What pyxform itself fails at, or writes as XML that no parser reads, is counted apart.
"""

import argparse
import collections
import json
import os
import random
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

UNORDERED = {"itext", "translation", "text"}


def read_tables(markdown):
    """Sheets by name, each a list of rows; the first is the header."""
    sheets, sheet = {}, None
    for line in markdown.split("\n"):
        line = line.strip()
        if not line.startswith("|"):
            continue
        name, *cells = [cell.strip() for cell in line.replace("\\|", "\x01").strip("|").split("|")]
        if name:
            sheet = sheets.setdefault(name, [])
        elif sheet is not None and not all(re.fullmatch("-*", cell) for cell in cells):
            sheet.append(cells)
    return sheets


def write_tables(sheets):
    lines = []
    for name, rows in sheets.items():
        width = max((len(row) for row in rows), default=1)
        lines.append(f"| {name} |" + " |" * width)
        for row in rows:
            cells = " | ".join(cell.replace("\x01", "\\|") for cell in row + [""] * (width - len(row)))
            lines.append(f"| | {cells} |")
        lines.append("")
    return "\n".join(lines)


def under(rows, header):
    """The rows below a header under the columns of another."""
    for row in rows[1:]:
        cells = dict(reversed(list(zip(rows[0], row))))
        yield [cells.get(column, "") for column in header]


def joined(first, second):
    if not first:
        return [list(row) for row in second]
    header = first[0] + [column for column in second[0] if column not in first[0]]
    return [header, *under(first, header), *under(second, header)]


class Mixer:
    """Makes workbooks of known ones."""

    def __init__(self, cases, seed):
        self.chance = random.Random(seed)
        tables = (read_tables(case["input"]["md"]) for case in cases if case["input"].get("md"))
        self.known = [sheets for sheets in tables if sheets.get("survey")]
        self.cells = collections.defaultdict(lambda: collections.defaultdict(list))
        for sheets in self.known:
            for name, (header, *rows) in ((name, rows) for name, rows in sheets.items() if rows):
                for row in rows:
                    for column, cell in zip(header, row):
                        if cell:
                            self.cells[name][column].append(cell)

    def workbook(self):
        sheets = {name: [list(row) for row in rows] for name, rows in self.chance.choice(self.known).items()}
        for _ in range(self.chance.choice([1, 1, 1, 2, 2, 3])):
            name = self.chance.choice(list(sheets)) if self.chance.random() < 0.4 else "survey"
            rows = sheets.get(name) or []
            if len(rows) > 1:
                change = self.chance.choices([self.add_form, self.put, self.column, self.empty, self.move, self.spoil], [20, 30, 18, 8, 16, 8])
                change[0](sheets, name, rows)
        return sheets

    def place(self, rows):
        row = rows[self.chance.randrange(1, len(rows))]
        row += [""] * (len(rows[0]) - len(row))
        return row, self.chance.randrange(len(rows[0]))

    def add_form(self, sheets, _name, _rows):
        for name, rows in self.chance.choice(self.known).items():
            if rows and (name != "settings" or name not in sheets):
                sheets[name] = joined(sheets.get(name, []), rows)

    def put(self, _sheets, name, rows):
        row, at = self.place(rows)
        if self.cells[name][rows[0][at]]:
            row[at] = self.chance.choice(self.cells[name][rows[0][at]])

    def column(self, _sheets, name, rows):
        column = self.chance.choice(list(self.cells[name]))
        if column not in rows[0]:
            for row in rows[1:]:
                row += [""] * (len(rows[0]) - len(row) + 1)
            rows[0].append(column)
        row, _ = self.place(rows)
        row[rows[0].index(column)] = self.chance.choice(self.cells[name][column] or ["x"])

    def empty(self, _sheets, _name, rows):
        row, at = self.place(rows)
        row[at] = ""

    def move(self, _sheets, _name, rows):
        row = rows.pop(self.chance.randrange(1, len(rows)))
        for _ in range(self.chance.choice([0, 1, 2])):
            rows.insert(self.chance.randrange(1, len(rows) + 1), list(row))

    def spoil(self, _sheets, _name, rows):
        row, at = self.place(rows)
        cell = row[at]
        spoilt = [cell.upper(), f"{cell} x", cell.replace(" ", "  "), cell.replace("_", " "), "${nope}", "1 + 1", ".", '" ', "${" + cell + "}"]
        row[at] = self.chance.choice(spoilt)


def canonical(element):
    attributes = " ".join(f"{name}={' '.join(value.split())!r}" for name, value in sorted(element.attrib.items()))
    parts = [repr(" ".join(element.text.split()))] if (element.text or "").strip() else []
    for child in element:
        parts.append(canonical(child))
        if (child.tail or "").strip():
            parts.append(repr(" ".join(child.tail.split())))
    if element.tag.split("}")[-1] in UNORDERED:
        parts.sort()
    return f"<{element.tag} {attributes}>\n" + "\n".join(f" {line}" for part in parts for line in part.split("\n"))


def parsed(text):
    try:
        return "the same", canonical(ElementTree.fromstring(text))
    except ElementTree.ParseError as problem:
        return "no XML", str(problem)


def by_pyxform(path):
    try:
        return parsed(convert(xlsform=path, validate=False, pretty_print=False, enketo=False).xform)
    except PyXFormError as problem:
        return "refused", str(problem)
    except Exception as problem:  # pyxform's own fault, whatever it is
        return "fails", f"{type(problem).__name__}: {problem}"


def by_us(saphan, path):
    run = subprocess.run([saphan, "forms", "convert", path, "--json"], capture_output=True, text=True, check=False)
    try:
        answer = json.loads(run.stdout)
    except json.JSONDecodeError:
        return "fails", run.stdout + run.stderr
    return parsed(answer["xform"]) if answer.get("xform") else ("refused", run.stdout)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--saphan", required=True)
    options.add_argument("--cases", required=True)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--differences", required=True)
    options = options.parse_args()
    with open(options.cases, encoding="utf-8") as file:
        mixer = Mixer(json.load(file)["cases"], options.seed)
    outcomes = collections.Counter()
    with tempfile.TemporaryDirectory() as folder, open(options.differences, "w", encoding="utf-8") as differences:
        path = os.path.join(folder, "form.md")
        for _ in range(options.count):
            text = write_tables(mixer.workbook())
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            (theirs, their_text), (ours, our_text) = by_pyxform(path), by_us(options.saphan, path)
            outcome = f"pyxform: {theirs}, ours: {ours}"
            if theirs == ours == "the same":
                outcome = "both make the same" if their_text == our_text else "both make a form, and they differ"
            outcomes[outcome] += 1
            if outcome not in ("both make the same", "pyxform: refused, ours: refused"):
                differences.write(json.dumps({"outcome": outcome, "workbook": text, "pyxform": their_text, "ours": our_text}) + "\n")
    for outcome, count in outcomes.most_common():
        print(f"{count:7} {outcome}")


if __name__ == "__main__":
    main()
