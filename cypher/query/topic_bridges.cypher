// id: S9
// zh: 哪些部门横跨最多议题?
// en: Which bodies span most topics?
// about: 图中没有议题节点,以机制和行动代替:单位参加的机制、开展的行动、召开或到场的会议所部署的行动、所属的机制,各算一个议题;给出 on 时没有日期的不算。同一机制的前身和后继分开算。 | The graph has no topics; mechanisms and programs stand for them: those that a body sits in or runs, and those of meetings that it held or attended; with a date, what no text dates does not count. A mechanism and the one before it count as two.
// tags: agency, network, mechanism, program
// asked: 郑烨等 2017;吕立远、黄萃 2022
// param on: date = any -- 何时 | on which date
// param limit: int = 20 -- 行数 | how many bodies
// column body -- 单位 | body
// column topics -- 议题数 | how many mechanisms and programs
// column kinds -- 类型 | their kinds
// column names -- 议题 | their names
// column quote -- 原句 | a sentence that ties it to one
// row: {body}横跨{topics}个议题:{names} | {body} spans {topics} topics: {names}
CALL () {
  MATCH (a:Agency)-[r:MEMBER_OF|RUNS]->(g)
  WHERE ($on = '' OR r.year STARTS WITH left($on, 4)
    OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
  RETURN a, g, r.quotes[0] AS said, r.id AS key
  UNION
  MATCH (a:Agency)-[r:ATTENDED|ORGANIZED]->(t:Meeting)-[:ABOUT|SESSION_OF]->(g)
  WHERE coalesce(t.date, '') STARTS WITH $on
  RETURN a, g, r.quotes[0] AS said, r.id AS key
}
WITH a, g, said, key
ORDER BY g.name, g.id, key
WITH a, count(DISTINCT g.id) AS topics, collect(DISTINCT g.kind) AS found, collect(DISTINCT g.name) AS names, collect(said)[0] AS quote
RETURN a.name AS body, topics, COLLECT { UNWIND found AS kind RETURN kind ORDER BY kind } AS kinds, names, quote
ORDER BY topics DESC, size(kinds) DESC, body, a.id
LIMIT $limit
