// id: T3
// zh: 某官员参加过哪些会、什么角色?
// en: Which meetings did an official chair, speak at or attend?
// param official: Official -- 官员 | the official
// column meeting -- 会议 | meeting
// column date -- 日期 | date
// column role -- 角色 | chair, speaker or attendee
// column quote -- 原句 | sentence that says so
// example official=高晓兵
MATCH (o:Official {id: $official})-[r:ATTENDED]->(t:Meeting)
RETURN t.name AS meeting, t.date AS date, r.role AS role, r.quotes[0] AS quote
ORDER BY date, meeting, role, t.id
