"""What uses the schemas is read from the registries, their shapes and the named queries."""

from loaders.reading.definitions import read_definition
from loaders.settings import REGISTRIES
from loaders.touching.consumers import iris_in, read_consumers, to_registry
from ontology.namespaces import PREFIXES

TURTLE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:Shape sh:targetClass ex:Body ; sh:path <https://example.org/code>, ex:a.b .
"""


def test_iris_are_found_in_full_and_by_prefix():
    found = iris_in(TURTLE)

    for name in ("Shape", "Body", "code", "a.b"):
        assert f"https://example.org/{name}" in found
    assert "http://www.w3.org/ns/shacl#path" in found


def test_a_registry_uses_its_class_and_the_columns_of_its_file():
    consumer = to_registry(read_definition(REGISTRIES / "organisaties.yaml"))

    assert (consumer.kind, consumer.name, consumer.class_name) == (
        "registry", "organisaties", "Organisation",
    )  # fmt: skip
    assert consumer.class_iri == PREFIXES["org"] + "Organization"
    header = (REGISTRIES / "organisaties.csv").read_text(encoding="utf-8").splitlines()[0]
    assert consumer.columns == frozenset(header.split(","))


def test_the_shipped_registries_and_queries_are_all_there():
    consumers = read_consumers()
    named = {(each.kind, each.name): each for each in consumers}

    assert ("registry", "organisaties") in named
    assert PREFIXES["dcat"] + "Dataset" in named["query", "datasets_without_steward"].iris
    assert PREFIXES["ds"] + "overResource" in named["query", "datasets_without_steward"].iris
    assert len(named) == len(consumers)


def test_columns_that_a_definition_maps_count_by_their_slot(tmp_path):
    shipped = (REGISTRIES / "organisaties.yaml").read_text(encoding="utf-8")
    definition = shipped.replace("source: organisaties.csv", "source: o.csv").replace(
        "name: organisaties", "name: o"
    )
    (tmp_path / "o.yaml").write_text(
        definition + "columns: {Code: ovo, Naam: label_nl}\nconstants: {status: actief}\n"
        "ignore: [Rest]\n",
        encoding="utf-8",
    )
    (tmp_path / "o.csv").write_text("\ufeffCode,Naam,Rest,kbo\n1,2,3,4\n", encoding="utf-8")

    consumer = to_registry(read_definition(tmp_path / "o.yaml"))

    assert consumer.columns == frozenset({"ovo", "label_nl", "status", "kbo"})
