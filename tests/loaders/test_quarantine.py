import csv

from hypothesis import given
from hypothesis import strategies as st

from loaders.checking.faults import Fault
from loaders.checking.quarantine import COLUMNS, to_safe_cell, write_quarantine


@given(text=st.text())
def test_no_cell_begins_a_formula(text):
    assert not to_safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_report_opens_in_a_spreadsheet(tmp_path):
    fault = Fault(7, "homepage", "=1+1", "iri", "this is no IRI", "write https://…", "o.csv")

    count = write_quarantine(tmp_path / "reports/quarantine.csv", [("orgs", fault)])

    with (tmp_path / "reports/quarantine.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert count == 1
    assert rows[0] == list(COLUMNS)
    assert rows[1] == [
        "orgs",
        "o.csv",
        "7",
        "homepage",
        "'=1+1",
        "iri: this is no IRI",
        "write https://…",
    ]
