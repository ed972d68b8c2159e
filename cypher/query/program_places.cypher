// id: P3
// zh: 某行动在哪些地方落地?
// en: In which places was a program carried out?
// about: 四种来处:文本说它位于某地(located);开展它的单位在某地(run);名称含有它的地方行动(version)或它的子项(part)位于某地。只说“各省”而不点名的看不到。 | Four ways: a text puts it in the place (located), a body of the place runs it (run), a local program with its name in it (version) or a part of it (part) lies there. Places that a text does not name do not show.
// tags: program, agency
// asked: 张玉昆 2021;王辉 2018
// param program: Program -- 行动 | the program
// column place -- 地方 | place
// column level -- 层级 | level of the place
// column how -- 来处 | located, run, version or part
// column by -- 由谁 | body that runs it, or local program; empty where the program itself is placed
// column quote -- 原句 | sentence that says so
// row: 在{place}落地({how};单位或地方行动:{by}) | in {place} ({how}; body or local program: {by})
// example program=养老院服务质量建设专项行动
CALL () {
  MATCH (:Program {id: $program})-[r:LOCATED_IN]->(p:Place)
  RETURN p, 'located' AS how, '' AS by, r.quotes[0] AS quote, r.id AS key
  UNION
  MATCH (:Program {id: $program})<-[r:RUNS]-(a)-[:LOCATED_IN]->(p:Place)
  RETURN p, 'run' AS how, a.name AS by, r.quotes[0] AS quote, r.id AS key
  UNION
  MATCH (:Program {id: $program})<-[:PART_OF]-(q:Program)-[r:LOCATED_IN]->(p:Place)
  RETURN p, 'part' AS how, q.name AS by, r.quotes[0] AS quote, r.id AS key
  UNION
  // Without coalesce Neo4j looks the name up in an index that cannot tell what it contains.
  MATCH (g:Program {id: $program})
  MATCH (q:Program)-[r:LOCATED_IN]->(p:Place)
  WHERE q.id <> g.id AND coalesce(q.name, '') CONTAINS g.name
  RETURN p, 'version' AS how, q.name AS by, r.quotes[0] AS quote, r.id AS key
}
RETURN p.name AS place, p.level AS level, how, by, quote
ORDER BY place, how, by, p.id, key
