# The first Python of a fitting version that really runs.
PYTHON := $(shell for p in python3 python3.12 python3.11 python3.13; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
KG := .venv/bin/kg

.PHONY: demo site test test-2026 soak clean

.venv/demo.stamp: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed"; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	.venv/bin/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

.venv/test.stamp: .venv/demo.stamp requirements-dev.lock
	.venv/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@

demo: .venv/demo.stamp
	$(KG) build seeds/documents --dir demo/.kg
	@echo "== Who sits in the joint conference, lead first? 成员单位"
	$(KG) query members_of_mechanism mechanism=农村留守儿童关爱保护工作部际联席会议 --dir demo/.kg
	@echo "== What did the official chair, speak at, attend? 官员参会"
	$(KG) query official_meetings official=高晓兵 --dir demo/.kg
	@echo "== Which agencies sit together most often? 最常同席"
	$(KG) query co_membership_pairs limit=5 --dir demo/.kg
	$(KG) view demo/graph.html --dir demo/.kg
	@echo "Open demo/graph.html in a browser 用浏览器打开 demo/graph.html"

# The documents as pages to read, Chinese and English: build/site/index.html.
site: .venv/test.stamp
	.venv/bin/python docs/site/build.py build/site

# A formatter, linter or type fault ends it early: the tests take minutes.
test: .venv/test.stamp
	bash tests/provision.sh
	.venv/bin/ruff format --check kg tests docs
	.venv/bin/ruff check kg tests docs
	.venv/bin/mypy
	.venv/bin/python -m pytest --cov --cov-report=term

# The same tests against the other server lane; it needs a JDK 21 or 25.
test-2026: .venv/test.stamp
	bash tests/provision.sh
	KG_TEST_NEO4J_LANE=2026 .venv/bin/python -m pytest

# The full numbers of what `make test` runs a sample of; an hour or more.
soak: .venv/test.stamp
	bash tests/provision.sh
	KG_FUZZ_INPUTS=10000 KG_FUZZ_LENGTH=1000000 .venv/bin/python -m pytest tests/fuzz
	KG_TEST_KILLS=50 .venv/bin/python -m pytest tests/laws/test_law_5_load_again.py

clean:
	rm -rf .venv demo build dist
