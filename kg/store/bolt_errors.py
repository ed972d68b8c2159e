"""What the server's and the driver's errors mean.

Only class and code are looked at: the newer status codes differ between server versions.
"""

from __future__ import annotations

from kg.errors import KgError, QueryError, StoreError

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
        StoreError,
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
AWAY = "no Neo4j answers at {uri}: is the server running, and the address right? ({message})"


def translate(error: Exception, uri: str) -> KgError:
    """Return the project's own error for one of the driver's."""
    code = getattr(error, "code", None) or ""
    ending = ".".join(code.split(".")[-2:])
    message = getattr(error, "message", None) or str(error)
    kind, sentence = CODES.get(ending) or _by_class(error)
    return kind(sentence.format(message=message, uri=uri))


def _by_class(error: Exception) -> tuple[type[KgError], str]:
    from neo4j.exceptions import AuthError, ConfigurationError, Neo4jError, ServiceUnavailable

    if isinstance(error, ServiceUnavailable):
        return StoreError, AWAY
    if isinstance(error, AuthError):
        return CODES["Security.Unauthorized"]
    if isinstance(error, (ConfigurationError, ValueError)) and not isinstance(error, Neo4jError):
        return StoreError, "{uri} cannot be used: {message}"
    if isinstance(error, OverflowError):
        return QueryError, "a number is too large: {message}"
    return StoreError, "{uri} refuses: {message}"
