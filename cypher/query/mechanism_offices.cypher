// id: M13
// zh: 办公室设在哪个部门?
// en: Which body hosts the office of each mechanism?
// about: 列出各机制办公室所在的部门;文本没有讲到办公室的机制不列。 | The body that hosts the office of each mechanism; mechanisms without one in the texts are left out.
// tags: mechanism, membership, agency
// asked: 周望 2017
// param mechanism: Mechanism = any -- 机制 | the mechanism; all where none is given
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// param limit: int = 50 -- 行数 | how many mechanisms
// column mechanism -- 机制 | mechanism
// column host -- 办公室所在部门 | body that hosts the office
// column quote -- 原句 | sentence that says so
// row: {mechanism}的办公室设在{host} | the office of {mechanism} is hosted by {host}
OPTIONAL MATCH (x:Mechanism {id: $mechanism})-[:SUCCEEDS*0..6]->(old:Mechanism)
WHERE $lineage OR old.id = $mechanism
WITH collect(DISTINCT old.id) AS asked
MATCH (a)-[r:MEMBER_OF {role: 'office'}]->(m:Mechanism)
WHERE ($mechanism = '' OR m.id IN asked)
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN m.name AS mechanism, a.name AS host, r.quotes[0] AS quote
ORDER BY mechanism, host, m.id, a.id
LIMIT $limit
