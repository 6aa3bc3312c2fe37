"""Actors in the codes of other data sets: only what knowledge holds."""

import pytest

from musnad.exports.actors import coded, cow, fips, state_name, where
from musnad.exports.lines import lines
from musnad.knowledge import bodies, groups, offices, states
from musnad.record import EntityKind
from tests.exports.made import AGENCY, ARAGHCHI, IRAN, MINISTRY, MUSCAT, OFFICIAL, UN, Who

SECTORS = {"GOV", "JUD", "LEG", "MIL", "COP", "OPP", "PTY", "REB", "PRM", "SPY", "UAF", "CVL", "ELI", "BUS", "EDU", "MED", "LAB", "AGR", "JRN", "REF", "REL", "SOC", "CRM"}  # fmt: skip
"""PLOVER manual, «Sector Primary Codes»."""


def test_the_tables_speak_of_what_knowledge_has():
    ids = {
        "office": set(offices()), "body": set(bodies()), "group": {group.category for group in groups().values()}, "kind": {*EntityKind},
    }  # fmt: skip
    for line in lines("sectors"):
        assert line["id"] in ids[line["what"]], line
        assert line["sector"] in SECTORS | {""}, line
    assert {line["code"] for line in lines("countries")} <= set(states())
    numbers = [line["cow"] for line in lines("countries") if line["cow"]]
    assert len(numbers) == len(set(numbers)) > 190


@pytest.mark.parametrize(
    ("who", "day", "codes"),
    [
        (IRAN, None, ("IRN", "GOV", "")),
        (ARAGHCHI, "2025-04-12", ("IRN", "GOV", "foreign minister")),
        (ARAGHCHI, None, ("IRN", "", "")),
        (UN, None, ("IGO", "", "")),
        (MINISTRY, None, ("SAU", "GOV", "")),
        (AGENCY, None, ("IRN", "JRN", "")),
        (OFFICIAL, None, ("", "", "")),
        (Who(key="body:a", kind="body", name="الجيش", en="Armed forces of Egypt", country="EGY"), None, ("EGY", "MIL", "")),
        (Who(key="body:k", kind="body", name="الكنيست", en="Knesset", country="ISR"), None, ("ISR", "LEG", "")),
        (Who(key="body:?", kind="body", name="هيئة"), None, ("", "", "")),
        (Who(key="Q38799", kind="group", name="حماس", en="Hamas", country="PSE"), None, ("PSE", "", "")),
        (Who(key="person:nobody", kind="person", name="فلان", country="IRQ"), "2025-01-01", ("IRQ", "", "")),
    ],
)
def test_code_sector_office(who, day, codes):
    assert tuple(coded(who, day)) == codes


def test_numbers_of_states():
    assert (cow("IRN"), cow("SAU"), cow("VNM"), cow("PSE"), cow(None)) == ("630", "670", "816", "", "")
    assert (fips("OMN"), fips("ISR"), fips("XAB"), fips(None)) == ("MU", "IS", "", "")
    assert state_name("OMN", "en") == "Oman" and state_name(None, "ar") == "" and state_name("ZZZ", "en") == "ZZZ"


def test_where_a_place_lies():
    assert where(MUSCAT).id == "geonames_287286"
    assert where(IRAN) is None and where(Who(key="place:x", kind="place", name="قرية لا يعرفها أحد")) is None
    hormuz = where(Who(key="place:hormuz", kind="place", name="مضيق هرمز", en="Strait of Hormuz"))
    assert (hormuz.lat, hormuz.lon) == (26.57, 56.25)
