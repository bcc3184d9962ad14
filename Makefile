# Everything a newcomer needs. `make` alone tells what there is.
# Needs Python 3.11 or newer; the rest is fetched the first time.

PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help start test soak lint bench demo backup restore requirements

help: ## deze lijst
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

start: $(VENV)/.installed ## de site met voorbeelddata op http://localhost:8000 (andere poort: PORT=8001)
	@exec $(PYTHON) -m scripts.start --port $(PORT)

test: $(VENV)/.installed-dev ## alle controles en tests, zoals de bouwstraat ze draait
	@exec $(PYTHON) -m scripts.test

soak: $(VENV)/.installed-dev ## wat langer duurt dan vijf minuten: storingen en een nagebootst jaar, op volle lengte
	@exec $(PYTHON) -m scripts.soak

lint: $(VENV)/.installed-dev ## alleen de controles die geen database nodig hebben
	@exec $(PYTHON) -m scripts.lint

bench: $(VENV)/.installed-dev ## snelheid op volle omvang, naast een kale Django-pagina
	@exec $(PYTHON) -m bench

demo: $(VENV)/.installed ## de voorbeelddata opnieuw laden
	@exec $(PYTHON) -m scripts.start --only-demo

backup: $(VENV)/.installed ## een kopie van de database en de bestanden in var/reservekopie
	@exec $(PYTHON) -m scripts.backup

restore: $(VENV)/.installed ## een kopie terugzetten: make restore BESTAND=var/reservekopie/…
	@exec $(PYTHON) -m scripts.backup --restore "$(BESTAND)" $(if $(JA),--yes "$(JA)")

requirements: $(VENV)/.installed-dev ## requirements.txt en requirements-dev.txt opnieuw vastzetten
	@exec sh scripts/requirements.sh

# A stamp per set: installing again happens only when what is asked for changed.
$(VENV)/.installed: requirements.txt scripts/venv.sh
	@sh scripts/venv.sh $(VENV) requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@sh scripts/venv.sh $(VENV) requirements.txt requirements-dev.txt
	@touch $@
