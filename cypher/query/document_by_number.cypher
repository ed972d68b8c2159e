// id: D7
// zh: 按文号找文件及其落实链?
// en: What is the paper of that number, who issued it, and what did it set up?
// about: 按文号(方括号写作〔〕)找文件,列出印发者、通过它的会议和它设立的机制或行动。 | Finds the paper of a number (its brackets written 〔〕), with who issued it, which meeting adopted it, and what it set up.
// tags: document, evidence
// param number: str -- 文号 | number as printed
// column document -- 文件 | paper
// column predicate -- 关系 | ISSUED or ESTABLISHES
// column other -- 对方 | who issued it, or what it set up
// column quote -- 原句 | sentence that says so
// row: 文号{number}即{document};{predicate}:{other} | {number} is {document}; {predicate}: {other}
// example number=民发〔2023〕58号
MATCH (d:Document {number: $number})
OPTIONAL MATCH (d)-[r:ISSUED|ESTABLISHES|ADOPTED]-(x)
RETURN d.name AS document, type(r) AS predicate, x.name AS other, r.quotes[0] AS quote
ORDER BY document, predicate DESC, coalesce(r.position, 999), other, x.id
