// id: P7
// zh: 某地有哪些品牌、模式、项目?
// en: Which brands, models and projects does a place have?
// param place: Place -- 地方 | the place
// column program -- 名称 | name
// column kind -- 类型 | kind
// column quote -- 原句 | sentence that says so
// example place=吉林省
MATCH (p:Program)-[r:LOCATED_IN]->(q:Place {id: $place})
WHERE p.kind IN ['brand', 'model', 'project', 'pilot']
RETURN p.name AS program, p.kind AS kind, r.quotes[0] AS quote
ORDER BY program, p.id
