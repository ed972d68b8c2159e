// id: M7
// zh: 某机制的沿革?
// en: Which mechanisms did it take over from?
// param mechanism: Mechanism -- 机制 | the mechanism
// column step -- 上溯步数 | how many steps back
// column predecessor -- 前身 | earlier mechanism
// column quote -- 原句 | sentence behind the last step
// example mechanism=农村留守儿童关爱保护和困境儿童保障工作部际联席会议
MATCH p = (m:Mechanism {id: $mechanism})-[:SUCCEEDS*1..6]->(old:Mechanism)
RETURN length(p) AS step, old.name AS predecessor, last(relationships(p)).quotes[0] AS quote
ORDER BY step, predecessor, old.id, quote
