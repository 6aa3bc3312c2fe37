"""Grouping mentions into entities: one entry for «سيرغي لافروف», «لافروف», «وزير الخارجية الروسي» and «الوزير» after him.

A title without a name takes its holder from knowledge at the article's date; without a date it stays the office. Words that
point back («الجانبان», «بلاده», «نظيره») are led to what they point at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from musnad.knowledge import (
    Person,
    bodies,
    groups,
    holder,
    offices,
    offices_held,
    organisations,
    outlets,
    people,
    places,
    states,
)
from musnad.knowledge.cities import capital_names, cities
from musnad.language.folding import folded
from musnad.language.romanise import romanise
from musnad.language.tokens import tokens
from musnad.record import Document, Entity, EntityKind, Span
from musnad.tagger.spans import Mention


@dataclass(slots=True)
class Draft:
    """An entity in the making."""

    id: str
    kind: str
    en: str | None = None
    country: str | None = None
    office: str | None = None
    """Office id."""
    office_text: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    names: list[tuple[int, int]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    person: str | None = None
    feminine: bool | None = None
    former: bool = False


_POINTERS = {
    "الوزير": "minister", "الوزيره": "minister", "الرييس": "president", "السفير": "ambassador", "السفيره": "ambassador",
    "المبعوث": "envoy", "المتحدث": "spokesperson", "المتحدثه": "spokesperson", "الناطق": "spokesperson", "الناطقه": "spokesperson",
    "الامير": "emir|crown|prince", "الملك": "king", "المرشد": "leader", "القايد": "commander|chief", "معاليه": "minister",
    "سموه": "emir|crown|prince|minister", "المستشاره": "chancellor", "المستشار": "chancellor|adviser", "المندوب": "ambassador_un",
    "الزعيم": "president|leader|king|prime_minister", "رييس الوزراء": "prime_minister",
}  # fmt: skip


class Cast:
    """The entities of one article. `of(k)` leads mention `k` to the ids it stands for."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document, self.mentions = document, mentions
        self.text = document.text
        self.day = document.published[:10] if document.published else None
        self.drafts: dict[str, Draft] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        self._ids: list[tuple[str, ...]] = [()] * len(mentions)
        self._sure = {m.key for m in mentions if m.kind == "person" and m.sure and m.key}
        self._recent: list[str] = []
        for k in self._order():
            self._ids[k] = self._resolve(k)

    def _order(self) -> Iterable[int]:
        return range(len(self.mentions))

    def of(self, k: int) -> tuple[str, ...]:
        """Entity ids that mention `k` stands for; several for «الجانبان»; none for a word that leads nowhere."""
        return self._ids[k]

    def draft(self, entity: str) -> Draft:
        """The entity of an id."""
        return self.drafts[entity]

    def speaks_for(self, speaker: str, actors: Sequence[str]) -> bool:
        """Whether a speaker is the state, or an official of the state, that acts."""
        country = self.drafts[speaker].country
        return bool(country) and any(
            self.drafts[a].country == country and "state" in {self.drafts[a].kind, self.drafts[speaker].kind} for a in actors
        )

    # -- making entities ----------------------------------------------------------------------------------------------

    def _take(self, kind: str, key: str, slug: str, **facts: object) -> Draft:
        found = self._by_key.get((kind, key))
        if found is None:
            base = slug or kind
            base = f"{kind}_{base}" if _ITEM.fullmatch(base) else base
            found, n = base, 2
            while found in self.drafts:
                found, n = f"{base}_{n}", n + 1
            self._by_key[kind, key] = found
            self.drafts[found] = Draft(found, kind, **facts)  # type: ignore[arg-type]
        return self.drafts[found]

    def state(self, code: str) -> Draft:
        """The entity of a state."""
        s = states().get(code)
        en = s.en if s else code
        return self._take("state", code, romanise(en), en=en, country=code, wikidata=(s.wikidata or None) if s else None)

    def _resolve(self, k: int) -> tuple[str, ...]:
        m = self.mentions[k]
        if m.anaphor in {"pair", "own", "latter"}:
            return self._back(k, m)
        if m.kind == "person":
            draft = self._person(k, m)
        elif m.kind == "state" and m.key:
            draft = self.state(m.key)
        else:
            draft = self._other(m)
        if draft is None:
            return ()
        draft.spans.append((m.start, m.end))
        if not m.anaphor:
            draft.names.append(m.name)
        if draft.feminine is None:
            draft.feminine = m.feminine
        if not m.weak:
            if draft.id in self._recent:
                self._recent.remove(draft.id)
            self._recent.append(draft.id)
        return (draft.id,)

    def _other(self, m: Mention) -> Draft | None:
        name = self.text[m.name[0] : m.name[1]]
        key = m.key or folded(name)
        en: str | None = None
        country: str | None = m.country
        wikidata: str | None = None
        aliases: tuple[str, ...] = ()
        slug = romanise(name)
        if m.anaphor == "outlet":
            return next((self.drafts[e] for e in reversed(self._recent) if self.drafts[e].kind == "outlet"), None)
        if m.kind == "body":
            if m.anaphor:  # «الوزارة», «السفارة» without a state: the one met before
                for entity in reversed(self._recent):
                    before = self.drafts[entity]
                    if before.kind == "body" and (
                        before.office == m.office or (m.office == "ministry" and before.office in _MINISTRIES)
                    ):
                        return before
                country = None
            body = bodies().get(m.office or key.split("@")[0])
            if body:
                s = states().get(country or "")
                if "{" in body.en:
                    en = body.en.format(adj=s.en_adjective, country=s.en) if s else None
                else:
                    en = body.en
                slug = romanise(body.id + ("_" + country.lower() if country else ""))
            return self._take("body", key, slug, en=en, country=country, office=m.office)
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
            return self.place_named(name, key)
        return self._take(m.kind, key, slug, en=en, country=country, wikidata=wikidata, aliases=aliases)

    # -- places -------------------------------------------------------------------------------------------------------

    def place_named(self, name: str, key: str | None = None) -> Draft:
        """The entity of a place by its name as written, with country and English name where known."""
        found = _places().get(folded(name))
        if found:
            return self._take("place", found[0], romanise(found[1]), en=found[1], country=found[2] or None)
        return self._take("place", key or folded(name), romanise(name))

    def place_of(self, k: int) -> str | None:
        """The place that mention `k` names: a capital is its city here, not its government."""
        m = self.mentions[k]
        if m.kind == "place":
            return self._ids[k][0] if self._ids[k] else None
        if m.kind != "state" or not m.key:
            return None
        name = self.text[m.name[0] : m.name[1]]
        s = states().get(m.key)
        if s and s.capital and folded(name).startswith("العاصمه"):
            draft = self.place_named(s.capital[0])
            draft.spans.append((m.start, m.end))
            draft.names.append(m.name)
            return draft.id
        if s and folded(name) in {folded(c) for c in (*s.capital, *s.seats)}:
            draft = self.place_named(name)
            draft.country = draft.country or m.key
            draft.spans.append((m.start, m.end))
            draft.names.append(m.name)
            return draft.id
        return self._ids[k][0] if self._ids[k] else None

    # -- people -------------------------------------------------------------------------------------------------------

    def _person(self, k: int, m: Mention) -> Draft | None:
        if m.anaphor == "office" and m.name == (m.start, m.end):
            return self._pointed(m)
        if m.anaphor == "counterpart" or (m.office == "counterpart" and m.name == (m.start, m.end)):
            office = self._last_office(k)
            return self._by_title(replace(m, office=office)) if office and m.country else None
        if m.name == (m.start, m.end) and m.office and (m.key is None or "@" in m.key):
            return (self._pointed(m) if m.office in _ANY_OF_THEM else None) or self._by_title(m)
        office = self._last_office(k) if m.office == "counterpart" else m.office
        known = self._known(m, office)
        if known:
            country = m.country or (known.country if known.country in states() else None)
            draft = self._take(
                "person", known.id, known.id, en=known.en, country=country, wikidata=known.wikidata or None, aliases=known.names[:4],
                person=known.id, feminine=known.gender == "f",
            )  # fmt: skip
            self._entitle(draft, m, office)
            if draft.office is None and self.day:
                held = offices_held(known.id, self.day)
                if held and not m.former:
                    draft.office = held[0].office
            return draft
        if not m.sure:
            return None
        name = self.text[m.name[0] : m.name[1]]
        draft = self._unknown(name, m)
        self._entitle(draft, m, office)
        return draft

    def _entitle(self, draft: Draft, m: Mention, office: str | None) -> None:
        if office and office not in _TITLES_ONLY and (draft.office is None or draft.office in _TITLES_ONLY):
            draft.office, draft.former = office, m.former
        if draft.country is None:
            draft.country = m.country

    def _unknown(self, name: str, m: Mention) -> Draft:
        forms = [t.form for t in tokens(name)]
        for draft in self.drafts.values():
            if draft.kind == "person" and draft.person is None and draft.names:
                for a, b in draft.names:
                    before = [t.form for t in tokens(self.text[a:b])]
                    if set(forms) <= set(before) or (set(before) <= set(forms) and len(before) > 1):
                        return draft
        return self._take("person", folded(name), romanise(name), country=m.country)

    def _known(self, m: Mention, office: str | None) -> Person | None:
        """The person of a known name; among several of one name the one whose country and time in office fit."""
        candidates = [people()[c] for c in (m.candidates or ((m.key,) if m.key else ())) if c in people()]
        if not candidates:
            return None
        if m.country and m.office:
            fitting = [p for p in candidates if p.country == m.country]
            if not fitting and not any(p.country not in states() for p in candidates):
                return None
            candidates = fitting or candidates
        sure = [p for p in candidates if p.id in self._sure]
        if not m.sure:
            if sure:
                return sure[0]
            if self.day is None:
                return candidates[0] if len(candidates) == 1 or m.office else None
            active = [p for p in candidates if _active(p.id, self.day)]
            return max(active, key=lambda p: _closeness(p.id, self.day or "")) if active else None
        if len(candidates) > 1 and self.day:
            return max(candidates, key=lambda p: _closeness(p.id, self.day or ""))
        return candidates[0]

    def _by_title(self, m: Mention) -> Draft | None:
        """«وزير الخارجية الإيراني» without a name: somebody named before, the holder at the date, or the office itself."""
        organisation = m.key.split("@")[1] if m.key and "@" in m.key else ""
        where = m.country or organisation
        if m.plural:
            key = f"{m.office}@{where}"
            name = self.text[m.name[0] : m.name[1]]
            return self._take("body", key + "+", romanise(name), country=m.country, office=m.office)
        for entity in reversed(self._recent):
            before = self.drafts[entity]
            if before.kind == "person" and before.office == m.office and before.country == m.country and before.country:
                return before
        for other in self.mentions:  # named later under the same title
            named = other.kind == "person" and other.name != (other.start, other.end)
            if named and other.office == m.office and (not m.country or other.country in {m.country, None}):
                known = self._known(other, m.office)
                if known is None and other.sure and other.key is None and other.country:
                    draft = self._unknown(self.text[other.name[0] : other.name[1]], other)
                    self._entitle(draft, m, m.office)
                    return draft
                if known:
                    draft = self._take(
                        "person", known.id, known.id, en=known.en, country=m.country, wikidata=known.wikidata or None,
                        aliases=known.names[:4], person=known.id, feminine=known.gender == "f",
                    )  # fmt: skip
                    draft.office = draft.office or m.office
                    return draft
        held = holder(where, m.office or "", self.day) if self.day and where and not m.former else None
        if held:
            draft = self._take(
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
        draft = self._take("person", f"{m.office}@{where}", f"{m.office}_{romanise(where)}", en=en, country=m.country)
        draft.office, draft.former = m.office, m.former
        return draft

    def _pointed(self, m: Mention) -> Draft | None:
        """«الوزير», «الرئيس الإيراني»: the latest person whose office fits."""
        head = folded(self.text[m.name[0] : m.name[1]])
        wanted = next((v for word, v in _POINTERS.items() if head.startswith(word)), "")
        for entity in reversed(self._recent):
            before = self.drafts[entity]
            if before.kind != "person" or (m.country and before.country != m.country):
                continue
            if m.feminine and before.feminine is False:
                continue
            office = before.office or ""
            if (m.office and office == m.office) or (wanted and any(part in office for part in wanted.split("|"))):
                return before
        return self._by_title(m) if m.office and m.office not in _ANY_OF_THEM else None

    def _last_office(self, k: int) -> str | None:
        """The office of the person named right before mention `k`, for «نظيره»."""
        for j in range(k - 1, max(-1, k - 8), -1):
            if self.mentions[j].kind == "person":
                for entity in self._ids[j]:
                    office = self.drafts[entity].office
                    if office:
                        return office
        return None

    # -- words that point back ----------------------------------------------------------------------------------------

    def _back(self, k: int, m: Mention) -> tuple[str, ...]:
        if m.anaphor == "latter":
            return next(((e,) for e in reversed(self._recent) if self.drafts[e].kind == "person"), ())
        if m.anaphor == "own":
            for j in range(k - 1, -1, -1):
                for entity in self._ids[j]:
                    draft = self.drafts[entity]
                    if draft.kind in {"person", "body", "anon", "state"} and draft.country and not self.mentions[j].weak:
                        own = self.state(draft.country)
                        own.spans.append((m.start, m.end))
                        return (own.id,)
            return ()
        return self._pair(k, m)

    def _pair(self, k: int, m: Mention) -> tuple[str, ...]:
        """The two parties that «البلدان», «الوزيران», «الطرفان» stand for: the two latest of the fitting kind."""
        if m.key:
            return tuple(self.state(country).id for country in m.key.split("|"))
        head = folded(self.text[m.start : m.end])
        persons = head.startswith(("الرييس", "الوزير", "الزعيم", "المسوول", "القايد"))
        found: list[str] = []
        if m.country:
            found.append(self.state(m.country).id)
        if persons:
            found += [e for e in reversed(self._recent) if self.drafts[e].kind == "person" and e not in found][: 2 - len(found)]
            return tuple(reversed(found)) if len(found) == 2 else ()
        for country in self._leading(k):
            own = self.state(country).id
            if own not in found:
                found.append(own)
            if len(found) == 2:
                return tuple(found)
        return ()

    def _leading(self, k: int) -> list[str]:
        """The countries that «البلدان» at mention `k` may mean: those of its own sentence so far if there are just two, else
        those the article speaks of most."""
        at = self.mentions[k].start
        start = max(self.text.rfind(".", 0, at), self.text.rfind("\n", 0, at), 0)
        weights: dict[str, float] = {}
        near: dict[str, int] = {}
        for j, m in enumerate(self.mentions):
            if m.kind not in {"state", "person", "body"} or m.anaphor or self._is_site(m):
                continue
            country = m.country or next((self.drafts[e].country for e in self._ids[j] if j < k), None)
            if country:
                weights[country] = weights.get(country, 0.0) + (0.5 if m.weak or self._is_city(m) else 1.0) * (
                    1.0 if j < k else _LATER
                )
                if j < k and m.start >= start and not m.weak:
                    near[country] = m.start
        if len(near) == 2:
            return sorted(near, key=lambda c: near[c])
        return sorted(weights, key=lambda c: -weights[c])

    def _is_city(self, m: Mention) -> bool:
        """A capital by its own name may be a place as well as a government."""
        s = states().get(m.key or "") if m.kind == "state" else None
        return s is not None and folded(self.text[m.name[0] : m.name[1]]) in {folded(c) for c in s.capital}

    def _is_site(self, m: Mention) -> bool:
        """«العاصمة الصينية» says where, not who."""
        return m.kind == "state" and folded(self.text[m.start : m.end]).startswith("العاصمه")

    def group_of(self, name: tuple[int, int]) -> Draft:
        """An entity for parties that speak as one: «الجانبان», «لافروف وعراقجي»."""
        text = self.text[name[0] : name[1]]
        draft = self._take("group", folded(text), romanise(text))
        draft.names.append(name)
        draft.spans.append(name)
        return draft

    def doer_of(self, start: int, end: int) -> str:
        """An unnamed doer, called by the words of the act."""
        name = self.text[start:end]
        draft = self._take("anon", f"doer@{folded(name)}", romanise(name))
        draft.names.append((start, end))
        draft.spans.append((start, end))
        return draft.id

    # -- results ------------------------------------------------------------------------------------------------------

    def entities(self, used: set[str]) -> tuple[Entity, ...]:
        """The entities that take part in something, in the order of their first mention."""
        out = []
        for draft in sorted((d for d in self.drafts.values() if d.id in used), key=lambda d: (min(d.spans, default=(0, 0)), d.id)):
            names = [self.text[a:b] for a, b in draft.names] or [self.text[a:b] for a, b in draft.spans[:1]]
            if draft.kind == "person" and draft.office:
                named = [n for n in names if len(n) < 60]
                names = named or names
            full = self._full_name(draft, names)
            mentions = tuple(Span(a, b, self.text[a:b]) for a, b in sorted(set(draft.spans)))
            aliases = tuple(dict.fromkeys(a for a in (*names, *draft.aliases) if a != full))
            out.append(
                Entity(
                    draft.id,
                    EntityKind(draft.kind),
                    full,
                    draft.en,
                    draft.country,
                    self._office(draft),
                    draft.wikidata,
                    aliases,
                    mentions,
                )
            )
        return tuple(out)

    def _full_name(self, draft: Draft, names: list[str]) -> str:
        if draft.kind == "state":
            s = states().get(draft.country or "")
            proper = [n for n in names if s and folded(n) in {folded(x) for x in s.names}]
            return max(proper or names, key=len) if names else (s.names[0] if s else draft.id)
        if not names:
            return draft.id
        return max(names, key=lambda n: (len(n), n))

    def _office(self, draft: Draft) -> str | None:
        if draft.kind != "person" or draft.office is None or draft.office in _TITLES_ONLY:
            return None
        office = offices().get(draft.office)
        text = office.en if office else draft.office.replace("_", " ")
        return f"former {text}" if draft.former else text


_LATER = 0.3
"""Weight of what an article says only later, beside what it said before «البلدان»."""
_MINISTRIES = frozenset({"mfa", "mod", "interior", "finance", "economy", "trade", "energy", "oil", "justice"})
_ANY_OF_THEM = frozenset({"minister", "official", "representative", "spokesperson", "adviser", "commander", "leader"})
"""Titles that say less than an office: «الوزير الإيراني» is whichever Iranian minister the article named."""
_TITLES_ONLY = frozenset({"counterpart", "official", "cleric", "journalist"})


def _active(person: str, day: str) -> bool:
    return _closeness(person, day) > -6


def _closeness(person: str, day: str) -> float:
    """How near a day is to a person's time in public office: 1 inside a term, else minus the years to the nearest one."""
    from musnad.knowledge import terms

    if offices_held(person, day):
        return 1.0
    year = int(day[:4])
    gaps = [
        min(abs(year - int(t.start[:4])), abs(year - int((t.end or day)[:4])))
        for t in terms()
        if t.person == person and t.start[:4].isdigit()
    ]
    return -float(min(gaps, default=7))


def _places() -> dict[str, tuple[str, str, str]]:
    if not _place_names:
        for place in (*cities(), *places().values()):
            for name in place.names:
                _place_names[folded(name)] = (place.id, place.en, place.country)
        for code, en in capital_names().items():
            for name in states()[code].capital:
                _place_names.setdefault(folded(name), (f"capital_{code}", en, code))
    return _place_names


_place_names: dict[str, tuple[str, str, str]] = {}
_ITEM = re.compile(r"[es]\d+")
"""Ids of events and statements; an entity («الترويكا»: E3) never has one."""
