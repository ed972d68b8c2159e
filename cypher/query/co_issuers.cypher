// id: D1
// zh: 谁与谁联合发文?
// en: Who issues papers together?
// about: 数出每两个部门联合印发的文件,多者在前;只含文本讲明两者都印发的文件。 | For each two bodies the papers that both issued, most first; only papers of which a text names both.
// tags: document, agency, network
// asked: 吴宾、徐萌 2018
// param agency: Agency = any -- 部门 | a body that is one of the two; all pairs where none is given
// param limit: int = 20 -- 行数 | how many pairs
// column first -- 一方 | one body
// column second -- 另一方 | the other body
// column papers -- 文件数 | number of papers
// column titles -- 文件 | their titles
// column quote -- 原句 | a sentence that names the first
// row: {first}和{second}联合印发{papers}份文件:{titles} | {first} and {second} issued {papers} papers together: {titles}
MATCH (a:Agency)-[r:ISSUED]->(d:Document)<-[:ISSUED]-(b:Agency)
WHERE a.id < b.id AND ($agency = '' OR a.id = $agency OR b.id = $agency)
WITH a, b, d, r
ORDER BY d.name, d.id, r.id
WITH a, b, count(DISTINCT d.id) AS papers, collect(DISTINCT d.name) AS titles, collect(r.quotes[0])[0] AS quote
RETURN a.name AS first, b.name AS second, papers, titles, quote
ORDER BY papers DESC, first, second, a.id, b.id
LIMIT $limit
