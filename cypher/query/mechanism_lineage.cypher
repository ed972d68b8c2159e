// zh: 某机制的沿革?
// en: Which mechanisms did it take over from?
// param mechanism: Mechanism -- 机制 | the mechanism
MATCH p = (m:Mechanism {id: $mechanism})-[:SUCCEEDS*1..6]->(old:Mechanism)
RETURN length(p) AS step, old.name AS mechanism
ORDER BY step, mechanism
