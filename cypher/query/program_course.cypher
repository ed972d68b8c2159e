// id: P4
// zh: 某行动的全过程?
// en: What is the course of a program?
// about: 按日期列出设立它的文件、题目含其名称的文件、部署它的会议和会议通过的文件、开展它的单位(日期是文本最早说到的,给了年度的用年度)。没有日期的列在最后。 | By date: papers that set it up, papers with its name in their title, meetings that deployed it and papers that these adopted, bodies that ran it (from the earliest date told, or the year where one is given). What has no date comes last.
// tags: program, document, meeting, time
// asked: 张玉昆 2021;李辉 2017
// param program: Program -- 行动 | the program
// column date -- 日期 | date, empty where not known
// column step -- 环节 | set_up, document, meeting, adopted or run
// column name -- 名称 | paper, meeting or body
// column quote -- 原句 | sentence that says so
// row: {step}:{name}(日期:{date}) | {step}: {name} (date: {date})
// example program=养老院服务质量建设专项行动
CALL () {
  MATCH (:Program {id: $program})<-[r:ESTABLISHES]-(x)
  OPTIONAL MATCH (x)<-[i:ISSUED]-()
  WITH x, r, min(i.date) AS issued
  RETURN coalesce(r.date, x.date, issued, r.firstDate, '') AS date, 'set_up' AS step, x.name AS name, r.quotes[0] AS quote, x.id AS key
  UNION
  MATCH (p:Program {id: $program})
  MATCH (d:Document)
  WITH p, d
  // Without coalesce Neo4j looks the name up in an index that cannot tell what it contains.
  WHERE coalesce(d.name, '') CONTAINS p.name
    AND NOT EXISTS { (d)-[:ESTABLISHES]->(p) }
    AND NOT EXISTS { (d)<-[:ADOPTED]-(:Meeting)-[:ABOUT]->(p) }
  OPTIONAL MATCH (d)<-[i:ISSUED]-()
  WITH d, i
  ORDER BY coalesce(i.position, 999), i.id
  WITH d, min(i.date) AS issued, collect(i.quotes[0])[0] AS quote
  RETURN coalesce(d.date, issued, '') AS date, 'document' AS step, d.name AS name, quote, d.id AS key
  UNION
  MATCH (:Program {id: $program})<-[r:ABOUT]-(t:Meeting)
  RETURN coalesce(t.date, '') AS date, 'meeting' AS step, t.name AS name, r.quotes[0] AS quote, t.id AS key
  UNION
  MATCH (:Program {id: $program})<-[:ABOUT]-(t:Meeting)-[r:ADOPTED]->(d:Document)
  RETURN coalesce(t.date, '') AS date, 'adopted' AS step, d.name AS name, r.quotes[0] AS quote, d.id AS key
  UNION
  MATCH (:Program {id: $program})<-[r:RUNS]-(x)
  RETURN coalesce(r.year, r.firstDate, '') AS date, 'run' AS step, x.name AS name, r.quotes[0] AS quote, r.id AS key
}
RETURN date, step, name, quote
ORDER BY CASE WHEN date = '' THEN 1 ELSE 0 END, date, step, name, key
