// id: S2
// zh: 协调网络的核心与边缘各有哪些部门?
// en: Which bodies are the core of the network, and which its periphery?
// about: 同在一个机制的部门相连;核数为 k 的部门至少与 k 个同样紧密的部门相连,核数最大者为核心,其余为边缘。 | Bodies that sit in one mechanism are tied; a body of core k is tied to at least k others of that core. Those of the highest core are the core, the others the periphery.
// tags: network, agency, membership
// asked: 郑烨等 2017;刘玉强等 2022
// then: cores
// param on: date = any -- 何时 | on which date
// param limit: int = 50 -- 行数 | how many bodies
// column agency -- 部门 | body
// column part -- 位置 | core or periphery
// column core -- 核数 | number of its core
// column ties -- 相连部门数 | how many others it sits with
// row: {agency}属“{part}”,核数{core},与{ties}个部门相连 | {agency} belongs to the {part} (core {core}) and is tied to {ties} bodies
MATCH (a:Agency)-[r:MEMBER_OF]->(m:Mechanism)<-[s:MEMBER_OF]-(b:Agency)
WHERE a.id < b.id
  AND ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
  AND ($on = '' OR any(i IN s.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on)))
RETURN a.id AS source, b.id AS target, a.name AS sourceName, b.name AS targetName, count(DISTINCT m.id) AS weight
ORDER BY source, target
