"""Stage 3: awareness fades, is talked about, and rises in those who are reached."""

from __future__ import annotations

import math

from benchmarks.twin.land import Land
from benchmarks.twin.numbers import ONE, single, sum_in_order
from benchmarks.twin.person import Person
from benchmarks.twin.week import Week
from safepassage.rules import awareness as rules
from safepassage.rules.awareness import audience_share, sessions
from safepassage.rules.probability import within
from safepassage.world.codes import Situation
from safepassage.world.draws import Decision, uniform

# Called for everyone in every step: as plain Python they cost less than entering compiled code.
faded, learned = rules.faded.py_func, rules.learned.py_func


def spread_awareness(land: Land, week: Week) -> None:
    """Awareness fades, is talked about, and rises in those who are reached."""
    q, years = week.p, week.years
    for district in land.districts:
        doses = district.government.doses
        audience = district.population * audience_share(q.age_pyramid_child_share, q.youngest_age_years)
        for village in district.subdistricts:
            village.share_abroad = village.abroad * week.scale / max(1.0, village.population)
        gone = sum_in_order([village.share_abroad * village.population for village in district.subdistricts])
        for village in district.subdistricts:
            persons = sessions(
                doses.outreach_persons + district.outreach,
                doses.outreach_many_abroad,
                village.share_abroad,
                gone / district.population,
            )
            village.session_chance = within(persons / audience, years)
        assisted = district.stock[Situation.ASSISTED] * week.scale
        district.story_chance = within(q.testimony_reach * assisted / audience, years)
    for cell in land.cells:
        cell.take_mean()
    kept = math.exp(-q.awareness_decay_per_year * years)
    heard = within(q.word_of_mouth_per_year, years)
    land.persons.do(hear, week, kept, heard)


def hear(person: Person, week: Week, kept: float, heard: float) -> None:
    """Forget a little, talk with neighbours, perhaps attend a session or hear a returned person."""
    cell, district = person.cell, person.district
    lasting = week.p.initial_awareness
    value = faded(person.awareness, lasting, kept, cell.mean_awareness, heard)
    if person.situation is Situation.RESIDENT and person.age(week) >= week.p.youngest_age_years:
        if uniform(week.keys[Decision.OUTREACH], week.step, person.id, 0) < person.subdistrict.session_chance:
            value = learned(value, week.p.outreach_gain)
        if uniform(week.keys[Decision.TESTIMONY], week.step, person.id, 0) < district.story_chance:
            value = learned(value, week.p.testimony_gain)
    person.awareness = value = single(value)
    cell.awareness_sum += int(value * ONE)
