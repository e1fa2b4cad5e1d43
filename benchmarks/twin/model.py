"""``BorderTwin``: the model written plainly for Mesa, one agent per person, thirteen stages in a row.

It starts from a world of the engine after its spin-up (or at any later moment), copied into
agents, and from there on shares nothing with it but the rules, the keyed draws and the schedule.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import mesa
from scipy.special import ndtri

from benchmarks.twin.actors import Doses, LocalGovernment, Official, Recruiter, sum_in_order
from benchmarks.twin.ground import Cell, District, Gate, Route, Subdistrict
from benchmarks.twin.numbers import ONE, fixed
from benchmarks.twin.observe import indicators
from benchmarks.twin.person import YEAR_WEEKS, Person
from benchmarks.twin.programmes import give, is_active
from benchmarks.twin.settle import settle
from safepassage.observation import INDICATOR_NAMES
from safepassage.rules.abroad import rescue_product
from safepassage.rules.aspiration import aspiration_rate, believed_wage_ratio, network_push
from safepassage.rules.awareness import audience_share
from safepassage.rules.gates import believed_chance, patrol_probability, recognition
from safepassage.rules.offers import believed_acceptance, believed_arrests, believed_payoff
from safepassage.rules.probability import rationed, within
from safepassage.rules.trade import (
    activity,
    arrest_probability,
    entry_rate,
    expected_profit,
    further,
    leaving_rate,
    profit_ratio,
)
from safepassage.world.codes import Activity, GateKind, Role, Situation
from safepassage.world.draws import Decision, poisson
from safepassage.world.ledger import Count, Expected
from safepassage.world.world import World


class BorderTwin(mesa.Model):
    """The border world as Mesa agents.

    Parameters
    ----------
    world
        Where to start from; it is read, not kept.
    bounded
        Leave off working out a person's exact rate of aspiration where the draw already lies
        above the largest rate that anybody of the subdistrict can have. Without it every rate
        is worked out: slower, and a check of that bound.
    """

    def __init__(self, world: World, *, bounded: bool = True) -> None:
        super().__init__(rng=0)  # never drawn from: every draw is keyed
        assert world.schedule is not None
        if not world.switched_on.all() or len(world.acting):
            raise ValueError("the twin runs all stages, and actors without behaviour of their own")
        self.bounded = bounded
        self.p = SimpleNamespace(**world.parameters.flat())
        self.keys = list(world.keys)
        self.schedule, self.scenario_step = world.schedule, world.scenario_step
        self.interventions = sorted(world.interventions, key=lambda item: item.name)
        self.budget_usd_per_year, self.targeting = world.budget_usd_per_year, world.targeting
        clock = world.clock
        self.week, self.day, self.days, self.years = clock.step, clock.day, clock.days, clock.years
        self.age_years, self.scale = clock.age_years, clock.scale
        self.consular_training = float(world.consular[0])
        self.consular_courses = 0.0
        self.persons_in: dict[Situation, dict[Person, None]] = {situation: {} for situation in Situation}
        self.person_of: dict[int, Person] = {}
        self.seekers: list[Person] = []
        self.accepting: list[Person] = []
        settle(self, world)
        self.persons = self.agents_by_type[Person]
        self.officials = self.agents_by_type[Official]
        self.datacollector = mesa.DataCollector(tables={"indicators": ["step", "district", *INDICATOR_NAMES]})

    # filled by ``settle``
    districts: list[District]
    cells: list[Cell]
    gates: list[Gate]
    governments: list[LocalGovernment]
    routes: list[Route]
    subdistricts: list[Subdistrict]
    recruiters: list[Recruiter]
    cell_index_of: Callable[[int], int]
    subdistrict_index_of: Callable[[int], int]

    def step(self) -> None:
        """One step, in the order of the table of contents of ``safepassage.stages``."""
        self.read_context()
        self.run_programmes()
        self.spread_awareness()
        self.let_people_aspire()
        self.recruit()
        self.process_documents()
        self.choose_ways()
        self.pass_gates()
        self.live_abroad()
        self.come_home()
        self.enforce()
        self.adapt()
        self.observe()
        self.week += 1
        self.scenario_step += 1
        self.day += self.days
        self.age_years += self.years

    @property
    def today(self) -> Any:
        """First day of the step."""
        return self.schedule.dates[self.scenario_step]

    @property
    def end_of_step(self) -> float:
        """The day on which the next step begins."""
        return self.day + self.days

    def those(self, situation: Situation) -> list[Person]:
        """Everybody who is now in a situation; a copy, since they may leave it."""
        return list(self.persons_in[situation])

    # ------------------------------------------------------------------------------------ 1 context

    def read_context(self) -> None:
        """A new page of the ledger, and what the world outside is like."""
        row = self.schedule.rows[self.scenario_step]
        for d, district in enumerate(self.districts):
            district.open_page(len(self.gates))
            district.poverty_score = float(row.poverty_score[d])
            district.jobless_score = float(row.jobless_score[d])
            district.wage_ratio = row.wage_ratio[d].tolist()
            district.demand = row.demand[d].tolist()
            district.permit, district.office = float(row.permit[d]), float(row.office[d])
            district.opening, district.rescue = float(row.opening[d]), float(row.rescue[d])
        for gate in self.gates:
            gate.openness = float(row.openness[gate.index])
            gate.screening = gate.closure = 1.0
            gate.arrivals = gate.entered = 0

    # --------------------------------------------------------------------------------- 2 programmes

    def run_programmes(self) -> None:
        """Money becomes doses, doses become state; officials rotate and learn."""
        self.consular_courses = 0.0
        for government in self.governments:
            government.doses = Doses()
        for intervention in self.interventions:
            if is_active(intervention, self):
                give(intervention, self)
        self.shift_context()
        q, years = self.p, self.years
        self.rotation_chance = within(q.rotation_per_year, years)
        self.training_kept = math.exp(-q.training_loss_per_year * years)
        for government in self.governments:
            government.govern()
        self.spend_money()
        for government in self.governments:
            government.train_staff()
        for district in self.districts:
            district.way_open = district.regular_openness()
            district.government.set_referral(district)
        self.honest_share = sum(int(official.integrity) for official in self.officials) / len(self.officials)
        self.train_consulates()

    def shift_context(self) -> None:
        """Scenario factors act on what the world outside is like."""
        rates = self.schedule.poverty_rate[self.scenario_step]
        in_labour_force = self.schedule.participation_rate[self.scenario_step]
        without_work = self.schedule.unemployment_rate[self.scenario_step]
        for d, district in enumerate(self.districts):
            doses = district.government.doses
            district.permit *= doses.permit
            district.office *= doses.office
            district.opening *= doses.opening
            district.rescue *= doses.rescue
            district.wage_ratio = [ratio * doses.wage for ratio in district.wage_ratio]
            if doses.poverty != 1.0:
                district.poverty_score = float(ndtri(min(1.0, float(rates[d]) * doses.poverty)))
            if doses.unemployment != 1.0:
                jobless = min(1.0, float(without_work[d]) * doses.unemployment)
                district.jobless_score = float(ndtri(float(in_labour_force[d]) * jobless))
        for gate in self.gates:
            gate.openness *= gate.closure

    def spend_money(self) -> None:
        """Money is spent as far as it can be absorbed; what outside officials cannot take up is shared."""
        idle = {government: government.limit_courses() for government in self.governments}
        courses = {d: d.government.doses.spend_iom[Activity.TRAINING] for d in self.districts}
        for district in self.districts:
            corridor = [usd for other, usd in courses.items() if other.corridor == district.corridor]
            part = courses[district] / max(1e-9, sum_in_order(corridor))
            outside = idle[self.outside_of(district)] * part
            district.government.spend(district, idle[district.government] + outside)

    def train_consulates(self) -> None:
        """Consular and shelter staff abroad turn over, and attend courses."""
        q, years = self.p, self.years
        courses = within(self.consular_courses / max(1.0, q.consular_staff), years)
        kept = math.exp(-(q.training_loss_per_year + q.rotation_per_year) * years)
        level = q.consular_training + (self.consular_training - q.consular_training) * kept
        self.consular_training = level + courses * q.training_gain * (1.0 - level)

    # ---------------------------------------------------------------------------------- 3 awareness

    def spread_awareness(self) -> None:
        """Awareness fades, is talked about, and rises in those who are reached."""
        q, years = self.p, self.years
        for district in self.districts:
            persons = district.government.doses.outreach_persons
            audience = district.population * audience_share(q.age_pyramid_child_share, q.youngest_age_years)
            district.session_chance = within(persons / audience, years)
            assisted = district.stock[Situation.ASSISTED] * self.scale
            district.story_chance = within(q.testimony_reach * assisted / audience, years)
        for cell in self.cells:
            cell.take_mean()
        self.awareness_kept = math.exp(-q.awareness_decay_per_year * years)
        self.awareness_heard = within(q.word_of_mouth_per_year, years)
        self.persons.do("hear")

    # --------------------------------------------------------------------------------- 4 aspiration

    def let_people_aspire(self) -> None:
        """Residents set out, each at an own rate."""
        q = self.p
        effects = (
            q.poverty_log_ratio, q.unemployment_log_ratio, q.experience_log_ratio, q.deportee_log_ratio,
            q.aided_log_ratio, q.female_log_ratio, q.debt_log_ratio, q.fresh_return_log_ratio,
        )  # fmt: skip
        strongest = sum_in_order([max(0.0, effect) for effect in effects])
        for district in self.districts:
            district.best_wage = max(
                0.0, *(w * demand for w, demand in zip(district.wage_ratio, district.demand, strict=True))
            )
            believed = max(believed_wage_ratio(district.best_wage, q.optimism, x) for x in (0.0, 1.0))
            for subdistrict in district.subdistricts:
                share = subdistrict.abroad * self.scale / max(1.0, subdistrict.population)
                push = network_push(share, q.network_log_ratio, q.network_half_share)
                subdistrict.network_push = push
                if self.bounded:
                    rate = aspiration_rate(
                        district.base_aspiration, push + strongest, believed, q.wage_elasticity, 1.0
                    )
                    subdistrict.highest_chance = within(rate, self.years)
        self.seekers.clear()
        for person in self.those(Situation.RESIDENT):
            person.aspire()

    # -------------------------------------------------------------------------------- 5 recruitment

    def recruit(self) -> None:
        """Recruiters move, contact people, are found by those who look for them; offers are taken up."""
        q = self.p
        self.chance_to_move = within(q.move_rate_per_year, self.years)
        for district in self.districts:
            district.activity = self.activity_in(district)
        self.judge_villages()
        for recruiter in self.recruiters:
            recruiter.move_about()
            recruiter.contact_people()
        for person in self.seekers:
            person.look_for_recruiter()
        for person in self.accepting:
            person.take_up_offer()
        self.accepting.clear()

    def activity_in(self, district: District) -> float:
        """Share of recruiters' capacity that is used under the risk they believe in."""
        q = self.p
        announced = district.government.training[Role.INVESTIGATOR] - q.initial_training
        return activity(q.deterrence, district.arrest_risk, q.announced_deterrence, max(0.0, announced))

    def judge_villages(self) -> None:
        """What recruiters believe of villages, against the best of them; and who there knows somebody abroad."""
        q = self.p
        for district in self.districts:
            for village in district.subdistricts:
                village.share_abroad = village.abroad * self.scale / max(1.0, village.population)
                village.believed = 0.0
                if district.contacts > 0.0:
                    village.believed = believed_acceptance(
                        village.acceptances, village.contacts, district.acceptance / district.contacts,
                        q.village_prior_contacts,
                    )  # fmt: skip
                    fear = believed_arrests(
                        village.arrests, village.worked_years, district.arrest_risk, q.village_prior_years
                    )
                    village.believed = believed_payoff(village.believed, q.deterrence, fear)
        best = max(village.believed for village in self.subdistricts)
        for district in self.districts:
            known = best > 0.0 and district.contacts > 0.0
            for village in district.subdistricts:
                village.taken_up = math.pow(village.believed / best, q.village_learning) if known else 1.0

    # -------------------------------------------------------------------- 6 documents, 7 transit

    def process_documents(self) -> None:
        """The regular channel takes time and passes through the service office."""
        for person in self.those(Situation.WAITING):
            person.wait_for_documents()

    def choose_ways(self) -> None:
        """Who is about to set out chooses by cost, time, believed risk, wage and openness."""
        q = self.p
        for gate in self.gates:
            gate.log_openness = math.log(max(gate.openness, q.closed_floor))
        for district in self.districts:
            district.believed_stop = [
                believed_chance(stops, tries, q.belief_prior_chance, q.belief_prior_weight)
                for stops, tries in zip(district.stops, district.tries, strict=True)
            ]
        for person in self.those(Situation.IN_TRANSIT):
            person.choose_way()

    # -------------------------------------------------------------------------------------- 8 gates

    def pass_gates(self) -> None:
        """Travellers meet the gates that they reach within the step; then gates remember their load."""
        for gate in self.gates:
            self.staff_gate(gate)
        for person in self.those(Situation.IN_TRANSIT):
            person.travel()
        kept = math.exp(-self.years / self.p.gate_load_memory_years)
        for gate in self.gates:
            weekly = gate.arrivals * self.scale * 7.0 / self.days
            gate.load = kept * gate.load + (1.0 - kept) * weekly

    def staff_gate(self, gate: Gate) -> None:
        """Chance of being questioned at a gate, and how well who questions there is trained."""
        q = self.p
        if gate.kind is GateKind.UNOFFICIAL:
            gate.question_chance = patrol_probability(q.patrol_chance, gate.screening)
            gate.skill = gate.government.skill(Role.PATROL, q.door_screening)
            return
        capacity, others = {
            GateKind.FORMAL: (q.screening_capacity_post, q.everyday_crossers_post),
            GateKind.TRADITIONAL: (q.screening_capacity_traditional, q.everyday_crossers_traditional),
            GateKind.HUB: (q.screening_capacity_hub, q.everyday_travellers_hub),
        }[gate.kind]
        gate.question_chance = rationed(capacity * gate.screening, others + gate.load)
        role = Role.HUB if gate.kind is GateKind.HUB else Role.BORDER_POST
        gate.skill = gate.government.skill(role, q.door_screening)

    # -------------------------------------------------------------------------------- 9 destination

    def live_abroad(self) -> None:
        """Travellers arrive; who is abroad goes on, changes situation, turns home or dies."""
        q = self.p
        for district in self.districts:
            government, national = district.government, q.national_responsiveness
            product = rescue_product(
                q.rescue_per_year, q.rescue_partnership_per_year, government.partnership, self.consular_training,
                q.consular_training,
            )  # fmt: skip
            ratio = government.against_as_is(product, 1.0, national, q.door_destination)
            district.rescue_rate = q.rescue_per_year * district.rescue * ratio
            skill = government.met(self.consular_training, q.consular_training, national, q.door_destination)
            odds = q.destination_recognition_log_odds + math.log(district.rescue)
            district.abroad_recognition = {
                hidden: recognition(
                    odds + hidden * q.recognition_domestic_log_odds, q.destination_recognition_training, skill
                )
                for hidden in (False, True)
            }
            district.abroad_false_alarm = recognition(q.destination_false_log_odds, 0.0, skill)
        arriving = self.those(Situation.IN_TRANSIT)
        working, exploited = self.those(Situation.WORKING), self.those(Situation.EXPLOITED)
        for person in arriving:
            person.arrive()
        for person in working:
            person.work()
        for person in exploited:
            person.be_exploited()

    # -------------------------------------------------------------------------------- 10 homecoming

    def come_home(self) -> None:
        """Persons come home, are recognised or not, are helped or not; assistance ends."""
        q = self.p
        for district in self.districts:
            skill = district.government.skill(Role.LABOUR_SERVICE, q.door_return)
            odds = q.return_recognition_log_odds + math.log(district.rescue)
            district.return_recognition = {
                hidden: recognition(
                    odds + hidden * q.recognition_domestic_log_odds, q.return_recognition_training, skill
                )
                for hidden in (False, True)
            }
            district.return_false_alarm = recognition(q.return_false_log_odds, 0.0, skill)
        reporting = -math.log1p(-min(q.self_report_share, 0.999)) / q.self_report_years
        for district in self.districts:
            rate = reporting * district.government.doses.self_report
            district.self_report_chance = within(rate, self.years)
        self.end_of_help_per_year = YEAR_WEEKS / q.assistance_weeks
        coming, assisted = self.those(Situation.IN_TRANSIT), self.those(Situation.ASSISTED)
        residents = self.persons_in[Situation.RESIDENT]
        at_home = [person for person in residents if person.harmed and person.may_come_forward()]
        for person in at_home:
            person.come_forward()
        for person in assisted:
            person.be_assisted()
        for person in coming:
            person.come_home()
        kept = math.exp(-self.years / q.assistance_load_memory_years)
        for district in self.districts:
            wanted = district.expect(Expected.ASSISTANCE_DEMAND, self.scale) / self.years
            district.assistance_load = kept * district.assistance_load + (1.0 - kept) * wanted

    # ------------------------------------------------------------------------------- 11 enforcement

    def enforce(self) -> None:
        """Reports wait, are opened or lapse; cases end in arrests; registers count at full scale."""
        for district in self.districts:
            at_work = [recruiter for recruiter in district.recruiters if recruiter.working]
            hazard = self.open_cases(district, at_work)
            for recruiter in at_work:
                recruiter.face_arrest(hazard)
        for village in self.subdistricts:
            village.talk_of_arrests(math.exp(-self.years / self.p.risk_memory_years), self.years)

    def open_cases(self, district: District, at_work: list[Recruiter]) -> float:
        """Police work of a week; returns the hazard of arrest per contact made with intent."""
        q, scale, government = self.p, self.scale, district.government
        reports = district.expect(Expected.REPORTS, scale)
        district.waiting += reports / max(1e-9, 1.0 - q.internal_case_share)
        authority = government.met(district.opening, 1.0, q.as_is_responsiveness, q.door_cases)
        rate = q.opening_per_year * authority
        gone = district.waiting * within(rate + q.lapse_per_year, self.years)
        district.waiting -= gone
        victims = gone * rate / max(1e-12, rate + q.lapse_per_year)
        opened = victims / q.victims_per_case
        skill = government.skill(Role.INVESTIGATOR, q.door_cases)
        caught = arrest_probability(q.arrest_base, q.arrest_training, skill)
        stopped = min(1.0, q.case_stopped_share * government.doses.stopped)
        to_court = opened * (1.0 - q.internal_case_share) * (1.0 - stopped)
        arrests = to_court * caught * q.suspects_per_case
        kept = math.exp(-self.years / q.risk_memory_years)
        lived = arrests / len(at_work) / self.years if at_work else 0.0
        district.arrest_risk = kept * district.arrest_risk + (1.0 - kept) * lived
        trend = min(1.0, max(0.0, self.age_years / 7.0))
        gain = q.repatriated_share_2023 - q.repatriated_share_2016
        repatriated = district.expect(Expected.DEATHS, scale) * (q.repatriated_share_2016 + trend * gain)
        share = min(1.0, q.register_share * government.doses.register)
        registered = district.expect(Expected.REGISTERED, scale) * share
        district.expected_records = [opened, registered, repatriated, arrests]

        def count(register: Decision, mean: float) -> int:
            return poisson(mean, self.keys[register], self.week, district.index)

        cases = count(Decision.COUNT_CASES, opened)
        deported = district.counts[Count.DEPORTED] * scale * q.deportation_recorded_share
        refused = district.counts[Count.REFUSED] * scale * q.interception_recorded_share
        district.recorded = [
            cases,
            cases + count(Decision.COUNT_VICTIMS, further(q.victims_per_case, cases)),
            cases + count(Decision.COUNT_SUSPECTS, further(q.suspects_per_case, cases)),
            count(Decision.COUNT_REGISTERED, registered),
            count(Decision.COUNT_REPATRIATED, repatriated),
            count(Decision.COUNT_DEPORTATIONS, deported),
            count(Decision.COUNT_INTERCEPTIONS, refused),
        ]
        district.remember_registers(math.exp(-self.years))
        district.arrests = 0
        weight = sum(fixed(recruiter.contacts_per_week * recruiter.intent) for recruiter in at_work) / ONE
        return arrests / weight if weight > 0.0 else 0.0

    # -------------------------------------------------------------------------------- 12 adaptation

    def adapt(self) -> None:
        """Recruiters believe what was lived through, change district, enter and leave the trade by profit."""
        q, scale, years = self.p, self.scale, self.years
        kept = math.exp(-years / q.belief_memory_years)
        for district in self.districts:
            tries, stops = district.gate_tries, district.gate_stops
            district.tries = [
                kept * old + new * scale for old, new in zip(district.tries, tries, strict=True)
            ]
            district.stops = [
                kept * old + new / ONE * scale for old, new in zip(district.stops, stops, strict=True)
            ]
            district.acceptance = kept * district.acceptance + district.expect(Expected.ACCEPTANCES, scale)
            district.contacts = kept * district.contacts + district.expect(Expected.CONTACTS, scale)
            for village in district.subdistricts:
                village.remember(kept, scale)
            now = district.acceptance / district.contacts if district.contacts > 0.0 else 0.0
            ratio = 1.0
            if now > 0.0:
                tried, stopped = sum_in_order(district.tries), sum_in_order(district.stops)
                passing = 1.0 - stopped / tried if tried > 0.0 else 1.0
                profit = expected_profit(now, passing, q.recruiter_income_usd, q.recruiter_cost_usd)
                ratio = profit_ratio(profit, district.reference)
            district.entry_chance = within(entry_rate(q.entry_per_year, ratio, q.profit_elasticity), years)
            district.leaving_chance = within(
                leaving_rate(q.leaving_per_year, ratio, q.profit_elasticity), years
            )
            usual = district.reference_use
            used = self.activity_in(district)
            district.earnings = ratio * used / usual if usual > 0.0 else ratio
        self.chance_to_ask = within(q.district_move_per_year, years)
        for recruiter in self.recruiters:
            recruiter.look_around()
        for recruiter in self.recruiters:
            recruiter.enter_or_leave()
        for district in self.districts:
            district.recruiters_active = sum(
                recruiter.active and recruiter.custody_until <= self.end_of_step
                for recruiter in district.recruiters
            )

    # ------------------------------------------------------------------------------- 13 observation

    def observe(self) -> None:
        """Truth and records are written down, by district."""
        for district in self.districts:
            row = {"step": self.scenario_step, "district": district.name, **indicators(self, district)}
            self.datacollector.add_table_row("indicators", row, ignore_missing=True)

    # ------------------------------------------------------------------------------------- look-ups

    def cell_of(self, register_number: int) -> Cell:
        """Home cell of any person of the register, simulated or not."""
        return self.cells[self.cell_index_of(register_number)]

    def subdistrict_of(self, register_number: int) -> Subdistrict:
        """Home subdistrict of any person of the register, simulated or not."""
        return self.subdistricts[self.subdistrict_index_of(register_number)]

    def outside_of(self, district: District) -> LocalGovernment:
        """Who runs the hubs of the district's corridor."""
        return self.governments[len(self.districts) + district.corridor]
