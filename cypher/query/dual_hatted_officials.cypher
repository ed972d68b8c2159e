// id: M10
// zh: 谁身兼数职("双肩挑")?
// en: Which officials hold several offices at once?
// about: 把一名官员的职务与机制角色合计,不少于 least 者列出;不分先后,因此也可能是前后任职。 | Posts and roles in mechanisms counted together, from least on; times make no difference, so that some may be held one after another.
// tags: post, mechanism
// asked: Batke & Stepan 2017
// param on: date = any -- 何时 | on which date
// param least: int = 3 -- 至少几职 | fewest offices to count
// param limit: int = 20 -- 行数 | how many officials
// column official -- 官员 | official
// column offices -- 职数 | posts and roles together
// column posts -- 职务 | posts with their bodies
// column roles -- 机制角色 | roles with their mechanisms
// column quotes -- 原句 | sentences that say so
// row: {official}共有{offices}职:{posts};{roles} | {official} holds {offices} offices: {posts}; {roles}
MATCH (o:Official)
WITH
  o,
  COLLECT { MATCH (o)-[p:HOLDS_POST]->(a) WHERE ($on = '' OR any(i IN p.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on))) RETURN a.name + ' ' + p.title AS post ORDER BY post } AS posts,
  COLLECT { MATCH (o)-[r:HAS_ROLE_IN]->(m) WHERE ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on))) RETURN m.name + ' ' + r.role AS seat ORDER BY seat } AS roles,
  COLLECT { MATCH (o)-[r:HOLDS_POST|HAS_ROLE_IN]->() WHERE ($on = '' OR any(i IN r.intervals WHERE split(i, '/')[0] <= $on + '~' AND (split(i, '/')[1] = '' OR split(i, '/')[1] >= $on))) RETURN DISTINCT r.quotes[0] AS quote ORDER BY quote } AS quotes
WITH o, posts, roles, quotes, size(posts) + size(roles) AS offices
WHERE offices >= $least
RETURN o.name AS official, offices, posts, roles, quotes
ORDER BY offices DESC, official, o.id
LIMIT $limit
