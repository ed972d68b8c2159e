// id: S8
// zh: 某部门的职务先后由谁担任?
// en: Who held which posts in a body?
// about: 列出某部门的职务和任职者,按最早讲到的日期排列;文本没有日期时日期为空。 | The posts of a body and who held them, by the earliest date told; empty where no text is dated.
// tags: post, agency, time
// asked: CPED;CCP Elite Database
// param agency: Agency -- 部门 | the body
// column title -- 职务 | post
// column official -- 官员 | official
// column since -- 最早日期 | earliest date told
// column quote -- 原句 | sentence that says so
// row: {official}任{agency}{title} | {official} is {title} of {agency}
// example agency=民政部
MATCH (o:Official)-[r:HOLDS_POST]->(a:Agency {id: $agency})
RETURN r.title AS title, o.name AS official, r.firstDate AS since, r.quotes[0] AS quote
ORDER BY title, since, official, o.id
