"""Stage 13: every indicator of a district in this step, as ``safepassage.observation`` defines them."""

from __future__ import annotations

from benchmarks.twin.ground import District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import ONE, sum_in_order
from benchmarks.twin.week import Week
from safepassage.world.codes import Count, Expected, Role, Situation

RECORDED = (
    "recorded_cases",
    "recorded_victims",
    "recorded_suspects",
    "registered_victims",
    "deaths_repatriated",
    "recorded_deportations",
    "recorded_interceptions",
)
DISTRICT_ROLES = (Role.BORDER_POST, Role.PATROL, Role.INVESTIGATOR, Role.LABOUR_SERVICE)


def indicators(land: Land, district: District, week: Week) -> dict[str, float]:
    """Persons scaled to the register; names and units in ``INDICATORS``."""
    scale, government, stock = week.scale, district.government, district.stock
    events = {count.name.lower(): district.counts[count] * scale for count in Count}
    records = {name: float(value) for name, value in zip(RECORDED, district.recorded, strict=True)}
    exploited = stock[Situation.EXPLOITED] * scale
    district.exploitation_years += exploited * week.years
    cells = [cell for cell in land.cells if cell.persons and cell.persons[0].district is district]
    persons = sum(len(cell.persons) for cell in cells)
    opened = district.expected_records[0]
    training = [government.training[role] for role in DISTRICT_ROLES]
    return {
        **events,
        **records,
        "exploited": exploited,
        "exploitation_years": district.exploitation_years,
        "abroad": exploited + stock[Situation.WORKING] * scale,
        "expected_cases": opened,
        "expected_victims": opened * week.p.victims_per_case,
        "expected_trafficked": district.expected[Expected.TRAFFICKED] / ONE * scale,
        "expected_finds": district.expected[Expected.FINDS] / ONE * scale,
        "expected_rescues": district.expected[Expected.RESCUES] / ONE * scale,
        "expected_deaths": district.expected[Expected.DEATHS] / ONE * scale,
        "recruiters_active": float(district.recruiters_active),
        "recruiters_arrested": float(district.arrests),
        "recruiters_moved_in": float(sum(other.moved[district.index] for other in land.districts)),
        "recruiters_moved_out": float(sum(district.moved.values())),
        "awareness": sum_in_order([float(c.awareness_sum) for c in cells]) / ONE / max(1.0, float(persons)),
        "training": sum_in_order(training) / len(training),
        "responsiveness": government.responsiveness,
        "spend_usd": government.spend_iom_usd,
        "unspent_usd": government.unspent_usd,
        "spend_government_usd": government.spend_own_usd,
        "population": (sum(stock) - stock[Situation.DEAD]) * scale,
    }
