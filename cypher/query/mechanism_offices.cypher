// id: M13
// zh: 办公室设在哪个部门?
// en: Which body hosts the office of each mechanism?
// param limit: int = 50 -- 行数 | how many mechanisms
// column mechanism -- 机制 | mechanism
// column host -- 办公室所在部门 | body that hosts the office
// column quote -- 原句 | sentence that says so
MATCH (a)-[r:MEMBER_OF {role: 'office'}]->(m:Mechanism)
RETURN m.name AS mechanism, a.name AS host, r.quotes[0] AS quote
ORDER BY mechanism, host, m.id, a.id
LIMIT $limit
