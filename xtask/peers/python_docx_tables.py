"""The cells of reports with python-docx: the tables of the document, and its paragraphs."""
import docx

import report


def tables(path):
    document = docx.Document(path)
    "\n".join(paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield [[cell.text for cell in row.cells] for row in table.rows]


report.files(tables, ("docx",))
