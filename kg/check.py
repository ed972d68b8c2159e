"""The shipped data, checked as a whole: what may be said, what is known, what may be asked."""

from __future__ import annotations

from kg.browse.guide import load_guide
from kg.errors import QueryError
from kg.lint import lint
from kg.query import load_queries
from kg.schema import load_schema, load_style
from kg.seeds import load_seeds
from kg.tag.lexicon import load_frames


def check_data() -> str:
    """Load everything under the data folders and return what is there, in a sentence.

    Raises:
        KgError: The first file that is wrong; its class says which folder to look at.
    """
    schema, seeds, frames, queries = load_schema(), load_seeds(), load_frames(), load_queries()
    load_style(schema)
    load_guide(queries, lambda _, name: name)
    faults = [
        f"{query.name}.cypher:{finding.line}: {finding.message}"
        for query in queries.values()
        for finding in lint(query.text)
    ]
    if faults:
        raise QueryError("\n".join(faults))
    return (
        f"{len(schema.types)} types, {len(schema.relations)} relations, {len(seeds.agencies)} bodies, "
        f"{len(seeds.places)} places, {len(frames)} frame files, {len(queries)} queries: no fault"
    )
