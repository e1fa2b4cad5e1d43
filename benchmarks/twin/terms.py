"""On what terms somebody sets out: papers and sector; and when that is trafficking."""

from __future__ import annotations

from benchmarks.twin.numbers import NEVER
from benchmarks.twin.person import Person
from benchmarks.twin.week import Week
from safepassage.world.codes import Count, Papers, Sector
from safepassage.world.draws import Decision


def draw_sector(person: Person, week: Week) -> Sector:
    """A race of the three sectors by the odds of the sex."""
    q = week.p
    domestic = q.domestic_odds_female if person.female else q.domestic_odds_male
    odds = {Sector.PLANTATION: 1.0, Sector.DOMESTIC: domestic, Sector.OTHER: q.other_odds}
    return min(
        odds, key=lambda sector: person.clock(week, Decision.SECTOR, sector) / max(odds[sector], NEVER)
    )


def set_irregular_terms(person: Person, week: Week) -> None:
    """Papers and sector for a journey without a work permit."""
    q = week.p
    person.papers = draw_papers(person, week, q.visitor_papers_share)
    person.sector = draw_sector(person, week)


def draw_papers(person: Person, week: Week, visitors: float) -> Papers:
    """A visitor's or others, by a race; then, among the others, false ones or none, by another."""

    def runs(alternative: int, share: float) -> float:
        return person.clock(week, Decision.PAPERS, alternative) / max(share, NEVER)

    if runs(Papers.VISITOR, visitors) < runs(len(Papers), 1.0 - visitors):
        return Papers.VISITOR
    false_papers = person.district.government.false_papers(week)
    none = 1.0 - visitors - false_papers
    return min((Papers.NONE, none), (Papers.FALSE, false_papers), key=lambda one: runs(*one))[0]


def become_trafficked(person: Person) -> None:
    """A situation that a person gets into, perhaps again."""
    person.trafficked = True
    person.count(Count.TRAFFICKED)
    if person.times_trafficked > 0:
        person.count(Count.RETRAFFICKED)
    person.times_trafficked = min(255, person.times_trafficked + 1)
