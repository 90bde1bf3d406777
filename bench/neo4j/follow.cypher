MATCH (e:Entity {id: $id})-[a:IN_INDUSTRY]->(i:Industry) WHERE NOT coalesce(i.hub, false)
WITH e, a, i, COUNT { (i)--() } AS links WHERE links <= 1000
MATCH (i)<-[b:SERVES_INDUSTRY]-(s:Society)
WHERE NOT coalesce(s.hub, false) AND (a.scope IS NULL OR b.scope IS NULL OR a.scope = b.scope) AND NOT (coalesce(s.cohort, false) AND coalesce(b.collective, false))
WITH e, a, i, links, b, s, COUNT { (s)--() } AS more WHERE more <= 1000
MATCH (s)<-[c:MEMBER_OF|AFFILIATED_WITH]-(x:Expert)
WITH e, i, s, x, links + more AS degrees,
  [l IN [a, b, c] | CASE l.assertion WHEN 'STATED' THEN 0 ELSE CASE l.confidence WHEN 'HIGH' THEN 1 WHEN 'MEDIUM' THEN 2 ELSE 3 END END] AS sure
WITH e, i, s, x, degrees, min([size([n IN sure WHERE n > 0]), reduce(w = 0, n IN sure | CASE WHEN n > w THEN n ELSE w END)]) AS best
ORDER BY best, degrees, i.id, s.id, x.id LIMIT $first
RETURN collect([e.id, i.id, s.id, x.id])
