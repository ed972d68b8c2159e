// id: S7
// zh: 机构改革后,原席位由谁承接?
// en: After a reform, which bodies took over the seats of which?
// param limit: int = 50 -- 行数 | how many seats
// column seat -- 原席位单位 | body that held the seat
// column successor -- 承接单位 | body that took over
// column mechanism -- 机制 | mechanism
// column role -- 角色 | role of the seat
// column quote -- 原句 | sentence that gives the seat
MATCH (heir:Agency)-[:SUCCEEDS*1..3]->(old:Agency)-[r:MEMBER_OF]->(m:Mechanism)
RETURN old.name AS seat, heir.name AS successor, m.name AS mechanism, r.role AS role, r.quotes[0] AS quote
ORDER BY mechanism, seat, successor, role, heir.id, m.id
LIMIT $limit
