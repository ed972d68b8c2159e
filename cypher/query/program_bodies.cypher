// id: P1
// zh: 某行动谁牵头、谁参与?
// en: Who leads a program, and who takes part?
// about: 列出开展某行动的单位,牵头者在前;年度只在文本讲到时才有。 | The bodies that run a program, those that lead first; the year only where a text tells of it.
// tags: program, agency
// asked: 运动式治理研究综述(张玉昆 2021)
// param program: Program -- 行动 | the program
// param role: lead|participant = any -- 角色 | its role
// column body -- 单位 | body
// column role -- 角色 | lead or participant
// column year -- 年度 | year told
// column quote -- 原句 | sentence that says so
// row: {body}以“{role}”身份开展{program} | {body} runs {program} as {role}
// example program=“1343”工作模式
MATCH (p:Program {id: $program})<-[r:RUNS]-(x)
WHERE $role = '' OR r.role = $role
RETURN x.name AS body, r.role AS role, r.year AS year, r.quotes[0] AS quote
ORDER BY CASE role WHEN 'lead' THEN 0 ELSE 1 END, year, body, x.id
