"""What two states did to each other: counted as it is, in every period."""

import pytest

from musnad.merging import (
    NOTHING,
    Step,
    add,
    between,
    changes,
    last_meeting,
    meetings_ahead,
    merged_events,
    open_accusations,
    series,
    visits,
)  # fmt: skip
from tests.merging.reports import ARAGHCHI, LAVROV, PUTIN, report, state

RUS, USA = state("RUS", "recipient"), state("USA", "recipient")


@pytest.fixture(scope="module")
def events():
    """A spring of Iran, Russia and the United States."""
    return merged_events(
        add(
            NOTHING,
            [
                report(1, ARAGHCHI, PUTIN, mode="visit", when="2025-04-17", place="RUS moscow"),
                report(2, ARAGHCHI, PUTIN, mode="visit", when="2025-04-17", place="RUS moscow"),
                report(3, ARAGHCHI, LAVROV, mode="phone", when="2025-06-02", moment="2025-06-03"),
                report(4, state("IRN"), USA, type="ACCUSE", when="2025-05-01", moment="2025-05-01", text="نددت طهران بالعقوبات"),
                report(5, state("USA"), state("IRN", "recipient"), type="REJECT", when="2025-05-02", moment="2025-05-02"),
                report(6, ARAGHCHI, RUS, mode="visit", status="planned", when="2025-06-23", moment="2025-06-22"),
                report(7, state("USA"), state("IRN", "recipient"), type="SANCTION", when="2025-04-30", moment="2025-05-01"),
            ],
        )
    )


def test_every_month_counts_each_happening_once(events):
    months = series(events, "IRN", "RUS", Step.MONTH, "2025-06-22")
    assert [(p.first, p.last, dict(p.types), p.total, p.mean) for p in months] == [
        ("2025-04-01", "2025-04-30", {"CONSULT": 1}, 1.9, 1.9),
        ("2025-05-01", "2025-05-31", {}, 0.0, None),
        ("2025-06-01", "2025-06-30", {"CONSULT": 1}, 1.0, 1.0),
    ]
    assert series(events, "IRN", "RUS", Step.MONTH, "2025-06-22") == series(events, "RUS", "IRN", Step.MONTH, "2025-06-22")
    weeks = series(events, "USA", "IRN", Step.WEEK, "2025-05-05")
    assert [(p.first, dict(p.quads), p.total) for p in weeks] == [
        ("2025-04-28", {"material conflict": 1, "verbal conflict": 2}, -10.0),
        ("2025-05-05", {}, 0.0),
    ]


def test_visits_have_a_direction(events):
    assert [e.id for e in visits(events, "IRN", "RUS", "2025-06-22")] == [10]
    assert visits(events, "RUS", "IRN", "2025-06-22") == []


def test_the_last_meeting_is_no_call_and_the_next_is_ahead(events):
    met = last_meeting(events, "IRN", "RUS", "2025-06-22")
    assert met is not None and met.id == 10
    assert [e.id for e in meetings_ahead(events, "IRN", "RUS", "2025-06-22")] == [60]
    assert meetings_ahead(events, "IRN", "RUS", "2025-07-22") == []


def test_persons_have_relations_too(events):
    assert [e.id for e in between(events, ARAGHCHI.key, LAVROV.key)] == [30]


def test_an_accusation_stays_open_though_it_was_rejected(events):
    (accusation,) = open_accusations(events, "USA", "IRN", "2025-05-10")
    assert (accusation.event, accusation.accuser, accusation.accused, accusation.rejected) == (40, "IRN", "USA", (50,))
    assert open_accusations(events, "USA", "IRN", "2026-06-10") == []


def test_allies_in_blame_and_a_year_make_no_relation_and_no_peak():
    blame = report(1, state("SAU"), state("TUR"), state("ISR", "recipient"), type="ACCUSE")
    cut = report(2, state("SAU"), state("IRN", "recipient"), type="SANCTION", when="2016-01-01/2016-12-31")
    events = merged_events(add(NOTHING, [blame, cut]))
    assert between(events, "SAU", "TUR") == []
    assert [e.id for e in between(events, "TUR", "ISR")] == [10]
    assert [e.id for e in between(events, "SAU", "IRN")] == [20]
    assert series(events, "SAU", "IRN", Step.MONTH, "2025-06-01") == []


def test_change_points_are_where_the_level_shifts():
    assert changes([3, 4, 3, 4, 3, 4]) == []
    assert changes([0, 0, 0, 9, 0, 0, 0]) == []
    assert [c.at for c in changes([2, 3, 2, 3, 2, -8, -9, -8, -9, 4, 5, 4, 5])] == [5, 9]
    assert changes([]) == [] and changes([1.0]) == []
