"""The cells of reports with markitdown: the document as Markdown, and the rows of its tables."""
from itertools import groupby

from markitdown import MarkItDown

import report

converter = MarkItDown()


def tables(path):
    lines = converter.convert(path).text_content.splitlines()
    for is_table, rows in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            rows = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
            # "NaN" is what stands under a merged cell of a sheet.
            yield [[cell for cell in row if cell != "NaN"] for row in rows]


report.files(tables, ("pdf", "docx", "xlsx"))
