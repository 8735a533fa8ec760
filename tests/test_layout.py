"""What the tree holds and what it does not."""

import ast
import importlib
import re
import tomllib

import pytest

from tests.running import CHECKOUT, tracked_files

PACKAGES = ("begrip", "linkml_schemas", "loaders", "ontology", "queries", "server")
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
    )
)
LOCAL_PATH = re.compile(r"(?<![\w.:/~\-])/(?:home|Users|root|work|tmp|farm|opt)/\w")
MAIL_ADDRESS = re.compile(r"\b[\w.+-]+@(?!example\.)[\w-]+\.(?:be|com|eu|net|org|vlaanderen)\b")
BINARY = {".png", ".ico", ".woff2", ".gz"}


def texts() -> list[tuple[str, str]]:
    """Return every text of the tree but the licence and the locks, which tools write."""
    return [
        (name, (CHECKOUT / name).read_text(encoding="utf-8", errors="replace"))
        for name in tracked_files()
        if not any(name.endswith(ending) for ending in BINARY) and name != "LICENSE"
    ]


def modules() -> list[str]:
    return [
        name
        for name in tracked_files()
        if name.endswith(".py") and name.split("/")[0].removesuffix(".py") in PACKAGES
    ]


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_imported_from_this_checkout(package):
    origin = importlib.import_module(package).__file__

    assert origin is not None
    assert origin.startswith(str(CHECKOUT))


def test_every_package_is_declared():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    there = {name.removesuffix("/__init__.py") for name in modules() if "/__init__." in name}

    assert set(project["tool"]["setuptools"]["packages"]) == {n.replace("/", ".") for n in there}


def test_no_host_of_a_package_registry_stands_in_the_tree():
    assert found(re.compile("|".join(map(re.escape, REGISTRY_HOSTS)))) == []


def test_no_path_of_a_machine_stands_in_the_tree():
    assert found(LOCAL_PATH) == []


def test_no_mail_address_stands_in_the_tree():
    assert found(MAIL_ADDRESS) == []


def test_nothing_is_left_open():
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"))

    assert [
        hit for hit in found(re.compile(rf"\b(?:{marks})\b")) if hit.split(":")[0][-3:] == ".py"
    ] == []


def test_only_sources_are_tracked():
    unwanted = re.compile(
        r"(^|/)(uv\.lock|\.env|\.DS_Store|__pycache__|node_modules|var)(/|$)|\.(pyc|log|sqlite)$"
    )

    assert [name for name in tracked_files() if unwanted.search(name)] == []


def test_no_tracked_file_is_larger_than_a_megabyte():
    assert [n for n in tracked_files() if (CHECKOUT / n).stat().st_size > 1_000_000] == []


@pytest.mark.parametrize("name", modules())
def test_a_module_is_one_idea_and_a_function_one_step(name):
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]

    assert text.count("\n") <= 250
    assert [function.name for function in functions if statement_lines(function) > 40] == []


def statement_lines(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    documented = body[0].lineno - function.body[0].lineno if body else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]
)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock):
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())

    assert all(re.match(r"[a-z0-9.-]+==\S+ ", entry) for entry in entries)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_locks_hold_every_declared_dependency():
    read = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = read["project"], read["dependency-groups"]
    extras = project["optional-dependencies"]
    runtime = [*project["dependencies"], *extras["build"]]

    assert missing(runtime, "requirements.lock") == []
    assert missing([*runtime, *extras["dev"]], "requirements-dev.lock") == []
    assert missing(groups["bench"], "requirements-bench.lock") == []


def test_the_locks_agree():
    runtime, develop = pins("requirements.lock"), pins("requirements-dev.lock")

    assert runtime <= develop


def test_the_baseline_is_the_engine_in_the_same_version():
    engine = dict(pins("requirements.lock"))["pyoxigraph"]

    assert pins("requirements-bench.lock") == {("oxigraph", engine)}


def pins(lock: str) -> set[tuple[str, str]]:
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def missing(requirements: list[str], lock: str) -> list[str]:
    held = pins(lock)
    names = {name for name, _ in held}
    return [
        requirement
        for requirement in requirements
        if (match := re.fullmatch(r"([\w-]+)(?:==(\S+)|>=.*)?", requirement)) is None
        or match[1].lower() not in names
        or (match[2] and (match[1].lower(), match[2]) not in held)
    ]


def test_make_help_lists_every_target():
    text = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)

    assert phony is not None
    assert set(phony[1].split()) == set(re.findall(r"^([a-z-]+):.*## \w", text, re.MULTILINE))
