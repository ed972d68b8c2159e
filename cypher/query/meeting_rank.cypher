// id: T6
// zh: 某会规格多高:出席者中谁级别最高?
// en: How high ranks a meeting: who was the most senior present?
// about: 每个出席官员的每个职务一行,级别高的在前,第一行就是会议规格。文本写明级别的照用;否则按职务名称、所在单位的层级和内设层数推算(告知一列为 false):部委负责人记省部级,司局记厅局级,不区分副部级单位,也不看任职的起止。 | One row for each post of each official present, the most senior first: the first row is the rank of the meeting. A rank that a text tells is taken as it is; otherwise (told is false) it is estimated from the title, the level of the body and how deep inside of another it lies: heads of ministries rank as 省部级, their departments as 厅局级; bodies of an in-between rank are not told apart, nor is the term of office looked at.
// tags: meeting, post
// asked: 张鑫媛、赵军锋 2021;Jiang 2023
// param meeting: Meeting -- 会议 | the meeting
// column official -- 官员 | official
// column role -- 会上角色 | role at the meeting
// column post -- 职务 | post
// column body -- 单位 | body in which it is held
// column rank -- 级别 | rank: 国家级, 省部级, 厅局级, 县处级, 乡科级; empty where it cannot be told
// column told -- 文本写明 | whether a text tells the rank
// column quote -- 原句 | sentence that gives the post
// row: {body}{post}{official}以“{role}”身份到会(级别:{rank}) | {official}, {post} of {body} (rank: {rank}), was there as {role}
// example meeting=全国加强农村留守儿童关爱保护工作电视电话会议
MATCH (:Meeting {id: $meeting})<-[r:ATTENDED]-(o:Official)
WITH o, r
ORDER BY r.role
WITH o, collect(r.role) AS roles
MATCH (o)-[p:HOLDS_POST]->(body)
WITH
  o, roles, p, body,
  COUNT { MATCH (body)-[:PART_OF*1..4]->(whole:Agency) WHERE NOT whole.name IN ['国务院', '中共中央'] RETURN DISTINCT whole.id } AS depth,
  CASE body.level WHEN 'central' THEN 2 WHEN 'province' THEN 3 WHEN 'city' THEN 4 WHEN 'county' THEN 5 ELSE 9 END AS tier
WITH
  o, roles, p, body,
  CASE
    WHEN p.rank IS NOT NULL THEN p.rank
    WHEN p.title CONTAINS '巡视员' AND NOT p.title CONTAINS '调研员' THEN '厅局级'
    WHEN p.title CONTAINS '调研员' THEN '县处级'
    WHEN p.title CONTAINS '主任科员' THEN '乡科级'
    WHEN tier = 9 THEN ''
    ELSE ['', '国家级', '省部级', '厅局级', '县处级', '乡科级', '乡科级', '乡科级', '乡科级', '乡科级', '乡科级'][
      tier + depth - CASE
        WHEN body.name IN ['国务院', '中共中央'] AND NOT p.title CONTAINS '秘书长' THEN 1
        WHEN (body.name ENDS WITH '人民政府' OR body.name ENDS WITH '委') AND p.title =~ '(?:副)?(?:省|市|县|区|州|盟)长|(?:副)?主席|(?:副)?书记|常委' THEN 1
        ELSE 0
      END
    ]
  END AS rank
RETURN o.name AS official, roles[0] AS role, p.title AS post, body.name AS body, rank, p.rank IS NOT NULL AS told, p.quotes[0] AS quote
ORDER BY
  CASE
    WHEN rank STARTS WITH '国' THEN 1
    WHEN rank STARTS WITH '省' OR rank STARTS WITH '正部' OR rank STARTS WITH '副部' THEN 2
    WHEN rank STARTS WITH '厅' OR rank STARTS WITH '正厅' OR rank STARTS WITH '副厅' THEN 3
    WHEN rank STARTS WITH '县' OR rank STARTS WITH '正处' OR rank STARTS WITH '副处' THEN 4
    WHEN rank = '' THEN 6
    ELSE 5
  END,
  CASE WHEN post STARTS WITH '副' OR post ENDS WITH '成员' THEN 1 ELSE 0 END,
  official, post, body, o.id
