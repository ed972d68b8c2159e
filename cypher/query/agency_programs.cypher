// id: P8
// zh: 某部门开展哪些行动,牵头还是参与?
// en: Which programs does a body run, and does it lead them?
// about: 起止是文本说到的日期,文本没有说的为空;给了日期只列那时在开展的,没有日期的不列。给了年度的行动,整年都算。 | Since and until are dates that texts tell, empty where none does; with a date only what ran then is shown, and nothing without dates. A program told of a year counts for all of it.
// tags: program, agency
// asked: 张玉昆 2021
// param agency: Agency -- 部门 | the body
// param role: lead|participant = any -- 角色 | its role
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column program -- 行动 | program
// column kind -- 类型 | kind of program
// column role -- 角色 | lead or participant
// column body -- 单位 | body: this one or, with lineage, one before it
// column since -- 起 | first date told
// column until -- 止 | last date told; empty while it lasts, ? where no text dates the end
// column quote -- 原句 | sentence that says so
// row: {body}以“{role}”身份开展{program} | {body} runs {program} as {role}
// example agency=民政部
MATCH (x:Agency {id: $agency})-[:SUCCEEDS*0..6]->(a:Agency)
WHERE $lineage OR a.id = $agency
WITH DISTINCT a
MATCH (a)-[r:RUNS]->(p:Program)
WHERE ($role = '' OR r.role = $role)
  AND ($on = '' OR r.year STARTS WITH left($on, 4)
    OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN
  p.name AS program, p.kind AS kind, r.role AS role, a.name AS body,
  coalesce(split(r.intervals[0], '/')[0], r.year, '') AS since,
  coalesce(split(last(r.intervals), '/')[1], r.year, CASE r.status WHEN 'ended' THEN '?' ELSE '' END) AS until,
  r.quotes[0] AS quote
ORDER BY CASE role WHEN 'lead' THEN 0 ELSE 1 END, since, program, p.id, body, a.id
