"""The pages, one module each with its `router`. Every path here stands under `/ar` and under `/en`."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.server.pages import (
    about,
    actor,
    actors,
    article,
    articles,
    calendar,
    day,
    event,
    map,
    network,
    pair,
    read,
    search,
    statements,
    timeline,
)

ROUTERS: tuple[APIRouter, ...] = (
    day.router, event.router, statements.router, search.router, calendar.router, articles.router, actors.router, article.router,
    actor.router, pair.router, timeline.router, map.router, network.router, read.router, about.router,
)  # fmt: skip
