#!/bin/sh
# Builds the instrumentation tool and its runtime into the folder $1. Needs clang-14, llvm-14-dev and g++.
set -eu
here=$(dirname "$0")
out=$1
mkdir -p "$out"
for part in facts count main; do
    g++ -O1 -std=c++17 -fno-rtti -Wall -Wextra -Wno-unused-parameter -Wno-mismatched-new-delete \
        -D_GNU_SOURCE -D__STDC_CONSTANT_MACROS -D__STDC_FORMAT_MACROS -D__STDC_LIMIT_MACROS \
        -isystem "$(llvm-config-14 --includedir)" \
        -c "$here/$part.cpp" -o "$out/$part.o"
done
g++ "$out/facts.o" "$out/count.o" "$out/main.o" -L"$(llvm-config-14 --libdir)" -lLLVM-14 -o "$out/instrument"
clang-14 -O2 -Wall -Wextra -emit-llvm -c "$here/inline.c" -o "$out/inline.bc"
for part in runtime adversary repeatable sorted; do
    gcc -O2 -std=gnu17 -Wall -Wextra -Werror -fno-pie -D_GNU_SOURCE -c "$here/$part.c" -o "$out/$part.o"
done
ld -r "$out/runtime.o" "$out/adversary.o" "$out/repeatable.o" "$out/sorted.o" -o "$out/runtime-all.o"
mv "$out/runtime-all.o" "$out/measure.o"
rm -f "$out/facts.o" "$out/count.o" "$out/main.o" "$out/runtime.o" "$out/adversary.o" "$out/repeatable.o" "$out/sorted.o"
