"""The one error family: a class per what the reader must do next.

KgError
├── SchemaError     edit schema/            message begins path:line:
├── SeedError       edit seeds/             message begins path:line:
├── ModelError      install the model that was named, or name another
├── ReadError       look at the input file  message begins with its name
├── StatementError  a stage broke the schema; carries the statement
├── DecisionError   edit decisions.csv      message begins path:line:
├── LedgerError     look at the workspace folder
├── StoreError      the database refused or is away; says what to try
│   └── ExistsError what was to be created is there already
├── QueryError      no such query (did you mean …), or its parameters do not fit
└── AmbiguousNameError  a name is unknown or ambiguous; lists the candidates
"""


class KgError(Exception):
    """Base of every error that is the user's to solve.

    Args:
        message: The sentence.
        zh: The same in Chinese, where a newcomer is likely to meet it.
    """

    exit_code = 1

    def __init__(self, message: str = "", zh: str = "") -> None:
        super().__init__(message)
        self.zh = zh


class SchemaError(KgError):
    """A file under ``schema/`` is wrong."""


class SeedError(KgError):
    """A file under ``seeds/`` is wrong."""


class ReadError(KgError):
    """An input could not be read; the rest of the inputs goes on.

    Attributes:
        path: The file, where the error comes from reading one.
    """

    path = ""


class ModelError(KgError):
    """A named-entity model is missing or cannot be used, or there is too little text to train one."""


class StatementError(KgError):
    """A statement does not fit the schema."""


class DecisionError(KgError):
    """A table of decisions is wrong, or two of its rows contradict each other."""


class LedgerError(KgError):
    """The workspace is missing, locked, damaged or newer than this program."""


class StoreError(KgError):
    """The graph database refused or cannot be reached."""


class ExistsError(StoreError):
    """What was to be created is there already: another loader was faster."""


class QueryError(KgError):
    """A query is unknown or its parameters do not fit."""

    exit_code = 2


class AmbiguousNameError(KgError):
    """A name that the command line was given is unknown or means several entities."""

    exit_code = 2


class ExposedPasswordWarning(UserWarning):
    """A file that holds a password may be read by every user of the machine."""
