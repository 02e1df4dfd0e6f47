import sys

# Only the first line is read.
print(sum(int(word) for word in sys.stdin.readline().split()))
