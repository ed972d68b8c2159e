// id: D9
// zh: 某部门发过哪些文件,与谁联合?
// en: Which papers did a body issue, and with whom?
// about: 署名、印发、转发、批复、起草都算,行为一列是文本用的词;没有日期的文件排在最后,给了日期就不列。 | Signing, issuing, forwarding, replying and drafting count; the column act has the word of the text. Papers without a date come last, and do not show where a date is asked for.
// tags: document, agency
// asked: 刘玉强等 2022
// param agency: Agency -- 部门 | the body
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column date -- 日期 | date, empty where not known
// column document -- 文件 | paper
// column number -- 文号 | number, empty where not known
// column act -- 行为 | what was done, as written
// column position -- 署名位次 | place among the issuers
// column partners -- 联合单位 | who else issued it
// column body -- 发文单位 | body: this one or, with lineage, one before it
// column quote -- 原句 | sentence that says so
// row: {body}发《{document}》(日期:{date};联合单位:{partners}) | {body} issued {document} (date: {date}; with: {partners})
// example agency=民政部
MATCH (x:Agency {id: $agency})-[:SUCCEEDS*0..6]->(a:Agency)
WHERE $lineage OR a.id = $agency
WITH DISTINCT a
MATCH (a)-[r:ISSUED]->(d:Document)
WHERE coalesce(d.date, r.date, '') STARTS WITH $on
WITH a, r, d, coalesce(d.date, r.date, '') AS date
WITH
  a, r, d, date,
  COLLECT {
    MATCH (d)<-[s:ISSUED]-(b)
    WHERE b.id <> a.id
    WITH b, min(coalesce(s.position, 999)) AS place
    ORDER BY place, b.name, b.id
    RETURN b.name AS name
  } AS partners
RETURN
  date, d.name AS document, coalesce(d.number, '') AS number, coalesce(r.act, '') AS act, r.position AS position,
  partners, a.name AS body, r.quotes[0] AS quote
ORDER BY CASE WHEN date = '' THEN 1 ELSE 0 END, date, document, body, r.id
