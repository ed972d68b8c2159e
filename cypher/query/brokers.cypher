// id: S1
// zh: 哪些部门是协调网络中的桥梁?
// en: Which bodies are the brokers between others?
// about: 同在一个机制的部门相连,再算经过某部门的最短路所占比例(中介中心性);不在任何两方之间的部门不列。 | Bodies that sit in one mechanism are tied; then the share of shortest ways between others that lead over each (betweenness). Bodies between no two others are left out.
// tags: network, agency, membership
// asked: 郑烨等 2017
// then: betweenness
// param on: date = any -- 何时 | on which date
// param limit: int = 20 -- 行数 | how many bodies
// column agency -- 部门 | body
// column betweenness -- 中介中心性 | betweenness, from 0 to 1
// column ties -- 相连部门数 | how many others it sits with
// row: {agency}处在其他部门之间最短路的{betweenness},与{ties}个部门相连 | {agency} lies on {betweenness} of the shortest ways between others and is tied to {ties} bodies
MATCH (a:Agency)-[r:MEMBER_OF]->(m:Mechanism)<-[s:MEMBER_OF]-(b:Agency)
WHERE a.id < b.id
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
  AND ($on = '' OR any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN a.id AS source, b.id AS target, a.name AS sourceName, b.name AS targetName, count(DISTINCT m.id) AS weight
ORDER BY source, target
