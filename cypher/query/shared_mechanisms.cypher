// id: M4
// zh: 两个部门在哪些机制里同席?
// en: In which mechanisms do two bodies sit together?
// about: 列出两个部门都参加的机制和各自角色;同一机制里有两种角色时各成一行;给出 on 时没有日期的席位不列,lineage 把双方的前身也算作双方。 | Mechanisms that both bodies sit in, with the role of each; a body with two roles in one gives two rows. With a date, seats that no text dates are left out; lineage counts the seats of those that the two succeed.
// tags: mechanism, membership, agency, network
// asked: 朱春奎、毛万磊 2015
// param first: Agency -- 一方 | one body
// param second: Agency -- 另一方 | the other body
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同双方的前身 | together with those they succeed
// column mechanism -- 机制 | mechanism
// column firstRole -- 一方的角色 | role of the one
// column secondRole -- 另一方的角色 | role of the other
// column quote -- 原句 | sentence that names the first
// column secondQuote -- 另一方的原句 | sentence that names the second
// row: 在{mechanism}里,{first}为“{firstRole}”,{second}为“{secondRole}” | in {mechanism}, {first} is {firstRole} and {second} is {secondRole}
// example first=教育部
// example second=财政部
MATCH (x:Agency {id: $first})-[:SUCCEEDS*0..6]->(a:Agency)
WHERE $lineage OR a.id = $first
WITH DISTINCT a
MATCH (y:Agency {id: $second})-[:SUCCEEDS*0..6]->(b:Agency)
WHERE $lineage OR b.id = $second
WITH DISTINCT a, b
MATCH (a)-[r:MEMBER_OF]->(m:Mechanism)<-[s:MEMBER_OF]-(b)
WHERE a.id <> b.id AND (
  $on = ''
  OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on))
  AND any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN m.name AS mechanism, r.role AS firstRole, s.role AS secondRole, r.quotes[0] AS quote, s.quotes[0] AS secondQuote
ORDER BY mechanism, m.id, firstRole, secondRole, a.id, b.id
