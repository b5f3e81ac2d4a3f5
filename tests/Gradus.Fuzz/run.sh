#!/usr/bin/env bash
# Fuzzes readers by afl-fuzz (Debian: afl++), one after the other, from the kept inputs, on a copy of the program:
#   run.sh FOLDER MINUTES [TARGET...]   what is found goes to FOLDER/found/TARGET; a later run goes on from there
#   run.sh FOLDER keep [TARGET...]      the smallest set that reaches as much, and what crashed or hung, become the kept inputs
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mkdir -p "$1" && cd "$1" && pwd)
what=$2
shift 2

program=$work/program
if [ ! -d "$program" ]; then
  dotnet build -c Release "$here"
  cp -r "$here"/bin/Release/net10.0/* "$program"
  dotnet "$program/Gradus.Fuzz.dll" instrument
fi
[ $# -gt 0 ] || set -- $(cd "$here/Corpus" && ls)

# Files of inputs are written thousands of times.
TMPDIR=$(mktemp -d /dev/shm/gradus-fuzz-XXXXXX)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
# As much as can be on one thread: paths of several at once would look new each time.
export GRADUS_THREADS=1 DOTNET_ThreadPool_ForceMaxWorkerThreads=1
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1
export AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_AUTORESUME=1 AFL_ALLOW_TMP=1
mkdir -p "$work/found"
limits="-m none -t 10000"

for target in "$@"; do
  dictionary=$here/Dictionaries/${target/jsonl/json}.dict
  run=(-- "$(command -v dotnet)" "$program/Gradus.Fuzz.dll" "$target")
  found=$work/found/$target/default
  if [ "$what" = keep ]; then
    kept=$work/kept/$target
    rm -rf "$kept" && mkdir -p "$kept"
    afl-cmin $limits -i "$found/queue" -o "$work/smallest" "${run[@]}"
    for file in "$work/smallest"/*; do mv "$file" "$kept/$(sha256sum "$file" | head -c 12)"; done
    rm -rf "$work/smallest"
    # What once failed stays, whatever else reaches as much.
    find "$found" "$here/Corpus/$target" -path "*/crashes/id:*" -o -path "*/hangs/id:*" -o -name "failed-*" |
      while read -r file; do cp "$file" "$kept/failed-$(sha256sum "$file" | head -c 12)"; done
    rm -rf "$here/Corpus/$target"
    cp -r "$kept" "$here/Corpus"
  else
    options=()
    [ ! -e "$dictionary" ] || options=(-x "$dictionary")
    afl-fuzz $limits -V $((what * 60)) -G 4096 -i "$here/Corpus/$target" -o "$work/found/$target" "${options[@]}" "${run[@]}"
    grep -E "execs_done|run_time|corpus_count|bitmap_cvg|stability|saved_(crashes|hangs)" "$found/fuzzer_stats"
  fi
done
