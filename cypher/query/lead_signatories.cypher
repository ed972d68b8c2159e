// id: D3
// zh: 联合发文时谁排第一署名?
// en: Who signs joint papers first?
// about: 数出各部门在联合发文中排第一的次数;单独发文不计。 | How often a body signs a joint paper first; papers of one body alone are not counted.
// tags: document, agency
// asked: 吴宾、徐萌 2018
// param limit: int = 20 -- 行数 | how many bodies
// column signatory -- 首位署名 | first signatory
// column papers -- 文件数 | number of joint papers
// column titles -- 文件 | their titles
// column quote -- 原句 | a sentence that says so
// row: {signatory}在{papers}份联合发文中署名第一:{titles} | {signatory} signs {papers} joint papers first: {titles}
MATCH (a)-[r:ISSUED {position: 1}]->(d:Document)<-[s:ISSUED]-()
WHERE s.position > 1
WITH DISTINCT a, d, r
ORDER BY d.name, d.id
WITH a, count(d) AS papers, collect(d.name) AS titles, collect(r.quotes[0])[0] AS quote
RETURN a.name AS signatory, papers, titles, quote
ORDER BY papers DESC, signatory, a.id
LIMIT $limit
