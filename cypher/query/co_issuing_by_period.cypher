// id: D4
// zh: 各时期联合发文网络的密度与中心势?
// en: How dense and how centralised is the network of joint papers in each period?
// about: 联合印发同一文件的部门相连,按印发日期分期;没有日期的文件列在最后,时期为空。少于三个部门时没有中心势。 | Bodies that issue a paper together are tied, by period of the date of issue; papers without a date stand last, their period empty. With fewer than three bodies there is no centralisation.
// tags: document, network, time
// asked: 吴宾、徐萌 2018;刘玉强等 2022
// then: periods
// param years: int = 5 -- 每期年数 | length of a period in years
// column period -- 时期 | period; empty for papers without a date
// column papers -- 联合发文数 | number of joint papers
// column bodies -- 部门数 | number of bodies
// column pairs -- 联系数 | number of pairs that issued together
// column density -- 网络密度 | share of all pairs that issued together, from 0 to 1
// column centralisation -- 中心势 | from 0 (all alike) to 1 (one body in all pairs)
// row: {period}:{bodies}个部门联合印发{papers}份文件,密度{density},中心势{centralisation} | {period}: {bodies} bodies issued {papers} joint papers; density {density}, centralisation {centralisation}
MATCH (a:Agency)-[r:ISSUED]->(d:Document)<-[s:ISSUED]-(b:Agency)
WHERE a.id < b.id
RETURN
  a.id AS source, b.id AS target, a.name AS sourceName, b.name AS targetName, 1 AS weight,
  d.id AS paper, coalesce(d.date, r.date, s.date) AS date
ORDER BY source, target, paper
