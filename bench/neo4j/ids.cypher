UNWIND $ids AS id MATCH (e:Entity {id: id}) MATCH (e)--(f:Entity) RETURN collect(id(e)), collect(id(f))
