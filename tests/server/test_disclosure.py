import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.linkml_schemas.test_report_page import report
from tests.server.test_report import MANIFEST, client_over

SECRET = "GEHEIM"
ROUTES = (
    "/rapport?lang=nl",
    "/rapport?lang=en",
    "/rapport.json",
    "/rapport/quarantaine.csv",
    "/rapport/herstellingen.csv",
    "/rapport/shacl/mensen.csv",
    "/rapport/shacl/mensen.ttl",
)
COUNTS = {"violations": 7, "warnings": 0, "infos": 2, "not_checked": 0}


def told(name: str, access: str | None) -> dict:
    """Return a report of which every text of one registry is the secret."""
    text = json.dumps(report(generation="0" * 16)).replace("<script>", SECRET)
    whole = json.loads(text)
    for item in whole["registries"]:
        item["title"] = {"nl": "Mensen", "en": "People"}
        for file in (item["shapes"] or {"files": []})["files"]:
            file["file"] = "mensen.ttl"
        if item["name"] == name:
            item["access"] = access
    whole["warnings"] = [
        f"mensen: {SECRET}",
        f"{SECRET} stands twice",
        "goed: a rule never applied",
    ]
    if name == "mensen":
        whole["registries"][1] |= {"faults": {"count": 0, "groups": [], "more_groups": 0}}
    return whole


def hide(folder: Path, *, in_report: str | None, in_manifest: str | None):
    names = "registry,file,row,column,value,reason,remedy"
    long = "x" * 200_000
    cells = f'{SECRET},2,{SECRET},{SECRET},"pattern: {SECRET}",{SECRET}'
    files = {
        "report.json": json.dumps(told("mensen", in_report)),
        "quarantine.csv": f"\ufeff{names}\r\nmensen,{cells}\r\n"
        f"goed,a.csv,3,naam,open{long},required: x,y\r\n",
        "repairs.csv": "\ufeffregistry,what,rule,count,file,where,before,after\r\n"
        + f"mensen,repaired,values {SECRET},5,{SECRET},1,{SECRET},x\r\n" * 2
        + f"mensen,repaired,ports,1,a,1,{SECRET},x\r\ngoed,repaired,ports,2,a,1,b,c\r\n",
        "shacl/mensen.csv": f"focus_node\r\n{SECRET}\r\n",
        "shacl/mensen.ttl": f"<https://e.org/{SECRET}> a <https://e.org/x> .\n",
    }
    for name, text in files.items():
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    manifest = json.loads(json.dumps(MANIFEST))
    manifest["registries"][0]["access"] = in_manifest
    manifest["registries"][0]["shapes"] |= COUNTS
    return client_over(folder, manifest)


@pytest.mark.parametrize("address", ROUTES)
@pytest.mark.parametrize(
    ("in_report", "in_manifest"),
    [("RESTRICTED", "RESTRICTED"), ("NON_PUBLIC", "PUBLIC"), ("PUBLIC", "RESTRICTED"),
     (None, "PUBLIC"), ("PUBLIC", None)],
)  # fmt: skip
def test_no_value_of_a_registry_that_is_not_public_is_told(
    tmp_path, address, in_report, in_manifest
):
    answer = hide(tmp_path, in_report=in_report, in_manifest=in_manifest).get(address)

    assert answer.status_code == 200
    assert SECRET not in answer.text


@pytest.mark.parametrize("address", ROUTES)
def test_values_of_a_public_registry_are_told(tmp_path, address):
    with hide(tmp_path, in_report="PUBLIC", in_manifest="PUBLIC").get(address) as answer:
        assert SECRET in answer.text


def test_counts_of_a_registry_that_is_not_public_are_told(tmp_path):
    client = hide(tmp_path, in_report="RESTRICTED", in_manifest="RESTRICTED")
    rows = {
        name: list(csv.reader(io.StringIO(client.get(f"/rapport/{name}").text)))
        for name in ("quarantaine.csv", "herstellingen.csv", "shacl/mensen.csv")
    }

    assert "50.000" in client.get("/rapport?lang=nl").text
    assert "only counts are shown" in client.get("/rapport?lang=en").text
    assert client.get("/rapport.json").json["registries"][0]["faults"]["count"] == 50_000
    assert [row[0] for row in rows["quarantaine.csv"][1:]] == ["goed", "mensen"]
    assert rows["quarantaine.csv"][2][5].startswith("50000 faults")
    assert rows["herstellingen.csv"][2] == ["mensen", "repaired", "", "6", "", "", "", ""]
    assert rows["shacl/mensen.csv"][1] == ["Violation", "7"]


def test_the_report_in_turtle_stays_one(tmp_path):
    client = hide(tmp_path, in_report="RESTRICTED", in_manifest="RESTRICTED")

    triples = list(ox.parse(client.get("/rapport/shacl/mensen.ttl").data, ox.RdfFormat.TURTLE))

    assert {str(triple.object.value) for triple in triples} >= {"false"}


@pytest.mark.parametrize("address", ROUTES)
def test_what_is_hidden_has_a_tag_of_its_own(tmp_path, address):
    with hide(tmp_path, in_report="PUBLIC", in_manifest="PUBLIC").get(address) as answer:
        shown = answer.headers["ETag"]
    client = hide(tmp_path, in_report="RESTRICTED", in_manifest="RESTRICTED")

    assert client.get(address, headers={"If-None-Match": shown}).status_code == 200
