// id: D7
// zh: 按文号找文件及其落实链?
// en: What is the paper of that number, who issued it, and what did it set up?
// param number: str -- 文号 | number as printed
// column document -- 文件 | paper
// column predicate -- 关系 | ISSUED or ESTABLISHES
// column other -- 对方 | who issued it, or what it set up
// column quote -- 原句 | sentence that says so
// example number=民发〔2023〕58号
MATCH (d:Document {number: $number})
OPTIONAL MATCH (d)-[r:ISSUED|ESTABLISHES|ADOPTED]-(x)
RETURN d.name AS document, type(r) AS predicate, x.name AS other, r.quotes[0] AS quote
ORDER BY document, predicate DESC, coalesce(r.position, 999), other, x.id
