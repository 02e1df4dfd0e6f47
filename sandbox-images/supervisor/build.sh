#!/bin/sh
# Compiles the supervisor that stands beside this script: build.sh <output file>
set -eu
folder=$(dirname "$0")
exec gcc -std=gnu11 -D_GNU_SOURCE -static -O2 -s -Wall -Wextra -Werror -o "$1" "$folder"/*.c
