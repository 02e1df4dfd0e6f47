import numpy as np


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    ...
