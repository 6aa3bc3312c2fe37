"""The interfaces for programs: REST, feeds, streams of records, and the MCP server."""

from __future__ import annotations

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
