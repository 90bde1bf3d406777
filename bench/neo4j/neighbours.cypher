UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN collect([e.id, COLLECT {
  MATCH (e)-[l]-(:Entity) WITH l ORDER BY l.id LIMIT 20
  WITH l, startNode(l) AS a, endNode(l) AS b RETURN [l.id, type(l), a.id, a.name, b.id, b.name] }])
