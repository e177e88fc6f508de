"""The pages of the desk: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from memcon.api.actors import ActorPage
from memcon.api.citing import CitedReport
from memcon.api.homes import Home
from memcon.api.jobs import Job
from memcon.api.relations import Relation
from memcon.api.reports import ReportPage
from memcon.api.reviewing import Queue
from memcon.api.searching import FoundPage
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


CELL = "/stories/{story}/cells/{finding}/{origin}"
PAGES = (
    Page("/", asked.Nothing, pages.home, Home, "What the store holds, the newest stories, the pairs most is told of"),
    Page("/stories", asked.Stories, pages.story_list, StoryList, "The stories that pass the filters, a page of them"),
    Page("/stories/{story}", asked.Story, pages.story, Record, "A story's memcon and the reports it rests on"),
    Page(CELL, asked.CellOf, pages.cell, pages.CellPage, "A cell of a story's table, and what it differs from"),
    Page("/relations/{a}/{b}", asked.Relation, pages.relation, Relation, "Two actors over time"),
    Page("/actors/{actor}", asked.Actor, pages.actor, ActorPage, "An actor: offices, stories, quotes, visits, pledges"),
    Page("/reports/{report}", asked.Report, pages.report, ReportPage, "A report with everything found in it"),
    Page("/reports/{report}/cite", asked.Cite, pages.cite, CitedReport, "Words of a report, cited three ways"),
    Page("/search", asked.Search, pages.search, FoundPage, "Reports, quotes and claims that hold all the words"),
    Page("/review", asked.Review, pages.review, Queue, "What needs a person, the most valuable first"),
    Page("/jobs/{job}", asked.Nothing, pages.job, Job, "How far the reading of what was brought is"),
)
HIDDEN = (
    Page("/add", asked.Nothing, pages.add, None, "Where reports are brought in"),
    Page("/api", asked.Nothing, pages.api, None, "The API, for people"),
)
"""Pages that hold nothing a twin could tell."""
