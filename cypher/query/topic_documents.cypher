// id: D11
// zh: 某议题有哪些文件,谁发的?
// en: Which papers are there on a topic, and who issued them?
// about: 议题按字面在题目里找;没有日期的文件排在最后,给了日期就不列。 | A topic is looked for as it is written, in the title; papers without a date come last, and do not show where a date is asked for.
// tags: document, time
// asked: 吴宾、徐萌 2018;刘玉强等 2022
// param topic: str -- 题目所含的字 | words of the title
// param on: date = any -- 何时 | on which date
// param limit: int = 50 -- 行数 | how many papers
// column date -- 日期 | date, empty where not known
// column document -- 文件 | paper
// column number -- 文号 | number, empty where not known
// column issuers -- 发文机关 | who issued it, in the order of signatures
// column quote -- 原句 | sentence that says so
// row: 《{document}》(日期:{date};发文机关:{issuers}) | {document} (date: {date}; issued by: {issuers})
// example topic=儿童
MATCH (d:Document)
WHERE coalesce(d.name, '') CONTAINS $topic
OPTIONAL MATCH (a)-[r:ISSUED]->(d)
WITH d, a, r
ORDER BY coalesce(r.position, 999), a.name, r.id
WITH d, coalesce(d.date, min(r.date), '') AS date, collect(DISTINCT a.name) AS issuers, collect(r.quotes[0])[0] AS issued
WHERE date STARTS WITH $on
OPTIONAL MATCH (d)-[q:ADOPTED|ESTABLISHES]-()
WITH d, date, issuers, issued, q
ORDER BY q.id
WITH d, date, issuers, issued, collect(q.quotes[0])[0] AS other
RETURN date, d.name AS document, coalesce(d.number, '') AS number, issuers, coalesce(issued, other) AS quote
ORDER BY CASE WHEN date = '' THEN 1 ELSE 0 END, date, document, d.id
LIMIT $limit
