// id: P7
// zh: 某地有哪些品牌、模式、项目?
// en: Which brands, models and projects does a place have?
// about: 列出位于某地的品牌、模式、项目和试点;下级地方的不计入上级。 | Brands, models, projects and pilots of a place; those of places within it are not counted.
// tags: program
// asked: 路旖帆、杨雪冬 2025
// param place: Place -- 地方 | the place
// column program -- 名称 | name
// column kind -- 类型 | kind
// column quote -- 原句 | sentence that says so
// row: {place}有“{kind}”{program} | {place} has the {kind} {program}
// example place=吉林省
MATCH (q:Place {id: $place})<-[r:LOCATED_IN]-(p:Program)
WHERE p.kind IN ['brand', 'model', 'project', 'pilot']
RETURN p.name AS program, p.kind AS kind, r.quotes[0] AS quote
ORDER BY program, p.id
