import pytest

from memcon.actors.find import find_mentions
from memcon.events.find import find_events
from memcon.events.scene import Scene
from memcon.model.reading import Reading
from memcon.model.report import Published, Report
from memcon.places.find import find_places
from memcon.quotes.find import find_quotes
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse
from memcon.times.find import find_times

PARSER = SpacyParser()


def layered(text: str, published: str | None = "2031-05-16", title: str | None = None) -> Reading:
    """A Reading with every layer below events."""
    day = Published(published) if published is not None else None
    batch = parse(split_body([Reading(Report(id="r", text=text, published=day, title=title))]), PARSER)
    for stage in (find_mentions, find_times, find_places, find_quotes):
        batch = stage(batch)
    return batch[0]


@pytest.fixture(scope="session")
def read():
    """Text to a Reading with its events."""
    return lambda text, **given: find_events([layered(text, **given)])[0]


@pytest.fixture(scope="session")
def scene():
    """Text to a Scene, for a part of the stage alone."""
    return lambda text, **given: Scene(layered(text, **given))
