# What there is to do with expodesk from its sources. `make help` lists it.

SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
# The sample expo of `make run` lives in a data folder of its own, away from a real desk's.
EXPODESK_DATA_DIR ?= $(HOME)/.local/share/expodesk-sample
TESTS ?=

# Colours are part of the compiler's command line: with them a build in a pipe and one on a terminal undo each other.
RELEASE := --configuration release --no-color-diagnostics
export SWIFT

.DEFAULT_GOAL := help
.PHONY: help setup run build test faults lint format docs bench install uninstall clean

help:
	@echo 'make run       set up, build, and open the console on a sample expo'
	@echo 'make build     build the release program'
	@echo 'make test      lint, build, all tests (TESTS=name: only those whose names match)'
	@echo 'make faults    kill servers, lines and consoles, twenty times as often as the tests do'
	@echo 'make lint      check the style; make format mends it'
	@echo 'make docs      make docs/keys.md from the key bindings'
	@echo 'make bench     measure against the budgets and the peers'
	@echo 'make install   install below PREFIX ($(PREFIX))'
	@echo 'make clean     remove what was built'

setup:
	@scripts/setup run

run: build
	@scripts/run .build/release/expodesk "$(EXPODESK_DATA_DIR)"

build: setup
	@$(SWIFT) build $(RELEASE) --product expodesk

test:
	@scripts/setup test
	@scripts/test "$(TESTS)"

# EXPODESK_SEED=… plays one again; `make test` has the short form.
faults:
	@scripts/setup test
	@EXPODESK_FAULTS=long scripts/test '^FaultTests\.'

lint:
	@$(SWIFT) format lint --strict --parallel --recursive --configuration .swift-format Package.swift Sources Tests

format:
	@$(SWIFT) format --in-place --parallel --recursive --configuration .swift-format Package.swift Sources Tests

# By way of a second name: a program that fails must not leave half a page.
docs: build
	@scripts/docs "$$($(SWIFT) build $(RELEASE) --show-bin-path)/expodesk" > docs/keys.md.new
	@mv docs/keys.md.new docs/keys.md

bench:
	@scripts/setup bench
	@scripts/bench

# Only copies, so that `sudo make install` builds nothing as root: `make build` comes first.
install:
	@scripts/install "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/expodesk"
	rm -rf "$(DESTDIR)$(PREFIX)/share/expodesk"

clean:
	rm -rf .build
