// id: T4
// zh: 机制开会,哪些成员没有点名到场,哪些非成员到场?
// en: When a mechanism met, which members are not named as present, and which others are?
// about: 只用于某机制的届次会议。到场指本单位、内设机构或其官员出席、主持、讲话、召开,承接其职能的单位也算。会前已退出的成员不算。该机制名单未知时用其前身的名单(见“名单”一列)。没有点名不等于缺席:报道常说“成员单位负责同志参加会议”。 | For sessions of a mechanism. Present is a body that attended or held the meeting, itself, by an inner part or by an official; a body that took over from it counts too. Who had left before is no member. Where the mechanism's own list is not known, that of its predecessor is taken (column list). Not being named is not being absent: reports often say no more than that the members took part.
// tags: meeting, membership, audit
// asked: 张鑫媛、赵军锋 2021
// param meeting: Meeting -- 会议 | the meeting
// column side -- 类别 | absent: member, not named; outside: named, not a member
// column body -- 单位 | body
// column role -- 角色 | role in the mechanism, or at the meeting
// column list -- 名单 | mechanism whose list was taken
// column quote -- 原句 | sentence that gives the seat, or the presence
// row: {body}({role}):{side},名单取自{list} | {body} ({role}): {side}, by the list of {list}
// example meeting=农村留守儿童关爱保护和困境儿童保障工作部际联席会议第一次全体会议
MATCH p = (t:Meeting {id: $meeting})-[:SESSION_OF]->(:Mechanism)-[:SUCCEEDS*0..3]->(source:Mechanism)
WITH t, source, length(p) AS steps
WHERE EXISTS { MATCH (source)<-[r:MEMBER_OF]-() WHERE r.role <> 'office' }
WITH t, source
ORDER BY steps, source.id
LIMIT 1
WITH
  t, source,
  COLLECT {
    MATCH (t)<-[:ATTENDED|ORGANIZED]-(part)-[:PART_OF*0..3]->(whole)-[:SUCCEEDS*0..3]->(former) RETURN former.id AS id
    UNION
    MATCH (t)<-[:ATTENDED]-(:Official)-[:HOLDS_POST]->(part)-[:PART_OF*0..3]->(whole)-[:SUCCEEDS*0..3]->(former) RETURN former.id AS id
  } AS present,
  COLLECT {
    MATCH (source)<-[r:MEMBER_OF]-(a)
    WHERE r.role <> 'office' AND (r.status <> 'ended' OR split(last(r.intervals), '/')[1] >= t.date)
    RETURN DISTINCT a.id
  } AS members
CALL (t, source, present, members) {
  MATCH (source)<-[r:MEMBER_OF]-(a)
  WHERE r.role <> 'office' AND a.id IN members AND NOT a.id IN present
  RETURN 'absent' AS side, a.name AS body, r.role AS role, r.quotes[0] AS quote, r.position AS place, a.id AS key
  UNION
  MATCH (t)<-[r:ATTENDED|ORGANIZED]-(x:Agency|Organization)
  WITH x, r, members
  WHERE NOT EXISTS { MATCH (x)-[:PART_OF*0..3]->(whole)-[:SUCCEEDS*0..3]->(former) WHERE former.id IN members }
  RETURN 'outside' AS side, x.name AS body, coalesce(r.role, 'organizer') AS role, r.quotes[0] AS quote, null AS place, x.id AS key
}
RETURN side, body, role, source.name AS list, quote
ORDER BY side, coalesce(place, 999), body, role, key
