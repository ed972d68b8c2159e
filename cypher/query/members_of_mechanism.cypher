// id: M1
// zh: 某机制有哪些成员单位,谁牵头?
// en: Which bodies sit in a mechanism, and who leads?
// about: 列出文本所述的成员单位、牵头单位和办公室所在单位,按名单次序排列;不设 on 时也列已退出者,给出 on 时没有日期的不列。 | Member bodies, leads and hosts of the office as the texts list them, in the order of the list; without a date those that left are shown, too; with one, seats that no text dates are left out.
// tags: mechanism, membership
// asked: 朱春奎、毛万磊 2015
// param mechanism: Mechanism -- 机制 | the mechanism
// param role: lead|member|office = any -- 角色 | its role
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column member -- 成员单位 | member body
// column role -- 角色 | lead, member or office
// column mechanism -- 机制 | mechanism: the one asked for, or one that it succeeds
// column since -- 始于 | since when; empty where no text is dated
// column until -- 止于 | until when; empty while it lasts, ? where no text dates the end
// column quote -- 原句 | sentence that says so
// row: {member}以“{role}”身份参加{mechanism} | {member} sits in {mechanism} as {role}
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (x:Mechanism {id: $mechanism})-[:SUCCEEDS*0..6]->(m:Mechanism)
WHERE $lineage OR m.id = $mechanism
WITH DISTINCT m
MATCH (m)<-[r:MEMBER_OF]-(a)
WHERE ($role = '' OR r.role = $role)
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN
  a.name AS member, r.role AS role, m.name AS mechanism,
  coalesce(split(r.intervals[0], '/')[0], '') AS since,
  coalesce(split(last(r.intervals), '/')[1], CASE r.status WHEN 'ended' THEN '?' ELSE '' END) AS until,
  r.quotes[0] AS quote
ORDER BY
  CASE m.id WHEN $mechanism THEN 0 ELSE 1 END, mechanism, m.id,
  CASE role WHEN 'lead' THEN 0 WHEN 'member' THEN 1 ELSE 2 END,
  coalesce(r.position, 999), member, a.id
