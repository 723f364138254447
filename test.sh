#!/usr/bin/env bash
# Installs what the tests need and runs them all. Arguments go to dotnet test, e.g. --filter FullyQualifiedName~Estimate
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Most processes here live for seconds: too short for code that is compiled again by what was measured of it.
export DOTNET_TieredPGO=0

apt_install() {
    local sudo=""
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null
}

if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
    apt_install chromium
fi
if ! Rscript -e 'library(survey); library(metafor); library(jsonlite); library(digest)' >/dev/null 2>&1; then
    apt_install r-base-core r-cran-survey r-cran-metafor r-cran-jsonlite r-cran-digest
fi
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || apt_install nginx-light
npm ci --prefix tests --ignore-scripts --no-audit --no-fund --silent

dotnet tool restore
dotnet csharpier check .
# One compiler for all projects, also where the environment asks for one each; it would stay on for the next build.
dotnet build Survey.sln -c Release -warnaserror -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler >/dev/null

# What the tests keep for a moment is kept in memory where there is room: a durable write need not wait for a disk there.
if [ "$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 4000000 ] 2>/dev/null; then
    work=$(mktemp -d -p /dev/shm)
    export TMPDIR=$work
else
    work=$(mktemp -d)
fi
trap 'rm -rf "$work"' EXIT
results=$work/results
dotnet test Survey.sln -c Release --no-build --logger "console;verbosity=minimal" "$@" | tee "$results"
tests/against-r.sh 6000

# "Passed!  - Failed: 0, Passed: 12, ..." once for each project.
awk -F'[:,]' '/^Passed!/ { failed += $2; passed += $4 } END { printf "%d passed, %d failed\n", passed, failed }' "$results"
