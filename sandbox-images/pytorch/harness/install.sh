#!/bin/sh
# Run once, as root, when the image is built: takes automatic differentiation out of the installed PyTorch.
set -eu
here=$(dirname "$0")
torch=$(python3 -I -c 'import torch; print(torch.__path__[0])')

python3 -I "$here/patch_libtorch.py" "$torch/lib"

# Derivatives written in Python: nothing that a train.py may use needs them, and torch 1.x loads them only to register
# shapes for its meta device.
case $(python3 -I -c 'import torch; print(torch.__version__)') in
1.*)
    : > "$torch/_meta_registrations.py"
    rm -rf "$torch/_decomp" "$torch/_refs" "$torch/_prims"
    ;;
esac
rm -rf "$torch/../functorch" "$torch/../sympy" "$torch/../mpmath" "$torch/../isympy.py"

python3 -I "$here/selftest.py"
