"""Exported files open with the libraries of analysts who use Python.

The server's address stands in JINQIAO_URL; test/python.test.js starts one.
"""

import io
import json
import os
import unittest
import urllib.parse
import urllib.request

import docx
import networkx
import openpyxl

URL = os.environ["JINQIAO_URL"]


def export(name, **query):
    query = urllib.parse.urlencode({"seeds": "city-heze", **query})
    with urllib.request.urlopen(f"{URL}/export/{name}?{query}") as answer:
        return io.BytesIO(answer.read())


def totals():
    query = {"query": '{subgraph(seeds: {ids: ["city-heze"]}) {totals {nodes edges}}}'}
    request = urllib.request.Request(f"{URL}/graphql", json.dumps(query).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        found = json.load(answer)["data"]["subgraph"]["totals"]
    return found["nodes"], found["edges"]


class Files(unittest.TestCase):
    def check_graph(self, graph):
        self.assertEqual((graph.number_of_nodes(), graph.number_of_edges()), totals())
        self.assertTrue(graph.is_directed() and graph.is_multigraph())
        heze = graph.nodes["city-heze"]
        self.assertEqual(heze["label"], "菏泽市")
        self.assertIsInstance(heze["degree"], int)
        for _, _, link in graph.edges(data=True):
            self.assertIn(link["assertion"], ("STATED", "INFERRED"))
            self.assertTrue(link["evidence"])

    def test_gexf(self):
        self.check_graph(networkx.read_gexf(export("graph.gexf"), version="1.3"))

    def test_graphml(self):
        self.check_graph(networkx.read_graphml(export("graph.graphml"), force_multigraph=True))

    def test_xlsx(self):
        nodes, edges = totals()
        book = openpyxl.load_workbook(export("network.xlsx", language="en"))
        self.assertEqual(book.sheetnames, ["Entities", "Links", "Sources", "About"])
        self.assertEqual((book["Entities"].max_row, book["Links"].max_row), (nodes + 1, edges + 1))
        formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        self.assertEqual(formulas, [])

    def test_docx(self):
        text = "\n".join(p.text for p in docx.Document(export("brief.docx")).paragraphs)
        self.assertIn("菏泽市", text)
        self.assertIn("〔1〕", text)


if __name__ == "__main__":
    unittest.main()
