// id: D3
// zh: 联合发文时谁排第一署名?
// en: Who signs joint papers first?
// param limit: int = 20 -- 行数 | how many bodies
// column signatory -- 首位署名 | first signatory
// column papers -- 文件数 | number of joint papers
// column titles -- 文件 | their titles
MATCH (a)-[:ISSUED {position: 1}]->(d:Document)<-[s:ISSUED]-()
WHERE s.position > 1
WITH DISTINCT a, d
ORDER BY d.name, d.id
WITH a, count(d) AS papers, collect(d.name) AS titles
RETURN a.name AS signatory, papers, titles
ORDER BY papers DESC, signatory, a.id
LIMIT $limit
