"""Hydra, and the only module that knows it: words become a specification, a folder, and a job.

Everything is checked before Hydra makes its output folder, so that a refusal leaves nothing
behind.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safepassage import configuration
from safepassage.cli.command import DONE
from safepassage.evidence.errors import InputError, RunError, did_you_mean
from safepassage.evidence.reader import config_folder

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override

    from safepassage.ensemble.spec import RunSpec

_FLAGS = {"--multirun": 0, "-m": 0, "--resolve": 0, "--cfg": 1, "-c": 1}
"""Flags of Hydra that are passed on, and how many words follow them."""


def hydra_job(
    name: str,
    experiment: str,
    words: list[str],
    task: Callable[[RunSpec, Path], None],
    fit: Callable[[RunSpec], RunSpec] = lambda spec: spec,
    resumes: bool = False,
) -> int:
    """Check everything, then let Hydra make the output folder and run the task in it.

    Parameters
    ----------
    name
        The command, which names the output folder.
    experiment
        The experiment where the words name none.
    words
        What follows the command: overrides and flags.
    task
        Called with the specification and the output folder, once a job.
    fit
        Fits the specification to the command, or refuses it; called before anything is written.
    resumes
        Whether the folder is ``outputs/COMMAND/EXPERIMENT``, without a time, to be gone on with.

    Raises
    ------
    InputError
        Whatever is wrong with the words, with what they name, or with the folder.
    """
    # Hydra else prints an error over many lines and exits with 1.
    os.environ["HYDRA_FULL_ERROR"] = "1"
    words, own = own_configs(words)
    flags, texts = _flags(words)
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    try:
        overrides = _overrides(texts, experiment, not {"--multirun", "-m"}.isdisjoint(flags), own)
        if resumes:
            # Before the user's words, which win. Hydra's own notes would tell of the last call alone.
            folder = f"hydra.run.dir=outputs/{name}/${{experiment}}"
            overrides = [folder, "hydra.output_subdir=null", *overrides]
        for job in _jobs(overrides):
            loadable(fit(_composed(name, job, own)))
        _run([*flags, *overrides, f"hydra.job.name={name}"], lambda config: fit(_spec(config, own)), task)
    except (HydraException, OmegaConfBaseException) as problem:
        raise InputError(_one_line(problem)) from None
    except OSError as problem:
        if problem.filename is None or isinstance(problem, BrokenPipeError):
            raise
        raise InputError(
            f"cannot write {problem.filename} ({problem.strerror}); name another folder with hydra.run.dir=FOLDER"
        ) from None
    return DONE


def _run(words: list[str], read: Callable[[Any], RunSpec], task: Callable[[RunSpec, Path], None]) -> None:
    """Let Hydra make the folder of each job and run the task in it."""
    import hydra
    from hydra.core.hydra_config import HydraConfig

    problems: list[Exception] = []

    def job(config: Any) -> None:
        # Hydra would print a line of its own about what is raised here.
        try:
            task(read(config), Path(HydraConfig.get().runtime.output_dir))
        except (InputError, RunError, BrokenPipeError) as problem:
            problems.append(problem)

    sys.argv = ["safepassage", *words]
    hydra.main(version_base="1.3", config_path=str(config_folder()), config_name="config")(job)()
    if problems:
        raise problems[0]


def own_configs(words: list[str]) -> tuple[list[str], Path | None]:
    """Take ``--config-dir FOLDER`` out of the words: scenarios, governments and experiments of one's own."""
    rest, own = [], None
    remaining = iter(words)
    for word in remaining:
        if word == "--config-dir" or word.startswith("--config-dir="):
            if own is not None:
                raise InputError("--config-dir stands twice; put all into one folder")
            own = configuration.own_folder(word.partition("=")[2] if "=" in word else next(remaining, ""))
        else:
            rest.append(word)
    return rest, own


def _flags(words: list[str]) -> tuple[list[str], list[str]]:
    """Part the flags, with the words that belong to them, from the overrides."""
    flags: list[str] = []
    texts: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in _FLAGS:
            flags += [word, *(next(rest, "") for _ in range(_FLAGS[word]))]
        elif word.startswith("-"):
            raise InputError(
                f"unknown option {word!r}{did_you_mean(word, [*_FLAGS, '--config-dir', '--help'])}"
            )
        else:
            texts.append(word)
    return flags, texts


def _overrides(texts: list[str], experiment: str, several: bool, own: Path | None) -> list[str]:
    """Check the words KEY=VALUE and put them into the words of the configuration."""
    from hydra.core.config_store import ConfigStore
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    ConfigStore.instance().store(name="schema", node=configuration.composed_defaults())
    parser = OverridesParser.create()
    ready = []
    for text in texts:
        try:
            override = parser.parse_override(text)
        except HydraException:
            raise InputError(
                f"{text!r} is not KEY=VALUE; write for example seed=2, and put quotes around a value with spaces"
            ) from None
        ready.append(text if override.is_hydra_override() else _override(override, several, own))
    if own is not None:
        # Hydra finds the experiments of the user's folder there; the library reads the rest by itself.
        ready.append(f"hydra.searchpath=['file://{own.resolve()}']")
    chosen = any(text.startswith("experiment=") for text in ready)
    return ready if chosen else [f"experiment={experiment}", *ready]


def _override(override: Override, several: bool, own: Path | None) -> str:
    """Check one word and put it into the words of the configuration."""
    from hydra.core.override_parser.types import OverrideType

    key, text = override.key_or_group, str(override.input_line)
    configuration.check_key(key)
    if override.type not in (OverrideType.CHANGE, OverrideType.FORCE_ADD):
        raise InputError(f"{text!r}: write {key}=VALUE, without + or ~; every key has a default")
    value = text.split("=", 1)[1]
    if key in configuration.LISTS:
        if override.is_sweep_override() and not several:
            value = f"[{value}]"
        elif not value.startswith("["):
            value = ",".join(f"[{part}]" for part in value.split(","))
        return f"{configuration.LISTS[key]}={value}"
    if override.is_sweep_override() and not (several and override.is_discrete_sweep()):
        raise InputError(
            f"{text!r} has several values; write a,b with --multirun for one job each, or give one"
        )
    if key in configuration.GROUPS:
        for part in value.split(","):
            configuration.check_name(key, part, own)
    prefix = "++" if key.startswith("parameters.") else ""
    return f"{prefix}{configuration.RENAMED.get(key, key)}={value}"


def _jobs(overrides: list[str]) -> list[list[str]]:
    """Return the overrides of each job of a multirun; of one job without."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    choices = {}
    for one in OverridesParser.create().parse_overrides(overrides):
        key = one.get_key_element()
        values = one.sweep_string_iterator() if one.is_discrete_sweep() else [one.get_value_string()]
        choices[key] = [f"{key}={value}" for value in values]
    return [list(job) for job in itertools.product(*choices.values())]


def _composed(name: str, overrides: list[str], own: Path | None) -> RunSpec:
    """Compose the configuration without any folder being made."""
    from hydra import compose, initialize_config_dir

    with initialize_config_dir(version_base="1.3", config_dir=str(config_folder()), job_name=name):
        return _spec(compose("config", overrides=overrides), own)


def _spec(config: Any, own: Path | None) -> RunSpec:
    """Turn a composed configuration into the plain dataclass that the library knows."""
    from omegaconf import OmegaConf

    from safepassage.ensemble.spec import RunSpec

    values = OmegaConf.to_container(config, resolve=True)
    assert isinstance(values, dict)
    return RunSpec.from_mapping(
        {**{str(key): value for key, value in values.items()}, "config_dir": str(own) if own else None}
    )


def loadable(spec: RunSpec) -> None:
    """Load what the specification names, so that a wrong name or table stops before the start.

    Raises
    ------
    InputError
        What cannot be loaded.
    """
    for group, names in (("scenario", spec.scenario), ("government", spec.government)):
        for word in names:
            configuration.check_name(group, word, *spec.own_configs)
    from safepassage.interventions.scenario import load_government, load_scenario
    from safepassage.parameters import load_parameters
    from safepassage.region.load import load_region

    region = load_region(spec.region)
    load_parameters(spec.parameters)
    for word in spec.scenario:
        load_scenario(word, spec.own_configs)
    for word in spec.government:
        load_government(word, spec.own_configs)
    persons = round(region.population * spec.population_share)
    if not persons >= 10:
        raise InputError(
            f"population_share={spec.population_share} leaves {persons} simulated persons of {region.population}; "
            "give a larger share"
        )


def _one_line(problem: Exception) -> str:
    """Say what Hydra or OmegaConf found, in one line with the key."""
    cause = problem.__cause__ or problem
    first = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    key = getattr(cause, "full_key", None)
    return f"{key}: {first}" if key and str(key) not in first else first
