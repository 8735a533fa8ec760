"""Say which files hold a whole scheme, and ask for its graph.

Step on the line: under ``views``. The graph is asked as a query is, so that it streams, and a
limit that it reaches is an error.
"""

from server.thesaurus import terms

EXPORTS = ("ttl", "nt", "jsonld", "rdf", "csv")
"""Extensions of the files of a scheme."""


def concepts_query(scheme: str) -> str:
    """Return the query for a scheme with all that is said of it, its concepts and collections.

    Args:
        scheme: An IRI that the graph holds as one, so it can hold nothing that ends it.

    >>> print(concepts_query("https://b.example/id/conceptscheme/k").splitlines()[0])
    CONSTRUCT { ?s ?p ?o }
    """
    lines = (
        "CONSTRUCT { ?s ?p ?o }",
        "WHERE {",
        f"  {{ <{scheme}> ?p ?o . BIND(<{scheme}> AS ?s) }}",
        f"  UNION {{ ?s {terms.IN_SCHEME} <{scheme}> . ?s ?p ?o }}",
        f"  UNION {{ ?s {terms.TOP_OF} <{scheme}> . ?s ?p ?o }}",
        f"  UNION {{ <{scheme}> {terms.HAS_TOP} ?s . ?s ?p ?o }}",
        "}",
    )
    return "\n".join(lines)
