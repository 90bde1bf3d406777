UNWIND $ids AS id MATCH (a:Entity {id: id}) OPTIONAL MATCH (a)-[l]-(b:Entity)
WITH collect(DISTINCT l) AS links, collect(DISTINCT a) + collect(DISTINCT b) AS ends
WITH links, COLLECT { UNWIND ends AS e RETURN DISTINCT e } AS ends
RETURN [e IN ends | e.id], [l IN links | l.id], [e IN ends | id(e)], [e IN ends | labels(e)], [e IN ends | coalesce(e.hub, false)],
  [e IN ends | coalesce(e.cohort, false)], [e IN ends | coalesce(e.status, '')], [e IN ends | COUNT { (e)--() }],
  [l IN links | id(startNode(l))], [l IN links | id(endNode(l))], [l IN links | type(l)], [l IN links | l.assertion],
  [l IN links | coalesce(l.confidence, '')], [l IN links | l.collective], [l IN links | coalesce(l.scope, '')],
  [l IN links | coalesce(l.stage, '') + '|' + coalesce(l.since, '') + '|' + coalesce(l.until, '')]
