"""The cells of reports with selectolax."""
from selectolax.lexbor import LexborHTMLParser

import report


def tables(text):
    for table in LexborHTMLParser(text).css("table"):
        if not table.css_first("table table"):
            yield [[cell.text(strip=True) for cell in row.css("td, th")] for row in table.css("tr")]


report.main(tables)
