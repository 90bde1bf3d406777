MATCH (a:Entity {id: $from}), (b:Entity {id: $to})
OPTIONAL MATCH p = shortestPath((a)-[*..6]-(b))
RETURN coalesce(length(p), -1)
