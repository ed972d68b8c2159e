"""Where each node stands: the same graph gives the same picture.

Forces are computed once, here, with a fixed seed, so that the page opens at rest. Sources are left out of them
– they would pull everything that one text names into a knot – and stand around the rest in a ring.
"""

from __future__ import annotations

import math
from collections.abc import Collection

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SEED = 20160406
# Page units: side of a node's share of the picture; width and height of a node with its label.
ROOM = 105
LABEL = np.array([120.0, 46.0])
ROUNDS = 120
# Width by height of the frame; columns, of page units, in which it is filled.
SHAPE = 1.25
COLUMN = 30
Place = tuple[int, int]
Places = NDArray[np.float64]


def place(graph: nx.MultiDiGraph, sources: Collection[str]) -> dict[str, Place]:
    """Return every node's place, in page units around 0, 0."""
    inner = nx.Graph()
    inner.add_nodes_from(key for key in graph if key not in sources)
    inner.add_edges_from((start, end) for start, end in graph.edges() if {start, end} <= inner.nodes)
    placed = _packed([_component(inner, keys) for keys in _components(inner)])
    return placed | _ring([key for key in graph if key in sources], placed.values())


def _components(graph: nx.Graph) -> list[list[str]]:
    """Return the components, largest first, each in key order."""
    parts = [sorted(part) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), part))


def _component(graph: nx.Graph, keys: list[str]) -> dict[str, Place]:
    """Return the places of one component's nodes, from 0, 0 to the right and down."""
    part = nx.Graph()
    part.add_nodes_from(keys)
    part.add_edges_from(sorted((min(ends), max(ends)) for ends in graph.subgraph(keys).edges()))
    raw = nx.forceatlas2_layout(part, seed=SEED, max_iter=200, scaling_ratio=4.0, gravity=0.6)
    order: Places = np.array([raw[key] for key in keys], dtype=float)
    side = ROOM * math.sqrt(len(keys))
    spread = np.column_stack([_even(order[:, 0]) * side * 1.45, _even(order[:, 1]) * side * 0.95])
    cleared = _cleared(spread)
    corner = cleared.min(axis=0)
    return {key: (round(x), round(y)) for key, (x, y) in zip(keys, (cleared - corner).tolist(), strict=True)}


def _even(values: Places) -> Places:
    """Return the values from 0 to 1, halfway between their distances and their ranks: knots come apart."""
    span = float(np.ptp(values)) or 1.0
    ranks: Places = np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(float)
    even: Places = (values - values.min()) / span / 2 + ranks / max(len(values) - 1, 1) / 2
    return even


def _cleared(at: Places) -> Places:
    """Push nodes apart until their labels are, or the rounds are over; takes time by the square of them."""
    index = np.arange(len(at))
    earlier = np.sign(index[:, None] - index[None, :])[..., None]
    for _ in range(ROUNDS):
        gap = at[:, None, :] - at[None, :, :]
        lap = np.maximum(LABEL - np.abs(gap), 0)
        lap[index, index] = 0
        lap[(lap == 0).any(axis=2)] = 0
        if not lap.any():
            break
        lap[lap > lap.min(axis=2, keepdims=True)] = 0  # along the axis with less to go
        # Of two in one place the earlier goes up and left.
        at = at + (np.where(gap == 0, earlier, np.sign(gap)) * lap).sum(axis=1) / 3
    return at


def _packed(parts: list[dict[str, Place]]) -> dict[str, Place]:
    """Put the components, the largest first, as high as they go in a frame of a screen's shape; centre the whole."""
    placed: dict[str, Place] = {}
    sizes = [_size(part) for part in parts]
    width = max([math.sqrt(sum(map(math.prod, sizes)) * SHAPE), *(across for across, _ in sizes)])
    filled = [0] * math.ceil(width / COLUMN)
    for part, (across, down) in zip(parts, sizes, strict=True):
        span = math.ceil(across / COLUMN)
        top, left = min((max(filled[at : at + span]), at) for at in range(len(filled) - span + 1))
        filled[left : left + span] = [top + down] * span
        placed |= {key: (x + left * COLUMN, y + top) for key, (x, y) in part.items()}
    return _centred(placed)


def _size(part: dict[str, Place]) -> Place:
    """Return width and height of a part with the room around it."""
    return max(x for x, _ in part.values()) + 150, max(y for _, y in part.values()) + 80


def _centred(placed: dict[str, Place]) -> dict[str, Place]:
    if not placed:
        return placed
    xs, ys = zip(*placed.values(), strict=True)
    middle = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    return {key: (x - middle[0], y - middle[1]) for key, (x, y) in placed.items()}


def _ring(keys: list[str], inside: Collection[Place]) -> dict[str, Place]:
    """Put the keys on an ellipse around what stands inside."""
    across = max((abs(x) for x, _ in inside), default=0) * 1.15 + 2 * ROOM
    down = max((abs(y) for _, y in inside), default=0) * 1.15 + 2 * ROOM
    angles = [2 * math.pi * index / len(keys) for index in range(len(keys))]
    turns = zip(keys, angles, strict=True)
    return {key: (round(across * math.cos(turn)), round(down * math.sin(turn))) for key, turn in turns}
