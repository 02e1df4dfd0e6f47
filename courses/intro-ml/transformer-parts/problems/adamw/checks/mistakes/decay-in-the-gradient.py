"""This is Adam with L2: the weight decay enters the gradient and so the moments. AdamW takes it off the weights directly."""
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    return reference.step(w, g + wd * w, m, v, t, lr, b1, b2, eps, 0)
