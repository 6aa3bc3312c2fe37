"""A merged event shows what its reports agree on, where they contradict each other, and on whose word it stands."""

from musnad.merging import NOTHING, Outcome, add, merged_events, outcome, steps, was_postponed
from tests.merging.reports import ARAGHCHI, LAVROV, report, state

ROUND = {"type": "CONSULT", "round": 4}
PAIR = (state("IRN"), state("USA"))


def one(*reports):
    (event,) = merged_events(add(NOTHING, reports))
    return event


def test_copies_are_one_source_and_so_is_an_outlet_that_repeats_itself():
    text = "زار عراقجي موسكو"
    event = one(
        report(1, ARAGHCHI, LAVROV, outlet="agency", copies=1, text=text),
        report(2, ARAGHCHI, LAVROV, outlet="paper", copies=1, text=text),
        report(3, ARAGHCHI, LAVROV, outlet="agency", copies=3, text=text),
        report(4, ARAGHCHI, LAVROV, outlet="channel", copies=4, text=text),
    )
    assert len(event.reports) == 4
    assert event.sources == 2
    assert event.outlets == ("agency", "paper", "channel")


def test_fields_agree_or_contradict_each_other():
    event = one(
        report(1, ARAGHCHI, LAVROV, mode="visit", place="RUS moscow"),
        report(2, ARAGHCHI, LAVROV, mode="visit", place="RUS", when="2025-04-16/2025-04-17"),
        report(3, ARAGHCHI, LAVROV, mode="visit", place="RUS moscow", when="2025-04-18"),
    )
    assert event.contradicted == ("when",)
    when = event.fields["when"]
    assert not when.agreed
    assert {v.value for v in when.variants} == {"2025-04-17", "2025-04-16/2025-04-17", "2025-04-18"}
    assert event.fields["place"].agreed and event.fields["place"].value == "moscow"
    assert event.fields["actors"].variants[0].sources == 3


def test_a_state_gives_way_to_its_minister():
    event = one(report(1, state("IRN"), LAVROV, place="RUS moscow"), report(2, ARAGHCHI, LAVROV, place="RUS moscow"))
    assert {p.key for p in event.parties} == {ARAGHCHI.key, LAVROV.key}
    assert "actors" not in event.contradicted


def test_who_asserts_and_who_denies():
    event = one(
        report(1, *PAIR, text="محادثات سرية في مسقط", voices=[("asserts", ("us_officials", "wsj"))], place="OMN muscat"),
        report(2, *PAIR, text="محادثات سرية في مسقط", voices=[("denies", ("iran_mfa",))], place="OMN muscat"),
        report(3, *PAIR, text="محادثات سرية في مسقط", outlet="رواق", place="OMN muscat"),
    )
    assert "stance" in event.contradicted
    assert [(w.speaker, w.through, w.stance) for w in event.words] == [
        ("us_officials", ("wsj",), "asserts"), ("iran_mfa", (), "denies"), ("رواق", (), "asserts"),
    ]  # fmt: skip


def test_the_round_that_was_put_off_and_held():
    event = one(
        report(1, *PAIR, **ROUND, status="planned", when="2025-05-03", moment="2025-04-27", voices=[("asserts", ("busaidi",))]),
        report(2, *PAIR, **ROUND, status="cancelled", when="2025-05-03", moment="2025-05-01", voices=[("asserts", ("busaidi",))]),
        report(3, *PAIR, **ROUND, when="2025-05-11", moment="2025-05-12", outlet="المرسى"),
    )
    assert [(s.status, s.moment, s.by) for s in steps(event)] == [
        ("planned", "2025-04-27", ("busaidi",)),
        ("cancelled", "2025-05-01", ("busaidi",)),
        ("occurred", "2025-05-12", ("المرسى",)),
    ]
    assert [outcome(event, day) for day in ("2025-04-28", "2025-05-02", "2025-05-12")] == [
        Outcome.AHEAD, Outcome.CANCELLED, Outcome.HAPPENED,
    ]  # fmt: skip
    assert was_postponed(event)
    assert event.contradicted == () and event.fields["when"].value == "2025-05-11"


def test_a_plan_whose_day_passed_without_a_report():
    event = one(report(1, ARAGHCHI, LAVROV, status="planned", when="2025-04-20"))
    assert outcome(event, "2025-04-20") == Outcome.AHEAD
    assert outcome(event, "2025-05-20") == Outcome.NEVER_REPORTED


def test_what_is_only_denied_or_only_wished():
    assert outcome(one(report(1, *PAIR, voices=[("denies", ("iran_mfa",))])), "2025-06-01") == Outcome.DENIED
    assert outcome(one(report(1, *PAIR, status="proposed", when=None)), "2026-06-01") == Outcome.SUPPOSED


def test_that_it_happened_and_did_not_is_a_contradiction():
    event = one(report(1, ARAGHCHI, LAVROV), report(2, ARAGHCHI, LAVROV, status="not_occurred"))
    assert "status" in event.contradicted
