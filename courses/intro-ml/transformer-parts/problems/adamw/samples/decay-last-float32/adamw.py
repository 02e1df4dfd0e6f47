import numpy as np


def step(theta, grad, m1, m2, t, lr, beta1, beta2, eps, decay):
    f = np.float32
    m1 = (beta1 * m1 + (1 - beta1) * grad).astype(f)
    m2 = (beta2 * m2 + (1 - beta2) * grad * grad).astype(f)
    new = theta - lr * (m1 / (1 - beta1**t)) / (np.sqrt(m2 / (1 - beta2**t)) + eps)
    new = new - lr * decay * new
    return [new.astype(f), m1, m2]
