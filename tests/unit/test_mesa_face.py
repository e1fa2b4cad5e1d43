"""The Mesa face of the columns: what a user of Mesa may expect to work, works or refuses clearly."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import warnings

import mesa
import numpy as np
import pytest

from safepassage.evidence.errors import InputError
from safepassage.model import BorderModel
from safepassage.world.actors import IOMOffice, LocalGovernment, Official, Recruiter
from safepassage.world.codes import Situation
from safepassage.world.person import Person

SETTINGS = {"region": "classroom", "population_share": 0.5, "spin_up_years": 0.5, "end": dt.date(2016, 6, 30)}


def make(**more: object) -> BorderModel:
    return BorderModel(**{**SETTINGS, **more})  # type: ignore[arg-type]


class QuietRecruiter(Recruiter):
    """A recruiter who contacts nobody."""

    def act(self) -> None:
        self.contacts_per_week = 0.0


class ThriftyOffice(IOMOffice):
    """An office that stops spending after the fourth step."""

    def act(self) -> None:
        if self.model.world.scenario_step >= 4:
            self.budget_usd_per_year = 0.0


def test_actors_are_agents_and_persons_stay_apart() -> None:
    model = make()
    kinds = model.agents_by_type
    assert {Recruiter, Official, LocalGovernment, IOMOffice, Person} == set(kinds)
    assert len(kinds[Person]) == model.world.people.id.size > 5000
    assert not any(isinstance(agent, Person) for agent in model.agents)
    assert len(kinds[LocalGovernment]) == 3 and len(kinds[IOMOffice]) == 1


def test_select_get_agg_groupby_sort_agree_with_the_columns() -> None:
    model = make()
    women = model.people.select(lambda people: people.get("female"))
    assert len(women) == int(model.world.people.female.sum())
    assert women.agg("age", np.mean) == pytest.approx(
        model.world.people.age_at_start[model.world.people.female].mean()
    )
    groups = model.people.groupby("district")
    assert sum(len(group) for group in groups.values()) == len(model.people)
    oldest = model.people.sort("age")
    assert oldest[0].age == pytest.approx(float(model.world.people.age_at_start.max()))
    assert len(model.people.select(at_most=0.1)) == len(model.people) // 10
    assert model.people.get(["id", "age"])[0].shape == (len(model.people),)


def test_a_view_has_a_stable_identity_and_reads_and_writes_its_row() -> None:
    model = make()
    person = model.people[7]
    assert (
        person is model.people[7] and person in model.people and person.unique_id == model.world.people.id[7]
    )
    person.awareness = 0.5
    assert model.world.people.awareness[7] == np.float32(0.5)
    before = model.situations()
    person.situation = Situation.WORKING
    after = model.situations()
    assert after["working"] == before["working"] + 1 and sum(after.values()) == sum(before.values())


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("agee", 1, "did you mean"),
        ("id", 3, "cannot be set"),
        ("situation", 9, "not one of"),
        ("debt_usd", np.nan, "finite"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, value: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        make().people.set(name, value)


def test_persons_are_not_removed() -> None:
    model = make()
    with pytest.raises(InputError, match="cannot be removed"):
        model.people[0].remove()
    with pytest.raises(InputError, match="register is fixed"):
        model.people.remove(model.people[0])


def test_do_and_shuffle_do_reach_everyone_once() -> None:
    model = make()
    few = model.people.select(at_most=50)
    seen: list[int] = []
    few.shuffle_do(lambda person: seen.append(person.unique_id))
    assert sorted(seen) == sorted(few.get("id").tolist()) and seen != few.get("id").tolist()
    assert few.map("__repr__")[0] == f"<Person {few[0].unique_id}>"


def test_a_subclass_of_an_actor_really_acts() -> None:
    usual = make().run()
    quiet = make(actors={Recruiter: QuietRecruiter}).run()
    assert usual.contacts > 0 and quiet.contacts == 0
    thrifty = make(scenario="implementer", actors={IOMOffice: ThriftyOffice}).run()
    spent = thrifty.indicator("spend_usd").sum(axis=1)
    assert (spent[:4] > 0).all() and (spent[5:] == 0).all()
    with pytest.raises(InputError, match="not a subclass"):
        make(actors={Recruiter: Official})


def test_a_copied_or_pickled_model_goes_on_as_the_first() -> None:
    model = make(scenario="integrated")
    for _ in range(4):
        model.step()
    copies = [copy.deepcopy(model), pickle.loads(pickle.dumps(model))]
    for other in (model, *copies):
        other.run()
    for other in copies:
        assert np.array_equal(model.series, other.series)
        assert len(other.agents_by_type[Recruiter]) == len(model.agents_by_type[Recruiter])


def exploited(model: BorderModel) -> int:
    return model.situations()["exploited"]


class CollectingModel(BorderModel):
    """What ``mesa.batch_run`` needs: a model with a collector of its own."""

    def __init__(self, seed: int | None = None, government: str = "as_is") -> None:
        collector = mesa.DataCollector(
            model_reporters={"exploited": exploited}, agenttype_reporters={Official: {"training": "training"}}
        )
        super().__init__(**SETTINGS, seed=seed, government=government, datacollector=collector)


def test_the_data_collector_collects_after_every_step() -> None:
    model = CollectingModel(seed=3).run()
    frame = model.datacollector.get_model_vars_dataframe()
    assert len(frame) == model.steps_total
    scaled = frame["exploited"].to_numpy() / SETTINGS["population_share"]
    assert np.array_equal(scaled, model.indicator("exploited").sum(axis=1))
    agents = model.datacollector.get_agenttype_vars_dataframe(Official)
    assert len(agents) == model.steps_total * len(model.agents_by_type[Official])


def test_mesa_batch_run_of_the_pinned_version() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = mesa.batch_run(
            CollectingModel,
            {"government": ["responsive", "unresponsive"]},
            rng=[1, 2],
            max_steps=5,
            display_progress=False,
        )
    assert {(row["government"], row["seed"]) for row in rows} == {
        (government, seed) for government in ("responsive", "unresponsive") for seed in (1, 2)
    }


def test_the_grid_shows_the_moment() -> None:
    model = make()
    grid = model.grids()["classroom"]
    assert grid.population.data.sum() == model.region.population
    away = int(np.isin(model.world.people.situation, (Situation.WORKING, Situation.EXPLOITED)).sum())
    assert grid.abroad.data.sum() == away > 0
    recruiter = next(iter(model.agents_by_type[Recruiter]))
    assert recruiter.cell.coordinate == recruiter.position[1:]
