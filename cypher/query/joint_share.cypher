// id: D2
// zh: 各部门的文件中,联合发文占多少?
// en: Which share of a body's papers is issued jointly?
// about: 发文、转发、起草都算;除它之外还有别的单位署名的是联合发文。文本只说“等五部门”而没有列全的,按列出的算。 | Issuing, forwarding and drafting count alike; a paper is joint where another body signed it too. Where a text only names some of the issuers, those are counted.
// tags: document, agency
// asked: 吴宾、徐萌 2018;刘玉强等 2022
// param on: date = any -- 何时 | on which date
// param limit: int = 20 -- 行数 | how many bodies
// column issuer -- 发文机关 | issuer
// column papers -- 文件数 | how many papers
// column joint -- 联合发文数 | how many of them jointly
// column percent -- 占比 | share in percent
// column quote -- 原句 | a sentence that names it as issuer
// row: {issuer}发文{papers}件,联合{joint}件,占{percent}% | {issuer} issued {papers} papers, {joint} jointly ({percent} percent)
MATCH (a)-[r:ISSUED]->(d:Document)
WHERE coalesce(d.date, r.date, '') STARTS WITH $on
WITH a, d, r
ORDER BY d.name, d.id, r.id
WITH a, d, collect(r.quotes[0])[0] AS said
WITH a, d, said, EXISTS { MATCH (d)<-[:ISSUED]-(other) WHERE other.id <> a.id } AS shared
ORDER BY d.name, d.id
WITH a, count(*) AS papers, sum(CASE WHEN shared THEN 1 ELSE 0 END) AS joint, collect(said)[0] AS quote
RETURN a.name AS issuer, papers, joint, toInteger(round(100.0 * joint / papers)) AS percent, quote
ORDER BY papers DESC, joint DESC, issuer, a.id
LIMIT $limit
