#!/usr/bin/env bash
# Installs what the tests need and runs them all.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

apt_install() {
    local sudo=""
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null
}

if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
    apt_install chromium
fi
if ! Rscript -e 'library(survey)' >/dev/null 2>&1; then
    apt_install r-base-core r-cran-survey r-cran-jsonlite
fi

if [ -f tests/package-lock.json ]; then
    npm ci --prefix tests --ignore-scripts --no-audit --no-fund --silent
fi
dotnet tool restore
dotnet csharpier check .
dotnet build Survey.sln -warnaserror
dotnet test Survey.sln --no-build --logger "console;verbosity=minimal" "$@"
