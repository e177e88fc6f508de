"""Heads of state and government after the Factbook's last edition (and a few it lacks), with the year only."""

from __future__ import annotations

from attest import IFG, LEADERS, TRAVEL
from load import Row, hand, raw
from terms import People


def add_leaders(tenures: list[Row], people: People) -> list[Row]:
    """Append the holders of wikidata_leaders.csv; whoever stood open before ends in that year, at the latest."""
    for row in hand("wikidata_leaders.csv"):
        person = people.find(row["position"][:3], row["name"], "Wikidata")
        people.wikidata[person] = row["wikidata"]
        for old in tenures:
            if old["position"] == row["position"] and old["end_kind"] == "open" and old["person"] != person:
                old["to"], old["end_kind"] = row["from"], "bound"
        tenures.append(
            {
                "person": person,
                "position": row["position"],
                "from": row["from"],
                "to": "",
                "start_kind": "exact",
                "end_kind": "open",
                "acting": "0",
                "seen": "2026-08",
                "source": LEADERS,
            }
        )
    return tenures


def add_attested(tenures: list[Row], people: People) -> list[Row]:
    """Put in the attested holders (attest_heads.csv) whom the Factbook misses: bounds, where nobody is confirmed that
    day."""
    for row in hand("attest_heads.csv"):
        person = people.find(row["position"][:3], row["name"], TRAVEL)
        new = {
            "person": person,
            "position": row["position"],
            "from": row["from"],
            "to": row["to"],
            "start_kind": "bound",
            "end_kind": "seen",
            "acting": row["acting"],
            "seen": row["to"],
            "source": TRAVEL,
        }
        for old in tenures:
            if old["position"] == row["position"] and old["from"] < row["from"] and (old["to"] or "9999") > row["from"]:
                old["to"], old["end_kind"] = row["from"], "bound"
            if (
                old["position"] == row["position"]
                and row["from"] <= old["from"] <= row["to"]
                and old["person"] == person
            ):
                new["to"] = new["seen"] = old["from"]
        tenures.append(new)
    return tenures


def settle_british(tenures: list[Row], people: People) -> list[Row]:
    """Prime ministers of the United Kingdom have first and last days in the Institute for Government's list."""
    rest = [t for t in tenures if t["position"] != "GBR-prime-minister" or t["from"] >= "2026"]
    later = [t["from"] for t in rest if t["position"] == "GBR-prime-minister"]
    for row in raw("ifg-uk/uk_pm_foreign_secretary.csv"):
        if row["post"] != "Prime Minister":
            continue
        words = row["person"].split()
        at = 1 if words[0] == "Lord" else len(words) - 1
        name = " ".join(w.upper() if i == at else w for i, w in enumerate(words))
        end = row["end"] or min(later, default="")
        rest.append(
            {
                "person": people.find("GBR", name, IFG),
                "position": "GBR-prime-minister",
                "from": row["start"],
                "to": end,
                "start_kind": "exact",
                "end_kind": "exact" if row["end"] else "bound" if end else "open",
                "acting": "0",
                "seen": row["end"] or "2026-06",
                "source": IFG,
            }
        )
    return rest
