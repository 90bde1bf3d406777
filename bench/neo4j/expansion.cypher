UNWIND $ids AS id MATCH (e:Entity {id: id}) MATCH (e)-[l]-(f:Entity)
RETURN collect(l.id), collect(type(l)), collect(startNode(l) = e), collect(e.id), collect(f.id), collect(l.assertion),
  collect(coalesce(l.confidence, '')), collect(l.collective), collect(coalesce(l.scope, '')), collect(coalesce(l.stage, ''))
