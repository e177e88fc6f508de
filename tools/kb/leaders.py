"""Heads of state and government after the Factbook's last edition (and a few it lacks), with the year only."""

from __future__ import annotations

from attest import LEADERS
from load import Row, hand
from terms import People


def add_leaders(tenures: list[Row], people: People) -> list[Row]:
    """Append the holders of wikidata_leaders.csv; whoever stood open before ends in that year, at the latest."""
    for row in hand("wikidata_leaders.csv"):
        person = people.find(row["position"][:3], row["name"], "Wikidata")
        people.wikidata[person] = row["wikidata"]
        for old in tenures:
            if old["position"] == row["position"] and old["end_kind"] in {"open", "seen"} and old["person"] != person:
                old["to"], old["end_kind"] = row["from"], "bound"
        tenures.append({"person": person, "position": row["position"], "from": row["from"], "to": "", "start_kind": "exact",
                        "end_kind": "open", "acting": "0", "seen": "2026-08", "source": LEADERS})
    return tenures
