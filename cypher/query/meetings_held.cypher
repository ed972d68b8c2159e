// id: T11
// zh: 某时开过哪些会,谁召开?
// en: Which meetings were held on a date, and by whom?
// about: 日期可以是年、月、日;跨几天的会,其间任何一天都算。没有日期的会只在不给日期时列出。 | The date may be a year, a month or a day; a meeting of several days is found by each of them. Meetings without a date show only where none is asked for.
// tags: meeting, time
// param on: date = any -- 何时 | on which date
// param limit: int = 50 -- 行数 | how many meetings
// column date -- 日期 | date, empty where not known
// column meeting -- 会议 | meeting
// column kind -- 类型 | kind of meeting
// column organizers -- 召开者 | who held it
// column places -- 地点 | where
// column quote -- 原句 | a sentence about it
// row: {meeting}(日期:{date};召开:{organizers}) | {meeting} (date: {date}; held by: {organizers})
// example on=2018
MATCH (t:Meeting)
WHERE coalesce(t.date, '') STARTS WITH $on OR (t.endDate IS NOT NULL AND t.date <= $on AND $on <= t.endDate)
OPTIONAL MATCH (x)-[r:ORGANIZED]->(t)
WITH t, x, r
ORDER BY coalesce(r.position, 999), x.name, x.id
WITH t, collect(x.name) AS organizers, collect(r.quotes[0])[0] AS held
OPTIONAL MATCH (y)-[q:ATTENDED|SESSION_OF|ADOPTED]-(t)
WITH t, organizers, held, q
ORDER BY q.id
WITH t, organizers, held, collect(q.quotes[0])[0] AS other
RETURN
  coalesce(t.date, '') AS date, t.name AS meeting, t.kind AS kind, organizers,
  COLLECT { MATCH (t)-[:LOCATED_IN]->(p:Place) RETURN p.name AS place ORDER BY place } AS places,
  coalesce(held, other) AS quote
ORDER BY CASE WHEN date = '' THEN 1 ELSE 0 END, date, meeting, t.id
LIMIT $limit
