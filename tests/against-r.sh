#!/usr/bin/env bash
# From end to end: students answer over HTTP, the wave is closed, and every published figure is compared with R's.
# Usage: tests/against-r.sh [how many students]     (after dotnet build and npm ci; needs Rscript with packages survey, jsonlite, digest)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
students=${1:-6000}
work=$(mktemp -d)
export Survey__DataPath=$work/data Survey__AdminKey=admin-key-of-this-run-0123456789-ab Survey__AnalystKey=analyst-key-of-this-run-0123456789
export Survey__SubmissionsPerMinute=0 Survey__OperatorName="a run" Survey__OperatorContact=run@example.org
export Survey__PublishWithoutApproval=true

functions=$(ls -dt "$root"/functions/bin/*/net10.0 | head -1)
dotnet "$functions/Survey.Functions.dll" --urls http://127.0.0.1:0 >"$work/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do
    url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/log" | head -1 || true)
    [ -n "$url" ] && curl -fs "$url/api/survey" >"$work/survey.json" && break
    sleep 0.2
done
wave=$(grep -o '"id":"[0-9]*-Q[1-4]"' "$work/survey.json" | head -1 | cut -d'"' -f4)

simulator=$(ls -dt "$root"/tests/Survey.Simulator/bin/*/net10.0 | head -1)
dotnet "$simulator/Survey.Simulator.dll" --url "$url" --responses "$students" --seed 7 --save "$work/answers.csv"
curl -fsS -X POST -H "x-functions-key: $Survey__AdminKey" "$url/api/waves/$wave/close"
echo
for _ in $(seq 150); do
    curl -fs -H "x-functions-key: $Survey__AnalystKey" "$url/api/releases/$wave" >/dev/null && break
    sleep 0.2
done
survey=$root/functions/surveys/youth-online-pt
mkdir "$work/release"
for file in $(curl -fsS -H "x-functions-key: $Survey__AnalystKey" "$url/api/releases/$wave" | grep -o '"name": *"[^"]*"' | cut -d'"' -f4); do
    curl -fsS -H "x-functions-key: $Survey__AnalystKey" "$url/api/releases/$wave/$file" >"$work/release/$file"
done
curl -fsS -H "x-functions-key: $Survey__AnalystKey" "$url/api/releases/all-waves.csv" >"$work/release/all-waves.csv"
for format in xlsx jsonstat sdmx; do
    node "$root/tests/read-release.mjs" "$work/release" "$format" >"$work/release/read-$format.csv"
done
Rscript "$root/tests/against-r.R" "$work/answers.csv" "$survey" "$work/release"
