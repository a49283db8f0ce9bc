#!/usr/bin/env python3
"""A gongkai plugin for `.rec` files: the export of a (made-up) statistics system. Standard library only.

A file is GB18030 text. The first line is `#OGIREC 1`; every other line is a letter, a space and its text: `T` title, `H` heading,
`P` paragraph, `G` a table begins, `R` a row with cells between `|`, `E` the table ends. A cell `<` belongs to the cell on its
left, a cell `^` to the one above.
"""
import json
import sys

MARK = b"#OGIREC "


def table(rows):
    """Rows of cells, merged ones once: a cell reaches over `<` to its right and `^` below it."""
    def at(row, column):
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    cells = []
    for r, row in enumerate(rows):
        cells.append([])
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            wide = high = 1
            while at(r, c + wide) == "<":
                wide += 1
            while at(r + high, c) == "^":
                high += 1
            cells[-1].append({"text": text, "rows": high, "columns": wide})
    return {"block": "table", "rows": cells}


def document(data):
    """The blocks of a file; ValueError where it is none of ours."""
    lines = data.decode("gb18030").splitlines()
    if not data.startswith(MARK):
        raise ValueError("it does not begin with #OGIREC")
    blocks, rows = [], None
    for number, line in enumerate(lines[1:], 2):
        kind, text = line[:1], line[2:]
        if kind == "G":
            rows = []
        elif kind == "R" and rows is not None:
            rows.append(text.split("|"))
        elif kind == "E" and rows is not None:
            blocks.append(table(rows))
            rows = None
        elif kind in ("T", "H"):
            blocks.append({"block": "heading", "level": 1 if kind == "T" else 2, "text": text})
        elif kind == "P":
            blocks.append({"block": "paragraph", "text": text})
        elif line:
            raise ValueError(f"line {number} is of no known kind: {line[:20]}")
    if rows is not None:
        raise ValueError("the last table has no end")
    return {"blocks": blocks}


def answer(request):
    if request["call"] == "hello":
        return {"protocol": 1, "name": "records", "version": "1.0"}
    with open(request["file"], "rb") as file:
        data = file.read()
    if request["call"] == "identify":
        return {"confidence": "certain" if data.startswith(MARK) else "no", "reason": "the first line"}
    try:
        return {"documents": [document(data)]}
    except ValueError as error:
        return {"error": {"kind": "damaged", "message": str(error)}}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"id": request["id"], **answer(request)}), flush=True)
