// id: T8
// zh: 哪些地方常作典型发言?
// en: Which places speak as models at meetings?
// about: 数出各地在会上发言的次数,多者在前;地方由发言单位所在地得出。 | How often places speak at meetings, most first; the place is that of the body that speaks.
// tags: meeting, agency
// asked: 路旖帆、杨雪冬 2025
// param limit: int = 20 -- 行数 | how many places
// column place -- 地方 | place
// column total -- 会议数 | number of meetings
// column meetings -- 会议 | their names
// column quote -- 原句 | a sentence that says so
// row: {place}在{total}次会上发言:{meetings} | {place} speaks at {total} meetings: {meetings}
MATCH (p:Place)<-[:LOCATED_IN]-(a:Agency)-[r:ATTENDED {role: 'speaker'}]->(t:Meeting)
WITH p, t, r
ORDER BY t.date, t.name, r.id
WITH p, count(DISTINCT t.id) AS total, collect(DISTINCT t.name) AS meetings, collect(r.quotes[0])[0] AS quote
RETURN p.name AS place, total, meetings, quote
ORDER BY total DESC, place, p.id
LIMIT $limit
