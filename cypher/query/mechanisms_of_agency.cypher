// id: M2
// zh: 某部门参加哪些机制,牵头几个?
// en: Which mechanisms does a body sit in, and which does it lead?
// about: 列出一个部门所在的机制及其角色,牵头的在前;只含已读文本讲到的机制。 | The mechanisms that a body sits in, with its role, those it leads first; only mechanisms that the texts read so far tell of.
// tags: mechanism, membership, agency
// asked: Jiang 2023
// param agency: Agency -- 部门 | the body
// column mechanism -- 机制 | mechanism
// column role -- 角色 | lead, member or office
// column quote -- 原句 | sentence that says so
// row: {agency}以“{role}”身份参加{mechanism} | {agency} sits in {mechanism} as {role}
// example agency=财政部
MATCH (a:Agency {id: $agency})-[r:MEMBER_OF]->(m:Mechanism)
RETURN m.name AS mechanism, r.role AS role, r.quotes[0] AS quote
ORDER BY CASE role WHEN 'lead' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, mechanism, m.id
