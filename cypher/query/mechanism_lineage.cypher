// id: M7
// zh: 某机制的沿革?
// en: Which mechanisms did it take over from?
// about: 沿接替关系上溯六步;文本没有讲到接替时没有行。 | Goes back along what replaced what, six steps at most; without a text that tells of it there is no row.
// tags: mechanism, time
// asked: 国办函〔2003〕49号
// param mechanism: Mechanism -- 机制 | the mechanism
// column step -- 上溯步数 | how many steps back
// column predecessor -- 前身 | earlier mechanism
// column quote -- 原句 | sentence behind the last step
// row: 上溯{step}步,{mechanism}的前身是{predecessor} | {step} steps back, {mechanism} took over from {predecessor}
// example mechanism=农村留守儿童关爱保护和困境儿童保障工作部际联席会议
MATCH p = (m:Mechanism {id: $mechanism})-[:SUCCEEDS*1..6]->(old:Mechanism)
RETURN length(p) AS step, old.name AS predecessor, last(relationships(p)).quotes[0] AS quote
ORDER BY step, predecessor, old.id, quote
