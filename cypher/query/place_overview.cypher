// id: S13
// zh: 某地有哪些机制、行动、会议,当地单位做了什么?
// en: What do the texts tell of a place: its mechanisms, programs, meetings, and what its bodies did?
// about: 位于当地的机制、行动、会议,以及当地单位的发文、开展的行动、参加的会议。下级地方另查。 | Mechanisms, programs and meetings in the place, and papers, programs and meetings of its bodies. Places inside of it are asked for by themselves.
// tags: agency, mechanism, program, meeting, document
// asked: 路旖帆、杨雪冬 2025
// param place: Place -- 地方 | the place
// column kind -- 类别 | mechanism, program, meeting or document
// column name -- 名称 | its name
// column body -- 当地单位 | body of the place that took part, empty where it lies there itself
// column role -- 角色 | what the body did there
// column date -- 日期 | date, empty where not known
// column quote -- 原句 | sentence that says so
// row: {kind}:{name}(当地单位:{body};角色:{role};日期:{date}) | {kind}: {name} (body: {body}; role: {role}; date: {date})
// example place=辽宁省
CALL () {
  MATCH (x:Mechanism {jurisdiction: $place})
  OPTIONAL MATCH (x)-[r:ESTABLISHES|MEMBER_OF|HAS_ROLE_IN|SESSION_OF]-()
  WITH x, r
  ORDER BY CASE type(r) WHEN 'ESTABLISHES' THEN 0 ELSE 1 END, r.id
  WITH x, collect(r.quotes[0])[0] AS quote
  RETURN x, '' AS body, '' AS role, '' AS date, quote, x.id AS key
  UNION
  MATCH (:Place {id: $place})<-[r:LOCATED_IN]-(x:Program|Meeting)
  RETURN x, '' AS body, '' AS role, coalesce(x.date, '') AS date, r.quotes[0] AS quote, r.id AS key
  UNION
  MATCH (:Place {id: $place})<-[:LOCATED_IN]-(a:Agency)-[r:MEMBER_OF|RUNS|ATTENDED|ORGANIZED|ISSUED]->(x)
  RETURN
    x, a.name AS body,
    coalesce(r.role, r.act, CASE type(r) WHEN 'ORGANIZED' THEN 'organizer' ELSE '' END) AS role,
    coalesce(x.date, r.date, r.year, r.firstDate, '') AS date, r.quotes[0] AS quote, r.id AS key
}
WITH
  CASE WHEN x:Mechanism THEN 'mechanism' WHEN x:Program THEN 'program' WHEN x:Meeting THEN 'meeting' ELSE 'document' END AS kind,
  x, body, role, date, quote, key
RETURN kind, x.name AS name, body, role, date, quote
ORDER BY
  CASE kind WHEN 'mechanism' THEN 0 WHEN 'program' THEN 1 WHEN 'meeting' THEN 2 ELSE 3 END,
  date, name, body, role, x.id, key
