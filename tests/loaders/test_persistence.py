"""The rules of the URI standard, the list that only grows, and the command that checks them."""

import json
import re
import subprocess

import polars as pl
import pytest
from click.testing import CliRunner

from begrip import main
from loaders.build import ensure_built
from loaders.generations.data_directory import DataDirectory
from loaders.inputs import shipped_world
from loaders.persistence.checking import Promises, check_iris
from loaders.persistence.crawling import choose_sample
from loaders.persistence.reports import IRIS, check_published, described_terms
from loaders.persistence.rules import RESOLVES, RULES
from loaders.persistence.wording import FAULTS
from ontology.promised import PROMISED, add_promised, read_promised
from tests.loaders.conftest import BASE
from tests.running import CHECKOUT

RELEASE = "https://data.example.org"


def broken(iris=(), *, base=RELEASE, removed=(), earlier=(), described=(), shipped=None):
    """Return the rules that are broken, each with the first IRI that breaks it."""
    promises = Promises(
        base,
        pl.DataFrame({"iri": list(iris)}, schema={"iri": pl.String}),
        pl.Series("iri", list(removed), dtype=pl.String),
        pl.Series("iri", list(earlier), dtype=pl.String),
        frozenset(described),
        shipped or {},
    )
    return {f.rule.key: f.faults[0].iri for f in check_iris(promises) if f.count}


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        pytest.param({"base": "http://data.example.org"}, "secure", id="http"),
        pytest.param({"base": "https://192.0.2.1"}, "secure", id="a number for a name"),
        pytest.param({"base": "https://oxigraph.example.org"}, "domain", id="a product"),
        pytest.param({"base": "https://data2026.example.org"}, "domain", id="a year"),
        pytest.param({"iris": ["/id/planeet/mars"]}, "pattern", id="no such concept"),
        pytest.param({"iris": ["/id/planeet/mars"]}, "concept", id="not on the list"),
        pytest.param(
            {"iris": ["/id/dataset/a"], "base": "https://dataset.example.org"},
            "concept",
            id="a word of the domain",
        ),
        pytest.param({"iris": ["/auth/rol/x"]}, "type", id="another type"),
        pytest.param({"iris": ["/id/rol/%63do"]}, "spelling", id="needless encoding"),
        pytest.param({"iris": ["/id/rol/a", "/id/rol/a"]}, "spelling", id="twice"),
        pytest.param({"iris": ["/id/rol/a", "/id/rol/A"]}, "case", id="capitals"),
        pytest.param({"iris": ["/id/rol/a.ttl"]}, "reference", id="like a format"),
        pytest.param({"iris": ["/id/rol/a#b"]}, "fragment", id="a fragment"),
        pytest.param({"earlier": ["/id/rol/a"]}, "kept", id="gone"),
        pytest.param({"described": ["/ns/x#A"]}, "shipped", id="not listed"),
        pytest.param({"shipped": {"/ns/x#A": ""}}, "shipped", id="listed and gone"),
    ],
)
def test_what_breaks_a_rule_is_found(given, rule):
    assert rule in broken(**given)


def test_what_keeps_the_rules_is_not_found():
    iris = ["/id/rol/cdo", "/id/concept/as/2.1", "/id/rol/caf%C3%A9", "/ns/datastrategie#Goal"]

    assert broken(iris, described=["/ns/x#A"], shipped={"/ns/x#A": "", "/ns/x#B": "/ns/x#A"}) == {}


def test_what_went_with_a_tombstone_was_kept():
    assert broken(earlier=["/id/rol/a"], removed=["/id/rol/a"]) == {}


def test_every_rule_asks_something_in_both_languages():
    assert all(set(rule.asks) == {"nl", "en"} and all(rule.asks.values()) for rule in RULES)
    assert len({rule.key for rule in RULES}) == len(RULES)


def test_the_terms_of_the_program_are_on_the_list():
    listed = read_promised()
    described = described_terms(shipped_world())

    assert sorted(described - listed.keys()) == []
    assert [
        iri for iri, successor in listed.items() if not successor and iri not in described
    ] == []


def test_no_line_was_ever_taken_out_of_the_list():
    path = PROMISED.relative_to(CHECKOUT)
    log = ["git", "log", "--format=", "--patch", "--unified=0", "--", str(path)]
    patches = subprocess.run(log, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    promised = set(re.findall(r"^[-+](/[^\t\n]*)", patches, re.MULTILINE))

    assert sorted(promised - read_promised().keys()) == []


def test_the_list_is_only_lengthened(tmp_path):
    path = tmp_path / "promised.txt"
    path.write_text("/ns/x#Old\t/ns/x#New\n")

    assert add_promised(["/ns/x#New", "/ns/x#Old"], path) == 1
    assert read_promised(path) == {"/ns/x#Old": "/ns/x#New", "/ns/x#New": ""}


def test_a_sample_has_some_of_each_kind():
    kinds = ["Rare", *["Usual"] * 5000]
    frame = pl.DataFrame({"iri": [f"/id/rol/{n}" for n in range(5001)], "kind": kinds})

    sample = choose_sample(frame)
    assert set(sample["kind"]) == {"Rare", "Usual"}
    assert len(sample) < 1000


@pytest.fixture
def built(settings, world, write):
    write("bodies", "id,label_nl\nraad,Raad\n", "Body")
    return ensure_built(settings, base=BASE, world=world)


def test_a_build_writes_what_came_of_the_rules(settings, built):
    data = DataDirectory(settings.data)
    report = json.loads((data.current / IRIS).read_text())

    entry = data.read_manifest(built.id)["reports"]["iris"]
    assert entry == {"path": IRIS, "faults": report["faults"], "advice": report["advice"]}
    assert {rule["rule"] for rule in report["rules"]} == {r.key for r in RULES} - {RESOLVES.key}


def test_what_is_published_is_checked_beside_what_was(settings, built, world):
    found = check_published(DataDirectory(settings.data), built.id, world)

    kept = next(finding for finding in found if finding.rule.key == "kept")
    assert (kept.checked, kept.count) == (6, 0)


def test_the_command_ends_with_a_code_of_its_own_for_faults(settings, built, monkeypatch):
    monkeypatch.setattr("loaders.persistence.reports.read_promised", dict)

    result = CliRunner().invoke(main, ["check", "iris", "--data", str(settings.data), "--json"])

    assert result.exit_code == 14
    answer = json.loads(result.stdout)
    assert answer["generation"] == built.id
    assert [rule["rule"] for rule in answer["rules"] if rule["count"] and not rule["advice"]] == [
        "shipped"
    ]


def test_without_a_name_the_registries_are_checked(settings, built, tmp_path):
    places = ["--data", str(settings.data), "--registries", str(settings.registries)]

    result = CliRunner().invoke(main, ["check", *places, "--json", "--report", str(tmp_path)])
    assert "registries" in json.loads(result.stdout)


def test_every_fault_is_said_in_both_languages_with_the_same_values():
    for key, said in FAULTS.items():
        assert set(said) == {"nl", "en"}, key
        for pair in said.values():
            assert all(pair), key
    values = [
        {name for text in said["nl"] for name in re.findall(r"{(\w+)", text)} - {"detail"}
        <= {name for text in said["en"] for name in re.findall(r"{(\w+)", text)}
        for said in FAULTS.values()
    ]
    assert all(values)
