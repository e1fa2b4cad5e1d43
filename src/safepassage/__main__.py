"""The command line: a command, then Hydra overrides. The only module that knows Hydra.

Everything is checked before Hydra makes its output folder, so that a refusal leaves nothing
behind. Heavy modules are imported when a command needs them: ``--help`` must not wait for Mesa.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safepassage import configuration
from safepassage.evidence.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from safepassage.ensemble.spec import RunSpec

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Command:
    """One word of the command line: what it does, and what runs it."""

    does: str
    run: Callable[[str, list[str]], int]
    experiment: str = "single"
    usage: str = "[KEY=VALUE ...]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 wrong input, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _dispatch(words)
        sys.stdout.flush()
        return code
    except InputError as problem:
        print(f"safepassage: {problem}", file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        print("safepassage: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in ("--help", "-h", "help"):
        print(_overview())
        return DONE if words else WRONG_INPUT
    name, rest = words[0], words[1:]
    if name == "--version":
        from safepassage import __version__

        print(f"safepassage {__version__}")
        return DONE
    if name not in COMMANDS:
        raise InputError(f"unknown command {name!r}{did_you_mean(name, COMMANDS)}")
    if any(word in ("--help", "-h") for word in rest):
        print(_help(name))
        return DONE
    return COMMANDS[name].run(name, rest)


# ------------------------------------------------------------------------------- help


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = ["safepassage COMMAND [KEY=VALUE ...]", ""]
    lines += [f"  {name:<{width}}  {command.does}" for name, command in COMMANDS.items()]
    return "\n".join([*lines, "", "safepassage COMMAND --help shows the keys of a command."])


def _help(name: str) -> str:
    command = COMMANDS[name]
    lines = [f"safepassage {name} {command.usage}", "", f"  {command.does}"]
    if command.run not in (_compare, _run, _validate):
        return "\n".join(lines)
    lines += ["", "Keys:"] + [f"  {key:<20} {words}" for key, words in configuration.HELP.items()]
    lines += ["  hydra.run.dir        output folder; else outputs/COMMAND/DATE_TIME", "", "Names:"]
    for group in ("scenario", "government", "experiment"):
        lines.append(f"  {group:<20} {', '.join(configuration.names_of(group))}")
    lines += ["", f"Without experiment=NAME the experiment is {command.experiment!r}."]
    lines += ["Also: --multirun (a=1,2 runs one job each), --cfg job (shows the configuration),"]
    lines += [
        "--config-dir FOLDER (scenario/NAME.yaml, government/NAME.yaml, experiment/NAME.yaml of one's own)."
    ]
    return "\n".join(lines)


# ------------------------------------------------------------------ commands with runs


def _compare(name: str, words: list[str]) -> int:
    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.comparison import compare_spec

        result = _with_progress(spec, lambda progress: compare_spec(spec, progress))
        _tell([*result.save(folder), *result.save_figures(folder / "figures")], folder)
        print(result)

    return _hydra(name, words, task)


def _run(name: str, words: list[str]) -> int:
    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.comparison import simulate_spec

        result = _with_progress(spec, lambda progress: simulate_spec(spec, progress))
        _tell(result.save(folder), folder)
        print(result)

    return _hydra(name, words, task)


def _validate(name: str, words: list[str]) -> int:
    failed: list[bool] = []

    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.validation import validate_spec

        result = _with_progress(spec, lambda progress: validate_spec(spec, progress))
        _tell(result.save(folder), folder)
        print(result)
        failed.append(result.failed)

    _hydra(name, words, task)
    return FAILED if any(failed) else DONE


def _with_progress(spec: RunSpec, work: Callable[[Callable[[int], object]], Any]) -> Any:
    """Show seeds done on standard error, where it is a terminal."""
    from tqdm import tqdm

    arms = len(spec.scenario) * len(spec.government)
    with tqdm(
        total=spec.replicates, desc=f"seeds, {arms} runs each", unit="seed", file=sys.stderr, disable=None
    ) as bar:
        return work(bar.update)


def _tell(paths: list[Path], folder: Path) -> None:
    names = ", ".join(path.relative_to(folder).as_posix() for path in paths)
    print(f"safepassage: written into {folder}: {names}", file=sys.stderr)


# ------------------------------------------------------------------------------ Hydra

_FLAGS = {"--multirun": 0, "-m": 0, "--resolve": 0, "--cfg": 1, "-c": 1}
"""Flags of Hydra that are passed on, and how many words follow them."""


def _hydra(name: str, words: list[str], task: Callable[[RunSpec, Path], None]) -> int:
    """Check everything, then let Hydra make the output folder and run the task in it."""
    # Hydra else prints an error over many lines and exits with 1.
    os.environ["HYDRA_FULL_ERROR"] = "1"
    words, own = _own_configs(words)
    flags, texts = _flags(words)
    try:
        import hydra
        from hydra.core.config_store import ConfigStore
        from hydra.core.hydra_config import HydraConfig
        from hydra.errors import HydraException
        from omegaconf import DictConfig
        from omegaconf.errors import OmegaConfBaseException

        from safepassage.evidence.reader import config_folder

        ConfigStore.instance().store(name="schema", node=configuration.Configuration)
        overrides = _overrides(
            texts, COMMANDS[name].experiment, multirun=not {"--multirun", "-m"}.isdisjoint(flags), own=own
        )
        for job in _jobs(overrides):
            _loadable(_composed(name, job, own), name)

        problems: list[Exception] = []

        def run(config: DictConfig) -> None:
            # Hydra would print a line of its own about what is raised here.
            try:
                task(_spec(config, name, own), Path(HydraConfig.get().runtime.output_dir))
            except (InputError, BrokenPipeError) as problem:
                problems.append(problem)

        sys.argv = ["safepassage", *flags, *overrides, f"hydra.job.name={name}"]
        hydra.main(version_base="1.3", config_path=str(config_folder()), config_name="config")(run)()
        if problems:
            raise problems[0]
    except (HydraException, OmegaConfBaseException) as problem:
        raise InputError(_one_line(problem)) from None
    except OSError as problem:
        if problem.filename is None or isinstance(problem, BrokenPipeError):
            raise
        raise InputError(
            f"cannot write {problem.filename} ({problem.strerror}); name another folder with hydra.run.dir=FOLDER"
        ) from None
    return DONE


def _own_configs(words: list[str]) -> tuple[list[str], Path | None]:
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


def _overrides(texts: list[str], experiment: str, multirun: bool, own: Path | None) -> list[str]:
    """Check the keys of the overrides and put them into the words of the configuration."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.core.override_parser.types import OverrideType
    from hydra.errors import HydraException

    parser = OverridesParser.create()
    ready, chosen = [], False
    for text in texts:
        try:
            override = parser.parse_override(text)
        except HydraException:
            raise InputError(
                f"{text!r} is not KEY=VALUE; write for example seed=2, and put quotes around a value with spaces"
            ) from None
        key = override.key_or_group
        if key.split(".")[0] == "hydra" or key.startswith("hydra/"):
            ready.append(text)
            continue
        configuration.check_key(key)
        if override.type not in (OverrideType.CHANGE, OverrideType.FORCE_ADD):
            raise InputError(f"{text!r}: write {key}=VALUE, without + or ~; every key has a default")
        value = text.split("=", 1)[1]
        if key in configuration.LISTS:
            value = value if value.startswith("[") else ",".join(f"[{part}]" for part in value.split(","))
            if not multirun and override.is_sweep_override():
                value = f"[{text.split('=', 1)[1]}]"
            ready.append(f"{configuration.LISTS[key]}={value}")
        elif override.is_sweep_override() and not multirun:
            raise InputError(f"{text!r} has several values; add --multirun for one job each, or give one")
        elif key in configuration.GROUPS:
            for part in value.split(","):
                configuration.check_name(key, part, own)
            chosen = chosen or key == "experiment"
            ready.append(f"{key}={value}")
        else:
            ready.append(f"++{key}={value}" if key.startswith("parameters.") else f"{key}={value}")
    if own is not None:
        # Hydra finds the experiments of the user's folder there; the library reads the rest by itself.
        ready.append(f"hydra.searchpath=['file://{own.resolve()}']")
    return ready if chosen else [f"experiment={experiment}", *ready]


def _jobs(overrides: list[str]) -> list[list[str]]:
    """Return the overrides of each job of a multirun; of one job without."""
    from hydra._internal.core_plugins.basic_sweeper import BasicSweeper
    from hydra.core.override_parser.overrides_parser import OverridesParser

    batches = BasicSweeper.split_arguments(OverridesParser.create().parse_overrides(overrides), None)
    return [job for batch in batches for job in batch]


def _composed(name: str, overrides: list[str], own: Path | None) -> RunSpec:
    """Compose the configuration without any folder being made."""
    from hydra import compose, initialize_config_dir

    from safepassage.evidence.reader import config_folder

    with initialize_config_dir(version_base="1.3", config_dir=str(config_folder()), job_name=name):
        return _spec(compose("config", overrides=overrides), name, own)


def _spec(config: Any, name: str, own: Path | None) -> RunSpec:
    """Turn a composed configuration into the plain dataclass that the library knows."""
    from omegaconf import OmegaConf

    from safepassage.ensemble.spec import RunSpec

    values = OmegaConf.to_container(config, resolve=True)
    assert isinstance(values, dict)
    spec = RunSpec.from_mapping(
        {
            **{str(key): value for key, value in values.items()},
            "churn": name == "compare",
            "config_dir": str(own) if own else None,
        }
    )
    if name == "compare":
        spec = spec.with_baseline()
        if len(spec.scenario) < 2:
            raise InputError(
                "compare needs a scenario besides no_iom; add one, for example scenario=integrated"
            )
    elif len(spec.scenario) > 1 or len(spec.government) > 1:
        raise InputError("run takes one scenario and one government; safepassage compare takes several")
    return spec


def _loadable(spec: RunSpec, name: str) -> None:
    """Load what the specification names, so that a wrong name or table stops before the start."""
    for group, names in (("scenario", spec.scenario), ("government", spec.government)):
        for word in names:
            configuration.check_name(group, word, *spec.own_configs)
    from safepassage.interventions.scenario import load_government, load_scenario
    from safepassage.parameters import load_parameters
    from safepassage.world.geography import load_region

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
    found = re.match(r"Value '(.*)' of type '.*' could not be converted to (\w+)", first)
    if key and found:
        kind = {"Float": "a number", "Integer": "a whole number"}.get(found[2], found[2].lower())
        return f"{key}={found[1]} is not {kind}"
    return f"{key}: {first}" if key and str(key) not in first else first


# ----------------------------------------------------------------- commands without runs


def _sources(name: str, words: list[str]) -> int:
    for word in words:
        if word.startswith("-") and word != "--bibtex":
            raise InputError(f"unknown option {word!r}{did_you_mean(word, ['--bibtex', '--help'])}")
    folders = [word for word in words if word != "--bibtex"]
    if len(folders) > 1:
        raise InputError(f"sources takes at most one folder, not {folders}")
    from safepassage.analysis.sources import bibtex, passports_text, result_text
    from safepassage.ensemble.store import read_json

    try:
        manifest = read_json(Path(folders[0]) / "manifest.json") if folders else None
        if "--bibtex" in words:
            print(bibtex(manifest))
        else:
            print(passports_text() if manifest is None else result_text(manifest))
    except KeyError as missing:
        raise InputError(
            f"{folders[0]}/manifest.json has no {missing}; name the folder of a compare or run"
        ) from None
    return DONE


def _region(name: str, words: list[str]) -> int:
    if len(words) != 2 or words[0] not in ("check", "new", "draw"):
        raise InputError(
            f"region takes two words: region check FOLDER, region new FOLDER or region draw FOLDER, not {words}"
        )
    action, folder = words
    if action == "draw":
        return _absent("region draw", words)
    from safepassage.world.check import check_region, new_region

    if action == "new":
        names = new_region(folder)
        print(f"{folder}: {', '.join(names)}\nChange them, then: safepassage region check {folder}")
        return DONE
    problems = check_region(folder)
    print("\n".join(problems) if problems else f"{folder}: a region that can be run")
    return WRONG_INPUT if problems else DONE


def _absent(name: str, words: list[str]) -> int:
    raise InputError(
        f"the command {name!r} is not there yet; compare, run, validate, sources, region check and region new are"
    )


COMMANDS = {
    "compare": Command(
        "scenarios of an experiment, paired by seed, against their baseline", _compare, "roles"
    ),
    "run": Command("one scenario: scenario=NAME", _run),
    "sweep": Command("a design over parameters and scenarios; resumes when called again", _absent),
    "validate": Command("the patterns P1-P10 over draws of the uncertain parameters", _validate, "claims"),
    "calibrate": Command("parameters that fit the records", _absent),
    "sensitivity": Command("what the results hang on", _absent),
    "discover": Command("in which worlds a scenario does well", _absent),
    "frontier": Command("the best mixes of roles at equal budget", _absent),
    "report": Command("decision pack of an earlier compare, one HTML page", _absent, usage="results=FOLDER"),
    "replay": Command("a run to look at, one HTML page", _absent, usage="results=FOLDER"),
    "dashboard": Command("the live app in the browser", _absent),
    "sources": Command(
        "passports of the parameters, and what a result leans on", _sources, usage="[FOLDER] [--bibtex]"
    ),
    "odd": Command("the description of the model", _absent, usage=""),
    "verify": Command("re-run a sample of a stored sweep and compare bytes", _absent, usage="FOLDER"),
    "region": Command("one's own region: check, new, draw", _region, usage="check|new|draw FOLDER"),
}

if __name__ == "__main__":
    sys.exit(main())
