// id: S8
// zh: 某部门的职务先后由谁担任?
// en: Who held which posts in a body?
// param agency: Agency -- 部门 | the body
// column title -- 职务 | post
// column official -- 官员 | official
// column since -- 最早日期 | earliest date told
// column quote -- 原句 | sentence that says so
// example agency=民政部
MATCH (o:Official)-[r:HOLDS_POST]->(a:Agency {id: $agency})
RETURN r.title AS title, o.name AS official, r.firstDate AS since, r.quotes[0] AS quote
ORDER BY title, since, official, o.id
