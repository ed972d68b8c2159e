// zh: 哪些部门最常同席?
// en: Which bodies sit together most often?
// param limit: int = 10 -- 行数 | how many pairs
MATCH (a:Agency)-[r:MEMBER_OF]->(m:Mechanism)<-[s:MEMBER_OF]-(b:Agency)
WHERE a.id < b.id
WITH a, b, m, r
ORDER BY m.name
WITH a, b, count(DISTINCT m.id) AS together, collect(DISTINCT m.name) AS mechanisms, collect(r.quotes[0])[0] AS quote
RETURN a.name AS first, b.name AS second, together, mechanisms, quote
ORDER BY together DESC, first, second
LIMIT $limit
