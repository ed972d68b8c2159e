// id: S6
// zh: 某机制在其他层级有哪些对应机制?
// en: Which mechanisms of other levels mirror a mechanism?
// about: 名称去掉地名、“全国、国务院、部际、省际”和“工作、领导小组、联席会议”等通用字后,按相邻两字的重合程度(Dice,百分比)比较;层级相同或未知的不比。名称不同而议题相同的找不到;没有文本单独说到的地方,其名称去不掉。 | Names are compared without the place, without 全国, 国务院, 部际 and without general words such as 工作, 领导小组, 联席会议, by the share of pairs of characters that they have in common (Dice, in percent); mechanisms of the same or of unknown level are left out. The same topic under another name is not found, and a place that no text names by itself stays in the name.
// tags: mechanism, network
// asked: 朱春奎、毛万磊 2015
// param mechanism: Mechanism -- 机制 | the mechanism
// param share: int = 50 -- 至少百分之几 | least likeness in percent
// column mirror -- 对应机制 | mechanism alike
// column level -- 层级 | its level
// column place -- 地方 | its place, empty where none is known
// column percent -- 相近程度 | likeness of the names in percent
// column quote -- 原句 | a sentence about it
// row: {mirror}(层级:{level};地方:{place})相近{percent}% | {mirror} (level: {level}; place: {place}) is alike by {percent} percent
// example mechanism=农村留守儿童关爱保护工作部际联席会议
MATCH (m:Mechanism {id: $mechanism})
MATCH (n:Mechanism)
WHERE m.id <> n.id AND m.level <> n.level
WITH
  n, [m, n] AS both,
  COLLECT { MATCH (p:Place {id: n.jurisdiction}) RETURN p.name }[0] AS place,
  COLLECT { MATCH (p:Place {id: m.jurisdiction}) RETURN p.name }[0] AS own
WITH
  n, place,
  [name IN [replace(both[0].name, coalesce(own, '全国'), ''), replace(both[1].name, coalesce(place, '全国'), '')] |
    reduce(core = name, word IN ['全国', '国务院', '部际', '省际', '联席会议', '领导小组', '协调小组', '工作小组', '工作组', '委员会', '指挥部', '协调机制', '工作'] |
      replace(core, word, ''))] AS cores
WITH n, place, cores
WHERE size(cores[0]) > 1 AND size(cores[1]) > 1
WITH
  n, place,
  [core IN cores | reduce(met = [], i IN range(0, size(core) - 2) |
    CASE WHEN substring(core, i, 2) IN met THEN met ELSE met + [substring(core, i, 2)] END)] AS pairs
WITH n, place, pairs, size([pair IN pairs[0] WHERE pair IN pairs[1]]) AS shared
WITH n, place, toInteger(round(200.0 * shared / (size(pairs[0]) + size(pairs[1])))) AS percent
WHERE percent >= $share
OPTIONAL MATCH (n)-[r:ESTABLISHES|MEMBER_OF|HAS_ROLE_IN|SESSION_OF|LOCATED_IN]-()
WITH n, place, percent, r
ORDER BY CASE type(r) WHEN 'ESTABLISHES' THEN 0 ELSE 1 END, r.id
WITH n, place, percent, collect(r.quotes[0])[0] AS quote
RETURN n.name AS mirror, n.level AS level, coalesce(place, '') AS place, percent, quote
ORDER BY percent DESC, mirror, n.id
