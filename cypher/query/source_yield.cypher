// id: E5
// zh: 每个来源贡献多少、由哪一版抽取?
// en: How much did each source give, and what was it read with?
// about: 由账本回答:每个文本给出多少实体与论断、多少内容未能使用;版本是文本连同读它的规则、数据与模型的指纹,其中之一改变即不同。未能读入的文件列在最后。 | Answered by the ledger: how many entities and statements each text gave, and how much could not be used. The version is a fingerprint of the text and of the rules, tables and models that read it: another one where any of them changed. Files that could not be read come last.
// tags: audit, evidence
// from: ledger
// param limit: int = 50 -- 行数 | how many texts
// column source -- 来源 | text
// column date -- 日期 | date of the text; empty where none is known
// column entities -- 实体数 | number of entities
// column statements -- 论断数 | number of statements
// column unused -- 未用数 | how much could not be used
// column version -- 版本 | fingerprint of the text and of what read it
// row: {source}给出{entities}个实体、{statements}条论断,{unused}处未能使用 | {source} gave {entities} entities and {statements} statements; {unused} could not be used
