// id: T3
// zh: 某官员参加过哪些会、什么角色?
// en: Which meetings did an official chair, speak at or attend?
// about: 按日期列出一名官员参加的会议与角色;没有日期的会议在后,给出 on 时不列。 | The meetings of an official by date, with the role; meetings without a date come last, and are left out where a date is given.
// tags: meeting, post
// asked: 张鑫媛、赵军锋 2021
// param official: Official -- 官员 | the official
// param role: chair|speaker|attendee|branch_venue = any -- 角色 | role at the meeting
// param on: date = any -- 何时 | in which year, month or on which day
// column meeting -- 会议 | meeting
// column date -- 日期 | date
// column role -- 角色 | chair, speaker or attendee
// column quote -- 原句 | sentence that says so
// row: {date},{official}以“{role}”身份参加{meeting} | {date}: {official} took part in {meeting} as {role}
// example official=高晓兵
MATCH (o:Official {id: $official})-[r:ATTENDED]->(t:Meeting)
WHERE ($role = '' OR r.role = $role) AND coalesce(t.date, '') STARTS WITH $on
RETURN t.name AS meeting, t.date AS date, r.role AS role, r.quotes[0] AS quote
ORDER BY date, meeting, role, t.id
