// id: M14
// zh: 自称成员数与抽取数不符的机制?
// en: Where do stated and found numbers of members differ?
// column mechanism -- 机制 | mechanism
// column stated -- 自称成员数 | number that a text states
// column found -- 抽取数 | number found
MATCH (m:Mechanism)
WHERE m.statedCount IS NOT NULL
OPTIONAL MATCH (a)-[:MEMBER_OF]->(m)
WITH m, count(DISTINCT a.id) AS found
WHERE found <> m.statedCount
RETURN m.name AS mechanism, m.statedCount AS stated, found
ORDER BY mechanism, m.id
