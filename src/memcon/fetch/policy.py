"""Which addresses may be fetched: http and https, to machines on the public network, whatever a name resolves to."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from memcon.errors import Refused
from memcon.fetch.bounds import LONGEST_ADDRESS

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_METADATA = frozenset(
    ipaddress.ip_address(a)
    for a in ("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")
)
"""Where clouds tell a machine its secrets; two of them lie in public ranges. Source: the manuals of AWS, Alibaba, Azure
and Oracle."""
_UNUSED = ipaddress.ip_network("192.88.99.0/24")
"""Relays of 6to4: public once, given up by RFC 7526."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")


class Target(NamedTuple):
    """An address taken apart: `url` is as it is sent, without its fragment."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Policy:
    """`ports` that are spoken to; `local` allows machines that are not on the public network (a user's own feed
    server), on any port, and is for tests and for those who ask for it."""

    ports: tuple[int, ...] = (80, 443)
    local: bool = False

    def target(self, url: str) -> Target:
        """The address taken apart. Raises Refused for one that is none, or not to be spoken to."""
        shown = url[:200]
        if len(url) > LONGEST_ADDRESS:
            raise Refused(shown, f"is an address of over {LONGEST_ADDRESS:,} characters; it was not fetched")
        if re.search(r"[\x00-\x20\x7f\\]", url):
            raise Refused(shown, "has a blank or a control character in it; check the address")
        try:
            parts = urlsplit(url)
            host, port = _host(parts.hostname or ""), parts.port
        except ValueError:
            raise Refused(shown, "is no address that can be read; check it") from None
        if parts.scheme.lower() not in ("http", "https"):
            raise Refused(shown, "is no http or https address, and memcon fetches no other kind")
        if not host:
            raise Refused(shown, "names no host; check the address")
        if parts.username is not None or parts.password is not None:
            raise Refused(shown, "has a name or password in it; memcon signs in nowhere")
        scheme = parts.scheme.lower()
        port = port if port is not None else (443 if scheme == "https" else 80)
        if not self.local and port not in self.ports:
            raise Refused(shown, f"asks for port {port}; memcon fetches from {' and '.join(map(str, self.ports))} only")
        path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)
        shown_port = "" if port == (443 if scheme == "https" else 80) else f":{port}"
        shown_host = f"[{host}]" if ":" in host else host
        return Target(f"{scheme}://{shown_host}{shown_port}{path}", scheme, host, port, path)

    def checked(self, url: str, answers: Sequence[str]) -> tuple[str, ...]:
        """The IP addresses that a host resolved to, if each of them may be spoken to: one that may not spoils all.

        Raises Refused.
        """
        if not answers:
            raise Refused(url, "has a host whose name is not known; check the address")
        for answer in answers:
            if not self.local and not is_public(answer):
                raise Refused(url, "leads to a machine that is not on the public network; it was not fetched")
        return tuple(answers)


_SAFE = "/?&=%:;,@!$'()*+~#-._[]"


def _host(name: str) -> str:
    """A host's name in ASCII (IDNA), in small letters; raises ValueError."""
    name = name.lower().rstrip(".")
    if ":" in name or name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(name) from None


def is_public(answer: str) -> bool:
    """True when an IP address is a machine's on the public network: not private, shared, loopback, link-local,
    multicast, reserved, nor one where a cloud keeps a machine's secrets; an IPv4 address inside an IPv6 one counts."""
    try:
        ip = ipaddress.ip_address(answer.partition("%")[0])
    except ValueError:
        return False
    return all(_public(part) for part in (ip, *_inner(ip)))


def _public(ip: IP) -> bool:
    plain = ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)
    wrapped = isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped is not None or ip in _NAT64 or ip.sixtofour)
    return (plain or bool(wrapped)) and ip not in _METADATA and ip not in _UNUSED and ip not in _NAT64_LOCAL


def _inner(ip: IP) -> tuple[IP, ...]:
    """IPv4 addresses that an IPv6 one stands for: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ()
    teredo = ip.teredo or ()
    nat64 = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return tuple(x for x in (ip.ipv4_mapped, ip.sixtofour, *teredo, nat64) if x is not None)
