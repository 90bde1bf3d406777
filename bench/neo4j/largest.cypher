MATCH (i:Industry) WITH i, COUNT { (i)<-[:IN_INDUSTRY]-(:Enterprise) } AS n ORDER BY n DESC LIMIT 1 RETURN i.id, n
