"""The pages, one module each with its `router`. Every path here stands under `/ar` and under `/en`."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.server.pages import about

ROUTERS: tuple[APIRouter, ...] = (about.router,)
