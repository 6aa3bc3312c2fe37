"""People with their titles: «نائب وزير الخارجية الإيراني كاظم غريب آبادي», «سيرغي لافروف، وزير الخارجية الروسي»."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from musnad.knowledge import Name, people, terms
from musnad.language.matching import Match
from musnad.tagger.lexicon.names import Names, country_after, extent, name_parts, unknown_name, words
from musnad.tagger.lexicon.page import Page
from musnad.tagger.spans import Mention

STYLES = frozenset({None, "prince", "cleric", "journalist", "ambassador"})
"""What may stand before a name and leaves room for the office."""


@cache
def _offices_of(person: str) -> frozenset[str]:
    return frozenset(t.office for t in terms() if t.person == person)


def office_holder(names: Names, i: int, match: Match[Name]) -> tuple[Mention | None, int]:
    """A title with the country that follows it, honorifics, and its bearer, known or not; and the token after all this."""
    office, j = match.value.id, _portfolio(names, match)
    country: str | None = next(
        (
            m.value.country
            for k in range(match.first + 1, match.last)
            for m in names.at.get(k, ())
            if m.value.form == "name" and m.value.kind == "state" and m.last == match.last
        ),
        None,
    )  # «أمير قطر» is an office by itself
    attached: str | None = None
    former = False
    while j < names.n:
        if names.close(j):
            if names.tokens[j].form in words()["former"]:
                former, j = True, j + 1
                continue
            step = _modifier(names, j)
            if step > j:
                j = step
                continue
        if country is None and attached is None:
            country, attached, step = country_after(names, j)
            if step > j:
                j = step
                continue
            inner = names.best(j) if names.close(j) else None
            if inner and inner.value.kind == "body" and set(inner.proclitics) <= {"ل", "ب"}:
                country = inner.value.country or None
                j = inner.last
                continue
        break
    plural = match.value.phrase.startswith(("وزراء", "سفراء", "قاده", "زعماء", "الوزراء", "نواب", "القاده", "السفراء"))
    end_of_title = j
    name_at = skip_honorifics(names, j)
    person, upto = (None, j) if plural else bearer(names, name_at, near=j)
    if person is None and not plural:
        name_at = skip_honorifics(names, _posted(names, j))
        if name_at > j:
            person, upto = bearer(names, name_at, near=name_at if names.near(name_at) else j)
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
    second = names.best(name_at) if names.near(name_at) and name_at < names.n else None
    if second and second.value.kind == "office" and not second.proclitics and not plural and names.close(j):
        chained, after = office_holder(names, name_at, second)
        if chained and chained.name != (chained.start, chained.end):
            return replace(chained, start=match.start, office=office, country=chained.country or country), after
    pointing = country is None and attached is None
    definite = match.value.phrase.startswith("ال") or " ال" in match.value.phrase or end_of_title > match.last
    if pointing and office == "spokesperson" and names.close(j):  # «متحدث باسم المعارضة»
        end_of_title = _spoken_for(names, j)
    title = (match.start, names.tokens[end_of_title - 1].end)
    if pointing and office == "spokesperson" and not definite:
        return Mention(title[0], title[1], "anon", title, feminine=feminine), end_of_title
    if pointing and office in {"cleric", "prince", "journalist", "mp", "leader", "chairperson", "department_director"}:
        return None, match.last
    if pointing and not definite and not plural:
        return None, match.last
    key = f"{office}@{country or attached or ''}"
    return (
        Mention(
            title[0], title[1], "person", title, key=None if pointing else key, country=country, office=office, former=former,
            plural=plural, feminine=feminine, anaphor="office" if pointing else None,
        ),
        end_of_title,
    )  # fmt: skip


def _portfolio(names: Names, match: Match[Name]) -> int:
    """The token after «الهجرة» in «وزير الهجرة», «والمناجم» in «وزير الطاقة والمناجم»; after the title where nothing such stands."""
    j = match.last
    if match.value.id != "minister" or match.value.phrase not in {"وزير", "وزيره"}:
        return j
    while names.close(j) and names.tokens[j].form.startswith("ال" if j == match.last else "وال") and not names.at.get(j):
        j += 1
    return j


def _spoken_for(names: Names, j: int) -> int:
    """The token after those whom a spokesperson speaks for: a noun and what describes it."""
    at = j + 1
    while (
        names.close(at)
        and at < j + 4
        and names.tokens[at].form.startswith("ال")
        and not names.tokens[at].form.startswith(("الذي", "التي"))
    ):
        at += 1
    return at


def _posted(names: Names, j: int) -> int:
    """The token after «لدى طهران», «إلى الشرق الأوسط», «(البنتاغون)» that follows a title; `j` where nothing does."""
    if j + 1 >= names.n or not names.near(j):
        return j
    at = j + 1 if names.close(j) and names.tokens[j].form in {"لدي", "الي", "في"} else j
    if at == j and "(" not in names.page.gap(j):
        return j
    where = names.best(at, {"state", "place", "igo", "group", "body"}, clitics=False)
    return where.last if where else j


def _modifier(names: Names, j: int) -> int:
    """The token after what narrows a title («للشؤون القانونية والدولية»); `j` where nothing does."""
    for length in (3, 2, 1):
        if j + length <= names.n:
            phrase = " ".join(t.form for t in names.tokens[j : j + length])
            if phrase in words()["modifier"]:
                return j + length
    if names.tokens[j].form in {"للشوون", "لشوون", "للشئون"}:
        step = j + 1
        while step < names.n and names.close(step) and step < j + 6:
            form = names.tokens[step].form
            if form in {"في", "و"} or form.startswith(("ال", "وال")):
                step += 1
                continue
            break
        return step
    return j


def skip_honorifics(names: Names, j: int) -> int:
    """The token after the honorifics from `j` on."""
    while j < names.n and names.near(j):
        match = names.best(j, {"class:honorific"}, clitics=False)
        if match is None:
            break
        j = match.last
    return j


def bearer(names: Names, j: int, near: int) -> tuple[Mention | None, int]:
    """The person named from token `j` on, known or unknown."""
    if j >= names.n or not names.near(j) or (j > near and not names.near(near)):
        return None, j
    match = names.best(j, {"person"}, clitics=False)
    guessed = unknown_name(names, j, after_comma=not names.close(j))
    if match and match.value.form == "name":
        more = range(match.last, guessed)
        if not all(names.tokens[x].form in name_parts() for x in more):
            guessed = match.last
    if match and guessed <= match.last:
        person, upto = known_person(names, match)
        return person, upto
    if guessed > j and (names.close(j) or guessed - j > 1):
        return (
            Mention(names.tokens[j].start, names.tokens[guessed - 1].end, "person", extent(names, j, guessed), feminine=None),
            guessed,
        )
    if match:
        return known_person(names, match)
    return None, j


def known_person(names: Names, match: Match[Name]) -> tuple[Mention, int]:
    """The person of a known name, with all who are called so; and the token after the name."""
    same = [
        m for m in names.at.get(match.first, ())
        if m.value.kind == "person" and m.last == match.last and m.start == match.start
    ]  # fmt: skip
    ids = tuple(dict.fromkeys(m.value.id for m in same))
    sure = any(m.value.form == "name" for m in same)
    upto = match.last
    if sure:  # an Arab name that runs on: عادل بن أحمد الجبير
        while upto < names.n and names.close(upto) and names.tokens[upto].form in {"بن", "ال"}:
            step = unknown_name(names, upto)
            if step <= upto + 1:
                break
            upto = step
    value = match.value
    span = (match.start, names.tokens[upto - 1].end)
    person = people()[ids[0]]
    mention = Mention(
        span[0], span[1], "person", span, key=ids[0], country=value.country or None, feminine=person.gender == "f",
        sure=sure, candidates=ids,
    )  # fmt: skip
    return mention, upto


def joined_titles(page: Page, mentions: list[Mention]) -> list[Mention]:
    """«سيرغي لافروف، وزير الخارجية الروسي،»: the title after the name joins it, and tells who an unknown name is."""
    joined: list[Mention] = []
    for m in mentions:
        last = joined[-1] if joined else None
        if (
            last and last.kind == m.kind == "person" and last.office in STYLES and m.office and not m.plural
            and m.name == (m.start, m.end) and last.anaphor is None and _belongs(page, last, m)
        ):  # fmt: skip
            joined[-1] = replace(last, end=m.end, office=m.office, country=last.country or m.country, former=m.former, sure=True)
            continue
        joined.append(m)
    return joined


def _belongs(page: Page, person: Mention, title: Mention) -> bool:
    """A title after a comma is the person's; right after the name («خالد بن سلمان وزير الدفاع») only if they held it."""
    between = page.text[person.end : title.start]
    held = title.office in _offices_of(person.key or "")
    if len(between) <= 4 and between.strip() in {"،", ",", "-", "–", "ـ"}:
        return held or not title.anaphor
    return not between.strip() and len(between) <= 2 and held and title.country in {None, person.country}
