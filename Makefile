# SPDX-License-Identifier: MIT
# Builds calma, its tests and its checks. `make help` lists the targets.
# No recursion: one graph, so -j is safe. Objects, tests and reports lie under build/.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 30
CLANG ?= clang
B := build

PACKAGES := libcmark jansson libzip lua5.4 sqlite3 icu-uc icu-i18n pangocairo lapacke libsodium zlib
# Loaded when it is first needed (src/model/curl.h), because linking it would slow every start: headers only.
LOADED := libcurl
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
DEFINES := -D_GNU_SOURCE= -DCALMA_VERSION=\"$(VERSION)\"
BASE_CFLAGS := -std=c11 $(WARNINGS) $(DEFINES) -Isrc
HARDEN := -D_FORTIFY_SOURCE=2 -fstack-protector-strong
CFLAGS ?= -O2 -g
SANITIZE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FUZZ_FLAGS := -O1 -g -Wno-format-nonliteral -fsanitize=address,fuzzer-no-link
# One short line for each command; `make V=1` shows the commands themselves.
say = $(if $(V),,@printf '%-5s %s\n' $(1);)

LINK_LIBS = $(LDFLAGS) @$(B)/libs -lm

SRC := $(sort $(wildcard src/*/*.c) src/main.c)
STAGES := $(filter-out src/main.c,$(SRC))
UNIT := $(sort $(wildcard tests/unit/*/*_test.c))
UNIT_SHARED := $(sort $(wildcard tests/unit/*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/*_fuzz.c))
APP_SRC := $(sort $(shell find themes/base/app -name '*.ts' 2>/dev/null))
ASSETS := $(shell tools/embed --list)
APPS := $(B)/gen/app.js $(B)/gen/board.js $(B)/gen/enter.js

# Where a goal installs what it needs first, everything else waits for that.
SETUP_SETS := $(if $(filter demo,$(MAKECMDGOALS)),build) \
	$(if $(filter test e2e asan fuzz lint,$(MAKECMDGOALS)),build test)
SETUP := $(if $(strip $(SETUP_SETS)),setup)

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all setup demo test e2e asan fuzz bench lint format bless install dist clean help FORCE

all: $(B)/calma ## build the program, build/calma

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## install what the build and the tests need (Debian 12)
	@tools/setup $(or $(strip $(SETUP_SETS)),build test)

# ---- flags: written to files, so that a changed list rebuilds what was built with the old one

$(B)/cflags $(B)/libs &: Makefile | $(SETUP)
	@mkdir -p $(B)
	@pkg-config --print-errors --exists $(PACKAGES) $(LOADED) || \
	  { echo 'Some libraries are missing. Install them with: tools/setup build' >&2; exit 1; }
	@pkg-config --cflags $(PACKAGES) $(LOADED) >$(B)/cflags
	@pkg-config --libs $(PACKAGES) >$(B)/libs

# ---- the programs of packets and boards, and the files that the program carries inside

$(B)/gen/app.js: APP_MAIN := themes/base/app/main.ts
$(B)/gen/board.js: APP_MAIN := themes/base/app/board.ts
$(B)/gen/enter.js: APP_MAIN := themes/base/app/enter.ts

$(APPS): $(APP_SRC) Makefile | $(SETUP)
	@mkdir -p $(@D)
	$(call say,app $@)esbuild $(APP_MAIN) --bundle --minify --target=es2017 --format=iife --charset=utf8 \
	  --legal-comments=none --log-level=warning --outfile=$@

$(B)/gen/assets.list: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(ASSETS) $(APPS) | cmp -s - $@ || printf '%s\n' $(ASSETS) $(APPS) >$@

$(B)/gen/embedded.c: $(B)/gen/assets.list $(ASSETS) $(APPS) tools/embed
	$(call say,embed $@)tools/embed $(APPS) >$@

# ---- variants: the same sources built plain, with sanitizers, and for fuzzing
# $(1) folder of objects, $(2) compiler, $(3) flags, $(4) goals that get dependency files

define variant
$(1)/obj/%.o: src/%.c $(B)/cflags
	@mkdir -p $$(@D)
	$$(call say,cc $$<)$(2) $(BASE_CFLAGS) $(3) @$(B)/cflags -MMD -MP -c $$< -o $$@

$(1)/obj/tests/%.o: tests/%.c $(B)/cflags
	@mkdir -p $$(@D)
	$$(call say,cc $$<)$(2) $(BASE_CFLAGS) $(3) -Itests/unit @$(B)/cflags -MMD -MP -c $$< -o $$@

$(1)/obj/gen/embedded.o: $(B)/gen/embedded.c
	@mkdir -p $$(@D)
	$$(call say,cc $$<)$(2) $(BASE_CFLAGS) $(3) -c $$< -o $$@

$(1)/calma: $(SRC:src/%.c=$(1)/obj/%.o) $(1)/obj/gen/embedded.o $(B)/libs
	$$(call say,link $$@)$(2) $(3) $$(filter %.o,$$^) $$(LINK_LIBS) -o $$@

$(1)/test/unit/%: $(1)/obj/tests/unit/%.o $(UNIT_SHARED:%.c=$(1)/obj/%.o) \
    $(STAGES:src/%.c=$(1)/obj/%.o) $(1)/obj/gen/embedded.o $(B)/libs
	@mkdir -p $$(@D)
	$$(call say,link $$@)$(2) $(3) $$(filter %.o,$$^) $$(LINK_LIBS) -lcmocka -o $$@

-include $(SRC:src/%.c=$(1)/obj/%.d) $(UNIT:%.c=$(1)/obj/%.d) $(UNIT_SHARED:%.c=$(1)/obj/%.d)
endef

$(eval $(call variant,$(B),$$(CC),$$(CFLAGS) $(HARDEN)))
$(eval $(call variant,$(B)/asan,$$(CC),$(SANITIZE)))
$(eval $(call variant,$(B)/fuzz,$$(CLANG),$(FUZZ_FLAGS)))

$(B)/fuzz/%_fuzz: $(B)/fuzz/obj/tests/fuzz/%_fuzz.o $(STAGES:src/%.c=$(B)/fuzz/obj/%.o) \
    $(B)/fuzz/obj/gen/embedded.o $(B)/libs
	$(call say,link $@)$(CLANG) -fsanitize=address,fuzzer $(filter %.o,$^) $(LINK_LIBS) -o $@

-include $(FUZZERS:%.c=$(B)/fuzz/obj/%.d)
.SECONDARY:

UNIT_PROGRAMS := $(UNIT:tests/%.c=$(B)/test/%)
UNIT_ASAN := $(UNIT:tests/%.c=$(B)/asan/test/%)
FUZZ_PROGRAMS := $(FUZZERS:tests/fuzz/%.c=$(B)/fuzz/%)

# ---- trying it, testing it

demo: all ## run a whole study in build/demo, and say what to open
	@tools/demo $(B)/calma studies/history-tutor $(B)/demo

test: all $(UNIT_PROGRAMS) | setup ## install what is missing, build, run every test
	@tests/run

e2e: all | setup ## run the browser tests only
	@tests/run e2e

asan: $(B)/asan/calma $(UNIT_ASAN) | setup ## unit tests and goldens under the address and undefined behaviour sanitizers
	@CALMA_BUILD=$(B)/asan tests/run unit golden

fuzz: $(FUZZ_PROGRAMS) | setup ## run each fuzzer for FUZZ_SECONDS (30)
	@tests/fuzz/run $(FUZZ_SECONDS) $(FUZZ_PROGRAMS)

bench: all ## measure speed against floors
	@tests/bench/run

lint: $(B)/cflags $(B)/gen/embedded.c | setup ## run every linter
	@tests/lint/run

format: ## lay the C sources out by .clang-format
	clang-format -i $(SRC) $(UNIT) $(UNIT_SHARED) $(FUZZERS) $(wildcard tests/bench/*.c)

bless: all ## show how the goldens differ, then refresh them
	@tests/golden/run --bless

# ---- giving it away

install: all ## install under DESTDIR and PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/doc/calma/docs/steps
	install -m 755 $(B)/calma $(DESTDIR)$(PREFIX)/bin/calma
	install -m 644 README.md LICENSE $(DESTDIR)$(PREFIX)/share/doc/calma
	install -m 644 $(wildcard docs/*.md) $(DESTDIR)$(PREFIX)/share/doc/calma/docs
	install -m 644 $(wildcard docs/steps/*.md) $(DESTDIR)$(PREFIX)/share/doc/calma/docs/steps
ifneq ($(wildcard docs/calma.1),)
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 docs/calma.1 $(DESTDIR)$(PREFIX)/share/man/man1/calma.1
endif

dist: ## pack the committed sources into build/calma-VERSION.tar.gz
	@mkdir -p $(B)
	git archive --prefix=calma-$(VERSION)/ HEAD | gzip -9n >$(B)/calma-$(VERSION).tar.gz

clean: ## remove build/
	rm -rf $(B)

FORCE:
