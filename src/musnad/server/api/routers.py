"""All addresses of the interfaces for programs."""

from __future__ import annotations

from fastapi import APIRouter

from musnad.server.api import exporting, feeds, rest, writing

ROUTERS: tuple[APIRouter, ...] = (rest.router, exporting.router, writing.router, feeds.router)
