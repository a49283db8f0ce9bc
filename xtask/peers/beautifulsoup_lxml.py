"""The cells of reports with BeautifulSoup over lxml."""
from bs4 import BeautifulSoup

import report


def tables(text):
    soup = BeautifulSoup(text, "lxml")
    for table in soup.find_all("table"):
        if not table.find("table"):
            rows = table.find_all("tr")
            yield [[cell.get_text(strip=True) for cell in row.find_all(["td", "th"])] for row in rows]


report.main(tables)
