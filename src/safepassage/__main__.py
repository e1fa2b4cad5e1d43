"""The command line: a command, then Hydra overrides.

Heavy modules are imported when a command needs them: ``--help`` must not wait for Mesa.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from safepassage import configuration
from safepassage.cli import dashboard, pages, runs, sweep, texts
from safepassage.cli.command import DONE, FAILED, INTERRUPTED, WRONG_INPUT, Command
from safepassage.ensemble.keys import declarations
from safepassage.evidence.errors import InputError, RunError, did_you_mean


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
    except RunError as problem:
        print(f"safepassage: {problem}", file=sys.stderr)
        return FAILED
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
    if command.keys:
        own = declarations(command.keys).items()
        lines += ["", "Keys:", *(f"  {key:<20} {one.words(one.default)}" for key, one in own)]
    if not command.experiment:
        return "\n".join(lines)
    lines += [
        "",
        f"Keys [and what they are under experiment={command.experiment}]:",
        *configuration.help_lines(name, command.experiment),
    ]
    lines += ["  hydra.run.dir        output folder; else outputs/COMMAND/DATE_TIME", "", "Names:"]
    for group in ("scenario", "government", "experiment"):
        lines.append(f"  {group:<20} {', '.join(configuration.names_of(group))}")
    lines.append("")
    lines += ["Also: --multirun (a=1,2 runs one job each), --cfg job (shows the configuration),"]
    lines += [
        "--config-dir FOLDER (scenario/NAME.yaml, government/NAME.yaml, experiment/NAME.yaml of one's own)."
    ]
    return "\n".join(lines)


COMMANDS = {
    "compare": Command(
        "scenarios of an experiment, paired by seed, against their baseline", runs.compare, "roles"
    ),
    "run": Command("one scenario: scenario=NAME", runs.run, "single"),
    "sweep": Command(
        "a design over parameters and scenarios; resumes when called again",
        sweep.sweep,
        sweep.DEFAULT,
        "[KEY=VALUE ...] [--status] | merge FOLDER FOLDER ... INTO",
    ),
    "validate": Command(
        "the patterns P1-P11 over draws of the uncertain parameters", runs.validate, "claims"
    ),
    "report": Command(
        "decision pack of an earlier compare (or of one run now), one HTML page",
        pages.report,
        "roles",
        usage="[results=FOLDER] [language=en|id]",
    ),
    "replay": Command(
        "two scenarios side by side, one HTML page to play",
        pages.replay,
        "roles",
        usage="[results=FOLDER or KEY=VALUE ...]",
    ),
    "dashboard": Command(
        "the live app in the browser",
        dashboard.dashboard,
        usage=dashboard.USAGE,
        keys=dashboard.DashboardKeys,
    ),
    "sources": Command(
        "passports of the parameters, and what a result leans on", texts.sources, usage="[FOLDER] [--bibtex]"
    ),
    "verify": Command(
        "re-run a sample of a stored sweep and compare bytes",
        sweep.verify,
        usage="FOLDER [sample=NUMBER|all] [workers=NUMBER]",
        keys=sweep.VerifyKeys,
    ),
    "region": Command("one's own region: check, new", texts.region, usage="check|new FOLDER"),
}

if __name__ == "__main__":
    sys.exit(main())
