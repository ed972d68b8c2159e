// id: M16
// zh: 缺牵头单位、召集人或设立文件的机制?
// en: Which mechanisms lack a lead, a head or a founding paper?
// about: 列出缺牵头单位、负责人或设立文件的机制;缺的可能只是文本没有讲到。 | Mechanisms without a lead, a head or a founding paper; it may only be that no text read so far tells of it.
// tags: mechanism, audit
// asked: 国办函〔2003〕49号
// column mechanism -- 机制 | mechanism
// column hasLead -- 有牵头单位 | whether a leading body is known
// column hasHead -- 有召集人 | whether a named head is known
// column hasPaper -- 有设立文件 | whether a founding paper is known
// row: {mechanism}:牵头单位{hasLead},负责人{hasHead},设立文件{hasPaper} | {mechanism}: lead {hasLead}, head {hasHead}, founding paper {hasPaper}
MATCH (m:Mechanism)
WITH
  m,
  EXISTS { (m)<-[:MEMBER_OF {role: 'lead'}]-() } AS hasLead,
  EXISTS { (m)<-[:HAS_ROLE_IN]-(:Official) } AS hasHead,
  EXISTS { (m)<-[:ESTABLISHES]-(:Document) } AS hasPaper
WHERE NOT (hasLead AND hasHead AND hasPaper)
RETURN m.name AS mechanism, hasLead, hasHead, hasPaper
ORDER BY mechanism, m.id
