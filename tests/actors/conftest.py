"""One parse for all the tables of this room."""

from collections.abc import Callable, Sequence

import pytest

from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.fixture
def read(parser: SpacyParser) -> Read:
    from memcon.actors.find import find_mentions

    def one(text: str, day: str | None = "2025-10-31", home: str | None = None, name: str = "r") -> Reading:
        report = Report(
            id=name,
            text=text,
            outlet=Outlet("The Gazette", "press", home) if home else None,
            published=Published(day) if day else None,
            language="en",
        )
        readings: Sequence[Reading] = parse(split_body([Reading(report)]), parser)
        return find_mentions(readings)[0]

    return one
