# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by .ci/run and tests/full/tidy: what clang needs of the release build, and which checks run where.
# The caller sourced installer/prepare.sh, stands in $root and has set $work, a folder for logs.

# One command a source, which the release build has not: those of dev, with the headers that release generated.
# clang reads no precompiled header of GCC; the warnings are the build's business.
clang_commands()
{
    configure dev
    # shellcheck disable=SC2154 # root: of prepare.sh; work: the caller's
    sed -E -e 's: -include ("[^"]*|\\"[^"]*|[^ ]*)cmake_pch\.hxx(\\"|")?::g' -e 's: -Winvalid-pch::g' \
        -e ':again; s: -W[a-z=-]+( |"):\1:; t again' -e "s:$root/build/dev:$root/build/release:g" \
        "$root/build/dev/compile_commands.json" >"$work/compile_commands.json"
}

# compiled_sources: of those on stdin, what the build compiles
compiled_sources()
{
    local file
    while read -r file; do
        ! grep -qF "\"file\": \"$root/$file\"" "$work/compile_commands.json" || printf '%s\n' "$file"
    done
}

# run_clang_tidy SECONDS FILE…: 1 when it found something, 124 when the time was over
run_clang_tidy()
{
    local seconds=$1 status=0
    shift
    printf '%s\0' "$@" |
        timeout "$seconds" xargs -0 -n 1 -P "$(parallel_jobs)" clang-tidy --quiet -p "$work" \
            >"$work/clang-tidy.log" 2>&1 || status=$?
    grep -vE '^[0-9]+ warnings?( and [0-9]+ errors?)? generated\.$' "$work/clang-tidy.log" || true
    ((status == 0 || status == 124)) || status=1
    return "$status"
}

# run_clazy SECONDS FILE…: looks at those that use Qt; 1 when it found something, 124 when the time was over
run_clazy()
{
    local seconds=$1 status=0
    shift
    printf '%s\0' "$@" | { grep -zE '^(app|widgets|models/itemmodels)/' || true; } |
        timeout "$seconds" xargs -0 -r -n 1 -P "$(parallel_jobs)" \
            clazy-standalone -p "$work" --checks=level0,level1 >"$work/clazy.log" 2>&1 || status=$?
    ((status == 124)) || status=0 # clang's own complaints are clang-tidy's business
    ! grep -E '\[-Wclazy-' "$work/clazy.log" || status=1
    return "$status"
}
