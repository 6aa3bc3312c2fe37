"""`musnad serve` and `musnad mcp`: the collection in a browser, over REST, and for assistants that speak MCP."""

from __future__ import annotations

import errno
import socket
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.cli.app import app
from musnad.cli.opening import answering
from musnad.cli.options import DATABASE, DatabaseOption
from musnad.cli.output import say
from musnad.errors import MusnadError, SourceError
from musnad.server import PORT
from musnad.store import counts
from musnad.upkeep import merge

if TYPE_CHECKING:
    from musnad.server.settings import Settings

_PATIENCE = 5
"""Seconds that requests have to end when the server stops."""
_AT_ONCE = 256
"""Connections at once; further ones are told to come back (503)."""


class ServingError(MusnadError):
    """The server can't listen where it was told to."""


@app.command(epilog="""Examples:\n\n
  musnad serve --db news.db --open\n\n
  musnad serve --db postgresql://user@host/news --port 9000\n\n
  MUSNAD_TOKEN=… musnad serve --host 0.0.0.0 --allow-host news.example.org     (others may read; writing needs the token)""")  # fmt: skip
def serve(
    db: DatabaseOption = DATABASE,
    host: Annotated[str, typer.Option(metavar="ADDRESS", envvar="MUSNAD_HOST", help="The address to listen on. Beyond 127.0.0.1, writing needs a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, envvar="MUSNAD_PORT", help="The port; 0 takes any that is free.")] = PORT,
    any_port: Annotated[bool, typer.Option("--any-port", help="Where the port is taken, take one that is free.")] = False,
    allow: Annotated[list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name under which the server is called beside localhost. Repeat for each; also MUSNAD_HOSTS.")] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
) -> None:  # fmt: skip
    """Show the collection in a browser: pages in Arabic and English, REST under /api/v1, feeds.

    Nothing is fetched from elsewhere, and nobody but this machine is answered unless --host says so. Stop with Ctrl-C.
    """
    settings = _settings(host, port, allow)
    with answering(db) as store:
        merge(store)
        held = counts(store)
    listening = _listen(settings.host, settings.port, any_port=any_port)
    with listening:
        address = _address(settings.host, listening.getsockname()[1])
        say(f"{db}: {held.articles} articles" if "://" not in db else f"{held.articles} articles")
        if settings.token_was_made:
            say(f"Others can reach this server; to write, they sign in with this token: {settings.token}")
        print(address, flush=True)
        if browser:
            webbrowser.open(address)
        _run(db, settings, listening)


@app.command(epilog="""Examples:\n\n
  musnad mcp --db news.db     (as the command of an MCP server in your assistant's settings)""")  # fmt: skip
def mcp(db: DatabaseOption = DATABASE) -> None:
    """Answer an assistant's questions over MCP, on standard input and output. Nothing can be changed through it."""
    try:
        from musnad.server.mcp import Server
    except ModuleNotFoundError as missing:
        raise ServingError(f"MCP needs the package {missing.name}; install it with: pip install 'musnad[mcp]'") from None
    with answering(db) as store:
        merge(store)
        Server(store).serve()


def _settings(host: str, port: int, allow: list[str] | None) -> Settings:
    """Settings from options, else from the environment. Raises `SourceError` for values that can't be."""
    from pydantic import ValidationError

    from musnad.server.settings import Settings

    given: dict[str, object] = {"host": host, "port": port}
    if allow:
        given["hosts"] = tuple(allow)
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as fault:
        first = fault.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SourceError(f"MUSNAD_{name}: {first['msg'].removeprefix('Value error, ')}") from None


def _listen(host: str, port: int, *, any_port: bool) -> socket.socket:
    """A socket that listens. Raises `ServingError` where the port is taken or the address isn't ours."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
    except socket.gaierror:
        raise ServingError(
            f"--host {host}: there is no such address; 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses"
        ) from None
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except OSError as fault:
        made.close()
        if fault.errno == errno.EADDRINUSE and any_port and port:
            return _listen(host, 0, any_port=False)
        raise ServingError(_unbound(host, port, fault)) from None
    return made


def _unbound(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return (
            f"port {port} of {host} is taken, perhaps by another musnad serve; choose another with --port, or any with --any-port"
        )
    if fault.errno == errno.EACCES:
        return f"port {port} may not be taken by this user; choose one above 1023"
    return f"can't listen on {host}, port {port}: {fault.strerror}"


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def _run(db: str, settings: Settings, listening: socket.socket) -> None:
    """Serve until told to stop; requests that are being answered have a few seconds to end."""
    import uvicorn

    from musnad.server.app import make_app

    config = uvicorn.Config(
        make_app(db, settings), http="h11", ws="none", server_header=False, proxy_headers=False, access_log=False, log_level="warning",
        limit_concurrency=_AT_ONCE, timeout_keep_alive=5, timeout_graceful_shutdown=_PATIENCE,
        h11_max_incomplete_event_size=settings.header_limit + settings.url_limit,
    )  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
