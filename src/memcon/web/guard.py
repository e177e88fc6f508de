"""Who may come in: the Host header, the password, the token of what changes something; and the headers of every answer.

Report text is hostile: it is escaped, and should that ever fail, the policy below lets no script of it run and nothing
be loaded from anywhere else.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
from collections.abc import Collection, Mapping
from typing import NamedTuple

from memcon.errors import UsageError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Door(NamedTuple):
    """`host`: the address served; `password`: what whoever comes must give, empty where nobody else can come."""

    host: str
    password: str


def door(host: str, password: str) -> Door:
    """The door of an app served at `host`. Raises UsageError where others could come in without a password."""
    if host not in LOOPBACK and not password:
        raise UsageError(
            f"--host {host}: others could read and change this store; set a password first (MEMCON_PASSWORD, or "
            "password in memcon.toml)"
        )
    return Door(host, password)


def known_host(header: str, door: Door) -> bool:
    """True when the Host header names an address that this app is served at: a page from elsewhere whose name is made
    to lead here (DNS rebinding) sends its own name."""
    name = _host_of(header)
    if name in LOOPBACK or name == door.host:
        return True
    return door.host in ("0.0.0.0", "::") and _is_address(name)


def _host_of(header: str) -> str:
    text = header.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def let_in(authorization: str, door: Door) -> bool:
    """True when no password is asked for, or the header gives it (Basic, any user name; or Bearer)."""
    if not door.password:
        return True
    kind, _, given = authorization.partition(" ")
    if kind.lower() == "bearer":
        return hmac.compare_digest(given.encode(), door.password.encode())
    if kind.lower() != "basic":
        return False
    try:
        _, _, said = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return hmac.compare_digest(said.encode(), door.password.encode())


def same_origin(headers: Mapping[str, str], given: str, token: str) -> bool:
    """True when a request that changes something comes from a page of this app: it gives the token that only our own
    pages hold, and, where the browser says where it comes from, that is here."""
    if not hmac.compare_digest(given.encode(), token.encode()):
        return False
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


UNSAFE: Collection[str] = ("POST", "PUT", "PATCH", "DELETE")
