"""Merged rows follow from the articles: whatever the order, the pieces, the repetition and the interruptions, on either database."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from musnad.merging import NOTHING, Carrier, merged_events, merged_statements, reports_of, utterances_of
from musnad.merging import add as told
from musnad.store import (
    Verdict,
    add,
    add_judgement,
    bounds,
    digest,
    dump,
    entity_key,
    find_item,
    held_many,
    ids_of,
    make_judgement,
    open_store,
    rebuild,
    unmerged,
)
from musnad.store import tables as t
from musnad.upkeep import RULES, merge
from tests.store.articles import AGENCY, record, samples
from tests.store.test_content import POOL

ORDERS = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SECOND = (
    "قالت وزارة الخارجية العمانية إن الجولة الأولى من المحادثات غير المباشرة بين إيران والولايات المتحدة عقدت السبت في مسقط. وقال "
    "وزير الخارجية العماني بدر البوسعيدي إن الوفدين تبادلا رسائل مكتوبة عبر الوسيط العماني، وإن الأجواء كانت ودية."
)
"""The same talks in other words, and the same statement."""
DATED = (
    *(record(f"a{n}", AGENCY.replace("الأولى", which), outlet=f"صحيفة {n}", published=date)
      for n, (which, date) in enumerate([("الأولى", "2025-04-12"), ("الثانية", "2025-04-13"), ("الأولى", "2025-04-13T08:00:00+04:00")])),
    record("c1", SECOND, outlet="جريدة المرسى", published="2025-04-12T20:00:00+04:00"),
    record("c2", SECOND + " نقلا عن الوكالات.", outlet="موقع البوصلة", published="2025-04-12"),
)  # fmt: skip
MANY = (*DATED, *POOL, *samples()[4:16])


class Cut(Exception):
    """Stands for a process that ends in the middle."""


def cut_after(pieces):
    """A progress that ends the merging after some pieces; those are safe."""
    seen = iter(range(pieces))

    def told_of(done, of):
        if next(seen, None) is None:
            raise Cut

    return told_of


def judge(store, item, verdict, **said):
    with store.reading() as connection:
        found, one = find_item(connection, item)
    judgement = make_judgement(found.coded, found.version, one, Verdict(verdict), author="ليلى", time="2025-06-01", **said)
    return add_judgement(store, judgement), one


def rows(store, table):
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def whole(store):
    """What pure merging makes of all current records at once: members by happening, and statements by saying."""
    reports, utterances = [], []
    with store.reading() as connection:
        about = connection.execute(select(t.articles.c.id, t.articles.c.moment, t.texts.c.copies).join(t.texts, t.texts.c.id == t.articles.c.text)).all()  # fmt: skip
        held = held_many(connection, [one for one, _, _ in about])
    for article, moment, copies in about:
        one = held[article]
        carrier = Carrier(article, one.record.document.outlet, moment, copies)
        about = (one.record, carrier, ids_of(one.coded), entity_key, bounds)
        reports += [r for r in reports_of(*about) if one.verdicts.get(r.id) != "wrong"]
        utterances += [u for u in utterances_of(*about) if one.verdicts.get(u.id) != "wrong"]
    return merged_events(told(NOTHING, reports)), merged_statements(utterances)


def check_whole(store):
    """The rows tell what pure merging of everything tells."""
    events, said = whole(store)
    assert {r["event"]: r["happening"] for r in rows(store, t.members)} == {r.id: e.id for e in events for r in e.reports}
    assert {r["statement"]: r["saying"] for r in rows(store, t.spoken)} == {u.id: s.id for s in said for u in s.utterances}
    held = {r["id"]: r for r in rows(store, t.happenings)}
    assert {e.id: (e.sources, len(e.reports), e.status) for e in events} == {
        one: (r["sources"], r["reports"], r["status"]) for one, r in held.items()
    }
    assert {e.id: [[m.one, m.other, m.why.score] for m in e.merges] for e in events} == {
        one: [merge[:3] for merge in msgspec.json.decode(r["merges"])] for one, r in held.items()
    }
    assert {s.id: (s.sources, len(s.utterances)) for s in said} == {
        r["id"]: (r["sources"], r["reports"]) for r in rows(store, t.sayings)
    }
    assert not rows(store, t.stale) and not rows(store, t.loose)


def test_several_articles_are_one_happening_and_one_saying(store):
    add(store, DATED)
    assert merge(store) == len(DATED)
    check_whole(store)
    assert max(r["reports"] for r in rows(store, t.happenings)) > 1
    assert max(r["reports"] for r in rows(store, t.sayings)) > 1
    assert merge(store) == 0


@ORDERS
@given(st.permutations(range(len(MANY))), st.integers(1, 9), st.data())
def test_order_pieces_repetition_and_interruptions_do_not_matter(new_place, order, size, data):
    judged = [("a0#e1", "wrong", {}), ("c1#e1", "corrected", {"field": "status", "value": "planned"})]
    with pytest.MonkeyPatch.context() as patch, open_store(new_place()) as one, open_store(new_place()) as parts:
        patch.setattr("musnad.upkeep.merging._BATCH", data.draw(st.integers(1, 7)))
        add(one, MANY)
        for item, verdict, said in judged:
            judge(one, item, verdict, **said)
        for i in range(0, len(order), size):
            add(parts, [MANY[k] for k in order[i : i + size]])
            if data.draw(st.booleans()):
                try:
                    merge(parts, cut_after(data.draw(st.integers(0, 9))))
                except Cut:
                    pass
        merge(one)
        for item, verdict, said in judged:
            judge(parts, item, verdict, **said)
        merge(parts)
        assert sorted(dump(parts)) == sorted(dump(one))
    with open_store(one.place) if one.kind == "sqlite" else open_store(one.engine.url.render_as_string(False)) as again:
        check_whole(again)


def test_both_databases_merge_the_same(postgresql, tmp_path, new_place):
    with open_store(str(tmp_path / "a.db")) as one, open_store(new_place()) as other:
        for store in (one, other):
            add(store, MANY)
            merge(store)
        assert digest(one) == digest(other)


def test_rebuilding_and_merging_anew_changes_nothing(store):
    add(store, MANY)
    merge(store)
    before = sorted(dump(store))
    rebuild(store)
    assert unmerged(store, RULES) == len(rows(store, t.articles))
    merge(store)
    assert sorted(dump(store)) == before


def test_rows_that_other_rules_made_are_made_anew(store):
    add(store, DATED)
    merge(store)
    before = digest(store)
    with store.writing() as connection:
        connection.execute(update(t.happenings).values(day="1900-01-01"))
        connection.execute(update(t.facts).where(t.facts.c.name == "merging").values(value="merging 0"))
    assert unmerged(store, RULES) == len(DATED)
    assert merge(store) == len(DATED)
    assert digest(store) == before


def test_who_only_opens_a_database_does_not_merge_it(place):
    with open_store(place) as store:
        add(store, DATED)
    with open_store(place) as store:
        assert unmerged(store, RULES) == len(DATED) and not rows(store, t.happenings)


def test_two_may_merge_at_once(place, monkeypatch):
    monkeypatch.setattr("musnad.upkeep.merging._BATCH", 3)
    with open_store(place) as one, open_store(place) as two, ThreadPoolExecutor(2) as pool:
        add(one, MANY)
        list(pool.map(merge, (one, two)))
        check_whole(one)


def test_a_wrong_report_is_taken_out_and_a_right_one_comes_back(store):
    add(store, DATED)
    merge(store)
    before = {r["event"]: r["happening"] for r in rows(store, t.members)}
    _, item = judge(store, "a0#e1", "wrong")
    assert merge(store) >= 1
    assert item in before and item not in {r["event"] for r in rows(store, t.members)}
    check_whole(store)
    add(store, [msgspec.structs.replace(DATED[0], coder="musnad 99.0 learned")])
    merge(store)
    assert item not in {r["event"] for r in rows(store, t.members)}
    check_whole(store)


def test_a_correction_changes_what_is_merged(store):
    add(store, DATED)
    merge(store)
    _, item = judge(store, "c1#e1", "corrected", field="status", value="cancelled")
    merge(store)
    held = next(r for r in rows(store, t.reports) if r["event"] == item)
    assert "cancelled" in held["data"]
    check_whole(store)


def test_who_joins_a_copy_group_makes_its_happening_no_better_attested(store):
    add(store, [DATED[0]])
    merge(store)
    first = rows(store, t.happenings)
    copy = record("zz", AGENCY + " نقلا عن الوكالات.", outlet="صحيفة أخرى", published="2025-04-11")
    add(store, [copy])
    assert unmerged(store, RULES) == 2  # the group is named after another article now, and its first carrier merged anew
    merge(store)
    check_whole(store)
    assert max(r["reports"] for r in rows(store, t.happenings)) == 2
    assert {r["sources"] for r in rows(store, t.happenings)} == {1} and len(first) == len(rows(store, t.happenings))


def test_the_id_of_any_report_leads_to_its_happening_for_good(store):
    """Addresses that were given out stay good: after an earlier report came, a merge was undone, an article coded anew."""
    given_out = {}
    steps = [
        lambda: add(store, [DATED[3]]),
        lambda: add(store, [DATED[0], DATED[2]]),
        lambda: add(store, [DATED[4]]),
        lambda: judge(store, "c1#e1", "corrected", field="type", value="ACCUSE"),
        lambda: judge(store, "a0#e2", "wrong"),
        lambda: add(store, [msgspec.structs.replace(DATED[2], coder="musnad 99.0 learned")]),
    ]
    for step in steps:
        step()
        merge(store)
        members = {r["event"]: r["happening"] for r in rows(store, t.members)}
        names = {r["id"] for r in rows(store, t.happenings)}
        given_out |= dict.fromkeys(names)
        wrong = {r["id"] for r in rows(store, t.events) if r["judged"] == "wrong"}
        assert set(members.values()) == names
        assert given_out.keys() - wrong <= members.keys()
        assert all(members[one] == one for one in names)


def test_every_row_has_what_it_points_to(store):
    add(store, MANY)
    merge(store)
    with store.reading() as connection:

        def ids(column):
            return set(connection.execute(select(column)).scalars())

        assert ids(t.reports.c.event) == ids(t.members.c.event) == ids(t.events.c.id)
        assert ids(t.utterances.c.statement) == ids(t.spoken.c.statement) == ids(t.statements.c.id)
        assert ids(t.members.c.happening) == ids(t.happenings.c.id) == ids(t.roles.c.happening)
        assert ids(t.happenings.c.lead) <= ids(t.events.c.id) and ids(t.sayings.c.lead) <= ids(t.statements.c.id)
        assert ids(t.ties.c.one) | ids(t.ties.c.other) <= ids(t.blocks.c.item)
        assert ids(t.blocks.c.item) == ids(t.events.c.id) | ids(t.statements.c.id)
        total = connection.execute(select(func.sum(t.happenings.c.reports))).scalar()
        assert total == connection.execute(select(func.count()).select_from(t.events)).scalar()


def test_progress_is_told_in_articles(store):
    add(store, MANY)
    seen = []
    merge(store, lambda done, of: seen.append((done, of)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1] == len(rows(store, t.articles))
