// id: M5
// zh: 哪些部门最常同席?
// en: Which bodies sit together most often?
// about: 数出每两个部门共同参加的机制,多者在前;不分角色与时期。 | For each two bodies the mechanisms that both sit in, most first; roles and times make no difference.
// tags: mechanism, membership, network
// asked: 朱春奎、毛万磊 2015
// param on: date = any -- 何时 | on which date
// param limit: int = 10 -- 行数 | how many pairs
// column first -- 一方 | one body
// column second -- 另一方 | the other body
// column together -- 同席数 | number of mechanisms shared
// column mechanisms -- 机制 | their names
// column quote -- 原句 | a sentence that names the first
// row: {first}和{second}同在{together}个机制:{mechanisms} | {first} and {second} sit together in {together} mechanisms: {mechanisms}
MATCH (a:Agency)-[r:MEMBER_OF]->(m:Mechanism)<-[s:MEMBER_OF]-(b:Agency)
WHERE a.id < b.id
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
  AND ($on = '' OR any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
WITH a, b, m, r
ORDER BY m.name, m.id, r.role
WITH a, b, count(DISTINCT m.id) AS together, collect(DISTINCT m.name) AS mechanisms, collect(r.quotes[0])[0] AS quote
RETURN a.name AS first, b.name AS second, together, mechanisms, quote
ORDER BY together DESC, first, second, a.id, b.id
LIMIT $limit
