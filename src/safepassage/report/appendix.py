"""What the answer rests on: assumptions, limits, sources, and how to reproduce it."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from safepassage.analysis.leaning import leaned_on, sources_of
from safepassage.analysis.results import Results
from safepassage.ensemble.manifest import code_hash
from safepassage.ensemble.spec import Language, RunSpec
from safepassage.evidence.bibliography import TABLE, load_bibliography
from safepassage.evidence.datasets import Dataset, datasets
from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import Kind, Passport
from safepassage.figures.labels import label, number
from safepassage.observation.suppress import HIDDEN_TEXT
from safepassage.region.load import region_folder
from safepassage.region.outline import read_outline
from safepassage.report.markup import Markup, join, listed, scrolling, table, tag
from safepassage.report.words import say

LIMITS = ("forecast", "parameters", "costs", "records", "places", "persons", "small")


def _passports(results: Results) -> dict[str, Passport]:
    return leaned_on(results.spec.scenario, results.spec.own_configs)


def assumptions_section(results: Results, language: Language) -> Markup:
    """How many parameters are of which kind, those set by hand, and the assumed ones with their ranges."""
    passports, changed = _passports(results), results.spec.parameters
    kinds = Counter(one.kind for one in passports.values())
    words = ", ".join(
        f"{kinds[kind]} {say(f'kind.{kind}', language)}" for kind in get_args(Kind) if kinds[kind]
    )
    parts: list[Markup] = [
        tag(
            "p",
            say(
                "assumes_note",
                language,
                total=len(passports),
                kinds=words,
                changed=say("but_changed", language) if changed else "",
            ),
        )
    ]
    if changed:
        parts.append(tag("h3", say("set_by_hand", language)))
        parts.append(listed(f"{name} = {value:g}" for name, value in sorted(changed.items())))
    if say("english_only", language):
        parts.append(tag("p", say("english_only", language), class_="note"))
    assumed = [one for one in passports.values() if one.kind == "assumed"]
    head = [say(key, language) for key in ("parameter", "value", "range", "unit")]
    bodies = []
    for submodel in dict.fromkeys(one.submodel for one in assumed):
        title = label("submodel", submodel, language)
        group = tag("th", title, colspan="4", scope="colgroup", lang=language)
        rows = [tag("tr", group, class_="group")]
        rows += [_row(one, changed.get(one.name), language) for one in assumed if one.submodel == submodel]
        bodies.append(tag("tbody", *rows, lang="en"))
    caption = say("assumed_table", language)
    inner = tag(
        "table",
        tag("caption", tag("span", caption)),
        tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in head))),
        *bodies,
        class_="parameters",
    )
    parts.append(scrolling(inner, caption))
    return join(parts)


def _row(one: Passport, set_to: float | None, language: Language) -> Markup:
    value = one.value if set_to is None else set_to
    local = ", ".join(
        f"{place} {_plain(own, language)}"
        + (f" [{_plain(ends[0], language)} – {_plain(ends[1], language)}]" if ends else "")
        for place, own, ends in one.places
    )
    return tag(
        "tr",
        tag("th", tag("code", one.name), tag("small", one.description), scope="row"),
        tag("td", _plain(value, language) + (f" ({local})" if local else "")),
        tag("td", f"{_plain(one.low, language)} – {_plain(one.high, language)}"),
        tag("td", one.unit),
    )


def _plain(value: float, language: Language) -> str:
    """A number as a passport writes it, with the language's signs."""
    text = f"{value:.6g}"
    if "e" in text:
        return text
    decimals = len(text.partition(".")[2])
    return number(value, language, decimals)


def limits_section(_results: Results, language: Language) -> Markup:
    """What must not be read from it."""
    return listed(say(f"limit_{name}", language, few=HIDDEN_TEXT) for name in LIMITS)


def sources_section(results: Results, language: Language) -> Markup:
    """Entries that the passports cite, and the tables that were read."""
    entries = load_bibliography()
    keys = [key for key in sources_of(_passports(results).values()) if not key.startswith(TABLE)]
    cited = [join([tag("code", key), " ", entries[key].line if key in entries else "?"], "") for key in keys]
    hashes = results.manifest["hashes"]["tables"]
    now = _tables_now(results.spec.region)
    rows = []
    for name, read in hashes.items():
        one = now.get(name)
        state = "no_longer" if one is None else "as_read" if one.sha256 == read else "changed_since"
        if one is None and not name.endswith(".csv"):
            state = "as_read"
        content = "" if one is None else "; ".join(part for part in (one.content, one.licence) if part)
        rows.append([tag("code", name), content, f"{read[:12]} ({say(state, language)})"])
    head = [say(key, language) for key in ("file", "content", "hash")]
    return join(
        [
            tag("h3", say("sources_cited", language)),
            tag("div", listed(cited), lang="en"),
            table(head, rows, say("sources_tables", language), "tables"),
        ]
    )


def _tables_now(region: str) -> dict[str, Dataset]:
    """The tables of the region as they are today; none where its folder has gone."""
    try:
        return {one.name: one for one in datasets(read_outline(region_folder(region)).tables)}
    except InputError:
        return {}


def command_of(spec: RunSpec) -> str:
    """The command that gives this result again: every key that is not its default."""
    plain = RunSpec().as_dict()
    words = ["safepassage compare", f"region={spec.region}"]
    for name, value in spec.deciding("lives", "runs").items():
        if name in ("region", "churn", "experiment", "sequential", "precision", "design"):
            continue
        if name == "parameters":
            words += [f"parameters.{one}={number_!r}" for one, number_ in value.items()]
        elif isinstance(value, list):
            words.append(f"{name}=[{','.join(value)}]")
        elif value != plain[name] or name in ("seed", "replicates", "population_share"):
            words.append(f"{name}={value}")
    return " ".join([*words, *(f"--config-dir {folder.name}" for folder in spec.own_configs)])


def reproduce_section(results: Results, language: Language) -> Markup:
    """Command, versions, hashes, effort."""
    manifest = results.manifest
    hashes = manifest["hashes"]
    here, then = code_hash(), str(hashes["code"])
    same = (
        say("code_same", language)
        if here == then
        else say("code_changed", language, then=then[:12], now=here[:12])
    )
    versions = [[name, version] for name, version in manifest["versions"].items()]
    platform = manifest.get("platform", {})
    versions.append(["python", platform.get("python", "?")])
    sums = [[name, tag("code", value)] for name, value in hashes.items() if isinstance(value, str)]
    seeds = ", ".join(str(seed) for seed in manifest["seeds"])
    effort = [
        [say("runs", language), number(manifest["runs"], language)],
        [say("steps", language), number(manifest["steps"], language)],
        [say("persons_per_run", language), number(manifest["persons"], language)],
        [say("cpu", language), number(manifest["cpu_seconds_loop"], language, 1)],
        [say("seeds", language), tag("span", seeds, class_="seeds")],
    ]
    return join(
        [
            tag("pre", tag("code", command_of(results.spec))),
            tag("p", f"{say('reproduce_note', language)} {same}"),
            tag(
                "div",
                table(
                    [say("package", language), say("version", language)], versions, say("versions", language)
                ),
                table([say("what", language), ""], effort, say("effort", language)),
                class_="pair",
            ),
            table([say("what", language), "SHA-256"], sums, say("hashes", language), "hashes"),
        ]
    )
