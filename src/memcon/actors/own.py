"""What is an office holder's own: "his office", "her ministry", "Lee's office", "his government", "her predecessor"."""

from __future__ import annotations

from memcon.actors import offices
from memcon.actors.persons import Person
from memcon.knowledge import kb
from memcon.model.actor import Mention
from memcon.model.ids import content_id
from memcon.model.span import Span


def owned(span: Span, person: Person, kind: str, day: str | None) -> Mention | None:
    """The office, ministry, state of an office holder, as a mention; None when the person's office is not known."""
    if kind in {"predecessor", "successor"}:
        return _beside(span, person, -1 if kind == "predecessor" else 1, day)
    if person.country is None or not kb.state(person.country):
        return None
    state = person.country
    if kind in {"government", "country"}:
        return Mention(span, state, offices.actor_name(state), "state", "group", state)
    found = _body(person, kind)
    if found is None:
        return None
    key, name = found
    return Mention(span, key, name, "office" if kind == "office" else "organisation", "group", state)


def _beside(span: Span, person: Person, step: int, day: str | None) -> Mention | None:
    """Who held the office before or after a person of the knowledge base."""
    found = offices.next_to(person.id, person.office, day, step) if person.known else None
    if found is None:
        return None
    former = step < 0 or person.former
    return Mention(
        span, found, offices.actor_name(found), "person", "title", person.country, person.office, former=former
    )


def _body(person: Person, kind: str) -> tuple[str, str] | None:
    country = person.country
    assert country is not None
    office = (person.office or "").partition(" of ")[0].lower()
    if kind == "ministry":
        suffix, label = ("foreign-ministry", "Foreign Ministry") if "foreign" in office else ("", "")
    elif "prime minister" in office:
        suffix, label = "prime-ministers-office", "Office of the Prime Minister"
    else:
        suffix, label = ("presidency", "Office of the President") if office == "president" else ("", "")
    if not suffix:
        return None
    known = kb.body(f"{country}-{suffix}")
    if known is not None:
        return known.id, known.name
    name = f"{label} of {offices.owner_name(country)}"
    return content_id("actor", "office", name), name
