// id: T7
// zh: 某会开到哪一级?
// en: Down to which level did a meeting reach?
// about: 按层级列出召开、到场、在分会场参加的单位,出席官员所在的单位也算;层级未知的单位归入空白一行。文本只说“各省设分会场”而不点名时,看不到下级。 | Bodies that held or attended the meeting, or whose officials did, by level; those of unknown level stand in a row with an empty level. Where a text only says that every province had a branch venue, the lower levels do not show.
// tags: meeting, agency
// asked: 张鑫媛、赵军锋 2021
// param meeting: Meeting -- 会议 | the meeting
// column level -- 层级 | level
// column total -- 单位数 | how many bodies
// column branches -- 分会场数 | how many of them at a branch venue
// column bodies -- 单位 | their names
// column quote -- 原句 | a sentence that names one of them
// row: 层级:{level};到会单位:{total}个 | level: {level}; bodies: {total}
// example meeting=全国积极发展老年助餐服务工作动员部署电视电话会议
CALL () {
  MATCH (:Meeting {id: $meeting})<-[r:ATTENDED|ORGANIZED]-(a:Agency|Organization)
  RETURN a, coalesce(r.role, 'organizer') AS role, r.quotes[0] AS said, r.id AS key
  UNION
  MATCH (:Meeting {id: $meeting})<-[r:ATTENDED]-(:Official)-[:HOLDS_POST]->(a:Agency|Organization)
  RETURN a, r.role AS role, r.quotes[0] AS said, r.id AS key
}
WITH a, role, said, key
ORDER BY a.name, a.id, role, key
WITH a, collect(role) AS roles, collect(said)[0] AS said
WITH coalesce(a.level, '') AS level, a, roles, said
ORDER BY a.name, a.id
WITH
  level,
  count(*) AS total,
  sum(CASE WHEN 'branch_venue' IN roles THEN 1 ELSE 0 END) AS branches,
  collect(a.name) AS bodies,
  collect(said)[0] AS quote
RETURN level, total, branches, bodies, quote
ORDER BY
  CASE level WHEN 'central' THEN 0 WHEN 'province' THEN 1 WHEN 'city' THEN 2 WHEN 'county' THEN 3 WHEN 'town' THEN 4 WHEN 'village' THEN 5 ELSE 6 END,
  level
