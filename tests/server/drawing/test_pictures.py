"""Geometry of the pictures: what is drawn is what was counted, and nothing lies on anything else."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.asking import DayCount, Period
from musnad.server.drawing import curve as curves
from musnad.server.drawing import world
from musnad.server.drawing.forces import layout
from musnad.server.drawing.labels import Box, Wanted, place_labels
from musnad.server.drawing.timeline import period_of, step_for, timeline

_QUADS = st.dictionaries(st.sampled_from(curves.QUADS), st.integers(1, 30), max_size=4)


def _series(groups, changed=()):
    first, out = date(2024, 1, 1), []
    for n, quads in enumerate(groups):
        events = sum(quads.values())
        begin = first + timedelta(days=7 * n)
        mean = 3.0 if events else None
        out.append(
            Period(
                first=begin.isoformat(), last=(begin + timedelta(days=6)).isoformat(), events=events, types={}, quads=quads,
                total=events * 3.0, mean=mean, changed=n in changed,
            )
        )  # fmt: skip
    return out


@given(st.lists(_QUADS, min_size=1, max_size=60), st.booleans())
def test_bars_hold_what_was_counted(groups, mirrored):
    series = _series(groups)
    made = curves.curve(series, mirrored=mirrored)
    if made is None:
        assert not any(groups)
        return
    for column, period in zip(made.columns, series, strict=True):
        assert sum(piece.events for piece in column.pieces) == period.events
        assert (column.point is None) == (period.mean is None)
        assert column.x >= curves.LEFT and column.x + column.width <= curves.RIGHT + 0.2
    places = [column.x for column in made.columns]
    assert places == sorted(places, reverse=mirrored)


def test_shifts_stand_where_their_periods_begin():
    series = _series([{"verbal conflict": 1}] * 6, {3})
    made = curves.curve(series)
    assert [day for _, day in made.shifts] == [series[3].first]
    assert made.shifts[0][0] == pytest.approx(made.columns[3].x, abs=1.5)
    assert curves.curve(_series([{"verbal conflict": 1}] * 6)).shifts == ()


def test_higher_means_stand_higher():
    assert curves._mean_at(10) == curves.TOP and curves._mean_at(-10) == curves.MIDDLE


@given(st.dictionaries(st.dates(date(2020, 1, 1), date(2026, 1, 1)), _QUADS, max_size=40))
def test_a_timeline_counts_all_days_of_its_window(held):
    counts = [DayCount(day=d.isoformat(), events=sum(q.values()), quads=q) for d, q in sorted(held.items())]
    made = timeline(counts, [], "2019-12-01", "2026-02-01")
    assert sum(one.events for one in made.bins) == sum(count.events for count in counts)
    assert made.step == "month"


def test_what_a_bar_stands_for():
    assert [step_for(days) for days in (1, 190, 191, 1400, 5000, 40_000)] == ["day", "day", "week", "month", "month", "year"]
    assert period_of("2025-04-12", "week") == ("2025-04-07", "2025-04-13")
    assert period_of("2024-02-12", "month") == ("2024-02-01", "2024-02-29")


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300), st.floats(5, 90)), max_size=40), st.booleans())
def test_labels_never_lie_on_each_other_nor_on_dots_that_matter(dots, over):
    frame = Box(0, 0, 400, 300)
    labels = place_labels([Wanted(x, y, 3, w, 12) for x, y, w in dots], frame, over_lesser=over)
    placed = [p for p in labels if p]
    for n, one in enumerate(placed):
        assert one.box.within(frame)
        assert not any(one.box.meets(other.box) for other in placed[n + 1 :])
    for n, one in enumerate(labels):
        heeded = [(x, y) for k, (x, y, _) in enumerate(dots) if k != n and (k < n or not over)]
        assert one is None or not any(one.box.meets(Box(x - 3, y - 3, x + 3, y + 3)) for x, y in heeded)


@settings(max_examples=30)
@given(st.integers(1, 25), st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.floats(1, 50)), max_size=60))
def test_a_network_keeps_its_boxes_apart_and_in_the_picture(count, edges):
    sizes = [(40.0 + 7 * (n % 5), 30.0) for n in range(count)]
    edges = [(a, b, w) for a, b, w in edges if a < count and b < count]
    places = layout(sizes, edges, 1000, 700)
    assert places == layout(sizes, edges, 1000, 700)
    boxes = [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in zip(places, sizes, strict=True)]
    assert all(a >= -0.1 and b >= -0.1 and c <= 1000.1 and d <= 700.1 for a, b, c, d in boxes)
    shrunk = [Box(a + 0.2, b + 0.2, c - 0.2, d - 0.2) for a, b, c, d in boxes]
    assert not any(one.meets(other) for n, one in enumerate(shrunk) for other in shrunk[n + 1 :])


def test_those_who_meet_stand_nearer():
    sizes = [(10.0, 10.0)] * 8
    places = np.array(layout(sizes, [(0, 1, 20), (0, 2, 20), (1, 2, 20), (5, 6, 20), (5, 7, 20), (6, 7, 20), (2, 5, 1)], 800, 800))
    far = np.linalg.norm(places[:, None] - places[None], axis=2)
    assert max(far[0, 1], far[0, 2], far[1, 2]) < min(far[0, 6], far[0, 7], far[1, 6], far[1, 7])


@pytest.mark.parametrize("region", world.REGIONS.values(), ids=lambda r: r.name)
def test_a_region_is_seen_whole(region):
    seen = world.view(region)
    for lon in (region.west, (region.west + region.east) / 2, region.east):
        for lat in (region.south, region.north):
            x, y = seen.at(lat, lon)
            assert -0.2 <= x <= world.WIDTH + 0.2 and -0.2 <= y <= seen.height + 0.2


def test_equal_earth_is_equal_in_area():
    """Two cells of one degree cover areas in the ratio of their areas on the sphere."""

    def area(lat):
        lons, lats = np.array([10.0, 11, 11, 10]), np.array([lat, lat, lat + 1, lat + 1])
        x, y = world._project(lons, lats)
        return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2

    sphere = np.diff(np.sin(np.radians([60, 61])))[0] / np.diff(np.sin(np.radians([0, 1])))[0]
    assert area(60) / area(0) == pytest.approx(sphere, rel=1e-3)


def test_north_is_up_and_east_is_right():
    seen = world.view(world.REGIONS["middle-east"])
    (riyadh_x, riyadh_y), (tehran_x, tehran_y) = seen.at(24.69, 46.72), seen.at(35.69, 51.42)
    assert tehran_x > riyadh_x and tehran_y < riyadh_y


def test_without_the_file_of_outlines_there_is_no_land(tmp_path):
    made = world.outlines(world.REGIONS["gulf"], tmp_path / "none.json")
    assert made.land is None and made.graticule.startswith("M")


def test_land_is_cut_to_the_region(tmp_path):
    file = tmp_path / "world.json"
    file.write_text(
        '{"land": [[0, 0, 9000, 0, 0, 6000, -9000, 0], [-9000, 100, 100, 0, 0, 100]], "borders": [[4500, 100, 100, 2000, 0, 100]]}'
    )
    made = world.outlines(world.REGIONS["gulf"], file)
    assert made.land.count("M") == 1 and made.borders.count("M") == 1


def test_the_narrowest_region_that_holds_the_happenings():
    assert world.fitting([(35.69, 51.42, 9), (23.6, 58.5, 3)]).name == "gulf"
    assert world.fitting([(35.69, 51.42, 9), (38.9, -77.0, 9)]).name == "world"
    assert world.fitting([]).name == "world"
