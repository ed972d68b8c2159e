// id: M1
// zh: 某机制有哪些成员单位,谁牵头?
// en: Which bodies sit in a mechanism, and who leads?
// param mechanism: Mechanism -- 机制 | the mechanism
// column member -- 成员单位 | member body
// column role -- 角色 | lead, member or office
// column quote -- 原句 | sentence that says so
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (a)-[r:MEMBER_OF]->(m:Mechanism {id: $mechanism})
RETURN a.name AS member, r.role AS role, r.quotes[0] AS quote
ORDER BY
  CASE role WHEN 'lead' THEN 0 WHEN 'member' THEN 1 ELSE 2 END,
  coalesce(r.position, 999), member, a.id
