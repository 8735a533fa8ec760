import csv
import subprocess
import sys
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from linkml_schemas.generating.cells import is_fillable
from linkml_schemas.generating.spreadsheet import render_spreadsheet
from linkml_schemas.plan import Schema
from linkml_schemas.publication import our_publication
from tests.running import CHECKOUT

DEFINITION = """
name: organen-voorbeeld
title: {nl: Organen, en: Bodies}
description: {nl: Overlegorganen met hun naam., en: Consultative bodies with their names.}
source: organen-voorbeeld.csv
format: csv
class: Body
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://publications.europa.eu/resource/authority/licence/CC0
access: PUBLIC
"""
FILLED: dict[str, Any] = {
    "id": "stuurgroep",
    "label_nl": "Stuurgroep, en wat erbij hoort",
    "valid_from": date(2024, 2, 1),
    "source": "https://www.vlaanderen.be/|https://www.example.org/",
}


def read(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def headings(sheet: Worksheet) -> dict[str, Any]:
    return {str(cell.value): cell for cell in sheet[1]}


def rules(sheet: Worksheet) -> dict[str, Any]:
    """Return the rule of each column that has one."""
    names = {cell.column_letter: name for name, cell in headings(sheet).items()}
    return {
        names[str(rule.sqref).split(":")[0].rstrip("0123456789")]: rule
        for rule in sheet.data_validations.dataValidation
    }


def listed(workbook: Workbook, formula: str) -> list[str]:
    """Return the values that a list takes from other cells."""
    sheet, _, cells = formula.rpartition("!")
    return [str(row[0].value) for row in workbook[sheet.strip("='")][cells.replace("$", "")]]


@pytest.fixture(scope="module")
def template(files: dict[str, bytes]) -> Workbook:
    return read(files["template.en.xlsx"])


@pytest.fixture(scope="module")
def ours(real: Schema) -> bytes:
    return render_spreadsheet(real, our_publication(real), "nl")


def test_every_class_has_a_sheet_between_guide_and_lists(library, template):
    assert template.sheetnames == [
        "Guide",
        *(each.name for each in library.plan.classes),
        "Lists",
    ]


def test_first_row_holds_the_names_of_the_columns_and_nothing_else(library, template):
    for each in library.plan.classes:
        names = [column.name for column in each.columns if is_fillable(column)]
        assert list(headings(template[each.name])) == names
        assert template[each.name].max_row == 1


def test_records_within_records_have_no_column(template):
    assert "copies" not in headings(template["Book"])
    assert list(headings(template["Catalogue"])) == ["people"]


def test_comment_of_a_heading_says_what_the_column_is(template, files):
    english = headings(template["Book"])["full_name"].comment.text
    dutch = headings(read(files["template.nl.xlsx"])["Book"])["full_name"].comment.text

    assert english.splitlines() == [
        "Full name",
        "The title on the cover.",
        "Required: yes",
        "Expected: text",
    ]
    assert dutch.splitlines()[:2] == ["Volledige naam", "De naam voluit."]
    assert "Unit: {page}" in headings(template["Book"])["pages"].comment.text


def test_required_columns_are_marked(template):
    cells = headings(template["Book"])

    assert cells["full_name"].font.bold
    assert not cells["pages"].font.bold
    assert cells["full_name"].fill.fgColor.rgb != cells["pages"].fill.fgColor.rgb
    assert "recommended" in cells["isbn"].comment.text


def test_codes_are_in_a_drop_down(template):
    book, copies = rules(template["Book"]), rules(template["Copy"])

    assert listed(template, book["medium"].formula1) == ["paper", "tape"]
    assert listed(template, copies["condition"].formula1) == ["new", "worn out"]
    assert copies["condition"].errorStyle in {None, "stop"}
    assert copies["condition"].showErrorMessage


def test_column_of_several_codes_proposes_and_refuses_nothing(template):
    rule = rules(template["Book"])["genre"]

    assert listed(template, rule.formula1) == ["novel", "poetry"]
    assert not rule.showErrorMessage


def test_dynamic_enumeration_has_no_drop_down(template):
    assert "tongue" not in rules(template["Book"])


def test_numbers_days_and_texts_have_their_format(template):
    formats = {
        name: template[sheet]
        .column_dimensions[headings(template[sheet])[name].column_letter]
        .number_format
        for sheet, name in (("Book", "pages"), ("Book", "isbn"), ("Person", "born"))
    }
    wear = rules(template["Copy"])["wear"]

    assert formats == {"pages": "0", "isbn": "@", "born": "yyyy-mm-dd"}
    assert (wear.type, wear.formula1, wear.formula2) == ("whole", "0", "100")


def test_guide_explains_every_column(library, template):
    rows = list(template["Guide"].iter_rows(values_only=True))

    explained = {(row[0], row[1]) for row in rows[1:] if row[1]}
    assert explained == {
        (each.name, column.name)
        for each in library.plan.classes
        for column in each.columns
        if is_fillable(column)
    }


def test_template_is_the_same_bytes_every_time(library, files):
    again = render_spreadsheet(library.plan, library.publication, "en")

    assert again == files["template.en.xlsx"]
    with zipfile.ZipFile(BytesIO(again)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_names_of_sheets_are_short_and_each_once(library):
    (book,) = [each for each in library.plan.classes if each.name == "Book"]
    long = "ANameThatIsMuchTooLongForASheetOfAnyProgram"
    wanted = (f"{long}One", f"{long}Two", "guide", "History")
    classes = [_named(book, name) for name in wanted]
    schema = Schema("x", "1", "", tuple(classes), library.plan.enumerations)

    names = read(render_spreadsheet(schema, library.publication, "en")).sheetnames

    assert len({name.lower() for name in names}) == len(names) == 6
    assert max(map(len, names)) <= 31
    assert "history" not in map(str.lower, names)


def _named(record_class: Any, name: str) -> Any:
    return type(record_class)(
        name, record_class.iri, record_class.types, {}, {}, record_class.columns
    )


def test_codes_of_our_schema_are_in_drop_downs(real, ours):
    workbook = read(ours)
    for each in real.classes:
        found = rules(workbook[each.name])
        for column in each.columns:
            if column.kind == "code":
                codes = [value.code for value in real.enumeration(column.enumeration).values]
                assert listed(workbook, found[column.name].formula1) == codes


@pytest.mark.slow
def test_filled_sheet_of_our_schema_loads_when_it_is_saved_as_csv(ours, tmp_path):
    folder = tmp_path / "registries"
    folder.mkdir()
    (folder / "organen-voorbeeld.yaml").write_text(DEFINITION, encoding="utf-8")
    save_as_csv(fill(read(ours), "Body", FILLED), folder / "organen-voorbeeld.csv")

    data = ["--data", str(tmp_path / "var")]
    run("build", "--registries", str(folder), "--base", "https://data.example.org", *data)
    lines = run("export", "--graph", "organen-voorbeeld", *data)

    subject = "<https://data.example.org/id/orgaan/stuurgroep>"
    assert f'{subject} <http://www.w3.org/2004/02/skos/core#prefLabel> "Stuurgroep, en' in lines
    assert '"2024-02-01"^^<http://www.w3.org/2001/XMLSchema#date>' in lines
    assert lines.count(f"{subject} <http://purl.org/dc/terms/source>") == 2


def fill(workbook: Workbook, name: str, values: dict[str, Any]) -> Worksheet:
    """Fill the second row of a sheet as a person would."""
    sheet = workbook[name]
    for column, cell in headings(sheet).items():
        target = sheet.cell(2, cell.column, values.get(column))
        target.number_format = sheet.column_dimensions[cell.column_letter].number_format
    return sheet


def save_as_csv(sheet: Worksheet, path: Path) -> None:
    """Save what the cells of a sheet show, as spreadsheet programs do."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in sheet.iter_rows():
            writer.writerow([show(cell) for cell in row])


def show(cell: Any) -> str:
    if isinstance(cell.value, datetime | date):
        assert cell.number_format == "yyyy-mm-dd"
        return cell.value.strftime("%Y-%m-%d")
    return "" if cell.value is None else str(cell.value)


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "begrip", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
