#!/usr/bin/env python3
"""Makes a page of a list: convert.py IN OUT. Lines with tabs are rows of a table, others paragraphs."""
import html
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    lines = file.read().splitlines()
if not lines or not lines[0].startswith("#LIST"):
    sys.exit("the first line is not #LIST")
page, is_table = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article>"], False
for line in lines[1:]:
    if ("\t" in line) != is_table:
        page.append("</table>" if is_table else "<table>")
        is_table = not is_table
    if is_table:
        page.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t")) + "</tr>")
    elif line:
        page.append(f"<p>{html.escape(line)}</p>")
page.append(("</table>" if is_table else "") + "</article></body></html>")
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write("\n".join(page))
