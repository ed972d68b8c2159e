// id: D5
// zh: 各部门联合发文的广度和深度?
// en: How broad and how deep is a body's joint issuing?
// about: 广度是联合发文的伙伴数;深度是平均每个伙伴的联合文件数。 | Breadth is the number of partners; depth the mean number of joint papers with each of them.
// tags: document, agency, network
// asked: 刘玉强等 2022;吴宾、徐萌 2018
// param on: date = any -- 何时 | on which date
// param limit: int = 20 -- 行数 | how many bodies
// column issuer -- 发文机关 | issuer
// column partners -- 广度 | how many partners
// column papers -- 联合文件数 | how many joint papers
// column depth -- 深度 | papers with a partner, on average
// column closest -- 最密伙伴 | partner with most of them
// column quote -- 原句 | a sentence that names the issuer
// row: {issuer}与{partners}个单位联合发文{papers}件,平均每个伙伴{depth}件,最多的是{closest} | {issuer} issued {papers} papers with {partners} bodies, {depth} with each on average, most with {closest}
MATCH (a:Agency)-[r:ISSUED]->(d:Document)<-[:ISSUED]-(b:Agency)
WHERE a.id <> b.id AND coalesce(d.date, r.date, '') STARTS WITH $on
WITH a, b, d, r
ORDER BY d.name, d.id, r.id
WITH a, b, collect(DISTINCT d.id) AS ids, collect(r.quotes[0])[0] AS said
ORDER BY size(ids) DESC, b.name, b.id
WITH
  a,
  count(*) AS partners,
  sum(size(ids)) AS pairs,
  reduce(met = [], list IN collect(ids) | met + [id IN list WHERE NOT id IN met]) AS papers,
  collect(b.name)[0] AS closest,
  collect(said)[0] AS quote
RETURN a.name AS issuer, partners, size(papers) AS papers, round(100.0 * pairs / partners) / 100.0 AS depth, closest, quote
ORDER BY partners DESC, depth DESC, issuer, a.id
LIMIT $limit
