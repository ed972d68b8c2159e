// zh: 谁与谁联合发文?
// en: Who issues papers together?
// param limit: int = 20 -- 行数 | how many pairs
MATCH (a:Agency)-[:ISSUED]->(d:Document)<-[:ISSUED]-(b:Agency)
WHERE a.id < b.id
WITH a, b, d
ORDER BY d.name
WITH a, b, count(DISTINCT d.id) AS papers, collect(DISTINCT d.name) AS titles
RETURN a.name AS first, b.name AS second, papers, titles
ORDER BY papers DESC, first, second
LIMIT $limit
