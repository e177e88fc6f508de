"""A mail's text, and what its fields say of it."""

import pytest
from tests.intake.making import PROSE, page

HEAD = (
    "From: {sender}\r\nTo: desk@gazette.example\r\nSubject: Fwd: Ferries to go on\r\n"
    "Date: Mon, 03 May 2021 00:30:00 +0900\r\nMessage-ID: <1@mfa.example>\r\nMIME-Version: 1.0\r\n"
)


def mail(body: str, kind: str = "text/plain; charset=utf-8", sender: str = "Ana Reis <ana@post.example>") -> bytes:
    return f"{HEAD.format(sender=sender)}Content-Type: {kind}\r\n\r\n{body}".encode()


def parts(*bodies: tuple[str, str]) -> str:
    return "".join(f"--x\r\nContent-Type: {kind}\r\n\r\n{body}\r\n" for kind, body in bodies) + "--x--\r\n"


def test_its_fields(report) -> None:
    found = report(mail("\r\n".join(PROSE)), "a.eml")
    assert found.text == "\n".join(PROSE)
    assert (found.title, found.given_id, found.bylines) == ("Ferries to go on", "<1@mfa.example>", ("Ana Reis",))
    assert found.published is not None
    assert found.published.value == "2021-05-03T00:30:00+09:00"
    assert found.outlet is None


@pytest.mark.parametrize("day", ["Mon, 03 May 99999999999999999999 00:30:00 +0900", "some day", "Mon, 77 May 2021"])
def test_a_date_that_is_none_is_none(report, day: str) -> None:
    found = report(mail(PROSE[0]).replace(b"Mon, 03 May 2021 00:30:00 +0900", day.encode()), "a.eml")
    assert (found.text, found.published) == (PROSE[0], None)


def test_an_office_is_the_outlet(report) -> None:
    found = report(mail(PROSE[0], sender="Ministry of Foreign Affairs of Norway <press@mail.example>"))
    assert found.outlet is not None
    assert (found.outlet.kind, found.outlet.country, found.bylines) == ("official", "NOR", ())


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain", PROSE[0], PROSE[0]),
        ('multipart/alternative; boundary="x"', parts(("text/plain", PROSE[0]), ("text/html", page())), PROSE[0]),
        ('multipart/mixed; boundary="x"', parts(("text/html", page()), ("application/pdf", "%PDF-")), "\n".join(PROSE)),
        (
            "text/plain; format=flowed",
            "They met \r\nagain.\r\n-- \r\nPress office",
            "They met again.\n-- \nPress office",
        ),
    ],
)
def test_its_text(report, kind: str, body: str, text: str) -> None:
    assert report(mail(body, kind), "a").text.strip() == text


def test_another_character_set(report) -> None:
    body = mail("", "text/plain; charset=iso-8859-1") + "Die Fähre fährt weiter, said the minister.".encode("latin-1")
    assert report(body).text == "Die Fähre fährt weiter, said the minister."


def test_text_that_opens_like_a_mail_is_text(report) -> None:
    text = f"From: Port Anselm\nTo: all\n\n{PROSE[0]}"
    assert report(text.encode(), "a.txt").text == text


def test_a_broken_field_costs_itself_alone(report) -> None:
    data = mail(PROSE[0]).replace(b"<1@mfa.example>", b"<1@").replace(b"Mon, 03 May 2021 00:30:00 +0900", b"some day")
    found = report(data)
    assert (found.text.strip(), found.given_id, found.published) == (PROSE[0], None, None)
