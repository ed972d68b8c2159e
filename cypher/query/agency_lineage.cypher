// id: S11
// zh: 某部门的前身和后继?
// en: Which bodies came before and after a body?
// about: 取自文本所说的更名、合并、分立和机构沿革种子表;“之前”是它接替的,“之后”是接替它的。 | Read from what texts tell of renaming, merging and splitting, and from the seeds on successions: earlier are those it took over from, later those that took over from it.
// tags: agency, time
// param agency: Agency -- 部门 | the body
// column direction -- 方向 | earlier or later
// column step -- 步数 | how many steps away
// column body -- 单位 | body
// column date -- 日期 | date of the last step, empty where not known
// column kind -- 方式 | renamed, merged, split or enlarged
// column quote -- 原句 | sentence behind the last step
// row: {body}({direction},{date},{kind}) | {body} ({direction}, {date}, {kind})
// example agency=市场监管总局
CALL () {
  MATCH p = (:Agency {id: $agency})-[:SUCCEEDS*1..6]->(b:Agency)
  RETURN 'earlier' AS direction, length(p) AS step, b, last(relationships(p)) AS r
  UNION ALL
  MATCH p = (:Agency {id: $agency})<-[:SUCCEEDS*1..6]-(b:Agency)
  RETURN 'later' AS direction, length(p) AS step, b, last(relationships(p)) AS r
}
RETURN direction, step, b.name AS body, coalesce(r.date, '') AS date, coalesce(r.kind, '') AS kind, r.quotes[0] AS quote
ORDER BY direction, step, date, body, b.id
