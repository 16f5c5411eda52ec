#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh FOLDER: the scripts of this folder and the npm packages they use, at the versions of the lock
# file; installs only what changed.
set -euo pipefail

from=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
to=$1
mkdir -p "$to"
cp "$from"/*.mjs "$to"
if [[ -f $to/installed.json ]] && cmp -s "$from/package-lock.json" "$to/installed.json"; then
    exit 0
fi
cp "$from/package.json" "$from/package-lock.json" "$to"
cd "$to"
npm ci --ignore-scripts --no-audit --no-fund
cp package-lock.json installed.json
