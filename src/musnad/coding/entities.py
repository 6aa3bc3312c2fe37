"""Grouping mentions into entities: one entry for «سيرغي لافروف», «لافروف», «وزير الخارجية الروسي» and «الوزير» after him."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.coding.anaphora import back, named_before
from musnad.coding.cast import Cast, Draft
from musnad.coding.persons import TITLES_ONLY, person_of
from musnad.coding.unnamed import in_english
from musnad.knowledge import Group, Organisation, Outlet, bodies, groups, offices, organisations, outlets, states
from musnad.language.folding import folded
from musnad.language.romanise import romanise
from musnad.record import Document, Entity, EntityKind, Span
from musnad.tagger.spans import Mention

_ABROAD = frozenset({"embassy", "consulate", "delegation", "permanent_mission", "negotiating_team"})
"""Bodies that mostly stand in another state than their own."""


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
        return back(cast, k, m)
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
    if m.anaphor in {"outlet", "group", "office"} or m.kind == "anon":
        before = named_before(cast, m, folded(name))
        if before or m.anaphor == "outlet":
            return before
    key = m.key or folded(name)
    if m.kind == "body":
        return _body(cast, m, name, key)
    if m.kind == "place":
        return cast.place_named(name, key)
    if m.kind == "anon":
        return cast.take("anon", key, romanise(name), en=in_english(name), country=m.country)
    if m.kind == "group" and key.startswith("people@"):
        s = states().get(key[7:])
        en = f"{s.en_adjective} people" if s else None
        return cast.take("group", key, "people_" + key[7:].lower(), en=en, country=m.country)
    known = _known(m.kind, key)
    if known is None:
        return cast.take(m.kind, key, romanise(name), country=m.country)
    slug, country = (known.id.lower(), m.country) if isinstance(known, Organisation) else (known.id, known.country or None)
    return cast.take(
        m.kind, key, slug, en=known.en, country=country, wikidata=known.wikidata or None, aliases=known.names[:3]
    )  # fmt: skip


def _known(kind: str, key: str) -> Organisation | Group | Outlet | None:
    """What the tables know of an organisation, group or outlet."""
    if kind == "outlet":
        return outlets().get(key)
    return organisations().get(key) or (groups().get(key) if kind == "group" else None)


def _body(cast: Cast, m: Mention, name: str, key: str) -> Draft:
    """An organ of a state; where the text leaves the state out («الحكومة»), of the state the article is about."""
    country = m.country
    if m.anaphor:
        country = None if m.office in _ABROAD else cast.home
        key = f"{m.office}@{country}" if country and m.office else key
    body = bodies().get(m.office or key.split("@")[0])
    if body is None:
        return cast.take("body", key, romanise(name), country=country, office=m.office)
    s = states().get(country or "")
    en: str | None = body.en.format(adj=s.en_adjective, country=s.en) if s else body.en.removesuffix(" of {country}")
    if en and ("{" in en or en == "Ministry"):
        en = None
    slug = romanise(body.id + ("_" + country.lower() if country else ""))
    return cast.take("body", key, slug, en=en, country=country, office=m.office)


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
