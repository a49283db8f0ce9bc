"""The cells of reports with pdfplumber: the tables of each page, and its text."""
import pdfplumber

import report


def tables(path):
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            for table in page.extract_tables():
                yield [whole(row) for row in table]


def whole(row):
    """The row with lines of cells put together, and what is merged with the cell to the left filled in."""
    cells = []
    for cell in row:
        cells.append("".join(cell.split("\n")) if cell is not None else cells[-1] if cells else "")
    return cells


report.files(tables, ("pdf",))
