// id: M11
// zh: 各类机制的数量与层级?
// en: How many mechanisms are there of each kind and level?
// about: 按类型与层级数机制;文本看不出层级时为空。 | Mechanisms by kind and level; the level is empty where the texts do not show it.
// tags: mechanism
// asked: CSIS 2017
// column kind -- 类型 | kind
// column level -- 层级 | level
// column total -- 数量 | how many
// column mechanisms -- 名称 | their names
// row: “{level}”层级有{total}个“{kind}”:{mechanisms} | at the level {level} there are {total} of the kind {kind}: {mechanisms}
MATCH (m:Mechanism)
WITH m
ORDER BY m.name, m.id
RETURN m.kind AS kind, m.level AS level, count(*) AS total, collect(m.name) AS mechanisms
ORDER BY total DESC, kind, level
