"""The cells of reports with openpyxl: all cells of all sheets, merged ones once a row."""
import openpyxl

import report


def tables(path):
    workbook = openpyxl.load_workbook(path, data_only=True)
    for sheet in workbook.worksheets:
        covered = {(row, column)
                   for area in sheet.merged_cells.ranges
                   for row in range(area.min_row, area.max_row + 1)
                   for column in range(area.min_col + 1, area.max_col + 1)}
        rows = []
        for row in sheet.iter_rows():
            cells = [cell for cell in row if (cell.row, cell.column) not in covered]
            rows.append(["" if cell.value is None else str(cell.value) for cell in cells])
        yield rows


report.files(tables, ("xlsx",))
