// id: S7
// zh: 机构改革后,原席位由谁承接?
// en: After a reform, which bodies took over the seats of which?
// about: 沿机构接替关系,列出被撤并部门的席位现由哪个部门承接;接替关系来自机构表;给出 on 时没有日期的席位不列。 | Seats of bodies that a reform replaced, with the bodies that took over; what replaced what comes from the table of bodies; with a date, seats that no text dates are left out.
// tags: agency, membership, time
// asked: 国办函〔2003〕49号
// param on: date = any -- 何时 | on which date
// param limit: int = 50 -- 行数 | how many seats
// column seat -- 原席位单位 | body that held the seat
// column successor -- 承接单位 | body that took over
// column mechanism -- 机制 | mechanism
// column role -- 角色 | role of the seat
// column quote -- 原句 | sentence that gives the seat
// row: {seat}在{mechanism}的“{role}”席位由{successor}承接 | {successor} took over from {seat} the seat in {mechanism} as {role}
MATCH (heir:Agency)-[:SUCCEEDS*1..3]->(old:Agency)-[r:MEMBER_OF]->(m:Mechanism)
WHERE ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN old.name AS seat, heir.name AS successor, m.name AS mechanism, r.role AS role, r.quotes[0] AS quote
ORDER BY mechanism, seat, successor, role, heir.id, m.id
LIMIT $limit
