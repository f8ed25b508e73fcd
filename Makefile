# What a developer of Spean types. `python3 manage.py up` and `test` need none of this.
PY := .venv/bin/python

.PHONY: check format lock fonts messages

check:            ## everything that CI checks besides the tests
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	DEBUG=0 SECRET_KEY=$$(head -c 60 /dev/urandom | base64 -w0) LEDGER_KEY=$$(head -c 60 /dev/urandom | base64 -w0) SIGN_IN_KEY=$$(head -c 60 /dev/urandom | base64 -w0) ALLOWED_HOSTS=news.example SITE_URL=https://news.example REDIS_URL=redis://127.0.0.1/0 DATABASE_URL=postgresql://app@/spean DATABASE_OWNER_URL=postgresql://owner@/spean $(PY) manage.py check --deploy --fail-level WARNING

format:
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lock:             ## requirements.in → requirements.txt, exact and hashed, for every platform
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-find-links --custom-compile-command "make lock" requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-find-links --custom-compile-command "make lock" requirements-test.in -o requirements-test.txt

messages:         ## django.po → django.mo: what `gettext` reads, after a word of the catalogue changed
	$(PY) -c "import pathlib, polib; [polib.pofile(str(po)).save_as_mofile(str(po.with_suffix('.mo'))) for po in pathlib.Path('newsroom/locale').rglob('*.po')]"

fonts:            ## the web fonts, cut to Khmer; FONTSOURCE=folder of the unpacked npm package @fontsource/noto-sans-khmer
	@test -d "$(FONTSOURCE)/files" || { echo "Set FONTSOURCE to the unpacked npm package @fontsource/noto-sans-khmer."; exit 1; }
	for w in 400 700; do \
	  $(PY) -m fontTools.subset $(FONTSOURCE)/files/noto-sans-khmer-khmer-$$w-normal.woff2 \
	    --unicodes=U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC \
	    --layout-features='*' --layout-scripts=khmr,DFLT --no-hinting --drop-tables+=STAT \
	    --name-IDs=0,1,2,5,13,14 --flavor=woff2 \
	    --output-file=website/static/website/fonts/noto-sans-khmer-$$w.woff2 || exit 1; \
	done
	# The name of the language alone; its bytes stand in site.css, too (tests/website/test_fonts.py).
	$(PY) -m fontTools.subset website/static/website/fonts/noto-sans-khmer-400.woff2 \
	  --text="$$($(PY) -c 'from articles.languages import language; print(language("km").own_name)')" \
	  --layout-features='*' --layout-scripts=khmr,DFLT --no-hinting --name-IDs=0,14 --flavor=woff2 \
	  --output-file=website/static/website/fonts/khmer-name.woff2
