"""The annotated articles: offsets and labels here, their texts in `../shared/corpora`.

`training/annotations/<name>.jsonl` holds an article a line: the id and a SHA-256 of the text it was read in (title, empty line,
body), who read it, entities with the places of their mentions, times, events with the places of their triggers, statements.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.record import Document
from training import SHARED

HERE = Path(__file__).parent / "annotations"
NAMES = ("articles", "second", "unseen")
"""Files of annotations: what is learnt from and chosen on, what was read a second time, and what only measures."""
CORPORA = ("diplomacy", "news")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with what a reader found in it."""

    document: Document
    annotation: Mapping[str, Any]


def text_of(article: Mapping[str, Any]) -> str:
    """The text an article was read in."""
    title = (article.get("title") or "").strip()
    return f"{title}\n\n{article['text']}" if title else str(article["text"])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def load(name: str = "articles") -> list[Annotated]:
    """All annotated articles of a file, with their texts. Raises ValueError where a text is not the one that was read."""
    found = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = _articles({a["id"] for a in found})
    out = []
    for a in found:
        if a["id"] not in articles:
            raise ValueError(f"{name}.jsonl: no article {a['id']} in {SHARED / 'corpora'}")
        article = articles[a["id"]]
        text = text_of(article)
        if digest(text) != a["sha256"]:
            raise ValueError(f"{name}.jsonl: the text of {a['id']} is not the one that was annotated")
        out.append(
            Annotated(
                Document(a["id"], text, article.get("outlet"), article.get("published"), article.get("url"), article.get("title")),
                a,
            )
        )
    return out


HELD_OUTLETS = frozenset({"okaz", "3alyoum", "almadina"})
"""Sources that training never sees."""
HELD = 0.1
"""Share of the other sources' articles that it does not see either."""


def split(articles: list[Annotated]) -> tuple[list[Annotated], list[Annotated]]:
    """Training part, and the part that chooses thresholds and calibrates; an article's part never changes as others are added.

    What the shipped network has learnt from (`annotations/learnt.txt`, 365 of the first 421) is held by nobody, whatever its text's digest says.
    """
    learnt = frozenset((HERE / "learnt.txt").read_text("utf-8").split("\n"))
    held = {a.document.id for a in articles if a.document.outlet in HELD_OUTLETS or _drawn(a)} - learnt
    return [a for a in articles if a.document.id not in held], [a for a in articles if a.document.id in held]


def _drawn(article: Annotated) -> bool:
    return int(article.annotation["sha256"][:8], 16) < HELD * 2**32


def _articles(wanted: set[str]) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for corpus in CORPORA:
        for line in _lines(SHARED / "corpora" / f"{corpus}.jsonl.xz"):
            article = json.loads(line)
            if article["id"] in wanted:
                out.setdefault(article["id"], article)
        if len(out) == len(wanted):
            break
    return out


def articles_beside(corpus: str) -> Iterator[dict[str, Any]]:
    """Articles of a corpus that are neither annotated nor share much of their text with the development gold."""
    known = {json.loads(line)["id"] for name in NAMES for line in _lines(HERE / f"{name}.jsonl")}
    held = {s for row in _lines(SHARED / "gold" / "dev.jsonl") for s in shingles(json.loads(row)["text"])}
    for line in _lines(SHARED / "corpora" / f"{corpus}.jsonl.xz"):
        article = json.loads(line)
        found = shingles(article["text"])
        if article["id"] not in known and len(found & held) <= _SHARED * len(found):
            yield article


def shingles(text: str, length: int = 8) -> set[str]:
    """All runs of so many Arabic words."""
    words = re.findall("[\u0621-\u064a]+", text)
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


_SHARED = 0.2
"""Share of its runs of words that an article may have in common with the development gold: less than a reprint, more than a phrase."""


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if line.strip())
