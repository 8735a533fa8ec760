"""The command that holds promised IRIs to the rules of the URI standard.

Step on the line: beside the other checks.
"""

import json
from typing import Any

import click

from loaders.command_options import LoaderCommand, command_data, options
from loaders.errors import RuleError
from loaders.persistence.findings import Finding


@click.command("iris", cls=LoaderCommand)
@options("data", "json")
@click.option("--generation", metavar="ID", help="Another generation than the served one.")
@click.option("--server", metavar="URL", help="Ask this running server for the IRIs too.")
@click.option("--all", "everything", is_flag=True, help="Ask it for all, not for a sample.")
@click.option("--promise", is_flag=True, help="Put new terms of the program on the list first.")
def iris_command(
    as_json: bool,
    generation: str | None,
    server: str | None,
    everything: bool,
    promise: bool,
    **places: Any,
) -> None:
    """Hold every promised IRI to the rules of the URI standard.

    Ends with 14 if a rule is broken that is more than advice.
    """
    from loaders.generations.publication import choose_generation
    from loaders.inputs import shipped_world
    from loaders.persistence.crawling import crawl
    from loaders.persistence.reports import check_published, described_terms, to_report
    from loaders.promising.promises import read_promises
    from ontology.promised import add_promised

    world = shipped_world()
    if promise:
        click.echo(f"{add_promised(described_terms(world))} terms are new on the list", err=True)
    data = command_data(places)
    name = choose_generation(data, generation)
    base = data.read_manifest(name)["base"]
    findings = check_published(data, name, world)
    if server:
        kept = read_promises(data.generation(name))
        findings.append(crawl(server, base, kept, everything=everything))
    if as_json:
        click.echo(json.dumps({"generation": name, **to_report(base, findings)}))
    else:
        for finding in findings:
            _show(finding)
    if broken := [finding for finding in findings if finding.is_broken]:
        names = ", ".join(finding.rule.key for finding in broken)
        raise RuleError(f"{sum(finding.count for finding in broken)} faults against: {names}")


def _show(finding: Finding) -> None:
    """Write one rule with what breaks it."""
    rule = finding.rule
    mark = "ok" if not finding.count else "advice" if rule.advice else "FAULT"
    number = f" ({rule.number})" if rule.number else ""
    click.echo(f"{mark:<7}{rule.key}{number}: {rule.asks['en']} {finding.checked} checked")
    for fault in finding.faults:
        click.echo(f"         {fault.iri}: {fault.found}; right is {fault.right}")
    if more := finding.count - len(finding.faults):
        click.echo(f"         and {more} more")
