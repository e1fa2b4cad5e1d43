"""What one run assumes: frozen dataclasses, one per submodel, built from the passports.

The fields are the names of the passports in ``evidence/parameters``; a test keeps both in step.
Units are the passports'. Where a passport has values by district or corridor, ``Parameters.local``
gives them; the field holds the value for everywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aspiration:
    """Who wants to leave."""

    base_aspiration_per_year: float
    income_log_spread: float
    least_income_ratio: float
    minimum_wage_lines: float
    jobless_income_share: float
    wage_curve_elasticity: float
    household_shock_per_year: float
    shock_poor_factor: float
    shock_income_share: float
    wage_elasticity: float
    network_log_ratio: float
    network_half_share: float
    experience_log_ratio: float
    deportee_log_ratio: float
    fresh_return_log_ratio: float
    fresh_return_years: float
    optimism: float
    age_peak_years: float
    age_spread_years: float
    female_log_ratio: float
    youngest_age_years: float
    oldest_age_years: float
    debt_log_ratio: float
    openness_pull: float
    network_rule: float
    debt_rule: float


@dataclass(frozen=True)
class Awareness:
    """What people know."""

    initial_awareness: float
    awareness_decay_per_year: float
    outreach_gain: float
    word_of_mouth_per_year: float
    testimony_gain: float
    testimony_reach: float


@dataclass(frozen=True)
class Recruitment:
    """Recruiters, contacts, offers, acceptance."""

    recruiters_per_1000: float
    licensed_share: float
    contacts_per_week: float
    reach_km: float
    accept_log_odds: float
    accept_seeker_log_odds: float
    accept_need: float
    accept_tie_log_odds: float
    accept_terms_elasticity: float
    awareness_discernment: float
    awareness_reputation: float
    ask_again_share: float
    awareness_deterrence: float
    broker_deceptiveness: float
    agency_deceptiveness: float
    broker_intent: float
    agency_intent: float
    traits_spread: float
    traits_correlation: float
    deceit_of_intent_log_odds: float
    true_wage_share_exploitative: float
    true_wage_share_fraud: float
    deceptive_fee_factor: float
    means_given_intent: float
    move_rate_per_year: float
    village_learning: float
    village_prior_contacts: float
    village_prior_years: float
    sub_recruiter_tie: float
    same_recruiter_log_weight: float
    agency_irregular_odds: float
    domestic_odds_female: float
    domestic_odds_male: float
    other_odds: float


@dataclass(frozen=True)
class Channel:
    """By which channel, with which papers, at what price."""

    regular_log_weight: float
    alone_log_weight: float
    regular_awareness: float
    regular_schooling: float
    regular_female: float
    regular_office: float
    regular_distance_per_km: float
    alone_experience: float
    shut_out_stays: float
    document_weeks: float
    document_dropout_share: float
    visitor_papers_share: float
    false_papers_share: float
    false_papers_responsiveness: float
    false_papers_training: float
    fee_usd: float
    cash_at_line_usd: float
    cash_log_spread: float
    credit_share: float
    alone_cost_usd: float
    regular_fee_usd: float


@dataclass(frozen=True)
class Transit:
    """The journey."""

    walk_km_per_day: float
    land_cost_usd_per_km: float
    cost_weight_per_usd: float
    day_cost_usd: float
    risk_weight: float
    wage_route_weight: float
    land_border_log_weight: float
    post_papers_relief: float
    stay_log_disadvantage: float
    closed_floor: float
    days_home: float


@dataclass(frozen=True)
class Gates:
    """Screening, refusal and recognition at gates."""

    screening_capacity_post: float
    everyday_crossers_post: float
    screening_capacity_traditional: float
    everyday_crossers_traditional: float
    screening_capacity_hub: float
    everyday_travellers_hub: float
    patrol_chance: float
    refusal_log_odds: float
    refusal_training: float
    visitor_refusal_log_odds: float
    permit_refusal_share: float
    integrity: float
    retry_share: float
    screening_focus: float
    exit_recognition_log_odds: float
    exit_recognition_training: float
    exit_false_log_odds: float
    exit_false_training: float
    belief_memory_years: float
    belief_prior_chance: float
    belief_prior_weight: float
    gate_load_memory_years: float


@dataclass(frozen=True)
class Destination:
    """Work, exploitation and the ways out."""

    exploited_on_arrival: float
    onset_irregular_per_year: float
    onset_regular_per_year: float
    onset_debt_factor: float
    onset_deceived_factor: float
    onset_domestic_factor: float
    end_irregular_per_year: float
    end_regular_per_year: float
    deportation_per_year: float
    death_irregular_per_year: float
    death_regular_per_year: float
    death_exploited_factor: float
    death_female_factor: float
    death_plantation_factor: float
    escape_per_year: float
    escape_home_share: float
    worked_off_per_year: float
    deportation_exploited_per_year: float
    find_inspection_per_year: float
    find_domestic_factor: float
    find_partnership_gain: float
    consular_cases_per_100000: float
    consular_partnership_gain: float
    consular_load_memory_years: float
    consular_training: float
    debt_paid_usd_per_year: float
    debt_hold: float


@dataclass(frozen=True)
class ReturnHome:
    """Coming home, recognition, assistance."""

    destination_recognition_log_odds: float
    destination_recognition_training: float
    destination_false_log_odds: float
    recognition_domestic_log_odds: float
    return_screened_share: float
    return_recognition_log_odds: float
    return_recognition_training: float
    return_false_log_odds: float
    self_report_share: float
    assistance_log_odds: float
    assistance_partnership: float
    assistance_task_force: float
    assistance_places_per_100000: float
    assistance_weeks: float
    debt_relief_share: float
    returnee_jobless_share: float
    reintegration_work_share: float
    debt_paid_home_usd_per_year: float
    assistance_load_memory_years: float
    self_report_years: float


@dataclass(frozen=True)
class Enforcement:
    """Reports, cases, arrests, registers."""

    cooperation_log_odds: float
    cooperation_assisted: float
    opening_per_year: float
    cases_per_investigator_per_year: float
    lapse_per_year: float
    case_stopped_share: float
    tip_off_share: float
    named_share: float
    conviction_base: float
    conviction_training: float
    detention_years: float
    custody_years: float
    victims_per_case: float
    suspects_per_case: float
    internal_case_share: float
    register_share: float
    deportation_recorded_share: float
    interception_recorded_share: float
    repatriated_share_2016: float
    repatriated_share_2023: float


@dataclass(frozen=True)
class Trade:
    """Recruiters' business: income, entry, deterrence."""

    recruiter_income_usd: float
    recruiter_cost_usd: float
    entry_per_year: float
    leaving_per_year: float
    profit_elasticity: float
    reservation_wages: float
    deterrence: float
    announced_deterrence: float
    risk_memory_years: float
    spare_places_ratio: float
    district_move_per_year: float
    district_unfamiliarity: float
    corridor_unfamiliarity: float
    enforcement_rule: float


@dataclass(frozen=True)
class Officials:
    """Officials and their training."""

    officials_per_1000: float
    outside_officials: float
    initial_training: float
    training_gain: float
    training_loss_per_year: float
    rotation_per_year: float


@dataclass(frozen=True)
class Government:
    """Responsiveness, action plans, own budgets."""

    authority_rule: float
    authority_floor: float
    authority_own_ratio: float
    authority_steepness: float
    as_is_responsiveness: float
    national_responsiveness: float
    responsiveness_drift_per_year: float
    door_screening: float
    door_referral: float
    door_cases: float
    door_plans: float
    door_service: float
    door_return: float
    door_destination: float
    government_budget_usd_per_100000: float
    action_plan_factor: float
    agency_inspection: float
    action_plan_half_usd: float
    government_outreach_share: float
    responsive_level: float
    unresponsive_level: float
    responsive_uptake: float
    as_is_uptake: float
    unresponsive_uptake: float


@dataclass(frozen=True)
class Programme:
    """IOM's unit costs and gains."""

    overhead_share: float
    linear_returns: float
    courses_per_official_per_year: float
    training_cost_usd: float
    outreach_cost_usd: float
    outreach_persons: float
    assistance_cost_usd: float
    push_half_usd: float
    service_half_usd: float
    service_gain: float
    partnership_half_usd: float
    partnership_fade_per_year: float
    implementer_outreach_share: float
    facilitator_training_share: float
    facilitator_government_share: float
    consular_training_share: float
    consular_staff: float
    facilitator_outside_share: float


@dataclass(frozen=True)
class Measures:
    """What governments do: strength and cost of measures that a scenario switches on."""

    task_force_opening_factor: float
    task_force_focus: float
    task_force_cost_usd_per_year: float
    service_offices_factor: float
    service_offices_cost_usd_per_year: float
    screening_factor: float
    closure_openness: float
    moratorium_permit_factor: float
    protection_cooperation_log_odds: float
    protection_stopped_factor: float
    protection_conviction_log_odds: float
    protection_cost_usd_per_year: float
    hotline_report_factor: float
    hotline_register_factor: float
    hotline_asked_share: float
    hotline_family_finds_per_year: float
    hotline_cost_usd_per_year: float
    plan_adopted: float
    plan_cost_usd_per_year: float
    shelter_places_per_100000: float
    shelter_referral_log_odds: float
    shelter_cost_usd_per_place: float
    cross_border_factor: float
    cross_border_cost_usd_per_year: float
    university_reach_factor: float
    university_cost_usd_per_year: float
    socialisation_persons_per_1000: float
    socialisation_courses: float
    socialisation_cost_usd_per_year: float


@dataclass(frozen=True)
class Genesis:
    """How the first people and stocks are made."""

    stock_death_rate_per_year: float
    age_pyramid_child_share: float
    age_scale_years: float
    schooling_spread_years: float
    wealth_job_correlation: float
    job_spell_years: float
    stock_oldest_age_years: float
    stock_holds: float
    base_factor_most: float
    exits_lent: float
    returned_per_abroad: float
    counts_kept_per_year: float


SUBMODELS = {
    "aspiration": Aspiration,
    "awareness": Awareness,
    "recruitment": Recruitment,
    "channel": Channel,
    "transit": Transit,
    "gates": Gates,
    "destination": Destination,
    "return_home": ReturnHome,
    "enforcement": Enforcement,
    "trade": Trade,
    "officials": Officials,
    "government": Government,
    "programme": Programme,
    "measures": Measures,
    "genesis": Genesis,
}
"""Name of the passport file -> its dataclass."""
