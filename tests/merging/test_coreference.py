"""Reports of one happening come together, and only they."""

from musnad.merging import NOTHING, Profile, add, likeness, without
from tests.merging.reports import ARAGHCHI, LAVROV, PUTIN, report, state


def groups(*reports):
    return list(add(NOTHING, reports).groups.values())


def test_one_visit_in_three_outlets_is_one_event_and_says_why():
    visit = [
        report(1, ARAGHCHI, state("RUS", "recipient"), mode="visit", place="RUS moscow", text="زار عراقجي موسكو"),
        report(2, ARAGHCHI, LAVROV, place="RUS moscow", text="وصل وزير الخارجية الإيراني إلى موسكو"),
        report(3, state("IRN"), state("RUS", "recipient"), mode="visit", place="RUS", when=None, text="زيارة عراقجي إلى موسكو"),
    ]
    merging = add(NOTHING, visit)
    assert list(merging.groups.values()) == [(10, 20, 30)]
    why = {reason.name for merge in merging.merges[10] for reason in merge.why.reasons}
    assert {"same day", "same parties", "same place", "same people or bodies", "shared words"} <= why


def test_two_visits_are_two_events_though_a_third_report_could_be_of_either():
    early = report(1, ARAGHCHI, LAVROV, mode="visit", place="RUS moscow", when="2025-04-17")
    late = report(2, ARAGHCHI, LAVROV, mode="visit", place="RUS moscow", when="2025-04-21", moment="2025-04-21")
    vague = report(3, ARAGHCHI, LAVROV, mode="visit", place="RUS moscow", when="2025-04-01/2025-04-30", moment="2025-04-22")
    found = groups(early, late, vague)
    assert len(found) == 2
    assert not any({10, 20} <= set(group) for group in found)


def test_the_same_day_with_another_counterpart_is_another_meeting():
    assert len(groups(report(1, ARAGHCHI, LAVROV), report(2, ARAGHCHI, PUTIN))) == 2


def test_who_accuses_whom_matters():
    one = report(1, state("IRN"), state("USA", "recipient"), type="ACCUSE", text="اتهمت إيران الولايات المتحدة")
    other = report(2, state("USA"), state("IRN", "recipient"), type="ACCUSE", text="اتهمت إيران الولايات المتحدة")
    assert likeness(Profile(one), Profile(other)).bar == "the other way round"


def test_what_bars_two_reports():
    base = report(1, state("IRN"), state("USA"), round=3)
    for other, why in [
        (report(2, state("IRN"), state("USA"), round=4), "rounds 3 and 4"),
        (report(2, state("IRN"), state("USA"), type="AGREE"), "another type of act"),
        (report(2, state("IRN"), state("USA"), when="2025-04-20", moment="2025-04-20"), "3 days apart"),
        (report(2, state("IRQ"), state("TUR")), "no party in common"),
        (report(1, state("IRN"), state("USA"), id=11), "one article tells both"),
        (report(2, state("IRN"), state("USA"), when=None, moment="9999"), "one without a date"),
        (report(2, state("IRN"), state("USA"), when=None, moment="9999", round=3), None),
    ]:
        assert likeness(Profile(base), Profile(other)).bar == why
        assert likeness(Profile(other), Profile(base)) == likeness(Profile(base), Profile(other))


def test_a_counted_round_that_was_put_off_is_one_event():
    planned = report(
        1, state("IRN"), state("USA"), status="planned", when="2025-05-03", moment="2025-04-27", round=4, text="الجولة الرابعة"
    )
    off = report(
        2,
        state("IRN"),
        state("USA"),
        status="cancelled",
        when="2025-05-03",
        moment="2025-05-01",
        round=4,
        text="تأجيل الجولة الرابعة",
    )
    held = report(
        3,
        state("IRN"),
        state("USA"),
        when="2025-05-11",
        moment="2025-05-12",
        place="OMN muscat",
        round=4,
        text="عقدت الجولة الرابعة",
    )
    assert groups(held, off, planned) == [(10, 20, 30)]


def test_a_report_replaced_or_taken_out_leaves_no_trace():
    one, other = report(1, ARAGHCHI, LAVROV), report(2, ARAGHCHI, LAVROV)
    both = add(NOTHING, [one, other])
    assert without(both, [20]) == add(NOTHING, [one])
    assert without(without(both, [10]), [20]) == NOTHING
    changed = other._replace(type="AGREE")
    assert add(both, [changed]) == add(NOTHING, [one, changed])
    assert len(add(both, [changed]).groups) == 2
