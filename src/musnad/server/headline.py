"""The headline of a happening, made from its record alone: what, by whom, toward whom, where, in which state of becoming.

The phrases stand in `texts/headlines.tsv`, by type and mode. `{a}` are the actors, `{r}` the recipients, `{h}` the hosts of a
visit, `{m}` the mediators. What stands in brackets falls away where nobody fills it. English verbs are written `<one|many>`: the
form of many, which is the infinitive, and the form of one. In Arabic «ل{r}» becomes «لل…» before the article, and «هجوم|m من {a}»
becomes «هجوم إسرائيلي» where one or two states act.

A phrase may have shades by the word that names the act (`nuance`): `head.SUPPORT@welcome`.

Forms of a phrase: none (actors are known), `.mutual` (several act alike), `.alone` (one acts, toward nobody), `.bare` (nobody acts),
`.host` (a visit to a place, and to somebody there).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from markupsafe import Markup, escape

from musnad.asking import Event, Who
from musnad.language.folding import folded
from musnad.server.names import bdi, country_name, in_sentence
from musnad.server.people import adjectives, title_of
from musnad.server.texts import Lang, Words, table, words

_SHOWN = 3
"""Names of one side that a headline holds; of more, two and the number of the others."""
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"([لب])?\{(\w)\}")
_BY = re.compile(r"\|([mf]) من \{a\}")
_VERB = re.compile(r"<(\w+)\|(\w+)>")
_FOREIGN = {"ar": re.compile(r"[A-Za-z]"), "en": re.compile(r"[\u0590-\u08ff]")}
_OPEN = {"planned", "proposed", "hypothetical"}
_PERSONAL = {"person", "anon", "body", "group"}


def headline(event: Event, lang: Lang, titles: bool = False) -> Markup:
    """The sentence that names a happening; with `titles` people are called by the office that they held on its day.

    «زيارة عباس عراقجي إلى موسكو», «ترقّب محادثات بين إيران والولايات المتحدة في روما», «Abbas Araghchi to visit Moscow».
    """
    return _Headline(event, lang, titles).text()


class _Headline:
    def __init__(self, event: Event, lang: Lang, titles: bool) -> None:
        self.event, self.lang, self.titles, self.t = event, lang, titles, words(lang)
        self.actors = _named(event)
        self.becoming = _becoming(event)
        self.status = event.stance if event.stance in ("denied", "both") else self.becoming

    def text(self) -> Markup:
        event = self.event
        key, slots = self._phrase()
        said = self._fill(table()[key][self.lang], slots, key.endswith(".bare"))
        if event.place is not None and event.mode != "visit" and not _same(event.place, event.recipients):
            said = self.t("head.place", p=said, place=self._place(event.place))
        return _capital(self._wrapped(said, bare=key.endswith(".bare")))

    def _phrase(self) -> tuple[str, dict[str, Markup]]:
        """The key of the phrase, and what fills it."""
        event = self.event
        base = f"head.{event.type}.{event.mode}" if event.mode else f"head.{event.type}"
        shade = nuance(event)
        base += f"@{shade}" if shade else ""
        mediators = tuple(part.who for part in event.participants if part.role in ("mediator", "host"))
        slots = {"a": self._names(self.actors), "r": self._names(event.recipients)}
        slots["m"] = self._names(mediators) if mediators else self.t("head.third")
        if event.mode == "visit":
            slots |= self._visit()
        form = ""
        if not self.actors:
            form = ".bare"
        elif slots.get("h"):
            form = ".host"
        elif not slots["r"]:
            form = ".mutual" if len(self.actors) > 1 else ".alone"
        return (base + form if base + form in self.t else base), slots

    def _visit(self) -> dict[str, Markup]:
        """A visit leads to its place, else to the state of those who are visited; people who are visited there are its hosts."""
        event = self.event
        hosts = tuple(who for who in event.recipients if who.kind in _PERSONAL)
        country = next((who.country for who in event.recipients if who.country), None)
        if event.place is not None:
            where = self._place(event.place)
        elif hosts and (name := country_name(country, self.lang)):
            where = self._isolated(name, self.lang)
        else:
            return {}
        return {"r": where, "h": self._names(hosts)} if hosts else {"r": where}

    def _fill(self, phrase: str, slots: dict[str, Markup], bare: bool) -> Markup:
        phrase = _OPTIONAL.sub(lambda m: m[1] if all(slots.get(slot) for _, slot in _SLOT.findall(m[1])) else "", phrase)
        if self.lang == "ar":
            phrase = _BY.sub(lambda m: f" {by}" if (by := adjectives(self.actors, m[1] == "f")) else " من {a}", phrase)
        else:
            phrase = self._verbs(phrase)
        parts: list[Markup] = []
        at = 0
        for slot in _SLOT.finditer(phrase):
            parts += [escape(phrase[at : slot.start()]), _after(slot[1], slots[slot[2]]) if slot[1] else slots[slot[2]]]
            at = slot.end()
        return Markup("").join([*parts, escape(phrase[at:])])

    def _verbs(self, phrase: str) -> str:
        """English verbs in the form that the status asks for: visits, to visit, may visit, did not visit."""
        helper = {"planned": "to ", "proposed": "to ", "cancelled": "to ", "hypothetical": "may ", "not_occurred": "did not "}
        status = self.becoming
        verbs = iter(range(9))

        def form(m: re.Match[str]) -> str:
            first = next(verbs) == 0
            if status in helper:
                return (helper[status] if first else "") + m[1]
            return m[1] if len(self.actors) > 1 else m[2]

        return _VERB.sub(form, phrase)

    def _wrapped(self, said: Markup, bare: bool) -> Markup:
        """The phrase with its state of becoming, unless an English verb has said it already."""
        if self.status in ("occurred", "ongoing"):
            return said
        if self.lang == "en" and not bare and self.status in ("planned", "hypothetical", "not_occurred"):
            return said
        key = f"head.{self.status}"
        if self.status == "denied" and self.becoming in _OPEN:
            key = "head.denied.planned"
        return self._joined(self.t, key, said)

    @staticmethod
    def _joined(t: Words, key: str, said: Markup) -> Markup:
        phrase = table()[key][t.lang]
        if "ل{p}" in phrase:
            return escape(phrase.partition("ل{p}")[0]) + _after("ل", said)
        return t(key, p=said)

    def _names(self, whos: Sequence[Who]) -> Markup:
        """Some names as a list of the language; of many the first ones and how many others there are."""
        shown = [self._name(who) for who in whos]
        if not shown:
            return Markup("")
        if len(shown) > _SHOWN:
            return self.t("list.more", a=self._comma(shown[:2]), n=len(shown) - 2)
        if len(shown) == 1:
            return shown[0]
        if self.lang == "ar":
            return Markup(" و").join(shown)
        return self.t("list.and", a=self._comma(shown[:-1]), b=shown[-1])

    def _comma(self, names: list[Markup]) -> Markup:
        return Markup(" و" if self.lang == "ar" else ", ").join(names)

    def _name(self, who: Who) -> Markup:
        name, lang = in_sentence(who, self.lang)
        title = title_of(who, self.event.day, self.lang) if self.titles else None
        isolated = self._isolated(_oblique(name) if who.kind == "anon" and lang == "ar" else name, lang)
        return escape(title) + " " + isolated if title else isolated

    def _place(self, place: Who) -> Markup:
        return self._isolated(*in_sentence(place, self.lang))

    def _isolated(self, name: str, lang: Lang) -> Markup:
        """A name; isolated where it holds letters of the other direction, for an isolate would break a joined letter."""
        return bdi(name, lang) if _FOREIGN[self.lang].search(name) else escape(name)


def _capital(text: Markup) -> Markup:
    """A sentence begins with a capital letter: «The United States …»."""
    return Markup("T") + text[1:] if text.startswith("the ") else text


def _becoming(event: Event) -> str:
    """The status that the headline tells: what was announced and then held has occurred, whatever most reports say."""
    if event.outcome in ("happened", "ongoing") and event.status in (*_OPEN, "cancelled"):
        return "ongoing" if event.outcome == "ongoing" else "occurred"
    return "cancelled" if event.outcome == "cancelled" and event.status in _OPEN else event.status


def nuance(event: Event) -> str | None:
    """The shade of an act by the word that names it in the report that tells it best: SUPPORT by «رحّب» is `welcome`.

    The shades stand in `nuances.tsv`: stems of folded words, the first line that fits counts; a mode's shades and those of its type.
    """
    report = event.evidence
    words = _trigger(event)
    same = (report.type, report.mode) == (event.type, event.mode)
    return _shade(event.type, event.mode or "", words) if same and words else None


def _trigger(event: Event) -> str:
    """The words that name the act in the report that tells it best, folded."""
    marks = ((quote, mark) for quote in event.evidence.quotes for mark in quote.marks if mark.what == "trigger")
    return folded(" ".join(quote.text[mark.start - quote.start : mark.end - quote.start] for quote, mark in marks)).strip()


def _named(event: Event) -> tuple[Who, ...]:
    """The actors; an unnamed one that the record calls by the act's own noun («مقتل») says nothing of who it was."""
    words = _trigger(event)
    return tuple(who for who in event.actors if who.kind != "anon" or not words or not _alike(folded(who.name).strip(), words))


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _shade(type: str, mode: str, words: str) -> str | None:
    return next((shade for stems, shade in _nuances().get((type, mode), ()) if any(stem in words for stem in stems)), None)


@cache
def _nuances() -> Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], str]]]:
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    lines = resources.files(__package__).joinpath("nuances.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        type, mode, shade, stems = line.split("\t")
        found.setdefault((type, mode), []).append((tuple(stems.split("|")), shade))
    return found


def _after(letter: str, name: Markup) -> Markup:
    """A name after «ل» or «ب»: «للولايات المتحدة», «للجنة», «لإيران», «بالسعودية».

    >>> str(_after("ل", Markup("الولايات المتحدة"))), str(_after("ب", Markup("السعودية")))
    ('للولايات المتحدة', 'بالسعودية')
    """
    if name.startswith("<"):
        return escape(f"{letter}ـ") + name
    if letter == "ب":
        return escape(letter) + name
    if name.startswith("الل"):
        return Markup("ل") + name[2:]
    return Markup("لل") + name[2:] if name.startswith("ال") else Markup("ل") + name


def _oblique(name: str) -> str:
    """An unnamed source after a noun or preposition: «مسؤولون أميركيون» becomes «مسؤولين أميركيين»."""
    return re.sub(r"(?<=\w{3})ون(?= |$)", "ين", name)


def _same(place: Who, recipients: Sequence[Who]) -> bool:
    """Whether a place says no more than who is concerned: «هجوم إسرائيلي على إيران في إيران»."""
    return any(who.key == place.key or (who.kind == "state" and who.name == place.name) for who in recipients)
