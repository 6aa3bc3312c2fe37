"""Graphs as networkx reads them: Arabic labels, types, weights, days."""

import io
from xml.etree import ElementTree

import networkx
import pytest

from musnad.exports import Choice
from musnad.exports.graphs import gexf, graphml
from tests.exports.made import IRAN, OMAN, SAUDI, Who, all_of, assault, event, meeting

EVENTS = [assault(), assault(6, day="2025-05-01", first="2025-05-01", last="2025-05-01"), meeting(), event()]


def read_gexf(events, **choice):
    """networkx 3.2 reads the drafts only; the elements are the same."""
    data = all_of(gexf(events, Choice(**choice))).replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft", 1)
    return networkx.read_gexf(io.BytesIO(data))


def read_graphml(events, **choice):
    return networkx.read_graphml(io.BytesIO(all_of(graphml(events, Choice(**choice)))))


def edge(graph, one, other):
    """The only edge between two; networkx makes a plain graph where no two are parallel."""
    found = graph.get_edge_data(one, other)
    return next(iter(found.values())) if graph.is_multigraph() else found


@pytest.mark.parametrize("read", [read_gexf, read_graphml])
def test_actors_and_their_arabic_names(read):
    graph = read(EVENTS, language="ar")
    assert set(graph.nodes) == {"IRN", "SAU", "OMN", "Q14866042"}
    assert graph.nodes["IRN"]["label"] == graph.nodes["IRN"]["ar"] == "إيران"
    assert (graph.nodes["SAU"]["events"], graph.nodes["SAU"]["kind"], graph.nodes["SAU"]["country"]) == (3, "state", "SAU")
    assert read(EVENTS, language="en").nodes["OMN"]["label"] == "Oman"


@pytest.mark.parametrize("read", [read_gexf, read_graphml])
def test_edges_have_type_weight_and_direction(read):
    graph = read(EVENTS, language="en")
    attack = edge(graph, "SAU", "IRN")
    assert (attack["type"], attack["weight"], attack["goldstein"], attack["mutual"]) == ("ASSAULT", 2, -10.0, False)
    assert (attack["first"], attack["last"], attack["label"]) == ("2025-04-20", "2025-05-01", "assault")
    meet = edge(graph, "IRN", "SAU")
    assert (meet["type"], meet["mutual"], meet["weight"]) == ("CONSULT", True, 1)
    assert graph.number_of_edges() == 5


@pytest.mark.parametrize("read", [read_gexf, read_graphml])
def test_two_types_between_two_are_two_edges(read):
    graph = read([assault(), assault(6, type="COERCE", mode=None)], language="ar")
    assert {data["type"] for data in graph.get_edge_data("SAU", "IRN").values()} == {"ASSAULT", "COERCE"}


def test_gexf_is_dynamic_and_every_edge_has_its_days():
    graph = read_gexf(EVENTS)
    assert graph.graph["mode"] == "dynamic"
    attack = edge(graph, "SAU", "IRN")
    assert attack["spells"] == [("2025-04-20", "2025-04-21"), ("2025-05-01", "2025-05-01")]
    assert ("2025-04-12", "2025-04-12") in graph.nodes["IRN"]["spells"]


def test_gexf_is_of_version_1_3_by_its_own_elements():
    root = ElementTree.fromstring(all_of(gexf(EVENTS)))
    assert root.tag == "{http://gexf.net/1.3}gexf" and root.get("version") == "1.3"
    graph = root.find("{http://gexf.net/1.3}graph")
    assert graph.get("timerepresentation") == "interval" and graph.get("timeformat") == "date"


@pytest.mark.parametrize("read", [read_gexf, read_graphml])
def test_hostile_names_and_no_days(read):
    odd = Who(key='group:"<&>', kind="group", name='جماعة "أ" & <ب>\x07')
    graph = read([meeting(actors=(odd, IRAN), day=None, first=None, last=None)], language="ar")
    assert graph.nodes['group:"<&>']["label"] == 'جماعة "أ" & <ب>'


@pytest.mark.parametrize("read", [read_gexf, read_graphml])
def test_who_acts_alone_is_a_node_without_edges_and_nothing_is_a_graph_too(read):
    alone = read([meeting(actors=(OMAN,))], language="ar")
    assert list(alone.nodes) == ["OMN"] and alone.number_of_edges() == 0
    assert read([], language="ar").number_of_nodes() == 0
    assert read([assault(actors=(SAUDI,), recipients=(SAUDI,))], language="ar").number_of_edges() == 0
