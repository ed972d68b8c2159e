// id: D6
// zh: 机制成立后,成员单位联合发文是否增加?
// en: Did members of a mechanism issue more papers together after it was founded?
// about: 成立日取设立文件、设立行为或届次会议中最早的日期;没有日期的文件单列,成立日未知时全部算作没有日期。成员单位改革后,由承接单位发的文件也算它的。只列至少有一件联合文件的成员对。 | The founding is the earliest date of a paper that set it up, of the act, or of a session; papers without a date are counted apart, and so are all where the founding is not dated. Papers of a body that took over from a member count as that member's. Only pairs with a joint paper are shown.
// tags: document, mechanism, time, network
// asked: Jiang 2023
// param mechanism: Mechanism -- 机制 | the mechanism
// column first -- 一方 | one member
// column second -- 另一方 | the other member
// column founded -- 成立日期 | date of the founding, empty where not known
// column before -- 此前 | joint papers before
// column after -- 此后 | joint papers from then on
// column undated -- 日期未知 | joint papers that cannot be placed
// column papers -- 文件 | their titles
// column quote -- 原句 | a sentence that names the first as issuer
// row: {first}与{second}:成立({founded})前{before}件,后{after}件 | {first} and {second}: {before} papers before {founded}, {after} after
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (m:Mechanism {id: $mechanism})
WITH
  m,
  COLLECT {
    MATCH (m)<-[r:ESTABLISHES]-() WHERE r.date IS NOT NULL RETURN r.date AS date
    UNION
    MATCH (m)<-[:ESTABLISHES]-(:Document)<-[i:ISSUED]-() WHERE i.date IS NOT NULL RETURN i.date AS date
    UNION
    MATCH (t:Meeting)-[:SESSION_OF]->(m) WHERE t.date IS NOT NULL RETURN t.date AS date
  } AS dates
WITH m, reduce(first = '', date IN dates | CASE WHEN first = '' OR date < first THEN date ELSE first END) AS founded
MATCH (m)<-[:MEMBER_OF]-(a:Agency)<-[:SUCCEEDS*0..3]-(x:Agency)-[i:ISSUED]->(d:Document)<-[:ISSUED]-(y:Agency)-[:SUCCEEDS*0..3]->(b:Agency)
WHERE a.id < b.id AND x.id <> y.id
MATCH (b)-[:MEMBER_OF]->(m)
WITH a, b, d, i, founded
ORDER BY d.name, d.id, i.id
WITH a, b, d, founded, coalesce(d.date, min(i.date), '') AS date, collect(i.quotes[0])[0] AS said
ORDER BY date, d.name, d.id
WITH
  a, b, founded,
  sum(CASE WHEN founded <> '' AND date <> '' AND date < founded THEN 1 ELSE 0 END) AS before,
  sum(CASE WHEN founded <> '' AND date >= founded THEN 1 ELSE 0 END) AS after,
  sum(CASE WHEN founded = '' OR date = '' THEN 1 ELSE 0 END) AS undated,
  collect(d.name) AS papers,
  collect(said)[0] AS quote
RETURN a.name AS first, b.name AS second, founded, before, after, undated, papers, quote
ORDER BY after - before DESC, after DESC, first, second, a.id, b.id
