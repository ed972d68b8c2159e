// id: S4
// zh: 两部门最短协调路径?
// en: By which shortest ways are two bodies tied?
// about: 沿成员、会议、发文和行动找出两个部门间最短的几条路;两部门相同或六步内不通时没有行。 | The shortest ways from one body to another over memberships, meetings, papers and programs; none where the two are the same or further apart than six steps.
// tags: network, agency
// asked: 郑烨等 2017
// param first: Agency -- 一方 | one body
// param second: Agency -- 另一方 | the other body
// param limit: int = 5 -- 行数 | how many ways
// column steps -- 步数 | length of the way
// column way -- 途经 | names along it
// column quotes -- 原句 | a sentence for each step
// row: {first}到{second}有{steps}步:{way} | from {first} to {second} in {steps} steps: {way}
// example first=教育部
// example second=商务部
MATCH (a:Agency {id: $first})
MATCH (b:Agency {id: $second})
WHERE a <> b
MATCH p = allShortestPaths((a)-[:MEMBER_OF|ATTENDED|ORGANIZED|ISSUED|RUNS*1..6]-(b))
WITH p, reduce(key = '', r IN relationships(p) | key + r.id) AS key
ORDER BY key
WITH
  length(p) AS steps,
  [n IN nodes(p) | n.name] AS way,
  collect([r IN relationships(p) | r.quotes[0]])[0] AS quotes
RETURN steps, way, quotes
ORDER BY way
LIMIT $limit
