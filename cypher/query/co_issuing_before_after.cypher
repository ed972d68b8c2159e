// id: D6
// zh: 机制成立后,成员单位联合发文是否增加?
// en: Did members of a mechanism issue more papers together after it was founded?
// about: 成立日取设立文件、设立行为或届次会议中最早的日期;没有日期的文件单列,成立日未知时全部算作没有日期。成员单位的前身和承接单位发的文件也算它的。只列至少有一件联合文件的成员对。 | The founding is the earliest date of a paper that set it up, of the act, or of a session; papers without a date are counted apart, and so are all where the founding is not dated. Papers of bodies before and after a member, by succession, count as that member's. Only pairs with a joint paper are shown.
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
// row: {first}与{second}:成立(日期:{founded})前联合发文{before}件,后{after}件 | {first} and {second}: {before} joint papers before the founding (date: {founded}), {after} after
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (m:Mechanism {id: $mechanism})
WITH
  m,
  COLLECT {
    MATCH (m)<-[r:ESTABLISHES]-() WHERE r.date IS NOT NULL AND NOT coalesce(r.act, '') IN ['撤销', '取消', '废止'] RETURN r.date AS date
    UNION
    MATCH (m)<-[r:ESTABLISHES]-(:Document)<-[i:ISSUED]-() WHERE i.date IS NOT NULL AND NOT coalesce(r.act, '') IN ['撤销', '取消', '废止'] RETURN i.date AS date
    UNION
    MATCH (t:Meeting)-[:SESSION_OF]->(m) WHERE t.date IS NOT NULL RETURN t.date AS date
  } AS dates
WITH m, reduce(first = '', date IN dates | CASE WHEN first = '' OR date < first THEN date ELSE first END) AS founded
MATCH (m)<-[:MEMBER_OF]-(a:Agency)
WITH DISTINCT founded, a
CALL (a) {
  MATCH (a)<-[:SUCCEEDS*0..3]-(x:Agency)
  RETURN x
  UNION
  MATCH (a)-[:SUCCEEDS*1..3]->(x:Agency)
  RETURN x
}
MATCH (x)-[i:ISSUED]->(d:Document)
WITH founded, d, a, x, i
ORDER BY i.id
WITH founded, d, collect({id: a.id, name: a.name, by: x.id, date: coalesce(d.date, i.date, ''), quote: i.quotes[0]}) AS signed
UNWIND signed AS one
UNWIND signed AS two
WITH founded, d, one, two
WHERE one.id < two.id AND one.by <> two.by
WITH founded, d, one.id AS first, one.name AS firstName, two.id AS second, two.name AS secondName, max(one.date) AS date, collect(one.quote)[0] AS said
ORDER BY date, d.name, d.id
WITH
  founded, first, firstName, second, secondName,
  sum(CASE WHEN founded <> '' AND date <> '' AND date < founded THEN 1 ELSE 0 END) AS before,
  sum(CASE WHEN founded <> '' AND date >= founded THEN 1 ELSE 0 END) AS after,
  sum(CASE WHEN founded = '' OR date = '' THEN 1 ELSE 0 END) AS undated,
  collect(d.name) AS papers,
  collect(said)[0] AS quote
WITH founded, first AS firstId, firstName, second AS secondId, secondName, before, after, undated, papers, quote
RETURN firstName AS first, secondName AS second, founded, before, after, undated, papers, quote
ORDER BY after - before DESC, after DESC, first, second, firstId, secondId
