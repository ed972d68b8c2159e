#!/usr/bin/env bash
# Brings what the tests need beside Python: a JDK and Maven for the Neo4j server, Node.js for the grammar, Chromium
# and a Chinese font for the pages, a reader of scans for a recipe. What is there is left alone; what may not be installed
# is named, and the tests that need it say so.
set -euo pipefail

wanted=()
java_of() { ls -d /usr/lib/jvm/*"$1"* >/dev/null 2>&1 || "${JAVA_HOME:-/nowhere}/bin/java" -version 2>&1 | grep -q "\"$1\."; }
java_of 17 || java_of 21 || wanted+=(openjdk-17-jdk-headless)
command -v mvn >/dev/null || wanted+=(maven)
command -v node >/dev/null || wanted+=(nodejs)
command -v npm >/dev/null || wanted+=(npm)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
  wanted+=(chromium)
command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh | head -1)" ] || wanted+=(fontconfig fonts-noto-cjk)

command -v pdftoppm >/dev/null || wanted+=(poppler-utils)
tesseract --list-langs 2>/dev/null | grep -q chi_sim || wanted+=(tesseract-ocr tesseract-ocr-chi-sim)

[ ${#wanted[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "Please install, with this system's own packages: ${wanted[*]}. Tests that need them are skipped until then." >&2
  exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "Please run as root: apt-get install ${wanted[*]}. Tests that need them are skipped until then." >&2
  exit 0
fi
echo "installing ${wanted[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q >&2
"${as_root[@]}" apt-get install -q -y --no-install-recommends "${wanted[@]}" >&2
