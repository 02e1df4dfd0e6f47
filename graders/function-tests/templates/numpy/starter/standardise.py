import numpy as np


def standardise(x, eps=1e-8):
    """Each column of x with mean 0 and deviation 1."""
