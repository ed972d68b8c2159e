// id: M8
// zh: 依据什么文件、由谁批准设立?
// en: Which paper set a mechanism up, and who approved it?
// about: 列出设立该机制的文件或机关,以及文件由谁印发;没有讲到印发者时发文机关为空。 | The papers or bodies that set the mechanism up, and who issued the paper; the issuer is empty where no text tells of it.
// tags: mechanism, document
// asked: 国办函〔2003〕49号
// param mechanism: Mechanism -- 机制 | the mechanism
// column founder -- 文件或机关 | paper or body that set it up
// column number -- 文号 | number of the paper
// column issuer -- 发文机关 | who issued the paper
// column quote -- 原句 | sentence that says so
// row: {mechanism}由{founder}设立,发文机关:{issuer} | {mechanism} was set up by {founder}, issued by: {issuer}
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (m:Mechanism {id: $mechanism})<-[r:ESTABLISHES]-(x)
OPTIONAL MATCH (body)-[i:ISSUED]->(x)
RETURN x.name AS founder, x.number AS number, body.name AS issuer, r.quotes[0] AS quote
ORDER BY CASE WHEN x:Document THEN 0 ELSE 1 END, founder, coalesce(i.position, 999), issuer, x.id
