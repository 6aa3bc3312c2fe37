"""Finding who and where: names, titles with their country and their bearer, unnamed sources, words that point back.

A mention is grown from its head: an office («وزير الخارجية») takes the country that follows it («الإيراني»), honorifics, and a
name, known or not («عباس عراقجي»); a body («وزارة الخارجية») takes its country; a name takes the office that follows it after a
comma («سيرغي لافروف، وزير الخارجية الروسي»).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from musnad.knowledge import Name, all_names, people, terms
from musnad.knowledge.tables import cells, rows
from musnad.language.clitics import split, stems, vocabulary
from musnad.language.folding import folded
from musnad.language.matching import Lexicon, Match
from musnad.language.tokens import tokens
from musnad.tagger.lexicon.page import PREPOSITIONS, Page, readings
from musnad.tagger.spans import Mention

_LONGEST_NAME = 6
"""Words of a person's name («محمد بن سلمان بن عبدالعزيز آل سعود» has six or seven; the last is then left off)."""
_STYLES = frozenset({None, "prince", "cleric", "journalist"})
"""What may stand before a name and leaves room for the office."""
_RARE = 250
"""A word seen more often than this among 16.7 million does not begin an unknown name, unless it is part of known ones
(found by reading the names of unknown office holders in 300 articles)."""
_LINKS = frozenset({"بن", "ابن", "ال", "ابو", "عبد", "بنت", "دي", "فان", "ولد", "بو", "دو", "دا", "فون", "ماك", "لو", "مير"})


@cache
def words() -> Mapping[str, frozenset[str]]:
    """Word classes of the table `lexicon/words`, folded."""
    return {row["class"]: frozenset(folded(w) for w in cells(row["words"])) for row in rows("lexicon/words")}


@cache
def gazetteer() -> Lexicon[Name]:
    """Every known name, and the word classes as names of kind `class:…`."""
    classes = [
        (w, Name(w, f"class:{name}", "", "", "name"))
        for name in ("honorific", "anon", "officials", "side", "pair", "own", "counterpart", "latter", "pointer", "generic_outlet")
        for w in sorted(words()[name])
    ]
    return Lexicon([(n.phrase, n) for n in all_names()] + classes)


@cache
def name_parts() -> frozenset[str]:
    """Given names, and the words that stand in the names of known people."""
    known = frozenset(t.form for p in people().values() for n in p.names for t in tokens(n) if len(t.form) > 1)
    return known - words()["not_names"] | words()["given_name"]


@cache
def _offices_of(person: str) -> frozenset[str]:
    return frozenset(t.office for t in terms() if t.person == person)


@cache
def _organ(country: str, body: str) -> str:
    return f"{body}@{country}" if country else body


_ORDER = {
    "person": 0, "state": 1, "igo": 2, "outlet": 5, "group": 3, "office": 4, "body": 6, "place": 8,
}  # fmt: skip
_FEMININE_ENDING = ("ه", "اء")


class Finder:
    """Finds the mentions of one page; `day` (ISO date) helps to choose among people of one name."""

    def __init__(self, page: Page, day: str | None) -> None:
        self.page, self.day = page, day
        self.at: dict[int, list[Match[Name]]] = {}
        for match in gazetteer().find(page.tokens):
            self.at.setdefault(match.first, []).append(match)
        self.out: list[Mention] = []
        self.tokens = page.tokens
        self.n = len(page.tokens)

    def find(self) -> list[Mention]:
        """All mentions in text order, none overlapping another."""
        i = 0
        while i < self.n:
            mention, upto = self._grow(i)
            if mention:
                self.out.append(mention)
            i = max(upto, i + 1)
        self._appositions()
        self._again()
        return self.out

    # -- matches ------------------------------------------------------------------------------------------------------

    def _best(self, i: int, kinds: Iterable[str] | None = None, clitics: bool = True) -> Match[Name] | None:
        """The longest match at token `i` of the wanted kinds; among equals the most telling kind."""
        found = [m for m in self.at.get(i, ()) if (kinds is None or m.value.kind in kinds) and (clitics or not m.proclitics)]
        if not found:
            return None
        longest = max(m.last for m in found)
        return min((m for m in found if m.last == longest), key=lambda m: (len(m.proclitics), _ORDER.get(m.value.kind, 7)))

    def _close(self, i: int) -> bool:
        """Token `i` follows the one before it with nothing but space, in the same sentence."""
        return 0 < i < self.n and not self.page.gap(i).strip(" \"'«»“”#_\u00a0")

    def _near(self, i: int) -> bool:
        """As `_close`, or with a single comma between."""
        return 0 < i < self.n and self.page.gap(i).strip(" \"'«»“”#_\u00a0") in {"", "،", ",", "-", "–", "ـ", "(", ")"}

    # -- growing ------------------------------------------------------------------------------------------------------

    def _grow(self, i: int) -> tuple[Mention | None, int]:
        match = self._best(i)
        if match is None:
            return None, i + 1
        kind = match.value.kind
        if kind == "class:honorific":
            return self._after_honorific(i, match)
        if kind == "office":
            return self._office(i, match)
        if kind == "person":
            return self._person(match)
        if kind == "body":
            return self._body(match)
        if kind.startswith("class:"):
            return self._class(match, kind[6:])
        if kind == "state":
            return self._state(match)
        return self._named(match), match.last

    def _after_honorific(self, i: int, match: Match[Name]) -> tuple[Mention | None, int]:
        """«الشيخ», «معالي» before an office or a name; alone it may point back («السفير»)."""
        j = match.last
        inner, upto = (None, j)
        if self._close(j) and j < self.n:
            following = self._best(j, clitics=False)
            if following and following.value.kind in {"office", "person", "class:honorific", "class:pointer"}:
                inner, upto = self._grow(j)
            else:
                named = self._unknown_name(j)
                if named > j and (named - j > 1 or self.tokens[j].form in name_parts()):
                    inner = Mention(
                        self.tokens[j].start, self.tokens[named - 1].end, "person", self._extent(j, named), feminine=None
                    )
                    upto = named
        if inner is not None and inner.kind == "person":
            untitled = inner.name == (inner.start, inner.end) and inner.office is not None
            name = (match.start, inner.end) if untitled else inner.name
            return replace(inner, start=match.start, name=name), upto
        pointer = next((m for m in self.at.get(i, ()) if m.value.kind in {"class:pointer", "office"}), None)
        if pointer and pointer.last == match.last:
            return self._office(i, pointer) if pointer.value.kind == "office" else self._class(pointer, "pointer")
        return inner, upto

    def _extent(self, i: int, j: int) -> tuple[int, int]:
        return self.tokens[i].start, self.tokens[j - 1].end

    def _country_after(self, j: int) -> tuple[str | None, str | None, int]:
        """The state, or else the knowledge id of an organisation, that tokens from `j` name; and the token after it."""
        if not self._close(j):
            return None, None, j
        link = j
        if self.tokens[j].form in {"في", "لدي", "لدى", "من", "ب"} and self._close(j + 1):
            link = j + 1
        for m in self.at.get(link, ()):
            value = m.value
            if value.kind == "state" and value.form in {"name", "nisba", "seat", "capital"} and set(m.proclitics) <= {"ل", "ب"}:
                if link > j and value.form == "nisba":
                    continue
                return value.country, None, m.last
            if value.kind in {"igo", "group"} and set(m.proclitics) <= {"ل", "ب"} and (link == j or value.kind == "igo"):
                return (value.country or None), value.id, m.last
        if self.tokens[link].form in {"المملكه", "للمملكه"} and link == j:
            return "SAU", None, link + 1
        return None, None, j

    def _office(self, i: int, match: Match[Name]) -> tuple[Mention | None, int]:
        office, j = match.value.id, match.last
        country: str | None = None
        attached: str | None = None
        former = False
        while j < self.n:
            if self._close(j):
                if self.tokens[j].form in words()["former"]:
                    former, j = True, j + 1
                    continue
                step = self._modifier(j)
                if step > j:
                    j = step
                    continue
            if country is None and attached is None:
                country, attached, step = self._country_after(j)
                if step > j:
                    j = step
                    continue
                inner = self._best(j) if self._close(j) else None
                if inner and inner.value.kind == "body" and set(inner.proclitics) <= {"ل", "ب"}:
                    country = inner.value.country or None
                    j = inner.last
                    continue
            break
        plural = match.value.phrase.startswith(("وزراء", "سفراء", "قاده", "زعماء", "الوزراء", "نواب", "القاده", "السفراء"))
        end_of_title = j
        name_at = self._skip_honorifics(j)
        person, upto = (None, j) if plural else self._bearer(name_at, near=j)
        if person is None and not plural:
            name_at = self._skip_honorifics(self._posted(j))
            if name_at > j:
                person, upto = self._bearer(name_at, near=name_at if self._near(name_at) else j)
                if person is None or (upto - name_at < 2 and person.key is None):
                    person, upto, name_at = None, j, j
        head = match.value.phrase
        feminine = head.split()[0].endswith("ه") and not head.startswith(("خليفه",))
        if person is not None:
            return (
                replace(
                    person, start=match.start, office=office, country=person.country or country, former=former,
                    feminine=feminine or bool(person.feminine),
                ),
                upto,
            )  # fmt: skip
        second = self._best(name_at) if self._near(name_at) and name_at < self.n else None
        if second and second.value.kind == "office" and not second.proclitics and not plural and self._close(j):
            chained, after = self._office(name_at, second)
            if chained and chained.name != (chained.start, chained.end):
                return replace(chained, start=match.start, office=office, country=chained.country or country), after
        title = (match.start, self.tokens[end_of_title - 1].end)
        pointing = country is None and attached is None
        if pointing and office in {"cleric", "prince", "journalist", "mp", "leader", "chairperson", "department_director"}:
            return None, match.last
        single = self.tokens[match.first].form
        definite = match.value.phrase.startswith("ال") or " ال" in match.value.phrase
        if pointing and not definite and not plural:
            return None, match.last
        key = f"{office}@{country or attached or ''}"
        return (
            Mention(
                title[0], title[1], "person", title, key=None if pointing else key, country=country, office=office, former=former,
                plural=plural, feminine=feminine, anaphor="office" if pointing and single else None,
            ),
            end_of_title,
        )  # fmt: skip

    def _posted(self, j: int) -> int:
        """The token after «لدى طهران», «إلى الشرق الأوسط», «(البنتاغون)» that follows a title; `j` where nothing does."""
        if j + 1 >= self.n or not self._near(j):
            return j
        at = j + 1 if self._close(j) and self.tokens[j].form in {"لدي", "الي", "في"} else j
        if at == j and "(" not in self.page.gap(j):
            return j
        where = self._best(at, {"state", "place", "igo", "group", "body"}, clitics=False)
        return where.last if where else j

    def _modifier(self, j: int) -> int:
        for length in (3, 2, 1):
            if j + length <= self.n:
                phrase = " ".join(t.form for t in self.tokens[j : j + length])
                if phrase in words()["modifier"]:
                    return j + length
        if self.tokens[j].form in {"للشوون", "لشوون", "للشئون"}:
            step = j + 1
            while step < self.n and self._close(step) and step < j + 6:
                form = self.tokens[step].form
                if form in {"في", "و"} or form.startswith(("ال", "وال")):
                    step += 1
                    continue
                break
            return step
        return j

    def _skip_honorifics(self, j: int) -> int:
        while j < self.n and self._near(j):
            match = self._best(j, {"class:honorific"}, clitics=False)
            if match is None:
                break
            j = match.last
        return j

    def _bearer(self, j: int, near: int) -> tuple[Mention | None, int]:
        """The person named from token `j` on, known or unknown."""
        if j >= self.n or not self._near(j) or (j > near and not self._near(near)):
            return None, j
        match = self._best(j, {"person"}, clitics=False)
        guessed = self._unknown_name(j, after_comma=not self._close(j))
        if match and match.value.form == "name":
            more = range(match.last, guessed)
            if not all(self.tokens[x].form in name_parts() for x in more):
                guessed = match.last
        if match and guessed <= match.last:
            person, upto = self._person(match)
            return person, upto
        if guessed > j and (self._close(j) or guessed - j > 1):
            return (
                Mention(self.tokens[j].start, self.tokens[guessed - 1].end, "person", self._extent(j, guessed), feminine=None),
                guessed,
            )
        if match:
            return self._person(match)
        return None, j

    def _unknown_name(self, j: int, after_comma: bool = False) -> int:
        """The token after the longest run from `j` that reads like a person's name; `j` where there is none."""
        at = j
        while at < self.n and at - j < _LONGEST_NAME + 1:
            if at > j and (not self._close(at) or any(mark in self.page.gap(at) for mark in '"«»“”')):
                break
            form = self.tokens[at].form
            if not self._name_word(at, form, first=at == j):
                break
            at += 1
        while at > j and self.tokens[at - 1].form in {"بن", "ابن", "ال", "ابو", "عبد", "بنت", "دي", "فان", "بو", "ولد"}:
            at -= 1
        if after_comma and at - j == 1 and self.tokens[j].form not in name_parts():
            return j
        return at

    def _name_word(self, at: int, form: str, first: bool) -> bool:
        if form.isdigit() or len(form) < 2 or not "\u0621" <= form[0] <= "\u064a":
            return False
        if form in PREPOSITIONS or form in _NEVER_NAMES or form in words()["former"] or self._adverbial(at):
            return False
        match = self._best(at, clitics=False)
        if match and match.value.kind not in {"person", "place"} and match.value.form != "people":
            return False
        if form in name_parts() or form in _LINKS:
            return True
        if any(r.tense == "imperfect" and not r.enclitic for r in readings(form)):  # «وزير الخارجية ينفي»
            return False
        seen = vocabulary().get(form, 0)
        if form.startswith("ال"):
            return not first and seen < _RARE and not _is_adjective(form)
        cut = split(form)
        if any(
            c.proclitics and vocabulary().get(c.stem, 0) > max(_RARE, 5 * seen) and len(c.stem) > 2 for c in (cut, *stems(form))
        ):
            return False
        if cut.proclitics[:1] == "و" and (self.at.get(at) or cut.stem.startswith("ال")):
            return False
        return seen < _RARE or (seen < 6 * _RARE and not readings(form) and not first)

    def _adverbial(self, at: int) -> bool:
        """A word in the accusative of manner («هاتفياً»); no name ends so."""
        token = self.tokens[at]
        written = self.page.text[token.start : token.end]
        return written.endswith(("ًا", "اً", "ً", "يا")) and token.form not in name_parts()

    def _person(self, match: Match[Name]) -> tuple[Mention, int]:
        same = [
            m for m in self.at.get(match.first, ())
            if m.value.kind == "person" and m.last == match.last and m.start == match.start
        ]  # fmt: skip
        ids = tuple(dict.fromkeys(m.value.id for m in same))
        sure = any(m.value.form == "name" for m in same)
        upto = match.last
        if sure:  # an Arab name that runs on: عادل بن أحمد الجبير
            while upto < self.n and self._close(upto) and self.tokens[upto].form in {"بن", "ال"}:
                step = self._unknown_name(upto)
                if step <= upto + 1:
                    break
                upto = step
        value = match.value
        span = (match.start, self.tokens[upto - 1].end)
        person = people()[ids[0]]
        mention = Mention(
            span[0], span[1], "person", span, key=ids[0], country=value.country or None, feminine=person.gender == "f",
            sure=sure, candidates=ids,
        )  # fmt: skip
        return mention, upto

    def _body(self, match: Match[Name]) -> tuple[Mention | None, int]:
        value, j = match.value, match.last
        country, attached = value.country or None, None
        if country is None:
            step = j
            country, attached, step = self._country_after(j)
            if step == j and self._close(j) and self.tokens[j].form in _BODY_ADJECTIVES:
                country, attached, step = self._country_after(j + 1)
            j = step
        else:
            _, _, j = self._country_after(j)
            if j > match.last and self.at.get(match.last) and self._country_after(match.last)[0] != country:
                j = match.last
        while self._close(j) and self.tokens[j].form in _BODY_ADJECTIVES:
            j += 1
        if value.id in {"embassy", "consulate"} and self._close(j):  # السفارة السعودية في طهران
            place = self._best(j if self.tokens[j].form not in {"في", "لدي"} else j + 1, {"state", "place"})
            if place and (self.tokens[j].form in {"في", "لدي"} or place.proclitics == "ب"):
                j = place.last
        span = (match.start, self.tokens[j - 1].end)
        feminine = self.tokens[match.first].form.endswith(_FEMININE_ENDING) or value.phrase.startswith(("القوات", "السلطات"))
        key = _organ(country or attached or "", value.id) if not value.country else value.id
        return (
            Mention(
                span[0], span[1], "body", span, key=key if country or attached else None, country=country, feminine=feminine,
                anaphor=None if country or attached else "office", office=value.id,
            ),
            j,
        )  # fmt: skip

    def _state(self, match: Match[Name]) -> tuple[Mention | None, int]:
        value = match.value
        span = (match.start, match.end)
        if value.form == "nisba":
            better = next((m for m in self.at[match.first] if m.value.form == "name" and m.last == match.last), None)
            if (
                better is None
                and match.first
                and self.tokens[match.first - 1].form.endswith("العاصمه")
                and self._close(match.first)
            ):
                start = self.tokens[match.first - 1].end - len("العاصمة")  # «العاصمة العمانية» is the city
                whole = (max(start, self.tokens[match.first - 1].start), span[1])
                return (
                    Mention(whole[0], whole[1], "state", whole, key=value.id, country=value.country, feminine=True),
                    match.last,
                )
            if better is None:
                # «إيراني» alone is an adjective, or «الأميركيون» the people
                return (
                    Mention(
                        span[0], span[1], "state", span, key=value.id, country=value.country, weak=True, feminine=value.feminine
                    ),
                    match.last,
                )
            value = better.value
        if value.form == "people":
            definite = match.value.phrase.startswith("ال")
            weak = not definite and self._close(match.first)
            return (
                Mention(span[0], span[1], "group", span, key=f"people@{value.country}", country=value.country, plural=True,
                        feminine=False, weak=weak),
                match.last,
            )  # fmt: skip
        masculine = match.value.phrase in words()["masculine_states"]
        return (
            Mention(span[0], span[1], "state", span, key=value.id, country=value.country, feminine=not masculine),
            match.last,
        )

    def _named(self, match: Match[Name]) -> Mention | None:
        value = match.value
        span = (match.start, match.end)
        weak = value.form == "nisba"
        if value.form == "people":
            weak = False
        country = value.country or None
        feminine = not weak and (self.tokens[match.first].form.endswith("ه") or value.kind == "outlet")
        if value.kind == "outlet" and match.first and self._close(match.first):
            before = self.tokens[match.first - 1]
            head = self._best(match.first - 1, {"class:generic_outlet"})
            if head and head.last == match.first and not head.proclitics:
                span = (before.start, span[1])
        return Mention(span[0], span[1], value.kind, span, key=value.id, country=country, weak=weak, feminine=feminine or None)

    def _class(self, match: Match[Name], name: str) -> tuple[Mention | None, int]:
        _page, j = self.page, match.last
        span = (match.start, match.end)
        if name in {"pair", "own", "latter"}:
            dual = name == "pair"
            after = j
            if dual and self._close(j):
                first, _, after = self._country_after(j)
                second = self.at.get(after, ()) if first and self._close(after) else ()
                for m in second:  # «الجانبان السعودي والإيراني»
                    if m.proclitics == "و" and m.value.kind == "state" and m.value.form == "nisba":
                        both = f"{first}|{m.value.country}"
                        end = self.tokens[m.last - 1].end
                        return Mention(span[0], end, "group", span, key=both, dual=True, plural=True, anaphor=name), m.last
            return Mention(span[0], self.tokens[after - 1].end, "group", span, dual=dual, plural=dual, anaphor=name), after
        if name == "counterpart":
            country, _attached, j = self._country_after(j)
            person, upto = self._bearer(self._skip_honorifics(j), near=j)
            feminine = self.tokens[match.first].form.startswith("نظيرت")
            if person:
                return replace(person, start=match.start, country=person.country or country, office="counterpart"), upto
            if country is None:
                return None, j
            whole = (match.start, self.tokens[j - 1].end)
            return (
                Mention(whole[0], whole[1], "person", whole, country=country, office="counterpart", anaphor="counterpart",
                        feminine=feminine),
                j,
            )  # fmt: skip
        if name == "pointer":
            office = next((m for m in self.at.get(match.first, ()) if m.value.kind == "office" and m.last == match.last), None)
            if office:
                return self._office(match.first, office)
            country, _, j = self._country_after(j)
            whole = (match.start, self.tokens[j - 1].end)
            person, upto = self._bearer(self._skip_honorifics(j), near=j)
            if person:
                return replace(person, start=match.start, country=person.country or country), upto
            form = self.tokens[match.first].form
            feminine = form.endswith("ه") and not form.endswith(("موه", "اليه", "لته", "دته", "امته"))
            return (
                Mention(
                    whole[0], whole[1], "person", whole, country=country, anaphor="office", office="official", feminine=feminine
                ),
                j,
            )
        return self._common(match, name)

    def _common(self, match: Match[Name], name: str) -> tuple[Mention | None, int]:
        """«مسؤول أميركي», «الحكومة الإيرانية», «وكالة أنباء فارس», «الجانب الروسي»."""
        j = match.last
        head = self.tokens[match.first].form[len(match.proclitics) :] if match.proclitics else self.tokens[match.first].form
        start = match.start
        if name == "generic_outlet" or match.value.phrase in words()["media"]:
            inner = self._best(j, {"outlet"}, clitics=False) if self._close(j) else None
            if inner:
                span = (start, self.tokens[inner.last - 1].end)
                upto = inner.last
                _, _, step = self._country_after(upto)
                return (
                    Mention(start, span[1], "outlet", span, key=inner.value.id, country=inner.value.country or None, feminine=True),
                    max(step, upto),
                )
        while self._close(j) and self.tokens[j].form in _COMMON_ADJECTIVES:
            j += 1
        country, attached, step = self._country_after(j)
        found = step > j
        j = step
        while self._close(j) and self.tokens[j].form in _COMMON_ADJECTIVES:
            j += 1
        if name == "generic_outlet" or match.value.phrase in words()["media"]:
            quoted = self._quoted_name(j)
            if quoted:
                span = (start, quoted[0])
                return Mention(start, quoted[0], "outlet", span, country=country, feminine=True), quoted[1]
            if not found:
                if match.value.phrase.startswith(("وسايل", "تقارير", "الصحف", "صحف", "وكالات", "التلفزيون", "الاعلام")):
                    span = (start, self.tokens[j - 1].end)
                    return Mention(start, span[1], "outlet", span, feminine=True), j
                if match.value.phrase in words()["the_outlet"]:
                    return Mention(start, match.end, "outlet", (start, match.end), feminine=True, anaphor="outlet"), match.last
                return None, match.last
            span = (start, self.tokens[j - 1].end)
            return Mention(start, span[1], "outlet", span, country=country, feminine=True), j
        span = (start, self.tokens[j - 1].end)
        if name == "anon":
            plural = head.endswith(("ون", "ين", "اء", "ود", "ادر"))
            return (
                Mention(
                    start, span[1], "anon", span, country=country, feminine=head in {"مصادر"} or head.endswith("ه"), plural=plural
                ),
                j,
            )
        if not found:
            return None, match.last
        if name == "side":
            if match.value.phrase in {"الجانب", "الطرف", "جانب", "القياده", "الدبلوماسيه", "دوله", "الدوله"} and country:
                return Mention(start, span[1], "state", span, key=country, country=country, feminine=head.endswith("ه")), j
            if match.value.phrase in {"الدول", "دول", "البلدان", "بلدان", "مجموعه"}:
                kind = "group"
                if attached and not country:
                    return Mention(start, span[1], "igo", span, key=attached, feminine=True), j
            else:
                kind = "body"
            key = f"{match.value.phrase}@{country or attached}"
            if match.value.phrase.lstrip("ال") in {"حكومه", "سلطات", "اداره", "نظام"} and country:
                key = f"government@{country}"
            return Mention(start, span[1], kind, span, key=key, country=country, feminine=head.endswith(("ه", "ات"))), j
        return Mention(start, span[1], "body", span, key=f"{match.value.phrase}@{country or attached}", country=country,
                       plural=True, feminine=None), j  # fmt: skip

    def _quoted_name(self, j: int) -> tuple[int, int] | None:
        """A name in quotation marks or Latin letters right after «صحيفة»: its end offset and the token after it."""
        if j >= self.n:
            return None
        gap = self.page.gap(j)
        if any(mark in gap for mark in "\"«“”'") and not gap.strip(" \"«“”'"):
            for q in self.page.quotes:
                if q.start < self.tokens[j].start <= q.inner_start + 1 and q.inner_end - q.inner_start < 40:
                    return q.inner_end, self.page.token_at(q.inner_end)
        if self._close(j) and "a" <= self.tokens[j].form[0] <= "z":
            at = j
            while at < self.n and (at == j or self._close(at)) and "a" <= self.tokens[at].form[0] <= "z":
                at += 1
            return self.tokens[at - 1].end, at
        return None

    # -- second looks -------------------------------------------------------------------------------------------------

    def _appositions(self) -> None:
        """«سيرغي لافروف، وزير الخارجية الروسي،»: the title after the name joins it, and tells who an unknown name is."""
        joined: list[Mention] = []
        for m in self.out:
            last = joined[-1] if joined else None
            if (
                last and last.kind == m.kind == "person" and last.office in _STYLES and m.office and not m.plural
                and m.name == (m.start, m.end) and last.anaphor is None and self._belongs(last, m)
            ):  # fmt: skip
                joined[-1] = replace(
                    last, end=m.end, office=m.office, country=last.country or m.country, former=m.former, sure=True
                )
                continue
            joined.append(m)
        self.out = joined

    def _belongs(self, person: Mention, title: Mention) -> bool:
        """A title after a comma is the person's; right after the name («خالد بن سلمان وزير الدفاع») only if they held it."""
        between = self.page.text[person.end : title.start]
        held = title.office in _offices_of(person.key or "")
        if len(between) <= 4 and between.strip() in {"،", ",", "-", "–", "ـ"}:
            return held or not title.anaphor
        return not between.strip() and len(between) <= 2 and held and title.country in {None, person.country}

    def _again(self) -> None:
        """Later mentions of people first met under a title: «غريب آبادي» after «نائب وزير الخارجية كاظم غريب آبادي»."""
        shorts: dict[str, Mention] = {}
        for m in self.out:
            if m.kind != "person" or m.anaphor or (m.name == (m.start, m.end) and m.office):
                continue
            parts = tokens(self.page.text[m.name[0] : m.name[1]])
            forms = [t.form for t in parts]
            if len(forms) < 2:
                continue
            for take in (forms[1:], forms[-2:], forms[-1:], forms[:1] if len(forms) == 2 else []):
                phrase = " ".join(take)
                if not take or len(phrase) < 3 or take[0] in {"بن", "ابن"}:
                    continue
                common = vocabulary().get(phrase, 0)
                if len(take) == 1 and (
                    (common > _RARE and phrase not in name_parts()) or phrase in _NEVER_NAMES or (readings(phrase) and common > 300)
                ):
                    continue
                shorts.setdefault(phrase, m)
        if not shorts:
            return
        covered = [False] * self.n
        for m in self.out:
            if m.kind == "person" or not m.weak:
                for i in range(self.page.token_in(m.start), self.page.token_in(m.end - 1) + 1):
                    covered[i] = True
        found = list(self.out)
        for match in Lexicon(list(shorts.items())).find(self.tokens):
            if any(covered[match.first : match.last]):
                continue
            origin = match.value
            for i in range(match.first, match.last):
                covered[i] = True
            span = (match.start, match.end)
            found.append(replace(origin, start=span[0], end=span[1], name=span, office=None, former=False, sure=True))
        self.out = sorted(found, key=lambda m: (m.start, -m.end))


@cache
def _is_adjective(form: str) -> bool:
    return form.endswith(("يه", "يين", "يون", "ات")) or (form.endswith("ي") and vocabulary().get(form, 0) > 200)


def _set(text: str) -> frozenset[str]:
    return frozenset(folded(w) for w in text.split())


_BODY_ADJECTIVES = _set(
    "المركزية العامة العليا الاتحادية الفدرالية الفيدرالية الوطنية الشعبية الاسلامية البحرية الجوية البرية الخاصة المسلحة الرسمية"
)
_COMMON_ADJECTIVES = _set(
    "مطلع مطلعة رسمي رسمية كبير رفيع المستوى بارز أمني أمنية عسكري عسكرية دبلوماسي دبلوماسية حكومي حكومية سياسي سياسية محلي محلية "
    "مقرب مقربة إعلامية غربي غربيون أوروبي أوروبيون عربي عربية دولي دولية الرسمي الرسمية الحكومية الحكومي المحلية المحلي الدولية مسؤول مسؤولة "
    "كبار رفيعو حاليون سابقون سابق الدائمين الدائمة المسلحة البحرية الجوية الخاصة الأمنية الأمني العسكرية المعنية"
)
_NEVER_NAMES = _set(
    "اليوم أمس الجمعة السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس صباح مساء الذي التي الذين أن إن قال قالت أكد أعلن وأكد وقال "
    "ان الى خلال بعد قبل عام سنة شهر يوم كما حيث فيما بينما وذلك هذا هذه ذلك تلك وهو وهي هو هي لقاء اجتماع زيارة محادثات رئيس وزير "
    "نائب حول بشأن عقب اثر لدى لدي ردا أثناء ضمن نحو وفق بحسب حسب قد وقد كان كانت يكون أنه أنها إنه إنها ليس لم لن لا ما من يبدأ "
    "مشيرا مؤكدا مضيفا موضحا معتبرا لافتا داعيا اتصالا رسالة كل بلاده بلادها دعوة استعداد ضرورة أهمية أول أمام تصريحات تصريح بيان ولي العهد صباحا غدا "
    "مؤخرا مجددا أيضا نظيره نظيرته نظيرها سبل آخر آخرين تعازيه تهانيه التعازي التهاني العاصمة مدينة منطقة على عن في مع الموافق ليلة عصر ظهر"
)


def find_mentions(page: Page, day: str | None) -> list[Mention]:
    """All mentions of a page in text order."""
    return Finder(page, day).find()
