"""Names end where the network hears their end, and a title and the name behind it are one mention."""

from types import SimpleNamespace

import numpy as np

from musnad.tagger.learned.decide import Settings
from musnad.tagger.learned.labels import TAG_HEADS
from musnad.tagger.learned.names import DROPPED, hear_mentions
from musnad.tagger.learned.windows import words
from musnad.tagger.spans import Cue, Mention, Tagged

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


def _title(text: str, phrase: str, **known: object) -> Mention:
    return _person(text, phrase, phrase, **known)


def test_a_title_behind_a_name_tells_who_it_is() -> None:
    text = "قال تشن يي، سفير الصين في الرياض"
    title = _title(text, "سفير الصين", key="ambassador@CHN", country="CHN", office="ambassador")
    mentions, moved = hear_mentions(_hearing(text, {"تشن": "B-person", "يي": "I-person"}), Tagged((title,)))
    assert moved == [0]
    assert [(text[slice(*m.name)], m.office, m.country) for m in mentions] == [("تشن يي", "ambassador", "CHN")]


def test_without_a_comma_only_behind_a_reporting_word() -> None:
    heard = {"تشن": "B-person", "يي": "I-person"}
    for verb, cues, told in (("قال", (Cue(0, 3, (20, 30), "indirect"),), 1), ("استقبل", (), 2)):
        text = f"{verb} تشن يي سفير الصين في الرياض"
        title = _title(text, "سفير الصين", key="ambassador@CHN", country="CHN", office="ambassador")
        assert len(hear_mentions(_hearing(text, heard), Tagged((title,), cues=cues))[0]) == told


def test_a_nationality_before_an_unknown_name_is_its_bearers() -> None:
    text = "قال الخبير الروسي أندريه سين إن"
    at = text.index("الروسي")
    adjective = Mention(at, at + 6, "state", (at, at + 6), key="RUS", country="RUS", weak=True)
    mentions, moved = hear_mentions(_hearing(text, {"أندريه": "B-person", "سين": "I-person"}), Tagged((adjective,)))
    assert moved == [0]
    assert [(text[slice(*m.name)], m.kind, m.country) for m in mentions] == [("أندريه سين", "person", "RUS")]


def test_a_family_name_with_another_given_name_is_somebody_else() -> None:
    for given, key in (("عليان", None), ("سيرجي", "sergey_lavrov")):
        text = f"قال {given} لافروف إن"
        lexicon = Tagged((_person(text, "لافروف", "لافروف", key="sergey_lavrov", country="RUS", sure=False),))
        (mention,), _ = hear_mentions(_hearing(text, {given: "B-person", "لافروف": "I-person"}), lexicon)
        assert (text[slice(*mention.name)], mention.key) == (f"{given} لافروف", key)


def test_a_nationality_inside_a_name_is_part_of_it() -> None:
    text = "قال تركي عليان الشمري إن"
    at = text.index("تركي")
    nation = Mention(at, at + 4, "state", (at, at + 4), key="TUR", country="TUR", weak=True)
    name = _person(text, "الشمري", "الشمري", key="najah_al_shammari", sure=False)
    heard = {"تركي": "B-person", "عليان": "I-person", "الشمري": "I-person"}
    mentions, moved = hear_mentions(_hearing(text, heard), Tagged((nation, name)))
    assert [text[slice(*m.name)] for m in mentions] == ["تركي عليان الشمري"] and moved == [DROPPED, 0]


def test_a_style_before_a_name_is_no_name_and_alone_it_points_back() -> None:
    heard = {"الدكتور": "B-person", "علام": "B-person"}
    for text, names in (("قال الدكتور علام إن", ["علام"]), ("قال الدكتور إن", ["الدكتور"])):
        mentions, _ = hear_mentions(_hearing(text, heard), Tagged())
        assert [text[slice(*m.name)] for m in mentions] == names


def test_and_before_a_name_is_no_letter_of_it() -> None:
    for text, name in (("وزيلنسكي", "زيلنسكي"), ("وكالة", "وكالة"), ("واتساب", "واتساب"), ("ـ123", "ـ123")):
        mentions, _ = hear_mentions(_hearing(text, {text: "B-person"}), Tagged())
        assert [text[slice(*m.name)] for m in mentions] == [name]
