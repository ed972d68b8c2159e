// id: T2
// zh: 某会谁召开、谁主持、谁讲话、谁出席?
// en: Who held, chaired, spoke at and attended a meeting?
// about: 列出会议的召开者、主持者、讲话者和出席者;一人可有几种角色。 | Who convened, chaired, spoke at and attended a meeting; one may have several roles.
// tags: meeting
// asked: 张鑫媛、赵军锋 2021
// param meeting: Meeting -- 会议 | the meeting
// param role: organizer|chair|speaker|attendee|branch_venue = any -- 角色 | role at the meeting
// column role -- 角色 | organizer, chair, speaker, attendee or branch_venue
// column name -- 参与者 | official or body
// column quote -- 原句 | sentence that says so
// row: {name}在{meeting}中的角色是“{role}” | {name} took part in {meeting} as {role}
// example meeting=全国性行业协会商会脱钩工作督促推进会
MATCH (t:Meeting {id: $meeting})<-[r:ORGANIZED|ATTENDED]-(x)
WHERE $role = '' OR coalesce(r.role, 'organizer') = $role
RETURN coalesce(r.role, 'organizer') AS role, x.name AS name, r.quotes[0] AS quote
ORDER BY
  CASE role WHEN 'organizer' THEN 0 WHEN 'chair' THEN 1 WHEN 'speaker' THEN 2 ELSE 3 END,
  role, coalesce(r.position, 999), name, x.id
