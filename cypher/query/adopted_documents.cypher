// id: T9
// zh: 会议通过了哪些文件?
// en: Which papers did meetings adopt?
// about: 列出会议审议通过的文件,按会议日期排列。 | Papers that meetings adopted, by the date of the meeting.
// tags: meeting, document
// param meeting: Meeting = any -- 会议 | the meeting; all where none is given
// param limit: int = 50 -- 行数 | how many papers
// column date -- 日期 | date of the meeting
// column meeting -- 会议 | meeting
// column document -- 文件 | paper
// column quote -- 原句 | sentence that says so
// row: {date},{meeting}通过{document} | {date}: {meeting} adopted {document}
MATCH (t:Meeting)-[r:ADOPTED]->(d:Document)
WHERE $meeting = '' OR t.id = $meeting
RETURN t.date AS date, t.name AS meeting, d.name AS document, r.quotes[0] AS quote
ORDER BY date, meeting, document, t.id, d.id
LIMIT $limit
