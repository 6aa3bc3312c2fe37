"""Names end where the network hears their end, and a title and the name behind it are one mention."""

from types import SimpleNamespace

import numpy as np

from musnad.tagger.learned.decide import Settings
from musnad.tagger.learned.labels import TAG_HEADS
from musnad.tagger.learned.names import DROPPED, hear_mentions
from musnad.tagger.learned.windows import words
from musnad.tagger.spans import Mention, Tagged

LABELS = TAG_HEADS["entity"]


def _hearing(text: str, heard: dict[str, str]) -> SimpleNamespace:
    """A hearing in which each word of `heard` has its label and every other word is outside."""
    found = words(text)
    p = np.full((len(found), len(LABELS)), 0.001, np.float32)
    for n, (a, b) in enumerate(found):
        p[n, LABELS.index(heard.get(text[a:b], "O"))] = 0.95
    reading = SimpleNamespace(words=tuple(found), starts=tuple(a for a, _ in found), sentence_of=(0,) * len(found))
    return SimpleNamespace(text=text, reading=reading, probable={"entity": p}, settings=Settings(mention=0.9))


def _person(text: str, phrase: str, name: str, **known: object) -> Mention:
    a, b = text.index(phrase), text.index(name)
    return Mention(a, a + len(phrase), "person", (b, b + len(name)), **known)  # type: ignore[arg-type]


def test_words_that_are_no_part_of_a_guessed_name_are_cut() -> None:
    text = "أبدى الرئيس فلان زيد استعداده للتعامل"
    hearing = _hearing(text, {"فلان": "B-person", "زيد": "I-person"})
    lexicon = Tagged((_person(text, "الرئيس فلان زيد استعداده", "فلان زيد استعداده", office="president"),))
    (mention,), moved = hear_mentions(hearing, lexicon)
    assert (text[slice(*mention.name)], moved) == ("فلان زيد", [0])


def test_a_known_name_is_not_cut() -> None:
    text = "قال سيرغي لافروف إن"
    lexicon = Tagged((_person(text, "سيرغي لافروف", "سيرغي لافروف", key="sergey_lavrov"),))
    (mention,), _ = hear_mentions(_hearing(text, {}), lexicon)
    assert mention == lexicon.mentions[0]


def test_what_is_no_name_at_all_is_dropped_and_of_a_title_the_title_stays() -> None:
    text = "وزير الخارجية النمساوي نبأ سار وقال مؤشرا جديدا"
    lexicon = Tagged(
        (
            _person(text, "وزير الخارجية النمساوي نبأ سار", "نبأ سار", office="foreign_minister", country="AUT"),
            _person(text, "مؤشرا جديدا", "مؤشرا جديدا"),
        )
    )
    mentions, moved = hear_mentions(_hearing(text, {}), lexicon)
    assert moved == [0, DROPPED]
    assert [text[m.start : m.end] for m in mentions] == ["وزير الخارجية النمساوي"]
    assert mentions[0].key == "foreign_minister@AUT"


def test_a_title_takes_the_name_behind_it() -> None:
    text = "التقى السفير الفلسطيني هايل زيد الوزير"
    title = Mention(6, 22, "person", (6, 22), key="ambassador@PSE", country="PSE", office="ambassador")
    mentions, moved = hear_mentions(_hearing(text, {"هايل": "B-person", "زيد": "I-person"}), Tagged((title,)))
    assert moved == [0]
    assert [(text[slice(*m.name)], m.office, m.country) for m in mentions] == [("هايل زيد", "ambassador", "PSE")]
