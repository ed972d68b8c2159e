"""Which keys a change touches, in SQL: of entities, claims, mechanisms in doubt, names in doubt, nodes and groups of edges.

The tables ``t_…`` live as long as one fold. They are small beside the ledger, and nothing is known of their sizes: the
joins are written in the order in which they shall run.
"""

from __future__ import annotations

from kg.ledger.tables import NAME

OFFICE = "Agency/%办公室"
# Texts that came, and what those that went have left.
BEGIN = (
    "CREATE TEMP TABLE t_entity (id TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE t_claim (subject TEXT, predicate TEXT, object TEXT, PRIMARY KEY (subject, predicate, object)) WITHOUT ROWID",
    "CREATE TEMP TABLE t_source (id TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE t_form (form TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE t_moved (id TEXT PRIMARY KEY, was TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE t_node (id TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE t_group (type TEXT, source TEXT, target TEXT, PRIMARY KEY (type, source, target)) WITHOUT ROWID",
    "CREATE TEMP TABLE t_block (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "INSERT INTO t_entity SELECT a FROM touched WHERE kind = 'entity' "
    "UNION SELECT e.id FROM fresh f CROSS JOIN entity e ON e.text = f.text",
    "INSERT INTO t_claim SELECT a, b, c FROM touched WHERE kind = 'claim' "
    "UNION SELECT s.subject, s.predicate, s.object FROM fresh f CROSS JOIN statement s ON s.text = f.text",
    "INSERT INTO t_source SELECT a FROM touched WHERE kind = 'source' "
    "UNION SELECT t.source FROM fresh f CROSS JOIN text t ON t.row = f.text",
    "INSERT INTO t_form SELECT a FROM touched WHERE kind = 'form' "
    "UNION SELECT m.form FROM fresh f CROSS JOIN form m ON m.text = f.text WHERE m.entity LIKE 'Mechanism/%'",
    "INSERT INTO t_node SELECT a FROM touched WHERE kind = 'node'",
    "INSERT INTO t_group SELECT a, b, c FROM touched WHERE kind = 'group'",
    "INSERT INTO t_block SELECT a FROM touched WHERE kind = 'block' AND a NOT LIKE 'Mechanism/%'",
)
TABLES = ("t_entity", "t_claim", "t_source", "t_form", "t_moved", "t_node", "t_group", "t_block")
# 某联席会议办公室 is a part of 某联席会议 where both are told: what touches one of them touches that.
OFFICES = (
    f"SELECT subject, 'PART_OF', 'Mechanism/' || substr(subject, 8, length(subject) - 10) FROM t_claim WHERE subject LIKE '{OFFICE}'",
    f"SELECT object, 'PART_OF', 'Mechanism/' || substr(object, 8, length(object) - 10) FROM t_claim WHERE object LIKE '{OFFICE}'",
    "SELECT 'Agency/' || substr(id, 11) || '办公室', 'PART_OF', id FROM t_entity WHERE id LIKE 'Mechanism/%'",
)
IN_DOUBT = (
    "SELECT id FROM t_entity WHERE id LIKE 'Mechanism/%' "
    "UNION SELECT e.id FROM t_form f CROSS JOIN form m ON m.form = f.form CROSS JOIN entity e ON e.id = m.entity AND e.name = f.form "
    "WHERE e.type = 'Mechanism' "
    "UNION SELECT subject FROM t_claim WHERE predicate = 'SUCCEEDS' AND subject LIKE 'Mechanism/%' "
    "UNION SELECT object FROM t_claim WHERE predicate = 'SUCCEEDS' AND object LIKE 'Mechanism/%' "
    "UNION SELECT a FROM touched WHERE kind = 'block' AND a LIKE 'Mechanism/%' ORDER BY 1"
)
BLOCKS = (
    f"INSERT OR IGNORE INTO t_block SELECT {NAME} FROM t_entity WHERE id LIKE 'Official/%' OR id LIKE 'Meeting/%'",
    # What somebody acts in or a meeting is a session of is called otherwise now.
    "INSERT OR IGNORE INTO t_block SELECT substr(s.subject, 1, instr(s.subject || '@', '@') - 1) FROM t_moved m "
    "CROSS JOIN statement s ON s.object = m.id WHERE s.predicate IN ('HAS_ROLE_IN', 'SESSION_OF')",
)
NODES = (
    "SELECT coalesce(j.canonical, t.id) FROM t_entity t LEFT JOIN joined j ON j.id = t.id",
    "SELECT was FROM t_moved",
    "SELECT coalesce(j.canonical, t.id) FROM t_moved t LEFT JOIN joined j ON j.id = t.id",
    "SELECT id FROM t_source",
)
MOVED_CLAIMS = (
    "INSERT OR IGNORE INTO t_claim SELECT s.subject, s.predicate, s.object FROM t_moved m CROSS JOIN statement s ON s.subject = m.id",
    "INSERT OR IGNORE INTO t_claim SELECT s.subject, s.predicate, s.object FROM t_moved m CROSS JOIN statement s ON s.object = m.id",
)
# Members of a mechanism are folded together: a complete list of one date ends what it leaves out.
GROUPS = (
    "SELECT c.predicate, iif(c.predicate = 'MEMBER_OF', '', coalesce(a.canonical, c.subject)), coalesce(b.canonical, c.object) "
    "FROM t_claim c LEFT JOIN joined a ON a.id = c.subject LEFT JOIN joined b ON b.id = c.object",
    "SELECT c.predicate, iif(c.predicate = 'MEMBER_OF', '', coalesce(a.was, j.canonical, c.subject)), "
    "coalesce(b.was, k.canonical, c.object) "
    "FROM t_claim c LEFT JOIN t_moved a ON a.id = c.subject LEFT JOIN t_moved b ON b.id = c.object "
    "LEFT JOIN joined j ON j.id = c.subject LEFT JOIN joined k ON k.id = c.object "
    "WHERE a.id IS NOT NULL OR b.id IS NOT NULL",
    "SELECT 'MENTIONED_IN', '', id FROM t_source",
    "SELECT 'MENTIONED_IN', '', l.source FROM t_moved t CROSS JOIN mention m ON m.entity = t.id JOIN live l ON l.row = m.text",
)
