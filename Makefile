# Everything starts here: python3, pip, make and git are all that must be on the machine.
#
#   make demo     environment, a ledger from examples/, the table of incidents, one dossier
#   make test     the same environment, then every check
#   make bench    reading time as a ratio to the parser alone, also on a stream of which one report in twenty tells of violence; linking over simulated accounts up to 100,000; the desk over 100,000 incidents;
#                 the figures are kept in measure/figures by version
#                 (a million: .venv/bin/python measure/linking_ratio.py --sizes 10000,100000,1000000 --no-report)
#   make fuzz     the long form of the fuzzing of all readers: 120,000 broken inputs
#   make spark    the tests of the cluster engine in an environment with Spark, on a master and two workers here (needs Java 17 or later)
#   make memory   peak of memory of builds of 2,000, 20,000 and 200,000 simulated reports
#   make kill     the long form of the kill test: 20 kills on june2016 (needs ../shared)
#   make assets   what the desk's pages need in the browser, from npm by package-lock.json; demo and test do it too
#   make screenshots   the pictures of docs/desk.md (needs chromium)
#   make docs     the documentation site into site/, strictly and without a network
#   make golden   renew tests/golden, the README's demo and what the documentation shows, after a change that was meant
#   make lock     resolve the dependencies anew
#   make clean    remove what make made

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: demo test bench kill docs golden lock clean env assets screenshots fuzz memory spark

# uv makes the environment and finds Python 3.12 through .python-version. Where it is missing it comes by
# pip into .uv: --target works also where the system's Python refuses installs and has no venv module.
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
# Behind an institution's proxy only the system's own certificates are right; where a machine has none, uv brings its own.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)
PYTHON := .venv/bin/python
WARLEDGER := .venv/bin/warledger
DEMO := demo/ledger.db

ASSETS := warledger/desk/static/vendor/.ready

env: .venv/.ready
assets: $(ASSETS)

.uv/bin/uv:
	@echo "getting uv with pip (once)"
	@PIP_USER=0 python3 -m pip install --quiet --disable-pip-version-check --upgrade --target .uv 'uv>=0.9,<1'

# The project is installed without build isolation: its build backend is in the lock too, with its hash.
.venv/.ready: requirements.lock pyproject.toml .python-version | $(UV)
	@echo "making the environment in .venv (once)"
	@$(UV) venv --quiet --allow-existing .venv
	@$(UV) pip sync --quiet --python $(PYTHON) --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation --editable .
	@touch $@

# npm comes with the environment. Without a lock that changed, nothing is fetched and nothing asked for.
$(ASSETS): package-lock.json package.json making/assets.py | .venv/.ready
	@echo "getting the desk's assets with npm (once)"
	@$(PYTHON) making/assets.py
	@touch $@

# Spark is half a gigabyte and needs Java, so it has an environment of its own.
.venv-spark/.ready: requirements-spark.lock pyproject.toml .python-version | $(UV)
	@echo "making the environment with Spark in .venv-spark (once)"
	@$(UV) venv --quiet --allow-existing .venv-spark
	@$(UV) pip sync --quiet --python .venv-spark/bin/python --require-hashes --compile-bytecode requirements-spark.lock
	@$(UV) pip install --quiet --python .venv-spark/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/.ready
	@$(MAKE) --no-print-directory assets || echo "The demo goes on; the desk will show its list without maps."
	@rm -rf demo && mkdir demo
	$(WARLEDGER) build examples/reports --manifest examples/manifest.csv -l $(DEMO)
	@echo
	$(WARLEDGER) incidents -l $(DEMO)
	@echo
	$(WARLEDGER) show 2017-03-14-saraqib -l $(DEMO)
	@echo
	@echo "The same as pages: $(WARLEDGER) serve -l $(DEMO), then open http://127.0.0.1:8080/"

test: .venv/.ready $(ASSETS)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest -n 3 --dist loadfile

bench: .venv/.ready
	$(PYTHON) measure/figures.py

spark:
	@command -v java >/dev/null || { echo "make spark: no Java here; Spark needs Java 17 or later (java on the PATH)" >&2; exit 1; }
	@$(MAKE) --no-print-directory .venv-spark/.ready
	.venv-spark/bin/pytest tests/engines/test_spark*.py

fuzz: .venv/.ready
	.venv/bin/pytest tests/endurance/test_fuzz.py -m slow -n 2 -q

memory: .venv/.ready
	$(PYTHON) measure/memory.py

kill: .venv/.ready
	.venv/bin/pytest tests/test_kill.py -m slow -s

docs: .venv/.ready
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict  # --quiet would keep its warnings from counting
	@echo "The documentation is in site/; open site/index.html, or serve it: python3 -m http.server -d site"

golden: .venv/.ready
	$(PYTHON) tests/test_examples.py
	$(PYTHON) -m tests.documentation.transcripts

screenshots: .venv/.ready $(ASSETS)
	$(PYTHON) making/screenshots.py

lock: | $(UV)
	$(UV) lock --quiet --upgrade
	$(UV) export --quiet --no-emit-project --no-header -o requirements.lock
	$(UV) export --quiet --no-emit-project --no-header --extra spark -o requirements-spark.lock

clean:
	rm -rf .venv .venv-spark .uv node_modules warledger/desk/static/vendor demo site .mypy_cache .ruff_cache .pytest_cache .hypothesis
