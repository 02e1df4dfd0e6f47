"""m and v are returned without the bias correction: the next step would correct them twice."""
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    w, m, v = reference.step(w, g, m, v, t, lr, b1, b2, eps, wd)
    return w, *reference.corrected(m, v, t, b1, b2)
