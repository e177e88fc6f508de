"""Mail as press offices send it (.eml): the text part, its date, subject and sender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from memcon.errors import Refused
from memcon.fetch.coded import page_text
from memcon.intake.accept import Raw, admit
from memcon.intake.bounds import LARGEST_MAIL
from memcon.intake.masthead import outlet_called
from memcon.intake.page import read_page
from memcon.intake.plain import check_lines
from memcon.intake.source import Source, whole
from memcon.knowledge.outlets import outlet_of_address
from memcon.model.report import Report

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):")
_TRACES = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"})
"""Fields a mail program writes and no text opens with."""


def sniff(head: bytes, suffix: str) -> bool:
    """True when the file opens with the fields of a mail: who sent it, and a trace of the program that did."""
    top = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf"), maxsplit=1)[0]
    lines = [line for line in top.splitlines() if line[:1] not in (b" ", b"\t")]
    lines = lines[1:] if lines and lines[0].startswith(b"From ") else lines
    names = {m[1].lower() for line in lines if (m := _FIELD.match(line))}
    return bool(lines) and len(names) >= 3 and b"from" in names and bool(names & _TRACES)


def read(source: Source) -> Iterator[Report | Refused]:
    """The one report that a mail is. Raises Refused for a mailbox of several, and a mail without a text."""
    data = whole(source, LARGEST_MAIL)
    if data.startswith(b"From ") and re.search(rb"\n\r?\nFrom \S+@", data):
        raise Refused(source.where, "is a mailbox of several messages; save each as a file of its own")
    if not sniff(data, source.suffix):
        raise Refused(source.where, "is no mail, though its name ends so; check the file")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        raw = _raw(message, source)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        # Python's email trips over broken fields here and there: all mean the same.
        raise Refused(source.where, "is a broken mail; save its text and read that") from None
    yield admit(raw, source.where)


def _raw(message: EmailMessage, source: Source) -> Raw:
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Refused(source.where, "is a mail without a text; save what is attached and read that")
    words = _words(body, source.where)
    if body.get_content_type() == "text/html":
        words = read_page(words, path=source.where).text
    outlet, author = _sender(_line(message, "From") or "")
    return Raw(
        words,
        path=source.where,
        given_id=_line(message, "Message-ID"),
        title=_subject(_line(message, "Subject")),
        published=_date(message),
        outlet=outlet,
        author=author,
    )


def _words(body: MIMEPart, where: str) -> str:
    """The text of a part in the character set it names; raises Refused when it is another."""
    data = body.get_payload(decode=True)
    named = body.get_content_charset()
    words = page_text(data if isinstance(data, bytes) else b"", where, None if named == "us-ascii" else named)
    check_lines(words, where)
    if body.get_param("format", "") == "flowed":
        # RFC 3676: a line that ends in a space goes on in the next; "-- " opens the signature and does not.
        words = re.sub(r"(?<!\n--) \n", " ", words)
    return words


def _line(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(_field(message, name) or "").split()) or None


def _field(message: EmailMessage, name: str) -> object:
    """A field of the mail; None where it is not there, or so broken that Python's email trips over it."""
    try:
        return message.get(name)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        return None


def _subject(subject: str | None) -> str | None:
    """The subject without the marks of answering and passing on."""
    return (re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", subject, flags=re.IGNORECASE) or None) if subject else None


def _date(message: EmailMessage) -> str | None:
    """When it was sent, in the sender's own time, as ISO."""
    found = getattr(_field(message, "Date"), "datetime", None)
    return found.isoformat() if isinstance(found, datetime) else None


def _sender(sender: str) -> tuple[str | None, str | None]:
    """(outlet, author): an outlet by the address's domain, or by a name that says it is one; else a person."""
    name, address = parseaddr(sender)
    listed = outlet_of_address(f"https://{address.rpartition('@')[2]}/")
    if listed is not None:
        return listed.name, None
    return (name, None) if name and outlet_called(name).kind is not None else (None, name or None)
