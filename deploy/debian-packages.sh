#!/usr/bin/env bash
# Install the named Debian packages that are missing, when root; otherwise say which are missing and go on.
set -euo pipefail
command -v dpkg-query >/dev/null || { echo "Not a Debian system: install by hand: $*"; exit 0; }
missing=()
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "Missing Debian packages: ${missing[*]}. Remedy: sudo apt-get install ${missing[*]}. What needs them is skipped."
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
