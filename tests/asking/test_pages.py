"""Pages of one thing: an event with all its reports, an actor, a pair, a statement, an article; and the collection from above."""

from itertools import pairwise

import pytest

from musnad import asking, merging
from musnad.asking import Selection
from musnad.asking.desk import asked
from musnad.asking.happenings import kept_reports
from musnad.asking.selections import next_day
from musnad.errors import AskingError, NotFound
from musnad.merging import NOTHING, Outcome, add, merged_events, relations
from musnad.store import written
from tests.store.articles import samples

TEXTS = {one.document.id: one.document.text for one in samples()}


@pytest.fixture(scope="module")
def merged(collection):
    """The merged events of the samples as merging itself makes them of what the store keeps."""
    with asked(collection) as desk:
        ids = [int(event.id, 16) for event in asking.every_event(collection)]
        reports = [k.report for kept in kept_reports(desk, ids).values() for k in kept]
    return {event.id: event for event in merged_events(add(NOTHING, reports))}


def several(collection):
    return [event for event in asking.every_event(collection, Selection(order="sources")) if event.reports > 1]


def test_an_event_page_tells_what_merging_does(collection, merged):
    assert several(collection)
    for event in several(collection):
        page = asking.event_page(collection, event.id)
        whole = merged[int(event.id, 16)]
        assert page.event == event
        assert [r.id for r in page.reports] == [written(r.id) for r in whole.reports]
        assert [(f.name, [v.value for v in f.variants], f.agreed) for f in page.fields] == [
            (f.name, [v.value for v in f.variants], f.agreed) for f in whole.fields.values()
        ]
        assert [(s.status, s.moment) for s in page.history] == [(s.status, s.moment) for s in merging.steps(whole)]
        assert len(page.merges) == event.reports - 1 and all(m.reasons for m in page.merges)
        for report in page.reports:
            assert asking.event_page(collection, report.id).event.id == event.id
            assert asking.event_page(collection, f"{report.article.name}#{report.local}").event.id == event.id
            assert all(TEXTS[report.article.name][q.start : q.end] == q.text for q in report.quotes)


def test_every_report_hangs_in_the_tree_of_attribution(collection):
    for event in several(collection):
        page = asking.event_page(collection, event.id)
        assert {one for branch in page.attribution for one in branch.reports} == {r.id for r in page.reports}
        leaves = []

        def walk(branch, leaves=leaves):
            for child in branch.children:
                assert set(child.reports) <= set(branch.reports) and child.stance == branch.stance
                walk(child)
            if not branch.children:
                leaves.append(branch.who)

        for branch in page.attribution:
            walk(branch)
        assert {who.kind for who in leaves} == {"outlet"}
        stances = [branch.stance for branch in page.attribution]
        assert stances == sorted(stances)


def test_a_round_put_off_and_held_shows_its_history(collection):
    page = asking.event_page(collection, "s14-fourth-round-postponed#e1")
    assert page.before or page.after
    later = asking.event_page(collection, page.event.id, "2026-01-01")
    assert later.event.outcome in set(map(str, Outcome))
    with pytest.raises(AskingError, match="published"):
        asking.event_page(collection, page.event.id, "1999-01-01")


@pytest.mark.parametrize("id", ["", "0" * 16, "zz", "f" * 16, "s14#e1", "no-such-article#e1", "s14-fourth-round-postponed#e999"])
def test_an_id_that_leads_nowhere(collection, id):
    with pytest.raises(NotFound) as caught:
        asking.event_page(collection, id)
    assert caught.value.field == "id"
    with pytest.raises(NotFound):
        asking.statement_page(collection, id)
    with pytest.raises(NotFound):
        asking.story(collection, id)


def test_a_story_runs_in_time_and_holds_its_event(collection):
    for event in asking.events(collection, Selection(actor=("IRN",), counterpart=("USA",))).items:
        thread = asking.story(collection, event.id)
        days = [one.day for one in thread]
        assert event.id in [one.id for one in thread] and days == sorted(days)
        assert all(next_day(a, 21) >= b for a, b in pairwise(days))


@pytest.mark.parametrize("step", ["week", "month"])
@pytest.mark.parametrize(
    ("one", "other"), [("IRN", "USA"), ("SAU", "IRN"), ("RUS", "IRN"), ("Q14866042", "Q58217"), ("CHN", "USA")]
)
@pytest.mark.parametrize("today", ["2025-05-02", "2025-10-13"])
def test_a_pair_is_related_by_the_rules_of_merging(collection, merged, one, other, step, today):
    page = asking.pair_page(collection, one, other, step, today)
    events = list(merged.values())
    series = relations.series(events, one, other, relations.Step(step), today)
    assert [(p.first, p.last, p.events, p.types, p.quads, p.total, p.mean) for p in page.series] == [
        (p.first, p.last, len(p.events), p.types, p.quads, p.total, p.mean) for p in series
    ]
    shifts = {change.at for change in merging.changes([p.total for p in series])}
    assert [n for n, p in enumerate(page.series) if p.changed] == sorted(shifts)
    assert page.total == len(relations.between(events, one, other))

    def same(mine, theirs):
        return [e.id for e in mine] == [written(e.id) for e in theirs]

    assert same(page.visits_there, relations.visits(events, one, other, today)[::-1])
    assert same(page.visits_back, relations.visits(events, other, one, today)[::-1])
    assert same(page.ahead, relations.meetings_ahead(events, one, other, today))
    last = relations.last_meeting(events, one, other, today)
    assert (page.last_meeting and page.last_meeting.id) == (last and written(last.id))
    accusations = relations.open_accusations(events, one, other, today)
    assert [(a.event.id, a.accuser.key, a.accused.key) for a in page.accusations] == [
        (written(a.event), a.accuser, a.accused) for a in accusations
    ]


def test_a_pair_of_one_is_refused(collection):
    with pytest.raises(AskingError, match="one and the same"):
        asking.pair_page(collection, "إيران", "طهران")
    with pytest.raises(AskingError) as caught:
        asking.pair_page(collection, "IRN", "USA", "year")
    assert caught.value.field == "step"


def test_an_actor_page(collection):
    page = asking.actor_page(collection, "عراقجي")
    assert (page.who.key, page.who.en, page.who.country) == ("Q14866042", "Abbas Araghchi", "IRN")
    assert any(o.source == "knowledge" and o.office == "foreign minister" for o in page.offices)
    assert any(o.source == "articles" for o in page.offices)
    assert page.events == asking.events(collection, Selection(actor=("Q14866042",))).total
    assert page.statements == asking.statements(collection, Selection(actor=("Q14866042",))).total
    assert all(any(who.key == "Q14866042" for who in event.actors) for event in page.did)
    assert all(one.speaker.key == "Q14866042" for one in page.said)
    assert page.last_seen is not None and page.last_seen.place is not None and page.last_seen.outcome in ("happened", "ongoing")
    assert "Q14866042" not in {companion.who.key for companion in page.companions}
    state = asking.actor_page(collection, "IRN")
    assert state.events > page.events and "IRN" not in {companion.who.country for companion in state.companions}


def test_statements_and_their_pages(collection):
    found = list(asking.every_statement(collection))
    assert len(found) == asking.statements(collection).total > 50
    seen, after = [], None
    while True:
        page = asking.statements(collection, Selection(), after, 17)
        seen += page.items
        after = page.next
        if after is None:
            break
    assert seen == found
    for one in found[:20]:
        said = one.evidence
        text = TEXTS[said.article.name]
        assert text[said.quote.start : said.quote.end] == said.quote.text
        page = asking.statement_page(collection, said.id)
        assert page.statement == one and said in page.utterances
        assert asking.statement_page(collection, f"{said.article.name}#{said.local}").statement.id == one.id
    mine = list(asking.every_statement(collection, Selection(actor=("عراقجي",))))
    assert mine and {one.speaker.key for one in mine} == {"Q14866042"}
    with pytest.raises(AskingError) as caught:
        asking.statements(collection, Selection(type=("CONSULT",)))
    assert caught.value.field == "type"


def test_an_article_page_leads_on(collection):
    page = asking.article_page(collection, "s14-fourth-round-postponed")
    assert page.article.name == "s14-fourth-round-postponed" and page.carriers == ()
    assert asking.article_page(collection, page.article.id) == page
    assert page.record["document"]["text"] == TEXTS[page.article.name]
    for event in page.record["events"]:
        home = page.items["event"][event["id"]]["happening"]
        assert asking.event_page(collection, page.items["event"][event["id"]]["id"]).event.id == home
    with pytest.raises(NotFound):
        asking.article_page(collection, "no-such-article")


def test_from_above_all_counts_agree(collection):
    everything = list(asking.every_event(collection))
    held = asking.collection(collection)
    assert (held.articles, held.events) == (len(samples()), len(everything))
    assert held.reports == sum(event.reports for event in everything)
    dated = [event for event in everything if event.day]
    assert sum(day.events for day in asking.timeline(collection)) == len(dated)
    days, after = [], None
    while True:
        page = asking.days(collection, after=after, limit=9, each=500)
        days += page.items
        after = page.next
        if after is None:
            break
    assert [d.day for d in days] == sorted({e.day for e in dated}, reverse=True)
    assert {e.id for d in days for e in d.events} == {e.id for e in dated}
    assert all(len(d.events) == d.total for d in days)
    spots = asking.where(collection)
    assert sum(s.events for s in spots.spots) + spots.unplaced == len(everything)
    assert all(len(s.ids) == min(20, s.events) for s in spots.spots[:8])
    iran = asking.where(collection, Selection(actor=("IRN",)))
    assert sum(s.events for s in iran.spots) + iran.unplaced == asking.events(collection, Selection(actor=("IRN",))).total
    for one in asking.top_actors(collection, limit=5):
        exact = [e for e in everything if one.who in (*e.actors, *e.recipients, *(p.who for p in e.participants))]
        assert one.events == len(exact)


def test_a_network_joins_those_who_take_part_together(collection):
    net = asking.network(collection, limit=8)
    assert len(net.nodes) == 8 and net.left_out > 0 and net.events == net.total
    events = {event.id: event for event in asking.every_event(collection)}
    keys = {node.who.key for node in net.nodes}
    for edge in net.edges:
        assert {edge.one, edge.other} <= keys and edge.one < edge.other
        for one in edge.ids:
            event = events[one]
            there = {who.key for who in (*event.actors, *event.recipients, *(p.who for p in event.participants))}
            assert {edge.one, edge.other} <= there
