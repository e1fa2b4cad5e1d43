"""Where persons and recruiters of a film stand in a picture, and along which way they move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from safepassage.figures.frames import Film, Frames, Phase, destination_of, gate_of, phase_of, situation_of
from safepassage.figures.map_layers import POSTS
from safepassage.figures.map_parts import Frame
from safepassage.figures.paths import border_band, jitter, way, way_tree
from safepassage.region.kinds import GateKind
from safepassage.region.region import Ints
from safepassage.world.codes import Situation

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, bottom, width, height in figure pixels."""

BY_SITUATION = ("resident", "waiting", "transit", "working", "exploited", "assisted")
"""The mark of each situation; nobody is drawn after death."""


@dataclass(frozen=True)
class Stage:
    """The still picture and where things stand in it, in figure pixels."""

    figure: Figure
    axes: list[Axes]
    frames: list[Frame]
    hubs: dict[int, tuple[float, float]]
    boxes: list[tuple[Box, Box]]  # by destination: work, exploitation


class Places:
    """Positions of persons and recruiters in figure pixels."""

    def __init__(self, film: Film, stage: Stage) -> None:
        region = film.region
        self._film, self._stage = film, stage
        self._offset = jitter(film.ids)
        self._home = self._cells(film.home_cell, self._offset)
        self._recruiter_offset = jitter(film.recruiter_ids)
        self._trees: dict[int, Ints] = {}
        self._bands: dict[int, Ints] = {}
        for gate, kind in enumerate(region.gate_kind):
            corridor = int(region.gate_corridor[gate])
            if kind in POSTS:
                row, col = int(region.gate_row[gate]), int(region.gate_col[gate])
                self._trees[gate] = way_tree(region, region.lattices[corridor], row, col)
            elif kind == GateKind.UNOFFICIAL and region.gate_government[gate] < len(region.districts):
                self._bands[gate] = border_band(region, corridor, int(region.gate_government[gate]))

    def _pixels(self, corridor: int, row: float, col: float) -> tuple[float, float]:
        frame = self._stage.frames[corridor]
        x, y = self._stage.axes[corridor].transData.transform((frame.left(col), frame.top(row)))
        return float(x), float(y)

    def _cells(self, cells: Ints, offset: Points) -> Points:
        region = self._film.region
        return np.array(
            [
                self._pixels(
                    int(region.cell_corridor[cell]),
                    float(region.cell_row[cell]) + 0.06 + 0.88 * float(v),
                    float(region.cell_col[cell]) + 0.06 + 0.88 * float(u),
                )
                for cell, (u, v) in zip(cells, offset, strict=True)
            ]
        ).reshape(-1, 2)

    def _anchor(self, person: int, code: int, step: int) -> tuple[float, float]:
        """Where a person stands in a situation."""
        codes = np.array([code], dtype=np.uint16)
        situation = int(situation_of(codes)[0])
        u, v = self._offset[person]
        if situation in (Situation.WORKING, Situation.EXPLOITED):
            boxes = self._stage.boxes[max(int(destination_of(codes)[0]), 0)]
            x, y, w, h = boxes[situation == Situation.EXPLOITED]
            return x + 4 + u * (w - 8), y + 4 + v * (h - 8)
        gate = int(gate_of(codes)[0])
        if situation == Situation.IN_TRANSIT and phase_of(codes)[0] != Phase.NONE and gate >= 0:
            return self._gate(person, gate, step)
        return float(self._home[person, 0]), float(self._home[person, 1])

    def _gate(self, person: int, gate: int, step: int) -> tuple[float, float]:
        region = self._film.region
        u, v = self._offset[person]
        corridor = int(region.gate_corridor[gate])
        if gate in self._stage.hubs:
            x, y = self._stage.hubs[gate]
            return x + (u - 0.5) * 9, y + (v - 0.5) * 9
        if gate in self._trees:
            return self._pixels(corridor, region.gate_row[gate] + v, region.gate_col[gate] + u)
        if gate in self._bands and len(self._bands[gate]):
            band = self._bands[gate]
            turn = (7.13 * u + 3.71 * v + 0.618 * step) % 1.0
            row, col = divmod(int(band[int(turn * len(band))]), self._stage.frames[corridor].cols)
            return self._pixels(corridor, row + u, col + v)
        return float(self._home[person, 0]), float(self._home[person, 1])

    def _way(self, person: int, gate: int, step: int) -> list[tuple[float, float]]:
        """From home to a gate: cell by cell to a post, straight to a hub or into the band."""
        region = self._film.region
        home = (float(self._home[person, 0]), float(self._home[person, 1]))
        cell = int(self._film.home_cell[person])
        corridor = int(region.cell_corridor[cell])
        if gate not in self._trees or int(region.gate_corridor[gate]) != corridor:
            return [home] if gate < 0 else [home, self._gate(person, gate, step)]
        cols = self._stage.frames[corridor].cols
        u, v = self._offset[person]
        start = int(region.cell_row[cell]) * cols + int(region.cell_col[cell])
        points = [
            self._pixels(corridor, at // cols + 0.06 + 0.88 * v, at % cols + 0.06 + 0.88 * u)
            for at in way(self._trees[gate], start)[1:]
        ]
        return [home, *points]

    def moves(self, before: NDArray[np.uint16], after: NDArray[np.uint16], step: int) -> dict[int, Points]:
        """The way of each person whose code changes and who goes somewhere, [points, 2]."""
        found = {}
        for person in np.flatnonzero(before != after).tolist():
            a, b = int(before[person]), int(after[person])
            codes = np.array([a, b], dtype=np.uint16)
            away = np.isin(situation_of(codes), [Situation.WORKING, Situation.EXPLOITED])
            start, end = self._anchor(person, a, step), self._anchor(person, b, step + 1)
            gates = gate_of(codes)
            gate = int(gates[0] if away[0] else gates[1])
            if situation_of(codes)[1] == Situation.DEAD:
                continue
            if gate in self._bands and away[0] != away[1]:
                points = [start] if away[0] else self._way(person, gate, step)
            elif not away[0] and gate >= 0 and situation_of(codes)[0] != Situation.IN_TRANSIT:
                points = [*self._way(person, gate, step), end]
            elif away[0] and not away[1] and situation_of(codes)[1] != Situation.IN_TRANSIT:
                points = [start, *reversed(self._way(person, gate, step))]
            else:
                points = [start, end]
            found[person] = np.array(points)
        return found

    def at(self, frames: Frames, step: int, share: float, moves: dict[int, Points]) -> dict[str, Points]:
        """Positions by mark."""
        codes = frames.codes[step]
        groups: dict[str, list[tuple[float, float]]] = {name: [] for name in BY_SITUATION}
        situations = situation_of(codes)
        for person, situation in enumerate(situations):
            if situation == Situation.DEAD:
                continue
            points = moves.get(person)
            if points is None or share == 0.0 or len(points) < 2:
                groups[BY_SITUATION[situation]].append(self._anchor(person, int(codes[person]), step))
            else:
                groups["transit"].append(along(points, share))
        at_work = np.flatnonzero(frames.recruiters[step])
        found = {name: np.array(points).reshape(-1, 2) for name, points in groups.items()}
        found["recruiter"] = self._cells(
            frames.recruiters[step][at_work].astype(np.int64) - 1, self._recruiter_offset[at_work]
        )
        return found


def along(points: Points, share: float) -> tuple[float, float]:
    """The point at a share of a way's length."""
    lengths = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    target = share * lengths[-1]
    return float(np.interp(target, lengths, points[:, 0])), float(np.interp(target, lengths, points[:, 1]))
