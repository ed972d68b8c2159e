// id: M17
// zh: 哪些机制成员重叠,或许重复?
// en: Which mechanisms share most of their members and may be duplicates?
// about: 重叠度是共同成员占两个机制全部成员的百分比(Jaccard);只当办公室的单位不算,已退出的成员也算。名单不全的机制,重叠度也不准。 | Overlap is the share of common members among all members of both, in percent (Jaccard); a body that only hosts the office does not count, one that left does. Where a list is incomplete, so is the share.
// tags: mechanism, membership, audit
// asked: 朱春奎、毛万磊 2015
// param least: int = 50 -- 至少百分之几 | least overlap in percent
// column first -- 一个机制 | one mechanism
// column second -- 另一个机制 | the other mechanism
// column shared -- 共同成员数 | number of common members
// column percent -- 重叠度 | overlap in percent
// column members -- 共同成员 | their names
// column quote -- 原句 | a sentence that gives a member of the first
// row: {first}与{second}有{shared}个共同成员,重叠{percent}% | {first} and {second} have {shared} members in common, {percent} percent
// example least=20
MATCH (m:Mechanism)<-[r:MEMBER_OF]-(a)-[s:MEMBER_OF]->(n:Mechanism)
WHERE m.id < n.id AND r.role <> 'office' AND s.role <> 'office'
WITH m, n, a, r
ORDER BY a.name, a.id, r.role, r.id
WITH m, n, count(DISTINCT a.id) AS shared, collect(DISTINCT a.name) AS members, collect(r.quotes[0])[0] AS quote
WITH
  m, n, shared, members, quote,
  COUNT { MATCH (x)-[q:MEMBER_OF]->(m) WHERE q.role <> 'office' RETURN DISTINCT x.id } AS ofFirst,
  COUNT { MATCH (x)-[q:MEMBER_OF]->(n) WHERE q.role <> 'office' RETURN DISTINCT x.id } AS ofSecond
WITH m, n, shared, members, quote, toInteger(round(100.0 * shared / (ofFirst + ofSecond - shared))) AS percent
WHERE percent >= $least
RETURN m.name AS first, n.name AS second, shared, percent, members, quote
ORDER BY percent DESC, shared DESC, first, second, m.id, n.id
