// id: S8
// zh: 某部门的职务先后由谁担任?
// en: Who held which posts in a body?
// about: 列出某部门的职务和任职者,按最早讲到的日期排列;文本没有日期时日期为空,给出 on 时也不列。 | The posts of a body and who held them, by the earliest date told; empty where no text is dated, and left out where a date is given.
// tags: post, agency, time
// asked: CPED;CCP Elite Database
// param agency: Agency -- 部门 | the body
// param title: str = any -- 职务 | post, as written
// param on: date = any -- 何时 | on which date
// param lineage: bool = false -- 连同其前身 | together with those it succeeds
// column title -- 职务 | post
// column official -- 官员 | official
// column since -- 最早日期 | earliest date told
// column until -- 止于 | until when; empty while it lasts, ? where no text dates the end
// column body -- 任职单位 | body of the post: the one asked for, or one that it succeeds
// column quote -- 原句 | sentence that says so
// row: {official}任{body}{title} | {official} is {title} of {body}
// example agency=民政部
MATCH (x:Agency {id: $agency})-[:SUCCEEDS*0..6]->(a:Agency)
WHERE $lineage OR a.id = $agency
WITH DISTINCT a
MATCH (o:Official)-[r:HOLDS_POST]->(a)
WHERE ($title = '' OR r.title = $title)
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN
  r.title AS title, o.name AS official, r.firstDate AS since,
  coalesce(split(last(r.intervals), '/')[1], CASE r.status WHEN 'ended' THEN '?' ELSE '' END) AS until,
  a.name AS body, r.quotes[0] AS quote
ORDER BY title, since, official, o.id, body, a.id
