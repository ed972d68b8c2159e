// id: D8
// zh: 有哪些以议事协调机构名义发的文件?
// en: Which papers were issued in the name of a mechanism?
// about: 部际联席会议不刻印章、不正式行文:以联席会议名义发文,不是违规就是抽取有误,故列在最前。机制的办公室发的文不在此列。 | A joint conference has no seal and issues no papers: one in its name is a breach of the rules or an error of the extraction, and comes first. Papers of a mechanism's office are not shown here.
// tags: document, mechanism, audit
// asked: 国办函〔2003〕49号
// param limit: int = 50 -- 行数 | how many papers
// column mechanism -- 机制 | mechanism
// column kind -- 机制类型 | kind of mechanism
// column document -- 文件 | paper
// column act -- 行为 | what was done, as written
// column date -- 日期 | date, empty where not known
// column quote -- 原句 | sentence that says so
// row: {mechanism}发《{document}》 | {mechanism} issued {document}
MATCH (m:Mechanism)-[r:ISSUED]->(d:Document)
RETURN m.name AS mechanism, m.kind AS kind, d.name AS document, coalesce(r.act, '') AS act, coalesce(d.date, r.date, '') AS date, r.quotes[0] AS quote
ORDER BY CASE kind WHEN 'joint_conference' THEN 0 ELSE 1 END, mechanism, date, document, m.id, d.id
LIMIT $limit
