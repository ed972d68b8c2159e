// id: E3
// zh: 各文本有何相互矛盾之处?
// en: What do the texts tell against each other?
// about: 列出文本之间的矛盾:两个牵头单位、两名负责人、一次会议两个日期、后来的名单漏掉成员。 | Where texts contradict each other: two leads, two heads, two dates of one session, a member that a later list leaves out.
// tags: audit, evidence
// column kind -- 类别 | two_leads, two_heads, two_dates, left_out
// column mechanism -- 机制 | mechanism
// column first -- 甲 | who or what one text tells of
// column firstDate -- 甲日期 | date of it
// column firstQuote -- 甲原句 | sentence that says so
// column second -- 乙 | who or what another text tells of; empty where a list leaves somebody out
// column secondDate -- 乙日期 | date of it
// column secondQuote -- 乙原句 | sentence that says so
// row: {mechanism}({kind}):{first}({firstDate})与{second}({secondDate})相矛盾 | {mechanism} ({kind}): {first} ({firstDate}) against {second} ({secondDate})
CALL () {
  MATCH (a)-[r:MEMBER_OF {role: 'lead'}]->(m:Mechanism)<-[q:MEMBER_OF {role: 'lead'}]-(b)
  WITH a, r, m, q, b
  WHERE a.id < b.id AND NOT any(s IN r.quoteSpans WHERE s IN q.quoteSpans)
    AND (r.status <> 'ended' OR coalesce(q.firstDate, '') < coalesce(r.lastDate, '9999'))
    AND (q.status <> 'ended' OR coalesce(r.firstDate, '') < coalesce(q.lastDate, '9999'))
  RETURN 'two_leads' AS kind, m.name AS mechanism, a.name AS first, r.firstDate AS firstDate, r.quotes[0] AS firstQuote,
    b.name AS second, q.firstDate AS secondDate, q.quotes[0] AS secondQuote
  UNION ALL
  MATCH (a:Official)-[r:HAS_ROLE_IN]->(m:Mechanism)<-[q:HAS_ROLE_IN]-(b:Official)
  WITH a, r, m, q, b
  WHERE a.id < b.id AND a.name <> b.name AND r.role = q.role
    AND r.role IN ['组长', '召集人', '总召集人', '主任', '主任委员', '总指挥', '总指挥长', '指挥长', '会长', '班长']
    AND NOT any(s IN r.quoteSpans WHERE s IN q.quoteSpans)
    AND (coalesce(q.firstDate, '') < coalesce(r.lastDate, '9999')
      OR r.status <> 'ended' AND q.firstDate STARTS WITH r.lastDate)
    AND (coalesce(r.firstDate, '') < coalesce(q.lastDate, '9999')
      OR q.status <> 'ended' AND r.firstDate STARTS WITH q.lastDate)
  RETURN 'two_heads' AS kind, m.name AS mechanism, a.name AS first, r.firstDate AS firstDate, r.quotes[0] AS firstQuote,
    b.name AS second, q.firstDate AS secondDate, q.quotes[0] AS secondQuote
  UNION ALL
  MATCH (a:Meeting)-[r:SESSION_OF]->(m:Mechanism)<-[q:SESSION_OF]-(b:Meeting)
  WITH a, r, m, q, b
  WHERE coalesce(r.ordinal, a.ordinal) = coalesce(q.ordinal, b.ordinal) AND a.date < b.date AND NOT b.date STARTS WITH a.date
  RETURN 'two_dates' AS kind, m.name AS mechanism, a.name AS first, a.date AS firstDate, r.quotes[0] AS firstQuote,
    b.name AS second, b.date AS secondDate, q.quotes[0] AS secondQuote
  UNION ALL
  MATCH (a)-[r:MEMBER_OF]->(m:Mechanism)
  WITH a, r, m
  WHERE r.role <> 'office' AND r.intervals IS NOT NULL
  UNWIND r.intervals AS pair
  WITH a, r, m, split(pair, '/')[1] AS until
  WHERE until <> ''
  WITH a, r, m, min(until) AS until
  // Where a text of that date tells of the member itself, it says that it left.
  WHERE NOT EXISTS { MATCH (a)-[:MENTIONED_IN]->(e:Source) WHERE e.date = until AND e.id IN r.sourceIds }
  MATCH (b)-[q:MEMBER_OF]->(m)
  WITH a, r, m, until, b, q
  WHERE b.id <> a.id AND q.role <> 'office'
  UNWIND range(0, size(q.quoteSpans) - 1) AS place
  WITH a, r, m, until, split(q.quoteSpans[place], '#')[0] AS source, q.quotes[place] AS quote
  MATCH (s:Source {id: source})
  WITH a, r, m, until, s, quote
  WHERE s.date = until
  RETURN 'left_out' AS kind, m.name AS mechanism, a.name AS first, r.firstDate AS firstDate, r.quotes[0] AS firstQuote,
    '' AS second, until AS secondDate, min(quote) AS secondQuote
}
RETURN kind, mechanism, first, firstDate, firstQuote, second, secondDate, secondQuote
ORDER BY kind, mechanism, first, firstDate, second, secondDate, firstQuote, secondQuote
