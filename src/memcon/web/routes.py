"""The pages of the desk: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from memcon.api.reports import ReportPage
from memcon.api.stories import StoryList
from memcon.model.record import Record
from memcon.web import asked, pages
from memcon.web.desk import Answer, Desk


class Page(NamedTuple):
    """A page: its address, what the address may ask, what it shows, what its `.json` twin holds."""

    path: str
    query: Any
    show: Callable[[Desk, Mapping[str, str], Any], Answer]
    holds: Any
    summary: str

    @property
    def twin(self) -> str:
        """The address of the same as JSON."""
        return "/index.json" if self.path == "/" else f"{self.path}.json"


PAGES = (
    Page("/stories", asked.Stories, pages.story_list, StoryList, "The stories that pass the filters, a page of them"),
    Page("/stories/{story}", asked.Story, pages.story, Record, "A story's memcon and the reports it rests on"),
    Page(
        "/stories/{story}/cells/{finding}/{origin}",
        asked.CellOf,
        pages.cell,
        Any,
        "A cell of a story's table: the finding, the cell, and what it differs from",
    ),  # fmt: skip
    Page("/reports/{report}", asked.Report, pages.report, ReportPage, "A report with everything found in it"),
)
