"""Feeds as feedparser reads them."""

from xml.etree import ElementTree

import feedparser

from musnad.exports import Choice
from musnad.exports.atom import atom, statements_atom
from musnad.exports.wording import FSI, PDI, RLM
from tests.exports.made import ARAGHCHI, Who, all_of, article, assault, event, quote, report, statement

ARABIC = Choice(language="ar", base="https://musnad.example:8000")


def feed(*events, choice=ARABIC, **more):
    data = all_of(atom(events, choice, **more))
    ElementTree.fromstring(data)
    read = feedparser.parse(data)
    assert not read.bozo
    return read


def test_entries_in_arabic():
    read = feed(event(), assault(), address="https://musnad.example:8000/ar/events.atom?type=CONSULT&q=a")
    assert read.version == "atom10" and read.feed.language == "ar" and read.feed.title == "الأحداث"
    one = read.entries[0]
    assert (
        one.id == f"tag:musnad.example,2025:events/{101:016x}" and one.link == f"https://musnad.example:8000/ar/events/{101:016x}"
    )
    assert one.title == "زيارة: عباس عراقجي ← عُمان، في مسقط"
    assert one.updated == "2025-04-10T07:00:00Z" == one.published
    assert {tag.term for tag in one.tags} == {"CONSULT", "diplomatic"}
    assert "سيزور مسقط" in one.content[0].value
    assert read.feed.updated == "2025-04-14T07:00:00Z"


def test_entries_in_english_with_a_name_that_is_only_arabic():
    local = Who(key="person:س", kind="person", name="سالم")
    read = feed(event(actors=(local, ARAGHCHI)), choice=Choice(language="en"))
    assert read.entries[0].title == f"visit: {FSI}سالم{PDI}, Abbas Araghchi → Oman, in Muscat"
    assert read.entries[0].link == "https://example.org/1?a=1&b=2"


def test_an_arabic_title_that_begins_with_latin_letters_runs_right_to_left():
    read = feed(event(), headline=lambda e, language: f"{RLM}BBC: خبر")
    assert read.entries[0].title.startswith(RLM)


def test_what_happened_otherwise_stands_in_the_title():
    read = feed(event(outcome="never reported"), event(2, outcome="ahead"), choice=Choice(language="en"))
    assert read.entries[0].title.endswith("(announced, and never heard of again)")
    assert "(" not in read.entries[1].title


def test_hostile_words_are_words():
    odd = report(quotes=(quote('<script>alert("1")</script> & \x0b ]]>'),), article=article(published=None, url=None))
    read = feed(event(evidence=odd, day=None), choice=Choice(title="a < b & c"))
    assert "<script" not in read.entries[0].content[0].value
    assert read.feed.title in ("a < b & c", "a &lt; b &amp; c") and read.entries[0].updated == "1970-01-01T00:00:00Z"


def test_an_empty_feed():
    assert feed().entries == []


def test_statements_with_who_said_them_to_whom():
    data = all_of(statements_atom([statement()], ARABIC, address="https://musnad.example:8000/ar/statements.atom"))
    read = feedparser.parse(data)
    assert not read.bozo and read.feed.title == "التصريحات"
    one = read.entries[0]
    assert one.link == f"https://musnad.example:8000/ar/statements/{statement().id}"
    assert statement().speaker.name in one.title and one.title.startswith(RLM)
    assert statement().evidence.quote.text in one.content[0].value
