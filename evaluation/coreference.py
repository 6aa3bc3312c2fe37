"""How well reports of one happening are brought together: `python -m evaluation.coreference [--tagger learned] [--errors]`.

Three parts of gold, made by reading: happenings with their type and mentions, a mention being an article and the stretches
of its text that name the act.

- `samples`: the sample articles as one collection (`gold/coreference.json`). The weights were first set on it.
- `tuned` and `held`: 63 clusters of real articles of the corpora beside the checkout (`gold/coreference-news.json`: ids,
  checksums and offsets, no text), two to five articles of near days, coded and merged cluster by cluster. A cluster's part was
  drawn by a hash of its name before anything was measured; rules are worked on by the errors of `tuned`, and those of `held`
  are not looked at. Of each article the gold reads the text up to `read`; what stands behind it counts on neither side.

Each part is measured twice. **Mentions given**: merging alone; every mention of the gold becomes a report, with the fields that
the coder gave the event it found there, or where it found none of that type, what its record holds in the sentence (parties,
a time). **Mentions found**: the coder's events as they are; what it misses stands alone, and an event that the gold does
not list counts, as one that stands alone, wherever it was merged with one that it lists.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.gold import ARTICLES, HERE
from evaluation.partition import Groups, conll
from musnad.language.sentences import sentences
from musnad.merging import NOTHING, Carrier, Merging, Party, Report, add, reports_of
from musnad.merging.reports import core_of, words
from musnad.pipeline import code
from musnad.record import Document, EntityKind, Event, Record
from musnad.store import article_id, entity_key, ids_of
from musnad.store.copies import alike, shingles
from musnad.store.days import bounds
from musnad.store.keys import moment, text_id

GOLD = HERE / "gold" / "coreference.json"
NEWS = HERE / "gold" / "coreference-news.json"
CORPORA = HERE.parents[1] / "shared" / "corpora"
PARTS = ("tuned", "held")
Mention = tuple[str, str]
Told = tuple[str, Event, Report]


class Cluster(NamedTuple):
    """Articles that are merged together, up to where each was read, and the happenings that they tell."""

    name: str
    articles: tuple[Document, ...]
    read: dict[str, int]
    happenings: list[dict[str, Any]]

    @property
    def mentions(self) -> dict[Mention, tuple[str, list[tuple[int, int]]]]:
        """Happening and article of each mention → the happening's type, and the stretches of the text that name it."""
        out: dict[Mention, tuple[str, list[tuple[int, int]]]] = {}
        for happening in self.happenings:
            for article, start, end in happening["mentions"]:
                out.setdefault((happening["id"], article), (happening["type"], []))[1].append((start, end))
        return out


def samples() -> Cluster:
    """The gold of the samples, all of them one cluster, read whole."""
    articles = tuple(Document(**json.loads(path.read_text("utf-8"))) for path in sorted(Path(ARTICLES).glob("*.json")))
    return Cluster("samples", articles, {a.id: len(a.text) for a in articles}, json.loads(GOLD.read_text("utf-8")))


def news(part: str, corpora: Path = CORPORA) -> list[Cluster]:
    """The clusters of a part, with their articles from the corpora. Raises FileNotFoundError where these are missing."""
    gold = [cluster for cluster in json.loads(NEWS.read_text("utf-8")) if cluster["part"] == part]
    texts = _texts({(a["corpus"], a["sha256"]) for cluster in gold for a in cluster["articles"]}, corpora)
    out = []
    for cluster in gold:
        names = [f"{cluster['cluster']} {n}" for n in range(len(cluster["articles"]))]
        articles = [
            Document(name, row["text"], outlet=row["outlet"], published=row["published"], url=row["url"], title=row["title"])
            for name, a in zip(names, cluster["articles"], strict=True)
            for row in [texts[a["sha256"]]]
        ]
        happenings = [h | {"mentions": [(names[n], start, end) for n, start, end in h["mentions"]]} for h in cluster["happenings"]]
        read = {name: a["read"] for name, a in zip(names, cluster["articles"], strict=True)}
        out.append(Cluster(cluster["cluster"], tuple(articles), read, happenings))
    return out


def _texts(wanted: set[tuple[str, str]], corpora: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for corpus in sorted({corpus for corpus, _ in wanted}):
        with lzma.open(corpora / f"{corpus}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                sum_ = hashlib.sha256(row["text"].encode()).hexdigest()
                if (corpus, sum_) in wanted:
                    found.setdefault(sum_, row)
    return found


def coded(tagger: str) -> list[Record]:
    """The records of the samples."""
    return [code(article, tagger) for article in samples().articles]


def carriers(records: Iterable[Record]) -> dict[str, Carrier]:
    """The carrier of each article by its name; copies are found as the store finds them."""
    documents = [record.document for record in records]
    runs = [shingles(document.text) for document in documents]
    copies = [text_id(document.text) for document in documents]
    for i, j in combinations(range(len(documents)), 2):
        if alike(runs[i], runs[j]):
            copies = [copies[i] if one == copies[j] else one for one in copies]
    return {d.id: Carrier(article_id(d), d.outlet, moment(d.published), n) for d, n in zip(documents, copies, strict=True)}


def reports(records: Iterable[Record]) -> dict[int, Told]:
    """The reports of records by id, each with its article's name and event."""
    records = list(records)
    by = carriers(records)
    out: dict[int, Told] = {}
    for record in records:
        found = reports_of(record, by[record.document.id], ids_of(record), entity_key, bounds)
        out.update((report.id, (record.document.id, event, report)) for report, event in zip(found, record.events, strict=True))
    return out


def aligned(cluster: Cluster, found: dict[int, Told]) -> dict[Mention, list[int]]:
    """Mentions with the events that tell them, of the type and with their trigger in a stretch, the first in the text first."""
    out: dict[Mention, list[int]] = {}
    taken: set[int] = set()
    for mention, (type_, stretches) in cluster.mentions.items():
        fit = [
            (event.trigger.start, one)
            for one, (name, event, report) in found.items()
            if name == mention[1] and report.type == type_ and one not in taken and _within(event, stretches)
        ]
        if fit:
            out[mention] = [one for _, one in sorted(fit)]
            taken.update(out[mention])
    return out


def _within(event: Event, stretches: list[tuple[int, int]]) -> bool:
    return any(min(end, event.trigger.end) > max(start, event.trigger.start) for start, end in stretches)


def given(cluster: Cluster, records: Iterable[Record]) -> tuple[Groups, Groups]:
    """Key and response where the mentions are given."""
    made, name = given_reports(cluster, list(records))
    merging = add(NOTHING, made)
    key = [frozenset((h["id"], article) for article, _, _ in h["mentions"]) for h in cluster.happenings]
    return key, [frozenset(name[one] for one in group) for group in merging.groups.values()]


def given_reports(cluster: Cluster, records: list[Record]) -> tuple[list[Report], dict[int, Mention]]:
    """A report of every mention of the gold, and the mentions by the reports' ids."""
    told = reports(records)
    by, record_of, ties = carriers(records), {r.document.id: r for r in records}, aligned(cluster, told)
    made, name = [], {}
    for n, (mention, (type_, stretches)) in enumerate(cluster.mentions.items(), 1):
        found = ties.get(mention)
        one = told[found[0]][2] if found else _plain(-n, type_, stretches[0], record_of[mention[1]], by[mention[1]])
        made.append(one)
        name[one.id] = mention
    return made, name


def _plain(id_: int, type_: str, stretch: tuple[int, int], record: Record, carrier: Carrier) -> Report:
    """A mention that the coder has no event of: the parties and the only time of its sentence."""
    text = record.document.text
    begin, end = next(((a, b) for a, b in sentences(text) if a <= stretch[0] < b), stretch)
    parties = tuple(
        Party("actor", entity_key(entity), str(entity.kind), entity.country)
        for entity in record.entities
        if entity.kind not in (EntityKind.PLACE, EntityKind.OUTLET) and any(begin <= m.start < end for m in entity.mentions)
    )
    times = [time.value for time in record.times if begin <= time.start < end]
    earliest, latest = bounds(times[0]) if len(times) == 1 else (None, None)
    poles = frozenset(party.pole for party in parties if party.pole)
    return Report(
        id_,
        carrier,
        type_,
        None,
        "occurred",
        parties,
        None,
        None,
        earliest,
        latest,
        (),
        words([text[begin:end]]),
        None,
        poles,
        core_of(text, *stretch),
    )


def compared(cluster: Cluster, records: Iterable[Record]) -> tuple[Groups, Groups]:
    """Key and response where the coder's events are taken as they are.

    A mention that the coder tells as several events of one article is its first one; the others are left out.
    """
    told = reports(records)
    ties = aligned(cluster, told)
    name: dict[int, Hashable] = {ones[0]: mention for mention, ones in ties.items()}
    spare = {one for ones in ties.values() for one in ones[1:]}
    seen = {one for one, (article, event, _) in told.items() if one not in spare and event.trigger.start < cluster.read[article]}
    mentions = set(cluster.mentions)
    merging = add(NOTHING, [told[one][2] for one in sorted(seen)])
    response = [group for ids in merging.groups.values() if (group := frozenset(name.get(one, one) for one in ids)) & mentions]
    held = {one for group in response for one in group}
    response += [frozenset({one}) for one in sorted(mentions - held)]
    key: list[frozenset[Hashable]] = [frozenset((h["id"], a) for a, _, _ in h["mentions"]) for h in cluster.happenings]
    return [*key, *(frozenset({one}) for one in sorted(held - mentions, key=str))], response


class Measured(NamedTuple):
    """A part's measures: `given` and `found` by name, how many happenings and mentions it has, and how many the coder finds."""

    given: dict[str, float]
    found: dict[str, float]
    happenings: int
    mentions: int
    told: int


def measured(clusters: Iterable[Cluster], tagger: str = "lexicon") -> Measured:
    """A part's measures, its clusters coded by a tagger and each merged by itself."""
    sides: tuple[list[frozenset[Hashable]], ...] = ([], [], [], [])
    happenings = mentions = told = 0
    for cluster in clusters:
        records = [code(article, tagger) for article in cluster.articles]
        for side, groups in zip(sides, (*given(cluster, records), *compared(cluster, records)), strict=True):
            side += [frozenset((cluster.name, one) for one in group) for group in groups]
        happenings += len(cluster.happenings)
        mentions += len(cluster.mentions)
        told += len(aligned(cluster, reports(records)))
    return Measured(conll(sides[0], sides[1]), conll(sides[2], sides[3]), happenings, mentions, told)


def parts() -> Iterator[tuple[str, list[Cluster]]]:
    """The parts that can be measured here: those of the news only where the corpora lie beside the checkout."""
    yield "samples", [samples()]
    if CORPORA.is_dir():
        for part in PARTS:
            yield part, news(part)


def main() -> None:
    """Print the measures of each part, and with --errors what was split and thrown together in all but the held one."""
    options = argparse.ArgumentParser(description="Measures of merging over the samples and over clusters of news.")
    options.add_argument("--tagger", default="lexicon", choices=("lexicon", "learned"))
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    for part, clusters in parts():
        found = measured(clusters, chosen.tagger)
        print(
            f"{part}: {found.mentions} mentions of {found.happenings} happenings in {len(clusters)} clusters; "
            f"the coder ({chosen.tagger}) finds {found.told}"
        )
        _print("mentions given", found.given)
        _print("mentions found", found.found)
        if chosen.errors and part != "held":
            for cluster in clusters:
                _errors(cluster, chosen.tagger)


def _print(title: str, scores: dict[str, float]) -> None:
    print(f"  {title:<22}" + "".join(f"{name} {value:.3f}   " for name, value in scores.items()))


def _errors(cluster: Cluster, tagger: str) -> None:
    made, name = given_reports(cluster, [code(article, tagger) for article in cluster.articles])
    merging = add(NOTHING, made)
    for one, other in combinations(made, 2):
        a, b = name[one.id], name[other.id]
        together = merging.group_of[one.id] == merging.group_of[other.id]
        if (a[0] == b[0]) != together:
            print(f"\n{cluster.name}: {'thrown together' if together else 'split'}: {a} {b}")
            print("   ", _why(merging, one, other))
            for report in (one, other):
                print("   ", report.type, report.mode, report.status, report.earliest, report.latest, report.round, report.place)
                print("     ", [(p.role, p.key) for p in report.parties])


def _why(merging: Merging, one: Report, other: Report) -> str:
    from musnad.merging import Profile, likeness

    found = likeness(Profile(one), Profile(other))
    return found.bar or f"{found.score}: " + ", ".join(f"{r.name} {r.weight}" for r in found.reasons)


if __name__ == "__main__":
    main()
