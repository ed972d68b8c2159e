// id: S5
// zh: 条块:某单位的上级、下级和同席单位?
// en: Lines and blocks: what lies above, below and beside a body?
// about: 上级、下级取自隶属关系(above 上溯至多四步,below 只列直接的内设);beside 是同在某机制的单位;同一地方的部门列为 local,同一辖区、同一层级。业务上的“条”(如省厅与部)文本很少写明,图中没有。 | Above and below follow what the texts and seeds say a body is part of (above up to four steps, below its direct parts); beside are bodies in the same mechanisms, local those of the same level in the same place. The line of business (ministry and provincial department) is seldom told and not in the graph.
// tags: agency, network
// asked: 朱春奎、毛万磊 2015
// param agency: Agency -- 部门 | the body
// column tie -- 关系 | above, below, beside or local
// column body -- 单位 | the other body
// column level -- 层级 | its level
// column strength -- 强度 | steps above, mechanisms shared; otherwise 1
// column through -- 经由 | mechanisms or place through which they are tied
// column quote -- 原句 | sentence that says so
// row: {agency}的{tie}:{body} | {tie} {agency}: {body}
// example agency=济宁市民政局
CALL () {
  MATCH p = (:Agency {id: $agency})-[:PART_OF*1..4]->(b:Agency)
  RETURN 0 AS rank, 'above' AS tie, b, length(p) AS strength, [] AS through, last(relationships(p)).quotes[0] AS quote
  UNION ALL
  MATCH (:Agency {id: $agency})<-[r:PART_OF]-(b:Agency)
  RETURN 1 AS rank, 'below' AS tie, b, 1 AS strength, [] AS through, r.quotes[0] AS quote
  UNION ALL
  MATCH (a:Agency {id: $agency})-[:MEMBER_OF]->(m:Mechanism)<-[r:MEMBER_OF]-(b:Agency)
  WHERE a.id <> b.id
  WITH b, m, r
  ORDER BY m.name, m.id, r.id
  RETURN 2 AS rank, 'beside' AS tie, b, count(DISTINCT m.id) AS strength, collect(DISTINCT m.name) AS through, collect(r.quotes[0])[0] AS quote
  UNION ALL
  MATCH (a:Agency {id: $agency})-[:LOCATED_IN]->(p:Place)<-[r:LOCATED_IN]-(b:Agency)
  WHERE a.id <> b.id AND a.level = b.level
  WITH b, p, r
  ORDER BY p.name, p.id, r.id
  RETURN 3 AS rank, 'local' AS tie, b, count(DISTINCT p.id) AS strength, collect(DISTINCT p.name) AS through, collect(r.quotes[0])[0] AS quote
}
RETURN tie, b.name AS body, coalesce(b.level, '') AS level, strength, through, quote
ORDER BY rank, CASE rank WHEN 2 THEN -strength ELSE strength END, body, b.id
