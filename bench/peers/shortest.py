"""Shortest ways in a graph by igraph or networkx, for a program that asks.

shortest.py LIBRARY NODES EDGES: EDGES is a file of pairs of little-endian 32-bit
numbers. Says "ready", then answers each line "FROM TO" with the length of a shortest
way, whatever the directions of links, and -1 for none.
"""

import array
import sys


def edges(path):
    ends = array.array("I")
    with open(path, "rb") as file:
        ends.frombytes(file.read())
    if sys.byteorder == "big":
        ends.byteswap()
    return zip(ends[::2], ends[1::2])


def by_igraph(nodes, pairs):
    import igraph

    graph = igraph.Graph(n=nodes, edges=pairs, directed=False)

    def length(start, end):
        return len(graph.get_shortest_path(start, end)) - 1

    return length


def by_networkx(nodes, pairs):
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(pairs)

    def length(start, end):
        try:
            return len(networkx.bidirectional_shortest_path(graph, start, end)) - 1
        except networkx.NetworkXNoPath:
            return -1

    return length


def main(library, nodes, path):
    import warnings

    warnings.simplefilter("ignore")  # igraph warns of ends that nothing joins
    length = {"igraph": by_igraph, "networkx": by_networkx}[library](int(nodes), edges(path))
    print("ready", flush=True)
    for line in sys.stdin:
        start, end = map(int, line.split())
        print(length(start, end), flush=True)


main(*sys.argv[1:])
