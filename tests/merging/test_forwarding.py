"""Ids stay, and where they can't, the old one leads on."""

from musnad.merging import NOTHING, Address, add, follow, forwarding, without
from tests.merging.reports import ARAGHCHI, LAVROV, report

LATE = report(2, ARAGHCHI, LAVROV, moment="2025-04-19")
EARLY = report(1, ARAGHCHI, LAVROV, moment="2025-04-18")
SECOND = report(3, ARAGHCHI, LAVROV, moment="2025-04-20")


def test_more_reports_change_no_id():
    old = add(NOTHING, [EARLY, LATE])
    new = add(old, [SECOND])
    assert list(new.groups) == [10]
    assert forwarding(old.groups, new.groups) == {}


def test_an_earlier_report_that_comes_late_is_the_heir():
    old = add(NOTHING, [LATE, SECOND])
    new = add(old, [EARLY])
    addresses = forwarding(old.groups, new.groups)
    assert addresses == {20: Address(10, ())}
    assert follow(addresses, 20) == 10
    assert follow(addresses, 10) == 10


def test_a_merge_undone_names_both_parts_and_what_is_gone_leads_nowhere():
    old = add(NOTHING, [EARLY, LATE])
    divided = add(old, [LATE._replace(type="AGREE")])
    assert forwarding(old.groups, divided.groups) == {10: Address(10, (20,))}
    assert forwarding(old.groups, {}) == {10: Address(None, ())}
    assert follow({10: Address(None, ())}, 10) is None


def test_the_rest_inherits_where_the_namesake_is_gone():
    old = add(NOTHING, [EARLY, LATE, SECOND])
    assert forwarding(old.groups, without(old, [10]).groups) == {10: Address(20, ())}
