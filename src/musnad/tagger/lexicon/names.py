"""Names in a page: those the tables know, those that only read like a person's («كاظم غريب آبادي»), and parts of them met again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from musnad.knowledge import Name, all_names, people
from musnad.knowledge.tables import cells, rows
from musnad.language.clitics import split, stems, vocabulary
from musnad.language.folding import folded
from musnad.language.matching import Lexicon, Match
from musnad.language.tokens import tokens
from musnad.tagger.lexicon.page import PREPOSITIONS, Page, readings
from musnad.tagger.spans import Mention

_LONGEST_NAME = 6
"""Words of a person's name («محمد بن سلمان بن عبدالعزيز آل سعود» has six or seven; the last is then left off)."""
_RARE = 250
"""A word seen more often than this among 16.7 million does not begin an unknown name, unless it is part of known ones
(found by reading the names of unknown office holders in 300 articles)."""
_LINKS = frozenset({"بن", "ابن", "ال", "ابو", "عبد", "بنت", "دي", "فان", "ولد", "بو", "دو", "دا", "فون", "ماك", "لو", "مير"})
_ORDER = {
    "person": 0, "state": 1, "igo": 2, "outlet": 5, "group": 3, "office": 4, "body": 6, "place": 8,
}  # fmt: skip


def folded_set(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(folded(w) for w in text.split())


_NEVER_NAMES = folded_set(
    "اليوم أمس الجمعة السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس صباح مساء الذي التي الذين أن إن قال قالت أكد أعلن وأكد وقال "
    "ان الى خلال بعد قبل عام سنة شهر يوم كما حيث فيما بينما وذلك هذا هذه ذلك تلك وهو وهي هو هي لقاء اجتماع زيارة محادثات رئيس وزير "
    "نائب حول بشأن عقب اثر لدى لدي ردا أثناء ضمن نحو وفق بحسب حسب قد وقد كان كانت يكون أنه أنها إنه إنها ليس لم لن لا ما من يبدأ "
    "مشيرا مؤكدا مضيفا موضحا معتبرا لافتا داعيا اتصالا رسالة كل بلاده بلادها دعوة استعداد ضرورة أهمية أول أمام تصريحات تصريح بيان ولي العهد صباحا غدا "
    "مؤخرا مجددا أيضا نظيره نظيرته نظيرها سبل آخر آخرين تعازيه تهانيه التعازي التهاني العاصمة مدينة منطقة على عن في مع الموافق ليلة عصر ظهر"
)


@cache
def words() -> Mapping[str, frozenset[str]]:
    """Word classes of the table `lexicon/words`, folded."""
    return {row["class"]: frozenset(folded(w) for w in cells(row["words"])) for row in rows("lexicon/words")}


_CLASSES = (
    "honorific", "anon", "officials", "side", "pair", "own", "counterpart", "latter", "pointer", "generic_outlet", "the_group", "the_kingdom",
)  # fmt: skip
"""Word classes that are looked for as names are."""


@cache
def gazetteer() -> Lexicon[Name]:
    """Every known name, and the word classes as names of kind `class:…`."""
    classes = [(w, Name(w, f"class:{name}", "", "", "name")) for name in _CLASSES for w in sorted(words()[name])]
    return Lexicon([(n.phrase, n) for n in all_names()] + classes)


@cache
def name_parts() -> frozenset[str]:
    """Given names, and the words that stand in the names of known people."""
    known = frozenset(t.form for p in people().values() for n in p.names for t in tokens(n) if len(t.form) > 1)
    return known - words()["not_names"] | words()["given_name"]


class Names:
    """The known names of one page, and how its tokens stand to each other; `at` holds the names by their first token."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.at: dict[int, list[Match[Name]]] = {}
        self.tokens = page.tokens
        self.n = len(page.tokens)
        for match in gazetteer().find(page.tokens):
            if match.value.form != "homonym" or self._town(match.first - 1):
                self.at.setdefault(match.first, []).append(match)

    def _town(self, i: int) -> bool:
        """Whether token `i` announces the name of a town: «مدينة ميدان», «بمطار سالم»."""
        return i >= 0 and not words()["town"].isdisjoint({self.tokens[i].form, split(self.tokens[i].form).stem})

    def namesake(self, i: int) -> bool:
        """Whether what token `i` begins gives a place or a house its name: «جامعة الملك سعود»."""
        return self.close(i) and not words()["namesake"].isdisjoint({self.tokens[i - 1].form, split(self.tokens[i - 1].form).stem})

    def best(self, i: int, kinds: Iterable[str] | None = None, clitics: bool = True) -> Match[Name] | None:
        """The longest match at token `i` of the wanted kinds; among equals the most telling kind."""
        found = [m for m in self.at.get(i, ()) if (kinds is None or m.value.kind in kinds) and (clitics or not m.proclitics)]
        if not found:
            return None
        longest = max(m.last for m in found)
        return min((m for m in found if m.last == longest), key=lambda m: (len(m.proclitics), _ORDER.get(m.value.kind, 7)))

    def close(self, i: int) -> bool:
        """Token `i` follows the one before it with nothing but space, in the same sentence."""
        return 0 < i < self.n and not self.page.gap(i).strip(" \"'«»“”#_\u00a0")

    def near(self, i: int) -> bool:
        """As `close`, or with a single comma between."""
        return 0 < i < self.n and self.page.gap(i).strip(" \"'«»“”#_\u00a0") in {"", "،", ",", "-", "–", "ـ", "(", ")"}


def extent(names: Names, i: int, j: int) -> tuple[int, int]:
    """Source offsets of tokens `i` up to and without `j`."""
    return names.tokens[i].start, names.tokens[j - 1].end


def country_after(names: Names, j: int) -> tuple[str | None, str | None, int]:
    """The state, or else the knowledge id of an organisation, that tokens from `j` name; and the token after it."""
    if not names.close(j):
        return None, None, j
    link = j
    if names.tokens[j].form in {"في", "لدي", "لدى", "من", "ب"} and names.close(j + 1):
        link = j + 1
    for m in names.at.get(link, ()):
        value = m.value
        if value.kind == "state" and value.form in {"name", "nisba", "seat", "capital"} and set(m.proclitics) <= {"ل", "ب"}:
            if link > j and value.form == "nisba":
                continue
            return value.country, None, m.last
        if value.kind in {"igo", "group"} and set(m.proclitics) <= {"ل", "ب"} and (link == j or value.kind == "igo"):
            return (value.country or None), value.id, m.last
    if names.tokens[link].form in {"المملكه", "للمملكه"} and link == j:
        return "SAU", None, link + 1
    custodian = names.best(j, {"office"}, clitics=False)
    if custodian and custodian.value.phrase.startswith("خادم الحرمين"):  # «سفير خادم الحرمين الشريفين»
        return "SAU", None, custodian.last
    return None, None, j


def unknown_name(names: Names, j: int, after_comma: bool = False) -> int:
    """The token after the longest run from `j` that reads like a person's name; `j` where there is none."""
    at = j
    while at < names.n and at - j < _LONGEST_NAME + 1:
        if at > j and (not names.close(at) or any(mark in names.page.gap(at) for mark in '"«»“”')):
            break
        form = names.tokens[at].form
        if not _name_word(names, at, form, first=at == j):
            break
        at += 1
    while at > j and names.tokens[at - 1].form in {"بن", "ابن", "ال", "ابو", "عبد", "بنت", "دي", "فان", "بو", "ولد"}:
        at -= 1
    if after_comma and at - j == 1 and names.tokens[j].form not in name_parts():
        return j
    return at


def _name_word(names: Names, at: int, form: str, first: bool) -> bool:
    """Whether the token may be part of an unknown name: a rare word that is no verb, adjective or preposition."""
    if form.isdigit() or len(form) < 2 or not "\u0621" <= form[0] <= "\u064a":
        return False
    if form in PREPOSITIONS or form in _NEVER_NAMES or form in words()["former"] or _adverbial(names, at):
        return False
    match = names.best(at, clitics=False)
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
    if any(c.proclitics and vocabulary().get(c.stem, 0) > max(_RARE, 5 * seen) and len(c.stem) > 2 for c in (cut, *stems(form))):
        return False
    if cut.proclitics[:1] == "و" and (names.at.get(at) or cut.stem.startswith("ال")):
        return False
    return seen < _RARE or (seen < 6 * _RARE and not readings(form) and not first)


def _adverbial(names: Names, at: int) -> bool:
    """A word in the accusative of manner («هاتفياً»); no name ends so."""
    token = names.tokens[at]
    written = names.page.text[token.start : token.end]
    return written.endswith(("ًا", "اً", "ً", "يا")) and token.form not in name_parts()


@cache
def _is_adjective(form: str) -> bool:
    return form.endswith(("يه", "يين", "يون", "ات")) or (form.endswith("ي") and vocabulary().get(form, 0) > 200)


def _short_names(page: Page, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """What named people may be called later, folded, with the mention that named them in full."""
    shorts: dict[str, Mention] = {}
    for m in mentions:
        if m.kind != "person" or m.anaphor or (m.name == (m.start, m.end) and m.office):
            continue
        parts = tokens(page.text[m.name[0] : m.name[1]])
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
    return shorts


def met_again(names: Names, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and later ones of the same people: «غريب آبادي» after «نائب وزير الخارجية كاظم غريب آبادي»."""
    shorts = _short_names(names.page, mentions)
    if not shorts:
        return mentions
    covered = [False] * names.n
    for m in mentions:
        if m.kind == "person" or not m.weak:
            for i in range(names.page.token_in(m.start), names.page.token_in(m.end - 1) + 1):
                covered[i] = True
    found = list(mentions)
    for match in Lexicon(list(shorts.items())).find(names.tokens):
        if any(covered[match.first : match.last]):
            continue
        origin = match.value
        for i in range(match.first, match.last):
            covered[i] = True
        span = (match.start, match.end)
        found.append(replace(origin, start=span[0], end=span[1], name=span, office=None, former=False, sure=True))
    return sorted(found, key=lambda m: (m.start, -m.end))
