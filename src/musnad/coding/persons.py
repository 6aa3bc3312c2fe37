"""Who a person is: by name, by family name, or by title at the article's date («وزير الخارجية الإيراني», «نظيره», «الوزير»)."""

from __future__ import annotations

from dataclasses import replace

from musnad.coding.cast import Cast, Draft
from musnad.knowledge import Person, holder, offices, offices_held, people, states, terms
from musnad.language.folding import folded
from musnad.language.romanise import romanise
from musnad.language.tokens import tokens
from musnad.tagger.spans import Mention

_POINTERS = {
    "الوزير": "minister", "الوزيره": "minister", "الرييس": "president", "السفير": "ambassador", "السفيره": "ambassador",
    "المبعوث": "envoy", "المتحدث": "spokesperson", "المتحدثه": "spokesperson", "الناطق": "spokesperson", "الناطقه": "spokesperson",
    "الامير": "emir|crown|prince", "الملك": "king", "المرشد": "leader", "القايد": "commander|chief", "معاليه": "minister",
    "سموه": "emir|crown|prince|minister", "المستشاره": "chancellor", "المستشار": "chancellor|adviser", "المندوب": "ambassador_un",
    "الزعيم": "president|leader|king|prime_minister", "رييس الوزراء": "prime_minister",
}  # fmt: skip
_ANY_OF_THEM = frozenset({"minister", "official", "representative", "spokesperson", "adviser", "commander", "leader", "ambassador"})
"""Titles that say less than an office: «الوزير الإيراني» is whichever Iranian minister the article named."""
TITLES_ONLY = frozenset({"counterpart", "official", "cleric", "journalist"})
"""What a person is called by, but holds as no office."""


def person_of(cast: Cast, k: int, m: Mention) -> Draft | None:
    """The entity of the person whom mention `k` names or entitles; None where it leads to nobody."""
    if m.anaphor == "office" and m.name == (m.start, m.end):
        return _pointed(cast, m)
    if m.anaphor == "counterpart" or (m.office == "counterpart" and m.name == (m.start, m.end)):
        office = _last_office(cast, k)
        return _by_title(cast, replace(m, office=office)) if office and m.country else None
    if m.name == (m.start, m.end) and m.office and (m.key is None or "@" in m.key):
        return (_pointed(cast, m) if m.office in _ANY_OF_THEM else None) or _by_title(cast, m)
    office = _last_office(cast, k) if m.office == "counterpart" else m.office
    known = _known(cast, m, office)
    if known:
        country = m.country or (known.country if known.country in states() else None)
        draft = cast.take(
            "person", known.id, known.id, en=known.en, country=country, wikidata=known.wikidata or None, aliases=known.names[:4],
            person=known.id, feminine=known.gender == "f",
        )  # fmt: skip
        _entitle(draft, m, office)
        if draft.office is None and cast.day:
            held = offices_held(known.id, cast.day)
            if held and not m.former:
                draft.office = held[0].office
        return draft
    if not m.sure:
        return None
    name = cast.text[m.name[0] : m.name[1]]
    draft = _unknown(cast, name, m)
    _entitle(draft, m, office)
    return draft


def _entitle(draft: Draft, m: Mention, office: str | None) -> None:
    """Add the office and the country that a mention tells, where they are not known yet."""
    if office and office not in TITLES_ONLY and (draft.office is None or draft.office in TITLES_ONLY):
        draft.office, draft.former = office, m.former
    if draft.country is None:
        draft.country = m.country


def _unknown(cast: Cast, name: str, m: Mention) -> Draft:
    """The entity of a name that no table knows: «غريب آبادي» is «كاظم غريب آبادي» met before."""
    forms = [t.form for t in tokens(name)]
    for draft in cast.drafts.values():
        if draft.kind == "person" and draft.person is None and draft.names:
            for a, b in draft.names:
                before = [t.form for t in tokens(cast.text[a:b])]
                if set(forms) <= set(before) or (set(before) <= set(forms) and len(before) > 1):
                    return draft
    return cast.take("person", folded(name), romanise(name), country=m.country)


def _known(cast: Cast, m: Mention, office: str | None) -> Person | None:
    """The person of a known name; among several of one name the one whose country and time in office fit."""
    candidates = [people()[c] for c in (m.candidates or ((m.key,) if m.key else ())) if c in people()]
    if not candidates:
        return None
    if m.country and m.office:
        fitting = [p for p in candidates if p.country == m.country]
        if not fitting and not any(p.country not in states() for p in candidates):
            return None
        candidates = fitting or candidates
    sure = [p for p in candidates if p.id in cast.sure]
    if not m.sure:
        if sure:
            return sure[0]
        if cast.day is None:
            return candidates[0] if len(candidates) == 1 or m.office else None
        active = [p for p in candidates if _active(p.id, cast.day)]
        return max(active, key=lambda p: _closeness(p.id, cast.day or "")) if active else None
    if len(candidates) > 1 and cast.day:
        return max(candidates, key=lambda p: _closeness(p.id, cast.day or ""))
    return candidates[0]


def _by_title(cast: Cast, m: Mention) -> Draft | None:
    """«وزير الخارجية الإيراني» without a name: somebody named before, the holder at the date, or the office itself."""
    organisation = m.key.split("@")[1] if m.key and "@" in m.key else ""
    where = m.country or organisation
    if m.plural:
        key = f"{m.office}@{where}"
        name = cast.text[m.name[0] : m.name[1]]
        return cast.take("body", key + "+", romanise(name), country=m.country, office=m.office)
    for entity in reversed(cast.recent):
        before = cast.drafts[entity]
        if before.kind == "person" and before.office == m.office and before.country == m.country and before.country:
            return before
    for other in cast.mentions:  # named later under the same title
        named = other.kind == "person" and other.name != (other.start, other.end)
        if named and other.office == m.office and (not m.country or other.country in {m.country, None}):
            known = _known(cast, other, m.office)
            if known is None and other.sure and other.key is None and other.country:
                draft = _unknown(cast, cast.text[other.name[0] : other.name[1]], other)
                _entitle(draft, m, m.office)
                return draft
            if known:
                draft = cast.take(
                    "person", known.id, known.id, en=known.en, country=m.country, wikidata=known.wikidata or None,
                    aliases=known.names[:4], person=known.id, feminine=known.gender == "f",
                )  # fmt: skip
                draft.office = draft.office or m.office
                return draft
    held = holder(where, m.office or "", cast.day) if cast.day and where and not m.former else None
    if held:
        draft = cast.take(
            "person", held.id, held.id, en=held.en, country=m.country or (held.country if held.country in states() else None),
            wikidata=held.wikidata or None, aliases=held.names[:4], person=held.id, feminine=held.gender == "f",
        )  # fmt: skip
        draft.office = draft.office or m.office
        return draft
    if not where:
        return None
    s = states().get(where)
    office = offices().get(m.office or "")
    en = f"{s.en_adjective} {office.en}" if s and office else None
    draft = cast.take("person", f"{m.office}@{where}", f"{m.office}_{romanise(where)}", en=en, country=m.country)
    draft.office, draft.former = m.office, m.former
    return draft


def _pointed(cast: Cast, m: Mention) -> Draft | None:
    """«الوزير», «الرئيس الإيراني»: the latest person whose office fits."""
    head = folded(cast.text[m.name[0] : m.name[1]])
    wanted = next((v for word, v in _POINTERS.items() if head.startswith(word)), "")
    for entity in reversed(cast.recent):
        before = cast.drafts[entity]
        if before.kind != "person" or (m.country and before.country != m.country):
            continue
        if m.feminine and before.feminine is False:
            continue
        office = before.office or ""
        if (m.office and office == m.office) or (wanted and any(part in office for part in wanted.split("|"))):
            return before
    return _by_title(cast, m) if m.office and m.office not in _ANY_OF_THEM else None


def _last_office(cast: Cast, k: int) -> str | None:
    """The office of the person named right before mention `k`, for «نظيره»."""
    for j in range(k - 1, max(-1, k - 8), -1):
        if cast.mentions[j].kind == "person":
            for entity in cast.ids[j]:
                office = cast.drafts[entity].office
                if office:
                    return office
    return None


def _active(person: str, day: str) -> bool:
    return _closeness(person, day) > -6


def _closeness(person: str, day: str) -> float:
    """How near a day is to a person's time in public office: 1 inside a term, else minus the years to the nearest one."""
    if offices_held(person, day):
        return 1.0
    year = int(day[:4])
    gaps = [
        min(abs(year - int(t.start[:4])), abs(year - int((t.end or day)[:4])))
        for t in terms()
        if t.person == person and t.start[:4].isdigit()
    ]
    return -float(min(gaps, default=7))
