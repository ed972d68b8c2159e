// id: M15
// zh: 哪些机制长期没有会议记录?
// en: Of which mechanisms is no meeting told for long?
// about: 会议指它的届次会议、以它或它的办公室名义召开的会议。不给日期时,列出没有任何会议记录的机制;给了日期,列出此后没有会议的机制。没有记录不等于没有开会:读入的文本可能没有提到。 | Counted are sessions of a mechanism and meetings that it or its office held. Without a date: mechanisms of which no meeting is told at all; with one: those of which none is told from then on. That no text tells of a meeting does not mean that none was held.
// tags: mechanism, meeting, time, audit
// asked: 周望 2017;国办函〔2003〕49号
// param since: date = any -- 自何时起 | from which date on
// column mechanism -- 机制 | mechanism
// column kind -- 类型 | kind of mechanism
// column level -- 层级 | level, empty where not known
// column meetings -- 会议数 | how many meetings are told of
// column lastDate -- 最近会议日期 | date of the latest, empty where none is known
// row: {mechanism}有{meetings}次会议记录,最近一次:{lastDate} | {mechanism}: {meetings} meetings told, the latest on {lastDate}
MATCH (m:Mechanism)
WITH
  m,
  COLLECT {
    MATCH (t:Meeting)-[:SESSION_OF]->(m) RETURN coalesce(t.date, '') + '/' + t.id AS held
    UNION
    MATCH (m)-[:ORGANIZED]->(t:Meeting) RETURN coalesce(t.date, '') + '/' + t.id AS held
    UNION
    MATCH (m)<-[:PART_OF]-(:Agency)-[:ORGANIZED]->(t:Meeting) RETURN coalesce(t.date, '') + '/' + t.id AS held
  } AS told
WITH m, size(told) AS meetings, reduce(latest = '', held IN told | CASE WHEN split(held, '/')[0] > latest THEN split(held, '/')[0] ELSE latest END) AS lastDate
WHERE ($since = '' AND meetings = 0) OR ($since <> '' AND (lastDate = '' OR (lastDate < $since AND NOT $since STARTS WITH lastDate)))
RETURN m.name AS mechanism, m.kind AS kind, coalesce(m.level, '') AS level, meetings, lastDate
ORDER BY lastDate, mechanism, m.id
