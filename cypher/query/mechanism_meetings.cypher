// id: T1
// zh: 某机制历次会议?
// en: Which sessions did a mechanism hold?
// about: 按日期列出该机制的历次会议;只列文本说明属于该机制的会议;给出 on 时没有日期的不列。 | The meetings of a mechanism by date; only those that a text calls a session of it; with a date, meetings that no text dates are left out.
// tags: mechanism, meeting, time
// asked: 周望 2017
// param mechanism: Mechanism -- 机制 | the mechanism
// param on: date = any -- 何时 | in which year, month or on which day
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column date -- 日期 | date
// column meeting -- 会议 | meeting
// column mechanism -- 机制 | mechanism: the one asked for, or one that it succeeds
// column ordinal -- 届次 | which session
// column quote -- 原句 | sentence that says so
// row: {date},{mechanism}召开{meeting}(第{ordinal}次) | {date}: {mechanism} held {meeting} (session {ordinal})
// example mechanism=农村留守儿童关爱保护和困境儿童保障工作部际联席会议
MATCH (x:Mechanism {id: $mechanism})-[:SUCCEEDS*0..6]->(m:Mechanism)
WHERE $lineage OR m.id = $mechanism
WITH DISTINCT m
MATCH (m)<-[r:SESSION_OF]-(t:Meeting)
WHERE coalesce(t.date, '') STARTS WITH $on
RETURN t.date AS date, t.name AS meeting, m.name AS mechanism, coalesce(r.ordinal, t.ordinal) AS ordinal, r.quotes[0] AS quote
ORDER BY date, ordinal, meeting, t.id
