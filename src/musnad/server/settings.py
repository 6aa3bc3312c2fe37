"""How the server listens and what it puts up with: from the command line, else from the environment (`MUSNAD_…`), else as here.

>>> Settings().beyond_loopback, Settings().token
(False, None)
>>> Settings(host="0.0.0.0", token="a long word that few know").beyond_loopback
True
"""

from __future__ import annotations

import secrets
import socket
from ipaddress import ip_address
from typing import Annotated

from pydantic import Field, PrivateAttr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from musnad.server import PORT

SHORTEST_TOKEN = 16
"""Letters of a token at least: it may be tried from the network, if slowly."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Settings(BaseSettings):
    """Settings of one server. Names of the environment are the fields' in capitals: `MUSNAD_HOST`, `MUSNAD_TOKEN`, …"""

    model_config = SettingsConfigDict(env_prefix="MUSNAD_", frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = Field(default=PORT, ge=0, le=65535)
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names under which the server is called beside those of the loopback; in the environment joined by commas."""
    token: str | None = None
    """What a caller must know to write. Made at the start where the server can be reached from elsewhere and none was given."""
    body_limit: int = Field(default=2 * 1024 * 1024, ge=1024)
    """Bytes of a request's body: the longest articles are a tenth of it."""
    url_limit: int = Field(default=8192, ge=256)
    """Bytes of path and query string."""
    header_limit: int = Field(default=32 * 1024, ge=1024)
    """Bytes of all header fields."""
    seconds: float = Field(default=30.0, gt=0)
    """Until an answer begins; then 504. What streams may take longer."""
    reads: float = Field(default=60.0, gt=0)
    """Cheap reads that a client may make each second on average; a stream or an export counts as twenty."""
    reads_at_once: float = Field(default=1200.0, ge=20)
    writes: float = Field(default=1.0, gt=0)
    """Writes, or articles to read, that a client may send each second on average."""
    writes_at_once: float = Field(default=60.0, ge=1)
    secure_cookie: bool = False
    """Set where the server is reached by https through a proxy."""

    _made: bool = PrivateAttr(default=False)

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("token")
    @classmethod
    def _long_enough(cls, value: str | None) -> str | None:
        if value and not (len(value) >= SHORTEST_TOKEN and value.isascii() and value.isprintable()):
            raise ValueError(f"a token has at least {SHORTEST_TOKEN} printable ASCII letters")
        return value or None

    @model_validator(mode="after")
    def _never_open(self) -> Settings:
        if self.beyond_loopback and self.token is None:
            object.__setattr__(self, "token", secrets.token_urlsafe(24))
            self._made = True
        return self

    @property
    def beyond_loopback(self) -> bool:
        """Whether others than this machine's users can call: by the address, or by a proxy that gave a name."""
        return not _is_loopback(self.host) or any(not _is_loopback(host) for host in self.hosts)

    @property
    def token_was_made(self) -> bool:
        """Whether the token is one that was made now, and so has to be told."""
        return self._made

    def allows_host(self, name: str) -> bool:
        """Whether a caller may call the server by this name (without port, IPv6 without brackets).

        A page elsewhere can make a browser call us by a name that it owns (DNS rebinding), but never by an address; so
        where the server listens on every address, any address is a good name, and this machine's own name.
        """
        name = name.rstrip(".").casefold()
        if name in _LOOPBACK or name == self.host.casefold() or name in {host.casefold() for host in self.hosts}:
            return True
        return self.host in {"0.0.0.0", "::"} and (_is_address(name) or name == socket.gethostname().casefold())


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return name.casefold() in _LOOPBACK or (_is_address(name) and ip_address(name).is_loopback)
