"""The templates: Jinja2, everything escaped, a missing value is a fault; and what templates may call.

Every template sees: `lang`, `dir`, `t` (the words), `path`, `query`, `scheme`, and the functions of `_HELPERS`, which take the
page's language by themselves: `when(event.day)`, `named(who)`, `actor_url(who)`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from musnad.asking import Quote, Who
from musnad.server import dates, names, people, showing
from musnad.server.headline import headline
from musnad.server.texts import Lang, number, words
from musnad.version import VERSION

STATIC = Path(str(resources.files(__package__).joinpath("static")))
DIST = STATIC / "dist"

_HELPERS: Mapping[str, Callable[..., Any]] = {
    "when": dates.when,
    "moment": dates.moment,
    "full_day": dates.full_day,
    "day_name": dates.day_name,
    "month_name": dates.month_name,
    "named": names.named,
    "country_name": names.country_name,
    "actor_url": names.actor_url,
    "pair_url": names.pair_url,
    "event_url": names.event_url,
    "article_url": names.article_url,
    "headline": headline,
    "title_of": people.title_of,
    "label": showing.label,
    "what": showing.what,
    "span_of": showing.span_of,
    "days_in": showing.days_in,
}
"""Functions whose argument `lang` a page fills in."""


def page(template: str, lang: Lang, path: str, query: str, scheme: str | None, context: Mapping[str, Any]) -> str:
    """The text of a page. Raises jinja2's errors where a template asks for what isn't there."""
    helpers = {name: partial(helper, lang=lang) for name, helper in _HELPERS.items()}
    return environment().get_template(template).render(
        lang=lang,
        dir="rtl" if lang == "ar" else "ltr",
        t=words(lang),
        path=path,
        query=query,
        scheme=scheme,
        other_language=names.other_language(path, query, lang),
        following=partial(_following, path, query),
        **helpers,
        **context,
    )  # fmt: skip


@cache
def environment() -> Environment:
    """The environment that all pages share."""
    made = Environment(
        loader=PackageLoader("musnad.server", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        asset=asset, flag_url=flag_url, with_query=names.with_query, version=VERSION, marked=marked,
        chip_of=showing.chip_of, signed=showing.signed, beside=None, detail="",
    )  # fmt: skip
    made.filters.update(number=number)
    return made


@cache
def _manifest() -> Mapping[str, str]:
    """What the build made: plain name → name with a hash. Empty where the assets were not built."""
    try:
        read: dict[str, str] = json.loads((DIST / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return read


def asset(name: str) -> str | None:
    """The address of a built file («site.css», «timeline.js»), None where it was not built: pages do without it."""
    built = _manifest().get(name)
    return f"/static/dist/{built}" if built else None


def flag_url(who: Who) -> str | None:
    """The address of the flag of the state that somebody acts for; None where there is none, or flags were not built."""
    code, folder = names.flag_of(who), asset("flags")
    return f"{folder}/{code}.svg" if code and folder and code in _drawn() else None


@cache
def _drawn() -> frozenset[str]:
    """The flags that the build drew."""
    try:
        return frozenset(json.loads((DIST / "flags.json").read_text("utf-8")))
    except FileNotFoundError:
        return frozenset()


def _following(path: str, query: str, cursor: str | None) -> str:
    """This page's address at another cursor, None for its beginning; all else in the query stays."""
    kept = [(name, value) for name, value in parse_qsl(query) if name != "after"]
    pairs = [*kept, ("after", cursor)] if cursor else kept
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def marked(quote: Quote, ellipses: bool = True) -> Markup:
    """Quoted words with what surrounds them; the quotation and its marks stand out (`<mark class="hit">`).

    Marks are inside the quotation, by code points of the article; where two overlap, the one that begins first counts.
    """
    out, at = [escape(quote.before), Markup('<q class="said">')], quote.start
    for mark in sorted(quote.marks, key=lambda m: (m.start, -m.end)):
        if mark.start < at or mark.end > quote.end:
            continue
        out.append(escape(quote.text[at - quote.start : mark.start - quote.start]))
        out.append(
            Markup('<mark class="{}">{}</mark>').format(mark.what, quote.text[mark.start - quote.start : mark.end - quote.start])
        )
        at = mark.end
    out += [escape(quote.text[at - quote.start :]), Markup("</q>"), escape(quote.after)]
    if ellipses:
        out.insert(0, Markup("… ") if quote.before else Markup(""))
        out.append(Markup(" …") if quote.after else Markup(""))
    return Markup("").join(out)
