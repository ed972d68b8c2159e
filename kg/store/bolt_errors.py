"""What the server's and the driver's errors mean.

Only class and code are looked at: the newer status codes differ between server versions.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from kg.errors import ExistsError, KgError, QueryError, StoreError
from kg.store.chinese import made

# The end of the server's code: whose fault it is, and the sentence.
CODES: dict[str, tuple[type[KgError], str]] = {
    "Statement.SyntaxError": (QueryError, "the query is not valid Cypher: {message}"),
    "Statement.SemanticError": (QueryError, "the query is not valid Cypher: {message}"),
    "Statement.ParameterMissing": (QueryError, "a parameter is missing: {message}"),
    "Statement.AccessMode": (QueryError, "the query would write, and only reading is allowed here"),
    "Statement.TypeError": (QueryError, "a value has the wrong type: {message}"),
    "Statement.ArgumentError": (QueryError, "a value does not fit: {message}"),
    "Statement.ArithmeticError": (QueryError, "the query's arithmetic fails: {message}"),
    "Statement.ExternalResourceFailed": (
        QueryError,
        "the server does not read files or addresses: {message}",
    ),
    "Procedure.ProcedureNotFound": (QueryError, "the server does not know this procedure: {message}"),
    "Schema.ConstraintValidationFailed": (
        ExistsError,
        "two items have one id, or one is still tied: {message}",
    ),
    "Schema.ConstraintCreationFailed": (StoreError, "the database holds two items of one id: {message}"),
    "Schema.IndexAlreadyExists": (StoreError, "an index of the database is in the way: {message}"),
    "Schema.IndexWithNameAlreadyExists": (StoreError, "an index of the database is in the way: {message}"),
    "Schema.ConstraintWithNameAlreadyExists": (StoreError, "a constraint is in the way: {message}"),
    "Security.Unauthorized": (
        StoreError,
        "{uri} refuses user or password: set NEO4J_USER, and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE",
    ),
    "Security.AuthenticationRateLimit": (
        StoreError,
        "{uri} refuses logins for some seconds after a wrong password: set NEO4J_PASSWORD right and wait",
    ),
    "Security.CredentialsExpired": (StoreError, "{uri} wants the first password changed before it is used"),
    "Security.Forbidden": (StoreError, "{uri} does not allow this user that: {message}"),
    "General.WriteOnReadOnlyAccessDatabase": (
        StoreError,
        "the database at {uri} is read-only: set server.databases.default_to_read_only and server.databases.read_only "
        "on the server so that it may be written, or name another one with --database",
    ),
    "Database.DatabaseNotFound": (StoreError, "{uri} has no such database: {message}"),
    "General.MemoryPoolOutOfMemoryError": (
        StoreError,
        "the server's memory does not hold this: ask for less",
    ),
    "Transaction.TransactionTimedOut": (StoreError, "the server ended the query: it ran too long"),
    "Transaction.TransactionTimedOutClientConfiguration": (
        StoreError,
        "the query was ended: it ran too long",
    ),
}
AWAY = "no Neo4j answers at {uri}: is the server running, and the address right? ({reason})"
OTHER = "what answers at {uri} is no Neo4j of version 5 or later"
UNTRUSTED = (
    "{uri} shows a certificate that is not trusted here ({reason}): name the file of the certificate in SSL_CERT_FILE, "
    "or begin the address with {scheme}+ssc:// to go without that check"
)
PLAIN = "{uri} does not answer in TLS: turn it on at the server, or begin the address with {scheme}://"


def translate(error: Exception, uri: str) -> KgError:
    """Return the project's own error for one of the driver's."""
    message = getattr(error, "message", None) or str(error)
    kind, sentence = CODES.get(_ending(error)) or _by_class(error)
    if issubclass(kind, StoreError):
        message = _line(message)
    scheme = uri.partition("://")[0].partition("+")[0]
    return made(kind, sentence, message=message, uri=uri, scheme=scheme, reason=_reason(error))


def is_login(error: BaseException | None) -> bool:
    """Say whether the server wants a user and a password, or others."""
    return error is not None and _ending(error) == "Security.Unauthorized"


def _ending(error: BaseException) -> str:
    return ".".join((getattr(error, "code", None) or "").split(".")[-2:])


def _by_class(error: Exception) -> tuple[type[KgError], str]:
    from neo4j.exceptions import (
        AuthError,
        ConfigurationError,
        Neo4jError,
        ServiceUnavailable,
        UnsupportedServerProduct,
    )

    if isinstance(error, ServiceUnavailable):
        return StoreError, _unavailable(error)
    if isinstance(error, UnsupportedServerProduct):
        return StoreError, OTHER
    if isinstance(error, AuthError):
        return CODES["Security.Unauthorized"]
    if isinstance(error, (ConfigurationError, ValueError)) and not isinstance(error, Neo4jError):
        return StoreError, "{uri} cannot be used: {message}"
    if isinstance(error, OverflowError):
        return QueryError, "a number is too large: {message}"
    return StoreError, "{uri} refuses: {message}"


def _unavailable(error: Exception) -> str:
    """Return the sentence for a server that was not reached, by what kept the driver from it."""
    from neo4j._exceptions import BoltSecurityError

    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return UNTRUSTED
    if any(isinstance(cause, (ssl.SSLError, BoltSecurityError)) for cause in causes):
        return PLAIN
    return AWAY


def _reason(error: Exception) -> str:
    """Return the innermost cause in one line."""
    last = list(_causes(error))[-1]
    return _line(getattr(last, "verify_message", None) or str(last))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and what caused it; of several causes the first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        inner = cause.exceptions[0] if isinstance(cause, BaseExceptionGroup) else None
        cause = inner or cause.__cause__


def _line(text: str) -> str:
    return " ".join(text.split())
