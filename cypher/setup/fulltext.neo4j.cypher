// Searching names and sentences in Neo4j, by pairs of characters:
//   CALL db.index.fulltext.queryNodes('names', '"发展改革"') YIELD node, score
//   CALL db.index.fulltext.queryRelationships('quotes', '"联席会议"') YIELD relationship, score
// One character alone needs a star: '王*'. The server goes on filling them after a load; `CALL db.awaitIndexes(3600)` waits.
CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (n:Agency|Official|Mechanism|Meeting|Program|Document|Organization|Place)
ON EACH [n.name, n.aliases, n.nameEn]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX quotes IF NOT EXISTS
FOR ()-[r:HOLDS_POST|MEMBER_OF|HAS_ROLE_IN|SESSION_OF|ORGANIZED|ATTENDED|ABOUT|RUNS|ISSUED|ADOPTED|ESTABLISHES|PART_OF|LOCATED_IN|SUCCEEDS]-()
ON EACH [r.quotes]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
