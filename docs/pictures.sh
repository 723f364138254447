#!/usr/bin/env bash
# Makes the README's pictures anew, of the demo's pages in Chromium: docs/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
url=http://127.0.0.1:7071
log=$(mktemp)
profile=$(mktemp -d)
dotnet build functions -c Release --nologo -v quiet
dotnet functions/bin/Release/net10.0/Survey.Functions.dll demo --urls $url >"$log" &
demo=$!
trap 'kill $demo; wait $demo || true; rm -rf "$log" "$profile"' EXIT
until grep -q "^To stop:" "$log"; do
    kill -0 $demo
    sleep 1
done
analyst=$(sed -n 's/^Analysts: .*code=//p' "$log")
admin=$(sed -n 's/^Admins: .*code=//p' "$log")
wave=$(sed -n 's/^\(.*\), wave 9 of 9$/\1/p' "$log")

picture() { # name, width and height, address
    chromium --headless --no-sandbox --disable-background-networking --hide-scrollbars --lang=en-GB \
        --run-all-compositor-stages-before-draw --virtual-time-budget=5000 \
        --user-data-dir="$profile" --window-size="$2" --screenshot="docs/pictures/$1.png" "$url$3" 2>/dev/null
}

mkdir -p docs/pictures
picture student 520,820 "/en"
picture release 1200,900 "/releases/$wave?lang=en&code=$analyst"
picture desk 1200,900 "/manage?lang=en&code=$admin"
