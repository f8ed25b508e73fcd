# What a developer of Spean types. `python3 manage.py up` and `test` need none of this.
PY := .venv/bin/python
UV := uvx --from uv uv

.PHONY: check format lock fonts messages

check:            ## everything that CI checks besides the tests
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	DEBUG=0 $(PY) manage.py check --deploy --fail-level WARNING

format:
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lock:             ## requirements.in → requirements.txt, exact and hashed, for every platform
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-find-links --custom-compile-command "make lock" requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-find-links --custom-compile-command "make lock" requirements-test.in -o requirements-test.txt
