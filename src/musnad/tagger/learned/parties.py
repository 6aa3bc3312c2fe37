"""Who takes part in an act: what is known of a trigger and a party beyond a single arc.

The network scores one mention at a time. Here the mentions of one party are taken together, beside the parties that compete with it.
A small perceptron, which never sees the network, judges each party by where it stands in its clause and what the lexicons drew; so it
could be trained on the very articles that the network knows by heart. A line then weighs its word against the network's; it was
fitted on articles that neither saw (`training.parties`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from musnad.language.folding import folded
from musnad.tagger.learned.hearing import Hearing
from musnad.tagger.learned.judge import Judge, Scores
from musnad.tagger.learned.labels import KINDS, PAIR_FEATURES, ROLES, TYPES
from musnad.tagger.learned.pairs import Head, Target
from musnad.tagger.spans import Mention, Trigger

NEITHER, ACTOR, RECIPIENT = range(3)
_ROLE = {name: n for n, name in enumerate(ROLES)}
_DRAWN = ("actor", "recipient", "place", "mediator", "host", "envoy")
_SLOTS = ("S", "SP", "O", "G", "N", "PL", "suffering", "بين", "مع", "ل", "من", "الي", "علي", "عن", "ب", "في", "ضد", "خلال", "بعد")
_TOLD = [
    n for n, name in enumerate(PAIR_FEATURES)
    if name.startswith(("after ", "party ", "joined", "head inside", "speaker of", "via of", "in the words", "between"))
]  # fmt: skip
_COLUMN = {n: k for k, n in enumerate(_TOLD)}
_ANAPHORS = ("pair", "own", "office", "latter", "counterpart", "outlet")
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Party:
    """The mentions of one party, as places in the list of near targets."""

    members: tuple[int, ...]
    country: str
    """The state that it belongs to, or its own name."""


def grouped(near: Sequence[Target], mentions: Sequence[Mention], text: str) -> list[Party]:
    """The parties of near targets, in the order of their first mentions. Words that point back stand alone."""
    groups: dict[str, list[int]] = {}
    for n, t in enumerate(near):
        m = mentions[t.index]
        key = f"{n}" if m.anaphor else f"{m.kind}:{m.key or folded(text[slice(*m.name)])}"
        groups.setdefault(key, []).append(n)
    return [
        Party(tuple(members), next((c for n in members if (c := mentions[near[n].index].country)), key))
        for key, members in groups.items()
    ]


def foremost(head: Head, party: Party, near: Sequence[Target], chances: Scores | None) -> int:
    """Which of a party's mentions stands for it, as a place in `near`: what the lexicons drew, the likeliest, the nearest."""
    drawn = {a.target for a in head.arcs if a.role in {"actor", "recipient"}}

    def strength(n: int) -> float:
        sure = 0.0 if chances is None else float(chances[n, _ROLE["actor"]] + chances[n, _ROLE["recipient"]])
        return sure + 0.5 * (near[n].index in drawn) - 0.002 * abs(near[n].word - head.word)

    return max(party.members, key=strength)


def drawn_roles(head: Head, near: Sequence[Target], parties: Sequence[Party]) -> Scores:
    """Which arcs [parties, roles] the lexicons drew to a party."""
    out = np.zeros((len(parties), len(_DRAWN)), np.float32)
    home = {near[n].index: k for k, p in enumerate(parties) for n in p.members}
    for a in head.arcs:
        if a.role in _DRAWN and a.target in home:
            out[home[a.target], _DRAWN.index(a.role)] = 1
    return out


def standing(hearing: Hearing, head: Head, lexicon: Trigger | None, near: Sequence[Target], parties: Sequence[Party]) -> Scores:
    """What is known of each party [parties, …] without the network."""
    drawn = drawn_roles(head, near, parties)
    slots = _slots(hearing, head, near, parties)
    sentence, text = hearing.reading.sentence_of, hearing.text
    best = [foremost(head, p, near, None) for p in parties]
    told = np.zeros((len(parties), len(_TOLD)), np.float32)
    own = []
    for row, (p, n) in enumerate(zip(parties, best, strict=True)):
        for f in hearing.pairs.features(head, near[n]):
            if f in _COLUMN:
                told[row, _COLUMN[f]] = 1
        t, m = near[n], hearing.mentions[near[n].index]
        away, lines = t.word - head.word, sentence[t.word] - sentence[head.word]
        own.append(
            [
                np.sign(away) * np.log1p(abs(away)), np.log1p(abs(away)), np.sign(lines) * np.log1p(abs(lines)), lines == 0,
                np.log1p(len(p.members)), sum(sentence[near[x].word] == sentence[head.word] for x in p.members),
                np.log1p(near[p.members[0]].word), n / len(near), t.weak, t.known, m.country is not None, m.office is not None,
                m.plural, m.dual, m.sure, *(t.kind == k for k in KINDS), *(m.anaphor == a for a in _ANAPHORS),
            ]
        )  # fmt: skip
    first = hearing.reading.words[head.word][0]
    common = [
        *(t == head.type for t in TYPES), lexicon is not None, bool(lexicon and lexicon.sure),
        bool(lexicon and lexicon.anaphoric), bool(lexicon and lexicon.background), lexicon.score if lexicon else 0.0,
        np.log1p(sentence[head.word]), np.log1p(head.word), text[first : first + 2] == "ال", text[first] == "و",
        np.log1p(len(parties)), *map(float, drawn[:, :2].sum(0)), *map(float, slots.max(0)),
    ]  # fmt: skip
    mutual = float(head.type in _MUTUAL)
    every = np.broadcast_to(np.array(common, np.float32), (len(parties), len(common)))
    rivals = _rivals(drawn, slots, parties)
    return np.concatenate(
        [drawn, slots, told, np.array(own, np.float32), every, rivals, mutual * drawn[:, :2], mutual * slots], 1, dtype=np.float32
    )


def _slots(hearing: Hearing, head: Head, near: Sequence[Target], parties: Sequence[Party]) -> Scores:
    """Which places in the clause around the trigger a party fills."""
    out = np.zeros((len(parties), len(_SLOTS)), np.float32)
    home = {near[n].index: k for k, p in enumerate(parties) for n in p.members}
    for slot, members in hearing.around(head.word).items():
        if slot in _SLOTS:
            for k in members:
                if k in home:
                    out[home[k], _SLOTS.index(slot)] = 1
    return out


def _rivals(drawn: Scores, slots: Scores, parties: Sequence[Party]) -> Scores:
    """Whether another party of the same state, and of another one, has each of the first roles and slots."""
    same, other = _kin(parties)
    marks = np.concatenate([drawn[:, :2], slots[:, :4]], 1)
    return np.concatenate([np.minimum(1, same @ marks), np.minimum(1, other @ marks)], 1)


def _kin(parties: Sequence[Party]) -> tuple[Scores, Scores]:
    """Which parties [parties, parties] belong to the state of another one, and which do not; none to itself."""
    codes = {c: n for n, c in enumerate({p.country: None for p in parties})}
    state = np.array([codes[p.country] for p in parties])
    same = (state[:, None] == state[None, :]).astype(np.float32)
    other = 1 - same
    np.fill_diagonal(same, 0)
    return same, other


def hearsay(chances: Scores, stood: Scores, drawn: Scores, parties: Sequence[Party]) -> Scores:
    """What the line weighs [parties, …]: the perceptron's probabilities `stood` [parties, 3], the network's `chances` [targets, roles],
    the lexicons' arcs, and how far both put a party above those of its own state and of others."""
    heard = chances[:, [_ROLE[r] for r in ("actor", "recipient", "place", "mediator", "source")]]
    most = np.stack([heard[list(p.members)].max(0) for p in parties])
    sums = np.stack([heard[list(p.members), :2].sum(0) for p in parties])
    columns = [_odds(stood), _odds(most), np.log1p(sums), drawn]
    same, other = _kin(parties)
    for p in (most[:, :2], stood[:, 1:]):
        for role in range(2):
            column = p[:, role]
            fellow, rival = ((mask * column[None, :]).max(1) for mask in (same, other))
            rank = (column[None, :] > column[:, None]).sum(1)
            columns.append(
                np.stack(
                    [fellow, rival, column - fellow, column - rival, np.log1p(rank), column / max(1e-6, float(column.sum()))], 1
                )
            )
    return np.concatenate(columns, 1, dtype=np.float32)


def _odds(p: Scores) -> Scores:
    p = np.clip(p, 1e-3, 1 - 1e-3)
    return np.asarray(np.log(p / (1 - p)), np.float32)


def judged(
    judge: Judge,
    hearing: Hearing,
    head: Head,
    lexicon: Trigger | None,
    near: Sequence[Target],
    chances: Scores,
    parties: Sequence[Party],
) -> Scores:
    """Probabilities [parties, 3] of neither, actor and recipient."""
    stood = judge.stood(standing(hearing, head, lexicon, near, parties))
    return judge.weighed(hearsay(chances, stood, drawn_roles(head, near, parties), parties))
