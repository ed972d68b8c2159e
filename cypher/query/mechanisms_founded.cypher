// id: M18
// zh: 何时设立了哪些机制?
// en: Which mechanisms were set up, and when?
// about: 日期取设立行为或设立文件的日期,没有写明的为空,列在最后;给了起止日期就不列没有日期的。撤销、调整不在此列。 | Dated by the act or the paper that set it up, empty where no text tells it, and last; with a date in the question those without one do not show. Dissolving and reshaping are not shown.
// tags: mechanism, time
// asked: CSIS 2017;周望 2017
// param from: date = any -- 自何时 | from which date
// param to: date = any -- 至何时 | to which date
// param limit: int = 50 -- 行数 | how many mechanisms
// column date -- 日期 | date, empty where not known
// column mechanism -- 机制 | mechanism
// column kind -- 类型 | kind of mechanism
// column level -- 层级 | level, empty where not known
// column papers -- 设立文件 | papers that set it up
// column quote -- 原句 | sentence that says so
// row: {mechanism}设立(日期:{date};文件:{papers}) | {mechanism} was set up (date: {date}; papers: {papers})
// example from=2018
MATCH (x)-[r:ESTABLISHES]->(m:Mechanism)
WHERE r.act IS NULL OR NOT r.act IN ['撤销', '调整', '取消', '废止']
OPTIONAL MATCH (x)<-[i:ISSUED]-()
WITH m, x, r, min(i.date) AS issued
WITH m, x, r, CASE WHEN x:Document THEN coalesce(r.date, x.date, issued, '') ELSE coalesce(r.date, '') END AS date
ORDER BY CASE WHEN x:Document THEN 0 ELSE 1 END, date, x.name, r.id
WITH m, collect(date) AS dates, collect(r.quotes[0])[0] AS quote
WITH m, quote, reduce(first = '', date IN dates | CASE WHEN date <> '' AND (first = '' OR date < first) THEN date ELSE first END) AS date
WHERE ($from = '' OR date >= $from) AND ($to = '' OR (date <> '' AND date <= $to + '~'))
RETURN
  date, m.name AS mechanism, m.kind AS kind, coalesce(m.level, '') AS level,
  COLLECT { MATCH (d:Document)-[:ESTABLISHES]->(m) RETURN DISTINCT d.name AS name ORDER BY name } AS papers,
  quote
ORDER BY CASE WHEN date = '' THEN 1 ELSE 0 END, date, mechanism, m.id
LIMIT $limit
