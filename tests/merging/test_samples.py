"""The samples as the lexicons code them: rounds come together with their history, and a denied meeting shows both sides."""

import pytest

from evaluation.coreference import coded, reports
from musnad.merging import NOTHING, Outcome, add, merged_events, merged_statements, outcome, steps, utterances_of, was_postponed
from musnad.merging.likeness import ENOUGH
from musnad.merging.reports import Carrier
from musnad.store import article_id, entity_key, ids_of
from musnad.store.days import bounds


@pytest.fixture(scope="module")
def records():
    return coded("lexicon")


@pytest.fixture(scope="module")
def found(records):
    return reports(records)


def events(found):
    return merged_events(add(NOTHING, [report for _, _, report in found.values()]))


def rounds(found, number):
    return [e for e in events(found) if any(r.round == number for r in e.reports) and len(e.reports) > 1]


def test_the_first_round_is_one_event_with_three_reports(found):
    (event,) = rounds(found, 1)
    assert [found[r.id][0][:3] for r in event.reports] == ["s09", "s37", "s10"]
    assert event.sources == 3 and event.contradicted == ()
    assert event.fields["when"].value == "2025-04-12" and event.fields["place"].value == "place:muscat"
    assert all(merge.why.score >= ENOUGH for merge in event.merges) and len(event.merges) == 2


def test_the_fourth_round_was_announced_called_off_and_held(found):
    (event,) = rounds(found, 4)
    assert [found[r.id][0][:3] for r in event.reports] == ["s38", "s14", "s15"]
    assert [(step.status, step.moment[:10], step.by) for step in steps(event)] == [
        ("planned", "2025-04-27", ("person:badr al-busaidi",)),
        ("cancelled", "2025-05-01", ("person:badr al-busaidi",)),
        ("occurred", "2025-05-12", ("جريدة المرسى",)),
    ]
    assert [outcome(event, day) for day in ("2025-04-28", "2025-05-02", "2025-05-12")] == [
        Outcome.AHEAD, Outcome.CANCELLED, Outcome.HAPPENED,
    ]  # fmt: skip
    assert was_postponed(event) and event.fields["when"].value == "2025-05-11" and event.status == "occurred"
    assert event.contradicted == ()


def test_a_planned_meeting_that_took_place_shows_its_history(found):
    (event,) = (e for e in events(found) if {"s01", "s05"} <= {found[r.id][0][:3] for r in e.reports})
    assert [step.status for step in steps(event)] == ["planned", "occurred"]
    assert [outcome(event, day) for day in ("2023-03-11", "2023-04-06")] == [Outcome.AHEAD, Outcome.HAPPENED]


def test_a_claimed_meeting_that_was_denied_shows_both_sides(found):
    (event,) = (e for e in events(found) if {"s39", "s40"} == {found[r.id][0][:3] for r in e.reports})
    assert event.sources == 2 and event.contradicted == ("stance",)
    claimed, denied = event.reports
    words = {(word.speaker, word.through, word.stance): word.reports for word in event.words}
    assert words["anon:officials", ("outlet:the new york times",), "asserts"] == (claimed.id,)
    assert words["body:ministry of foreign affairs of iran", (), "denies"] == (denied.id,)


def test_other_visits_and_rounds_stay_apart(found):
    merging = add(NOTHING, [report for _, _, report in found.values()])
    for group in merging.groups.values():
        assert len({merging.reports[one].round for one in group} - {None}) <= 1
    assert len(merging.groups) > 0.9 * len(merging.reports)


def test_one_statement_of_araghchi_has_two_carriers(records):
    said = [
        utterance
        for n, record in enumerate(records)
        for utterance in utterances_of(
            record, Carrier(article_id(record.document), record.document.outlet, record.document.published or "9999", n),
            ids_of(record), entity_key, bounds,
        )
    ]  # fmt: skip
    merged = merged_statements(said)
    assert len(merged) == len(said) - 1 > 50
    (carried,) = (statement for statement in merged if len(statement.utterances) > 1)
    assert [outlet for outlet, _ in carried.carriers] == ["موقع البوصلة", "قناة رواق الإخبارية"]
    assert carried.sources == 2 and {"خلافات", "قضايا"} <= carried.utterances[0].words
