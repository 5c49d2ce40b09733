# Holdpoint's few commands. `make` alone says what there is.

PORT ?= 8080
FUZZ_SECONDS ?= 60
# Whether the page may ask other hosts how a release is doing. `make site POLLS=` forbids it.
POLLS ?= 1
TARGET := $(or $(CARGO_TARGET_DIR),target)
WITH := scripts/with-tools

.PHONY: help run test dev site lint bench bench-site bench-web soak fuzz golden picture

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 15

run: ## set up what is missing, build the site, serve it on http://127.0.0.1:8080 (PORT=… for another)
	@scripts/setup run
	@$(MAKE) --no-print-directory site
	@$(WITH) cargo build --release
	@$(TARGET)/release/holdpoint serve dist --port $(PORT) $(if $(POLLS),--polls)

test: ## set up what is missing, run every test: native, the page's build, a real browser
	@scripts/setup test
	@$(MAKE) --no-print-directory site
	$(WITH) cargo test

dev: ## the page with live reload while you work on it
	@scripts/setup run
	HOLDPOINT_DEV=1 $(WITH) --wasm trunk serve --port $(PORT) --dist $(TARGET)/dev-site

site: ## build the release site into dist/
	HOLDPOINT_POLLS=$(POLLS) $(WITH) --wasm scripts/site

lint: ## layout and clippy, warnings as errors, for desk and page
	@scripts/setup lint
	scripts/lint

bench: ## measure
	$(WITH) cargo bench --bench read --bench run

bench-site: ## measure sites of many plans, beside mdbook where it is installed
	$(WITH) cargo bench --bench site

bench-web: ## measure the page in a real browser: size, presses, opening, memory, the watch (ONLY="size press" for some)
	@scripts/setup bench
	@$(MAKE) --no-print-directory site
	$(WITH) cargo bench --profile dev --bench web -- $(ONLY)

soak: ## hold what is kept against kills, failures and time, for many minutes, and print the figures
	@scripts/setup test
	@$(MAKE) --no-print-directory site
	$(WITH) --wasm scripts/bare $(TARGET)/bare
	HOLDPOINT_BARE=$(abspath $(TARGET)/bare) $(WITH) cargo test --release --test soak -- --ignored --nocapture --test-threads=1

fuzz: ## fuzz each target under fuzz/ for FUZZ_SECONDS (60)
	@scripts/setup fuzz
	scripts/fuzz $(FUZZ_SECONDS)

golden: ## refresh the golden files; read their diff before you commit it
	UPDATE_GOLDEN=1 $(WITH) cargo test --lib --test corpus
	UPDATE_GOLDEN=1 $(WITH) cargo test --test replays -- --test-threads=1

picture: ## take the picture in README from the running page
	@scripts/setup test
	@$(MAKE) --no-print-directory site
	@$(WITH) cargo build --release
	scripts/picture
