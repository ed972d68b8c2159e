// id: S10
// zh: 某官员担任过哪些职务?
// en: Which posts and roles does an official hold?
// about: 单位里的职务和机制里的角色;起是文本最早说到的日期,止只在文本说他离任时才有。给了日期只列那时的,没有日期的不列。 | Posts in bodies and roles in mechanisms. Since is the earliest date told; until is given where a text says that it ended. With a date only what was held then shows, and nothing without dates.
// tags: post, time
// asked: CPED;CCP Elite Database
// param official: Official -- 官员 | the official
// param on: date = any -- 何时 | on which date
// column kind -- 类别 | post or role
// column place -- 单位或机制 | body or mechanism
// column title -- 职务 | post or role as written
// column since -- 起 | first date told, empty where none is
// column until -- 止 | date of the end; empty while it lasts, ? where no text dates the end
// column quote -- 原句 | sentence that says so
// row: {official}任{place}{title}(自:{since};至:{until}) | {official} is {title} of {place} (since: {since}; until: {until})
// example official=黄树贤
MATCH (o:Official {id: $official})-[r:HOLDS_POST|HAS_ROLE_IN]->(x)
WHERE $on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on))
RETURN
  CASE WHEN type(r) = 'HOLDS_POST' THEN 'post' ELSE 'role' END AS kind, x.name AS place, coalesce(r.title, r.role) AS title,
  coalesce(split(r.intervals[0], '/')[0], '') AS since,
  coalesce(split(last(r.intervals), '/')[1], CASE r.status WHEN 'ended' THEN '?' ELSE '' END) AS until,
  r.quotes[0] AS quote
ORDER BY kind, since, place, title, x.id
