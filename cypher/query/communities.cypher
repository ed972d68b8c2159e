// id: S3
// zh: 部门结成哪些圈子?
// en: Which circles do the bodies form?
// about: 同席或联合发文的部门相连,次数为权重;按模块度贪心合并成圈内联系多、圈间联系少的圈子;给出 on 时没有日期的不算。 | Bodies that sit in one mechanism or issue a paper together are tied, more often more strongly; greedy modularity then joins them to circles with many ties inside and few between. With a date, what no text dates does not count.
// tags: network, agency
// asked: 吴宾、徐萌 2018;吕立远、黄萃 2022
// then: communities
// param on: date = any -- 何时 | on which date
// column community -- 圈子序号 | number of the circle, the largest first
// column size -- 部门数 | number of bodies
// column members -- 部门 | their names
// row: 第{community}个圈子有{size}个部门:{members} | circle {community} has {size} bodies: {members}
MATCH (a:Agency)-[r:MEMBER_OF|ISSUED]->(x)<-[s:MEMBER_OF|ISSUED]-(b:Agency)
WHERE a.id < b.id AND type(r) = type(s)
  AND ($on = ''
    OR type(r) = 'ISSUED' AND coalesce(x.date, r.date, '') STARTS WITH $on
    OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on))
      AND any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN a.id AS source, b.id AS target, a.name AS sourceName, b.name AS targetName, count(DISTINCT x.id) AS weight
ORDER BY source, target
