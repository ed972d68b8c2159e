// id: T10
// zh: 某议题各季度开过几次会?
// en: How many meetings were held on a topic, by quarter?
// about: 议题按字面找:会议名称,或会议所部署的行动、机制的名称含有这几个字。只知年份的会议记在年份下,没有日期的会议列在最后、季度为空。 | A topic is looked for as it is written: in the name of the meeting, or of the program or mechanism that it deploys. A meeting of which only the year is known stands under the year; those without a date come last, with an empty quarter.
// tags: meeting, time
// asked: 路旖帆、杨雪冬 2025
// param topic: str = any -- 议题所含的字 | words of the topic
// column quarter -- 季度 | quarter, such as 2018Q3
// column total -- 会议数 | number of meetings
// column meetings -- 会议 | their names
// row: 季度{quarter}:开会{total}次:{meetings} | quarter {quarter}: {total} meetings: {meetings}
// example topic=儿童
MATCH (t:Meeting)
OPTIONAL MATCH (t)-[:ABOUT]->(g)
WITH t, collect(g.name) AS topics
WHERE $topic = '' OR t.name CONTAINS $topic OR any(x IN topics WHERE x CONTAINS $topic)
WITH
  t,
  CASE
    WHEN t.date IS NULL THEN ''
    WHEN size(t.date) < 7 THEN t.date
    ELSE left(t.date, 4) + 'Q' + toString((toInteger(substring(t.date, 5, 2)) + 2) / 3)
  END AS quarter
ORDER BY t.date, t.name, t.id
WITH quarter, count(*) AS total, collect(t.name) AS meetings
RETURN quarter, total, meetings
ORDER BY CASE WHEN quarter = '' THEN 1 ELSE 0 END, quarter
