"""Lists of happenings: what narrows them, how pages follow each other, and that every quote stands where it says."""

import random
import re

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad import asking
from musnad.asking import Selection
from musnad.asking.articles import articles
from musnad.errors import AskingError, NotFound
from musnad.merging import Outcome
from musnad.store import Verdict, add, add_judgement, bounds, find_item, make_judgement
from musnad.upkeep import merge
from tests.store.articles import record, samples

TEXTS = {one.document.id: one.document.text for one in samples()}
LAWS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
selections = st.builds(
    Selection,
    actor=st.sampled_from([(), ("IRN",), ("لافروف",), ("SAU", "USA"), ("Q14866042", "IRN")]),
    counterpart=st.sampled_from([(), (), ("SAU",), ("RUS",)]),
    type=st.sampled_from([(), (), ("CONSULT",), ("AGREE", "SUPPORT")]),
    status=st.sampled_from([(), (), ("planned",), ("occurred", "ongoing")]),
    since=st.sampled_from([None, None, "2025", "2025-04-18", "2023-03"]),
    until=st.sampled_from([None, None, "2025-06", "2026"]),
    outcome=st.sampled_from([(), (), ("happened",), ("ahead", "never reported")]),
    place=st.sampled_from([(), (), ("IRN",), ("مسقط",)]),
    outlet=st.sampled_from([(), (), ("وكالة النورس",)]),
    words=st.sampled_from(["", "", "الجولة", "السعودية"]),
    sources=st.sampled_from([0, 0, 2]),
    announced=st.sampled_from([0, 0, 1]),
    order=st.sampled_from(["-day", "day", "sources", "published"]),
)


def ids(answers):
    return [one.id for one in answers]


def pages(ask, store, selection, size):
    """All items of a list, page by page, and the totals that the pages gave."""
    found, totals, after = [], set(), None
    while True:
        page = ask(store, selection, after, size)
        found += page.items
        totals.add(page.total)
        if page.next is None:
            return found, totals
        assert len(page.items) == size
        after = page.next


@LAWS
@given(selection=selections, size=st.integers(1, 40))
def test_pages_one_after_the_other_are_the_stream(collection, selection, size):
    stream = list(asking.every_event(collection, selection))
    found, totals = pages(asking.events, collection, selection, size)
    assert found == stream
    assert totals == {len(stream)}
    assert len(set(ids(stream))) == len(stream)


@LAWS
@given(selection=selections, other=selections)
def test_every_field_narrows(collection, selection, other):
    wide = set(ids(asking.every_event(collection, selection)))
    for name in ("actor", "type", "status", "since", "until", "outcome", "place", "outlet", "sources", "announced"):
        if getattr(selection, name) in ((), None, 0) and getattr(other, name):
            narrow = msgspec.structs.replace(selection, **{name: getattr(other, name)})
            if narrow.since and narrow.until and narrow.since > narrow.until:
                continue
            assert set(ids(asking.every_event(collection, narrow))) <= wide


@LAWS
@given(selection=selections)
def test_what_is_chosen_is_what_was_asked_for(collection, selection):
    first, last = bounds(selection.since)[0], bounds(selection.until)[1]
    for event in asking.every_event(collection, selection):
        people = [*event.actors, *event.recipients, *(part.who for part in event.participants)]
        if selection.actor == ("IRN",):
            assert any("IRN" in (who.key, who.country) for who in people)
        if selection.type:
            assert event.type in selection.type
        if selection.status:
            assert event.status in selection.status
        if selection.outcome:
            assert event.outcome in selection.outcome
        assert event.sources >= selection.sources
        if first:
            assert (event.last or event.day) >= first
        if last:
            assert (event.first or event.day) <= last


def test_what_was_announced_stays_so_when_it_happened(collection):
    announced, twice = (list(asking.every_event(collection, Selection(announced=n))) for n in (1, 2))
    for event in asking.every_event(collection):
        ahead = [r for r in asking.event_page(collection, event.id).reports if r.status in ("planned", "cancelled")]
        assert (event in announced, event in twice) == (len(ahead) > 0, len(ahead) > 1)
    assert {"occurred", "planned"} <= {e.status for e in announced}
    with pytest.raises(AskingError, match="announced counts reports"):
        asking.events(collection, Selection(announced=-1))


@pytest.mark.parametrize("order", ["-day", "day", "sources", "published"])
def test_orders(collection, order):
    found = list(asking.every_event(collection, Selection(order=order)))
    if order == "sources":
        assert [e.sources for e in found] == sorted((e.sources for e in found), reverse=True)
    elif order in ("-day", "day"):
        days = [e.day for e in found if e.day]
        assert days == sorted(days, reverse=order == "-day")
        assert all(e.day is None for e in found[len(days) :])  # what has no day comes last


def test_every_quote_stands_where_it_says(collection):
    seen = 0
    for event in asking.every_event(collection):
        text = TEXTS[event.evidence.article.name]
        for quote in event.evidence.quotes:
            seen += 1
            assert text[quote.start : quote.end] == quote.text
            assert text[quote.start - len(quote.before) : quote.start] == quote.before
            assert text[quote.end : quote.end + len(quote.after)] == quote.after
            assert len(quote.before) <= 200 and len(quote.after) <= 200
            assert all(quote.start <= m.start < m.end <= quote.end for m in quote.marks)
        assert sum(mark.what == "trigger" for quote in event.evidence.quotes for mark in quote.marks) >= 1
    assert seen > 100


def test_a_state_stands_for_all_who_act_for_it(collection):
    of_state = set(ids(asking.every_event(collection, Selection(actor=("إيران",)))))
    of_minister = set(ids(asking.every_event(collection, Selection(actor=("عراقجي",)))))
    assert of_minister and of_minister < of_state


def test_role_says_as_what_an_actor_takes_part(collection):
    did = set(ids(asking.every_event(collection, Selection(actor=("SAU",), role="actor"))))
    received = set(ids(asking.every_event(collection, Selection(actor=("SAU",), role="recipient"))))
    assert did and received
    assert did | received <= set(ids(asking.every_event(collection, Selection(actor=("SAU",)))))


def test_an_office_is_held_by_the_one_who_takes_part(collection):
    found = list(asking.every_event(collection, Selection(actor=("IRN",), office=("foreign_minister",))))
    assert found
    assert {w.name for e in found for w in (*e.actors, *e.recipients)} & {"عباس عراقجي", "حسين أمير عبد اللهيان"}
    assert len(found) < len(list(asking.every_event(collection, Selection(actor=("IRN",)))))


def test_a_place_and_the_state_it_lies_in(collection):
    city = set(ids(asking.every_event(collection, Selection(place=("مسقط",)))))
    state = set(ids(asking.every_event(collection, Selection(place=("OMN",)))))
    assert city and city <= state


def test_time_overlaps_and_is_not_only_begun(collection):
    found = list(asking.every_event(collection, Selection(since="2025-04-12", until="2025-04-12")))
    assert any(e.first == "2025-04-12" for e in found)
    assert all((e.first or e.day) <= "2025-04-12" <= (e.last or e.day) for e in found)


def test_words_stand_in_the_evidence(collection):
    found = list(asking.every_event(collection, Selection(words="الجولة الرابعة")))
    assert found
    assert any(re.search("الجولة", q.text) and re.search("الرابعة", q.text) for e in found for q in e.evidence.quotes)


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("type", {"type": ("CONSLT",)}), ("mode", {"mode": ("visitt",)}), ("status", {"status": ("done",)}),
        ("outcome", {"outcome": ("won",)}), ("stance", {"stance": "maybe"}), ("role", {"actor": ("IRN",), "role": "boss"}),
        ("role", {"role": "actor"}), ("since", {"since": "yesterday"}), ("since", {"since": "2025", "until": "2024"}),
        ("until", {"until": "2025-13"}), ("order", {"order": "size"}), ("today", {"today": "2025-02-30"}),
        ("actor", {"actor": ("زعبوط القلقشندي",)}), ("actor", {"actor": (" ",)}), ("actor", {"actor": ("ا" * 300,)}),
        ("place", {"place": ("بلدةلاوجودلها",)}), ("outlet", {"outlet": ("جريدة لا توجد",)}), ("office", {"office": ("clown",)}),
        ("words", {"words": "-قصف"}), ("sources", {"sources": -1}),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_with_the_field(collection, field, fault):
    with pytest.raises(AskingError) as caught:
        asking.events(collection, Selection(**fault))
    assert caught.value.field == field
    assert str(caught.value)


def test_a_misspelt_type_is_suggested(collection):
    with pytest.raises(AskingError, match="CONSULT") as caught:
        asking.events(collection, Selection(type=("CONSLT",)))
    assert "CONSULT" in caught.value.suggestions


def test_a_cursor_fits_its_own_question_only(collection):
    page = asking.events(collection, Selection(actor=("IRN",)), limit=3)
    assert page.next
    for selection, after in (
        (Selection(actor=("RUS",)), page.next),
        (Selection(actor=("IRN",), order="day"), page.next),
        (Selection(actor=("IRN",)), "!!"),
        (Selection(actor=("IRN",)), page.next[:-3]),
        (Selection(actor=("IRN",)), "e30"),
    ):
        with pytest.raises(AskingError) as caught:
            asking.events(collection, selection, after)
        assert caught.value.field == "after"
    with pytest.raises(AskingError):
        articles(collection, Selection(actor=("IRN",)), page.next)
    with pytest.raises(AskingError):
        asking.events(collection, limit=0)


def test_pages_hold_while_articles_are_added(store):
    records = list(samples())
    random.Random(3).shuffle(records)
    add(store, records[:24])
    first = asking.events(store, limit=20)
    there = set(ids(asking.every_event(store)))
    add(store, records[24:])
    found, after = list(first.items), first.next
    while after:
        page = asking.events(store, after=after, limit=20)
        found += page.items
        after = page.next
    assert len(set(ids(found))) == len(found)
    kept = {asking.event_page(store, one).event.id for one in there}
    later = {e.id for e in asking.every_event(store)}
    # whatever was there is found still, under the id that it leads to now, unless its day moved before the cursor
    assert kept <= later
    missing = kept - set(ids(found))
    assert all(asking.event_page(store, one).event.day >= first.items[-1].day for one in missing)


def test_outcomes_are_those_of_the_day_one_looks_from(collection):
    def found(day, *outcomes):
        return set(ids(asking.every_event(collection, Selection(outcome=outcomes, today=day))))

    for day in ("2025-05-02", "2025-05-12", "2026-01-01"):
        each = {str(o): found(day, str(o)) for o in Outcome}
        known = {e.id for e in asking.every_event(collection, Selection(today=day))}
        assert set().union(*each.values()) == known
        assert sum(map(len, each.values())) == len(known)
        assert found(day, "ahead", "postponed") == each["ahead"] | each["postponed"]


def test_an_empty_collection_answers(store):
    assert asking.events(store).items == ()
    assert asking.days(store).total == 0
    assert asking.collection(store).articles == 0
    assert asking.timeline(store) == ()
    assert asking.network(store).nodes == ()
    assert asking.where(store).spots == ()
    assert asking.search(store, "مسقط").total == 0


def test_what_a_person_judged_wrong_is_gone(store):
    add(store, [record()])
    (event,) = asking.events(store, Selection(type=("CONSULT",))).items
    with store.reading() as connection:
        held, item = find_item(connection, event.evidence.id)
    add_judgement(store, make_judgement(held.coded, held.version, item, Verdict.WRONG, author="ليلى"))
    assert asking.events(store, Selection(type=("CONSULT",))).total == 0
    with pytest.raises(NotFound):
        asking.event_page(store, event.id)


def test_much_that_waits_is_not_merged_by_a_question(store, monkeypatch):
    add(store, [record("first")])
    whole = asking.collection(store)
    assert whole.unmerged == 0 and whole.events and asking.behind(store) == 0
    monkeypatch.setattr("musnad.asking.desk.AT_ONCE", 1)
    monkeypatch.setattr("musnad.asking.overview.AT_ONCE", 1)
    add(store, [record(f"more{n}", published=f"2025-06-{n + 1:02}") for n in range(3)])
    behind = asking.collection(store)
    assert (behind.articles, behind.events, behind.unmerged) == (4, whole.events, 3) and asking.behind(store) == 3
    merge(store)
    assert asking.collection(store).unmerged == 0 and asking.collection(store).reports > behind.reports
