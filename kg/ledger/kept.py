"""A fold in the making: which keys are touched, and what was kept of the last one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.ledger.behind import LIVE, Behind, View
from kg.ledger.items import Change
from kg.ledger.marks import forget_marks, is_kept, mark_everything
from kg.ledger.tables import BODY, NAME
from kg.ledger.touched import BEGIN, BLOCKS, GROUPS, IN_DOUBT, MOVED_CLAIMS, NODES, OFFICES, TABLES

TIES = ("SUCCEEDS", "PART_OF")

Claim = tuple[str, str, str]


class Group(NamedTuple):
    """Edges that are folded together; ``source`` is empty where a type is folded by its targets."""

    type: str
    source: str
    target: str


class Kept(Behind):
    """A fold in the making, inside one transaction.

    Attributes:
        whole: Whether everything is looked at, once it has begun.
    """

    def __init__(self, connection: sqlite3.Connection, view: View | None = None) -> None:
        super().__init__(connection, view)
        self.whole = False

    def begin(self, fingerprint: str) -> None:
        """Gather the keys that are touched: all of them where the fingerprint is not the one kept."""
        self.whole = not is_kept(self._connection, fingerprint)
        if self.whole:
            mark_everything(self._connection)
            self._run("INSERT OR REPLACE INTO meta VALUES ('fold', ?)", fingerprint)
        for command in BEGIN:
            self._run(command)

    def end(self) -> None:
        """Forget what was touched."""
        for table in TABLES:
            self._run(f"DROP TABLE {table}")
        forget_marks(self._connection)

    def change(self) -> Change:
        """Return the change of the graph that the fold makes."""
        return Change(self._connection)

    def touched_ids(self, among: Collection[str]) -> list[str]:
        """Return those of the ids that some text that came or went tells of."""
        return [id_ for (id_,) in self._all("SELECT id FROM t_entity ORDER BY id") if id_ in among]

    def is_told(self, id_: str) -> bool:
        """Say whether a live text tells of the entity."""
        return bool(self._one(f"SELECT 1 FROM entity e {LIVE} e.text WHERE e.id = ?", id_))

    def is_seeded(self, claim: Claim) -> bool:
        """Say whether the seeds told this in the last fold."""
        query = "SELECT 1 FROM seeded WHERE subject = ? AND predicate = ? AND object = ?"
        return bool(self._one(query, *claim))

    def seeded(self) -> list[Claim]:
        """Return all that the seeds told in the last fold."""
        return self._all("SELECT subject, predicate, object FROM seeded ORDER BY 1, 2, 3")

    def any_seeded(self, predicate: str) -> bool:
        """Say whether the seeds tell anything of this kind."""
        return bool(self._one("SELECT 1 FROM seeded WHERE predicate = ?", predicate))

    def set_seeded(self, claim: Claim, *, told: bool) -> None:
        """Note whether the seeds tell this, and that it is touched."""
        change = (
            "INSERT INTO seeded VALUES (?, ?, ?)"
            if told
            else "DELETE FROM seeded WHERE subject = ? AND predicate = ? AND object = ?"
        )
        self._run(change, *claim)
        self._run("INSERT OR IGNORE INTO t_claim VALUES (?, ?, ?)", *claim)

    def touch_offices(self) -> None:
        """Note what the names of offices tell, where a claim of an office or a mechanism is touched."""
        self._run(f"INSERT OR IGNORE INTO t_claim {' UNION '.join(OFFICES)}")

    def touch_source(self, id_: str) -> None:
        """Note that a source is touched."""
        self._run("INSERT OR IGNORE INTO t_source VALUES (?)", id_)

    def touched_ties(self) -> list[Claim]:
        """Return the claims of succession and of parts that are touched."""
        return self._all(f"SELECT * FROM t_claim WHERE predicate IN {TIES} ORDER BY 1, 2, 3")

    def set_tie(self, claim: Claim, *, told: bool) -> None:
        """Note whether two bodies are tied; where that changes, so do the officials of both."""
        one, predicate, other = claim
        row = (predicate, one.split("/", 1)[-1], other.split("/", 1)[-1])
        known = bool(self._one("SELECT 1 FROM tie WHERE predicate = ? AND one = ? AND other = ?", *row))
        if known == told:
            return
        change = (
            "INSERT INTO tie VALUES (?, ?, ?)"
            if told
            else "DELETE FROM tie WHERE predicate = ? AND one = ? AND other = ?"
        )
        self._run(change, *row)
        for body in row[1:]:
            query = f"SELECT {NAME} FROM entity WHERE type = 'Official' AND {BODY} = ?"
            self._run(f"INSERT OR IGNORE INTO t_block {query}", body)

    def ties(self, bodies: Collection[str]) -> list[Claim]:
        """Return the ties among these bodies, as (one, predicate, other), each named without its type."""
        found = []
        for body in sorted(bodies):
            query = "SELECT one, predicate, other FROM tie WHERE predicate = ? AND one = ?"
            found += [
                row for predicate in TIES for row in self._all(query, predicate, body) if row[2] in bodies
            ]
        return found

    def mechanisms_in_doubt(self) -> list[str]:
        """Return the mechanisms whose name may now be another's, or another's no longer."""
        return [id_ for (id_,) in self._all(IN_DOUBT)]

    def called(self, mechanism: str) -> list[str]:
        """Return the mechanisms with a form that is a name of this one; it is among them."""
        query = (
            "SELECT DISTINCT f.entity FROM entity e CROSS JOIN form f ON f.form = e.name "
            "WHERE e.id = ? AND f.entity LIKE 'Mechanism/%' ORDER BY 1"
        )
        return [id_ for (id_,) in self._all(query, mechanism)]

    def blocks_in_doubt(self) -> list[str]:
        """Return the names, with their types, whose officials or meetings have to be told apart anew."""
        for command in BLOCKS:
            self._run(command)
        return [name for (name,) in self._all("SELECT name FROM t_block ORDER BY name")]

    def block(self, name: str) -> list[str]:
        """Return the ids of all officials or meetings of a name."""
        query = (
            f"SELECT DISTINCT e.id FROM entity e {LIVE} e.text "
            f"WHERE e.type IN ('Meeting', 'Official') AND {NAME.replace('id', 'e.id')} = ? ORDER BY 1"
        )
        return [id_ for (id_,) in self._all(query, name)]

    def set_pairs(self, block: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
        """Put the pairs to join of a block in the place of those kept; return the ends of those that came or went."""
        before = set(self._all("SELECT left, right FROM pair WHERE block = ?", block))
        after = set(pairs)
        if before != after:
            self._run("DELETE FROM pair WHERE block = ?", block)
            self._connection.executemany(
                "INSERT INTO pair VALUES (?, ?, ?)", ((block, *pair) for pair in after)
            )
        return {end for pair in before ^ after for end in pair}

    def paired(self, id_: str) -> list[tuple[str, str]]:
        """Return the pairs with this end."""
        return self._all(
            "SELECT left, right FROM pair WHERE left = ?1 UNION SELECT left, right FROM pair WHERE right = ?1",
            id_,
        )

    def all_paired(self) -> set[str]:
        """Return every id that is joined with another, or that a rule would join."""
        query = "SELECT id FROM joined UNION SELECT canonical FROM joined UNION SELECT left FROM pair UNION SELECT right FROM pair"
        return {id_ for (id_,) in self._all(query)}

    def set_joined(self, group: Iterable[str], heads: Mapping[str, str]) -> None:
        """Note which id each of the group is joined into, if any, and what has moved by that."""
        for id_ in sorted(group):
            was, is_ = self.canonical(id_), heads.get(id_, id_)
            if was != is_:
                self._run("INSERT OR IGNORE INTO t_moved VALUES (?, ?)", id_, was)
                self._run("DELETE FROM joined WHERE id = ?", id_)
                if is_ != id_:
                    self._run("INSERT INTO joined VALUES (?, ?)", id_, is_)

    def canonical(self, id_: str) -> str:
        """Return the id that an id is joined into, or itself."""
        row = self._one("SELECT canonical FROM joined WHERE id = ?", id_)
        return str(row[0]) if row else id_

    def members(self, id_: str) -> list[str]:
        """Return the ids that a canonical id stands for, itself first."""
        return [id_, *(m for (m,) in self._all("SELECT id FROM joined WHERE canonical = ? ORDER BY id", id_))]

    def settle(self) -> None:
        """Note the nodes and groups of edges that have to be folded."""
        for command in MOVED_CLAIMS:
            self._run(command)
        self.touch_offices()
        for query in NODES:
            self._run(f"INSERT OR IGNORE INTO t_node {query}")
        for query in GROUPS:
            self._run(f"INSERT OR IGNORE INTO t_group {query}")

    def nodes_to_fold(self) -> Iterator[str]:
        """Yield the ids of nodes to fold, in order."""
        for (id_,) in self._connection.execute("SELECT id FROM t_node ORDER BY id"):
            yield id_

    def groups_to_fold(self) -> Iterator[Group]:
        """Yield the groups of edges to fold, in order."""
        for row in self._connection.execute("SELECT type, source, target FROM t_group ORDER BY 1, 2, 3"):
            yield Group(*row)

    def stored(self, group: Group) -> set[str]:
        """Return the ids of the edges that a group has had so far."""
        query = "SELECT id FROM edge WHERE type = ? AND target = ? AND props IS NOT NULL"
        ends = (group.type, group.target)
        if group.source:
            return {id_ for (id_,) in self._all(f"{query} AND source = ?", *ends, group.source)}
        return {id_ for (id_,) in self._all(query, *ends)}

    def has_node(self, id_: str) -> bool:
        """Say whether the graph has this node."""
        return bool(self._one("SELECT 1 FROM node WHERE id = ? AND props IS NOT NULL", id_))

    def _run(self, command: str, *values: str) -> None:
        self._connection.execute(command, values)
