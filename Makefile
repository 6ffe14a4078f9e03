# `make demo` and `make test` work as the very first command in a fresh clone.
PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin
PIP := $(RUN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo site test tools test-all durations mutations torture check lowest newest lock release wheelhouse bench golden docs pictures clean
.DEFAULT_GOAL := demo

demo: $(VENV)/ready ## a whole round of the 2020 series
	@sh .ci/demo "$(abspath $(RUN))/sstc"

site: $(VENV)/ready ## the public site of the 2020 series, in out/site
	@$(RUN)/sstc site build --draft --today 2020-10-01
	@$(RUN)/sstc site check --ignore W789

test: $(VENV)/test ## the quick tests: they need Python packages only
	@echo "Running the quick tests (about four minutes on two cores; make test-all runs all)"
	@$(RUN)/pytest

tools: ## install the programs that some tests read outputs with: browser, office, servers
	@sh .ci/tools

test-all: $(VENV)/dev ## all tests; those whose program is not installed are skipped
	@sh .ci/tools --check
	@echo "Running all tests (about half an hour on two cores)"
	@$(RUN)/pytest -m "not torture"

durations: $(VENV)/dev ## measure all tests, and write tests/slow.txt, which make test leaves out
	@rm -f .durations
	@SSTC_DURATIONS="$(CURDIR)/.durations" $(RUN)/pytest -m "not torture"
	@$(RUN)/python tools/slow_tests.py .durations tests/slow.txt

mutations: $(VENV)/test ## break the code in several ways, and see that a quick test notices each
	@$(RUN)/python tools/mutations.py

torture: $(VENV)/dev ## the tests that take minutes, and thousands of kills
	@$(RUN)/pytest -m torture
	@SSTC_ORACLE=200 SSTC_ATTACK=300 $(RUN)/pytest -m "not torture" tests/numbers
	@$(RUN)/python tests/commands/torture.py
	@PYTHONPATH=tests:tests/store $(RUN)/python tests/mail/torture.py

check: $(VENV)/dev ## format, lint, types, contracts
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/mypy -p sstc_cli --platform win32
	$(RUN)/lint-imports

lowest newest: $(VENV)/made ## the demo and some tests with the lowest or newest versions that pyproject.toml allows
	@sh .ci/bounds "$(abspath $(RUN))/python" "$(abspath $(VENV))-$@" $@

lock: $(VENV)/dev ## write the locked versions anew, as new as pyproject.toml allows
	@sh .ci/lock "$(abspath $(RUN))/uv"

release: $(VENV)/dev ## build and try what a release consists of, in dist/
	@sh .ci/release "$(abspath $(RUN))" "$(abspath $(VENV))-release"

wheelhouse: $(VENV)/dev ## collect all wheels for computers without a network, in dist/wheelhouse
	@$(RUN)/python .ci/wheelhouse.py dist/wheelhouse $(PLATFORM) $(PYTHON_VERSION)

bench: $(VENV)/dev ## how fast it is, as ratios against its peers
	@$(RUN)/python -m benchmarks

golden: $(VENV)/dev ## write the expected outputs anew; read the diff
	SSTC_GOLDEN=write $(RUN)/pytest -m "not torture" $$(grep -rl --include='test_*.py' golden tests)

docs: $(VENV)/dev ## write the generated parts of the docs anew; PAGE=docs/... for one page
	$(RUN)/python docs/generate.py $(PAGE)

pictures: $(VENV)/dev ## draw the documents for the docs anew
	$(RUN)/python docs/pictures.py

$(VENV)/made:
	@command -v $(PYTHON) >/dev/null || { echo "error: no $(PYTHON) here: install Python 3.11 or newer, or name one with PYTHON=..."; exit 3; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $$($(PYTHON) --version) is too old: sstc needs Python 3.11 or newer; name one with PYTHON=..."; exit 3; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "error: $(PYTHON) has no venv: on Debian or Ubuntu, sudo apt-get install python3-venv"; exit 3; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@# the name before sstc-cli: removed later, it would take the command with it
	@$(PIP) --quiet uninstall --yes sstc
	@touch $@

$(VENV)/ready: $(VENV)/made pyproject.toml
	@echo "Installing sstc"
	@$(PIP) install -e . || { echo "error: could not install sstc: is the network there?"; exit 3; }
	@touch $@

$(VENV)/test: $(VENV)/made pyproject.toml requirements-test.txt
	@echo "Installing sstc and what the quick tests need, in the locked versions"
	@$(PIP) install --require-hashes -r requirements-test.txt || { echo "error: could not install the test tools: is the network there?"; exit 3; }
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(VENV)/ready $@

$(VENV)/dev: $(VENV)/made pyproject.toml requirements-dev.txt
	@echo "Installing sstc and what all tests and checks need, in the locked versions"
	@$(PIP) install --require-hashes -r requirements-dev.txt || { echo "error: could not install the test tools: is the network there?"; exit 3; }
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(RUN)/python -m pip check
	@touch $(VENV)/ready $(VENV)/test $@

clean: ## delete what was made here
	rm -rf $(VENV) $(VENV)-* dist node_modules out .mypy_cache .ruff_cache .pytest_cache .hypothesis
