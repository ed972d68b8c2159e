// zh: 某会谁主持、谁讲话、谁出席?
// en: Who chaired, spoke at and attended a meeting?
// param meeting: Meeting -- 会议 | the meeting
MATCH (x)-[r:ATTENDED]->(t:Meeting {id: $meeting})
RETURN r.role AS role, x.name AS name, r.quotes[0] AS quote
ORDER BY CASE r.role WHEN 'chair' THEN 0 WHEN 'speaker' THEN 1 ELSE 2 END, name
