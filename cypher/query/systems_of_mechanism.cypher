// id: M12
// zh: 某机制里党、政、法、群团各占多少?
// en: Which systems do a mechanism's members come from?
// about: 成员单位按所属系统分组;系统来自机构表,表外机构为空。 | Members by the system that they belong to; it comes from the table of bodies and is empty for others.
// tags: mechanism, membership, agency
// asked: CSIS 2017
// param mechanism: Mechanism -- 机制 | the mechanism
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column system -- 系统 | system
// column total -- 数量 | how many members
// column members -- 成员单位 | their names
// column quote -- 原句 | a sentence that names one of them
// row: {mechanism}有{total}个成员属“{system}”:{members} | {total} members of {mechanism} belong to the system {system}: {members}
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (x:Mechanism {id: $mechanism})-[:SUCCEEDS*0..6]->(m:Mechanism)
WHERE $lineage OR m.id = $mechanism
WITH DISTINCT m
MATCH (m)<-[r:MEMBER_OF]-(a:Agency)
WHERE ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
WITH a, r
ORDER BY a.name, a.id, r.role
WITH a.system AS system, count(DISTINCT a.id) AS total, collect(DISTINCT a.name) AS members, collect(r.quotes[0])[0] AS quote
RETURN system, total, members, quote
ORDER BY total DESC, system
