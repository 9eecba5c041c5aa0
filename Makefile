# make lab      everything a learner needs, then JupyterLab on the learner's own copies in work/
# make check    for every change, a minute: format, lint, types, imports, and the quick tests
# make test     every check; the budget is six minutes on two cores
# make nightly  before a release: what takes longer, and make test with each gate held to its seconds
# make mutate   small changes to the solutions, each of which its grader has to notice; EXERCISE=02.2 for one
# make fuzz     20,000 random steps over the simulator, about four minutes
# make site     the course as web pages, in build/site
# make classroom USERS=20  JupyterHub for a room of learners, on this machine (docs/instructor/classroom.md)
# make offline  one archive that installs and runs without a network, in build/ (PYTHONS="3.11 3.12" for more versions)
# make build    labs/ and solutions/ from course/
# make bench    the table of ratios (benchmarks/)
# make lock     requirements*.txt again from the ranges in pyproject.toml (needs uv; UPGRADE=--upgrade for newer versions)
#
# PYTHON=python3.13 chooses the interpreter of a new environment, VENV=folder where that is (.venv);
# ARGS=--no-browser goes to JupyterLab.

VENV ?= .venv
BIN := $(VENV)/bin
UV ?= uv
COMPILE := $(UV) pip compile - --universal --python-version 3.11 --fork-strategy fewest \
	--custom-compile-command "make lock" --quiet $(UPGRADE)

# A gate alone has two processes; side by side with others, one.
WORKERS ?= 2
USERS ?= 20
ISOLATION ?= none
PYTEST := $(BIN)/pytest -n $(WORKERS)
GATES := $(BIN)/python .ci/gates.py
NOTEBOOKS := tests/teaching/notebooks
GRADERS := tests/teaching/checks
SIMULATOR := tests/simulator
BROWSER := tests/browser
QUICK := not nightly and not slow
AROUND := $(GRADERS) tests/billing tests/project

# A gate begins some dozens of processes: what is compiled once, no other has to compile.
unexport PYTHONDONTWRITEBYTECODE

say = @printf '\n==> %s\n'

help:
	@sed -n '/^$$/q; s/^# \{0,1\}//p' Makefile

lab: $(VENV)/lab.stamp
	@$(BIN)/lablib start $(ARGS)

check: $(VENV)/test.stamp
	@$(GATES) check $(MAKE) --no-print-directory VENV=$(VENV)

test: $(VENV)/test.stamp
	@$(GATES) test $(MAKE) --no-print-directory VENV=$(VENV)

# The gates, each with its share of the time in .ci/budget.toml.
core: $(VENV)/test.stamp
	$(say) "Quick tests of the simulator: pytest -m '$(QUICK)' $(SIMULATOR)"
	@$(PYTEST) --dist=worksteal -m "$(QUICK)" $(SIMULATOR)

around: $(VENV)/test.stamp
	$(say) "Quick tests around it: pytest -m '$(QUICK)' $(AROUND)"
	@$(PYTEST) --dist=worksteal -m "$(QUICK)" $(AROUND)

style: $(VENV)/test.stamp
	$(say) "Format: ruff format --check"
	@$(BIN)/ruff format --check .
	$(say) "Lint: ruff check"
	@$(BIN)/ruff check .
	$(say) "Imports: lint-imports"
	@$(BIN)/lint-imports --no-logo --no-cache

types: $(VENV)/test.stamp
	$(say) "Types: mypy src"
	@$(BIN)/mypy src

content: $(VENV)/test.stamp
	$(say) "Content of the labs: lablib lint"
	@$(BIN)/lablib lint

# Each notebook is executed once: a solution by nbval (lablib.teaching.notebooks.nbval_plugin says what that run
# feeds), a lab as delivered by papermill.
solutions: $(VENV)/test.stamp
	$(say) "Solutions, every stored output compared, every exercise passed: pytest --nbval solutions"
	@$(PYTEST) --nbval solutions

labs: $(VENV)/test.stamp
	$(say) "Labs as delivered, with other parameters (papermill); the builder and the linter: pytest $(NOTEBOOKS)"
	@$(PYTEST) --dist=worksteal $(NOTEBOOKS)

graders: $(VENV)/test.stamp
	$(say) "Graders, proven by answers: pytest $(GRADERS)"
	@$(PYTEST) --dist=worksteal $(GRADERS)

simulator: $(VENV)/test.stamp
	$(say) "Simulator: pytest $(SIMULATOR)"
	@$(PYTEST) --dist=worksteal $(SIMULATOR)

browser: $(VENV)/test.stamp
	$(say) "Labs in a browser: pytest $(BROWSER)"
	@$(PYTEST) $(BROWSER)

rest: $(VENV)/test.stamp
	$(say) "All other tests: pytest"
	@$(PYTEST) --dist=worksteal $(addprefix --ignore=,$(NOTEBOOKS) $(GRADERS) $(SIMULATOR) $(BROWSER))

nightly: $(VENV)/test.stamp $(VENV)/site.stamp $(VENV)/classroom.stamp
	$(say) "Labs as delivered, with their own parameters: pytest --nbval-lax labs"
	@$(PYTEST) --nbval-lax labs
	$(say) "Tests that take longer, and Hypothesis with its long profile: pytest -m 'nightly or hypothesis'"
	@$(PYTEST) --dist=worksteal --timeout=3600 -m "nightly or hypothesis" --hypothesis-profile=nightly
	$(say) "The perfect learner and the untouched labs, without nbval: lablib run"
	@$(BIN)/lablib run --as perfect
	@$(BIN)/lablib run
	@$(MAKE) VENV=$(VENV) mutate
	$(say) "make test, each gate held to its seconds: .ci/budget.toml"
	@$(GATES) --hold test $(MAKE) --no-print-directory VENV=$(VENV)

mutate: $(VENV)/test.stamp
	$(say) "Solutions changed in small ways, at least 95 % of them refused: python $(GRADERS)/mutate.py"
	@$(BIN)/python $(GRADERS)/mutate.py $(EXERCISE)

fuzz: $(VENV)/test.stamp
	$(say) "Random runs of the simulator, its laws looked at after each step: pytest $(SIMULATOR)/fuzz"
	@$(BIN)/pytest -s --timeout=7200 --hypothesis-profile=fuzz $(SIMULATOR)/fuzz

build: $(VENV)/test.stamp
	@$(BIN)/lablib build

# Warnings are errors, and so is a link that leads nowhere or a page that loads from another host.
site: $(VENV)/site.stamp
	$(say) "The pages' sources: build/site-source"
	@$(BIN)/python docs/site/write_pages.py build/site-source
	$(say) "The site: sphinx-build -W"
	@rm -rf build/site
	@$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet --jobs auto --builder html build/site-source build/site
	$(say) "Its links: docs/site/check_pages.py"
	@$(BIN)/python docs/site/check_pages.py build/site
	@echo "Open build/site/index.html"

bench: $(VENV)/test.stamp
	@$(BIN)/python -m benchmarks

lock:
	echo '-e .[lab]' | $(COMPILE) --annotation-style line -o requirements.txt
	printf '%s\n' '-r requirements.txt' '-e .[lab,test]' | $(COMPILE) --no-annotate -o requirements-dev.txt
	printf '%s\n' '-r requirements.txt' '-e .[lab,classroom]' | $(COMPILE) --no-annotate -o requirements-classroom.txt
	printf '%s\n' '-r requirements.txt' '-e .[lab,site]' | $(COMPILE) --no-annotate -o requirements-site.txt
	grep -v '^-e' requirements.txt | $(COMPILE) --no-annotate --generate-hashes -o requirements-offline.txt

# ISOLATION=accounts for learners who don't share one account; ARGS="--ip 0.0.0.0" goes to the command.
classroom: $(VENV)/classroom.stamp
	@$(BIN)/lablib classroom --users $(USERS) --isolation $(ISOLATION) $(ARGS)

offline: $(VENV)/site.stamp site
	$(say) "The archive: offline/make_archive.py"
	@$(BIN)/python offline/make_archive.py $(PYTHONS)

# A stamp is newer than the lock it was made from, so an environment is filled once for each lock.
$(VENV)/lab.stamp: requirements.txt pyproject.toml
	$(call install,requirements.txt)
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt requirements.txt pyproject.toml
	$(call install,requirements-dev.txt)
	@touch $(VENV)/lab.stamp $@

$(VENV)/site.stamp: requirements-site.txt requirements.txt pyproject.toml
	$(call install,requirements-site.txt)
	@touch $(VENV)/lab.stamp $@

# The proxy of JupyterHub is a program for Node. Its lock has no addresses, so npm asks the registry it is set to.
$(VENV)/classroom.stamp: requirements-classroom.txt requirements.txt pyproject.toml classroom/package-lock.json
	$(call install,requirements-classroom.txt)
	@command -v npm >/dev/null || { echo "The classroom's proxy needs Node 20 or newer, with npm. On Debian and Ubuntu:" \
		"apt install nodejs npm"; exit 1; }
	@mkdir -p $(VENV)/classroom && cp classroom/package.json classroom/package-lock.json $(VENV)/classroom
	@npm ci --silent --no-fund --no-audit --omit-lockfile-registry-resolved --prefix $(VENV)/classroom
	@touch $(VENV)/lab.stamp $@

# uv is quicker where it is present; pip is the way that always works.
define install
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
			"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
		done; \
		[ -n "$$python" ] || { echo "The labs need Python 3.11 or newer, and python3 here is:" \
			"$$(python3 --version 2>&1). Install a newer one, then: make lab PYTHON=python3.13"; exit 1; }; \
		printf '==> %s\n' "Making $(VENV) with $$("$$python" --version)"; \
		"$$python" -m venv $(VENV) || { echo "Making $(VENV) failed. On Debian and Ubuntu:" \
			"apt install python3-venv. If $(VENV) is left over from another Python, remove it."; exit 1; }; }
	@printf '==> %s\n' "Installing $(1) into $(VENV) (about a minute the first time)"
	@{ command -v uv >/dev/null && uv pip install --quiet --python $(BIN)/python -r $(1); } || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(1)
endef

.PHONY: help lab classroom site offline check core around test nightly mutate fuzz style types content solutions labs graders simulator browser rest build bench lock
