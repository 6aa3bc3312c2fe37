"""Events and statements are found by their own words, and by no others, whatever becomes of their article."""

import msgspec
import pytest

from musnad.record import Span
from musnad.store import Verdict, add, add_judgement, find_item, make_judgement, parse, rebuild
from musnad.store.passages import holding, wanted
from tests.store.articles import record

TEXT = "زار وزير الخارجية الإيراني عباس عراقجي موسكو أمس. وقال لافروف إن المفاوضات النووية كانت مفيدة. وأدانت روسيا العقوبات الأميركية."


@pytest.fixture
def visit():
    return record("a1", TEXT)


def shown(store, words):
    with store.reading() as connection:
        return len(connection.execute(holding(wanted(connection, parse(words)))).all())


def test_words_phrases_and_what_must_not_stand_there(store, visit):
    add(store, [visit])
    assert shown(store, "موسكو") >= 1 and shown(store, "لموسكو") == shown(store, "موسكو")
    assert shown(store, "«المفاوضات النووية»") >= 1 and shown(store, "«النووية المفاوضات»") == 0
    assert shown(store, "موسكو -عراقجي") < shown(store, "موسكو")
    assert shown(store, "موسكو العقوبات") == 0  # they stand in different sentences


def test_no_phrase_runs_over_two_stretches(store, visit):
    event = visit.events[0]
    text = visit.document.text
    first, second = text.index("موسكو"), text.index("لافروف")
    spans = tuple(Span(a, a + len(w), w) for a, w in ((first, "موسكو"), (second, "لافروف")))
    trigger = Span(first, first + len("موسكو"), "موسكو")
    add(
        store,
        [msgspec.structs.replace(visit, events=(msgspec.structs.replace(event, evidence=spans, trigger=trigger),), statements=())],
    )
    assert shown(store, "موسكو لافروف") == 1 and shown(store, "«موسكو لافروف»") == 0


def test_an_article_coded_anew_is_found_by_its_new_words_alone(store, visit):
    add(store, [visit])
    before = shown(store, "العقوبات")
    kept = tuple(e for e in visit.events if "العقوبات" not in "".join(s.text for s in e.evidence))
    said = tuple(s for s in visit.statements if "العقوبات" not in s.content.text)
    assert before and len(kept) < len(visit.events)
    add(store, [msgspec.structs.replace(visit, events=kept, statements=said, coder="musnad 99.0.0 learned")])
    assert shown(store, "العقوبات") == 0 and shown(store, "موسكو") >= 1


def test_judging_and_rebuilding_leave_the_index_as_it_is(store, visit):
    add(store, [visit])
    before = {words: shown(store, words) for words in ("موسكو", "العقوبات", "المفاوضات")}
    with store.reading() as connection:
        held, one = find_item(connection, f"a1#{visit.events[0].id}")
    judgement = make_judgement(held.coded, held.version, one, Verdict.CORRECTED, author="ليلى", field="mode", value="visit")
    add_judgement(store, judgement)
    assert {words: shown(store, words) for words in before} == before
    rebuild(store)
    assert {words: shown(store, words) for words in before} == before
