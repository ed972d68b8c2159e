// zh: 某部门参加哪些机制,牵头几个?
// en: Which mechanisms does a body sit in, and which does it lead?
// param agency: Agency -- 部门 | the body
// example agency=民政部
MATCH (a:Agency {id: $agency})-[r:MEMBER_OF]->(m:Mechanism)
RETURN m.name AS mechanism, r.role AS role, m.statedCount AS statedCount
ORDER BY CASE r.role WHEN 'lead' THEN 0 ELSE 1 END, mechanism
