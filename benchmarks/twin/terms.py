"""On what terms somebody sets out: papers, sector, debt; and when that is trafficking."""

from __future__ import annotations

from benchmarks.twin.numbers import NEVER, single
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
    """Papers, sector and what is owed for a journey without a work permit."""
    q = week.p
    false_papers = person.district.government.false_papers(week)
    shares = {
        Papers.NONE: 1.0 - q.visitor_papers_share - false_papers,
        Papers.VISITOR: q.visitor_papers_share,
        Papers.FALSE: false_papers,
    }
    person.papers = min(
        shares, key=lambda one: person.clock(week, Decision.PAPERS, one) / max(shares[one], NEVER)
    )
    person.sector = draw_sector(person, week)
    borrow(person, week, q.fee_usd, q.fee_owed_share_poor if person.is_poor else q.fee_owed_share_other)


def borrow(person: Person, week: Week, fee_usd: float, share_who_owe: float) -> None:
    """Owe the fee, or have paid it."""
    person.debt_usd = single(fee_usd) if person.draw(week, Decision.FEE) < share_who_owe else 0.0


def become_trafficked(person: Person) -> None:
    """A situation that a person gets into, perhaps again."""
    person.trafficked = True
    person.count(Count.TRAFFICKED)
    if person.times_trafficked > 0:
        person.count(Count.RETRAFFICKED)
    person.times_trafficked = min(255, person.times_trafficked + 1)
