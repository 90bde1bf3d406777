MATCH (i:Industry {id: $id}) RETURN COLLECT {
  MATCH (i)<-[:IN_INDUSTRY]-(e:Enterprise) WITH e ORDER BY e._sort, e.id LIMIT 20 RETURN [e.id, e.name] }
