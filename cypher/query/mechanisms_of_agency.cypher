// id: M2
// zh: 某部门参加哪些机制,牵头几个?
// en: Which mechanisms does a body sit in, and which does it lead?
// param agency: Agency -- 部门 | the body
// column mechanism -- 机制 | mechanism
// column role -- 角色 | lead, member or office
// column quote -- 原句 | sentence that says so
// example agency=财政部
MATCH (a:Agency {id: $agency})-[r:MEMBER_OF]->(m:Mechanism)
RETURN m.name AS mechanism, r.role AS role, r.quotes[0] AS quote
ORDER BY CASE role WHEN 'lead' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, mechanism, m.id
