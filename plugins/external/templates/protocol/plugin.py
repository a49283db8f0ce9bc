#!/usr/bin/env python3
"""Speaks the protocol of gongkai: a JSON object on a line in, one out. Lines with tabs are rows of a table."""
import json
import sys


def blocks(text):
    """The content of a file, in the order of reading; ValueError where it is none of ours."""
    lines = text.splitlines()
    if not lines or not lines[0].startswith("#LIST"):
        raise ValueError("the first line is not #LIST")
    found = []
    for line in filter(None, lines[1:]):
        if "\t" not in line:
            found.append({"block": "paragraph", "text": line})
            continue
        if not found or found[-1]["block"] != "table":
            found.append({"block": "table", "rows": []})
        # A merged cell is {"text": "…", "rows": 2, "columns": 3}.
        found[-1]["rows"].append(line.split("\t"))
    return found


def answer(request):
    if request["call"] == "hello":
        return {"protocol": 1, "name": "@NAME@"}
    with open(request["file"], "rb") as file:
        data = file.read()
    if request["call"] == "identify":
        return {"confidence": "certain" if data.startswith(b"#LIST") else "no"}
    try:
        return {"documents": [{"blocks": blocks(data.decode("utf-8"))}]}
    except ValueError as error:
        return {"error": {"kind": "damaged", "message": str(error)}}


# Nothing else may be printed here; what is written to sys.stderr is shown with an error.
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"id": request["id"], **answer(request)}), flush=True)
