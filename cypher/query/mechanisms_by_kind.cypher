// id: M11
// zh: 各类机制的数量与层级?
// en: How many mechanisms are there of each kind and level?
// column kind -- 类型 | kind
// column level -- 层级 | level
// column total -- 数量 | how many
// column mechanisms -- 名称 | their names
MATCH (m:Mechanism)
WITH m
ORDER BY m.name, m.id
RETURN m.kind AS kind, m.level AS level, count(*) AS total, collect(m.name) AS mechanisms
ORDER BY total DESC, kind, level
