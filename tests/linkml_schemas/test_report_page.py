import re
from pathlib import Path

import pytest

from linkml_schemas.conformance_values import SEVERITIES
from linkml_schemas.report_page import render_alone, render_report, report_style
from linkml_schemas.report_texts import LANGUAGES, TEXTS
from loaders.checking.faults import REASONS

HOSTILE = "<script>alert('kwaad')</script><img src=x onerror=alert(1)>\"'"
STYLE = Path(__file__).parents[2] / "server" / "static" / "begrip.css"


def group(**more):
    shown = [{"focus": HOSTILE, "value": HOSTILE}]
    found = {
        "shape": HOSTILE,
        "path": HOSTILE,
        "component": HOSTILE,
        "severity": "Violation",
        "messages": {"nl": f"NL {HOSTILE}", "en": f"EN {HOSTILE}"},
        "remedy": {"nl": HOSTILE, "en": HOSTILE},
        "count": 1234,
        "shown": shown,
    }
    return {**found, **more}


def faulty():
    return {"kind": "path", "shape": HOSTILE, "detail": HOSTILE, "done": "dropped", "better": "x:y"}


def report(**more):
    file = {
        "file": HOSTILE,
        "problem": "",
        "faulty": [faulty()],
        "faulty_count": 3,
        "focus_nodes": 10,
        "failing": 4,
        "counts": dict.fromkeys(SEVERITIES, 1),
        "groups": [group()],
        "more_groups": 7,
    }
    row = {
        "file": f"mensen/{HOSTILE}.csv",
        "row": 2,
        "value": HOSTILE,
        "message": HOSTILE,
        "remedy": HOSTILE,
    }
    faults = [{"reason": "pattern", "column": HOSTILE, "count": 50_000, "shown": [row]}]
    registry = {
        "name": "mensen",
        "title": {"nl": HOSTILE, "en": HOSTILE},
        "access": "PUBLIC",
        "state": "fallback",
        "reason": HOSTILE,
        "rows": {"read": 60_000, "accepted": 0, "refused": 50_000},
        "faults": {"count": 50_000, "groups": faults, "more_groups": 3},
        "shapes": {
            "files": [file, {**file, "problem": HOSTILE}, {**file, "focus_nodes": 0}],
            "counts": dict.fromkeys(SEVERITIES, 1),
            "conformance": "required",
            "max_violation_share": 0.1,
        },
    }
    return {
        "base": "https://b.example",
        "generation": None,
        "made": "2026-11-23T00:00:00Z",
        "problem": HOSTILE,
        "warnings": [HOSTILE] * 150,
        "registries": [registry, {**registry, "name": "goed", "reason": "", "shapes": None}],
        **more,
    }


def test_no_value_is_markup_on_the_page():
    page = render_alone(report())

    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"<[^>]*\son\w+=", page)


def test_the_page_needs_no_other_file_and_no_script():
    page = render_alone(report())

    assert not re.findall(r"<[^>]*\ssrc=|<link|@import|url\(", page)
    assert set(re.findall(r'href="([^"]*)"', page)) == {
        "quarantine.csv",
        "repairs.csv",
        "report.json",
        "shacl/mensen.csv",
        "shacl/mensen.ttl",
        "#mensen-nl",
        "#mensen-en",
        "#goed-nl",
        "#goed-en",
    }


def test_both_languages_are_on_the_page_and_every_id_once():
    page = render_alone(report())
    ids = re.findall(r'\bid="([^"]*)"', page)

    assert len(ids) == len(set(ids))
    for language in LANGUAGES:
        assert TEXTS["title"][language] in page
        assert f'<main class="report in-{language}" lang="{language}">' in page


@pytest.mark.parametrize(
    ("language", "counts", "message"),
    [("nl", ("60.000", "1.234"), "NL "), ("en", ("60,000", "1,234"), "EN ")],
)
def test_a_reader_sees_numbers_and_messages_in_their_language(language, counts, message):
    part = render_report(report(), language)

    assert all(count in part for count in counts)
    assert f'dir="auto">{message}' in part


def test_a_message_in_another_language_says_which_it_is():
    registry = report()["registries"][0]
    registry["shapes"]["files"][0]["groups"] = [group(messages={"": "Less than 1"})]

    part = render_report(report(registries=[registry]), "nl")

    assert '<span lang="en" dir="auto">Less than 1</span>' in part


def test_a_registry_without_faults_has_a_line_and_no_section():
    quiet = {
        **report()["registries"][1],
        "faults": {"count": 0, "groups": [], "more_groups": 0},
    }

    part = render_report(report(registries=[quiet], warnings=[], problem=""), "en")

    assert TEXTS["nothing"]["en"] in part
    assert 'id="goed"' not in part


def test_every_text_is_there_in_both_languages_and_every_word_of_a_fault_has_one():
    assert all(set(texts) == set(LANGUAGES) for texts in TEXTS.values())
    assert {f"reason.{word}" for word in REASONS} <= set(TEXTS)
    assert {f"severity.{word}" for word in SEVERITIES} <= set(TEXTS)


def test_every_text_that_the_page_asks_for_exists():
    template = (Path(__file__).parents[2] / "linkml_schemas/templates/report.html").read_text()

    asked = set(re.findall(r"""\bt\(["']([\w.]+)["'](?! ~)""", template))

    assert asked
    assert asked <= set(TEXTS)


def test_the_page_has_the_colours_and_letters_of_the_server():
    def tokens(text):
        light_and_dark = re.findall(r":root \{\n(.*?)\n *\}", text, re.DOTALL)[:2]
        return [dict(re.findall(r"^ +(--[\w-]+): (.+);$", b, re.MULTILINE)) for b in light_and_dark]

    ours, theirs = tokens(report_style(alone=True)), tokens(STYLE.read_text(encoding="utf-8"))

    assert [len(block) for block in ours] == [12, 9]
    for block, server in zip(ours, theirs, strict=True):
        assert block.items() <= server.items()


def test_a_fault_is_told_with_its_file_if_the_report_knows_it():
    told, untold = report(), report()
    told["registries"][0]["faults"]["groups"][0]["shown"][0]["file"] = "mensen/diep/b.csv"
    del untold["registries"][0]["faults"]["groups"][0]["shown"][0]["file"]

    assert 'data-label="Bestand"><span dir="auto">mensen/diep/b.csv' in render_alone(told)
    assert "Bestand" not in render_alone(untold)


def test_a_file_is_called_as_its_address_calls_it():
    addresses = {"quarantine.csv": "/rapport/quarantaine.csv"}

    page = render_report(report(), "nl", link=lambda name: addresses.get(name, name))
    assert re.search(r'href="/rapport/quarantaine.csv">quarantaine.csv<', page)
