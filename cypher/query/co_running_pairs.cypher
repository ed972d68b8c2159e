// id: P2
// zh: 哪些部门常开展同一行动?
// en: Which bodies run the same programs most often?
// about: 数出每两个部门共同开展的行动,多者在前;不分牵头与参与。 | For each two bodies the programs that both run, most first; leading or taking part makes no difference.
// tags: program, agency, network
// asked: 李辉 2017
// param limit: int = 20 -- 行数 | how many pairs
// column first -- 一方 | one body
// column second -- 另一方 | the other body
// column together -- 行动数 | number of programs shared
// column programs -- 行动 | their names
// column quote -- 原句 | a sentence that names the first
// row: {first}和{second}共同开展{together}项行动:{programs} | {first} and {second} run {together} programs together: {programs}
MATCH (a:Agency)-[r:RUNS]->(p:Program)<-[:RUNS]-(b:Agency)
WHERE a.id < b.id
WITH a, b, p, r
ORDER BY p.name, p.id, r.id
WITH a, b, count(DISTINCT p.id) AS together, collect(DISTINCT p.name) AS programs, collect(r.quotes[0])[0] AS quote
RETURN a.name AS first, b.name AS second, together, programs, quote
ORDER BY together DESC, first, second, a.id, b.id
LIMIT $limit
