"""The beginning: a world's columns and arrays become agents and places."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from benchmarks.twin.actors import LocalGovernment, Official, Recruiter
from benchmarks.twin.ground import Cell, District, Gate, Route, Subdistrict
from benchmarks.twin.person import Person
from safepassage.world.codes import GateKind, Papers, Role, Situation, WayHome
from safepassage.world.geography_arrays import district_places
from safepassage.world.state import Columns
from safepassage.world.world import World

if TYPE_CHECKING:
    from benchmarks.twin.model import BorderTwin

LOCAL = {
    "base_aspiration": "base_aspiration_per_year",
    "regular_log_weight": "regular_log_weight",
    "regular_female": "regular_female",
    "end_irregular": "end_irregular_per_year",
}
"""Attribute of a district -> the parameter that may differ by district."""

REFERENCES = (
    "cell",
    "subdistrict",
    "district",
    "situation",
    "papers",
    "way_home",
    "recruiter",
    "route",
    "gate",
)
"""Columns that become objects or enums; the others stay numbers."""


def settle(model: BorderTwin, world: World) -> None:
    """Fill a model from a world."""
    make_governments(model, world)
    make_districts(model, world)
    make_cells(model, world)
    make_gates_and_routes(model, world)
    make_recruiters(model, world)
    make_officials(model, world)
    make_people(model, world)


def make_governments(model: BorderTwin, world: World) -> None:
    """The districts' governments first, then one outside per corridor."""
    g = world.governments
    model.governments = [
        LocalGovernment(
            model, index, title, float(g.responsiveness[index]), float(g.returns_to[index]), float(g.uptake[index]),
            float(g.action_plan[index]), float(g.service_capacity[index]), float(g.partnership[index]),
            g.training[index].tolist(), float(g.honesty[index]), float(g.spend_iom_usd[index]),
            float(g.spend_own_usd[index]), float(g.unspent_usd[index]), g.spent_usd[index].tolist(),
        )
        for index, title in enumerate(world.region.governments)
    ]  # fmt: skip


def make_districts(model: BorderTwin, world: World) -> None:
    """Districts with what their recruiters believe, their registers, their own parameters."""
    region, beliefs, registers = world.region, world.beliefs, world.registers
    population = region.district_population().astype(float).tolist()
    own = {name: world.parameters.local(of, district_places(region)) for name, of in LOCAL.items()}
    model.districts = []
    for d, name in enumerate(region.districts):
        corridor = int(region.district_corridor[d])
        district = District(d, name, corridor, population[d], model.governments[d])
        district.government.district = district
        for attribute, values in own.items():
            setattr(district, attribute, float(values[d]))
        district.tries, district.stops = beliefs.tries[d].tolist(), beliefs.stops[d].tolist()
        district.arrest_risk, district.reference = float(beliefs.arrest_risk[d]), float(beliefs.reference[d])
        district.acceptance, district.contacts = float(beliefs.acceptance[d]), float(beliefs.contacts[d])
        district.reference_use = float(beliefs.reference_use[d])
        homes = [
            (cell, people)
            for cell, of, people in zip(
                region.place_cell.tolist(),
                region.place_district,
                region.place_population.tolist(),
                strict=True,
            )
            if of == d
        ]
        district.home_cells = [cell for cell, _ in homes]
        district.home_until = list(accumulate(people for _, people in homes))
        district.waiting = float(registers.waiting[d])
        district.remembered = registers.remembered[d].tolist()
        district.assistance_load = float(registers.assistance_load[d])
        model.districts.append(district)
    register = [0] * len(region.subdistricts)
    for subdistrict, people in zip(region.place_subdistrict, region.place_population.tolist(), strict=True):
        register[subdistrict] += people
    model.subdistricts = [Subdistrict(index, float(people)) for index, people in enumerate(register)]
    for subdistrict in model.subdistricts:
        subdistrict.acceptances = float(beliefs.village_acceptances[subdistrict.index])
        subdistrict.contacts = float(beliefs.village_contacts[subdistrict.index])
        subdistrict.arrests = float(beliefs.village_arrests[subdistrict.index])
        subdistrict.worked_years = float(beliefs.village_years[subdistrict.index])
    place_ends = [0, *accumulate(region.place_population.tolist())]
    subdistrict_of_place = region.place_subdistrict.tolist()
    model.subdistrict_index_of = lambda number: subdistrict_of_place[bisect_right(place_ends, number) - 1]
    for subdistrict, d in zip(model.subdistricts, region.subdistrict_district, strict=True):
        model.districts[d].subdistricts.append(subdistrict)


def make_cells(model: BorderTwin, world: World) -> None:
    """Cells with their people of the register, and who is near."""
    region, ground = world.region, world.ground
    people = [0] * len(region.cell_row)
    for cell, number in zip(region.place_cell, region.place_population.tolist(), strict=True):
        people[cell] += number
    first_ids = [0, *accumulate(people)]
    model.cell_index_of = lambda number: bisect_right(first_ids, number) - 1
    model.cells = [
        Cell(index, people[index], first_ids[index], float(ground.cell_x_km[index]), float(ground.cell_y_km[index]))
        for index in range(len(people))
    ]  # fmt: skip
    largest: dict[int, int] = {}
    for cell, of, number in zip(
        region.place_cell.tolist(),
        region.place_subdistrict.tolist(),
        region.place_population.tolist(),
        strict=True,
    ):
        if number >= largest.get(cell, 0):
            largest[cell], model.cells[cell].village = number, model.subdistricts[of]
    near, km = region.cell_neighbours.tolist(), region.cell_neighbour_km.tolist()
    for cell, (start, end) in zip(model.cells, pairwise(region.cell_neighbour_start.tolist()), strict=True):
        neighbours = [
            (model.cells[other], away) for other, away in zip(near[start:end], km[start:end], strict=True)
        ]
        cell.set_neighbours(neighbours, model.p.reach_km)
        cell.gate_km = region.gate_km[cell.index].tolist()
        cell.office_further_km = float(ground.office_further_km[cell.index])


def make_gates_and_routes(model: BorderTwin, world: World) -> None:
    """Gates with their remembered load; routes from each corridor."""
    region = world.region
    model.gates = []
    for index, name in enumerate(region.gate_ids):
        government = model.governments[region.gate_government[index]]
        gate = Gate(index, name, GateKind(region.gate_kind[index]), government)
        gate.load = float(world.registers.gate_load[index])
        model.gates.append(gate)
    model.routes = []
    for index, corridor in enumerate(region.route_corridor):
        legs = int(region.route_legs[index])
        destination = int(region.route_destination[index])
        route = Route(
            index, [model.gates[gate] for gate in region.route_gates[index, :legs]],
            region.route_days[index, : legs + 1].tolist(), float(region.route_cost_usd[index]),
            bool(region.route_overland[index]), destination, bool(region.route_regular[index]),
            0.0 if destination == 0 else model.p.land_border_log_weight,
        )  # fmt: skip
        model.routes.append(route)
        for district in model.districts:
            if district.corridor == corridor:
                district.routes.append(route)


def make_recruiters(model: BorderTwin, world: World) -> None:
    """One per place in the trade."""
    r = world.recruiters
    model.recruiters = [
        Recruiter(
            model, slot, model.districts[r.district[slot]], model.cells[r.home_cell[slot]], model.cells[r.cell[slot]],
            bool(r.licensed[slot]), float(r.deceptiveness[slot]), float(r.intent[slot]),
            float(r.contacts_per_week[slot]), bool(r.active[slot]), float(r.custody_until[slot]),
            int(r.contacts_made[slot]), bool(r.rekeyed[slot]), model.districts[r.native_district[slot]],
            model.cells[r.native_cell[slot]],
        )
        for slot in range(len(r.active))
    ]  # fmt: skip


def make_officials(model: BorderTwin, world: World) -> None:
    """One per official."""
    o = world.officials
    for number in range(len(o.role)):
        Official(
            model, number, model.governments[o.government[number]], Role(o.role[number]), float(o.training[number]),
            float(o.integrity[number]), float(o.since_day[number]),
        )  # fmt: skip


def make_people(model: BorderTwin, world: World) -> None:
    """One agent per simulated person."""
    columns = {name: getattr(world.people, name).tolist() for name in Columns._fields}
    plain = [name for name in Columns._fields if name not in REFERENCES]
    references = [columns[name] for name in REFERENCES]
    values = zip(*(columns[name] for name in plain), strict=True)
    make = partial(Person, model)
    for (cell, subdistrict, district, situation, papers, way, recruiter, route, gate), rest in zip(
        zip(*references, strict=True), values, strict=True
    ):
        make(
            model.cells[cell], model.subdistricts[subdistrict], model.districts[district], Situation(situation),
            Papers(papers), WayHome(way), model.recruiters[recruiter] if recruiter >= 0 else None,
            model.routes[route] if route >= 0 else None, model.gates[gate] if gate >= 0 else None,
            **dict(zip(plain, rest, strict=True)),
        )  # fmt: skip
