"""The step goes uphill: it is subtracted from the weights."""
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    up, m, v = reference.step(w, g, m, v, t, lr, b1, b2, eps, wd)
    return 2 * w * (1 - lr * wd) - up, m, v
