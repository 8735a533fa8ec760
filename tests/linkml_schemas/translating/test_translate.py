import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from linkml_schemas.modelling.reading import read_model
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.translating.units import read_units
from tests.linkml_schemas.schema_edits import SMALL_FILE


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ours")
    for path in SCHEMA_FILE.parent.glob("*.yaml"):
        shutil.copy(path, folder)
    return folder / SCHEMA_FILE.name


@pytest.fixture
def small(tmp_path):
    return Path(shutil.copy(SMALL_FILE, tmp_path / "small.yaml"))


def rows(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def fill(path, filled, **changes):
    """Fill cells of a table in: by element and part."""
    table = rows(path)
    heading = table[0]
    for row in table[1:]:
        key = f"{row[heading.index('element')]}.{row[heading.index('part')]}"
        if key in changes:
            row[heading.index(filled)] = changes[key]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


def export(run, path, language, *options):
    table = path.parent / f"{language}.csv"
    done = run(path, "export", "--language", language, "--output", str(table), *options)
    assert done.exit_code == 0, done.output
    return table


def findings(run, path, *options):
    return json.loads(run(path, "--format", "json", *options).output)


def test_what_is_missing_is_counted_by_language_and_file(run, shop):
    told = findings(run, shop, "--language", "nl")

    (counts,) = told["counts"]
    assert counts["file"] == "shop"
    missing = {
        (each["element"], each["part"]) for each in told["texts"] if each["state"] == "missing"
    }
    assert ("Thing", "description") in missing
    assert ("name", "title") not in missing
    assert counts["missing"] == len(missing)


def test_every_line_of_the_list_names_file_line_and_column(run, shop):
    lines = run(shop, "--language", "nl", "--all").output.splitlines()

    named = [line for line in lines if "nl description of class Thing: missing" in line]
    assert [line.split(": ")[0] for line in named] == [f"{shop}:11:3"]


def test_a_text_whose_source_changed_after_it_was_recorded_is_outdated(run, small):
    run(small, "--accept")
    before = findings(run, small, "--language", "en")["texts"]
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace("Heeft namen.", "Heeft vele namen."), encoding="utf-8")

    after = findings(run, small, "--language", "en")["texts"]

    assert [each for each in before if each["state"] != "no source"] == []
    assert [(each["element"], each["part"], each["state"]) for each in after] == [
        ("Labelled", "description", "outdated")
    ]
    assert run(small, "--language", "en", "--check").exit_code == 3


def test_a_translation_that_was_mended_too_waits_to_be_accepted(run, small):
    run(small, "--accept")
    text = small.read_text(encoding="utf-8")
    text = text.replace("Heeft namen.", "Heeft vele namen.").replace(
        "Has names.", "Has many names."
    )
    small.write_text(text, encoding="utf-8")

    (found,) = findings(run, small, "--language", "en")["texts"]
    run(small, "--accept")

    assert found["state"] == "unrecorded"
    assert findings(run, small, "--language", "en")["texts"] == []
    assert run(small, "--language", "en", "--check").exit_code == 0


def test_the_record_forgets_what_is_gone_and_keeps_other_files(run, small):
    record = small.parent / "translations.json"
    record.write_text(
        '{"other: class A: title": {"en": "a b"}, "small: class A: title": {"en": "a b"}}'
    )

    run(small, "--accept")

    kept = json.loads(record.read_text(encoding="utf-8"))
    assert "other: class A: title" in kept
    assert "small: class A: title" not in kept


def test_a_record_that_is_none_is_named(run, small):
    (small.parent / "translations.json").write_text("[1]")

    done = run(small)

    assert done.exit_code == 2
    assert "translations.json is no record of translations" in done.output


@pytest.mark.parametrize(
    "options", [(), ("--bom",), ("--delimiter", ";"), ("--bom", "--delimiter", ";")]
)
def test_an_unchanged_table_changes_no_byte(run, shop, options):
    before = shop.read_bytes()
    table = export(run, shop, "nl", *options)

    done = run(shop, "import", str(table), "--language", "nl")

    assert done.exit_code == 0, done.output
    assert shop.read_bytes() == before
    assert not (shop.parent / "translations.json").exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_filled_table_is_written_and_nothing_else_changes(run, shop, newline, mark):
    content = shop.read_text(encoding="utf-8").replace("\n", newline)
    shop.write_bytes(mark + content.encode())
    table = export(run, shop, "nl")
    fill(
        table,
        "nl",
        **{
            "Thing.title": "Ding",
            "Thing.description": "Al wat: in de winkel wordt verkocht.",
            "name.description": "De naam van {thing}.",
            "state.title": "Staat",
            "Flow.title": "Stroom, of niet",
            "State.title": "Toestand",
            "State.used.title": "Gebruikt",
        },
    )

    done = run(shop, "import", str(table), "--language", "nl")

    assert done.exit_code == 0, done.output
    texts = {
        (unit.element, unit.part): unit.texts.get("nl") for unit in read_units(read_model(shop))
    }
    assert texts["Thing", "title"] == "Ding"
    assert texts["Thing", "description"] == "Al wat: in de winkel wordt verkocht."
    assert texts["name", "title"] == "Naam"
    assert texts["state", "title"] == "Staat"
    assert texts["Flow", "title"] == "Stroom, of niet"
    assert texts["State", "title"] == "Toestand"
    assert texts["State.used", "title"] == "Gebruikt"
    written = shop.read_bytes()
    assert written.startswith(mark)
    kept = [line for line in content.split(newline) if "Used" not in line and "Flow" not in line]
    lines = written.decode("utf-8-sig").split(newline)
    assert [line for line in kept if line not in lines] == [
        "    annotations: {title_nl: {tag: title_nl, value: Toestand}}"
    ]
    assert findings(run, shop, "--language", "nl")["counts"][0]["current"] == 7


def test_a_cell_never_runs_as_a_formula_and_comes_back_as_it_was(run, shop):
    text = shop.read_text(encoding="utf-8").replace("title: Thing ", "title: =cmd|'/C calc'!A0 ")
    shop.write_text(text, encoding="utf-8")
    table = export(run, shop, "nl")

    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows(table) for cell in row)
    fill(table, "nl", **{"Thing.title": "'=1+1"})
    assert run(shop, "import", str(table), "--language", "nl").exit_code == 0
    assert read_model(shop).classes["Thing"].titles["nl"] == "=1+1"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        pytest.param("Thing.description", "Geen punt", "ends in a full stop", id="full stop"),
        pytest.param(
            "name.description", "De naam.", "must keep what stands in braces", id="braces"
        ),
        pytest.param("Thing.title", "a\x07b", "control character", id="control"),
        pytest.param("Thing.title", "a" * 40_000, "is the most", id="long"),
    ],
)
def test_a_bad_cell_is_refused_with_its_row_and_nothing_is_written(run, shop, key, text, said):
    before = shop.read_bytes()
    table = export(run, shop, "nl")
    fill(table, "nl", **{key: text, "State.title": "Toestand"})

    done = run(shop, "import", str(table), "--language", "nl")

    assert done.exit_code == 2
    assert said in done.output
    assert re.search(r"nl\.csv: row \d+, column nl: ", done.output)
    assert shop.read_bytes() == before


def test_good_rows_are_written_beside_bad_ones_if_asked(run, shop):
    table = export(run, shop, "nl")
    fill(table, "nl", **{"Thing.description": "Geen punt", "State.title": "Toestand"})

    done = run(shop, "import", str(table), "--language", "nl", "--partial")

    assert done.exit_code == 2
    assert read_model(shop).enums["State"].titles["nl"] == "Toestand"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            lambda text: text.replace("Thing,title", "Thong,title"), "no class Thong", id="unknown"
        ),
        pytest.param(
            lambda text: text.replace("class,Thing,title,Thing,", "class,Thing,title,Other,X"),
            "source text changed",
            id="other source",
        ),
        pytest.param(lambda text: text.replace(",nl,", ",xx,", 1), "no column 'nl'", id="column"),
        pytest.param(lambda text: text + '"open', "no CSV", id="quote"),
    ],
)
def test_a_table_of_something_else_is_refused(run, shop, change, said):
    table = export(run, shop, "nl")
    table.write_text(change(table.read_text(encoding="utf-8")), encoding="utf-8", newline="")

    done = run(shop, "import", str(table), "--language", "nl")

    assert done.exit_code == 2
    assert said in done.output


def test_a_table_in_another_encoding_is_refused_with_what_to_do(run, shop):
    table = export(run, shop, "nl")
    table.write_bytes("é".encode("cp1252") + table.read_bytes())

    done = run(shop, "import", str(table), "--language", "nl")

    assert done.exit_code == 2
    assert "save as “CSV UTF-8" in done.output


def test_the_same_text_twice_with_other_translations_is_refused(run, shop):
    table = export(run, shop, "nl")
    fill(table, "nl", **{"Thing.title": "Ding"})
    twice = table.read_text(encoding="utf-8") + "shop,class,Thing,title,Thing,Zaak,,,\r\n"
    table.write_text(twice, encoding="utf-8", newline="")

    done = run(shop, "import", str(table), "--language", "nl")

    assert "another translation" in done.output


def test_what_cannot_be_written_without_more_is_named_and_nothing_is_lost(run, shop):
    text = shop.read_text(encoding="utf-8").replace("  Bare: {}", "  Bare: &bare {title: Bare}")
    shop.write_text(text.replace("  Empty:", "  Empty: *bare"), encoding="utf-8")
    before = shop.read_bytes()
    table = export(run, shop, "nl")
    fill(table, "nl", **{"Bare.title": "Kaal"})

    done = run(shop, "import", str(table), "--language", "nl")

    assert done.exit_code == 2
    assert "shop.yaml: classes.Empty" in done.output
    assert shop.read_bytes() == before


def test_files_of_one_name_in_two_folders_are_told_apart(run, tmp_path):
    for folder, title in (("", "Root"), ("more", "Below")):
        path = tmp_path / folder / "shop.yaml"
        path.parent.mkdir(exist_ok=True)
        imports = "imports: [more/shop]\n" if not folder else ""
        path.write_text(
            f"id: https://www.example.org/{title}\nname: {title}\ntitle: {title}\n{imports}",
            encoding="utf-8",
        )
    table = export(run, tmp_path / "shop.yaml", "nl")
    fill(table, "nl", **{"Below.title": "Onder"})

    done = run(tmp_path / "shop.yaml", "import", str(table), "--language", "nl")

    assert done.exit_code == 0, done.output
    assert "title_nl: Onder" in (tmp_path / "more/shop.yaml").read_text(encoding="utf-8")
    assert "title_nl" not in (tmp_path / "shop.yaml").read_text(encoding="utf-8")


def test_a_schema_with_an_error_ends_with_3(run, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text("classes: [", encoding="utf-8")

    assert run(path).exit_code == 3


def test_a_word_that_is_no_language_is_refused(run, shop):
    assert "no language tag" in run(shop, "--language", "Frans!").output


@pytest.mark.slow
def test_our_schemas_go_to_language_maps_and_back_to_the_byte(run, ours, tmp_path):
    maps, back = tmp_path / "maps", tmp_path / "back"

    assert run(ours, "--to-language-maps", str(maps)).exit_code == 0
    assert run(maps / ours.name, "--from-language-maps", str(back)).exit_code == 0

    for path in ours.parent.glob("*.yaml"):
        assert (back / path.name).read_bytes() == path.read_bytes(), path.name
    before, between = read_model(ours), read_model(maps / ours.name)
    assert [(unit.key, dict(unit.texts)) for unit in read_units(before)] == [
        (unit.key, {tag: unit.texts[tag] for tag in unit.texts}) for unit in read_units(between)
    ]


def test_a_language_map_takes_a_further_language(run, small, tmp_path):
    run(small, "--to-language-maps", str(tmp_path / "maps"))
    path = tmp_path / "maps" / "small.yaml"
    table = export(run, path, "fr")
    fill(table, "fr", **{"Labelled.title": "Nommé: oui"})

    done = run(path, "import", str(table), "--language", "fr")

    assert done.exit_code == 0, done.output
    assert "      fr: 'Nommé: oui'\n" in path.read_text(encoding="utf-8")
    assert read_model(path).classes["Labelled"].titles["fr"] == "Nommé: oui"


@pytest.mark.slow
def test_linkmls_own_metamodel_can_be_translated(run, tmp_path):
    import linkml_runtime

    source = Path(linkml_runtime.__file__).parent / "linkml_model" / "model" / "schema"
    for path in source.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    path = tmp_path / "meta.yaml"
    table = export(run, path, "nl")
    fill(table, "nl", **{"class_definition.description": "Een klasse van het schema."})

    done = run(path, "import", str(table), "--language", "nl")

    assert done.exit_code == 0, done.output
    assert read_model(path).classes["class_definition"].descriptions["nl"]


def test_no_translation_of_ours_is_outdated(run):
    told = findings(run, SCHEMA_FILE)

    late = [each for each in told["texts"] if each["state"] == "outdated"]
    assert late == [], "translate these anew, then run `begrip schema translate --accept`"
