"""The weight decay is missing."""
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    return reference.step(w, g, m, v, t, lr, b1, b2, eps, 0)
