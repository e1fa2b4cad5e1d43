"""The beginning: a world's columns and arrays become agents and places."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
from types import SimpleNamespace

import mesa

from benchmarks.twin.government import LocalGovernment, Official
from benchmarks.twin.ground import Cell, District, Gate, Route, Subdistrict
from benchmarks.twin.land import Land
from benchmarks.twin.person import Person
from benchmarks.twin.recruiter import Recruiter
from safepassage.world.codes import GateKind, Papers, Role, Situation, WayHome
from safepassage.world.geography_arrays import district_places
from safepassage.world.state import Columns
from safepassage.world.world import World

LOCAL = {
    "base_aspiration": "base_aspiration_per_year",
    "regular_log_weight": "regular_log_weight",
    "regular_female": "regular_female",
    "end_irregular": "end_irregular_per_year",
}
"""Attribute of a district -> the parameter that may differ by district."""

RECRUITER = (
    "licensed", "deceptiveness", "intent", "deceit_score", "intent_score", "contacts_per_week", "active",
    "custody_until", "contacts_made", "rekeyed", "reports",
)  # fmt: skip
"""Arrays of recruiters that stay numbers; the others become places."""

BELIEFS = (
    "arrest_risk", "acceptance", "contacts", "seekers", "asked", "sought", "work_years", "delivered", "lost",
    "earnings_usd",
)  # fmt: skip
"""What recruiters of a district believe, a number each."""


def settle(model: mesa.Model, world: World, p: SimpleNamespace) -> Land:
    """Make the places and agents of a world; the agents are the model's."""
    land = Land(float(world.consulates.training[0]), float(world.consulates.load[0]))
    make_governments(model, land, world)
    make_districts(land, world)
    make_subdistricts(land, world)
    make_cells(land, world, p.reach_km)
    make_gates_and_routes(land, world, p.land_border_log_weight)
    make_recruiters(model, land, world)
    make_officials(model, land, world)
    make_people(model, land, world)
    return land


def make_governments(model: mesa.Model, land: Land, world: World) -> None:
    """The districts' governments first, then one outside per corridor."""
    arrays = world.governments
    for index, title in enumerate(world.region.governments):
        values = {name: getattr(arrays, name)[index].tolist() for name in arrays._fields}
        land.governments.append(LocalGovernment(model, index, title, **values))


def make_districts(land: Land, world: World) -> None:
    """Districts with what their recruiters believe, their registers, their own parameters."""
    region, beliefs, registers = world.region, world.beliefs, world.registers
    population = region.district_population().astype(float).tolist()
    own = {name: world.parameters.local(of, district_places(region)) for name, of in LOCAL.items()}
    for d, name in enumerate(region.districts):
        corridor = int(region.district_corridor[d])
        district = District(d, name, corridor, population[d], land.governments[d])
        district.government.district = district
        for attribute, values in own.items():
            setattr(district, attribute, float(values[d]))
        district.base_factor = float(world.balance.base_factor[d])
        district.tries, district.stops = beliefs.tries[d].tolist(), beliefs.stops[d].tolist()
        for belief in BELIEFS:
            setattr(district, belief, float(getattr(beliefs, belief)[d]))
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
        land.districts.append(district)


def make_subdistricts(land: Land, world: World) -> None:
    """Subdistricts with what recruiters remember of them."""
    region, beliefs = world.region, world.beliefs
    register = [0] * len(region.subdistricts)
    for subdistrict, people in zip(region.place_subdistrict, region.place_population.tolist(), strict=True):
        register[subdistrict] += people
    land.subdistricts = [Subdistrict(index, float(people)) for index, people in enumerate(register)]
    for subdistrict in land.subdistricts:
        subdistrict.acceptances = float(beliefs.village_acceptances[subdistrict.index])
        subdistrict.contacts = float(beliefs.village_contacts[subdistrict.index])
        subdistrict.arrests = float(beliefs.village_arrests[subdistrict.index])
        subdistrict.worked_years = float(beliefs.village_years[subdistrict.index])
    land.place_starts = [0, *accumulate(region.place_population.tolist())]
    land.subdistrict_of_place = region.place_subdistrict.tolist()
    for subdistrict, d in zip(land.subdistricts, region.subdistrict_district, strict=True):
        land.districts[d].subdistricts.append(subdistrict)


def make_cells(land: Land, world: World, reach_km: float) -> None:
    """Cells with their people of the register, and who is near."""
    region, ground = world.region, world.ground
    people = [0] * len(region.cell_row)
    for cell, number in zip(region.place_cell, region.place_population.tolist(), strict=True):
        people[cell] += number
    first_ids = [0, *accumulate(people)]
    land.cell_starts = first_ids
    land.cells = [
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
            largest[cell], land.cells[cell].village = number, land.subdistricts[of]
    near, km = region.cell_neighbours.tolist(), region.cell_neighbour_km.tolist()
    for cell, (start, end) in zip(land.cells, pairwise(region.cell_neighbour_start.tolist()), strict=True):
        neighbours = [
            (land.cells[other], away) for other, away in zip(near[start:end], km[start:end], strict=True)
        ]
        cell.set_neighbours(neighbours, reach_km)
        cell.gate_km = region.gate_km[cell.index].tolist()
        cell.office_further_km = float(ground.office_further_km[cell.index])


def make_gates_and_routes(land: Land, world: World, land_border_log_weight: float) -> None:
    """Gates with their remembered load; routes from each corridor."""
    region = world.region
    for index, name in enumerate(region.gate_ids):
        government = land.governments[region.gate_government[index]]
        gate = Gate(index, name, GateKind(region.gate_kind[index]), government)
        gate.load = float(world.registers.gate_load[index])
        land.gates.append(gate)
    for index, corridor in enumerate(region.route_corridor):
        legs = int(region.route_legs[index])
        destination = int(region.route_destination[index])
        route = Route(
            index, [land.gates[gate] for gate in region.route_gates[index, :legs]],
            region.route_days[index, : legs + 1].tolist(), float(region.route_cost_usd[index]),
            bool(region.route_overland[index]), destination, bool(region.route_regular[index]),
            0.0 if destination == 0 else land_border_log_weight,
        )  # fmt: skip
        land.routes.append(route)
        for district in land.districts:
            if district.corridor == corridor:
                district.routes.append(route)


def make_recruiters(model: mesa.Model, land: Land, world: World) -> None:
    """One per place in the trade."""
    arrays = world.recruiters
    for slot in range(len(arrays.active)):
        values = {name: getattr(arrays, name)[slot].tolist() for name in RECRUITER}
        for name in ("district", "native_district"):
            values[name] = land.districts[getattr(arrays, name)[slot]]
        for name in ("cell", "home_cell", "native_cell"):
            values[name] = land.cells[getattr(arrays, name)[slot]]
        land.recruiters.append(Recruiter(model, slot=slot, **values))


def make_officials(model: mesa.Model, land: Land, world: World) -> None:
    """One per official."""
    o = world.officials
    land.officials = [
        Official(
            model, number, land.governments[o.government[number]], Role(o.role[number]), float(o.training[number]),
            float(o.integrity[number]), float(o.since_day[number]),
        )
        for number in range(len(o.role))
    ]  # fmt: skip


def make_people(model: mesa.Model, land: Land, world: World) -> None:
    """One agent per simulated person."""
    made: dict[str, Callable[[int], object]] = {
        "cell": land.cells.__getitem__,
        "subdistrict": land.subdistricts.__getitem__,
        "district": land.districts.__getitem__,
        "situation": Situation,
        "papers": Papers,
        "way_home": WayHome,
        "recruiter": lambda at: land.recruiters[at] if at >= 0 else None,
        "route": lambda at: land.routes[at] if at >= 0 else None,
        "gate": lambda at: land.gates[at] if at >= 0 else None,
    }
    columns = [
        map(made[name], held) if name in made else held
        for name in Columns._fields
        for held in [getattr(world.people, name).tolist()]
    ]
    for values in zip(*columns, strict=True):
        person = Person(model, land.persons_in, **dict(zip(Columns._fields, values, strict=True)))
        land.person_of[person.id] = person
    land.persons = model.agents_by_type[Person]
