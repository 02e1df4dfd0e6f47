import numpy as np


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    ...
