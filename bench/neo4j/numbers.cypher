UNWIND range($first, $last) AS i MATCH (e) WHERE id(e) = i MATCH (e)-[l]->(f) RETURN collect(id(e)), collect(id(f))
