"""Loads a panel and a facts table with pandas, polars and DuckDB, and prints what each of them sees as JSON.

Arguments: the folder that tests/panel.rs has written. Sums are exact: texts and decimals are added up as decimals.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
from frictionless import validate

folder = Path(sys.argv[1])
columns = json.loads((folder / "columns.json").read_text())
parts = str(folder / "parquet" / "panel")
seen, sums = {}, {}


def added(values):
    """The sum of what is there, as text without trailing zeros."""
    numbers = [Decimal(str(value)) for value in values if value not in (None, "") and value == value]
    total = sum(numbers, Decimal(0)).normalize() + 0
    return [len(numbers), format(total, "f")]


def look(name, rows, column):
    seen[name] = rows
    sums[name] = {each: added(column(each)) for each in columns}


csv, single = str(folder / "csv" / "panel.csv"), str(folder / "panel.parquet")

table = pd.read_csv(csv, dtype=str)
look("pandas csv", len(table), lambda name: table[name].dropna())
table = pd.read_parquet(parts)
look("pandas parquet", len(table), lambda name: table[name].dropna())
assert {int(year) for year in table["year"].unique()} == {2019, 2020, 2021, 2022, 2023}
table = pd.read_parquet(single)
look("pandas one file", len(table), lambda name: table[name].dropna())
table = pd.read_excel(folder / "xlsx" / "panel.xlsx", dtype=object)
look("pandas xlsx", len(table), lambda name: table[name].dropna())
table = pd.read_json(folder / "jsonl" / "panel.jsonl", lines=True, dtype=False)
look("pandas jsonl", len(table), lambda name: table[name].dropna())
long = pd.read_csv(folder / "long" / "panel.csv", dtype=str)
assert not long.duplicated(["unit", "year", "column"]).any()
by_column = dict(list(long.groupby("column")))
look("pandas long", len(long) // len(columns), lambda name: by_column[name]["value"].dropna())
# As anybody would begin, with the types that pandas guesses.
guessed = pd.read_csv(csv)
for name in columns:
    assert abs(float(guessed[name].sum()) - float(sums["pandas csv"][name][1])) < 1e-6, name

table = pl.read_csv(csv, infer_schema_length=0)
look("polars csv", len(table), lambda name: table[name].drop_nulls().to_list())
table = pl.read_parquet(parts + "/**/*.parquet", hive_partitioning=True)
assert set(table["year"].unique()) == {2019, 2020, 2021, 2022, 2023}
assert all(table.schema[name] == pl.Decimal(18, 6) for name in columns)
look("polars parquet", len(table), lambda name: table[name].drop_nulls().to_list())

base = duckdb.connect()
base.sql(f"create view wide as select * from read_csv('{csv}', all_varchar = true)")
base.sql(f"create view parts as select * from read_parquet('{parts}/**/*.parquet', hive_partitioning = true)")
for name, view in [("duckdb csv", "wide"), ("duckdb parquet", "parts")]:
    rows = base.sql(f"select count(*) from {view}").fetchall()[0][0]
    look(name, rows, lambda column: [row[0] for row in base.sql(f"select {column} from {view}").fetchall()])
typed = base.sql("select sum(t3_granted_total) from parts where year = 2021 and province_code = 'unknown'")
assert typed.fetchall()[0][0] is not None

# Facts: the columns of the CSV cell by cell, and the number behind them.
facts = pd.read_csv(folder / "facts.csv", dtype=str, keep_default_na=False)
same = pd.read_parquet(folder / "facts.parquet")
assert list(same.columns) == [*facts.columns, "number"]
for name in facts.columns:
    assert same[name].map(lambda value: "" if value is None or value != value else str(value).removesuffix(".0")
                          if name in ("document", "year") else value).tolist() == facts[name].tolist(), name
assert added(same["number"].dropna()) == added(facts["value"])
book = pd.read_excel(folder / "facts.xlsx", dtype=object)
assert list(book.columns) == list(facts.columns)
assert added(book["value"].dropna()) == added(facts["value"])
assert book["raw"].map(lambda value: "" if value != value else value).tolist() == facts["raw"].tolist()

valid = {}
for package in ["csv", "long", "xlsx", "jsonl", "parquet"]:
    report = validate(str(folder / package / "datapackage.json"))
    valid[package] = [] if report.valid else [str(row) for row in report.flatten(["title", "message"])[:5]]

print(json.dumps({"rows": seen, "sums": sums, "frictionless": valid}))
