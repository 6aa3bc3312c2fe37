"""How much one client may ask: a bucket of tokens for each, filled at a steady rate."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from time import monotonic

_CLIENTS = 4096
"""Clients remembered; one that is forgotten begins with a full bucket again."""


class Buckets:
    """Buckets of `most` tokens, one for each client, each filled with `rate` tokens a second."""

    def __init__(self, rate: float, most: float, clock: Callable[[], float] = monotonic) -> None:
        self.rate, self.most = rate, most
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, cost: float) -> int:
        """Take tokens from a client's bucket. 0 where there were enough, else whole seconds until there will be.

        A cost above `most` takes a full bucket.
        """
        cost = min(cost, self.most)
        now = self._clock()
        tokens, since = self._held.pop(client, (self.most, now))
        tokens = min(self.most, tokens + (now - since) * self.rate)
        wait = 0 if tokens >= cost else max(1, math.ceil((cost - tokens) / self.rate))
        self._held[client] = (tokens - cost if not wait else tokens, now)
        if len(self._held) > _CLIENTS:
            self._held.popitem(last=False)
        return wait


def client_of(address: str) -> str:
    """Who counts as one client: an IPv4 address, or the network of 64 bits that an IPv6 address lies in."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(found) >> 64 << 64)) if isinstance(found, IPv6Address) else address
