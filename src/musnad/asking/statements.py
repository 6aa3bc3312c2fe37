"""Questions about what was said: by whom, in which words, and who passed it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from musnad.asking import cursors
from musnad.asking.answers import Page, Selection, Statement, StatementPage, Utterance, Who
from musnad.asking.desk import Desk, asked
from musnad.asking.happenings import article_of, told_last
from musnad.asking.quotes import quote
from musnad.asking.selections import Chosen, for_statements
from musnad.asking.who import whos
from musnad.errors import NotFound, StoreError
from musnad.store import Store, find_item, written
from musnad.store.questions import Key, choosing, looking

_MANY = 400
_EVERYTHING = Selection()


def statements(store: Store, selection: Selection = _EVERYTHING, after: str | None = None, limit: int = 50) -> Page[Statement]:
    """What was said, `limit` (1 to 500) statements after a cursor; `actor` is the speaker, `voice` who passed it on, `counterpart`
    the addressee, `mode` how much of it stands in quotation marks.

    `total` counts all. Raises `AskingError`.
    """
    cursors.checked_limit(limit)
    with asked(store) as desk:
        chosen = for_statements(desk, selection)
        start = cursors.read("statements", selection, after)
        keys = choosing.chosen_sayings(desk.connection, chosen.choice, start, limit + 1)
        more = cursors.write("statements", selection, keys[limit - 1]) if len(keys) > limit else None
        items = said(desk, [key.id for key in keys[:limit]])
        return Page(items=tuple(items), next=more, total=total(desk, chosen))


def every_statement(store: Store, selection: Selection = _EVERYTHING) -> Iterator[Statement]:
    """All statements of a selection, in constant memory; otherwise as `every_event`."""
    after: Key | None = None
    while True:
        with asked(store) as desk:
            chosen = for_statements(desk, selection)
            keys = choosing.chosen_sayings(desk.connection, chosen.choice, after, _MANY)
            items = said(desk, [key.id for key in keys])
        yield from items
        if len(keys) < _MANY:
            return
        after = keys[-1]


def statement_page(store: Store, id: str) -> StatementPage:
    """All about the statement that an id leads to: 16 digits of it or of any of its utterances, or ARTICLE#s2.

    Raises `NotFound`.
    """
    with asked(store) as desk:
        one = _saying(desk, id)
        ids = looking.uttered(desk.connection, [one])[one]
        (statement,) = said(desk, [one])
        brought = utterances(desk, ids)
        order = {
            row["id"]: (row["moment"], row["article_id"], row["id"]) for row in looking.statements(desk.connection, ids).values()
        }
        return StatementPage(statement=statement, utterances=tuple(brought[each] for each in sorted(ids, key=order.__getitem__)))


def total(desk: Desk, chosen: Chosen) -> int:
    """How many statements a choice holds."""
    choice = chosen.choice._replace(order="-day")
    return desk.remembered(("sayings", choice), lambda: choosing.count_sayings(desk.connection, choice))


def said(desk: Desk, ids: Sequence[int]) -> list[Statement]:
    """Statements as answers, in the order of the ids."""
    rows = looking.sayings(desk.connection, ids)
    best = utterances(desk, [row["lead"] for row in rows.values()])
    who = whos(desk, {row["speaker"] for row in rows.values()})
    return [
        Statement(
            id=written(one), speaker=who[row["speaker"]], day=row["day"] or None, sources=row["sources"], reports=row["reports"],
            outlets=tuple(msgspec.json.decode(row["outlets"], type=list[str])), told=told_last(row["last_moment"]),
            evidence=best[row["lead"]],
        )
        for one in ids
        if (row := rows.get(one)) is not None and row["lead"] in best
    ]  # fmt: skip


def utterances(desk: Desk, ids: Sequence[int]) -> dict[int, Utterance]:
    """Statements of records as answers, by their ids."""
    rows = looking.statements(desk.connection, ids)
    voices = looking.voices(desk.connection, ids)
    keys = {voice["key"] for some in voices.values() for voice in some}
    who = whos(desk, {*keys, *(row[name] for row in rows.values() for name in ("place", "addressee"))})
    return {one: _utterance(row, [who[v["key"]] for v in voices[one]], who) for one, row in rows.items() if one in voices}


def _utterance(row: looking.Row, chain: Sequence[Who], who: Mapping[str, Who]) -> Utterance:
    text = row["words"]
    cue = (row["cue_start"], row["cue_stop"], "cue")
    return Utterance(
        id=written(row["id"]), local=row["local"], article=article_of(row), speaker=chain[0], chain=tuple(chain[1:]),
        cue=text[cue[0] : cue[1]], mode=row["mode"], when=row["edtf"], place=who[row["place"]] if row["place"] else None,
        addressee=who[row["addressee"]] if row["addressee"] else None,
        quote=quote(text, row["content_start"], row["content_stop"], [cue]), confidence=row["confidence"], judged=row["judged"],
    )  # fmt: skip


def _saying(desk: Desk, id: str) -> int:
    try:
        number = int(id, 16) if len(id) == 16 else None
    except ValueError:
        number = None
    found = looking.saying_of(desk.connection, number) if number is not None and number < 1 << 63 else None
    if found is None and "#" in id:
        try:
            found = looking.saying_of(desk.connection, find_item(desk.connection, id)[1])
        except StoreError as fault:
            raise NotFound(str(fault), "id") from None
    if found is None:
        raise NotFound(
            f"no statement has the id «{id[:100]}»; write its 16 digits, or ARTICLE#s2 for the statement s2 of an article", "id"
        )
    return found
