"""Settle which finding owns each character."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

from pipeline.core.findings import EntityType, Finding

NEARLY = 0.1 + 1e-9
"""Scores no further apart than this count as equally sure."""

_Extent = tuple[int, int]
_Claim = tuple[EntityType, int, int]


def resolve(findings: Iterable[Finding]) -> list[Finding]:
    """Make overlapping findings disjoint without exposing a character.

    What lies inside a longer finding that is nearly as sure is part of it: the
    domain of an e-mail address, the name in a street. Of the rest the higher
    score wins an overlap, then the longer stretch, then the earlier one. A loser
    keeps what the winners leave of it, so every character that any finding
    claimed is still claimed. Stretches of one type whose findings overlapped are
    one again.

    Args:
        findings: Findings in one text, in any order.

    Returns:
        Disjoint findings in text order, the same for any input order. Only one
        whose extent is that of a finding of its type has a canonical value.

    Example:
        >>> from pipeline.core.findings import EntityType
        >>> name = Finding(0, 4, EntityType("PERSON"), score=0.9)
        >>> street = Finding(0, 11, EntityType("ADDRESS"), score=0.6)
        >>> [(f.entity, f.start, f.end) for f in resolve([street, name])]
        [('PERSON', 0, 4), ('ADDRESS', 4, 11)]
    """
    given = list(findings)
    if len(given) < 2:  # noqa: PLR2004 - nothing to settle
        return given
    return [owner for knot in _knots(given) for owner in _untied(knot)]


def _knots(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Yield, in text order, what overlaps hold together: knots share no character."""
    placed = sorted(findings, key=_extent)
    knot, reach = placed[:1], placed[0].end
    for finding in placed[1:]:
        if finding.start >= reach:
            yield knot
            knot = []
        knot.append(finding)
        reach = max(reach, finding.end)
    yield knot


def _untied(knot: Sequence[Finding]) -> Sequence[Finding]:
    """Settle a knot. One value that several found takes a third of the time so."""
    if len(knot) == 1:
        return knot
    ranked = sorted(knot, key=_weakness)
    canonicals = _canonicals(ranked)
    if len(set(map(_extent, knot))) == 1:
        return [_cut(ranked[0], _extent(ranked[0]), canonicals)]
    parts = _joined(_settled(_not_enclosed(ranked)))
    return [_cut(part.owner, (part.start, part.end), canonicals) for part in parts]


def _cut(owner: Finding, extent: _Extent, canonicals: Mapping[_Claim, str]) -> Finding:
    start, end = extent
    canonical = canonicals.get((owner.entity, start, end))
    if (start, end, canonical) == (owner.start, owner.end, owner.canonical):
        return owner
    return replace(owner, start=start, end=end, canonical=canonical)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch and its owner; `last` owned its end before parts were joined."""

    start: int
    end: int
    owner: Finding
    last: Finding

    def continues_as(self, following: "_Part") -> bool:
        return (
            self.end == following.start
            and self.last.entity == following.owner.entity
            and self.last.overlaps(following.owner)
        )


def _extent(finding: Finding) -> _Extent:
    return finding.start, finding.end


def _weakness(finding: Finding) -> tuple[float, int, int, str, str, str]:
    return (
        -finding.score,
        finding.start - finding.end,  # the longer one first
        finding.start,
        finding.entity,
        finding.recognizer,
        finding.canonical or "",
    )


def _canonicals(ranked: Sequence[Finding]) -> dict[_Claim, str]:
    """Return each extent's canonical value: the surest finding's that has one."""
    return {
        (f.entity, f.start, f.end): f.canonical
        for f in reversed(ranked)
        if f.canonical is not None
    }


def _not_enclosed(ranked: Sequence[Finding]) -> list[Finding]:
    """Leave out what lies inside a longer finding that is nearly as sure.

    The longest of a nest always stays, so no character loses its last claim.
    """
    around = _surest_around(ranked)
    return [f for f in ranked if f.score - around[f.start, f.end] > NEARLY]


def _surest_around(ranked: Sequence[Finding]) -> dict[_Extent, float]:
    """Return for each extent the best score of a longer one that encloses it."""
    surest = {(f.start, f.end): f.score for f in reversed(ranked)}
    around: dict[_Extent, float] = {}
    # Of the extents read so far: ends ascending, and the best score of any that
    # ends there or later. What ends earlier and isn't surer can never matter.
    ends: list[int] = []
    scores: list[float] = []
    for start, end in sorted(surest, key=lambda extent: (extent[0], -extent[1])):
        at = bisect_left(ends, end)
        best = scores[at] if at < len(ends) else -1.0
        around[start, end] = best
        if (score := surest[start, end]) > best:
            stop = at + (at < len(ends) and ends[at] == end)
            while at and scores[at - 1] <= score:
                at -= 1
            ends[at:stop] = [end]
            scores[at:stop] = [score]
    return around


def _settled(ranked: Sequence[Finding]) -> Iterator[_Part]:
    """Cut the text where any finding starts or ends; the best ranked owns a part."""
    starting: dict[int, list[int]] = {}
    for rank, finding in enumerate(ranked):
        starting.setdefault(finding.start, []).append(rank)
    cuts = sorted(starting.keys() | {finding.end for finding in ranked})
    open_ranks: list[int] = []
    for start, end in pairwise(cuts):
        for rank in starting.get(start, ()):
            heappush(open_ranks, rank)
        while open_ranks and ranked[open_ranks[0]].end <= start:
            heappop(open_ranks)
        if open_ranks:
            owner = ranked[open_ranks[0]]
            yield _Part(start, end, owner, owner)


def _joined(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Join neighbours of one type whose findings overlap, under the surer owner."""
    following = iter(parts)
    whole = next(following)
    for part in following:
        if whole.continues_as(part):
            owner = min(whole.owner, part.owner, key=_weakness)
            whole = _Part(whole.start, part.end, owner, part.owner)
        else:
            yield whole
            whole = part
    yield whole
