"""How recruiters, officials and governments begin. Actors are never thinned."""

from __future__ import annotations

import numpy as np

from safepassage.parameters import Parameters
from safepassage.region.region import Floats, Ints, Region
from safepassage.rules.compiled import compiled
from safepassage.rules.lists import first_above, whole
from safepassage.world.codes import Role
from safepassage.world.draws import Decision, Keys, uniform
from safepassage.world.genesis import draw_traits, set_returned, set_stock_abroad
from safepassage.world.geography_arrays import district_places
from safepassage.world.world import World

DISTRICT_ROLES = (Role.BORDER_POST, Role.INVESTIGATOR, Role.PATROL, Role.LABOUR_SERVICE)


def _rounded(value: float, keys: Keys, who: int) -> int:
    """An expected number rounded by an own draw."""
    return int(value + uniform(keys[Decision.TRAITS], 0, who, 900))


def recruiter_numbers(region: Region, parameters: Parameters, keys: Keys) -> list[int]:
    """Recruiters in the trade at first, by district."""
    per_1000 = parameters.local("recruiters_per_1000", district_places(region))
    people = region.district_population()
    return [_rounded(per_1000[d] * people[d] / 1000.0, keys, d) for d in range(len(people))]


def recruiter_places(numbers: list[int], parameters: Parameters) -> list[int]:
    """Places in the trade, by district; some are vacant at first."""
    return [int(np.ceil(n * parameters.trade.spare_places_ratio)) for n in numbers]


def official_numbers(region: Region, parameters: Parameters, keys: Keys) -> list[int]:
    """Officials by government: at least one of each role in a district."""
    per_1000 = parameters.local("officials_per_1000", district_places(region))
    people = region.district_population()
    wanted = [_rounded(per_1000[d] * people[d] / 1000.0, keys, 100 + d) for d in range(len(people))]
    outside = max(1, int(parameters.officials.outside_officials))
    numbers = [max(len(DISTRICT_ROLES), number) for number in wanted]
    return numbers + [outside] * (len(region.governments) - len(people))


def _in_turn(numbers: list[int]) -> Ints:
    """0, 1, 2 ... anew for each of several groups of so many."""
    return np.concatenate([np.arange(n) for n in numbers] or [np.zeros(0, int)])


def begin_recruiters(world: World, numbers: list[int], places: list[int]) -> None:
    """Recruiters by district, at home in cells drawn by population, with traits of their own."""
    recruiters = world.recruiters
    recruiters.id[:] = np.arange(recruiters.id.size)
    recruiters.district[:] = recruiters.native_district[:] = np.repeat(np.arange(len(places)), places)
    recruiters.active[:] = _in_turn(places) < np.repeat(numbers, places)
    settle_recruiters(world, world.parameters.local("licensed_share", district_places(world.region)))


@compiled
def settle_recruiters(world: World, licensed_share: Floats) -> None:
    """Homes, licences and traits of recruiters, each by own draws."""
    recruiters, keys = world.recruiters, world.keys
    for slot in range(recruiters.id.size):
        d = whole(recruiters.district[slot])
        home = home_in(world, d, uniform(keys[Decision.MOVE_TO], 0, slot, 0))
        recruiters.native_cell[slot] = recruiters.home_cell[slot] = recruiters.cell[slot] = home
        recruiters.licensed[slot] = uniform(keys[Decision.TRAITS], 0, slot, 0) < licensed_share[d]
        draw_traits(world, slot)


@compiled
def home_in(world: World, district: int, u: float) -> int:
    """Cell in which a person of a district is at home, each person alike, from a uniform number."""
    ground = world.ground
    start, end = ground.home_start[district], ground.home_start[district + 1]
    spot = int(u * ground.home_until[end - 1])
    return int(ground.home_cell[first_above(ground.home_until, start, end, spot)])


def begin_officials(world: World, numbers: list[int]) -> None:
    """Officials of every government; roles in turn, training and integrity by own draw."""
    officials, districts = world.officials, len(world.region.districts)
    officials.id[:] = np.arange(officials.id.size)
    officials.government[:] = np.repeat(np.arange(len(numbers)), numbers)
    roles = np.array([role.value for role in DISTRICT_ROLES], np.uint8)
    officials.role[:] = roles[_in_turn(numbers) % len(DISTRICT_ROLES)]
    officials.role[officials.government >= districts] = Role.HUB
    for who in range(officials.id.size):
        train_at_entry(world, who, 0)


@compiled
def train_at_entry(world: World, row: int, step: int) -> None:
    """Training and integrity of whoever comes into an office."""
    q, officials, key = world.p[0], world.officials, world.keys[Decision.OFFICIAL_TRAITS]
    who = officials.id[row]
    officials.training[row] = min(1.0, 2.0 * q.initial_training * uniform(key, step, who, 0))
    officials.integrity[row] = 1.0 if uniform(key, step, who, 1) < q.integrity else 0.0


def begin_governments(world: World) -> None:
    """Every government at the as-is responsiveness, without facilitation."""
    governments, parameters = world.governments, world.parameters
    governments.responsiveness.fill(parameters.government.as_is_responsiveness)
    governments.returns_to.fill(parameters.government.as_is_responsiveness)
    governments.uptake.fill(parameters.government.as_is_uptake)
    governments.training.fill(parameters.officials.initial_training)
    governments.honesty.fill(parameters.gates.integrity)


def stock_abroad(region: Region, parameters: Parameters) -> Floats:
    """Persons abroad implied by the deaths that were repatriated in 2017-18, shape [D]; NaN unknown.

    stock = deaths a year / (mortality x share of bodies that came home). In real persons.
    """
    genesis, enforcement = parameters.genesis, parameters.enforcement
    share = enforcement.repatriated_share_2016 + 1.5 / 7.0 * (
        enforcement.repatriated_share_2023 - enforcement.repatriated_share_2016
    )
    return region.deaths_per_year_2017_18 / (genesis.stock_death_rate_per_year * max(share, 1e-9))


def fill_returned(world: World) -> None:
    """Let as many have come home as the stock abroad implies: else those who know the way would be few for long."""
    number = (
        stock_abroad(world.region, world.parameters)
        * world.share
        * world.parameters.genesis.returned_per_abroad
    )
    set_returned(world, number, max(18.0, world.parameters.aspiration.youngest_age_years))


def fill_stock(world: World) -> None:
    """Bring the stocks abroad to what the deaths of 2017-18 imply."""
    target = stock_abroad(world.region, world.parameters) * world.share
    youngest = max(18.0, world.parameters.aspiration.youngest_age_years)
    set_stock_abroad(world, target, youngest)
