// id: M2
// zh: 某部门参加哪些机制,牵头几个?
// en: Which mechanisms does a body sit in, and which does it lead?
// about: 列出一个部门所在的机制及其角色,牵头的在前;只含已读文本讲到的机制;不设 on 时也列已退出的席位,给出 on 时没有日期的不列。 | The mechanisms that a body sits in, with its role, those it leads first; only mechanisms that the texts read so far tell of. Without a date seats that ended are shown, too; with one, seats that no text dates are left out.
// tags: mechanism, membership, agency
// asked: Jiang 2023
// param agency: Agency -- 部门 | the body
// param role: lead|member|office = any -- 角色 | its role
// param kind: joint_conference|leading_group|working_group|committee|headquarters|task_force|coordination_group = any -- 机制类型 | kind of mechanism
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column mechanism -- 机制 | mechanism
// column role -- 角色 | lead, member or office
// column body -- 席位单位 | body that holds the seat: the one asked for, or one that it succeeds
// column since -- 始于 | since when; empty where no text is dated
// column until -- 止于 | until when; empty while it lasts, ? where no text dates the end
// column quote -- 原句 | sentence that says so
// row: {body}以“{role}”身份参加{mechanism} | {body} sits in {mechanism} as {role}
// example agency=财政部
MATCH (x:Agency {id: $agency})-[:SUCCEEDS*0..6]->(a:Agency)
WHERE $lineage OR a.id = $agency
WITH DISTINCT a
MATCH (a)-[r:MEMBER_OF]->(m:Mechanism)
WHERE ($role = '' OR r.role = $role) AND ($kind = '' OR m.kind = $kind)
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN
  m.name AS mechanism, r.role AS role, a.name AS body,
  coalesce(split(r.intervals[0], '/')[0], '') AS since,
  coalesce(split(last(r.intervals), '/')[1], CASE r.status WHEN 'ended' THEN '?' ELSE '' END) AS until,
  r.quotes[0] AS quote
ORDER BY CASE role WHEN 'lead' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, mechanism, m.id, body, a.id
