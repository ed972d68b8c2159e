"""One meeting told with two precisions: the less precise date joins the only more precise one that it can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.resolve.evidence import Evidences, Seen, split_date


def meeting_joins(found: Evidences, mechanisms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs to join among meetings of one name.

    Args:
        found: What was seen.
        mechanisms: The id map of mechanisms.
    """
    meetings = found.of("Meeting")
    by_name: dict[str, dict[str, str]] = defaultdict(dict)
    for id_ in meetings:
        name, date = split_date(id_)
        by_name[name][date] = id_
    for dates in by_name.values():
        if len(dates) > 1:
            yield from _join_dates(dates, meetings, mechanisms)


def _join_dates(
    dates: Mapping[str, str], meetings: Mapping[str, Seen], mechanisms: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    finest = [date for date in dates if not any(_extends(other, date) for other in dates)]
    joins: dict[str, list[str]] = defaultdict(list)
    for date in sorted(set(dates) - set(finest)):
        fits = [f for f in finest if _extends(f, date)]
        if len(fits) == 1 and not _clash(meetings[dates[date]], meetings[dates[fits[0]]], mechanisms):
            joins[fits[0]].append(dates[date])
    for date, ids in joins.items():
        for id_ in ids:
            if not any(_clash(meetings[id_], meetings[other], mechanisms) for other in ids):
                yield id_, dates[date]


def _extends(precise: str, date: str) -> bool:
    return precise != date and (not date or precise.startswith(f"{date}-"))


def _clash(one: Seen, other: Seen, mechanisms: Mapping[str, str]) -> bool:
    """Both belong to mechanisms, or have organisers or a number, and share none: a plain name stands for many meetings."""
    held = [{mechanisms.get(m, m) for m, _ in seen.mechanisms} for seen in (one, other)]
    ordinals = [seen.props.get("ordinal", set()) for seen in (one, other)]
    pairs = (held, ordinals, [one.organizers, other.organizers])
    return any(left and right and not left & right for left, right in pairs)
