// id: M5
// zh: 哪些部门最常同席?
// en: Which bodies sit together most often?
// param limit: int = 10 -- 行数 | how many pairs
// column first -- 一方 | one body
// column second -- 另一方 | the other body
// column together -- 同席数 | number of mechanisms shared
// column mechanisms -- 机制 | their names
// column quote -- 原句 | a sentence that names the first
MATCH (a:Agency)-[r:MEMBER_OF]->(m:Mechanism)<-[s:MEMBER_OF]-(b:Agency)
WHERE a.id < b.id
WITH a, b, m, r
ORDER BY m.name, m.id, r.role
WITH a, b, count(DISTINCT m.id) AS together, collect(DISTINCT m.name) AS mechanisms, collect(r.quotes[0])[0] AS quote
RETURN a.name AS first, b.name AS second, together, mechanisms, quote
ORDER BY together DESC, first, second, a.id, b.id
LIMIT $limit
