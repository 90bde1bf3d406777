RETURN COUNT { (:Enterprise) }, COLLECT {
  MATCH (e:Enterprise) WHERE e._sort >= $sort AND e.id IS NOT NULL AND (e._sort > $sort OR e.id > $id)
  WITH e ORDER BY e._sort, e.id LIMIT 20
  RETURN [e.id, e.name, COLLECT {
    MATCH (e)-[l:IN_INDUSTRY]->(i:Industry) WITH i, l ORDER BY l.id LIMIT 5
    RETURN [i.id, i.name, COLLECT {
      MATCH (i)<-[k:SERVES_INDUSTRY]-(s:Society) WITH s, k ORDER BY k.id LIMIT 5 RETURN [s.id, s.name] }] }] }
