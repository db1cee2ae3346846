# Each target sets up what it needs: a virtual environment in .venv with everything pinned by hash.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: setup chat test proof lint bench picture lock clean

setup: $(READY)

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "exam-tutor needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not there). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "==> 1/3  creating $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "==> 2/3  installing pinned dependencies (about a minute)"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@echo "==> 3/3  installing exam-tutor"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

chat: $(READY)
	@$(BIN)/exam-tutor chat

test: $(READY)
	$(BIN)/python -m pytest

# The long kill, race and time proofs at full size; prints what they saw. About half an hour on two cores.
proof: $(READY)
	EXAM_TUTOR_PROOF=1 $(BIN)/python -m pytest -n 2 tests/proof tests/bot/learning

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	@$(BIN)/python -m benchmarks $(LABELLED)

# Takes the picture of the README from a real session.
picture: $(READY)
	@$(BIN)/python docs/picture.py

# Rewrites the lock files; needs uv (https://docs.astral.sh/uv/) on the PATH.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --all-extras pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	echo hatchling | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  - -c requirements-dev.lock -o requirements-build.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
