// id: T5
// zh: 哪些部门常一起开会?
// en: Which bodies meet each other most often?
// about: 同一会议的召开者和点名到场的单位两两相配;只由官员代表、没有点名单位的不算。 | Bodies that held a meeting or are named as present, in pairs; a body of which only an official is named does not count.
// tags: meeting, agency, network
// asked: 张鑫媛、赵军锋 2021;路旖帆、杨雪冬 2025
// param on: date = any -- 何时 | on which date
// param limit: int = 20 -- 行数 | how many pairs
// column first -- 一方 | one body
// column second -- 另一方 | the other body
// column together -- 会议数 | number of meetings shared
// column meetings -- 会议 | their names
// column quote -- 原句 | a sentence that names the first
// row: {first}与{second}一起开过{together}次会:{meetings} | {first} and {second} met {together} times: {meetings}
MATCH (a:Agency)-[r:ATTENDED|ORGANIZED]->(t:Meeting)<-[:ATTENDED|ORGANIZED]-(b:Agency)
WHERE a.id < b.id AND coalesce(t.date, '') STARTS WITH $on
WITH a, b, t, r
ORDER BY t.date, t.name, t.id, r.id
WITH a, b, count(DISTINCT t.id) AS together, collect(DISTINCT t.name) AS meetings, collect(r.quotes[0])[0] AS quote
RETURN a.name AS first, b.name AS second, together, meetings, quote
ORDER BY together DESC, first, second, a.id, b.id
LIMIT $limit
