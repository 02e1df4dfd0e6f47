import sys

# Read integers until the input ends; print their sum.
