// id: M4
// zh: 两个部门在哪些机制里同席?
// en: In which mechanisms do two bodies sit together?
// about: 列出两个部门都参加的机制和各自角色;同一机制里有两种角色时各成一行。 | Mechanisms that both bodies sit in, with the role of each; a body with two roles in one gives two rows.
// tags: mechanism, membership, agency, network
// asked: 朱春奎、毛万磊 2015
// param first: Agency -- 一方 | one body
// param second: Agency -- 另一方 | the other body
// column mechanism -- 机制 | mechanism
// column firstRole -- 一方的角色 | role of the one
// column secondRole -- 另一方的角色 | role of the other
// column quote -- 原句 | sentence that names the first
// row: 在{mechanism}里,{first}为“{firstRole}”,{second}为“{secondRole}” | in {mechanism}, {first} is {firstRole} and {second} is {secondRole}
// example first=教育部
// example second=财政部
MATCH (a:Agency {id: $first})-[r:MEMBER_OF]->(m:Mechanism)<-[s:MEMBER_OF]-(b:Agency {id: $second})
RETURN m.name AS mechanism, r.role AS firstRole, s.role AS secondRole, r.quotes[0] AS quote
ORDER BY mechanism, m.id, firstRole, secondRole
