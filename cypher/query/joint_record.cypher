// id: S12
// zh: 两个部门一起做过什么?
// en: What have two bodies done together?
// about: 同在的机制、同到的会议、联合发的文件、共同开展的行动,一并按日期列出;没有日期的列在最后。机制的日期是前一方席位最早说到的日期。 | Mechanisms that both sit in, meetings that both held or attended, papers that both issued, programs that both run, by date; those without a date last. A mechanism stands at the earliest date told of the first one's seat.
// tags: agency, network, mechanism, meeting, document, program
// asked: 朱春奎、毛万磊 2015
// param first: Agency -- 一方 | one body
// param second: Agency -- 另一方 | the other body
// column date -- 日期 | date, empty where not known
// column kind -- 类别 | mechanism, meeting, document or program
// column name -- 名称 | its name
// column firstRole -- 一方的角色 | role of the one
// column secondRole -- 另一方的角色 | role of the other
// column quote -- 原句 | sentence that names the first
// row: {kind}:{name}({first}:{firstRole};{second}:{secondRole};日期:{date}) | {kind}: {name} ({first}: {firstRole}; {second}: {secondRole}; date: {date})
// example first=民政部
// example second=财政部
CALL () {
  MATCH (:Agency {id: $first})-[r:MEMBER_OF]->(x:Mechanism)<-[s:MEMBER_OF]-(:Agency {id: $second})
  RETURN coalesce(r.firstDate, '') AS date, 'mechanism' AS kind, x, r.role AS firstRole, s.role AS secondRole, r.quotes[0] AS quote
  UNION
  MATCH (:Agency {id: $first})-[r:ATTENDED|ORGANIZED]->(x:Meeting)<-[s:ATTENDED|ORGANIZED]-(:Agency {id: $second})
  RETURN coalesce(x.date, '') AS date, 'meeting' AS kind, x, coalesce(r.role, 'organizer') AS firstRole, coalesce(s.role, 'organizer') AS secondRole, r.quotes[0] AS quote
  UNION
  MATCH (:Agency {id: $first})-[r:ISSUED]->(x:Document)<-[s:ISSUED]-(:Agency {id: $second})
  RETURN coalesce(x.date, r.date, '') AS date, 'document' AS kind, x, coalesce(r.act, '') AS firstRole, coalesce(s.act, '') AS secondRole, r.quotes[0] AS quote
  UNION
  MATCH (:Agency {id: $first})-[r:RUNS]->(x:Program)<-[s:RUNS]-(:Agency {id: $second})
  RETURN coalesce(r.year, r.firstDate, '') AS date, 'program' AS kind, x, r.role AS firstRole, s.role AS secondRole, r.quotes[0] AS quote
}
RETURN date, kind, x.name AS name, firstRole, secondRole, quote
ORDER BY CASE WHEN date = '' THEN 1 ELSE 0 END, date, kind, name, firstRole, secondRole, x.id
