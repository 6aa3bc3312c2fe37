"""Who appears in an article: entities in the making, found again by what is known of them, and what each mention stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from musnad.knowledge import organisations, places, same_outlet, states
from musnad.knowledge.cities import capital_names, cities
from musnad.language.folding import folded
from musnad.language.romanise import romanise
from musnad.record import Document
from musnad.tagger.spans import Mention

_ITEM = re.compile(r"[es]\d+")
"""Ids of events and statements; an entity («الترويكا»: E3) never has one."""


@dataclass(slots=True)
class Draft:
    """An entity in the making."""

    id: str
    kind: str
    en: str | None = None
    country: str | None = None
    office: str | None = None
    """Office id."""
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    names: list[tuple[int, int]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    """Where only a title stands for a person («وزير الخارجية الروسي»)."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    person: str | None = None
    feminine: bool | None = None
    former: bool = False


class Cast:
    """The entities of one article. `of(k)` leads mention `k` to the ids it stands for."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.text = document.text
        self.outlet = document.outlet
        self.day = document.published[:10] if document.published else None
        self.drafts: dict[str, Draft] = {}
        self.ids: list[tuple[str, ...]] = [()] * len(mentions)
        self.recent: list[str] = []
        """Entities in the order in which they were last named."""
        self.sure = frozenset(m.key for m in mentions if m.kind == "person" and m.sure and m.key)
        """Known people that the article names in full."""
        self.home = _home(mentions)
        """The state whose own «الحكومة», «الشرطة», «الجيش» an article means where it doesn't say; None where no state stands out."""
        self.kingdom = max(_kingdoms(), key=lambda c: (sum(m.country == c for m in mentions), c == "SAU"))
        """The state that «المملكة» is: the kingdom that the article names most, Saudi Arabia where it names none."""
        self._by_key: dict[tuple[str, str], str] = {}

    def of(self, k: int) -> tuple[str, ...]:
        """Entity ids that mention `k` stands for; several for «الجانبان»; none for a word that leads nowhere."""
        return self.ids[k]

    def draft(self, entity: str) -> Draft:
        """The entity of an id."""
        return self.drafts[entity]

    def publishes(self, entity: str) -> bool:
        """Whether an entity is the article's own outlet."""
        draft = self.drafts[entity]
        return draft.kind == "outlet" and self.outlet is not None and same_outlet(draft.id, self.outlet)

    def speaks_for(self, speaker: str, actors: Sequence[str]) -> bool:
        """Whether a speaker is the state, or an official of the state, that acts."""
        country = self.drafts[speaker].country
        return bool(country) and any(
            self.drafts[a].country == country and "state" in {self.drafts[a].kind, self.drafts[speaker].kind} for a in actors
        )

    def take(self, kind: str, key: str, slug: str, **facts: object) -> Draft:
        """The entity of a kind and key, made from the facts where it is new; `slug` is what its id is made of."""
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
        return self.take("state", code, romanise(en), en=en, country=code, wikidata=(s.wikidata or None) if s else None)

    def place_named(self, name: str, key: str | None = None) -> Draft:
        """The entity of a place by its name as written, with country and English name where known."""
        found = _places().get(folded(name))
        if found:
            return self.take("place", found[0], romanise(found[1]), en=found[1], country=found[2] or None)
        return self.take("place", key or folded(name), romanise(name))

    def place_of(self, k: int) -> str | None:
        """The place that mention `k` names: a capital is its city here, not its government."""
        m = self.mentions[k]
        if m.kind == "place":
            return self.ids[k][0] if self.ids[k] else None
        if m.kind not in {"state", "body"} or not m.country:
            return None
        name = self.text[m.name[0] : m.name[1]]
        s = states().get(m.country)
        if s and s.capital and folded(name).startswith("العاصمه"):
            draft = self.place_named(s.capital[0])
            draft.spans.append((m.start, m.end))
            draft.names.append(m.name)
            return draft.id
        if s and folded(name) in {folded(c) for c in (*s.capital, *s.seats)}:
            draft = self.place_named(name)
            draft.country = draft.country or m.country
            draft.spans.append((m.start, m.end))
            draft.names.append(m.name)
            return draft.id
        return self.ids[k][0] if m.kind == "state" and self.ids[k] else None

    def group_of(self, name: tuple[int, int]) -> Draft:
        """An entity for parties that speak as one: «الجانبان», «لافروف وعراقجي»."""
        text = self.text[name[0] : name[1]]
        draft = self.take("group", folded(text), romanise(text))
        draft.names.append(name)
        draft.spans.append(name)
        return draft

    def doer_of(self, start: int, end: int) -> str:
        """An unnamed doer, called by the words of the act."""
        name = self.text[start:end]
        draft = self.take("anon", f"doer@{folded(name)}", romanise(name))
        draft.names.append((start, end))
        draft.spans.append((start, end))
        return draft.id


_FOREMOST = 0.6
"""Share of what an article names that belongs to one state (states, people, bodies, places; not the agencies it quotes), from which on it is
about that state. Of 541 bodies that half of the annotated articles name without their state, this and the body met before give 252 the
state that the readers gave them, 27 another one, and 10 one where they gave none."""
_FEW = 3.0
"""Such names that there must be at least, an adjective («الإيرانية») counting half."""


def _home(mentions: Sequence[Mention]) -> str | None:
    weights: dict[str, float] = {}
    for m in mentions:
        if m.country and not m.anaphor and m.kind != "outlet":
            weights[m.country] = weights.get(m.country, 0.0) + (0.5 if m.weak else 1.0)
    country = max(weights, key=lambda c: weights[c], default=None)
    return country if country and weights[country] >= max(_FEW, _FOREMOST * sum(weights.values())) else None


@cache
def _kingdoms() -> tuple[str, ...]:
    """States that are called «المملكة» for short: those of that name («المملكة المغربية»), and those of the Gulf («مملكة البحرين»)."""
    gulf = organisations()["GCC"].members
    heads = {code: {folded(n).split(" ")[0] for n in s.names} for code, s in states().items()}
    return tuple(code for code, first in heads.items() if "المملكه" in first or ("مملكه" in first and code in gulf))


@cache
def _places() -> Mapping[str, tuple[str, str, str]]:
    """Folded name → id, English name and country of a place."""
    out: dict[str, tuple[str, str, str]] = {}
    for place in (*cities(), *places().values()):
        for name in place.names:
            out[folded(name)] = (place.id, place.en, place.country)
    for code, en in capital_names().items():
        for name in states()[code].capital:
            out.setdefault(folded(name), (f"capital_{code}", en, code))
    return out
