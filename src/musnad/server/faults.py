"""What a reader is told where a page can't be shown: in the page's language, with a way on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode

from fastapi.responses import HTMLResponse
from markupsafe import Markup

from musnad.errors import AskingError
from musnad.server.api.problems import is_api
from musnad.server.forms import FIELDS
from musnad.server.view import View

_PARAMETERS = {field.field: parameter for parameter, field in FIELDS.items()}


def page(view: View, status: int, fault: Exception) -> HTMLResponse:
    """The page for an error, with what may have been meant as links to the same question."""
    return view.render(
        "error.html",
        status,
        code=status,
        fault=told(view, status, fault),
        detail=_detail(view, fault),
        suggestions=meant(view, fault),
    )


def wants_data(path: str) -> bool:
    """Whether an address is asked by a program: errors are problems there (RFC 9457), not pages."""
    return is_api(path) or path.endswith((".json", ".csv"))


def told(view: View, status: int, fault: Exception) -> Markup:
    """The error in words of the page's language: by what is wrong with the question, else by its part that is at fault."""
    if isinstance(fault, AskingError):
        field = _PARAMETERS.get(fault.field or "", fault.field or "")
        if fault.reason and f"asking.{fault.reason}" in view.t:
            return view.t(f"asking.{fault.reason}", field=view.t.say(f"filter.{field}", field))
        if f"asking.{fault.field}" in view.t:
            return view.t(f"asking.{fault.field}")
    return view.t("error.missing" if status == 404 else "error.fault" if status >= 500 else "error.question")


def meant(view: View, fault: Exception) -> tuple[tuple[str, str], ...]:
    """What may have been meant: each suggestion with the address of the same question that asks for it instead."""
    if not isinstance(fault, AskingError) or not fault.suggestions:
        return ()
    parts = view.request.path_params
    if fault.field in parts:
        return tuple((name, _elsewhere(view, {**parts, fault.field: name})) for name in fault.suggestions)
    parameter = _PARAMETERS.get(fault.field or "", fault.field)
    pairs = [(name, value) for name, value in parse_qsl(view.request.url.query) if name not in (parameter, "after")]
    if parameter not in FIELDS:
        return tuple((name, f"/{view.lang}/search?{urlencode({'q': name})}") for name in fault.suggestions)
    return tuple((name, f"{view.request.url.path}?{urlencode([*pairs, (parameter, name)])}") for name in fault.suggestions)


def _elsewhere(view: View, parts: Mapping[str, str]) -> str:
    """The address of the page that other parts of this path lead to."""
    form: str = view.request.scope["route"].path_format
    inside = form.removeprefix(f"/{view.lang}").format_map({name: quote(value, safe="") for name, value in parts.items()})
    return f"/{view.lang}{inside}"


def _detail(view: View, fault: Exception) -> str:
    """The error's own words, which are English."""
    return str(fault) if isinstance(fault, AskingError) and view.lang == "en" else ""
