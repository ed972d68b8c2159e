// id: M8
// zh: 依据什么文件、由谁批准设立?
// en: Which paper set a mechanism up, and who approved it?
// param mechanism: Mechanism -- 机制 | the mechanism
// column founder -- 文件或机关 | paper or body that set it up
// column number -- 文号 | number of the paper
// column issuer -- 发文机关 | who issued the paper
// column quote -- 原句 | sentence that says so
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (x)-[r:ESTABLISHES]->(m:Mechanism {id: $mechanism})
OPTIONAL MATCH (body)-[i:ISSUED]->(x)
RETURN x.name AS founder, x.number AS number, body.name AS issuer, r.quotes[0] AS quote
ORDER BY CASE WHEN x:Document THEN 0 ELSE 1 END, founder, coalesce(i.position, 999), issuer, x.id
