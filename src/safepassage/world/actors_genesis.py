"""How recruiters, officials, governments, beliefs and registers are made. Actors are never thinned."""

from __future__ import annotations

import numpy as np

from safepassage.parameters import Parameters
from safepassage.region.region import Floats, Region
from safepassage.world.actors_state import Beliefs, Governments, Officials, Recruiters, Registers
from safepassage.world.codes import Activity, Role
from safepassage.world.draws import Decision, Keys, uniform
from safepassage.world.genesis import draw_traits
from safepassage.world.geography_arrays import Ground, district_places, home_in

DISTRICT_ROLES = (Role.BORDER_POST, Role.INVESTIGATOR, Role.PATROL, Role.LABOUR_SERVICE)


def _rounded(value: float, keys: Keys, who: int) -> int:
    """An expected number rounded by an own draw."""
    return int(value + uniform(keys[Decision.TRAITS], 0, who, 900))


def make_recruiters(region: Region, parameters: Parameters, keys: Keys, ground: Ground) -> Recruiters:
    """Recruiters by district, at home in cells drawn by population, with traits of their own."""
    places = district_places(region)
    per_1000 = parameters.local("recruiters_per_1000", places)
    licensed_share = parameters.local("licensed_share", places)
    people = ground.district_population
    numbers = [_rounded(per_1000[d] * people[d] / 1000.0, keys, d) for d in range(len(people))]
    spare = [int(np.ceil(n * parameters.trade.spare_places_ratio)) for n in numbers]
    total = sum(spare)
    district = np.repeat(np.arange(len(people)), spare).astype(np.int8)
    order = np.concatenate([np.arange(n) for n in spare]) if total else np.zeros(0, int)
    r = Recruiters(
        district, np.zeros(total, np.int16), np.zeros(total, np.int16), np.zeros(total, bool), np.zeros(total),
        np.zeros(total), np.zeros(total), np.zeros(total, bool), np.zeros(total), np.zeros(total, np.int64),
        np.zeros(total, bool), np.arange(total), district.copy(), np.zeros(total, np.int16),
    )  # fmt: skip
    packed = parameters.packed()
    traits = np.zeros(3)
    for slot in range(total):
        d = int(district[slot])
        home = home_in(ground, d, uniform(keys[Decision.MOVE_TO], 0, slot, 0))
        r.native_cell[slot] = r.home_cell[slot] = r.cell[slot] = home
        r.licensed[slot] = uniform(keys[Decision.TRAITS], 0, slot, 0) < licensed_share[d]
        draw_traits(slot, 0, bool(r.licensed[slot]), keys, packed, traits)
        r.deceptiveness[slot], r.intent[slot], r.contacts_per_week[slot] = traits
        r.active[slot] = order[slot] < numbers[d]
    return r


def make_officials(region: Region, parameters: Parameters, keys: Keys, ground: Ground) -> Officials:
    """Officials of every government; roles in turn, training and integrity by own draw."""
    places = district_places(region)
    per_1000 = parameters.local("officials_per_1000", places)
    districts = len(region.districts)
    numbers = [
        max(
            len(DISTRICT_ROLES), _rounded(per_1000[d] * ground.district_population[d] / 1000.0, keys, 100 + d)
        )
        for d in range(districts)
    ]
    numbers += [max(1, int(parameters.officials.outside_officials))] * (len(region.governments) - districts)
    government = np.repeat(np.arange(len(numbers)), numbers).astype(np.int8)
    order = np.concatenate([np.arange(n) for n in numbers])
    role = np.array([r.value for r in DISTRICT_ROLES], np.uint8)[order % len(DISTRICT_ROLES)]
    role[government >= districts] = Role.HUB
    total = len(government)
    training, integrity = np.empty(total), np.empty(total)
    for who in range(total):
        training[who] = (
            2.0 * parameters.officials.initial_training * uniform(keys[Decision.OFFICIAL_TRAITS], 0, who, 0)
        )
        integrity[who] = float(
            uniform(keys[Decision.OFFICIAL_TRAITS], 0, who, 1) < parameters.gates.integrity
        )
    return Officials(
        government, role, np.minimum(training, 1.0), integrity, np.zeros(total), np.arange(total)
    )


def make_governments(region: Region, parameters: Parameters) -> Governments:
    """Every government at the as-is responsiveness, without facilitation."""
    n = len(region.governments)
    as_is = parameters.government.as_is_responsiveness
    return Governments(
        np.full(n, as_is), np.full(n, as_is), np.full(n, parameters.government.as_is_uptake), np.zeros(n),
        np.ones(n), np.zeros(n),
        np.full((n, len(Role)), parameters.officials.initial_training), np.full(n, parameters.gates.integrity),
        np.zeros(n), np.zeros(n), np.zeros(n),
        np.zeros((n, len(Activity))),
    )  # fmt: skip


def make_beliefs(region: Region) -> Beliefs:
    """Recruiters who have lived through nothing yet."""
    d, a, s = len(region.districts), len(region.gate_ids), len(region.subdistricts)
    shapes = ((d, a), (d, a), (d,), (d,), (d,), (d,), (s,), (s,), (s,), (s,), (d,))
    return Beliefs(*(np.zeros(shape) for shape in shapes))


def make_registers(region: Region) -> Registers:
    """Empty registers."""
    d, a = len(region.districts), len(region.gate_ids)
    return Registers(
        np.zeros(d),
        np.zeros(d),
        np.zeros(a),
        np.zeros((d, 4)),
        np.zeros((d, 7), np.int64),
        np.zeros(d, np.int64),
        np.zeros((d, 3)),
        np.zeros(d, np.int64),
    )


def stock_abroad(region: Region, parameters: Parameters) -> Floats:
    """Persons abroad implied by the deaths that were repatriated in 2017-18, shape [D]; NaN unknown.

    stock = deaths a year / (mortality x share of bodies that came home). In real persons.
    """
    genesis, enforcement = parameters.genesis, parameters.enforcement
    share = enforcement.repatriated_share_2016 + 1.5 / 7.0 * (
        enforcement.repatriated_share_2023 - enforcement.repatriated_share_2016
    )
    return region.deaths_per_year_2017_18 / (genesis.stock_death_rate_per_year * max(share, 1e-9))
