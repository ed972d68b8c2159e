// id: M17
// zh: 哪些机制成员重叠,或许重复?
// en: Which mechanisms share most of their members and may be duplicates?
// about: 重叠度是共同成员占两个机制全部成员的百分比(Jaccard);只当办公室的单位不算,不设 on 时已退出的成员也算,给出 on 时没有日期的不算;只有一个共同成员的不列。名单不全的机制,重叠度也不准。 | Overlap is the share of common members among all members of both, in percent (Jaccard); a body that only hosts the office does not count; one that left does, but with a date only seats dated to it count; pairs with a single common member are left out. Where a list is incomplete, so is the share.
// tags: mechanism, membership, audit
// asked: 朱春奎、毛万磊 2015
// param share: int = 50 -- 至少百分之几 | least overlap in percent
// param on: date = any -- 何时 | on which date
// param limit: int = 50 -- 行数 | how many pairs
// column first -- 一个机制 | one mechanism
// column second -- 另一个机制 | the other mechanism
// column shared -- 共同成员数 | number of common members
// column percent -- 重叠度 | overlap in percent
// column members -- 共同成员 | their names
// column quote -- 原句 | a sentence that gives a member of the first
// row: {first}与{second}有{shared}个共同成员,重叠{percent}% | {first} and {second} have {shared} members in common, {percent} percent
// example share=20
MATCH (m:Mechanism)<-[r:MEMBER_OF]-(a)
WHERE r.role <> 'office' AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
WITH m, count(DISTINCT a.id) AS ofFirst
WHERE ofFirst > 1
CALL (m, ofFirst) {
  MATCH (m)<-[r:MEMBER_OF]-(a)-[s:MEMBER_OF]->(n:Mechanism)
  WHERE m.id < n.id AND r.role <> 'office' AND s.role <> 'office'
    AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
    AND ($on = '' OR any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
  WITH n, ofFirst, count(DISTINCT a.id) AS shared
  WHERE shared > 1 AND 100 * shared >= ($share - 1) * ofFirst
  RETURN n, shared
}
WITH m, n, ofFirst, shared, COUNT { MATCH (x)-[q:MEMBER_OF]->(n) WHERE q.role <> 'office' AND ($on = '' OR any(i IN q.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on))) RETURN DISTINCT x.id } AS ofSecond
WITH m, n, shared, toInteger(round(100.0 * shared / (ofFirst + ofSecond - shared))) AS percent
WHERE percent >= $share
WITH
  m, n, shared, percent,
  COLLECT {
    MATCH (m)<-[r:MEMBER_OF]-(a)-[s:MEMBER_OF]->(n)
    WHERE r.role <> 'office' AND s.role <> 'office'
      AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
      AND ($on = '' OR any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
    RETURN DISTINCT a.name AS name ORDER BY name
  } AS members,
  COLLECT {
    MATCH (m)<-[r:MEMBER_OF]-(a)-[s:MEMBER_OF]->(n)
    WHERE r.role <> 'office' AND s.role <> 'office'
      AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
      AND ($on = '' OR any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
    RETURN r.quotes[0] AS quote ORDER BY a.name, a.id, r.role, r.id LIMIT 1
  }[0] AS quote
RETURN m.name AS first, n.name AS second, shared, percent, members, quote
ORDER BY percent DESC, shared DESC, first, second, m.id, n.id
LIMIT $limit
