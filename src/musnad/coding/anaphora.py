"""Words that point back: «الحركة», «المصدر», «السفارة», «الأخير», «بلاده», «الجانبان»."""

from __future__ import annotations

from musnad.coding.cast import Cast, Draft
from musnad.knowledge import states
from musnad.language.folding import folded
from musnad.tagger.spans import Mention

_LATER = 0.3
"""Weight of what an article says only later, beside what it said before «البلدان»."""
_MINISTRIES = frozenset({"mfa", "mod", "interior", "finance", "economy", "trade", "energy", "oil", "justice"})


def named_before(cast: Cast, m: Mention, name: str) -> Draft | None:
    """Whom a mention («الصحيفة», «الحركة», «الوزارة», «المصدر»; folded) points back to: the latest of the kind that is called so."""
    if m.kind == "anon":
        return None if m.country else _source(cast, name)
    if m.anaphor == "group":
        return _so_called(cast, name)
    for entity in reversed(cast.recent):
        before = cast.drafts[entity]
        if before.kind == m.kind and (m.kind == "outlet" or _same_organ(before, m)):
            return before
    return None


def _same_organ(before: Draft, m: Mention) -> bool:
    return before.office == m.office or (m.office == "ministry" and before.office in _MINISTRIES)


def _so_called(cast: Cast, head: str) -> Draft | None:
    """The group or organisation that «الحركة» points back to: the latest one of whose names begins so («حركة حماس»)."""
    heads = {head, head.removeprefix("ال")}
    for entity in reversed(cast.recent):
        before = cast.drafts[entity]
        if before.kind in {"group", "igo"} and any(
            folded(n).split(" ")[0] in heads for n in (*before.aliases, *_written(cast, before))
        ):
            return before
    return None


def _source(cast: Cast, name: str) -> Draft | None:
    """The unnamed source that «المصدر» points back to: the latest one that is called so without the article («مصدر أمني»)."""
    if not name.startswith("ال") or " " in name:
        return None
    for entity in reversed(cast.recent):
        before = cast.drafts[entity]
        if before.kind == "anon" and any(_singular(folded(n).split(" ")[0]) == _singular(name[2:]) for n in _written(cast, before)):
            return before
    return None


def _singular(noun: str) -> str:
    """«مسؤولين» and «مسؤولون» as «مسؤول»."""
    return noun[:-2] if len(noun) > 5 and noun.endswith(("ون", "ين", "ان")) else noun


def _written(cast: Cast, draft: Draft) -> list[str]:
    return [cast.text[a:b] for a, b in draft.names]


def back(cast: Cast, k: int, m: Mention) -> tuple[str, ...]:
    """What «الأخير», «بلاده» and «الجانبان» point back to."""
    if m.anaphor == "latter":
        return next(((e,) for e in reversed(cast.recent) if cast.drafts[e].kind == "person"), ())
    if m.anaphor == "own":
        for j in range(k - 1, -1, -1):
            for entity in cast.ids[j]:
                draft = cast.drafts[entity]
                if draft.kind in {"person", "body", "anon", "state"} and draft.country and not cast.mentions[j].weak:
                    own = cast.state(draft.country)
                    own.spans.append((m.start, m.end))
                    return (own.id,)
        return ()
    return _pair(cast, k, m)


def _pair(cast: Cast, k: int, m: Mention) -> tuple[str, ...]:
    """The two parties that «البلدان», «الوزيران», «الطرفان» stand for: the two latest of the fitting kind."""
    if m.key:
        return tuple(cast.state(country).id for country in m.key.split("|"))
    head = folded(cast.text[m.start : m.end])
    persons = head.startswith(("الرييس", "الوزير", "الزعيم", "المسوول", "القايد"))
    found: list[str] = []
    if m.country:
        found.append(cast.state(m.country).id)
    if persons:
        found += [e for e in reversed(cast.recent) if cast.drafts[e].kind == "person" and e not in found][: 2 - len(found)]
        return tuple(reversed(found)) if len(found) == 2 else ()
    for country in _leading(cast, k):
        own = cast.state(country).id
        if own not in found:
            found.append(own)
        if len(found) == 2:
            return tuple(found)
    return ()


def _leading(cast: Cast, k: int) -> list[str]:
    """The countries that «البلدان» at mention `k` may mean: those of its own sentence so far if there are just two, else
    those the article speaks of most."""
    at = cast.mentions[k].start
    start = max(cast.text.rfind(".", 0, at), cast.text.rfind("\n", 0, at), 0)
    weights: dict[str, float] = {}
    near: dict[str, int] = {}
    for j, m in enumerate(cast.mentions):
        if m.kind not in {"state", "person", "body"} or m.anaphor or _is_site(cast, m):
            continue
        country = m.country or next((cast.drafts[e].country for e in cast.ids[j] if j < k), None)
        if country:
            weights[country] = weights.get(country, 0.0) + (0.5 if m.weak or _is_city(cast, m) else 1.0) * (
                1.0 if j < k else _LATER
            )
            if j < k and m.start >= start and not m.weak:
                near[country] = m.start
    if len(near) == 2:
        return sorted(near, key=lambda c: near[c])
    return sorted(weights, key=lambda c: -weights[c])


def _is_city(cast: Cast, m: Mention) -> bool:
    """A capital by its own name may be a place as well as a government."""
    s = states().get(m.key or "") if m.kind == "state" else None
    return s is not None and folded(cast.text[m.name[0] : m.name[1]]) in {folded(c) for c in s.capital}


def _is_site(cast: Cast, m: Mention) -> bool:
    """«العاصمة الصينية» says where, not who."""
    return m.kind == "state" and folded(cast.text[m.start : m.end]).startswith("العاصمه")
