// id: T8
// zh: 哪些地方常作典型发言?
// en: Which places speak as models at meetings?
// param limit: int = 20 -- 行数 | how many places
// column place -- 地方 | place
// column total -- 会议数 | number of meetings
// column meetings -- 会议 | their names
// column quote -- 原句 | a sentence that says so
MATCH (p:Place)<-[:LOCATED_IN]-(a:Agency)-[r:ATTENDED {role: 'speaker'}]->(t:Meeting)
WITH p, t, r
ORDER BY t.date, t.name, r.id
WITH p, count(DISTINCT t.id) AS total, collect(DISTINCT t.name) AS meetings, collect(r.quotes[0])[0] AS quote
RETURN p.name AS place, total, meetings, quote
ORDER BY total DESC, place, p.id
LIMIT $limit
