"""An address of every page of the desk, from what its store holds."""

import re
from collections.abc import Iterator

from memcon.store.sqlite import SqliteStore
from memcon.web.routes import HIDDEN, PAGES


def addresses(store: SqliteStore, job: str | None = None, stories: int = 2) -> Iterator[str]:
    """Pages as a person meets them: of so many stories with what belongs to them, and those that need no story. `job`:
    the id of one that is there."""
    yield from (
        "/",
        "/stories",
        "/stories?differs=1",
        "/stories?q=nobody+is+called+so",
        "/search",
        "/review",
        "/add",
        "/api",
    )
    yield from ("/no/such/page", "/stories/0000000000000000")
    if job is not None:
        yield f"/jobs/{job}"
    for story, memcon in store.stories()[:stories]:
        yield f"/stories/{story.id}"
        yield f"/stories/{story.id}?base={story.origins[0].id}&only=one"
        finding = next((f for f in memcon.findings if f.status == "differs"), memcon.findings[0])
        yield from (f"/stories/{story.id}/cells/{finding.id}/{c.origin}" for c in finding.cells[:2])
        yield from (f"/actors/{p.actor}" for p in memcon.occurrence.parties[:1])
        sides = sorted({p.on_behalf for p in memcon.occurrence.parties if p.on_behalf})
        yield from (f"/actors/{side}" for side in sides[:1])
        if len(sides) > 1:
            yield f"/relations/{sides[0]}/{sides[1]}"
        quote = next(iter(memcon.quotes), None)
        for report in story.reports[:1]:
            yield f"/reports/{report}"
        if quote is not None and quote.spans:
            at = f"at={quote.spans[0].start}-{quote.spans[0].end}"
            yield from (f"/reports/{quote.report}?{at}", f"/reports/{quote.report}/cite?{at}")
            yield f"/search?q={quote.text.split()[0]}"


def missing(found: list[str]) -> set[str]:
    """Pages of the desk none of whose addresses is among these."""
    bare = {address.partition("?")[0] for address in found}
    pattern = {page.path: re.compile(re.sub(r"{\w+}", "[^/]+", page.path)) for page in (*PAGES, *HIDDEN)}
    return {path for path, shape in pattern.items() if not any(shape.fullmatch(address) for address in bare)}
