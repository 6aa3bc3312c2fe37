"""FollowTheMoney: every entity is one that the library knows, and ids join."""

import json

from followthemoney import model
from followthemoney.proxy import EntityProxy

from musnad.exports import PLAIN, Choice, Told
from musnad.exports.ftm import SCHEMATA, ftm
from musnad.record import EntityKind
from tests.exports.made import AGENCY, MINISTRY, OFFICIAL, UN, all_of, assault, event, report, told


def proxies(*many, choice=PLAIN):
    found = []
    for line in all_of(ftm(many, choice)).decode().splitlines():
        data = json.loads(line)
        proxy = EntityProxy.from_dict(model, data, cleaned=False)
        assert proxy.to_dict()["properties"].keys() == data["properties"].keys()
        for name, values in data["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values)), (proxy.schema.name, name, values)
        found.append(proxy)
    return found


EVERYBODY = Told(event(actors=(OFFICIAL, MINISTRY, AGENCY, UN)), (report(), report(2)))


def test_every_property_is_known_and_clean_to_the_library():
    found = proxies(told(), EVERYBODY, Told(assault(), (report(3),)))
    assert {proxy.schema.name for proxy in found} >= {
        "Event", "Person", "PublicBody", "Organization", "LegalEntity", "Address", "Article", "Documentation", "Mention",
    }  # fmt: skip
    assert len({proxy.id for proxy in found}) == len(found)


def test_references_lead_to_entities_of_the_right_kind():
    found = {proxy.id: proxy for proxy in proxies(told(), EVERYBODY)}
    for proxy in found.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity" and prop.range:
                assert found[value].schema.is_a(prop.range), (proxy.schema.name, prop.name)


def test_an_event_has_its_days_place_and_parties():
    found = proxies(told(), choice=Choice(language="ar", base="https://musnad.example"))
    (one,) = [proxy for proxy in found if proxy.schema.name == "Event"]
    assert one.first("startDate") == one.first("date") == "2025-04-12" and one.first("location") == "Muscat"
    assert len(one.get("involved")) == 3 and len(one.get("proof")) == 2
    assert "زيارة" in one.caption and one.first("sourceUrl") == f"https://musnad.example/ar/events/{101:016x}"
    (told_in, _) = [proxy for proxy in found if proxy.schema.name == "Documentation"]
    assert told_in.get("summary") == ["سيزور مسقط"]


def test_open_ends_are_no_dates():
    (one,) = [p for p in proxies(told(first="0001-01-01", last="9999-12-31")) if p.schema.name == "Event"]
    assert not one.get("startDate") and not one.get("endDate")


def test_the_same_bytes_and_each_entity_once():
    assert all_of(ftm([told(), told()])) == all_of(ftm([told()]))


def test_every_kind_has_a_schema():
    assert set(SCHEMATA) == {str(kind) for kind in EntityKind}
    assert all(model.get(schema) for schema in SCHEMATA.values())
