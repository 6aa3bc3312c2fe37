"""One event: its headline, the tree of who says so, the words of each report, contradictions, history, why it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from musnad import asking
from musnad.asking import Event, EventPage, Field, Reason, Report, Variant, Who
from musnad.exports.wording import FSI, PDI, isolated
from musnad.knowledge import states
from musnad.server.beside import as_data, as_table
from musnad.server.dates import moment, when
from musnad.server.headline import headline
from musnad.server.links import base_of
from musnad.server.names import country_name, event_url, named
from musnad.server.showing import label, span_of
from musnad.server.texts import Lang
from musnad.server.view import Asked, View

router = APIRouter()
_OPENED = re.compile("<bdi[^>]*>")
_LONGEST = 4
"""Reports that a citation names."""


@router.get("/events/{id}.json")
def event_json(view: Asked, id: str) -> Response:
    """All that is held about an event, as JSON."""
    return as_data(view, lambda: asking.event_page(view.store, id))


@router.get("/events/{id}.csv")
def event_csv(view: Asked, id: str) -> Response:
    """The reports of an event as a table."""

    def reports() -> Iterator[tuple[str, Report]]:
        page = asking.event_page(view.store, id)
        return ((page.event.id, report) for report in page.reports)

    return as_table(view, "reports", reports)


@router.get("/events/{id}")
def event(view: Asked, id: str) -> Response:
    """The page of a happening; a report's id, or one that was superseded, leads to it."""
    page = asking.event_page(view.store, id)
    if page.event.id != id:
        return RedirectResponse(event_url(page.event.id, view.lang), 302)
    shown = Shown(view, page)
    return view.render(
        "event.html",
        page=page,
        differing=[field for field in page.fields if not field.agreed],
        headline_other=lambda event: headline(event, "en" if view.lang == "ar" else "ar"),
        report_name=shown.report_name,
        report_day=shown.report_day,
        variant_text=shown.variant_text,
        reason_name=shown.reason_name,
        reason_on=shown.reason_on,
        denied=lambda report: bool(report.claims) and all(claim.stance == "denies" for claim in report.claims),
        pair=pair_of(page.event),
        citation=shown.citation(base_of(view.request)),
        beside=view.beside(f"/events/{id}"),
    )


def pair_of(event: Event) -> tuple[Who, Who] | None:
    """The two whose relation an event belongs to: the first actor, and the first recipient or other actor."""
    others = (*event.recipients, *event.actors[1:])
    return (event.actors[0], others[0]) if event.actors and others and event.actors[0].key != others[0].key else None


class Shown:
    """What the page of an event says of its reports, fields and reasons, in one language."""

    def __init__(self, view: View, page: EventPage) -> None:
        self.page, self.lang, self.t = page, view.lang, view.t
        self.reports = {report.id: report for report in page.reports}
        self.whos = {who.key: who for report in page.reports for who in _everybody(report)}

    def report_name(self, id: str) -> Markup:
        """A report by its outlet and day."""
        article = self.reports[id].article
        return Markup("<bdi>{}</bdi> · {}").format(article.outlet or article.name, moment(article.published, self.lang))

    def report_day(self, id: str) -> str:
        """The day on which a report was published."""
        return moment((self.reports[id].article.published or "")[:10] or None, self.lang)

    def variant_text(self, field: Field, variant: Variant) -> Markup:
        """What some reports say of a field, in words."""
        if variant.who:
            return Markup("، " if self.lang == "ar" else ", ").join(named(who, self.lang) for who in variant.who)
        if variant.value in ("asserts", "denies"):
            return Markup.escape(label("claim", variant.value, self.lang))
        if field.name in ("type", "status", "stance"):
            return Markup.escape(label(field.name, variant.value, self.lang))
        if field.name == "mode":
            return Markup.escape(label("mode", f"{self.page.event.type}/{variant.value}", self.lang))
        if field.name in ("when", "day", "days"):
            return Markup.escape(when(variant.value, self.lang))
        return Markup("<bdi>{}</bdi>").format(variant.value)

    def reason_name(self, reason: Reason) -> Markup:
        """Why two reports are one, in words; a reason that is newer than the texts by its own name."""
        return self.t.say(f"reason.{reason.name.replace(' ', '_')}", reason.name)

    def reason_on(self, reason: Reason) -> Markup:
        """What a reason rests on: days, names, or words of both reports."""
        on = reason.on
        names = [named(who, self.lang) for key, who in sorted(self.whos.items()) if len(key) > 3 and key in on]
        if not names and on and all(word in states() for word in on.split()):
            names = [Markup.escape(country_name(word, self.lang) or word) for word in on.split()]
        if names:
            return Markup("، " if self.lang == "ar" else ", ").join(names)
        if len(on) == 10 and on[4:5] == "-":
            return Markup.escape(when(on, self.lang))
        return Markup('<bdi dir="auto">{}</bdi>').format(on)

    def citation(self, base: str) -> Markup:
        """The text to copy: headline, day, the reports it rests on, address."""
        told = []
        for report in self.page.reports[:_LONGEST]:
            article = report.article
            told.append(
                self.t(
                    "event.cite.report",
                    outlet=isolated(article.outlet or article.name, self.lang),
                    date=moment(article.published, self.lang),
                )
            )
        event, more = self.page.event, len(self.page.reports) - _LONGEST
        reports = Markup("؛ " if self.lang == "ar" else "; ").join(told) + (f" (+{more})" if more > 0 else "")
        return self.t(
            "event.cite.text",
            headline=_plain(event, self.lang),
            day=span_of(event, self.lang),
            reports=reports,
            url=base + event_url(event.id, self.lang),
        )


def _plain(event: Event, lang: Lang) -> str:
    """The headline as plain text; names of the other script keep their own direction."""
    marked = str(headline(event, lang, titles=True))
    return Markup(_OPENED.sub(FSI, marked).replace("</bdi>", PDI)).striptags()


def _everybody(report: Report) -> Iterator[Who]:
    yield from (*report.actors, *report.recipients, *(part.who for part in report.participants))
    if report.place is not None:
        yield report.place
