// id: E1
// zh: 这条关系的原句在哪?
// en: Which sentences tie two entities?
// about: 列出把两个实体直接联系起来的每句原文及其位置,每种关系最多五句。 | Every sentence that ties two entities directly, with its place, five at most for each relation.
// tags: evidence
// param first: Agency|Official|Mechanism|Meeting|Program|Document|Organization|Place -- 一方 | one entity
// param second: Agency|Official|Mechanism|Meeting|Program|Document|Organization|Place -- 另一方 | the other entity
// column subject -- 主体 | subject
// column predicate -- 关系 | relation
// column object -- 客体 | object
// column quote -- 原句 | sentence that says so
// column span -- 位置 | source and place of the sentence
// row: {subject}与{object}的关系是“{predicate}”,见{span} | {subject} is tied to {object} by “{predicate}”, at {span}
// example first=民政部
// example second=农村留守儿童关爱保护工作部际联席会议
MATCH
  (a {id: $first})
  -[r:HOLDS_POST|MEMBER_OF|HAS_ROLE_IN|SESSION_OF|ORGANIZED|ATTENDED|ABOUT|RUNS|ISSUED|ADOPTED|ESTABLISHES|PART_OF|LOCATED_IN|SUCCEEDS]-
  (b {id: $second})
UNWIND range(0, size(r.quotes) - 1) AS i
RETURN
  startNode(r).name AS subject, type(r) AS predicate, endNode(r).name AS object,
  r.quotes[i] AS quote, r.quoteSpans[i] AS span
ORDER BY predicate, r.id, i
