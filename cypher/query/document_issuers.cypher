// id: D10
// zh: 某文件由谁发,谁排第一?
// en: Who issued a paper, and who signed it first?
// about: 按署名顺序;文本没有说到的署名单位不会出现,自称的部门数可与行数对照。 | In the order of signatures; issuers that no text names do not show: compare the stated number with the rows.
// tags: document, agency
// param document: Document -- 文件 | the paper
// column issuer -- 发文机关 | issuer
// column position -- 署名位次 | place among the issuers
// column act -- 行为 | what was done, as written
// column date -- 日期 | date, empty where not known
// column stated -- 自称部门数 | number of issuers that a text states
// column quote -- 原句 | sentence that says so
// row: 第{position}位:{issuer}(行为:{act};日期:{date}) | {position}: {issuer} (act: {act}; date: {date})
// example document=积极发展老年助餐服务行动方案
MATCH (d:Document {id: $document})<-[r:ISSUED]-(a)
RETURN a.name AS issuer, r.position AS position, coalesce(r.act, '') AS act, coalesce(d.date, r.date, '') AS date, d.statedCount AS stated, r.quotes[0] AS quote
ORDER BY coalesce(position, 999), issuer, act, a.id
