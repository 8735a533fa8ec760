import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.namespaces import (
    DS,
    PLACEHOLDER_BASE,
    PREFIXES,
    expand,
    prefixes_at,
    rebase,
    shrink,
)

LOCAL_NAMES = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", min_size=1
)


@given(st.sampled_from(sorted(PREFIXES)), LOCAL_NAMES)
def test_a_curie_expands_and_shrinks_back(prefix, local):
    assert shrink(expand(f"{prefix}:{local}")) == f"{prefix}:{local}"


def test_no_two_prefixes_share_a_namespace():
    assert len(set(PREFIXES.values())) == len(PREFIXES)


@pytest.mark.parametrize("namespace", PREFIXES.values())
def test_a_namespace_ends_where_a_name_can_begin(namespace):
    assert namespace[-1] in "#/"


@pytest.mark.parametrize(
    ("curie", "reason"),
    [("prefLabel", "is no CURIE"), ("", "is no CURIE"), ("nope:x", "is not declared")],
)
def test_what_is_no_curie_is_refused_with_the_reason(curie, reason):
    with pytest.raises(ValueError, match=reason):
        expand(curie)


def test_an_absolute_iri_expands_to_itself():
    assert expand("https://example.org/x") == "https://example.org/x"


@pytest.mark.parametrize("iri", ["https://example.org/x", PREFIXES["skos"], f"{DS}a/b"])
def test_an_iri_without_a_curie_stays_long(iri):
    assert shrink(iri) is None


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "https://data.example.org/begrip"])
def test_only_our_own_namespaces_move_to_a_base(base):
    moved = prefixes_at(base)

    assert moved["ds"] == f"{base}/ns/datastrategie#"
    assert {prefix for prefix in PREFIXES if moved[prefix] != PREFIXES[prefix]} == {"ds"}


@given(st.text(), st.text())
def test_text_and_bytes_are_rebased_alike(before, after):
    text = before.replace("\ud800", "") + f"<{PLACEHOLDER_BASE}/id/rol/cdo>" + after

    moved = rebase(text, "http://localhost")

    assert "<http://localhost/id/rol/cdo>" in moved
    assert rebase(text.encode(), "http://localhost") == moved.encode()


OTHERS = st.sampled_from(
    ["https://begrip.example.org/x", "https://begrip.examples/x", "https://begrip.example-a.be",
     "https://begrip.example:8000/x", f"{PLACEHOLDER_BASE}@elders", "https://begrip.exampl"]
)  # fmt: skip
OURS = st.sampled_from(
    [f"<{PLACEHOLDER_BASE}>", f'"{PLACEHOLDER_BASE}"', f"{PLACEHOLDER_BASE}/id/rol/cdo",
     f"{PLACEHOLDER_BASE}#x", f"{PLACEHOLDER_BASE}?x", f"{PLACEHOLDER_BASE} ", "é|"]
)  # fmt: skip


@given(st.lists(OTHERS | OURS))
def test_only_the_placeholder_itself_is_rebased(parts):
    text = "\n".join(parts)

    moved = rebase(text, "http://localhost:8000")

    expected = [
        part if part.startswith("https://begrip.exampl") and not part.startswith(
            (f"{PLACEHOLDER_BASE}/", f"{PLACEHOLDER_BASE}#", f"{PLACEHOLDER_BASE}?",
             f"{PLACEHOLDER_BASE} ")
        ) else part.replace(PLACEHOLDER_BASE, "http://localhost:8000")
        for part in parts
    ]  # fmt: skip
    assert moved == "\n".join(expected)
    assert rebase(text.encode(), "http://localhost:8000") == moved.encode()


@given(
    st.lists(OTHERS | OURS).map("\n".join),
    st.sampled_from(["https://begrip.example.org", "https://begrip.example:8000"]),
)
def test_rebasing_twice_to_a_look_alike_host_does_no_harm(text, base):
    assert rebase(rebase(text, base), base) == rebase(text, base)
