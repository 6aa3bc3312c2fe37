"""Grouping mentions into entities: one entry for «سيرغي لافروف», «لافروف», «وزير الخارجية الروسي» and «الوزير» after him."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.coding.cast import Cast, Draft
from musnad.coding.persons import TITLES_ONLY, person_of
from musnad.coding.unnamed import in_english
from musnad.knowledge import bodies, groups, offices, organisations, outlets, states
from musnad.language.folding import folded
from musnad.language.romanise import romanise
from musnad.record import Document, Entity, EntityKind, Span
from musnad.tagger.spans import Mention

_LATER = 0.3
"""Weight of what an article says only later, beside what it said before «البلدان»."""
_ABROAD = frozenset({"embassy", "consulate", "delegation", "permanent_mission", "negotiating_team"})
"""Bodies that mostly stand in another state than their own."""
_MINISTRIES = frozenset({"mfa", "mod", "interior", "finance", "economy", "trade", "energy", "oil", "justice"})


def make_cast(document: Document, mentions: Sequence[Mention]) -> Cast:
    """The entities that the mentions of an article stand for."""
    cast = Cast(document, mentions)
    for k in range(len(mentions)):
        cast.ids[k] = _resolve(cast, k)
    return cast


def _resolve(cast: Cast, k: int) -> tuple[str, ...]:
    """The ids that mention `k` stands for; the entity keeps where it stood."""
    m = cast.mentions[k]
    if m.anaphor in {"pair", "own", "latter"}:
        return _back(cast, k, m)
    if m.kind == "person":
        draft = person_of(cast, k, m)
    elif m.anaphor == "kingdom":
        draft = cast.state(cast.kingdom)
    elif m.kind == "state" and m.key:
        draft = cast.state(m.key)
    else:
        draft = _other(cast, m)
    if draft is None:
        return ()
    draft.spans.append((m.start, m.end))
    if not m.anaphor:
        (draft.titles if m.kind == "person" and m.office and m.name == (m.start, m.end) else draft.names).append(m.name)
    if draft.feminine is None:
        draft.feminine = m.feminine
    if not m.weak:
        if draft.id in cast.recent:
            cast.recent.remove(draft.id)
        cast.recent.append(draft.id)
    return (draft.id,)


def _other(cast: Cast, m: Mention) -> Draft | None:
    """The entity of a body, organisation, group, outlet, place or unnamed source."""
    name = cast.text[m.name[0] : m.name[1]]
    key = m.key or folded(name)
    en: str | None = None
    country: str | None = m.country
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    slug = romanise(name)
    if m.anaphor == "outlet":
        return next((cast.drafts[e] for e in reversed(cast.recent) if cast.drafts[e].kind == "outlet"), None)
    if m.anaphor == "group":
        return _so_called(cast, folded(name))
    if m.kind == "body":
        if m.anaphor:  # «الوزارة», «السفارة» without a state: the one met before
            for entity in reversed(cast.recent):
                before = cast.drafts[entity]
                if before.kind == "body" and (
                    before.office == m.office or (m.office == "ministry" and before.office in _MINISTRIES)
                ):
                    return before
            country = None if m.office in _ABROAD else cast.home
            if country and m.office:
                key = f"{m.office}@{country}"
        body = bodies().get(m.office or key.split("@")[0])
        if body:
            s = states().get(country or "")
            if s:
                en = body.en.format(adj=s.en_adjective, country=s.en)
            else:
                en = body.en.removesuffix(" of {country}")
                en = None if "{" in en or en == "Ministry" else en
            slug = romanise(body.id + ("_" + country.lower() if country else ""))
        return cast.take("body", key, slug, en=en, country=country, office=m.office)
    if m.kind in {"igo", "group"} and key in organisations():
        o = organisations()[key]
        en, wikidata, slug, aliases = o.en, o.wikidata or None, o.id.lower(), o.names[:3]
    elif m.kind == "group" and key in groups():
        g = groups()[key]
        en, wikidata, slug, aliases, country = g.en, g.wikidata or None, g.id, g.names[:3], g.country or None
    elif m.kind == "group" and key.startswith("people@"):
        s = states().get(key[7:])
        en, slug = (f"{s.en_adjective} people" if s else None), "people_" + key[7:].lower()
    elif m.kind == "outlet" and key in outlets():
        o2 = outlets()[key]
        en, wikidata, slug, aliases, country = o2.en, o2.wikidata or None, o2.id, o2.names[:3], o2.country or None
    elif m.kind == "place":
        return cast.place_named(name, key)
    elif m.kind == "anon":
        if not m.country and (source := _source_before(cast, folded(name))):
            return source
        en = in_english(name)
    return cast.take(m.kind, key, slug, en=en, country=country, wikidata=wikidata, aliases=aliases)


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


def _source_before(cast: Cast, name: str) -> Draft | None:
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


def _back(cast: Cast, k: int, m: Mention) -> tuple[str, ...]:
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


def entities(cast: Cast, used: set[str]) -> tuple[Entity, ...]:
    """The entities that take part in something, in the order of their first mention."""
    out = []
    for draft in sorted((d for d in cast.drafts.values() if d.id in used), key=lambda d: (min(d.spans, default=(0, 0)), d.id)):
        names, titles = ([cast.text[a:b] for a, b in spans] for spans in (draft.names, draft.titles))
        full = _full_name(draft, names or titles or [cast.text[a:b] for a, b in draft.spans[:1]])
        mentions = tuple(Span(a, b, cast.text[a:b]) for a, b in sorted(set(draft.spans)))
        aliases = tuple(dict.fromkeys(a for a in (*names, *titles, *draft.aliases) if a != full))
        out.append(
            Entity(
                draft.id,
                EntityKind(draft.kind),
                full,
                draft.en,
                draft.country,
                _office(draft),
                draft.wikidata,
                aliases,
                mentions,
            )
        )
    return tuple(out)


def _full_name(draft: Draft, names: list[str]) -> str:
    if draft.kind == "state":
        s = states().get(draft.country or "")
        proper = [n for n in names if s and folded(n) in {folded(x) for x in s.names}]
        return max(proper or names, key=len) if names else (s.names[0] if s else draft.id)
    if not names:
        return draft.id
    return max(names, key=lambda n: (len(n), n))


def _office(draft: Draft) -> str | None:
    if draft.kind != "person" or draft.office is None or draft.office in TITLES_ONLY:
        return None
    office = offices().get(draft.office)
    text = office.en if office else draft.office.replace("_", " ")
    return f"former {text}" if draft.former else text
