// id: M9
// zh: 召集人或组长是谁,什么级别?
// en: Who convenes or heads a mechanism, and with what posts?
// about: 列出召集人、组长等负责人及其职务,副职在后;成员、委员和办公室的职务不列;给出 on 时没有日期的不列。 | Conveners and heads with their posts, deputies last; plain members and roles of the office are left out; with a date, also roles that no text dates.
// tags: mechanism, post
// asked: Jiang 2023;Batke & Stepan 2017
// param mechanism: Mechanism -- 机制 | the mechanism
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column official -- 官员 | official
// column role -- 机制中的角色 | role in the mechanism
// column mechanism -- 机制 | mechanism: the one asked for, or one that it succeeds
// column posts -- 职务 | posts with their bodies
// column since -- 始于 | since when; empty where no text is dated
// column until -- 止于 | until when; empty while it lasts, ? where no text dates the end
// column quote -- 原句 | sentence that says so
// row: {official}任{mechanism}{role},职务:{posts} | {official} is {role} of {mechanism}; posts: {posts}
// example mechanism=国务院职业教育工作部际联席会议
MATCH (x:Mechanism {id: $mechanism})-[:SUCCEEDS*0..6]->(m:Mechanism)
WHERE $lineage OR m.id = $mechanism
WITH DISTINCT m
MATCH (m)<-[r:HAS_ROLE_IN]-(o:Official)
WHERE NOT r.role IN ['成员', '委员', '组员', '联络员'] AND NOT r.role CONTAINS '办公室'
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
OPTIONAL MATCH (o)-[p:HOLDS_POST]->(body)
WITH m, o, r, body, p
ORDER BY body.name, p.title
WITH m, o, r, collect(body.name + ' ' + p.title) AS posts
RETURN
  o.name AS official, r.role AS role, m.name AS mechanism, posts,
  coalesce(split(r.intervals[0], '/')[0], '') AS since,
  coalesce(split(last(r.intervals), '/')[1], CASE r.status WHEN 'ended' THEN '?' ELSE '' END) AS until,
  r.quotes[0] AS quote
ORDER BY
  CASE m.id WHEN $mechanism THEN 0 ELSE 1 END, mechanism, m.id,
  CASE WHEN role STARTS WITH '副' THEN 1 ELSE 0 END, coalesce(r.position, 999), official, o.id
