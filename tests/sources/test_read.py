"""Documents from real files of every kind, and what becomes of bad ones."""

import bz2
import csv
import gzip
import io
import json
import lzma

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from musnad.errors import SourceError
from musnad.sources import Fields, read_documents, size
from musnad.sources.decoding import encoding_of, text_of

TEXT = "التقى وزير الخارجية الروسي نظيره الإيراني في موسكو.\nوقال إن المحادثات كانت مفيدة."
ROW = {"id": "a1", "outlet": "وكالة", "published": "2025-04-17", "url": "https://example.org/1", "title": "لقاء", "text": TEXT}


def read(*inputs, **options):
    rejects = []
    documents = list(read_documents(inputs, on_reject=rejects.append, **options))
    return documents, rejects


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_plain_text_in_the_encodings_arabic_comes_in(tmp_path, encoding):
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode(encoding))
    (document,), rejects = read(path)
    assert (document.id, document.text, rejects) == ("article", TEXT, [])


@pytest.mark.parametrize(("suffix", "pack"), [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)])
def test_json_lines_packed_or_not(tmp_path, suffix, pack):
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack("\n".join(json.dumps(ROW | {"id": f"a{n}"}, ensure_ascii=False) for n in range(3)).encode()))
    documents, rejects = read(path)
    assert [d.id for d in documents] == ["a0", "a1", "a2"]
    assert documents[0].outlet == "وكالة" and documents[0].text == TEXT
    assert not rejects


def test_a_json_object_a_json_list_and_a_table(tmp_path):
    (tmp_path / "1.json").write_text(json.dumps(ROW), "utf-8")
    (tmp_path / "2.json").write_text(json.dumps([{"text": TEXT}, {"text": TEXT}]), "utf-8")
    for name, delimiter in [("3.csv", ","), ("4.csv", ";"), ("5.tsv", "\t")]:
        with (tmp_path / name).open("w", encoding="utf-8-sig", newline="") as out:
            table = csv.writer(out, delimiter=delimiter)
            table.writerows([["id", "text", "published"], [name, TEXT, "2025-04-17"]])
    documents, rejects = read(tmp_path)
    assert [d.id for d in documents] == ["a1", "2:1", "2:2", "3.csv", "4.csv", "5.tsv"]
    assert all(d.text == TEXT for d in documents)
    assert not rejects


def test_fields_by_other_names_and_a_date_for_all(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"body": TEXT, "date": None}), "utf-8")
    (document,), _ = read(path, fields=Fields({"text": "body", "published": "date"}, "2025-04-17"))
    assert (document.text, document.published, document.id) == (TEXT, "2025-04-17", "a:1")


def test_bad_rows_are_set_aside_with_place_and_reason_and_the_rest_goes_on(tmp_path):
    good = json.dumps(ROW, ensure_ascii=False).encode()
    lines = [
        b"{not json", b"[1, 2]", b'{"id": "x"}', b'{"text": "  "}', b'{"text": 5}', b'{"text": "\xff\xfe\xd9"}',
        b'{"text": "a", "published": "yesterday"}', b'{"text": "\\ud800"}', b"[" * 100_000, good, good,
    ]  # fmt: skip
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b"\n".join([good.replace(b"a1", b"a0"), *lines]))
    documents, rejects = read(path)
    assert [d.id for d in documents] == ["a0", "a1"]
    assert [r.line for r in rejects] == [2, 3, 4, 5, 6, 7, 8, 9, 10, 12]
    reasons = " | ".join(r.reason for r in rejects)
    for word in ("not valid JSON", "a list", "--map", "empty", "should be text", "UTF-8", "yesterday", "used before"):
        assert word in reasons
    assert all(r.place.startswith(str(path)) and r.raw for r in rejects)


def test_bad_files_are_set_aside_and_the_rest_goes_on(tmp_path):
    packed = gzip.compress("\n".join(json.dumps(ROW | {"id": f"g{n}"}) for n in range(2000)).encode(), 1)
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "page.html").write_text("<p>", "utf-8")
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "whole.txt").write_text(TEXT, "utf-8")
    documents, rejects = read(tmp_path, tmp_path / "nowhere.txt")
    assert documents[-1].id == "whole" and documents[0].id == "g0"
    reasons = {r.source.rsplit("/", 1)[1]: r.reason for r in rejects}
    assert "damaged after" in reasons["cut.jsonl.gz"]
    assert "empty" in reasons["empty.txt"]
    assert "--format" in reasons["page.html"]
    assert "binary" in reasons["picture.txt"]
    assert "a, b" in reasons["table.csv"]
    assert "no such file" in reasons["nowhere.txt"]


def test_without_a_place_for_rejects_the_first_one_is_raised(tmp_path):
    (tmp_path / "a.jsonl").write_text("{}", "utf-8")
    with pytest.raises(SourceError, match=r"a\.jsonl:1"):
        list(read_documents([tmp_path]))


@pytest.mark.parametrize("names", [{"body": "text"}, {"date": "published"}])
def test_an_unknown_field_is_refused(names):
    with pytest.raises(SourceError, match="text"):
        Fields(names)


def test_hidden_files_are_not_articles(tmp_path):
    (tmp_path / ".hidden.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    documents, rejects = read(tmp_path)
    assert [d.id for d in documents] == ["a"]
    assert not rejects


def test_bytes_read_add_up_to_the_size(tmp_path):
    for n in range(5):
        (tmp_path / f"{n}.jsonl.xz").write_bytes(lzma.compress(json.dumps(ROW | {"id": str(n)}).encode()))
    counted = []
    read(tmp_path, count=counted.append)
    assert sum(counted) == size([tmp_path])


def _also_utf8(data):
    """Two letters of windows-1256 may be one Arabic letter of UTF-8: nobody can tell which was meant."""
    try:
        return any("\u0600" <= c <= "\u06ff" for c in data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.؟\n", min_size=1), st.sampled_from(["utf-8", "utf-16", "cp1256"]))
def test_any_arabic_text_comes_back_whole(text, encoding):
    assume(encoding != "cp1256" or not _also_utf8(text.encode(encoding)))
    assert text_of(io.BytesIO(text.encode(encoding))).read() == text


def test_damaged_utf8_stays_utf8():
    assert encoding_of(TEXT.encode() + b"\xff" + TEXT.encode()) == "utf-8"
