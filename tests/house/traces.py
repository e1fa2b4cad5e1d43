"""What a machine or a person leaves behind in files: addresses, own folders, registries, keys. None is committed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

LOCK = re.compile(r"://|--(?:index|extra|find|trusted|no-index)|@\s*(?:file|git)")
"""What no lock may hold: only names, versions, markers, hashes."""

TRACES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a package registry", re.compile(r"/simple\b|index-url\s*[= ]\s*\S*:|https?://\S*\.(whl|tar\.gz)\b")),
    ("someone's own folder", re.compile(r"(?<![\w.$}])/(?:home|Users|root|work|workspace|mnt|scratch)/\w")),
    ("someone's own folder", re.compile(r"\b[A-Z]:\\+(?:Users|Documents)")),
    ("a network address", re.compile(r"(?<![\d.v-])(?:10|172|192|198|203)\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])")),
    ("a key", re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|\b(?:ghp|gho|glpat|hf|sk)[_-][A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}")),
)  # fmt: skip
"""What no committed text may hold."""

JUDGES = ("tests/house/traces.py", "tests/docs/test_pages.py")
"""Files that hold these words because they look for them."""

TEXTS = {
    ".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".in", ".txt", ".csv", ".bib", ".cff", ".json", ".sh", ".cfg",
    ".html", ".svg", ".js", ".css", "",
}  # fmt: skip


def committed(root: Path) -> list[Path]:
    """Files under version control and those that would be added; in a copy without it, all but what is made."""
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"],
            capture_output=True,
            text=True,
            check=True,
        )
        paths = [root / name for name in listed.stdout.splitlines()]
    else:
        made = {"__pycache__", ".venv", ".git", "outputs", "dist", "build"}
        paths = [path for path in root.rglob("*") if made.isdisjoint(path.parts)]
    return sorted(path for path in paths if path.is_file() and path.suffix in TEXTS and not path.is_symlink())


def addresses_in_locks(root: Path) -> list[str]:
    """Lines of the locks that hold more than names, versions, markers and hashes."""
    return [
        f"{path.name}:{number}: {line.strip()[:80]}; make the lock with make lock, which leaves addresses out"
        for path in sorted(root.glob("requirements*"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LOCK.search(line)
    ]


def traces(root: Path) -> list[str]:
    """Registries, own folders, addresses and keys in committed texts."""
    faults = []
    for path in committed(root):
        place = path.relative_to(root).as_posix()
        if place in JUDGES:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            faults += [
                f"{place}:{number}: {what}: {found[0]}"
                for what, sign in TRACES
                if (found := sign.search(line))
            ]
    return faults


def uncommittable(root: Path) -> list[str]:
    """Locks of other tools that record registries."""
    names = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "conda-lock.yml"}
    return [
        f"{path.name} records addresses of registries: not to be committed"
        for path in committed(root)
        if path.name in names
    ]
