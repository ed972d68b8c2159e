// id: D1
// zh: 谁与谁联合发文?
// en: Who issues papers together?
// param limit: int = 20 -- 行数 | how many pairs
// column first -- 一方 | one body
// column second -- 另一方 | the other body
// column papers -- 文件数 | number of papers
// column titles -- 文件 | their titles
// column quote -- 原句 | a sentence that names the first
MATCH (a:Agency)-[r:ISSUED]->(d:Document)<-[:ISSUED]-(b:Agency)
WHERE a.id < b.id
WITH a, b, d, r
ORDER BY d.name, d.id, r.id
WITH a, b, count(DISTINCT d.id) AS papers, collect(DISTINCT d.name) AS titles, collect(r.quotes[0])[0] AS quote
RETURN a.name AS first, b.name AS second, papers, titles, quote
ORDER BY papers DESC, first, second, a.id, b.id
LIMIT $limit
