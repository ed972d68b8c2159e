// zh: 自称成员数与抽取数不符的机制?
// en: Where do stated and found numbers of members differ?
MATCH (a)-[r:MEMBER_OF]->(m:Mechanism)
WHERE m.statedCount IS NOT NULL
WITH m, count(DISTINCT a.id) AS found
WHERE found <> m.statedCount
RETURN m.name AS mechanism, m.statedCount AS stated, found
ORDER BY mechanism
