"""Reading a text that somebody pastes, or a file: its record at once, nothing kept unless asked for."""

import json

import pytest
from fastapi.testclient import TestClient

from musnad.server.app import make_app
from musnad.server.pages import read
from musnad.store import counts, open_store
from tests.server.markup import Markup

TEXT = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني عباس عراقجي في موسكو أمس.\n\nوقال لافروف إن المحادثات كانت مفيدة."


@pytest.fixture
def reader(tmp_path):
    place = str(tmp_path / "empty.db")
    open_store(place).close()
    return TestClient(make_app(place), base_url="http://127.0.0.1:8000", follow_redirects=False)


def _kept(reader):
    return counts(reader.app.state.store).articles


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_pasted_text_shows_its_record_and_is_not_kept(reader, lang):
    assert Markup(reader.get(f"/{lang}/read").text).faults == []
    answer = reader.post(
        f"/{lang}/read", data={"text": TEXT.replace("\n", "\r\n"), "published": "2025-04-18", "title": "<b>لقاء</b>"}
    )
    assert answer.status_code == 200 and Markup(answer.text).faults == []
    assert 'id="e1"' in answer.text and 'id="s1"' in answer.text and "&lt;b&gt;لقاء" in answer.text
    assert ("17 April 2025" if lang == "en" else "17 نيسان/أبريل 2025") in answer.text
    assert "/actors/" not in answer.text.split('id="result"')[1]
    assert _kept(reader) == 0


def test_it_is_kept_when_asked_and_the_same_text_is_one_article(reader):
    data = {"text": TEXT, "published": "2025-04-18", "outlet": "صحيفة", "save": "1"}
    for _ in range(2):
        answer = reader.post("/ar/read", data=data)
        assert answer.status_code == 303
        page = reader.get(answer.headers["location"])
        assert page.status_code == 200 and "سيرغي" in page.text and "/ar/events/" in page.text
    assert _kept(reader) == 1


def test_what_is_shown_is_what_would_be_kept(reader):
    page = reader.post("/en/read", data={"text": TEXT, "published": "2025-04-18", "title": "عنوان"}).text
    form = Markup(page)
    assert form.faults == []
    start = page.index('<textarea name="text" hidden')
    hidden = page[page.index(">", start) + 1 : page.index("</textarea>", start)]
    assert hidden.removeprefix("\n") == TEXT


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()),
        ("a.txt", TEXT.encode("cp1256")),
        ("a.TXT", TEXT.encode("utf-16")),
        ("مقالة.json", json.dumps({"id": "x", "text": TEXT, "title": "لقاء", "published": "2025-04-18"}).encode()),
        ("a.jsonl", json.dumps({"id": "x", "text": TEXT}).encode()),
        ("a.csv", f"id,text\nx,\"{TEXT}\"\n".encode()),
    ],
)  # fmt: skip
def test_files_of_every_kind_are_read(reader, name, data):
    answer = reader.post("/en/read", files={"file": (name, data)}, data={"published": "2025-04-18"})
    assert answer.status_code == 200
    assert "Sergey Lavrov" in answer.text and 'id="e1"' in answer.text
    assert "holds several" not in answer.text


def test_of_several_articles_the_first_is_read_and_the_page_says_so(reader):
    lines = "\n".join(json.dumps({"id": str(n), "text": f"{TEXT} {n}"}) for n in range(3))
    answer = reader.post("/en/read", files={"file": ("many.jsonl", lines.encode())})
    assert answer.status_code == 200 and "holds several" in answer.text


@pytest.mark.parametrize(
    ("data", "files"),
    [
        ({"text": "  \n "}, None),
        ({}, None),
        ({"text": "No Arabic here."}, None),
        ({"text": TEXT, "published": "yesterday"}, None),
        ({"text": "ا" * (read.LONGEST + 1)}, None),
        ({}, {"file": ("a.pdf", b"%PDF-1.4\0\0")}),
        ({}, {"file": ("a.json", b"{")}),
        ({}, {"file": ("a.txt", b"")}),
        ({}, {"file": ("../../etc/passwd", b"\0\1\2")}),
        ({}, {"file": ("big.txt", b"a" * (read.FILE_LIMIT + 1))}),
    ],
)
def test_what_can_not_be_read_is_refused_in_words(reader, data, files):
    for lang in ("ar", "en"):
        answer = reader.post(f"/{lang}/read", data=data, files=files)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text and "/tmp" not in answer.text
        assert Markup(answer.text).faults == []
    assert _kept(reader) == 0


def test_what_was_written_stays_in_the_form(reader):
    answer = reader.post("/en/read", data={"text": TEXT, "published": "yesterday", "title": "عنوان", "outlet": "صحيفة"})
    assert TEXT in answer.text and 'value="عنوان"' in answer.text and 'value="صحيفة"' in answer.text
