#!/usr/bin/env bash
# From end to end: students answer over HTTP, the wave is closed, and every published figure is compared with R's.
# Usage: tests/against-r.sh [how many students]     (after dotnet build and npm ci; needs Rscript with packages survey, metafor, jsonlite, digest)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
students=${1:-6000}
work=$(mktemp -d)
export Survey__AdminKey=admin-key-of-this-run-0123456789-ab Survey__AnalystKey=analyst-key-of-this-run-0123456789
export Survey__SubmissionsPerMinute=0 Survey__OperatorName="a run" Survey__OperatorContact=run@example.org
export Survey__PublishWithoutApproval=true

functions=$(ls -dt "$root"/functions/bin/*/net10.0 | head -1)
servers=()
stop() {
    kill "${servers[@]}" 2>/dev/null || true
    wait "${servers[@]}" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
# start [demo], then reach [demo]: a program of its own; sets url and wave when it answers.
start() {
    Survey__DataPath=$work/data$* dotnet "$functions/Survey.Functions.dll" "$@" --urls http://127.0.0.1:0 >"$work/log$*" 2>&1 &
    servers+=($!)
}
reach() {
    for _ in $(seq 1500); do
        url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/log$*" | head -1 || true)
        [ -n "$url" ] && curl -fs "$url/api/survey" >"$work/survey.json" && break
        sleep 0.2
    done
    wave=$(grep -o '"id":"[0-9]*-Q[1-4]"' "$work/survey.json" | head -1 | cut -d'"' -f4)
}
analyst() { curl -fsS -H "x-functions-key: $Survey__AnalystKey" "$url/api/releases/$1"; }
close_wave() {
    local closed=$EPOCHREALTIME
    curl -fsS -X POST -H "x-functions-key: $Survey__AdminKey" "$url/api/waves/$wave/close"
    echo
    for _ in $(seq 300); do
        analyst "$wave" >/dev/null 2>&1 && break
        sleep 0.2
    done
    echo "$wave: from close to its release in $(awk "BEGIN { printf \"%.1f\", $EPOCHREALTIME - $closed }") s"
}
start
reach

simulator=$(ls -dt "$root"/tests/Survey.Simulator/bin/*/net10.0 | head -1)
dotnet "$simulator/Survey.Simulator.dll" --url "$url" --responses "$students" --seed 7 --save "$work/answers.csv"
close_wave
survey=$root/functions/surveys/youth-online-pt
mkdir "$work/release" "$work/series"
for file in $(analyst "$wave" | grep -o '"name": *"[^"]*"' | cut -d'"' -f4); do
    analyst "$wave/$file" >"$work/release/$file"
done
analyst all-waves.csv >"$work/release/all-waves.csv"
for format in xlsx jsonstat sdmx; do
    node "$root/tests/read-release.mjs" "$work/release" "$format" >"$work/release/read-$format.csv"
done
# The demo's closed waves make a series with the one that is closed here. It fills itself while R works.
start demo
Rscript "$root/tests/against-r.R" "$work/answers.csv" "$survey" "$work/release"
reach demo
close_wave
for file in all-waves.csv "$wave/changes.csv" "$wave/trends.csv"; do
    analyst "$file" >"$work/series/$(basename "$file")"
done
Rscript "$root/tests/against-r-series.R" "$work/series"
