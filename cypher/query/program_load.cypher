// id: P6
// zh: 哪些部门背着最多行动,同时背着多少?
// en: Which bodies carry most programs, and how many at once?
// about: 同时数按文本说到的起止日期算,没有日期的行动不计入同时数(为零即都没有日期);文本没说结束的行动当作仍在开展。 | At once is counted by the dates that texts tell; programs without a date do not count there (none has one where it is zero), and a program whose end no text tells is taken as still running.
// tags: program, agency, time
// asked: 张玉昆 2021;王辉 2018
// param limit: int = 20 -- 行数 | how many bodies
// column body -- 单位 | body
// column load -- 行动数 | how many programs
// column led -- 牵头数 | how many of them it leads
// column atOnce -- 同时数 | most programs at one time
// column programs -- 行动 | their names
// column quote -- 原句 | a sentence that gives one
// row: {body}开展{load}项行动,牵头{led}项,同时最多{atOnce}项 | {body} runs {load} programs, leads {led}, at most {atOnce} at once
MATCH (a)-[r:RUNS]->(p:Program)
WITH a, p, r
ORDER BY p.name, p.id, r.role, r.id
WITH
  a,
  count(DISTINCT p.id) AS load,
  count(DISTINCT CASE WHEN r.role = 'lead' THEN p.id END) AS led,
  collect(DISTINCT p.name) AS programs,
  collect(r.quotes[0])[0] AS quote,
  COLLECT {
    MATCH (a)-[s:RUNS]->(q:Program)
    WHERE s.intervals IS NOT NULL
    UNWIND s.intervals AS pair
    RETURN DISTINCT q.id + '\n' + pair AS span
  } AS spans
WITH a, load, led, programs, quote, [s IN spans | split(split(s, '\n')[1], '/')] AS spans
RETURN
  a.name AS body, load, led,
  reduce(most = 0, s IN spans |
    CASE
      WHEN size([o IN spans WHERE o[0] <= s[0] AND (o[1] = '' OR o[1] >= s[0])]) > most
      THEN size([o IN spans WHERE o[0] <= s[0] AND (o[1] = '' OR o[1] >= s[0])])
      ELSE most
    END) AS atOnce,
  programs, quote
ORDER BY load DESC, led DESC, body, a.id
LIMIT $limit
