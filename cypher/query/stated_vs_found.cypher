// id: M14
// zh: 自称成员数与抽取数不符的机制?
// en: Where do stated and found numbers of members differ?
// about: 比较文本自称的成员数与抽取到的成员数;两者不等才列出,可能是文本未列全,也可能是抽取有误。 | The number of members that a text states against those found, where the two differ: the text may not list all, or the reading may be wrong.
// tags: mechanism, membership, audit
// asked: 国办函〔2003〕49号
// column mechanism -- 机制 | mechanism
// column stated -- 自称成员数 | number that a text states
// column found -- 抽取数 | number found
// row: {mechanism}自称{stated}个成员,抽取到{found}个 | {mechanism} states {stated} members, {found} were found
MATCH (m:Mechanism)
WHERE m.statedCount IS NOT NULL
OPTIONAL MATCH (a)-[:MEMBER_OF]->(m)
WITH m, count(DISTINCT a.id) AS found
WHERE found <> m.statedCount
RETURN m.name AS mechanism, m.statedCount AS stated, found
ORDER BY mechanism, m.id
