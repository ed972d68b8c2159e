"""What the commands do: one library call each, and what it says afterwards on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kg.errors import AmbiguousNameError
from kg.ledger import Ledger
from kg.link.api import link
from kg.pipeline import extract, load_pipeline
from kg.query import bind, find_query, load_queries, one, run
from kg.read import expand, read
from kg.schema import load_schema
from kg.seeds import load_seeds
from kg.store import open_store
from kg.tag.lexicon import Lexicon, load_frames
from kg.workspace import Workspace


def add_files(paths: Iterable[str], folder: str) -> bool:
    """Read files into the workspace; return whether some could not be read."""
    with Workspace(Path(folder)) as workspace:
        report = workspace.add(paths)
    for error in report.errors:
        click.echo(f"Error: {error}", err=True)
    click.echo(
        f"{len(report.read)} read, {len(report.unchanged)} unchanged, {len(report.errors)} failed", err=True
    )
    return bool(report.errors)


def load_graph(folder: str, store: str | None) -> None:
    """Load the workspace's graph and say what was written and deleted."""
    with Workspace(Path(folder), create=False) as workspace:
        report = workspace.load(store)
    click.echo(
        f"nodes: {report.nodes_written} written, {report.nodes_deleted} deleted; "
        f"relationships: {report.edges_written} written, {report.edges_deleted} deleted",
        err=True,
    )


def extract_lines(paths: Iterable[str]) -> Iterator[str]:
    """Yield entities and statements of the files, a JSON object a line."""
    nlp = load_pipeline()
    for source in (s for path in expand(paths) for s in read(path)):
        extraction = extract(source, nlp)
        for kind, items in (("entity", extraction.entities), ("statement", extraction.statements)):
            for item in items:
                yield json.dumps({"kind": kind, **asdict(item)}, ensure_ascii=False)


def remove_names(names: Iterable[str], folder: str) -> None:
    """Take back names and say which sources are gone."""
    with Workspace(Path(folder), create=False) as workspace:
        for name in names:
            gone = workspace.remove(name)
            click.echo(f"{name}: {', '.join(gone) or 'nothing was known of it'}", err=True)


def status_of(folder: str) -> dict[str, Any]:
    """Return counts, the fold's hash, undated sources and issues."""
    with Workspace(Path(folder), create=False) as workspace:
        issues = [asdict(i) for i in workspace.ledger.issues()]
        undated = [s.name for s in workspace.ledger.sources() if not s.date]
        counts = workspace.ledger.counts()
        return {"counts": counts, "hash": workspace.graph().hash, "undated": undated, "issues": issues}


def link_name(name: str, within: str, on: str) -> dict[str, Any]:
    """Return what a name means."""
    answer = link(name, Lexicon(load_seeds(), load_frames()), within=within, on=on)
    if answer is None:
        raise AmbiguousNameError(f"{name!r} stays open: say where it stands with --within PLACE")
    return answer


def find_entities(name: str, folder: str) -> list[dict[str, Any]]:
    """Return the entities whose name or other form holds the text."""
    with Workspace(Path(folder), create=False) as workspace:
        nodes = workspace.graph().nodes.values()
    rows = [{"id": n.id, "type": n.label, "name": n.props["name"]} for n in nodes if _bears(n.props, name)]
    return sorted(rows, key=lambda r: (r["name"] != name, len(str(r["name"])), str(r["id"])))


def sentences_between(first: str, second: str, folder: str) -> list[dict[str, Any]]:
    """Return every sentence that ties two entities."""
    with Workspace(Path(folder), create=False) as workspace:
        graph = workspace.graph()
        ends = [one(_meant(workspace.ledger, "", text), "entity", text) for text in (first, second)]
    rows = []
    for edge in graph.edges.values():
        if {edge.source, edge.target} == set(ends):
            pairs = zip(
                list(edge.props.get("quotes", [])), list(edge.props.get("quoteSpans", [])), strict=True
            )  # type: ignore[arg-type]
            rows += [
                {"relation": edge.type, "quote": q, "at": at, "rule": edge.props.get("rule")}
                for q, at in pairs
            ]
    return rows


def list_queries() -> list[dict[str, Any]]:
    """Return the questions with their parameters."""
    return [
        {"name": q.name, "zh": q.zh, "en": q.en, "parameters": ", ".join(p.name for p in q.params)}
        for q in load_queries().values()
    ]


def run_query(name: str, values: Iterable[str], folder: str, store: str | None) -> list[dict[str, Any]]:
    """Return the rows of a canned query; values are ``name=text``."""
    query = find_query(name, load_queries())
    given = dict(v.partition("=")[::2] for v in values)
    with Ledger.open(Path(folder), create=False) as ledger:
        params = bind(query, given, lambda type_, text: _meant(ledger, type_, text))
        with open_store(
            store or str(Path(folder) / "graph"), workspace=ledger.workspace, read_only=True
        ) as graph:
            return run(graph, query, params)


def run_cypher(text: str, folder: str, store: str | None) -> list[dict[str, Any]]:
    """Return the rows of a user's own query; the engine refuses what would write."""
    with Ledger.open(Path(folder), create=False) as ledger, open_store(
        store or str(Path(folder) / "graph"), workspace=ledger.workspace, read_only=True
    ) as graph:
        return graph.read(text)


def check_data() -> str:
    """Load everything under the data folders; faults raise."""
    schema, seeds, queries = load_schema(), load_seeds(), load_queries()
    frames = load_frames()
    return (
        f"{len(schema.types)} types, {len(schema.relations)} relations, {len(seeds.agencies)} bodies, "
        f"{len(seeds.places)} places, {len(frames)} frame files, {len(queries)} queries: no fault"
    )


def _bears(props: Any, text: str) -> bool:  # noqa: ANN401 - a node's properties
    return any(text in str(form) for form in (props["name"], *props.get("aliases", [])))


def _meant(ledger: Ledger, type_: str, text: str) -> list[str]:
    """Ids whose id, name or other form is the text, after what the last load joined."""
    joined = ledger.joined()
    found: dict[str, bool] = {}
    for told in ledger.entities():
        entity = told.entity
        if entity.type == type_ or not type_:
            id_ = joined.get(entity.id, entity.id)
            if text in (entity.id, id_, entity.name):
                found[id_] = True
            elif text in entity.aliases:
                found.setdefault(id_, False)
    own = [k for k, by_name in found.items() if by_name]
    return sorted(own or found)
