"""What a site's robots.txt allows (RFC 9309), read by Protego: unlike the standard library's reader it knows wildcards
and lets the longest rule win."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from memcon.errors import Refused
from memcon.fetch.bounds import ROBOTS, ROBOTS_KEPT
from memcon.fetch.clock import Clock
from memcon.fetch.coded import unpacked
from memcon.fetch.policy import Target

if TYPE_CHECKING:
    from protego import Protego

    from memcon.fetch.transport import Answer


class Robots:
    """The rules of each site, asked for once a day through `ask`."""

    def __init__(self, ask: Callable[[str], Answer], clock: Clock) -> None:
        self._ask, self._clock = ask, clock
        self._known: dict[str, tuple[float, Protego | None]] = {}

    def allows(self, target: Target, agent: str) -> bool:
        """True when the site lets `agent` read the address. Raises Refused when its rules cannot be had."""
        rules = self._rules(target)
        return rules is None or bool(rules.can_fetch(target.url, agent))

    def pause(self, target: Target, agent: str) -> float:
        """Seconds that the site asks for between two requests, as far as its rules are known; 0 where it asks none."""
        _, rules = self._known.get(target.origin, (0.0, None))
        return float((rules.crawl_delay(agent) if rules is not None else None) or 0.0)

    def _rules(self, target: Target) -> Protego | None:
        read, rules = self._known.get(target.origin, (None, None))
        if read is None or self._clock.now() - read > ROBOTS_KEPT:
            rules = self._read(target)
            self._known[target.origin] = (self._clock.now(), rules)
        return rules

    def _read(self, target: Target) -> Protego | None:
        """The site's rules, None where it has none. RFC 9309: a file that is not there allows all, one that cannot be
        reached forbids all."""
        from protego import Protego

        host = target.url.split("/", 3)[2]
        try:
            answer = self._ask(f"{target.scheme}://{host}/robots.txt")
        except Refused as refused:
            raise Refused(target.url, _unknown(refused.reason)) from None
        if 400 <= answer.status < 500 and answer.status != 429:
            return None
        if answer.status != 200:
            raise Refused(target.url, _unknown(f"status {answer.status}"))
        data = unpacked(answer.data, answer.fields.get("content-encoding", ""), target.url, 20 * ROBOTS)
        return Protego.parse(data[:ROBOTS].decode("utf-8", "replace"))


def _unknown(why: str) -> str:
    return f"was not fetched, as its site's robots.txt cannot be read now ({why})"
