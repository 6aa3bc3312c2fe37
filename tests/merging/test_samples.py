"""The samples as the lexicons code them: the rounds of Muscat and Rome come together, with their history."""

import pytest

from evaluation.coreference import coded, reports
from musnad.merging import NOTHING, Outcome, add, merged_events, merged_statements, outcome, utterances_of
from musnad.merging.reports import Carrier
from musnad.store import article_id, entity_key, ids_of
from musnad.store.days import bounds


@pytest.fixture(scope="module")
def records():
    return coded("lexicon")


@pytest.fixture(scope="module")
def found(records):
    return reports(records)


def rounds(found, number):
    events = merged_events(add(NOTHING, [report for _, _, report in found.values()]))
    return [e for e in events if any(r.round == number for r in e.reports) and len(e.reports) > 1]


def test_the_first_round_is_one_event_of_two_outlets(found):
    (event,) = rounds(found, 1)
    assert {found[r.id][0][:3] for r in event.reports} == {"s09", "s10"}
    assert event.sources == 2
    assert event.fields["when"].value == "2025-04-12" and event.fields["when"].agreed


def test_the_fourth_round_was_called_off_and_held(found):
    (event,) = rounds(found, 4)
    assert {found[r.id][0][:3] for r in event.reports} == {"s14", "s15"}
    assert outcome(event, "2025-05-02") == Outcome.CANCELLED
    assert outcome(event, "2025-05-12") in (Outcome.HAPPENED, Outcome.ONGOING)


def test_other_visits_and_rounds_stay_apart(found):
    merging = add(NOTHING, [report for _, _, report in found.values()])
    for group in merging.groups.values():
        assert len({merging.reports[one].round for one in group} - {None}) <= 1
    assert len(merging.groups) > 0.9 * len(merging.reports)


def test_statements_of_the_samples_stand_alone(records):
    said = [
        utterance
        for n, record in enumerate(records)
        for utterance in utterances_of(
            record, Carrier(article_id(record.document), record.document.outlet, record.document.published or "9999", n),
            ids_of(record), entity_key, bounds,
        )
    ]  # fmt: skip
    assert len(merged_statements(said)) == len(said) > 50
