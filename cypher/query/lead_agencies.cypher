// id: M3
// zh: 谁牵头最多?
// en: Which bodies lead most mechanisms?
// about: 按牵头机制数给部门排序;一个机制有两个牵头单位时各计一次。 | Bodies by the number of mechanisms that they lead; where two lead together, each counts.
// tags: mechanism, membership, agency
// asked: Jiang 2023
// param on: date = any -- 何时 | on which date
// param limit: int = 20 -- 行数 | how many bodies
// column lead -- 牵头单位 | leading body
// column led -- 牵头数 | number of mechanisms led
// column mechanisms -- 机制 | their names
// column quote -- 原句 | a sentence that says so
// row: {lead}牵头{led}个机制:{mechanisms} | {lead} leads {led} mechanisms: {mechanisms}
MATCH (a)-[r:MEMBER_OF {role: 'lead'}]->(m:Mechanism)
WHERE ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
WITH a, m, r
ORDER BY m.name, m.id
WITH a, count(DISTINCT m.id) AS led, collect(DISTINCT m.name) AS mechanisms, collect(r.quotes[0])[0] AS quote
RETURN a.name AS lead, led, mechanisms, quote
ORDER BY led DESC, lead, a.id
LIMIT $limit
