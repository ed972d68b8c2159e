"""What the embedded engine's errors mean.

The engine raises one Python class for everything; the Java class of the innermost cause tells them apart.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import ExistsError, KgError, QueryError, StoreError
from kg.store.chinese import made

TOO_LONG = "the query was ended: it ran too long"
TOO_LARGE = "the result is too large for memory: ask for less ({message})"
# Java class: whose fault it is, and the sentence. Innermost causes are looked up first.
MEANINGS: dict[str, tuple[type[KgError], str]] = {
    "CommandParsingException": (QueryError, "the query is not valid Cypher: {message}"),
    "CommandSemanticException": (QueryError, "the query is not valid Cypher: {message}"),
    "FeatureNotImplementedException": (QueryError, "the embedded engine does not know this: {message}"),
    "CommandParameterMissingException": (QueryError, "a parameter is missing: {message}"),
    "QueryNotIdempotentException": (
        QueryError,
        "the query would write, or calls what this engine lacks: {message}",
    ),
    "DatabaseIsReadOnlyException": (QueryError, "the graph is open for reading only: {message}"),
    "ArithmeticErrorException": (QueryError, "the query's arithmetic fails: {message}"),
    "InvalidPropertyTypeException": (QueryError, "a value has the wrong type: {message}"),
    "IllegalArgumentException": (QueryError, "a value does not fit: {message}"),
    "HeapLimitExceededException": (StoreError, TOO_LARGE),
    "OutOfMemoryError": (StoreError, TOO_LARGE),
    "TimeoutException": (StoreError, TOO_LONG),
    "SecurityException": (QueryError, "a query reads no files or addresses: {message}"),
    "DuplicatedKeyException": (ExistsError, "two items have one id: {message}"),
    "ConcurrentModificationException": (
        StoreError,
        "another thread wrote at the same time; run the command again",
    ),
    "LockException": (
        StoreError,
        "{folder} is in use by another program; close that and run the command again",
    ),
    "DatabaseMetadataException": (StoreError, "{folder} cannot be read: {message}"),
    "SchemaException": (StoreError, "the graph's constraints do not fit: {message}"),
    "IOException": (StoreError, "{folder} cannot be read or written: {message}"),
    "FileNotFoundException": (StoreError, "{folder} cannot be read or written: {message}"),
    "CommandExecutionException": (QueryError, "the query failed: {message}"),
}
UNKNOWN = (
    StoreError,
    "the graph in {folder} cannot be used ({message}); remove that folder and run `kg load` to make it again",
)


def translate(error: BaseException, folder: Path) -> KgError:
    """Return the project's own error for one of the engine's."""
    for name, message in reversed(causes(error)):
        if name in MEANINGS:
            kind, sentence = MEANINGS[name]
            return made(kind, sentence, message=message, folder=str(folder))
    kind, sentence = UNKNOWN
    return kind(sentence.format(message=error, folder=folder))


def needs_recovery(error: BaseException) -> bool:
    """Say whether a read-only opening failed because the folder was left open."""
    return any("needs recovery" in message for _, message in causes(error))


def causes(error: BaseException) -> list[tuple[str, str]]:
    """Return short Java class name and message of every cause, the innermost last."""
    chain = getattr(error, "java_chain", None) or []
    if not chain:
        return [(_python_name(error), str(error))]
    return [(str(name).rpartition(".")[2], str(message)) for name, message in chain]


def _python_name(error: BaseException) -> str:
    return "IOException" if isinstance(error, OSError) else type(error).__name__
