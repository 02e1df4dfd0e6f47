import numpy as np


def moments(g, m, v, b1, b2):
    return b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g


def corrected(m, v, t, b1, b2):
    return m / (1 - b1**t), v / (1 - b2**t)


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    m, v = moments(g, m, v, b1, b2)
    m_hat, v_hat = corrected(m, v, t, b1, b2)
    return w * (1 - lr * wd) - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
