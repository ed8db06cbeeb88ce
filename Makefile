# Two commands do the work: `make run` and `make test`. `make help` lists the rest.

DATA  ?= data
ADRES ?= 127.0.0.1:8600
RONDES ?= 200

.DEFAULT_GOAL := help
.PHONY: help run test lint simulatie torture bench release clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo 'make run DATA=map ADRES=127.0.0.1:8600   another data directory, another address'
	@echo 'make test STAPPEN="fmt clippy"           only these steps; scripts/test.sh names them all'

run: ## build, and serve the demo; prints the address and the log-ins
	@scripts/ui.sh
	@mkdir -p "$(DATA)"
	cargo build --locked --package wederhoor
	@exec cargo run --quiet --locked --package wederhoor -- serve --demo --data "$(DATA)" --adres "$(ADRES)"

test: ## install what the tests need, and run them all
	@scripts/test.sh $(STAPPEN)

lint: ## formatting, lints, documentation, licences
	@scripts/test.sh fmt clippy docs deny

simulatie: ## the store under crashes that a seed chooses: thousands of seeds (20 minutes)
	@scripts/simulatie.sh

torture: ## the fault tests of the store, for long (RONDES=200: an hour)
	@scripts/torture.sh $(RONDES)

bench: ## measure the engine, the letters, the store, the pages, the intake (an hour or more)
	@bench/draai.sh

release: ## the binary to install, in target/release
	@scripts/ui.sh
	cargo build --release --locked --package wederhoor

clean: ## away with all that was built (not with data)
	cargo clean
	rm -rf ui/dist ui/node_modules .tools
