"""Who may live where: libraries, generators of chance, opened files, compiled code."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import Module, dotted, imports, modules, studies

LIBRARIES: dict[str, tuple[str, ...]] = {
    # Mesa 4 is to cost three or four files, and the twin.
    "mesa": ("model", "world.actors", "world.grid", "world.person", "dashboard", "benchmarks.twin"),
    "matplotlib": ("figures", "report", "dashboard"),
    "hydra": ("cli.hydra_job",),
    "omegaconf": ("cli.hydra_job",),
    "numba": ("rules.compiled", "rules.inner", "world.handle", "benchmarks.peers.in_engine"),
    "llvmlite": ("rules.compiled", "rules.inner", "world.handle"),
    "joblib": ("ensemble",),
    "yaml": ("evidence.reader",),
    "networkx": ("region.routes",),
    # Morris and Sobol points are laid out before the runs, and judged after them.
    "SALib": ("analysis", "ensemble.design"),
    "ema_workbench": ("analysis",),
    "sklearn": ("analysis",),
    "starlette": ("dashboard",),
    "uvicorn": ("dashboard",),
    # Tried and left out (decision 50): an import would bring them back unseen.
    "shiny": (),
    "dash": (),
    "dask": ("ensemble",),
}
"""Library -> modules, or floors with all that is in them, that may import it."""

TYPES_OF = {
    ("comparison", "matplotlib"): "the figures that it hands on are named in its annotations",
}
"""Libraries named for their types only, under TYPE_CHECKING, and why."""

COMPILED = ("rules", "world", "stages")
"""Floors that may compile: their sources are in the hash that names the compile cache."""

LOCKS = ("model",)
"""Modules that import `compiling` alone: while one process compiles, others wait."""

FILES: dict[str, str] = {
    "evidence.reader": "tables, YAML and BibTeX, the library's own and a user's",
    "ensemble.store": "all writing of results, and their reading",
    "ensemble.folder": "a sweep's folder: its lock, its batches, what failed",
    "ensemble.cluster": "dask's scratch, removed at the end",
    "report": "pages",
    "__main__": "the null device, once the reader of a pipe has gone",
    "rules.sharing": "makes the locks of the compile cache",
    "rules.compiled": "reads its own sources for the hash, and makes and clears the folders of the compile cache",
}
"""Modules that open files, and which."""

CHANCE: dict[str, str] = {
    "world.draws": "every draw that touches a life",
    "ensemble": "designs, from a generator made of the manifest's seed",
    "analysis": "bootstraps and optimisers, likewise",
    "dashboard": "",
}
"""Modules and floors that may make a generator, and for what."""

CHANCE_ONCE: dict[tuple[str, str], str] = {
    (
        "model",
        "np.random.SeedSequence",
    ): "BorderModel(seed=None) takes a fresh seed, which stands in the model from then on",
    (
        "world.grid",
        "model.random",
    ): "Mesa's grid asks for a generator when it is made; nothing here draws from it",
    (
        "world.people",
        "model.rng",
    ): "people.shuffle(), a manner of Mesa's AgentSet: a view's order, which touches no life",
}
"""Single names of chance elsewhere, and why."""

_OPENING = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmdir", "rmtree",
    "read_csv", "read_parquet", "read_excel", "read_json", "read_feather", "to_csv", "to_parquet", "to_excel",
    "to_feather", "copyfile", "copytree", "copy2", "loadtxt", "genfromtxt", "savetxt", "fromfile", "tofile", "memmap",
    "safe_load", "savez", "savez_compressed", "imread", "imsave", "mkstemp", "mkdtemp", "NamedTemporaryFile",
    "TemporaryDirectory", "symlink_to", "touch", "urlopen", "fdopen", "NpzFile",
}  # fmt: skip
_OPENING_OF = {"np": {"load", "save"}, "numpy": {"load", "save"}, "json": {"load", "dump"}, "yaml": {"load", "dump"},
               "pickle": {"load", "dump"}, "os": {"replace", "rename", "remove"}}  # fmt: skip
_CHANCE_MODULES = ("random", "secrets", "uuid", "numpy.random", "scipy.stats.qmc", "scipy.stats.bootstrap")
_CHANCE_NAMES = ("np.random", "numpy.random", "model.random", "model.rng", "self.random", "self.rng", "qmc.")


def _lives(name: str, places: tuple[str, ...]) -> bool:
    """Whether a module is one of the places, or inside one."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def wrong_tenants(root: Path) -> list[str]:
    """Libraries that are imported where they do not live."""
    faults = []
    for module in [*modules(root), *studies(root)]:
        for one in imports(module):
            library = one.name.split(".")[0]
            if "._internal" in one.name:
                faults.append(f"{module.place(one.line)}: imports {one.name}, which is not ours to use")
            if library not in LIBRARIES or _lives(module.name, LIBRARIES[library]):
                continue
            if one.typing and ((module.name, library) in TYPES_OF):
                continue
            where = ", ".join(LIBRARIES[library])
            faults.append(f"{module.place(one.line)}: imports {library}, which lives in {where}")
    return faults


def compiled_elsewhere(root: Path) -> list[str]:
    """Code that is compiled outside the folders whose sources name the cache: a change would not be seen."""
    faults = []
    for module in [*modules(root), *studies(root)]:
        for one in imports(module):
            if (
                one.name.startswith("safepassage.rules.compiled")
                and module.name not in LOCKS
                and module.folder not in COMPILED
            ):
                faults.append(f"{module.place(one.line)}: compiles, outside {', '.join(COMPILED)}")
    return faults


def opened_files(root: Path) -> list[str]:
    """Files opened, made or removed outside the modules of `FILES`."""
    faults = []
    for module in modules(root):
        if _lives(module.name, tuple(FILES)):
            continue
        lent = _lent(module)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and (called := _opens(node)) and called not in lent:
                places = ", ".join(FILES)
                faults.append(f"{module.place(node.lineno)}: {called}() opens a file; only {places} do")
    return faults


def _lent(module: Module) -> set[str]:
    """Names that a module has from those that may open files: they do the opening."""
    lenders = tuple(f"safepassage.{name}" for name in ("evidence.reader", "ensemble.store"))
    return {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module in lenders
        for alias in node.names
    }


def _opens(call: ast.Call) -> str:
    """The name by which a call opens a file, or an empty text."""
    if isinstance(call.func, ast.Name):
        return call.func.id if call.func.id in _OPENING else ""
    if not isinstance(call.func, ast.Attribute):
        return ""
    owner, name = dotted(call.func.value), call.func.attr
    if owner.split(".")[-1] == "store":
        return ""  # ensemble.store's own functions have some of these names
    if name in _OPENING_OF.get(owner, ()) or name in _OPENING:
        return f"{owner}.{name}" if owner else name
    # A figure may be drawn into memory; `savefig(path)` is a file.
    if name == "savefig" and not (call.args and dotted(call.args[0]) == "buffer"):
        return f"{owner}.savefig"
    return ""


def chance(root: Path) -> list[str]:
    """Generators of chance outside the places of `CHANCE`, and those whose seed nobody gave."""
    faults = []
    for module in modules(root):
        home = _lives(module.name, tuple(CHANCE))
        if not home:
            for one in imports(module):
                if one.name.startswith(_CHANCE_MODULES):
                    faults.append(f"{module.place(one.line)}: imports {one.name}; draws live in world.draws")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and not home:
                faults += _name_of_chance(module, node)
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "default_rng":
                given = [*node.args, *(word.value for word in node.keywords)]
                if not given or all(isinstance(one, ast.Constant) for one in given):
                    faults.append(
                        f"{module.place(node.lineno)}: default_rng() without a seed that was given; take the spec's"
                    )
    return faults


def _name_of_chance(module: Module, node: ast.Attribute) -> list[str]:
    name = dotted(node)
    if not name.endswith((".random", ".rng")) and not name.startswith(("np.random.", "numpy.random.")):
        return []
    if name in ("np.random", "numpy.random"):
        return []  # the full name is met as well
    short = name.removeprefix("self.")
    if (module.name, short) in CHANCE_ONCE:
        return []
    return [f"{module.place(node.lineno)}: {name}; what touches a life is drawn by world.draws"]
