"""Annotations and provenance as pyld reads them, without a network."""

import json

import pytest
from pyld import jsonld

from musnad.asking.answers import Claim
from musnad.exports import Choice, Told
from musnad.exports.prov import prov
from musnad.exports.webannotation import annotation_page
from tests.exports.made import AGENCY, ARAGHCHI, OFFICIAL, TEXT, all_of, event, report, told, utterance

OA, PROV = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"


@pytest.fixture(autouse=True)
def no_network():
    def refuse(url, options=None):
        raise AssertionError(f"{url} was asked for")

    before = jsonld.get_document_loader()
    jsonld.set_document_loader(refuse)
    yield
    jsonld.set_document_loader(before)


def expanded(chunks):
    return jsonld.expand(json.loads(all_of(chunks)))


def nodes(chunks):
    """Flattened nodes by id."""
    return {node["@id"]: node for node in jsonld.flatten(json.loads(all_of(chunks)))}


def ids(node, name):
    return [value["@id"] for value in node.get(PROV + name, [])]


def test_an_annotation_points_at_the_very_words():
    found = nodes(annotation_page([told()], [utterance()]))
    notes = [node for node in found.values() if OA + "Annotation" in node.get("@type", [])]
    assert len(notes) == 3
    for note in notes:
        (target,) = (found[t["@id"]] for t in note[OA + "hasTarget"])
        selectors = {found[s["@id"]]["@type"][0]: found[s["@id"]] for s in target[OA + "hasSelector"]}
        place, words = selectors[OA + "TextPositionSelector"], selectors[OA + "TextQuoteSelector"]
        start, end = (int(place[OA + name][0]["@value"]) for name in ("start", "end"))
        assert TEXT[start:end] == words[OA + "exact"][0]["@value"]
        assert TEXT[:start].endswith(words[OA + "prefix"][0]["@value"])
        assert found[target[OA + "hasSource"][0]["@id"]]
        assert note[OA + "hasBody"] and note[OA + "motivatedBy"]


def test_every_term_of_an_annotation_has_a_meaning():
    data = json.loads(all_of(annotation_page([told()], [utterance()])))
    known = set(data["@context"]) | {"@context"}

    def check(value):
        if isinstance(value, dict):
            assert set(value) <= known, set(value) - known
            for part in value.values():
                check(part)
        elif isinstance(value, list):
            for part in value:
                check(part)

    check({name: value for name, value in data.items() if name != "@context"})


def test_only_quoted_words_are_written():
    data = all_of(annotation_page([told()])).decode()
    assert "سيزور مسقط" in data and TEXT not in data


def test_no_answers_are_a_page_without_items():
    (page,) = expanded(annotation_page([]))
    assert page["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollectionPage"]


def test_the_chain_leads_from_the_outlet_to_the_first_speaker():
    choice = Choice(base="https://musnad.example")
    found = nodes(prov([told()], choice=choice))
    one = found[choice.tag("reports", report().id)]
    assert ids(one, "wasAttributedTo") == [choice.tag("outlets", "صحيفة 1")]
    (relayed,) = (found[id] for id in ids(one, "wasQuotedFrom"))
    assert ids(relayed, "wasAttributedTo") == [choice.tag("actors", AGENCY.key)]
    (said,) = (found[id] for id in ids(relayed, "wasQuotedFrom"))
    assert ids(said, "wasAttributedTo") == [choice.tag("actors", OFFICIAL.key)]
    assert ids(one, "hadPrimarySource") == ids(relayed, "hadPrimarySource") == [said["@id"]]
    assert not ids(said, "wasQuotedFrom")


def test_a_happening_is_derived_from_its_reports_and_coding_used_the_article():
    choice = Choice()
    found = nodes(prov([told()], choice=choice))
    happening = found[choice.tag("events", event().id)]
    assert ids(happening, "wasDerivedFrom") == [choice.tag("reports", report(n).id) for n in (1, 2)]
    one = found[choice.tag("reports", report().id)]
    coding = found[ids(one, "wasGeneratedBy")[0]]
    assert PROV + "Activity" in coding["@type"]
    assert ids(coding, "used") == ids(one, "wasDerivedFrom") == [choice.tag("articles", report().article.id)]


def test_who_denies_and_an_article_that_tells_it_as_fact():
    denied = report(3, claims=(Claim(stance="denies", chain=(ARAGHCHI,)),))
    found = nodes(prov([Told(event(), (denied, report(4, claims=())))]))
    stances = [
        node["tag:musnad.invalid,2025:terms/stance"][0]["@value"]
        for node in found.values()
        if "tag:musnad.invalid,2025:terms/stance" in node
    ]
    assert stances == ["denies"]
    plain = found[Choice().tag("reports", report(4).id)]
    assert not ids(plain, "wasQuotedFrom") and ids(plain, "wasAttributedTo")


def test_a_statement_leads_over_the_agency_to_its_speaker():
    choice = Choice()
    found = nodes(prov([], [utterance()], choice))
    one = found[choice.tag("statements", utterance().id)]
    (relayed,) = (found[id] for id in ids(one, "wasQuotedFrom"))
    (said,) = (found[id] for id in ids(relayed, "wasQuotedFrom"))
    assert ids(relayed, "wasAttributedTo") == [choice.tag("actors", AGENCY.key)]
    assert ids(said, "wasAttributedTo") == [choice.tag("actors", ARAGHCHI.key)] and ids(one, "hadPrimarySource") == [said["@id"]]


def test_every_node_once_and_every_reference_leads_somewhere():
    data = json.loads(all_of(prov([told(), told(3)], [utterance(), utterance(2)])))
    written = [node["id"] for node in data["@graph"]]
    assert len(written) == len(set(written))
    for node in data["@graph"]:
        for name in (
            "wasAttributedTo",
            "wasQuotedFrom",
            "hadPrimarySource",
            "wasDerivedFrom",
            "wasGeneratedBy",
            "used",
            "wasAssociatedWith",
        ):
            value = node.get(name, [])
            assert set([value] if isinstance(value, str) else value) <= set(written), (node["id"], name)
