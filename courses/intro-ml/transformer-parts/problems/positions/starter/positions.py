import numpy as np


def pe(T, d):
    ...


def rope(x, pos, base=10000.0):
    ...
