// id: E2
// zh: 哪些事实只有一个来源?
// en: Which facts rest on one source?
// about: 只有一个文本说到的关系;种子表给的不算。给了实体,只列与它有关的。 | Relations that only one text tells; what the seeds give does not count. With an entity, only what concerns it.
// tags: evidence, audit
// param entity: Agency|Official|Mechanism|Meeting|Program|Document|Organization|Place = any -- 实体 | an entity
// param limit: int = 50 -- 行数 | how many facts
// column subject -- 主体 | subject
// column predicate -- 关系 | relation
// column object -- 客体 | object
// column source -- 来源 | source
// column quote -- 原句 | sentence that says so
// row: {subject} {predicate} {object},只见于{source} | {subject} {predicate} {object}, only in {source}
// example entity=贵州省留守儿童困境儿童关爱救助保护工作领导小组
MATCH (a)-[r:HOLDS_POST|MEMBER_OF|HAS_ROLE_IN|SESSION_OF|ORGANIZED|ATTENDED|ABOUT|RUNS|ISSUED|ADOPTED|ESTABLISHES|PART_OF|LOCATED_IN|SUCCEEDS]->(b)
WHERE ($entity = '' OR a.id = $entity OR b.id = $entity) AND r.sources = 1 AND NOT r.sourceIds[0] STARTS WITH 'seed:'
WITH a, b, r
ORDER BY type(r), a.name, b.name, r.id
LIMIT $limit
OPTIONAL MATCH (s:Source {id: r.sourceIds[0]})
RETURN a.name AS subject, type(r) AS predicate, b.name AS object, s.name AS source, r.quotes[0] AS quote
ORDER BY predicate, subject, object, r.id
