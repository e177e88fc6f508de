"""Where fetching never goes, whatever an address looks like and a name resolves to."""

import pytest

from memcon.errors import Refused
from memcon.fetch.policy import Policy, is_public

NOT_PUBLIC = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.1.1",
    "169.254.169.254",
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "2001:0:7f00:1::",
    "localhost",
    "",
]
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_public(ip: str) -> None:
    assert is_public(ip)


REFUSED = [
    ("ftp://a.example/x", "is no http or https address, and memcon fetches no other kind"),
    ("file:///etc/passwd", "is no http or https address, and memcon fetches no other kind"),
    ("gopher://a.example/", "is no http or https address, and memcon fetches no other kind"),
    ("https:///x", "names no host; check the address"),
    ("https://user@a.example/", "has a name or password in it; memcon signs in nowhere"),
    ("https://a.example@b.example/", "has a name or password in it; memcon signs in nowhere"),
    ("https://a.example:22/", "asks for port 22; memcon fetches from 80 and 443 only"),
    ("https://a.example:99999/", "is no address that can be read; check it"),
    ("https://[::1/", "is no address that can be read; check it"),
    ("https://a.example/x y", "has a blank or a control character in it; check the address"),
    ("https://a.example/x\r\nHost: b", "has a blank or a control character in it; check the address"),
    ("https://a.example\\@b.example/", "has a blank or a control character in it; check the address"),
]


@pytest.mark.parametrize(("url", "words"), REFUSED)
def test_the_sentence(url: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        Policy().target(url)
    assert refused.value.reason == words


def test_an_endless_address() -> None:
    with pytest.raises(Refused, match="is an address of over 2,000 characters; it was not fetched"):
        Policy().target("https://a.example/" + "a" * 2_000)


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTPS://A.Example", "https://a.example/"),
        ("http://a.example:80/x#part", "http://a.example/x"),
        ("https://a.example./x?q=ä", "https://a.example/x?q=%C3%A4"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        ("https://a.example/x%20y?a=b&c=%26", "https://a.example/x%20y?a=b&c=%26"),
        ("http://[2606:2800:220:1:248:1893:25c8:1946]/", "http://[2606:2800:220:1:248:1893:25c8:1946]/"),
    ],
)
def test_what_is_sent(url: str, sent: str) -> None:
    assert Policy().target(url).url == sent


def test_one_bad_answer_spoils_all() -> None:
    assert Policy().checked("u", ["8.8.8.8", "8.8.4.4"]) == ("8.8.8.8", "8.8.4.4")
    with pytest.raises(Refused, match="not on the public network"):
        Policy().checked("u", ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Refused, match="not known"):
        Policy().checked("u", [])


def test_local_machines_when_asked_for() -> None:
    policy = Policy(local=True)
    assert policy.target("http://127.0.0.1:8123/feed").port == 8123
    assert policy.checked("u", ["127.0.0.1"]) == ("127.0.0.1",)
