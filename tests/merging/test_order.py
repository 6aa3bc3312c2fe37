"""Whatever order reports come in, in whatever pieces, however often: the same merging."""

from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.merging import NOTHING, add, merged_events, merged_statements, without
from tests.merging.reports import report, state, utterance

STATES = ["IRN", "USA", "RUS", "SAU"]
TEXTS = ["زار عراقجي موسكو", "وصل الوزير إلى موسكو في زيارة", "محادثات نووية في مسقط", "اتهمت طهران واشنطن بالكذب"]


@st.composite
def stories(draw):
    """Some reports about few parties in few days, so that many are tied and many barred."""
    out = []
    for n in range(draw(st.integers(0, 14))):
        one, other = draw(st.permutations(STATES))[:2]
        day = draw(st.integers(10, 16))
        when = draw(st.sampled_from([None, f"2025-04-{day}", f"2025-04-{day}/2025-04-{day + 6}"]))
        out.append(
            report(
                draw(st.integers(1, 9)), state(one), state(other, draw(st.sampled_from(["actor", "recipient"]))), id=n + 1, when=when,
                type=draw(st.sampled_from(["CONSULT", "ACCUSE"])), status=draw(st.sampled_from(["occurred", "planned", "cancelled"])),
                text=draw(st.sampled_from(TEXTS)), moment=draw(st.sampled_from(["2025-04-14", "2025-04-16T09:00:00", "9999"])),
                place=draw(st.sampled_from([None, "RUS moscow", "OMN muscat"])), round=draw(st.sampled_from([None, None, 1, 2])),
                copies=draw(st.integers(1, 4)),
            )
        )  # fmt: skip
    return out


@settings(max_examples=60, deadline=None)
@given(stories(), st.data())
def test_order_pieces_and_repetition_change_nothing(story, data):
    whole = add(NOTHING, story)
    shuffled = data.draw(st.permutations(story))
    cut = data.draw(st.integers(0, len(story)))
    piecewise = add(add(NOTHING, shuffled[:cut]), shuffled[cut:])
    assert piecewise == whole
    assert add(whole, shuffled[:cut]) == whole
    one_by_one = NOTHING
    for report_ in shuffled:
        one_by_one = add(one_by_one, [report_])
    assert one_by_one == whole
    assert merged_events(one_by_one) == merged_events(whole)


@settings(max_examples=60, deadline=None)
@given(stories(), st.data())
def test_what_is_taken_out_was_never_there(story, data):
    gone = {one.id for one in story if data.draw(st.booleans())}
    assert without(add(NOTHING, story), gone) == add(NOTHING, [one for one in story if one.id not in gone])


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_report_is_in_one_group_that_is_named_after_its_earliest_report(story):
    merging = add(NOTHING, story)
    held = [one for group in merging.groups.values() for one in group]
    assert sorted(held) == sorted(one.id for one in story)
    for name, group in merging.groups.items():
        assert name == min(group, key=lambda one: merging.reports[one].order)
        articles = [merging.reports[one].carrier.article for one in group]
        assert len(articles) == len(set(articles))
        assert len(merging.merges[name]) == len(group) - 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["Q1", "Q2"]), st.sampled_from(TEXTS)), max_size=10), st.data())
def test_statements_come_out_the_same_in_any_order(said, data):
    some = [utterance(article, who, text, id=n + 1) for n, (article, who, text) in enumerate(said)]
    assert merged_statements(data.draw(st.permutations(some))) == merged_statements(some)
