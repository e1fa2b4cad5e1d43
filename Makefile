# On a machine with a Python >= 3.12 somewhere on it and nothing else:
#   make run    sets everything up and compares IOM's roles on the Indonesian border regions
#   make test   sets everything up and runs the tests, those in a browser too where chromium is found (or CHROMIUM names one)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# A constraints file from a machine's own pip configuration cannot be combined with hashes;
# an empty one takes its place. Index addresses and certificates of that configuration stay in force.
export PIP_CONSTRAINT := /dev/null

# A name on the path may be a shim that does not run, so each candidate is tried, newest tested version first.
# Homebrew, the python.org framework and uv put their Pythons in the last folders.
CANDIDATES = $(PYTHON) python3.13 python3.12 python3 python \
	$(wildcard $(HOME)/.pyenv/versions/3.13*/bin/python3) $(wildcard $(HOME)/.pyenv/versions/3.12*/bin/python3) \
	$(wildcard $(PYENV_ROOT)/versions/3.1[2-9]*/bin/python3) \
	$(wildcard /usr/local/bin/python3.1[2-9]) $(wildcard /opt/homebrew/bin/python3.1[2-9]) \
	$(wildcard $(HOME)/.local/share/uv/python/cpython-3.1[2-9]*/bin/python3) \
	python3.14

.PHONY: install run test check bench docs trust lock clean
.DEFAULT_GOAL := install

install: $(VENV)/.installed

run: $(VENV)/.installed
	$(BIN)/safepassage compare

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.installed
	@if [ -f benchmarks/run.py ]; then $(BIN)/python benchmarks/run.py; \
	else echo "bench: benchmarks/run.py is not there yet" >&2; exit 2; fi

docs: $(VENV)/.installed-dev
	@if [ -f docs/build.py ]; then $(BIN)/python docs/build.py; \
	else echo "docs: docs/build.py is not there yet" >&2; exit 2; fi

# What must hold before a result is believed: the science, the floors of the house, and the patterns.
trust: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m "trust or not trust" tests/science tests/house tests/regression
	$(BIN)/safepassage validate

# An environment that already runs is kept.
$(VENV)/.made:
	@if $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then touch $@; exit 0; fi; \
	found=; \
	for candidate in $(CANDIDATES); do \
		if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; \
		then found="$$candidate"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "safepassage needs Python 3.12 or newer and found none that runs (tried: $(strip $(CANDIDATES)))." >&2; \
		echo "Install one (Debian and Ubuntu: python3.12 with python3.12-venv; macOS: brew install python@3.13;" >&2; \
		echo "any system: pyenv install 3.13, or conda create -n safepassage python=3.13)," >&2; \
		echo "or name yours: make PYTHON=/path/to/python $(MAKECMDGOALS)" >&2; \
		exit 1; \
	fi; \
	echo "Python: $$($$found -c 'import sys; print(sys.executable, sys.version.split()[0])')"; \
	rm -rf $(VENV) && "$$found" -m venv $(VENV) && touch $@

$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# Needs uv (pip install uv). No index address may stand in a lock.
LOCK := uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header pyproject.toml requirements-build.in
lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock
	@! grep -nE '://|--(index|extra|find)' requirements.lock requirements-dev.lock

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests configs -name __pycache__ -type d -prune -exec rm -rf {} +
