"""One person, one Mesa agent: what somebody lives through in a step, stage by stage.

Numbers that the engine's columns hold as float32 are rounded where they are written (``single``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import mesa

from benchmarks.twin.numbers import ONE, fixed, single
from safepassage.rules import awareness as awareness_rules
from safepassage.rules.abroad import death_rate, onset_rate
from safepassage.rules.aspiration import (
    age_curve,
    aspiration_rate,
    believed_wage_ratio,
    debt_push,
    fresh_push,
    regular_log_weight,
)
from safepassage.rules.gates import full_cost, recognition, route_utility
from safepassage.rules.offers import acceptance, is_trafficked, owing_chance, trafficked_chance
from safepassage.rules.probability import first_of, logistic, within
from safepassage.world.codes import Count, Expected, GateKind, Papers, Sector, Situation, WayHome
from safepassage.world.draws import Decision, exponential, normal, uniform

if TYPE_CHECKING:
    from benchmarks.twin.actors import Recruiter
    from benchmarks.twin.ground import Cell, District, Gate, Route, Subdistrict
    from benchmarks.twin.model import BorderTwin

# Called for everyone in every step: as plain Python they cost less than entering compiled code.
faded, learned = awareness_rules.faded.py_func, awareness_rules.learned.py_func

ABROAD = (Situation.WORKING, Situation.EXPLOITED)
NEVER = 1e-12
"""The least rate by which a clock is divided."""

STAY = 4000
"""The alternative to all routes: not to go."""

DOOR_ABROAD, DOOR_RETURN, DOOR_HOME = 2000, 3000, 3001
"""What tells draws at these doors from those at a gate, which take the gate's number."""

YEAR_DAYS = 365.25
YEAR_WEEKS = 52.1786


class Person(mesa.Agent):
    """A potential migrant."""

    # who
    id: int  # register number: keys every draw
    place: int
    female: bool
    age_at_start: float
    schooling: float
    wealth_score: float
    # state
    awareness: float
    debt_usd: float
    since: int
    due_day: float
    sector: int
    leg: int
    destination: int
    deceived: bool
    intended: bool
    trafficked: bool
    harmed: bool
    identified: bool
    aided: bool
    times_trafficked: int
    trips: int
    # own ledger
    departures: int
    episodes: int
    exploited_years: float
    first_step: int
    first_gate: int
    first_sector: int
    first_destination: int
    first_recruiter: int

    def __init__(
        self, model: BorderTwin, cell: Cell, subdistrict: Subdistrict, district: District, situation: Situation,
        papers: Papers, way_home: WayHome, recruiter: Recruiter | None, route: Route | None, gate: Gate | None,
        **values: Any,
    ) -> None:  # fmt: skip
        super().__init__(model)
        self.cell, self.subdistrict, self.district = cell, subdistrict, district
        self.situation, self.papers, self.way_home = situation, papers, way_home
        self.recruiter, self.route, self.gate = recruiter, route, gate
        self.__dict__.update(values)
        self.best_offer: tuple[float, int, Recruiter, bool] | None = None
        cell.persons.append(self)
        cell.awareness_sum += int(self.awareness * ONE)
        district.stock[situation] += 1
        subdistrict.abroad += situation in ABROAD
        model.persons_in[situation][self] = None
        model.person_of[self.id] = self

    # ------------------------------------------------------------------------------ what stages ask

    @property
    def age(self) -> float:
        """Years of age at the beginning of the step."""
        return self.age_at_start + self.model.age_years

    @property
    def hidden(self) -> bool:
        """In domestic work, out of sight of those who could help."""
        return self.sector == Sector.DOMESTIC

    @property
    def is_poor(self) -> bool:
        """Wealth rank below the district's poverty line of today."""
        return self.wealth_score < self.district.poverty_score

    @property
    def is_unemployed(self) -> bool:
        """Fifteen or over, in the labour force, without work: the job rank of the present spell says so."""
        if self.age < 15.0:
            return False
        model = self.model
        q, key = model.p, model.keys[Decision.JOB_SPELL]
        spell_days = q.job_spell_years * (0.5 + uniform(key, 0, self.id, 0)) * YEAR_DAYS
        spell = math.floor(model.day / spell_days + uniform(key, 0, self.id, 1))
        own = normal(model.keys[Decision.JOB], spell, self.id, 0)
        rho = q.wealth_job_correlation
        return rho * self.wealth_score + math.sqrt(1.0 - rho * rho) * own < self.district.jobless_score

    def draw(self, decision: Decision, alternative: int = 0) -> float:
        """A uniform number of this person's own, the same in every scenario."""
        return uniform(self.model.keys[decision], self.model.week, self.id, alternative)

    def clock(self, decision: Decision, alternative: int = 0) -> float:
        """An exponential clock of rate one of this person's own."""
        return exponential(self.model.keys[decision], self.model.week, self.id, alternative)

    def count(self, event: Count) -> None:
        """Write an event into the district's page."""
        self.district.counts[event] += 1

    def move(self, situation: Situation) -> None:
        """Get into a situation, and write it down."""
        before, district, persons_in = self.situation, self.district, self.model.persons_in
        del persons_in[before][self]
        persons_in[situation][self] = None
        self.situation = situation
        self.since = self.model.week
        district.stock[before] -= 1
        district.stock[situation] += 1
        district.flow[before][situation] += 1
        self.subdistrict.abroad += (situation in ABROAD) - (before in ABROAD)

    # ---------------------------------------------------------------------------------- 3 awareness

    def hear(self) -> None:
        """Forget a little, talk with neighbours, perhaps attend a session or hear a returned person."""
        model, cell, district = self.model, self.cell, self.district
        lasting = model.p.initial_awareness
        value = faded(
            self.awareness, lasting, model.awareness_kept, cell.mean_awareness, model.awareness_heard
        )
        if self.situation is Situation.RESIDENT and self.age >= model.p.youngest_age_years:
            if uniform(model.keys[Decision.OUTREACH], model.week, self.id, 0) < district.session_chance:
                value = learned(value, model.p.outreach_gain)
            if uniform(model.keys[Decision.TESTIMONY], model.week, self.id, 0) < district.story_chance:
                value = learned(value, model.p.testimony_gain)
        self.awareness = value = single(value)
        cell.awareness_sum += int(value * ONE)

    # --------------------------------------------------------------------------------- 4 aspiration

    def aspire(self) -> None:
        """Perhaps set out in this step: to the service office, to a broker, or alone."""
        model, subdistrict = self.model, self.subdistrict
        draw = uniform(model.keys[Decision.ASPIRATION], model.week, self.id, 0)
        if draw >= subdistrict.highest_chance or draw >= within(self.aspiration(), model.years):
            return
        q, district = model.p, self.district
        office = district.regular_way()
        weight = regular_log_weight(
            district.regular_log_weight, q.regular_awareness * self.awareness, q.regular_schooling, self.schooling,
            district.regular_female if self.female else 0.0, q.regular_office, office,
            q.regular_distance_per_km * self.cell.office_further_km,
        )  # fmt: skip
        alone = q.alone_log_weight
        if self.trips > 0:
            alone += q.alone_experience
        by_office = self.clock(Decision.CHANNEL, 0) / math.exp(weight)
        by_broker = self.clock(Decision.CHANNEL, 1)
        by_self = self.clock(Decision.CHANNEL, 2) / math.exp(alone)
        if self.age < 18.0 or by_broker <= min(by_office, by_self):
            model.seekers.append(self)
        elif by_office <= by_self:
            self.begin_journey()
            self.debt_usd = 0.0
            self.move(Situation.WAITING)
        else:
            self.begin_journey()
            self.set_irregular_terms()
            self.debt_usd = 0.0
            self.due_day = single(model.day)
            self.move(Situation.IN_TRANSIT)

    def aspiration(self) -> float:
        """Rate per year of setting out."""
        q, district = self.model.p, self.district
        at_age = age_curve(
            self.age, q.age_peak_years, q.age_spread_years, q.youngest_age_years, q.oldest_age_years
        )
        if at_age <= 0.0:
            return 0.0
        log_ratio = self.subdistrict.network_push
        if self.is_poor:
            log_ratio += q.poverty_log_ratio
        if self.is_unemployed:
            log_ratio += q.unemployment_log_ratio
        if self.trips > 0:
            log_ratio += q.experience_log_ratio
            years_home = (self.model.week - self.since) * self.model.years
            log_ratio += fresh_push(years_home, q.fresh_return_log_ratio, q.fresh_return_years)
        if self.way_home is WayHome.DEPORTATION:
            log_ratio += q.deportee_log_ratio
        if self.aided:
            log_ratio += q.aided_log_ratio
        if self.female:
            log_ratio += q.female_log_ratio
        log_ratio += debt_push(float(self.debt_usd), q.fee_usd, q.debt_log_ratio)
        wage = believed_wage_ratio(district.best_wage, q.optimism, self.awareness)
        return aspiration_rate(district.base_aspiration, log_ratio, wage, q.wage_elasticity, at_age)

    def begin_journey(self) -> None:
        """Wipe what belongs to the last journey."""
        self.recruiter = self.route = self.gate = None
        self.leg, self.destination = 0, -1
        self.papers, self.way_home = Papers.NONE, WayHome.NONE
        self.deceived = self.intended = self.trafficked = False
        self.harmed = self.identified = self.aided = False

    def draw_sector(self) -> Sector:
        """A race of the three sectors by the odds of the sex."""
        q = self.model.p
        domestic = q.domestic_odds_female if self.female else q.domestic_odds_male
        odds = {Sector.PLANTATION: 1.0, Sector.DOMESTIC: domestic, Sector.OTHER: q.other_odds}
        return min(odds, key=lambda sector: self.clock(Decision.SECTOR, sector) / max(odds[sector], NEVER))

    def set_irregular_terms(self) -> None:
        """Papers, sector and what is owed for a journey without a work permit."""
        q = self.model.p
        false_papers = self.district.government.false_papers()
        shares = {
            Papers.NONE: 1.0 - q.visitor_papers_share - false_papers,
            Papers.VISITOR: q.visitor_papers_share,
            Papers.FALSE: false_papers,
        }
        self.papers = min(shares, key=lambda one: self.clock(Decision.PAPERS, one) / max(shares[one], NEVER))
        self.sector = self.draw_sector()
        self.borrow(q.fee_usd, q.fee_owed_share_poor if self.is_poor else q.fee_owed_share_other)

    def borrow(self, fee_usd: float, share_who_owe: float) -> None:
        """Owe the fee, or have paid it."""
        self.debt_usd = single(fee_usd) if self.draw(Decision.FEE) < share_who_owe else 0.0

    # -------------------------------------------------------------------------------- 5 recruitment

    def look_for_recruiter(self) -> None:
        """Find one of the district's recruiters, by a race among them, and hear the offer."""
        best, chosen = math.inf, None
        for recruiter in self.district.recruiters:
            if not recruiter.working:
                continue
            pull = recruiter.pull(self.cell)
            if pull <= 0.0:
                continue
            at = self.clock(Decision.SEEK_RECRUITER, recruiter.slot) / pull
            if at < best:
                best, chosen = at, recruiter
        if chosen is not None:
            chosen.offer(self, self.cell.distance_km(chosen.cell), sought=True)

    def acceptance_of(self, tie: float, deceptive: bool, sought: bool) -> float:
        """Probability of accepting an offer."""
        q = self.model.p
        return acceptance(
            q.accept_log_odds + (q.accept_seeker_log_odds if sought else 0.0),
            q.accept_poverty_log_odds * self.is_poor, q.accept_unemployment_log_odds * self.is_unemployed,
            q.accept_tie_log_odds * tie, self.awareness, float(deceptive),
            q.awareness_discernment, q.awareness_deterrence,
        )  # fmt: skip

    def expect_trafficking(self, recruiter: Recruiter, deceptive: bool, chance: float) -> None:
        """Write down the chance that an offer traffics, whatever is then drawn."""
        q, irregular = self.model.p, 1.0
        if recruiter.licensed:
            other = max(q.agency_irregular_odds, NEVER)
            irregular = other / (other + max(self.district.regular_way(), NEVER))
        owed = q.fee_owed_share_poor if self.is_poor else q.fee_owed_share_other
        owes = owing_chance(irregular, q.fee_usd, owed, q.regular_fee_usd, q.fee_owed_share_other)
        caught = trafficked_chance(recruiter.intent, deceptive, owes, q.means_given_intent, self.age)
        self.district.expected[Expected.TRAFFICKED] += fixed(chance * caught)

    def keep_offer(self, recruiter: Recruiter, deceptive: bool) -> None:
        """Of several accepted offers the earliest counts, once."""
        at = (self.clock(Decision.OFFER_RACE, recruiter.slot), recruiter.slot)
        if self.best_offer is None:
            self.model.accepting.append(self)
        if self.best_offer is None or at < self.best_offer[:2]:
            self.best_offer = (*at, recruiter, deceptive)

    def take_up_offer(self) -> None:
        """Terms are drawn, and whether it is trafficking is judged: act, means, purpose."""
        assert self.best_offer is not None
        (_, _, recruiter, deceptive), self.best_offer = self.best_offer, None
        model, q = self.model, self.model.p
        self.begin_journey()
        self.recruiter, self.deceived = recruiter, deceptive
        self.intended = self.draw(Decision.INTENT, recruiter.slot) < recruiter.intent
        by_permit = self.clock(Decision.AGENCY_WAY, 0) / max(self.district.regular_way(), NEVER)
        by_other = self.clock(Decision.AGENCY_WAY, 1) / max(q.agency_irregular_odds, NEVER)
        if recruiter.licensed and by_permit <= by_other:
            self.sector = self.draw_sector()
            self.borrow(q.regular_fee_usd, q.fee_owed_share_other)
            self.move(Situation.WAITING)
        else:
            self.set_irregular_terms()
            self.due_day = single(model.day)
            self.move(Situation.IN_TRANSIT)
        means = self.debt_usd > 0.0 or self.draw(Decision.MEANS) < q.means_given_intent
        if is_trafficked(self.intended, deceptive, means, self.age):
            self.become_trafficked()

    def become_trafficked(self) -> None:
        """A situation that a person gets into, perhaps again."""
        self.trafficked = True
        self.count(Count.TRAFFICKED)
        if self.times_trafficked > 0:
            self.count(Count.RETRAFFICKED)
        self.times_trafficked = min(255, self.times_trafficked + 1)

    # ---------------------------------------------------------------------------------- 6 documents

    def wait_for_documents(self) -> None:
        """Get the permit, give up, or wait on."""
        model, district, q = self.model, self.district, self.model.p
        base = YEAR_WEEKS / q.document_weeks
        done = base * (1.0 - q.document_dropout_share)
        done = done * district.regular_way()
        given_up = base * q.document_dropout_share
        permit_after = self.clock(Decision.DOCUMENTS) / max(done, NEVER)
        up_after = self.clock(Decision.DROPOUT) / max(given_up, NEVER)
        if permit_after < model.years and permit_after <= up_after:
            if self.recruiter is None:
                self.sector = self.draw_sector()
            self.papers = Papers.PERMIT
            self.due_day = single(model.day + permit_after * YEAR_DAYS)
            self.count(Count.PLACEMENTS)
            self.move(Situation.IN_TRANSIT)
        elif up_after < model.years:
            self.begin_journey()
            self.debt_usd = 0.0
            self.move(Situation.RESIDENT)

    # ------------------------------------------------------------------------------------ 7 transit

    def choose_way(self) -> None:
        """About to set out: choose among the open ways, or stay at home after all."""
        model, q = self.model, self.model.p
        if self.route is not None or self.leg < 0 or self.due_day >= model.end_of_step:
            return
        best, chosen, days_to_gate, highest = math.inf, None, 0.0, -math.inf
        for route in self.district.routes:
            if self.papers is Papers.PERMIT and not route.regular:
                continue
            land_km = self.cell.gate_km[route.gates[0].index] if route.overland else 0.0
            if land_km == math.inf:
                continue
            to_gate = route.days[0] + land_km / q.walk_km_per_day
            utility, log_openness = self.judge(route, land_km, to_gate)
            highest = max(highest, utility)
            at = self.clock(Decision.ROUTE, route.index) / math.exp(utility + log_openness)
            if at < best:
                best, chosen, days_to_gate = at, route, to_gate
        if chosen is not None:
            stay = self.clock(Decision.ROUTE, STAY) / math.exp(highest - q.stay_log_disadvantage)
            if stay < best:
                chosen = None
        if chosen is None:
            self.move(Situation.RESIDENT)
            return
        self.route, self.leg, self.destination = chosen, 0, chosen.destination
        self.due_day = single(max(self.due_day, model.day) + days_to_gate)
        self.count(Count.ATTEMPTS)

    def judge(self, route: Route, land_km: float, to_gate: float) -> tuple[float, float]:
        """Utility of a way as it is believed to be, and the log of how open it is."""
        district, q = self.district, self.model.p
        days, passed, log_openness = to_gate, 1.0, 0.0
        for gate, days_on in zip(route.gates, route.days[1:], strict=True):
            days += days_on
            stopped = district.believed_stop[gate.index]
            if self.papers is not Papers.NONE and gate.kind is not GateKind.UNOFFICIAL:
                stopped *= 1.0 - q.post_papers_relief
            passed *= 1.0 - stopped
            log_openness += gate.log_openness
        utility = route_utility(
            full_cost(route.cost_usd + land_km * q.land_cost_usd_per_km, days, q.day_cost_usd), q.cost_weight_per_usd,
            1.0 - passed, q.risk_weight, district.wage_ratio[route.destination] * district.demand[route.destination],
            q.wage_route_weight, route.custom,
        )  # fmt: skip
        return utility, log_openness

    # -------------------------------------------------------------------------------------- 8 gates

    def travel(self) -> None:
        """Pass one gate after another within the step, until stopped, there, or the step is over."""
        if self.leg < 0:
            return
        while (
            self.situation is Situation.IN_TRANSIT
            and self.route is not None
            and self.leg < len(self.route.gates)
            and self.due_day < self.model.end_of_step
        ):
            self.meet(self.route, self.route.gates[self.leg])

    def meet(self, route: Route, gate: Gate) -> None:
        """One gate: is it open, is one questioned, recognised, turned back for the papers?"""
        district, q = self.district, self.model.p
        gate.arrivals += 1
        district.gate_tries[gate.index] += 1
        if self.trafficked:
            sees = recognition(q.exit_recognition_log_odds, q.exit_recognition_training, gate.skill)
        else:
            sees = recognition(q.exit_false_log_odds, q.exit_false_training, gate.skill)
        refused = self.refusal_at(gate)
        district.gate_stops[gate.index] += fixed(gate.question_chance * (sees + (1.0 - sees) * refused))
        self.expect_recognition(gate.openness * gate.question_chance * sees, self.trafficked)
        if self.draw(Decision.OPENNESS, gate.index) >= gate.openness:
            self.turn_back(gate)
            return
        if self.draw(Decision.SCREENED, gate.index) < gate.question_chance:
            if self.draw(Decision.RECOGNISED, gate.index) < sees:
                self.become_identified(self.trafficked)
                self.count(Count.REFUSED)
                self.way_home = WayHome.TURNED_BACK
                self.settle(gate.index)
                return
            if self.draw(Decision.PAPERS_REFUSED, gate.index) < refused:
                self.turn_back(gate)
                return
        self.leg += 1
        self.due_day = single(self.due_day + route.days[self.leg])
        if self.leg == len(route.gates):
            self.depart(gate)

    def refusal_at(self, gate: Gate) -> float:
        """Chance of being turned back for the papers once questioned; a recruiter may bribe."""
        q = self.model.p
        unbribed = 1.0 - (1.0 - self.model.honest_share if self.recruiter is not None else 0.0)
        if self.papers is Papers.PERMIT:
            return q.permit_refusal_share * unbribed
        if gate.kind is GateKind.UNOFFICIAL:
            return unbribed
        if self.papers is Papers.VISITOR:
            return logistic(q.visitor_refusal_log_odds + q.refusal_training * gate.skill) * unbribed
        return logistic(q.refusal_log_odds + q.refusal_training * gate.skill) * unbribed

    def turn_back(self, gate: Gate) -> None:
        """Refused: try again in a week, perhaps elsewhere, or go home."""
        self.count(Count.REFUSED)
        if self.draw(Decision.RETRY, gate.index) < self.model.p.retry_share:
            self.route, self.leg = None, 0
            self.due_day = single(self.due_day + 7.0)
        else:
            self.way_home = WayHome.TURNED_BACK
            self.move(Situation.RESIDENT)

    def depart(self, gate: Gate) -> None:
        """The last gate is passed."""
        self.gate = gate
        self.count(Count(Count.CROSSED_FORMAL + gate.kind))
        regular = self.papers is Papers.PERMIT
        self.count(Count.DEPARTURES_REGULAR if regular else Count.DEPARTURES_IRREGULAR)

    # ----------------------------------------------------------------- the doors: record, referral

    def expect_recognition(self, chance: float, truly: bool) -> None:
        """What the registers may expect of somebody recognised with this chance."""
        expected, district = self.district.expected, self.district
        expected[Expected.ASSISTANCE_DEMAND] += fixed(chance * district.referred)
        if truly:
            expected[Expected.REPORTS] += fixed(chance * district.reporting)
        if self.female or self.age < 18.0:
            expected[Expected.REGISTERED] += fixed(chance)

    def become_identified(self, truly: bool) -> None:
        """A record is made, rightly or wrongly."""
        self.identified = True
        self.count(Count.IDENTIFIED_TRUE if truly else Count.IDENTIFIED_FALSE)

    def settle(self, door: int) -> None:
        """Identified and at home: be assisted, or go on without help and with the debt."""
        if self.draw(Decision.ASSISTANCE, door) < self.district.assisted:
            self.aided = True
            self.debt_usd = single(self.debt_usd * (1.0 - self.model.p.debt_relief_share))
            self.count(Count.ASSISTED)
            self.move(Situation.ASSISTED)
        elif self.situation is not Situation.RESIDENT:
            self.move(Situation.RESIDENT)

    # -------------------------------------------------------------------------------- 9 destination

    def arrive(self) -> None:
        """The journey out ends, in work or in exploitation."""
        if self.route is None or self.leg != len(self.route.gates) or self.due_day >= self.model.end_of_step:
            return
        self.trips = min(255, self.trips + 1)
        self.departures = min(255, self.departures + 1)
        exploited = self.draw(Decision.ARRIVAL) < self.model.p.exploited_on_arrival
        if self.intended and self.trafficked and exploited:
            self.enter_exploitation()
        else:
            self.move(Situation.WORKING)

    def enter_exploitation(self) -> None:
        """An episode begins, and is written into the person's own ledger."""
        self.count(Count.ENTERED_EXPLOITATION)
        self.harmed = True
        if self.gate is not None:
            self.gate.entered += 1
        if self.episodes == 0:
            self.first_step = self.model.week
            self.first_gate = -1 if self.gate is None else self.gate.index
            self.first_sector, self.first_destination = int(self.sector), self.destination
            self.first_recruiter = -1 if self.recruiter is None else self.recruiter.slot
        self.episodes = min(255, self.episodes + 1)
        self.move(Situation.EXPLOITED)

    def mortality(self, exploited: bool) -> float:
        """Deaths a year of somebody in this work and sector."""
        q = self.model.p
        base = q.death_regular_per_year if self.papers is Papers.PERMIT else q.death_irregular_per_year
        return death_rate(
            base, self.female, q.death_female_factor, exploited, q.death_exploited_factor,
            self.sector == Sector.PLANTATION, q.death_plantation_factor,
        )  # fmt: skip

    def risk_death(self, exploited: bool) -> float:
        """When death comes, in years from now; its chance in this step goes to the ledger."""
        rate = self.mortality(exploited)
        self.district.expected[Expected.DEATHS] += fixed(within(rate, self.model.years))
        return self.clock(Decision.DEATH) / max(rate, NEVER)

    def die(self) -> None:
        """Death abroad."""
        self.count(Count.DEATHS_ABROAD)
        self.move(Situation.DEAD)

    def be_exploited(self) -> None:
        """A step in exploitation: the earliest way out within it happens."""
        q = self.model.p
        death = self.risk_death(exploited=True)
        self.exploited_years = single(self.exploited_years + self.model.years)
        rates = {
            Decision.DEPORTATION: q.deportation_exploited_per_year,
            Decision.RESCUE: self.district.rescue_rate * (q.rescue_domestic_factor if self.hidden else 1.0),
            Decision.ESCAPE: q.escape_per_year,
            Decision.DEBT_WORKED_OFF: q.worked_off_per_year,
        }
        ways = {cause: self.clock(cause) / max(rate, NEVER) for cause, rate in rates.items()}
        cause = min(ways, key=lambda cause: ways[cause])
        if min(death, ways[cause]) >= self.model.years:
            return
        if death <= ways[cause]:
            self.die()
        elif cause is Decision.DEPORTATION:
            self.turn_home(WayHome.DEPORTATION, ways[cause])
        elif cause is Decision.RESCUE:
            self.turn_home(WayHome.RESCUE, ways[cause])
        elif cause is Decision.ESCAPE and self.draw(Decision.ESCAPE_HOME) < q.escape_home_share:
            self.turn_home(WayHome.ESCAPE, ways[cause])
        else:
            # out of exploitation, and on to ordinary irregular work
            self.debt_usd = 0.0
            self.intended = False
            if self.papers is Papers.PERMIT:
                self.papers = Papers.NONE
            self.move(Situation.WORKING)

    def work(self) -> None:
        """A step at work abroad: debt is paid off; the earliest change within it happens."""
        model, q = self.model, self.model.p
        regular = self.papers is Papers.PERMIT
        death = self.risk_death(exploited=False)
        self.debt_usd = single(max(0.0, self.debt_usd - q.debt_paid_usd_per_year * model.years))
        onset = onset_rate(
            q.onset_regular_per_year if regular else q.onset_irregular_per_year, self.debt_usd > 0.0,
            q.onset_debt_factor, self.deceived, q.onset_deceived_factor, self.sector == Sector.DOMESTIC,
            q.onset_domestic_factor,
        )  # fmt: skip
        stay = q.end_regular_per_year if regular else self.district.end_irregular
        deportation = NEVER if regular else max(q.deportation_per_year, NEVER)
        if self.debt_usd > 0.0 and not self.trafficked:
            begins = first_of(onset, self.mortality(exploited=False) + deportation + stay, model.years)
            self.district.expected[Expected.TRAFFICKED] += fixed(begins)
        deported = self.clock(Decision.DEPORTATION) / deportation
        begun = self.clock(Decision.ONSET) / max(onset, NEVER)
        ended = self.clock(Decision.END_OF_STAY) / max(stay, NEVER)
        first = min(death, deported, begun, ended)
        if first >= model.years:
            return
        if first == death:
            self.die()
        elif first == begun:
            if self.debt_usd > 0.0 and not self.trafficked:
                # debt that turns work into forced work starts trafficking abroad
                self.become_trafficked()
            self.enter_exploitation()
        elif first == deported:
            self.turn_home(WayHome.DEPORTATION, first)
        else:
            self.turn_home(WayHome.END_OF_STAY, first)

    def turn_home(self, way: WayHome, after_years: float) -> None:
        """Begin the journey home; all but who goes at the end of a stay meet the door abroad."""
        if way is not WayHome.END_OF_STAY:
            district = self.district
            chance = district.abroad_recognition[self.hidden] if self.harmed else district.abroad_false_alarm
            if way is WayHome.RESCUE:
                chance = 1.0
            self.expect_recognition(chance, self.harmed)
            if self.draw(Decision.RECOGNISED, DOOR_ABROAD) < chance:
                self.become_identified(self.harmed)
        if way is WayHome.DEPORTATION:
            self.count(Count.DEPORTED)
        self.way_home = way
        self.leg = -1
        self.due_day = single(self.model.day + after_years * YEAR_DAYS + self.model.p.days_home)
        self.move(Situation.IN_TRANSIT)

    # -------------------------------------------------------------------------------- 10 homecoming

    def come_home(self) -> None:
        """Arrive, pass the return door, be helped or not."""
        if self.leg >= 0 or self.due_day >= self.model.end_of_step:
            return
        self.count(Count.RETURNED)
        if not self.identified:
            met = 1.0 if self.way_home is WayHome.DEPORTATION else self.model.p.return_screened_share
            district = self.district
            seen = district.return_recognition[self.hidden]
            chance = met * (seen if self.harmed else district.return_false_alarm)
            self.expect_recognition(chance, self.harmed)
            if self.draw(Decision.RECOGNISED, DOOR_RETURN) < chance:
                self.become_identified(self.harmed)
        if self.identified:
            self.settle(DOOR_RETURN)
        else:
            self.move(Situation.RESIDENT)

    def may_come_forward(self) -> bool:
        """Whether somebody harmed and at home is not identified, and not home for long."""
        years_home = (self.model.week - self.since) * self.model.years
        return not self.identified and years_home <= self.model.p.self_report_years

    def come_forward(self) -> None:
        """The home door: perhaps report by oneself."""
        chance = self.district.self_report_chance
        self.expect_recognition(chance, True)
        if self.draw(Decision.SELF_REPORT) < chance:
            self.become_identified(True)
            self.settle(DOOR_HOME)

    def be_assisted(self) -> None:
        """Assistance ends some day."""
        if self.clock(Decision.ASSISTANCE_END) / self.model.end_of_help_per_year < self.model.years:
            self.move(Situation.RESIDENT)
