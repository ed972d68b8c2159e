// id: M9
// zh: 召集人或组长是谁,什么级别?
// en: Who convenes or heads a mechanism, and with what posts?
// about: 列出召集人、组长等负责人及其职务,副职在后;成员、委员和办公室的职务不列。 | Conveners and heads with their posts, deputies last; plain members and roles of the office are left out.
// tags: mechanism, post
// asked: Jiang 2023;Batke & Stepan 2017
// param mechanism: Mechanism -- 机制 | the mechanism
// column official -- 官员 | official
// column role -- 机制中的角色 | role in the mechanism
// column posts -- 职务 | posts with their bodies
// column quote -- 原句 | sentence that says so
// row: {official}任{mechanism}{role},职务:{posts} | {official} is {role} of {mechanism}; posts: {posts}
// example mechanism=国务院职业教育工作部际联席会议
MATCH (o:Official)-[r:HAS_ROLE_IN]->(m:Mechanism {id: $mechanism})
WHERE NOT r.role IN ['成员', '委员', '组员', '联络员'] AND NOT r.role CONTAINS '办公室'
OPTIONAL MATCH (o)-[p:HOLDS_POST]->(body)
WITH o, r, body, p
ORDER BY body.name, p.title
WITH o, r, collect(body.name + ' ' + p.title) AS posts
RETURN o.name AS official, r.role AS role, posts, r.quotes[0] AS quote
ORDER BY CASE WHEN role STARTS WITH '副' THEN 1 ELSE 0 END, coalesce(r.position, 999), official, o.id
