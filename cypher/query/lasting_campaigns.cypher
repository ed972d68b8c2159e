// id: P5
// zh: 哪些行动后来转为常设机制?
// en: Which campaigns were followed by a standing mechanism?
// about: 机制晚于行动,且两者名称至少有四个字连着相同(“行动、工作、机制、会议”等通用字不算)。起始日取文件、会议、开展单位中最早的日期;任何一方没有日期的不列。是否真由行动转来,要看原句。 | The mechanism is later than the program, and their names have four characters in a row in common (general words such as 行动, 工作, 机制, 会议 apart). Both are dated by the earliest of papers, meetings and bodies; where one has no date, the pair does not show. Whether the one came of the other is for the sentence to tell.
// tags: program, mechanism, time
// asked: 张玉昆 2021;李辉 2017;王辉 2018
// column program -- 行动 | program
// column started -- 起始 | earliest date told of the program
// column mechanism -- 机制 | mechanism that followed
// column founded -- 设立 | earliest date told of the mechanism
// column lead -- 共同牵头单位 | bodies that lead both
// column quote -- 原句 | sentence on the founding
// row: {program}({started})之后有{mechanism}({founded}) | {program} ({started}) was followed by {mechanism} ({founded})
MATCH (p:Program)
WITH
  p,
  COLLECT {
    MATCH (t:Meeting)-[:ABOUT]->(p) WHERE t.date IS NOT NULL RETURN t.date AS date
    UNION
    MATCH (p)<-[r:RUNS]-() WHERE coalesce(r.year, r.firstDate) IS NOT NULL RETURN coalesce(r.year, r.firstDate) AS date
    UNION
    MATCH (p)<-[:ESTABLISHES]-(:Document)<-[i:ISSUED]-() WHERE i.date IS NOT NULL RETURN i.date AS date
  } AS dates
UNWIND dates AS date
WITH p, min(date) AS started
MATCH (m:Mechanism)
WITH
  p, started, m,
  any(i IN range(0, size(p.name) - 4) WHERE m.name CONTAINS substring(p.name, i, 4)
    AND NOT substring(p.name, i, 4) =~ '.*(?:行动|工作|专项|试点|机制|会议|方案|计划|建设|服务|推进).*') AS alike
WHERE alike
WITH
  p, started, m,
  COLLECT {
    MATCH (m)<-[r:ESTABLISHES]-() WHERE r.date IS NOT NULL AND NOT coalesce(r.act, '') IN ['撤销', '取消', '废止'] RETURN r.date AS date
    UNION
    MATCH (m)<-[r:ESTABLISHES]-(:Document)<-[i:ISSUED]-() WHERE i.date IS NOT NULL AND NOT coalesce(r.act, '') IN ['撤销', '取消', '废止'] RETURN i.date AS date
    UNION
    MATCH (t:Meeting)-[:SESSION_OF]->(m) WHERE t.date IS NOT NULL RETURN t.date AS date
  } AS dates
UNWIND dates AS date
WITH p, started, m, min(date) AS founded
WHERE founded > started AND NOT founded STARTS WITH started
OPTIONAL MATCH (m)<-[r:ESTABLISHES|SESSION_OF]-()
WITH p, started, m, founded, r
ORDER BY CASE WHEN r.act IS NULL THEN 1 ELSE 0 END, r.id
WITH p, started, m, founded, collect(r.quotes[0])[0] AS quote
RETURN
  p.name AS program, started, m.name AS mechanism, founded,
  COLLECT { MATCH (p)<-[:RUNS {role: 'lead'}]-(a)-[:MEMBER_OF {role: 'lead'}]->(m) RETURN DISTINCT a.name AS name ORDER BY name } AS lead,
  quote
ORDER BY started, program, founded, mechanism, p.id, m.id
