# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by installer/run, installer/test and .ci/run: packages, configuration and build of one preset.
# The caller has `set -euo pipefail`. Environment: DESK_WERROR=ON makes warnings errors (CI). It stays in the
# build folder's cache until DESK_WERROR=OFF is given, so that run, test and CI share one build.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
allow_install=1
packages_changed=0

# What is happening, with the seconds since the script's start.
say()
{
    printf '[%4d s] %s\n' "$SECONDS" "$*"
}

fail()
{
    printf '\nError: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '  %s\n' "$@" >&2
    exit 1
}

# wanted_packages SECTION…: their names in installer/apt-packages.txt
wanted_packages()
{
    awk -v sections=" $* " '
        /^# == .* ==$/ { wanted = index(sections, " " $3 " ") }
        wanted && !/^#/ && NF { print $1 }' "$root/installer/apt-packages.txt"
}

missing_packages()
{
    local status
    status=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n')
    wanted_packages "$@" | grep -vxF -f <(sed -n 's/^installed //p' <<<"$status") || true
}

# ensure_packages SECTION…: installs what is missing, and nothing else
ensure_packages()
{
    if ! command -v dpkg-query >/dev/null; then
        say "packages: no dpkg here; going on as if those of installer/apt-packages.txt were installed"
        return
    fi
    local missing by_hand
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        say "packages: all there"
        return
    fi
    say "packages missing: ${missing[*]}"
    by_hand="sudo apt-get install --no-install-recommends ${missing[*]}"

    if [[ " ${missing[*]} " == *" libboost1.81-dev "* ]] &&
        [[ $(dpkg-query --show --showformat '${db:Status-Status}' libboost1.74-dev 2>/dev/null) == installed ]]; then
        fail "libboost1.74-dev is installed, libboost1.81-dev is needed, and Debian allows only one of them." \
            "Nothing was changed. If no other work on this machine needs Boost 1.74, replace it:" \
            "sudo apt-get install libboost1.81-dev    (it lists what it removes before it does)"
    fi
    ((allow_install)) || fail "packages are missing and --no-install forbids to install them." "$by_hand"

    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "packages are missing; this is not root, and there is no sudo." "$by_hand"
        [[ -t 0 ]] || sudo --non-interactive true 2>/dev/null ||
            fail "packages are missing; sudo asks for a password and there is no terminal." "$by_hand"
        as_root=(sudo)
    fi
    install_packages "${missing[@]}"
    packages_changed=1
}

# install_packages NAME…: apt's own output goes to a log. --no-remove: never takes away what somebody else needs.
install_packages()
{
    local log=$root/build/apt.log
    mkdir -p "$root/build"
    say "installing $# packages with apt-get; this can take minutes (log: build/apt.log)"
    "${as_root[@]}" apt-get update >"$log" 2>&1 || say "apt-get update reported errors; going on with the lists there are"
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        --no-remove -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1; then
        grep -E '^(E|Err)' "$log" >&2 || tail -n 20 "$log" >&2
        local system
        system=$(sed -n 's/^PRETTY_NAME="\(.*\)"$/\1/p' /etc/os-release)
        fail "apt-get could not install the packages; the whole log is build/apt.log." \
            "The names are those of Debian 12 (bookworm); this is ${system:-an unknown system}."
    fi
    say "packages installed"
}

# As many as there are processors and 1 GB of memory each (the largest files take about 700 MB to compile).
parallel_jobs()
{
    local jobs memory limit
    jobs=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
    limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || true)
    if [[ $limit =~ ^[0-9]+$ ]] && ((limit / 1048576 < memory)); then
        memory=$((limit / 1048576))
    fi
    ((memory / 1024 >= jobs)) || jobs=$((memory / 1024))
    echo $((jobs > 0 ? jobs : 1))
}

# configure PRESET [NAME=VALUE…]: only when something asks for it. Changes of CMake files need no call: ninja
# sees to them; it does not see presets, new packages, or a folder that was moved.
configure()
{
    local preset=$1 folder=$root/build/$1 reason="" setting options=() fresh=()
    shift
    [[ -z ${DESK_WERROR:-} ]] || set -- "$@" "DESK_WERROR=$DESK_WERROR"
    for setting in "$@"; do
        options+=("-D$setting")
        grep -qE "^${setting%%=*}:[A-Z]+=${setting#*=}\$" "$folder/CMakeCache.txt" 2>/dev/null || reason=$setting
    done
    if [[ ! -f $folder/build.ninja ]]; then
        reason="first time"
    elif ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        reason="the project was moved"
        fresh=(--fresh)
    elif [[ $root/CMakePresets.json -nt $folder/build.ninja ]]; then
        reason="presets changed"
    elif ((packages_changed)); then
        reason="new packages"
    fi
    if [[ -z $reason ]]; then
        say "configuration of build/$preset: unchanged"
        return
    fi
    say "configuring build/$preset ($reason)"
    mkdir -p "$folder"
    (cd "$root" && cmake --preset "$preset" "${fresh[@]}" "${options[@]}") >"$folder/configure.log" 2>&1 || {
        tail -n 30 "$folder/configure.log" >&2
        fail "cmake could not configure; the whole log is build/$preset/configure.log"
    }
}

# build PRESET [TARGET…]: without targets, everything. Waits for another build of the same folder.
build()
{
    local preset=$1 jobs targets=()
    shift
    (($# == 0)) || targets=(--target "$@")
    jobs=$(parallel_jobs)
    export CCACHE_DEPEND=1 # a source is not preprocessed once more before it is compiled
    say "building build/$preset with $jobs jobs"
    (cd "$root" && NINJA_STATUS='[%f/%t, %e s] ' flock "build/$preset/build.lock" \
        cmake --build --preset "$preset" --parallel "$jobs" "${targets[@]}") ||
        fail "the build of build/$preset failed; the first error is above"
    say "build/$preset is up to date"
}

# closing_lines LOG: CTest's summary, from "N% tests passed" to its end
closing_lines()
{
    sed -n '/% tests passed, /,$p' "$1"
}
