"""Records that `musnad code` wrote are told from articles, and read back line by line."""

import gzip
import json

from musnad import Document, code
from musnad.sources import holds_records, read_records

RECORDS = [code(Document(f"a{n}", "زار وزير الخارجية الإيراني عباس عراقجي موسكو أمس.", published="2025-04-18")) for n in range(3)]
LINES = b"".join(r.to_json() + b"\n" for r in RECORDS)


def test_records_are_told_from_articles(tmp_path):
    files = {
        "r.jsonl": LINES, "r.jsonl.gz": gzip.compress(LINES), "a.jsonl": json.dumps({"id": "a", "text": "نص"}).encode(),
        "d.jsonl": b'{"document": {"id": "a", "text": "t"}}', "e.jsonl": b"", "b.bin": bytes(range(256)),
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert [name for name in files if holds_records(tmp_path / name)] == ["r.jsonl", "r.jsonl.gz"]
    assert not holds_records(tmp_path / "missing.jsonl")


def test_records_come_back_and_bad_lines_are_set_aside(tmp_path):
    path, rejects, read = tmp_path / "r.jsonl.gz", [], []
    path.write_bytes(gzip.compress(LINES + b"{}\n" + RECORDS[0].to_json()[:-40] + b"\n" + LINES))
    assert list(read_records([path, tmp_path / "none"], rejects.append, read.append)) == [*RECORDS, *RECORDS]
    assert [r.line for r in rejects] == [4, 5, None]
    assert sum(read) == path.stat().st_size
