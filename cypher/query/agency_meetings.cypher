// id: T12
// zh: 某部门参加或召开过哪些会?
// en: Which meetings did a body hold or take part in?
// about: 本单位召开或到场的会,以及它的官员出席的会(由谁一列是官员);内设机构另查。官员按其有记载的任职归属,不核对会议当时是否在任。 | Meetings that the body held or attended, and those at which an official of it was (column through); its inner parts are asked for by themselves. An official counts with every body in which a post is told of, whether or not it was held at that time.
// tags: meeting, agency
// asked: 张鑫媛、赵军锋 2021
// param agency: Agency -- 部门 | the body
// param role: chair|speaker|attendee|branch_venue|organizer = any -- 角色 | its role
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column date -- 日期 | date, empty where not known
// column meeting -- 会议 | meeting
// column role -- 角色 | role at the meeting
// column body -- 单位 | body: this one or, with lineage, one before it
// column through -- 由谁 | official who was there, empty where the body itself is named
// column quote -- 原句 | sentence that says so
// row: {body}以“{role}”身份参加{meeting}(日期:{date};到会官员:{through}) | {body} was at {meeting} as {role} (date: {date}; official: {through})
// example agency=民政部
MATCH (x:Agency {id: $agency})-[:SUCCEEDS*0..6]->(a:Agency)
WHERE $lineage OR a.id = $agency
WITH DISTINCT a
CALL (a) {
  MATCH (a)-[r:ATTENDED|ORGANIZED]->(t:Meeting)
  RETURN t, coalesce(r.role, 'organizer') AS role, '' AS through, r.quotes[0] AS quote, r.id AS key
  UNION
  MATCH (a)<-[:HOLDS_POST]-(o:Official)-[r:ATTENDED]->(t:Meeting)
  RETURN t, r.role AS role, o.name AS through, r.quotes[0] AS quote, r.id AS key
}
WITH a, t, role, through, quote, key
WHERE ($role = '' OR role = $role) AND coalesce(t.date, '') STARTS WITH $on
RETURN coalesce(t.date, '') AS date, t.name AS meeting, role, a.name AS body, through, quote
ORDER BY CASE WHEN date = '' THEN 1 ELSE 0 END, date, meeting, role, body, through, key
