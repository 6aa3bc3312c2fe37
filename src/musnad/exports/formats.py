"""All forms of export by name: what each is called and holds, how its files end, and what writes it.

>>> FORMATS["gexf"].ending, FORMATS["ics"].media
('.gexf', 'text/calendar; charset=utf-8')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from musnad.asking.answers import Selection
from musnad.exports import atom, ftm, gdelt, graphs, ical, package, plover, polecat, prov, tables, webannotation
from musnad.exports.choice import PLAIN, Choice, ExportError
from musnad.exports.source import Source
from musnad.store import Store

TABLES = ("events", "reports", "statements", "articles")
"""The tables that CSV, TSV, JSON Lines and Parquet are written of."""
TEXTS = "texts"
"""The one table that holds whole texts of articles; nobody gets it who didn't ask for it by name."""

Writer = Callable[[Source, Choice, str], Iterator[bytes]]


class Format(NamedTuple):
    """A form of export. `tabular` ones are written of one of `TABLES`; `en` and `ar` say what it holds.

    `passes` names the streams of a `Source` whose answers are counted as they pass, so that a total can be shown before.
    """

    name: str
    ending: str
    media: str
    en: str
    ar: str
    write: Writer
    tabular: bool = False
    passes: tuple[str, ...] = ("events",)


_BOTH = ("events", "statements")
_JSONL, _TSV = "application/x-ndjson", "text/tab-separated-values; charset=utf-8"
_ALL = (
    Format("csv", ".csv", "text/csv; charset=utf-8", "a table with the codebook's columns", "جدول بأعمدة دليل الرموز",
           lambda s, c, t: tables.csv(t, s.table(t), c), tabular=True),
    Format("tsv", ".tsv", _TSV, "the same, separated by tabs", "الجدول نفسه مفصولًا بعلامات الجدولة",
           lambda s, c, t: tables.tsv(t, s.table(t), c), tabular=True),
    Format("jsonl", ".jsonl", _JSONL, "the same, a JSON object a line", "الجدول نفسه، كائن JSON في كل سطر",
           lambda s, c, t: tables.jsonl(t, s.table(t), c), tabular=True),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", "the same for pandas, DuckDB, R (needs pyarrow)",
           "الجدول نفسه لبرامج pandas وDuckDB وR (يحتاج إلى pyarrow)", lambda s, c, t: tables.parquet_table(t, s.table(t), c), tabular=True),
    Format("plover", ".plover.jsonl", _JSONL, "PLOVER's JSON, an event a line; planned cooperation folded into AGREE",
           "صيغة PLOVER، حدث في كل سطر؛ ويُضم التعاون المرتقب إلى AGREE", lambda s, c, _: plover.plover(s.events(), c)),
    Format("polecat", ".polecat.tsv", _TSV, "POLECAT's columns, folded likewise", "أعمدة POLECAT، بالضم نفسه",
           lambda s, c, _: polecat.polecat(s.events(), c)),
    Format("gdelt", ".gdelt.tsv", _TSV, "GDELT 2.0's event columns with CAMEO codes and Goldstein values",
           "أعمدة أحداث GDELT 2.0 برموز CAMEO وقيم غولدستاين", lambda s, c, _: gdelt.gdelt(s.events(), c)),
    Format("ftm", ".ftm.json", "application/json+ftm", "FollowTheMoney entities, one a line, for Aleph and OpenAleph",
           "كيانات FollowTheMoney، كيان في كل سطر، لبرنامجي Aleph وOpenAleph", lambda s, c, _: ftm.ftm(s.told(), c)),
    Format("gexf", ".gexf", "application/gexf+xml", "the network of actors over time, for Gephi (GEXF 1.3)",
           "شبكة الفاعلين عبر الزمن لبرنامج Gephi (GEXF 1.3)", lambda s, c, _: graphs.gexf(s.events(), c)),
    Format("graphml", ".graphml", "application/graphml+xml", "the network of actors (GraphML)", "شبكة الفاعلين (GraphML)",
           lambda s, c, _: graphs.graphml(s.events(), c)),
    Format("annotations", ".annotations.jsonld", "application/ld+json", "W3C Web Annotations of the quoted words",
           "تعليقات W3C على الكلمات المقتبسة", lambda s, c, _: webannotation.annotation_page(s.told(), s.utterances(), c), passes=_BOTH),
    Format("prov", ".prov.jsonld", "application/ld+json", "PROV-O: on whose word each report and statement stands", "PROV-O: على عهدة من تقوم كل رواية وكل تصريح",
           lambda s, c, _: prov.prov(s.told(), s.utterances(), c), passes=_BOTH),
    Format("ics", ".ics", "text/calendar; charset=utf-8", "iCalendar of announced meetings", "تقويم iCalendar للقاءات المعلنة",
           lambda s, c, _: ical.ical(s.meetings(), c), passes=()),
    Format("atom", ".atom", "application/atom+xml; charset=utf-8", "an Atom feed", "خلاصة Atom", lambda s, c, _: atom.atom(s.events(), c, headline=c.headline)),
    Format("package", ".zip", "application/zip", "a Frictionless data package of everything, with schemas and codebook",
           "حزمة بيانات Frictionless تضم كل شيء مع المخططات ودليل الرموز", lambda s, c, _: package.package(s.told(), s.statements(), c), passes=_BOTH),
)  # fmt: skip
_COUNTED_AS = {"reports": "events", "texts": "articles"}
FORMATS = {one.name: one for one in _ALL}


def export(
    store: Store, name: str, selection: Selection | None = None, *, table: str = "events", choice: Choice = PLAIN,
    count: Callable[[int], None] | None = None,
) -> Iterator[bytes]:  # fmt: skip
    """A selection in a form, as a stream of bytes; `table` is one of `TABLES` or `TEXTS`, for tabular forms.

    Raises `ExportError` for an unknown form or table at once, `AskingError` for a selection that can't be understood when the
    first bytes are asked for.
    """
    form = find_format(name)
    if table not in (*TABLES, TEXTS):
        raise ExportError(f"there is no table «{table}»; tables are {', '.join(TABLES)}")
    source = Source(store, selection or Selection())
    return form.write(source._replace(passed=count) if count else source, choice, table)


def total(store: Store, name: str, selection: Selection | None = None, *, table: str = "events") -> int | None:
    """How many answers an export will count; None where that isn't known before. Raises as `export`, and `AskingError`."""
    form = find_format(name)
    streams = (_COUNTED_AS.get(table, table),) if form.tabular else form.passes
    return Source(store, selection or Selection()).total(streams) if streams else None


def find_format(name: str) -> Format:
    """The form of a name. Raises `ExportError` with the nearest name for one that isn't there."""
    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(FORMATS)}"
        raise ExportError(f"no export is called «{name}»; {hint}")
    return FORMATS[name]
