// id: M6
// zh: 某机制的成员有何变化:谁加入、谁退出?
// en: How did a mechanism's members change: who joined, who left?
// about: 取自席位的起止日期;起始日是文本最早说到它的日期,未必是加入之日,没有日期的席位不列。机制接替前身时,两份名单都有的才比:前身没有的单位是加入,新名单没有、也没有承接单位的是退出。 | Read from the dates between which a seat is told of: the first is the earliest that a text tells, which may be later than the day of joining; seats without a date are not shown. Where the mechanism took over from another and both lists are known, they are compared: who was not in the old one joined, who is not in the new one, nor a body that took over from it, left.
// tags: mechanism, membership, time
// asked: 国办函〔2003〕49号;周望 2017
// param mechanism: Mechanism -- 机制 | the mechanism
// param from: date = any -- 自何时 | from which date
// param to: date = any -- 至何时 | to which date
// column date -- 日期 | date of the change, empty where no text tells it
// column change -- 变化 | joined or left
// column member -- 成员单位 | member body
// column role -- 角色 | lead or member
// column predecessor -- 所比的前身 | earlier mechanism that was compared, empty where a text tells the change itself
// column quote -- 原句 | sentence that gives the seat
// row: {member}(角色:{role}):{change}(日期:{date}) | {member} ({role}): {change} (date: {date})
// example mechanism=农村留守儿童关爱保护工作部际联席会议
CALL () {
  MATCH (m:Mechanism {id: $mechanism})<-[r:MEMBER_OF]-(a)
  WHERE r.role <> 'office' AND r.intervals IS NOT NULL
  UNWIND r.intervals AS pair
  UNWIND [['joined', split(pair, '/')[0]], ['left', split(pair, '/')[1]]] AS event
  WITH a, r, event
  WHERE event[1] <> ''
  RETURN event[1] AS date, event[0] AS change, a.name AS member, a.id AS key, r.role AS role, '' AS predecessor, r.quotes[0] AS quote
  UNION ALL
  MATCH (m:Mechanism {id: $mechanism})-[s:SUCCEEDS]->(old:Mechanism), (m)<-[r:MEMBER_OF]-(a)
  WITH a, r, m, s, old
  WHERE r.role <> 'office'
    AND EXISTS { MATCH (:Agency)-[q:MEMBER_OF]->(old) WHERE q.role <> 'office' }
    AND NOT EXISTS { MATCH (a)-[:SUCCEEDS*0..3]->(before)-[:MEMBER_OF]->(old) }
  RETURN coalesce(s.date, '') AS date, 'joined' AS change, a.name AS member, a.id AS key, r.role AS role, old.name AS predecessor, r.quotes[0] AS quote
  UNION ALL
  MATCH (m:Mechanism {id: $mechanism})-[s:SUCCEEDS]->(old:Mechanism)<-[r:MEMBER_OF]-(a)
  WITH a, r, m, s, old
  WHERE r.role <> 'office'
    AND EXISTS { MATCH (:Agency)-[q:MEMBER_OF]->(m) WHERE q.role <> 'office' }
    AND NOT EXISTS { MATCH (a)<-[:SUCCEEDS*0..3]-(after)-[:MEMBER_OF]->(m) }
  RETURN coalesce(s.date, '') AS date, 'left' AS change, a.name AS member, a.id AS key, r.role AS role, old.name AS predecessor, r.quotes[0] AS quote
}
WITH date, change, member, key, role, predecessor, quote
WHERE ($from = '' OR date >= $from) AND ($to = '' OR (date <> '' AND date <= $to + '~'))
RETURN date, change, member, role, predecessor, quote
ORDER BY date, change, member, role, predecessor, key, quote
