# `make demo` and `make test` work as the very first command in a fresh clone.
PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin

.PHONY: demo test torture check bench golden docs pictures clean
.DEFAULT_GOAL := demo

demo: $(VENV)/ready ## a whole round of the 2020 series
	@sh .ci/demo "$(abspath $(RUN))/sstc"

test: $(VENV)/dev ## the tests
	@sh .ci/tools
	@echo "Running the tests (one or two minutes)"
	@$(RUN)/pytest

torture: $(VENV)/dev ## the tests that take minutes
	@$(RUN)/pytest -m torture

check: $(VENV)/dev ## format, lint, types, contracts
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/mypy -p sstc_cli --platform win32
	$(RUN)/lint-imports

bench: $(VENV)/dev ## how fast it is, as ratios against its peers
	@$(RUN)/python -m benchmarks

golden: $(VENV)/dev ## write the expected outputs anew; read the diff
	SSTC_GOLDEN=write $(RUN)/pytest

docs: $(VENV)/dev ## write the generated parts of the docs anew
	$(RUN)/python docs/generate.py

pictures: $(VENV)/dev ## draw the documents for the docs anew
	$(RUN)/python docs/pictures.py

$(VENV)/ready: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "error: no $(PYTHON) here: install Python 3.11 or newer, or name one with PYTHON=..."; exit 3; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $$($(PYTHON) --version) is too old: sstc needs Python 3.11 or newer; name one with PYTHON=..."; exit 3; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "error: $(PYTHON) has no venv: on Debian or Ubuntu, sudo apt-get install python3-venv"; exit 3; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version), and installing sstc"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check -e . || { echo "error: could not install sstc: is the network there?"; exit 3; }
	@touch $@

$(VENV)/dev: $(VENV)/ready
	@echo "Installing what the tests need"
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' || { echo "error: could not install the test tools: is the network there?"; exit 3; }
	@touch $@

clean: ## delete what was made here
	rm -rf $(VENV) node_modules out .mypy_cache .ruff_cache .pytest_cache .hypothesis
