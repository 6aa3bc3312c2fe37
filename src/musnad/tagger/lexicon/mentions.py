"""Finding who and where: each mention grows from its head, an office to its bearer, a body or «مسؤول» to its country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from musnad.knowledge import Name, bodies
from musnad.language.folding import folded
from musnad.language.matching import Match
from musnad.tagger.lexicon.names import Names, country_after, extent, folded_set, met_again, name_parts, unknown_name, words
from musnad.tagger.lexicon.page import Page
from musnad.tagger.lexicon.titles import bearer, joined_titles, known_person, office_holder, skip_honorifics
from musnad.tagger.spans import Mention

_FEMININE_ENDING = ("ه", "اء")
_BODY_ADJECTIVES = folded_set(
    "المركزية العامة العليا الاتحادية الفدرالية الفيدرالية الوطنية الشعبية الاسلامية البحرية الجوية البرية الخاصة المسلحة الرسمية"
)
_COMMON_ADJECTIVES = folded_set(
    "مطلع مطلعة رسمي رسمية كبير رفيع المستوى بارز أمني أمنية عسكري عسكرية دبلوماسي دبلوماسية حكومي حكومية سياسي سياسية محلي محلية "
    "مقرب مقربة إعلامية غربي غربيون أوروبي أوروبيون عربي عربية دولي دولية الرسمي الرسمية الحكومية الحكومي المحلية المحلي الدولية مسؤول مسؤولة "
    "كبار رفيعو حاليون سابقون سابق الدائمين الدائمة المسلحة البحرية الجوية الخاصة الأمنية الأمني العسكرية المعنية"
)


def find_mentions(page: Page) -> list[Mention]:
    """All mentions of a page in text order, none overlapping another."""
    names = Names(page)
    found: list[Mention] = []
    i = 0
    while i < names.n:
        mention, upto = _grow(names, i)
        if mention:
            found.append(mention)
        i = max(upto, i + 1)
    return met_again(names, joined_titles(page, found))


def _grow(names: Names, i: int) -> tuple[Mention | None, int]:
    """The mention whose first token is `i`, if there is one, and the token to go on from."""
    match = names.best(i)
    if match is None:
        return None, i + 1
    kind = match.value.kind
    if kind in {"class:honorific", "person", "office"} and names.namesake(i):
        return None, _past(names, i)  # «مدينة الملك فهد الطبية» is no king
    if kind == "class:honorific":
        return _after_honorific(names, i, match)
    if kind == "office":
        return office_holder(names, i, match)
    if kind == "person":
        return known_person(names, match)
    if kind == "body":
        return _body(names, match)
    if kind.startswith("class:"):
        return _class(names, match, kind[6:])
    if kind == "state":
        return _state(names, match)
    return _named(names, match)


def _past(names: Names, i: int) -> int:
    """The token after a name with its titles that begins with token `i`."""
    match = names.best(i)
    while (
        match
        and names.close(match.last)
        and (following := names.best(match.last, {"person", "office", "class:honorific"}, clitics=False))
    ):
        match = following
    return match.last if match else i + 1


def _after_honorific(names: Names, i: int, match: Match[Name]) -> tuple[Mention | None, int]:
    """«الشيخ», «معالي» before an office or a name; alone it may point back («السفير»)."""
    j = match.last
    inner, upto = (None, j)
    if names.close(j) and j < names.n:
        following = names.best(j, clitics=False)
        if following and following.value.kind in {"office", "person", "class:honorific", "class:pointer"}:
            inner, upto = _grow(names, j)
        else:
            named = unknown_name(names, j)
            if named > j and (named - j > 1 or names.tokens[j].form in name_parts()):
                inner = Mention(
                    names.tokens[j].start, names.tokens[named - 1].end, "person", extent(names, j, named), feminine=None
                )
                upto = named
    if inner is not None and inner.kind == "person":
        untitled = inner.name == (inner.start, inner.end) and inner.office is not None
        name = (match.start, inner.end) if untitled else inner.name
        return replace(inner, start=match.start, name=name), upto
    pointer = next((m for m in names.at.get(i, ()) if m.value.kind in {"class:pointer", "office"}), None)
    if pointer and pointer.last == match.last:
        return office_holder(names, i, pointer) if pointer.value.kind == "office" else _class(names, pointer, "pointer")
    return inner, upto


def _body(names: Names, match: Match[Name]) -> tuple[Mention | None, int]:
    """«وزارة الخارجية الإيرانية»; without a state it points back («السفارة»)."""
    value, j = match.value, match.last
    country, attached = value.country or None, None
    if country is None:
        step = j
        country, attached, step = country_after(names, j)
        if step == j and names.close(j) and names.tokens[j].form in _BODY_ADJECTIVES:
            country, attached, step = country_after(names, j + 1)
        j = step
    else:
        _, _, j = country_after(names, j)
        if j > match.last and names.at.get(match.last) and country_after(names, match.last)[0] != country:
            j = match.last
    while names.close(j) and names.tokens[j].form in _BODY_ADJECTIVES:
        j += 1
    if value.id in {"embassy", "consulate"} and names.close(j):  # السفارة السعودية في طهران
        place = names.best(j if names.tokens[j].form not in {"في", "لدي"} else j + 1, {"state", "place"})
        if place and (names.tokens[j].form in {"في", "لدي"} or place.proclitics == "ب"):
            j = place.last
    span = (match.start, names.tokens[j - 1].end)
    feminine = names.tokens[match.first].form.endswith(_FEMININE_ENDING) or value.phrase.startswith(("القوات", "السلطات"))
    key = _organ(country or attached or "", value.id) if not value.country else value.id
    return (
        Mention(
            span[0], span[1], "body", span, key=key if country or attached else None, country=country, feminine=feminine,
            anaphor=None if country or attached else "office", office=value.id,
        ),
        j,
    )  # fmt: skip


@cache
def _organ(country: str, body: str) -> str:
    return f"{body}@{country}" if country else body


@cache
def _seats() -> Mapping[str, str]:
    """The ids of bodies that only one state has, by their folded names: a seat of government is one of them."""
    return {folded(name): body.id for body in bodies().values() if body.country for name in body.names}


def _state(names: Names, match: Match[Name]) -> tuple[Mention | None, int]:
    """A state by its name, its capital or its people; by a bare adjective («الإيرانية») only weakly."""
    value = match.value
    span = (match.start, match.end)
    if value.form == "nisba":
        better = next((m for m in names.at[match.first] if m.value.form == "name" and m.last == match.last), None)
        if better is None and match.first and names.tokens[match.first - 1].form.endswith("العاصمه") and names.close(match.first):
            start = names.tokens[match.first - 1].end - len("العاصمة")  # «العاصمة العمانية» is the city
            whole = (max(start, names.tokens[match.first - 1].start), span[1])
            return (
                Mention(whole[0], whole[1], "state", whole, key=value.id, country=value.country, feminine=True),
                match.last,
            )
        if better is None:
            # «إيراني» alone is an adjective, or «الأميركيون» the people
            return (
                Mention(span[0], span[1], "state", span, key=value.id, country=value.country, weak=True, feminine=value.feminine),
                match.last,
            )
        value = better.value
    if value.form == "people":
        definite = match.value.phrase.startswith("ال")
        weak = not definite and names.close(match.first)
        return (
            Mention(span[0], span[1], "group", span, key=f"people@{value.country}", country=value.country, plural=True,
                    feminine=False, weak=weak),
            match.last,
        )  # fmt: skip
    if value.form == "seat" and value.phrase in _seats():  # «الكرملين» acts as a body of the state
        body = _seats()[value.phrase]
        return Mention(span[0], span[1], "body", span, key=body, country=value.country, feminine=False, office=body), match.last
    masculine = match.value.phrase in words()["masculine_states"]
    return (
        Mention(span[0], span[1], "state", span, key=value.id, country=value.country, feminine=not masculine),
        match.last,
    )


def _named(names: Names, match: Match[Name]) -> tuple[Mention | None, int]:
    """An organisation, group, place or outlet by its name, an outlet with «وكالة» before it and its nationality behind."""
    value = match.value
    span = (match.start, match.end)
    weak = value.form == "nisba"
    if value.form == "people":
        weak = False
    country = value.country or None
    feminine = not weak and (names.tokens[match.first].form.endswith("ه") or value.kind == "outlet")
    if value.kind == "outlet" and match.first and names.close(match.first):
        before = names.tokens[match.first - 1]
        head = names.best(match.first - 1, {"class:generic_outlet"})
        if head and head.last == match.first and not head.proclitics:
            span = (before.start, span[1])
    upto = _nationality(names, match.last, country) if value.kind == "outlet" else match.last
    return (
        Mention(span[0], names.tokens[upto - 1].end, value.kind, span, key=value.id, country=country, weak=weak, feminine=feminine or None),
        upto,
    )  # fmt: skip


def _nationality(names: Names, j: int, country: str | None) -> int:
    """The token after an adjective of nationality («صحيفة لوموند الفرنسية»); `j` where none stands there, or another state's."""
    adjective = next((m for m in names.at.get(j, ()) if names.close(j) and m.value.form == "nisba" and not m.proclitics), None)
    return adjective.last if adjective and country in {None, adjective.value.country} else j


def _class(names: Names, match: Match[Name], name: str) -> tuple[Mention | None, int]:
    """Words that point back («الجانبان», «نظيره الروسي», «الوزير»), and common nouns."""
    j = match.last
    span = (match.start, match.end)
    if name in {"pair", "own", "latter"}:
        dual = name == "pair"
        after = j
        if dual and names.close(j):
            first, _, after = country_after(names, j)
            second = names.at.get(after, ()) if first and names.close(after) else ()
            for m in second:  # «الجانبان السعودي والإيراني»
                if m.proclitics == "و" and m.value.kind == "state" and m.value.form == "nisba":
                    both = f"{first}|{m.value.country}"
                    end = names.tokens[m.last - 1].end
                    return Mention(span[0], end, "group", span, key=both, dual=True, plural=True, anaphor=name), m.last
        return Mention(span[0], names.tokens[after - 1].end, "group", span, dual=dual, plural=dual, anaphor=name), after
    if name == "the_kingdom":
        if names.close(j) and names.tokens[j].form.startswith("ال"):
            return None, j
        return Mention(span[0], span[1], "state", span, anaphor="kingdom", feminine=True), j
    if name == "the_group":
        if names.close(j) and (names.tokens[j].form.startswith("ال") or country_after(names, j)[2] > j):
            return None, j  # «المجلس الوطني» is named, not pointed back to
        return Mention(span[0], span[1], "group", span, anaphor="group", feminine=names.tokens[match.first].form.endswith("ه")), j
    if name == "counterpart":
        country, _attached, j = country_after(names, j)
        person, upto = bearer(names, skip_honorifics(names, j), near=j)
        feminine = names.tokens[match.first].form.startswith("نظيرت")
        if person:
            return replace(person, start=match.start, country=person.country or country, office="counterpart"), upto
        if country is None:
            return None, j
        whole = (match.start, names.tokens[j - 1].end)
        return (
            Mention(whole[0], whole[1], "person", whole, country=country, office="counterpart", anaphor="counterpart",
                    feminine=feminine),
            j,
        )  # fmt: skip
    if name == "pointer":
        office = next((m for m in names.at.get(match.first, ()) if m.value.kind == "office" and m.last == match.last), None)
        if office:
            return office_holder(names, match.first, office)
        country, _, j = country_after(names, j)
        whole = (match.start, names.tokens[j - 1].end)
        person, upto = bearer(names, skip_honorifics(names, j), near=j)
        if person:
            return replace(person, start=match.start, country=person.country or country), upto
        form = names.tokens[match.first].form
        feminine = form.endswith("ه") and not form.endswith(("موه", "اليه", "لته", "دته", "امته"))
        return (
            Mention(whole[0], whole[1], "person", whole, country=country, anaphor="office", office="official", feminine=feminine),
            j,
        )
    return _common(names, match, name)


def _common(names: Names, match: Match[Name], name: str) -> tuple[Mention | None, int]:
    """«مسؤول أميركي», «الحكومة الإيرانية», «وكالة أنباء فارس», «الجانب الروسي»."""
    j = match.last
    head = names.tokens[match.first].form[len(match.proclitics) :] if match.proclitics else names.tokens[match.first].form
    start = match.start
    if name == "generic_outlet" or match.value.phrase in words()["media"]:
        inner = names.best(j, {"outlet"}, clitics=False) if names.close(j) else None
        if inner:
            span = (start, names.tokens[inner.last - 1].end)
            upto = inner.last
            upto = _nationality(names, upto, inner.value.country or None)
            return (
                Mention(start, names.tokens[upto - 1].end, "outlet", span, key=inner.value.id, country=inner.value.country or None, feminine=True),
                upto,
            )  # fmt: skip
    while names.close(j) and names.tokens[j].form in _COMMON_ADJECTIVES:
        j += 1
    country, attached, step = country_after(names, j)
    found = step > j
    j = step
    while names.close(j) and names.tokens[j].form in _COMMON_ADJECTIVES:
        j += 1
    if name == "generic_outlet" or match.value.phrase in words()["media"]:
        quoted = _quoted_name(names, j)
        if quoted:
            span = (start, quoted[0])
            at, upto = names.at.get(quoted[1], ()), _nationality(names, quoted[1], country)
            if upto > quoted[1]:
                country = next(m.value.country for m in at if m.value.form == "nisba")
            return Mention(start, names.tokens[upto - 1].end, "outlet", span, country=country, feminine=True), upto
        if not found:
            if match.value.phrase.startswith(("وسايل", "تقارير", "الصحف", "صحف", "وكالات", "التلفزيون", "الاعلام")):
                span = (start, names.tokens[j - 1].end)
                return Mention(start, span[1], "outlet", span, feminine=True), j
            if match.value.phrase in words()["the_outlet"]:
                return Mention(start, match.end, "outlet", (start, match.end), feminine=True, anaphor="outlet"), match.last
            return None, match.last
        span = (start, names.tokens[j - 1].end)
        return Mention(start, span[1], "outlet", span, country=country, feminine=True), j
    span = (start, names.tokens[j - 1].end)
    if name == "anon":
        plural = head.endswith(("ون", "ين", "اء", "ود", "ادر"))
        return (
            Mention(start, span[1], "anon", span, country=country, feminine=head in {"مصادر"} or head.endswith("ه"), plural=plural),
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


def _quoted_name(names: Names, j: int) -> tuple[int, int] | None:
    """A name in quotation marks or Latin letters right after «صحيفة»: its end offset and the token after it."""
    if j >= names.n:
        return None
    gap = names.page.gap(j)
    if any(mark in gap for mark in "\"«“”'") and not gap.strip(" \"«“”'"):
        for q in names.page.quotes:
            if q.start < names.tokens[j].start <= q.inner_start + 1 and q.inner_end - q.inner_start < 40:
                return q.inner_end, names.page.token_at(q.inner_end)
    if names.close(j) and "a" <= names.tokens[j].form[0] <= "z":
        at = j
        while at < names.n and (at == j or names.close(at)) and "a" <= names.tokens[at].form[0] <= "z":
            at += 1
        return names.tokens[at - 1].end, at
    return None
