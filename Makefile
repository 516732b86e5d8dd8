# Everything a newcomer needs: `make run`, `make test`; `make` alone checks format, types, tests and docs.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: all audit setup setup-dev setup-spark setup-bench run test check format types docs docs-site bench screenshots \
	release release-check lock clean

all: check

# .venv with exactly the locked packages; done again only when a lock or pyproject.toml changes.
setup: .venv/.installed

.venv/.installed: requirements/base.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

setup-dev: .venv/.installed-dev

.venv/.installed-dev: .venv/.installed requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

# The engine for clusters of machines, and its tests; it needs Java.
setup-spark: setup-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt

# The rule engines that `python -m benchmarks peers` is held against.
setup-bench: setup-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt

run: setup
	$(BIN)/wegwijzer serve --demo

# Two at a time, each on a core of its own: the suite is kept to what two cores do in a coffee break. The many processes
# that it starts find our modules compiled, also where the machine says not to keep what was compiled.
test: setup-dev
	$(BIN)/python -m compileall -q src
	PYTHONDONTWRITEBYTECODE= OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 2 --dist worksteal

check: format types test docs docs-site

format: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup-dev
	$(BIN)/mypy

# The documentation's own checks: snippets run, every command and measure is described, links lead somewhere.
docs: setup-dev
	$(BIN)/python -m pytest tests/docs

# The documentation as a site with a search, in var/docs-site; a link that leads nowhere, or anything from outside, stops it.
docs-site: setup-dev
	rm -rf var/docs-site
	$(BIN)/python -m sphinx -E -W --keep-going -q -c docs/site -d var/docs-doctrees . var/docs-site
	$(BIN)/python -m docs.site.inspecting var/docs-site

bench: setup-dev
	$(BIN)/python -m benchmarks

# Known weaknesses of the locked packages, where the index tells of them.
audit:
	PYTHON=$(PYTHON) .ci/audit

# Pictures of the main pages for docs/screenshots, made with headless Chromium.
screenshots: setup-dev
	$(BIN)/python -m tests.web.browser.screenshots docs/screenshots

# dist/: the wheel, built twice and equal, its locks, its bill of materials and their sums.
release: setup-dev
	$(BIN)/python -m release build

# Install dist/ alone in an empty environment and folder, fill the demonstration, serve it and read pages.
release-check: release
	$(BIN)/python -m release try

# Lock anew after a change of dependencies in pyproject.toml. Hashes, no download addresses.
LOCK := $(BIN)/pip-compile --quiet --no-header --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: setup-dev
	$(LOCK) --extra setup --extra text --output-file requirements/base.txt pyproject.toml
	$(LOCK) --extra setup --extra text --extra survey --constraint requirements/base.txt --output-file requirements/survey.txt pyproject.toml
	$(LOCK) --extra setup --extra text --extra survey --extra postgres --extra docs --extra dev --constraint requirements/survey.txt --output-file requirements/dev.txt pyproject.toml
	$(LOCK) --extra spark --constraint requirements/dev.txt --output-file requirements/spark.txt pyproject.toml
	$(LOCK) --extra bench --constraint requirements/dev.txt --output-file requirements/bench.txt pyproject.toml

clean:
	rm -rf .venv var dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
