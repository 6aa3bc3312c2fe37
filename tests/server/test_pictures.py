"""Actors, pairs, timeline, map and network: what is drawn is what was asked, and every mark leads to its sentences."""

import csv
import html
import io
import re
from urllib.parse import quote

import pytest

from musnad import asking
from musnad.asking import DayCount, Edge, Network, Node, Period, Selection, Who
from musnad.knowledge import states
from musnad.knowledge.cities import capital
from musnad.server.drawing import world
from musnad.server.figures import office_words
from musnad.server.pages import map as map_page
from musnad.server.pages import network as network_page
from musnad.server.pages import pair as pair_page
from musnad.server.windows import Window, last_days, window
from tests.server.markup import Markup

PAGES = [
    "/timeline", "/timeline?since=2025-04&until=2025-06", "/timeline?actor=IRN&type=CONSULT", "/timeline?actor=MLT&since=1950&until=1951",
    "/map", "/map?region=gulf", "/map?region=world&arcs=off&actor=IRN", "/network", "/network?limit=5&type=CONSULT", "/network?since=1950&until=1951",
    "/pairs/IRN/USA", "/pairs/IRN/SAU?step=week", "/pairs/SAU/IRN", "/actors/IRN", "/actors/عراقجي", "/actors/الأمم المتحدة",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_well_formed_in_both_languages(client, lang, path):
    answer = client.get(f"/{lang}{path}")
    assert answer.status_code == 200
    assert Markup(answer.text).faults == []
    assert ">None<" not in answer.text and "None," not in answer.text


@pytest.mark.parametrize("path", ["/timeline", "/map?region=world", "/network?limit=20", "/pairs/IRN/USA", "/actors/IRN"])
def test_every_link_leads_somewhere(client, path):
    base = path.partition("?")[0]
    links = {link for link in Markup(client.get(f"/en{path}").text).links if not link.startswith("#")}
    assert len(links) > 20
    for link in links:
        address = link if not link.startswith("?") else f"/en{base}{link}"
        assert client.get(address, follow_redirects=False).status_code in (200, 303), address


@pytest.mark.parametrize(
    "path",
    ["/timeline?step=x", "/timeline?since=soon", "/map?region=moon", "/map?arcs=maybe", "/network?limit=1", "/network?limit=x", "/pairs/IRN/IRN?step=day",
     "/timeline?colour=red"],
)  # fmt: skip
def test_what_can_not_be_asked_is_refused(client, path):
    answer = client.get(f"/ar{path}")
    assert answer.status_code in (400, 422)
    assert Markup(answer.text).faults == []


@pytest.mark.parametrize("path", ["/actors/qqqq", "/pairs/IRN/qqqq", "/pairs/qqqq/IRN"])
def test_nobody_is_not_found(client, path):
    for ending in ("", ".json", ".csv"):
        assert client.get(f"/ar{path}{ending}").status_code == 404


def _query(link):
    """What a link to a list of events asks for."""
    return html.unescape(link).partition("?")[2]


def test_bars_of_the_timeline_count_what_their_links_list(client):
    page = client.get("/en/timeline?since=2025-04&until=2025-05").text
    bins = re.findall(r'<a class="bin" href="([^"]+)"><title>[^:]+: (\d+) event', page)
    assert bins
    for link, count in bins:
        found = client.get(f"/en/timeline.json?{_query(link)}").json()
        assert sum(day["events"] for day in found) == int(count)
        assert client.get(f"/en/events.json?{_query(link)}").json()["total"] >= int(count)


def test_the_timeline_runs_from_right_to_left_in_arabic(client):
    def places(lang):
        page = client.get(f"/{lang}/timeline?since=2025-04&until=2025-05").text
        return [float(x) for x in re.findall(r'<a class="bin".*?<rect[^>]* x="([\d.]+)"', page)]

    right, left = places("ar"), places("en")
    assert left == sorted(left) and right == sorted(right, reverse=True) and len(left) == len(right) > 3


def test_spots_of_the_map_list_their_events(client):
    page = client.get("/en/map?region=world&arcs=off").text
    spots = re.findall(r'<a class="spot" href="([^"]+)"><title>([^:]+): (\d+) event', page)
    assert spots
    for link, _, count in spots:
        assert client.get(f"/en/events.json?{_query(link)}").json()["total"] == int(count)


def test_places_without_coordinates_are_counted_and_not_drawn(client, app):
    found = asking.where(app.state.store, Selection())
    page = client.get("/en/map?region=world").text
    assert f"{found.unplaced} events without a place" in page
    assert page.count('<a class="spot"') == len(found.spots)
    inside = [s for s in found.spots if world.REGIONS["levant"].holds(s.lat, s.lon)]
    assert client.get("/en/map?region=levant").text.count('<a class="spot"') == len(inside) < len(found.spots)


def test_a_crowded_map_draws_the_places_of_most_events_and_says_so(client, app, monkeypatch):
    found = asking.where(app.state.store, Selection())
    monkeypatch.setattr(map_page, "_DOTS", 3)
    monkeypatch.setattr(map_page, "_LABELS", 2)
    page = client.get("/en/map?region=world&arcs=off").text
    counts = [int(n) for n in re.findall(r'<a class="spot" href="[^"]+"><title>[^:]+: (\d+) event', page)]
    assert sorted(counts, reverse=True) == [s.events for s in found.spots[:3]]
    assert f"has the rest too: {len(found.spots) - 3} places" in page and "outside this part" not in page
    assert page.split("<tbody>")[1].count("<tr>") == 3
    assert len(client.get("/en/map.json?region=world").json()["spots"]) == len(found.spots)


def test_a_network_of_the_latest_says_so(client, monkeypatch):
    monkeypatch.setattr("musnad.asking.overview._DRAWN", 5)
    assert "Drawn from the latest 5 events of" in client.get("/en/network").text


def test_the_map_says_when_outlines_were_not_built(client, monkeypatch, tmp_path):
    monkeypatch.setattr(map_page.world, "outlines", lambda region: world.Outlines(None, "", "M0 0l1 1"))
    page = client.get("/en/map").text
    assert "not built yet" in page and '<path class="land"' not in page and '<a class="spot"' in page


def test_bows_join_only_states_whose_capitals_are_known():
    def who(key):
        return Who(key=key, kind="state" if len(key) == 3 else "person", name=key, country=key[:3])

    def edge(one, other, events):
        return Edge(one=one, other=other, events=events, mean=-1.0, first=None, last=None, ids=())

    nodes = tuple(Node(who=who(key), events=1) for key in ("IRN", "OMN", "SUN", "Q1"))
    edges = (edge("IRN", "OMN", 9), edge("IRN", "SUN", 3), edge("IRN", "Q1", 2))
    bows = map_page._bows(Network(nodes=nodes, edges=edges, left_out=0, events=1, total=1), world.view(world.REGIONS["gulf"]))
    assert [(bow.one.key, bow.other.key, bow.sort) for bow in bows] == [("IRN", "OMN", "down")]


def test_capitals_lie_in_their_parts_of_the_world():
    assert capital("USA") == pytest.approx((38.9, -77.04), abs=0.1)
    assert capital("LBY") == pytest.approx((32.89, 13.19), abs=0.1)
    assert capital("nowhere") is None and capital("SUN") is None
    members = [code for code, state in states().items() if state.status == "member"]
    assert sum(capital(code) is None for code in members) <= 6


def test_ties_of_the_network_list_their_events(client):
    page = client.get("/en/network?limit=8").text
    ties = re.findall(r'<a class="tie \w+" href="([^"]+)"[^>]*><title>[^:]+: (\d+) event', page)
    assert ties
    for link, count in ties[:8]:
        assert client.get(f"/en/events.json?{_query(link)}").status_code == 200
        assert int(count) >= 1


def test_labels_of_the_network_do_not_lie_on_each_other(app):
    for lang in ("ar", "en"):
        balls = network_page._balls(asking.network(app.state.store, Selection(), 35), lang)
        places = [(ball.x, ball.label_y) for ball in balls]
        for n, (x, y) in enumerate(places):
            assert all(abs(x - a) > 30 or abs(y - b) > 12 for a, b in places[n + 1 :])


def test_a_pair_from_both_sides_is_one_relation(client):
    one, other = (client.get(f"/en/pairs/{path}.json").json() for path in ("IRN/SAU", "SAU/IRN"))
    assert one["series"] == other["series"] and one["visits_there"] == other["visits_back"]
    assert one["visits_there"] and one["visits_back"]


def test_the_curve_draws_what_the_series_holds(client):
    series = client.get("/en/pairs/IRN/USA.json?step=month").json()["series"]
    filled = [p for p in series if p["events"]]
    page = client.get("/en/pairs/IRN/USA").text
    assert page.count('<a class="column"') == len(filled) == page.count('<circle class="mean')
    drawn = [int(n) for n in re.findall(r"<title>[^:]+: (\d+) event", page)]
    assert drawn == [p["events"] for p in filled]


def test_shifts_are_told_with_the_means_of_both_sides():
    def period(n, total, changed=False):
        day = f"2025-{n:02}-01"
        return Period(first=day, last=day, events=1, types={}, quads={}, total=total, mean=total, changed=changed)

    series = [period(1, 2.0), period(2, 4.0), period(3, -6.0, True), period(4, -8.0), period(5, 0.0, True)]
    assert pair_page.shifts(series) == [("2025-03-01", 3.0, -7.0), ("2025-05-01", -7.0, 0.0)]
    assert pair_page.shifts(series[:2]) == [] and pair_page.shifts([]) == []


def test_of_many_ties_the_strongest_are_drawn_and_one_of_each_actor():
    def edge(one, other, events):
        return Edge(one=one, other=other, events=events, mean=0.0, first=None, last=None, ids=())

    edges = [edge("a", f"b{n % 12}", 500 - n) for n in range(300)] + [edge("a", "z", 1)]
    drawn = network_page.strongest(edges)
    assert drawn[:90] == edges[:90] and drawn[90:] == [edges[-1]]


def test_tables_beside_the_pictures(client):
    def rows(path):
        answer = client.get(path)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
        return list(csv.DictReader(io.StringIO(answer.text)))

    series = client.get("/ar/pairs/IRN/USA.json").json()["series"]
    assert [int(row["events"]) for row in rows("/ar/pairs/IRN/USA.csv")] == [p["events"] for p in series]
    counts = client.get("/ar/timeline.json").json()
    assert [row["day"] for row in rows("/ar/timeline.csv")] == [count["day"] for count in counts]
    assert {row["key"] for row in rows("/ar/map.csv")} == {s["place"]["key"] for s in client.get("/ar/map.json").json()["spots"]}
    assert len(rows("/ar/network.csv?limit=10")) == len(client.get("/ar/network.json?limit=10").json()["edges"])
    assert rows("/ar/actors/IRN.csv") and client.get("/ar/actors/IRN.json").json()["who"]["key"] == "IRN"
    for path in ("/ar/timeline", "/ar/map", "/ar/network", "/ar/pairs/IRN/USA", "/ar/actors/IRN"):
        for ending in ("json", "csv"):
            tag = client.get(f"{path}.{ending}").headers["etag"]
            assert client.get(f"{path}.{ending}", headers={"If-None-Match": tag}).status_code == 304


def test_data_refuses_as_programs_read_it(client):
    for path in (
        "/en/timeline.csv?since=soon",
        "/en/map.json?region2=x",
        "/en/network.csv?limit=x",
        "/en/pairs/IRN/USA.json?step=day",
    ):
        answer = client.get(path)
        assert answer.status_code in (400, 422)


def test_an_actor_is_found_by_any_name(client):
    for name in ("عراقجي", "Araghchi", "Abbas Araghchi"):
        page = client.get(f"/ar/actors/{quote(name)}").text
        assert "<h1>" in page and "عباس عراقجي" in page and '<svg class="offices"' in page


def test_offices_in_words():
    assert office_words("foreign minister", "ar") == "وزير الخارجية"
    assert office_words("something new", "ar") == "something new"


def _counts(*days):
    return tuple(DayCount(day=day, events=n, quads={}) for day, n in days)


def test_a_window_leaves_strays_out_unless_they_are_asked_for():
    counts = _counts(("1979-02-01", 1), ("2025-01-01", 60), ("2025-03-01", 60), ("2040-01-01", 1))
    assert window(counts, None, None) == Window("2025-01-01", "2025-03-01")
    counts = _counts(("1979-02-01", 1), ("2025-01-01", 60), ("2025-03-01", 60))
    assert window(counts, None, None) == Window("2025-01-01", "2025-03-01")
    assert window(counts, "1979", None) == Window("1979-01-01", "2025-03-01")
    assert window(counts, None, "2025-02") == Window("2025-01-01", "2025-02-28")
    assert window((), None, None) is None and window((), "2025", "2025") == Window("2025-01-01", "2025-12-31")
    assert last_days(counts, 31) == Window("2025-01-30", "2025-03-01")


def test_windows_scale_and_move():
    one = Window("2025-01-01", "2025-01-10")
    assert one.days == 10 and one.scaled(2).days == 20 and one.scaled(0.01).days == 7
    assert one.moved(0.5) == Window("2025-01-06", "2025-01-15") and one.moved(-0.5).last == "2025-01-05"
    assert Window("2999-12-01", "2999-12-31").moved(5).last <= "2999-12-31"
