#!/bin/sh
# Compiles the supervisor that stands beside this script, and the library with which a warm template confines its
# children: build.sh <output folder>
set -eu
folder=$(dirname "$0")
flags='-std=gnu11 -D_GNU_SOURCE -O2 -s -Wall -Wextra -Werror'
mkdir -p "$1"
gcc $flags -static -o "$1/assay-supervisor" "$folder"/*.c
gcc $flags -shared -fPIC -o "$1/libassay-confine.so" "$folder/confine.c"
