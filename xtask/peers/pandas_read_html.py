"""The cells of reports with pandas.read_html."""
from io import StringIO

import pandas

import report


def tables(text):
    try:
        frames = pandas.read_html(StringIO(text), flavor="lxml", keep_default_na=False)
    except ValueError:  # no tables on the page
        return
    for frame in frames:
        rows = frame.astype(str).values.tolist()
        if not pandas.api.types.is_integer_dtype(frame.columns):  # rows of <th> became the names of the columns
            names = [name if isinstance(name, tuple) else (name,) for name in frame.columns]
            rows = [list(map(str, row)) for row in zip(*names)] + rows
        yield rows


report.main(tables)
